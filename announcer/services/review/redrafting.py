"""Make queued announcements anew with all that is known of them, for people to look at and to choose from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Protocol

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding, Level, holds
from announcer.core.keysentences.choosing import KeySentence, in_order_of_trial
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.core.posts.announcement import Announcement, PostText
from announcer.core.posts.text_findings import text_findings
from announcer.core.text.letters import says
from announcer.core.text.plurals import counted
from announcer.errors import AnnouncerError, UsageError, unexpected
from announcer.ports.channels import ChannelRules
from announcer.ports.drawing import DraftFolders
from announcer.ports.importing import Imported
from announcer.ports.store import Edit, ReviewStore
from announcer.services.drafting import DraftJob
from announcer.services.dry_runs import Drafter, parted
from announcer.services.review.editing import as_edit
from announcer.services.review.reviewing import Review

AT_ONCE = 500
"""Announcements whose publications are in memory at the same time, and the most that are drafted unless all are."""

Watch = Callable[[Sequence[Queued]], Iterable[Queued]]
"""Passes announcements on one by one, and may show how far the work is."""


class SentenceDrafter(Protocol):
    """Makes one announcement, with a key sentence of choice; `announcer.services.drafting.Drafting`."""

    def key_sentences(self, job: DraftJob) -> tuple[KeySentence, ...]:
        """Return the sentences to choose from."""

    def announce(self, job: DraftJob, sentence: str | None = None) -> Announcement:
        """Return the announcement with that sentence, or with the one that is chosen for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDrafts:
    """What came of writing drafts: their ids, what failed on the way, the page over all of them."""

    drafts: tuple[str, ...]
    problems: tuple[AnnouncerError, ...]
    page: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Redrafting:
    """Makes announcements anew: what is sent stays as queued, the rest is made from the publication's record.

    Args:
        store: The queue.
        review: Takes edits.
        decode: Reads a publication as the store keeps it.
        drafter: Makes many announcements.
        sentences: Makes a single one.
        rules_of: Gives the rules of a channel by its name; raises UsageError where there is none.
    """

    store: ReviewStore
    review: Review
    decode: Callable[[str], Imported]
    drafter: Drafter
    sentences: SentenceDrafter
    rules_of: Callable[[str], ChannelRules]

    def rebuilt(self, queued: Queued) -> Announcement:
        """Return the announcement with all that is known of it.

        Raises:
            SourceError: its publication's record cannot be read.
            TemplateError: the site's template is wrong.
        """
        return self._as_queued(self.sentences.announce(self._job(queued)), queued)

    def choose_sentence(self, announcement: str, number: int, *, actor: str, anyway: bool = False) -> Queued:
        """Make the announcement anew from the key sentence of that number, counted from 1; an edit as any other.

        Raises:
            UsageError: there is no such key sentence, or the edit needs `anyway`.
            SourceError, TemplateError: as for `rebuilt`.
            WrongStateError: it can be edited no longer.
        """
        edit = self._with_sentence(self.store.get(announcement), number)
        return self.review.edit(announcement, edit, actor=actor, anyway=anyway)

    def _with_sentence(self, queued: Queued, number: int) -> Edit:
        job = self._job(queued)
        found = self.sentences.key_sentences(job)
        if not 1 <= number <= len(found):
            message = f"key sentence {number}: there {'is' if len(found) == 1 else 'are'} "
            raise UsageError(message + counted(len(found), "key sentence"), hint="look at them", step="show")
        return as_edit(self.sentences.announce(job, found[number - 1].text))

    def chosen(self, announcements: Sequence[str] = (), *, everything: bool = False) -> list[Queued]:
        """Return the announcements of those ids, or else what waits for review: the newest, or everything.

        Raises:
            UsageError: ids are given, and everything is wanted.
            UnknownAnnouncementError: there is none of an id.
        """
        if announcements and everything:
            raise UsageError("all and some announcements do not go together", hint="leave one of them out")
        if announcements:
            return [self.store.get(one) for one in announcements]
        return list(islice(self.waiting(), None if everything else AT_ONCE))

    def waiting(self) -> Iterator[Queued]:
        """Yield all that waits for review, the newest first."""
        page: Sequence[Queued] = self.store.listing([State.IN_REVIEW], limit=AT_ONCE)
        while page:
            yield from page
            page = self.store.listing([State.IN_REVIEW], limit=AT_ONCE, after=page[-1])

    def write(self, queued: Sequence[Queued], folders: DraftFolders, watch: Watch = iter) -> WrittenDrafts:
        """Write a draft folder for each announcement and a page over all; one that fails does not stop the others.

        Raises:
            OutputError: the drafts cannot be written.
        """
        problems: list[AnnouncerError] = []
        ids: list[str] = []
        results = (result for _, result in zip(watch(queued), self.redrafted(queued), strict=True))
        page = folders.write(parted(results, lambda one: ids.append(one.id), problems), problems)
        return WrittenDrafts(drafts=tuple(ids), problems=tuple(problems), page=page)

    def redrafted(self, queued: Sequence[Queued]) -> Iterator[Announcement | AnnouncerError]:
        """Yield for each announcement, in order, what came of it."""
        for start in range(0, len(queued), AT_ONCE):
            yield from self._some(queued[start : start + AT_ONCE])

    def _some(self, queued: Sequence[Queued]) -> Iterator[Announcement | AnnouncerError]:
        read = [self._job_or_error(one) for one in queued]
        made = self.drafter.drafted([job for job in read if isinstance(job, DraftJob)])
        for one, job in zip(queued, read, strict=True):
            result = next(made) if isinstance(job, DraftJob) else job
            yield result if isinstance(result, AnnouncerError) else self._as_queued_or_error(result, one)

    def _as_queued_or_error(self, made: Announcement, queued: Queued) -> Announcement | AnnouncerError:
        try:
            return self._as_queued(made, queued)
        except AnnouncerError as error:  # the channel is not there any more
            return error

    def _job_or_error(self, queued: Queued) -> DraftJob | AnnouncerError:
        try:
            return self._job(queued)
        except AnnouncerError as error:
            return error
        except Exception as error:  # noqa: BLE001 (one odd record must not keep the others from being drafted)
            return unexpected(error, f"the record of {queued.id}")

    def _job(self, queued: Queued) -> DraftJob:
        imported = self.decode(self.store.record(queued.publication))
        return DraftJob(imported=imported, language=queued.language)

    def _as_queued(self, made: Announcement, queued: Queued) -> Announcement:
        """Return what was made as it is queued, made once more where a person chose another key sentence."""
        chosen = sentence_of(queued, made.candidates)
        if chosen not in ("", made.sentence):
            made = self.sentences.announce(self._job(queued), chosen)
        return as_queued(made, queued, self.store.card(queued.card_digest), self.rules_of(queued.channel))


