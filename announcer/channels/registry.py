"""The channels there are: for each what it takes, its table in announcer.toml, and how it is opened.

A new channel is a module or folder of this package, an entry in `CHANNELS`, and its table, under the same name, in
`ChannelsSettings` of `announcer/settings/posting_settings.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from announcer.channels.by_hand import BY_HAND_RULES, ByHandSettings, by_hand_trials, open_by_hand
from announcer.channels.x.factory import login_to_x, open_x, x_credentials, x_secrets, x_trials
from announcer.channels.x.outcome import HINTS
from announcer.channels.x.rules import X_RULES
from announcer.channels.x.settings import XSettings
from announcer.errors import UsageError
from announcer.ports.channels import Channel, ChannelContext, ChannelLogin, ChannelRules, Trials

S = TypeVar("S")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelKeys(Generic[S]):
    """The keys that a kind of channel needs.

    `secrets` are the texts that no log may show; it raises ConfigurationError where the keys are missing or open to
    others. `file` is where keys are kept: when it changes, somebody has logged in anew. `login` is what
    `announcer login` does.
    """

    secrets: Callable[[S, ChannelContext], tuple[str, ...]]
    file: Callable[[S, ChannelContext], Path]
    login: Callable[[S, ChannelContext], ChannelLogin]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelKind(Generic[S]):
    """A kind of channel; `settings` is the class of its table.

    `open` raises ConfigurationError where the channel's keys are missing or open to others. `pause_hints` say what
    to do about each reason for which the channel pauses an account.
    """

    rules: ChannelRules
    settings: type[S]
    open: Callable[[S, ChannelContext], Channel]
    keys: ChannelKeys[S] | None = None
    pause_hints: Mapping[str, str] = field(default_factory=dict)
    trials: Callable[[S, ChannelContext], Trials] = lambda _settings, _context: {}
    """What can be tried of the keys, files and folders that the table names, without asking a network."""


X = ChannelKind(
    rules=X_RULES,
    settings=XSettings,
    open=open_x,
    keys=ChannelKeys(secrets=x_secrets, file=x_credentials, login=login_to_x),
    pause_hints=HINTS,
    trials=x_trials,
)
BY_HAND = ChannelKind(rules=BY_HAND_RULES, settings=ByHandSettings, open=open_by_hand, trials=by_hand_trials)

CHANNELS: Mapping[str, ChannelKind[Any]] = {kind.rules.name: kind for kind in (X, BY_HAND)}


def channel_kind(name: str) -> ChannelKind[Any]:
    """Return the kind of channel of that name.

    Raises:
        UsageError: there is none.
    """
    if name not in CHANNELS:
        raise UsageError(f"there is no channel {name!r}", hint=f"the channels are {', '.join(CHANNELS)}")
    return CHANNELS[name]


def pause_hint(name: str, reason: str) -> str:
    """Return what to do about an account that is paused for that reason; empty where the channel does not know."""
    return CHANNELS[name].pause_hints.get(reason, "") if name in CHANNELS else ""


def rules_of(name: str) -> ChannelRules:
    """Return the rules of the channel of that name; raises as `channel_kind` does."""
    return channel_kind(name).rules
