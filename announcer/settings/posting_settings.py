"""The tables of announcer.toml that govern posting: times, approval, the store, channels and the daemon."""

import re
from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import Annotated
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from announcer.channels.by_hand import ByHandSettings
from announcer.channels.x.settings import XSettings
from announcer.core.planning.closed_days import Closure, parse_closure
from announcer.core.planning.slots import PostingRules
from announcer.core.planning.weekly import parse_days, parse_quiet_hours, parse_slot
from announcer.core.posting.policies import MAX_ATTEMPTS, Approval, UnknownPolicy
from announcer.ports.channels import ChannelSettings
from announcer.settings.values import (
    ClosureText,
    DaysText,
    Duration,
    QuietText,
    Settings,
    SlotText,
    Text,
    Zone,
)

POSTGRES = ("postgresql://", "postgres://")


_ADDRESS = re.compile(r"\w+://(?:[^/?#@%]|%[0-9A-Fa-f]{2})*(?:@[^/?#@%]*)?(?:[/?#][^@]*)?")
_KEYWORDS = re.compile(r"(?:^|\s)(?:host|hostaddr|dbname|user|password|service)\s*=")


def _store_url(url: str) -> str:
    """Let an address through that libpq reads as it is meant; no message repeats a password."""
    if "://" in url and not url.startswith(POSTGRES):
        raise ValueError(f"{url.partition(':')[0]!r} is not a kind of store; name a file, or postgresql://…")
    if "://" in url and not _ADDRESS.fullmatch(url):  # libpq would take part of the password for a host, and say it
        raise ValueError(
            "the password has letters that stand for something in an address: write @ as %40, / as %2F,"
            " # as %23, ? as %3F and % as %25"
        )
    if "://" not in url and _KEYWORDS.search(url):
        raise ValueError("PostgreSQL is named by an address: postgresql://user@host/database")
    return url


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSettings(Settings):
    """When the site posts, in its own time zone."""

    timezone: Zone = "UTC"
    slots: tuple[SlotText, ...] = ()
    daily_cap: Annotated[int, Field(ge=1, le=1000)] = 6
    min_gap: Duration = timedelta(minutes=30)
    quiet: tuple[QuietText, ...] = ()
    weekend: tuple[DaysText, ...] = ()
    closed: tuple[ClosureText, ...] = ()
    holidays: str = ""
    cool_down: Duration = timedelta(days=365)
    late_after: Duration = timedelta(hours=48)

    def as_rules(self, holidays: tuple[Closure, ...] = ()) -> PostingRules:
        """Return the rules as the planner knows them; `holidays` are those of the file."""
        return PostingRules(
            zone=ZoneInfo(self.timezone),
            slots=tuple(parse_slot(text) for text in self.slots),
            min_gap=self.min_gap,
            daily_cap=self.daily_cap,
            quiet=tuple(parse_quiet_hours(text) for text in self.quiet),
            weekend=frozenset(day for text in self.weekend for day in parse_days(text)),
            closures=(*(parse_closure(text) for text in self.closed), *holidays),
            cool_down=self.cool_down,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingSettings(Settings):
    """Who approves, and what happens to posts that fail or whose outcome is unknown."""

    approval: Approval = Approval.REQUIRED
    four_eyes: bool = False
    policy: UnknownPolicy = UnknownPolicy.STRICT
    max_attempts: Annotated[int, Field(ge=1, le=100)] = MAX_ATTEMPTS


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSettings(Settings):
    """Where the queue is kept."""

    url: Annotated[Text, AfterValidator(_store_url)] = field(default="queue/announcer.db", repr=False)

    @property
    def is_postgres(self) -> bool:
        """Whether it is a PostgreSQL database, which several machines may share."""
        return self.url.startswith(POSTGRES)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The password in the address, as it is written and as it is meant; empty where there is none."""
        parts = urlsplit(self.url) if self.is_postgres else None
        if parts is None:
            return ()
        written = [parts.password or "", *parse_qs(parts.query).get("password", ())]
        return tuple(dict.fromkeys(text for each in written if each for text in (each, unquote(each))))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelsSettings(Settings):
    """The table of each channel, under the channel's name in `announcer/channels/registry.py`."""

    x: XSettings = field(default_factory=XSettings)
    drafts: ByHandSettings = field(default_factory=ByHandSettings)

    def enabled(self) -> dict[str, ChannelSettings]:
        """Return the tables of the channels that are enabled, by name; new announcements go to the first."""
        tables = {table.name: self.of(table.name) for table in fields(self)}
        return {name: table for name, table in tables.items() if table.enabled}

    def of(self, channel: str) -> ChannelSettings:
        """Return the table of the channel of that name."""
        table: ChannelSettings = getattr(self, channel)
        return table