def as_queued(made: Announcement, queued: Queued, card: bytes, rules: ChannelRules) -> Announcement:
    """Return an announcement made anew, with what the queue would send in place of its own text and card.

    `rules` are those of the channel that it is queued for. Findings are those of what would be sent: what was
    dropped from a text that is gone is not told, a hold of the queue is; one that a person overruled only warns.
    """
    kept = replace(made.card, data=card, media_type=queued.card_type) if made.card and card else None
    text = _text_of(queued, made.text, rules)
    findings = (*_others(made), *text.findings, *_of_edited_text(queued, made))
    return replace(
        made,
        id=queued.id,
        channel=queued.channel,
        slug=queued.slug,
        text=text,
        alt_text=queued.alt_text,
        card=kept,
        sentence=sentence_of(queued, made.candidates),
        findings=_held_as(queued.held, findings),
    )


def sentence_of(queued: Queued, candidates: Iterable[KeySentence]) -> str:
    """Return the key sentence that card and alt text carry; empty where it is none of the candidates."""
    texts = in_order_of_trial(tuple(candidates))
    return next((text for text in texts if says(queued.alt_text, text) or says(queued.text, text)), "")


def _text_of(queued: Queued, made: PostText, rules: ChannelRules) -> PostText:
    if queued.text == made.text:
        return replace(made, link=queued.link, length=rules.length(queued.text), limit=rules.limit)
    return PostText(
        text=queued.text,
        link=queued.link,
        length=rules.length(queued.text),
        limit=rules.limit,
        findings=tuple(text_findings(queued.text, link=queued.link if queued.link in made.text else "")),
    )


def _others(made: Announcement) -> list[Finding]:
    """Return the findings that are not the text's."""
    return [each for each in made.findings if each not in made.text.findings]


def _of_edited_text(queued: Queued, made: Announcement) -> list[Finding]:
    sentence = made.sentence
    edited = queued.text != made.text.text and says(queued.alt_text, sentence) and not says(queued.text, sentence)
    return [finding("edited-text", sentence=sentence)] if edited and sentence else []


def _held_as(held: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings, with those that hold made to agree with whether the queue holds the announcement."""
    if not held:
        return tuple(replace(each, level=Level.WARNING) if each.level is Level.HOLD else each for each in findings)
    return tuple(findings) if holds(findings) else (finding("held-in-queue", reason=held), *findings)
