"""The seams between use cases and the world: what adapters must keep to, whoever writes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from announcer.core.announcement import Announcement, Card, KeySentence, PostText
from announcer.core.findings import Finding
from announcer.core.publication import Publication
from announcer.errors import AnnouncerError

if TYPE_CHECKING:
    from announcer.core.post import Media, Post, Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One publication as read, with what the reading noticed and where it came from."""

    publication: Publication
    source: str
    findings: tuple[Finding, ...] = ()


class Importer(Protocol):
    """A reader of one format. tests/contracts/test_importers.py checks every rule below."""

    format: str
    """The name that `announcer add --format` takes."""

    def recognises(self, data: bytes) -> bool:
        """Return whether the content is of this format; the file name is never asked."""

    def read(self, data: bytes, source: str) -> list[Imported]:
        """Return the publications in `data`, at least one.

        Raises:
            SourceError: nothing usable is in it; the message names `source` and what to do.
        """


class TextWriter(Protocol):
    """Writes the words of an announcement from the site's templates."""

    def key_sentences(self, publication: Publication, language: str) -> tuple[KeySentence, ...]:
        """Return up to three candidates, best first; none where the record has no usable sentence."""

    def post(self, publication: Publication, language: str, sentence: str) -> PostText:
        """Return the post that keeps the most that fits.

        Raises:
            TemplateError: the template is wrong (never: the record is).
        """

    def alt_text(self, publication: Publication, language: str, sentence: str) -> str:
        """Return what the card says, in reading order, at most 1,000 characters.

        Raises:
            TemplateError: the template is wrong.
        """


class CardPainter(Protocol):
    """Draws the card of an announcement. Same input, same bytes."""

    def paint(self, publication: Publication, language: str, sentence: str) -> Card:
        """Return the finished picture; overflow, missing glyphs and cut text are its findings.

        Raises:
            TemplateError: the card template is wrong.
            BrandError: a logo or font is missing or unreadable.
        """


class DraftFolders(Protocol):
    """Where drafts go for people to look at."""

    def write(self, announcements: Iterable[Announcement], problems: Sequence[AnnouncerError] = ()) -> Path:
        """Write a folder for each announcement, when it comes, and one page over all; return the page's path.

        `problems` are what kept other drafts from being made; the page tells of those that are in it once the
        last announcement has come.

        Raises:
            OutputError: the drafts cannot be written; those that are there are whole.
        """


class Clock(Protocol):
    """The time, so that tests can set it."""

    def now(self) -> datetime:
        """Return the time of day, aware and in UTC; it may jump."""

    def monotonic(self) -> float:
        """Return seconds that never jump and go on while the process is stopped; their start means nothing."""


class Channel(Protocol):
    """A place that takes posts, for one account. tests/contracts/test_channels.py checks every rule below.

    No call outlives its deadline, retries on its own, or changes a byte of the post. Any other exception than the
    ones named is taken for `OutcomeUnknownError` out of `send`, and for a delay elsewhere.
    """

    name: str
    account: str
    hands_over: bool
    """Whether a person does the posting: `send` then only lays the post out, may be repeated, and the
    announcement waits as `ready` until someone records it."""
    upload_deadline: timedelta
    send_deadline: timedelta

    def upload(self, post: "Post") -> "Media | None":
        """Bring the card and its alt text to the channel; nobody sees it, so it may be repeated.

        Returns None where the channel needs no upload.

        Raises:
            PostRefusedError: the channel will never take this card.
            PostDelayedError: not now; `wait` tells for how long to hold back.
            ChannelPausedError: a person must look at the account.
        """

    def send(self, post: "Post", media: "Media | None") -> "Receipt":
        """Publish the post, in one attempt; retrying is the posting service's choice.

        Raises:
            PostRefusedError: the channel will never take this post.
            PostDelayedError: nothing was posted; `wait` tells for how long to hold back.
            ChannelPausedError: nothing was posted; a person must look at the account.
            MediaExpiredError: nothing was posted; the picture must be uploaded again.
            OutcomeUnknownError: the post may be public, so it must be looked up.
        """

    def find(self, post: "Post", since: datetime) -> "Receipt | None":
        """Look the post up among the account's own since then; None says that it was read and is not there.

        Raises:
            ChannelError: it could not be read, which says nothing about the post.
        """

    def delete(self, remote_id: str) -> None:
        """Take the post down; one that is gone already is fine.

        Raises:
            ChannelError: it may still be there.
        """

    def probe(self) -> None:
        """Ask, without writing anything, whether the account can be used.

        Raises:
            ChannelError: it cannot, or not now.
        """
