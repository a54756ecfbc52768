"""The seams between use cases and the world: what adapters must keep to, whoever writes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from announcer.core.announcement import Announcement, Card, KeySentence, PostText
from announcer.core.findings import Finding
from announcer.core.publication import Publication
from announcer.errors import AnnouncerError


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
