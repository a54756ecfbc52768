"""Writing texts, drawing cards and laying out draft folders: what adapters keep to."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from announcer.core.keysentences.choosing import Choice
from announcer.core.posts.announcement import Announcement, Card, PostText
from announcer.core.publications.publication import Publication
from announcer.errors import AnnouncerError


class TextWriter(Protocol):
    """Writes the words of an announcement from the site's templates."""

    def key_sentences(self, publication: Publication, language: str) -> Choice:
        """Return a few candidates, best first; none where the record has no usable sentence, and why."""

    def post(
        self,
        publication: Publication,
        language: str,
        *sentences: str,
        beside_title: Collection[str] = (),
        why_none: str = "",
    ) -> PostText:
        """Return the post that keeps the most that fits, with the first of `sentences` that does.

        Those that are in `beside_title` say too little without the title, and count as fitting where it stands too.
        `why_none` is what is told where there are none.

        Raises:
            TemplateError: the template is wrong (never: the record is).
        """

    def alt_text(self, publication: Publication, language: str, sentence: str) -> str:
        """Return what the card says, in reading order, within what the channel takes.

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


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCard:
    """A drawn card and what it was drawn from; `record` is the record's short name.

    `is_old` tells that it could not be drawn anew and shows an earlier state.
    """

    template: str
    record: str
    language: str
    card: Card
    is_old: bool = False

    @property
    def name(self) -> str:
        """What no other sample of a gallery is called, such as `summary-short-en`."""
        return f"{self.template}-{self.record}-{self.language}"
