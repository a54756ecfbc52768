"""What the review page has done in a process of its own: all that runs templates, HarfBuzz and Pillow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from announcer.core.posting.queued import Queued
from announcer.core.posts.announcement import Announcement, Card
from announcer.core.posts.share_kit import ShareKit
from announcer.core.publications.publication import Publication
from announcer.ports.channels import ChannelRules
from announcer.ports.importing import Imported
from announcer.ports.share_writing import ShareWriter
from announcer.services.drafting import DraftJob
from announcer.services.review.redrafting import SentenceDrafter, as_queued, sentence_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamineJob:
    """An announcement to look into: as it is queued, its publication's record as JSON, its card."""

    queued: Queued
    record: str
    card: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RedrawJob:
    """An announcement to make anew, from that key sentence, or the one that is chosen for it where none is given.

    `template` is the card's; empty for the site's own.
    """

    queued: Queued
    record: str
    sentence: str = ""
    template: str = ""


class DrawingWork(Protocol):
    """What can be asked for; each raises an AnnouncerError for whatever keeps it from being done."""

    def examined(self, job: ExamineJob) -> Announcement:
        """Return the announcement with all that is known of it, its text and card as queued."""

    def redrawn(self, job: RedrawJob) -> Announcement:
        """Return the announcement made anew."""

    def thumbnail(self, card: bytes, width: int) -> bytes:
        """Return a small picture of a card, as PNG."""

    def own_card(self, picture: bytes) -> bytes:
        """Return a picture that somebody has given in as the PNG of a card, made anew from its pixels."""

    def card_templates(self) -> tuple[str, ...]:
        """Return the names of the templates that cards can be drawn in."""

    def share_files(self, kit: ShareKit) -> Mapping[str, bytes]:
        """Return a share kit as files; see `ShareWriter.files`."""


class DrawsInTemplates(Protocol):
    """Draws cards in a template of choice."""

    def draw(self, publication: Publication, language: str, sentence: str, *, template: str = "") -> Card:
        """Return the card; an empty `template` is the site's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingHere:
    """Does the work in this process.

    Args:
        decode: Reads a publication as the store keeps it.
        drafting: Makes announcements.
        cards: Draws cards in a template of choice.
        shrink: Makes a card small.
        repaint: Makes a card of somebody's own picture.
        templates: The names of the card templates.
        rules_of: Gives the rules of a channel by its name.
        sharing: Gives the writer of share kits.
    """

    decode: Callable[[str], Imported]
    drafting: SentenceDrafter
    cards: DrawsInTemplates
    shrink: Callable[[bytes, int], bytes]
    repaint: Callable[[bytes], bytes]
    templates: Callable[[], tuple[str, ...]]
    rules_of: Callable[[str], ChannelRules]
    sharing: Callable[[], ShareWriter]

    def examined(self, job: ExamineJob) -> Announcement:
        """Return the announcement with all that is known of it, its text and card as queued."""
        draft = DraftJob(imported=self.decode(job.record), language=job.queued.language)
        made = self.drafting.announce(draft)
        chosen = sentence_of(job.queued, made.candidates)
        if chosen not in ("", made.sentence):
            made = self.drafting.announce(draft, chosen)
        return as_queued(made, job.queued, job.card, self.rules_of(job.queued.channel))

    def redrawn(self, job: RedrawJob) -> Announcement:
        """Return the announcement made anew, in a card template of choice."""
        imported = self.decode(job.record)
        made = self.drafting.announce(
            DraftJob(imported=imported, language=job.queued.language), job.sentence or None
        )
        if not job.template:
            return made
        card = self.cards.draw(imported.publication, job.queued.language, made.sentence, template=job.template)
        known = () if made.card is None else made.card.findings
        others = tuple(each for each in made.findings if each not in known)
        return replace(made, card=card, findings=(*others, *card.findings))

    def thumbnail(self, card: bytes, width: int) -> bytes:
        """Return a small picture of a card."""
        return self.shrink(card, width)

    def own_card(self, picture: bytes) -> bytes:
        """Return a picture that somebody has given in as the PNG of a card."""
        return self.repaint(picture)

    def card_templates(self) -> tuple[str, ...]:
        """Return the names of the templates that cards can be drawn in."""
        return self.templates()

    def share_files(self, kit: ShareKit) -> Mapping[str, bytes]:
        """Return a share kit as files."""
        return self.sharing().files(kit)
