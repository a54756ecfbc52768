"""Bring publications into the queue: register each, and make the announcements it does not have yet."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from announcer.core.posting.queued import NewAnnouncement, Queued, Target, new_announcement
from announcer.core.posts.announcement import Announcement, announcement_id
from announcer.core.publications.home_authors import department
from announcer.core.publications.identifiers import uid
from announcer.errors import AnnouncerError
from announcer.ports.channels import ChannelRules
from announcer.ports.importing import Imported
from announcer.ports.store import ReviewStore
from announcer.services.drafting import Drafting, DraftJob
from announcer.services.reviewing import Review


class Outcome(StrEnum):
    """What became of a publication that was brought in."""

    ADDED = "added"
    """It has announcements in the queue that it did not have before."""
    REGISTERED = "registered"
    """It is known now, and not announced."""
    KNOWN = "known"
    """It was known already; nothing was changed."""
    FAILED = "failed"
    """An announcement could not be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOptions:
    """What somebody wants of the announcements to be made.

    `again` announces publications anew that were announced before; `known` registers without announcing.
    """

    again: bool = False
    known: bool = False
    priority: int = 0
    embargo_until: datetime | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A publication that was brought in, with its new announcements and what went wrong."""

    uid: str
    title: str
    source: str
    outcome: Outcome
    announcements: tuple[NewAnnouncement, ...] = ()
    problems: tuple[AnnouncerError, ...] = ()


class Queueing:
    """Puts publications into the queue; `encode` writes one down as the store keeps it.

    A publication has one announcement in each of its languages, however often it is brought in and whatever was
    interrupted; only `Wishes.again` makes more.
    """

    def __init__(
        self,
        store: ReviewStore,
        review: Review,
        drafting: Drafting,
        *,
        target: Target,
        encode: Callable[[Imported], str],
    ) -> None:
        self._store = store
        self._review = review
        self._drafting = drafting
        self._target = target
        self._encode = encode

    def bring_in(self, publications: Sequence[Imported], options: AddOptions, *, actor: str) -> Iterator[Received]:
        """Bring the publications in one by one, each durably before the next is begun."""
        for imported in publications:
            yield self._register(imported) if options.known else self._announce(imported, options, actor)

    def _register(self, imported: Imported) -> Received:
        title = imported.publication.title.plain
        new = self._store.register(
            uid(imported.publication), title=title, record=self._encode(imported), source=imported.source
        )
        return _received(imported, Outcome.REGISTERED if new else Outcome.KNOWN)

    def _announce(self, imported: Imported, options: AddOptions, actor: str) -> Received:
        identity = uid(imported.publication)
        before = self._store.announced(identity)
        if not options.again and not before and self._store.is_registered(identity):
            return _received(imported, Outcome.KNOWN)
        added: list[NewAnnouncement] = []
        problems: list[AnnouncerError] = []
        for job in self._drafting.jobs([imported]):
            try:
                added += self._add(job, before, options, actor)
            except AnnouncerError as error:
                problems.append(error)
        outcome = Outcome.FAILED if problems else Outcome.ADDED if added else Outcome.KNOWN
        return _received(imported, outcome, added, problems)

    def _add(
        self, job: DraftJob, before: Sequence[Queued], options: AddOptions, actor: str
    ) -> Iterator[NewAnnouncement]:
        """Make and add one announcement, unless it is there; yield it if it was added."""
        last = max((queued.round for queued in before if queued.language == job.language), default=0)
        if last and not options.again:
            return
        new = self._new(job, last + 1, options)
        if self._review.receive(new, actor=actor):
            yield new

    def _new(self, job: DraftJob, number: int, options: AddOptions) -> NewAnnouncement:
        announcement = self._drafting.announce(job)
        identity = uid(job.imported.publication)
        if number > 1:
            again = announcement_id(identity, announcement.channel, f"{job.language} {number}")
            announcement = replace(announcement, id=again)
        if not self._target.charges:
            announcement = replace(announcement, cost=None)
        new = new_announcement(
            replace(announcement, channel=self._target.channel),
            publication=identity,
            record=self._encode(job.imported),
            account=self._target.account,
            department=department(job.imported.publication),
        )
        return replace(
            new,
            round=number,
            priority=options.priority,
            embargo_until=options.embargo_until,
            expires_at=options.expires_at,
        )


def as_queued(made: Announcement, queued: Queued, card: bytes, rules: ChannelRules) -> Announcement:
    """Return an announcement made anew, with what the queue would send in place of its own text and card.

    `rules` are those of the channel that it is queued for.
    """
    length = rules.length(queued.text)
    text = replace(made.text, text=queued.text, link=queued.link, length=length, limit=rules.limit)
    kept = replace(made.card, data=card, media_type=queued.card_type) if made.card and card else None
    return replace(
        made, id=queued.id, channel=queued.channel, slug=queued.slug, text=text, alt_text=queued.alt_text, card=kept
    )


def _received(
    imported: Imported,
    outcome: Outcome,
    announcements: Sequence[NewAnnouncement] = (),
    problems: Sequence[AnnouncerError] = (),
) -> Received:
    return Received(
        uid=uid(imported.publication),
        title=imported.publication.title.plain,
        source=imported.source,
        outcome=outcome,
        announcements=tuple(announcements),
        problems=tuple(problems),
    )
