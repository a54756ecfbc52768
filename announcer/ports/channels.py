"""Places that take posts: what every channel states and keeps to. tests/contracts/test_channels.py checks it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from re import Pattern
from typing import Protocol

from announcer.core.posts.counting import Measured
from announcer.core.posts.post import Media, Post, Receipt
from announcer.system.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRules:
    """What a channel takes, and how posting there works: templates, checks, review and sender all go by it.

    `network` is where readers see the post, whoever posts it there, and `title` what people call it. `length` gives
    a text's length as the network counts it, at most `limit`; `measure` gives in addition what becomes clickable,
    and whether the network takes the text at all. `alt_text_limit` counts characters. `post_address` is what the
    address of a post there looks like, its group `id` the network's own name of the post; `example` is one.
    """

    name: str
    network: str
    title: str
    limit: int
    length: Callable[[str], int]
    measure: Callable[[str], Measured]
    alt_text_limit: int
    post_address: Pattern[str]
    example: str
    charges: bool
    """Whether posting costs money."""
    hands_over: bool
    """Whether a person does the posting: `send` then only lays the post out, and may be repeated; the announcement
    waits as `ready` until someone records it."""
    promise: str
    """What a site can rely on, in one line."""

    def receipt(self, url: str) -> Receipt | None:
        """Return the receipt for the post at that address; None where no post of the network is there."""
        found = self.post_address.fullmatch(url.strip())
        return Receipt(remote_id=found["id"], url=url.strip()) if found else None

    def text_problem(self, text: str) -> str:
        """Return why the network does not take the text; empty where it does."""
        measured = self.measure(text)
        if measured.refused:
            return f"the text holds U+{ord(measured.refused):04X}, which {self.title} takes in no text"
        if not measured.valid:
            return f"the text has a length of {measured.length}; 1 to {measured.limit} is taken"
        return ""

    def alt_text_problem(self, alt_text: str) -> str:
        """Return why the network does not take the alt text of a picture; empty where it does."""
        if 0 < len(alt_text) <= self.alt_text_limit:
            return ""
        return f"the alt text has {len(alt_text)} characters; 1 to {self.alt_text_limit} are taken"

    def post_problem(self, post: Post) -> str:
        """Return why the network does not take a post's text or alt text; empty where it does."""
        return self.text_problem(post.text) or (self.alt_text_problem(post.alt_text) if post.card else "")


class ChannelSettings(Protocol):
    """What every channel's table in announcer.toml has; each has more of its own."""

    @property
    def enabled(self) -> bool:
        """Whether new announcements may go to the channel."""

    @property
    def account(self) -> str:
        """The account that posts, by the name that the network has for it."""

    @property
    def budget(self) -> Decimal | None:
        """The most that a month of posting may cost; None for no bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelContext:
    """What every channel is opened with beside its settings: the site's folder, the time, environment variables."""

    folder: Path
    clock: Clock
    environ: Mapping[str, str] = field(repr=False)


Trials = Mapping[str, Callable[[], object]]
"""Things to try, by name; one that raises an AnnouncerError does not work."""


class Channel(Protocol):
    """A place that takes posts, for one account. tests/contracts/test_channels.py checks every rule below.

    No call outlives its deadline, retries on its own, or changes a byte of the post. Any other exception than the
    ones named counts as `OutcomeUnknownError` where `send` raises it, and as a delay elsewhere.
    """

    name: str
    account: str
    hands_over: bool
    """Whether a person does the posting; see `ChannelRules.hands_over`."""
    upload_deadline: timedelta
    send_deadline: timedelta

    def upload(self, post: Post) -> Media | None:
        """Bring the card and its alt text to the channel; nobody sees it, so it may be repeated.

        Returns None where the channel needs no upload.

        Raises:
            PostRefusedError: the channel will never take this card.
            PostDelayedError: not now; `wait` is how long to hold back.
            ChannelPausedError: a person must look at the account.
        """

    def send(self, post: Post, media: Media | None) -> Receipt:
        """Publish the post, in one attempt; retrying is the posting service's choice.

        Raises:
            PostRefusedError: the channel will never take this post.
            PostDelayedError: nothing was posted; `wait` is how long to hold back.
            ChannelPausedError: nothing was posted; a person must look at the account.
            MediaExpiredError: nothing was posted; the picture must be uploaded again.
            OutcomeUnknownError: the post may be public, so it must be looked up.
        """

    def find(self, post: Post, since: datetime) -> Receipt | None:
        """Look the post up among the account's own since then; None means that all were read and it is not there.

        Raises:
            ChannelError: the posts could not be read, which proves nothing about this one.
        """

    def delete(self, remote_id: str) -> None:
        """Take the post down; one that is gone already is fine.

        Raises:
            ChannelError: it may still be there.
        """

    def keys_digest(self) -> str:
        """Return what tells the present keys from others without giving them away; empty where there are none.

        It stays the same when a login renews itself. Nothing is asked of the network.

        Raises:
            ChannelPausedError: the keys cannot be read.
        """

    def probe(self) -> None:
        """Ask, without writing anything, whether the account can be used and the keys are the account's own.

        Raises:
            ChannelPausedError: it cannot, or they are another account's.
            ChannelError: the network cannot be asked now.
        """


class Dialogue(Protocol):
    """Talks to the person who logs a channel in."""

    def say(self, text: str) -> None:
        """Show a text."""

    def ask(self, question: str, *, secret: bool = False) -> str:
        """Return the answer; a secret one is not shown while it is typed."""


class ChannelLogin(Protocol):
    """Walks a person through an account's keys, tries them and keeps them."""

    def with_keys(self, dialogue: Dialogue) -> str:
        """Ask for the keys of the account; return their digest, as `Channel.keys_digest` gives it.

        Raises:
            UsageError: an answer cannot be right.
            ChannelError: the network does not take the keys, or they are another account's; nothing was kept.
            ConfigurationError: the keys cannot be kept.
        """

    def with_consent(self, dialogue: Dialogue) -> str:
        """Get keys by the person's consent in a browser; returns and raises as `with_keys` does."""
