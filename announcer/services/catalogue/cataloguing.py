"""Bring publications into the catalogue: register each, update what is known, and announce what is new."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from announcer.core.posting.queued import NewAnnouncement, NewPublication
from announcer.core.publications.identifiers import free_uid, uid, uids
from announcer.core.publications.identity.profiles import Profile, profile_of
from announcer.core.publications.matching import IdentifierKind, all_keys, are_same
from announcer.core.publications.merging import Change
from announcer.core.selection.announce_rules import AnnounceRules
from announcer.errors import AnnouncerError, ChangedMeanwhileError, UsageError
from announcer.ports.importing import Imported
from announcer.ports.store import Affected, CatalogueStore, KnownPublication
from announcer.services.catalogue.record_form import Found, RecordFormat
from announcer.services.catalogue.relatives import Relatives, naming
from announcer.services.catalogue.updating import Updating
from announcer.services.composing import Composer
from announcer.services.review.reviewing import Review

TRIES = 5
"""How often a publication is looked up once more, when somebody else has registered or changed it meanwhile."""

_NOT_NEW = "it is announced already, so priority, embargo and expiry of its announcements stay as they are"
_HOW_TO_CHANGE = "call the announcement off and announce it again with them"


class Outcome(StrEnum):
    """What became of a publication that was brought in."""

    ADDED = "added"
    """It has announcements in the queue that it did not have before."""
    UPDATED = "updated"
    """It was known, and the record has changed what is known of it."""
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

    def check(self, now: datetime) -> None:
        """See that what is announced by these can go out at all.

        Raises:
            UsageError: its time would be over before it has begun, or is over now.
        """
        if self.expires_at and self.expires_at <= now:
            raise UsageError("the expiry has passed", hint="give a time to come, or leave it out")
        if self.expires_at and self.embargo_until and self.expires_at <= self.embargo_until:
            raise UsageError(
                "it would expire before its embargo ends", hint="give a later expiry, or an earlier end"
            )

    @property
    def about_announcements(self) -> bool:
        """Whether anything is said of when the announcements go out."""
        return bool(self.priority or self.embargo_until or self.expires_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A publication that was brought in, with its new announcements, what has changed, and what went wrong.

    `reasons` are why it is registered and not announced, where the site's rules decided that.
    `affected` are announcements of its own and of publications that it names. `proposals` counts those that a
    person should compare with it.
    """

    uid: str
    title: str
    source: str
    outcome: Outcome
    announcements: tuple[NewAnnouncement, ...] = ()
    changed: tuple[Change, ...] = ()
    affected: tuple[Affected, ...] = ()
    proposals: int = 0
    problems: tuple[AnnouncerError, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cataloguing:
    """Brings publications into the catalogue and the queue.

    A publication has one announcement in each of its languages, however often and in however many records it is
    brought in, and whatever was interrupted; only `AddOptions.again` makes more.

    Args:
        store: The catalogue and the queue.
        review: Takes new announcements.
        composer: Makes them.
        updating: Brings further records to known publications.
        form: How the store keeps publications.
        rules: Which of the publications that are new here are announced.
        checked: Gives a publication the status that a list of retractions has for it.
    """

    store: CatalogueStore
    review: Review
    composer: Composer
    updating: Updating
    form: RecordFormat
    rules: AnnounceRules = field(default_factory=AnnounceRules)
    checked: Callable[[Imported], Imported] = lambda imported: imported

    def bring_in(self, publications: Sequence[Imported], options: AddOptions, *, actor: str) -> Iterator[Received]:
        """Bring the publications in one by one, each durably before the next is begun.

        Raises:
            UsageError: nothing could go out by these options; see `AddOptions.check`.
        """
        if options.expires_at:
            options.check(self.store.now())
        for imported in publications:
            yield self._bring_in(imported, options, actor)

    def announce(self, name: str, imported: Imported, options: AddOptions, *, actor: str) -> Received:
        """Announce the registered publication of that uid, as it is known, in the languages it is not announced in.

        Raises:
            UsageError: nothing could go out by these options; see `AddOptions.check`.
        """
        if options.expires_at:
            options.check(self.store.now())
        publication = self.updating.as_stored(name, imported, self.store.record(name))
        added, problems = self._announce(imported, publication, options, actor)
        if not added and not problems and options.about_announcements:
            problems.append(UsageError(f"{name}: {_NOT_NEW}", hint=_HOW_TO_CHANGE))
        received = _received(imported, name, Outcome.ADDED if added else Outcome.KNOWN)
        return _with_announcements(received, added, problems)

    def reasons_against(self, imported: Imported) -> tuple[str, ...]:
        """Return in words why the site's rules do not announce the publication; nothing where they do."""
        return self.rules.reasons_against(imported.publication, self.updating.institution)

    def _bring_in(self, imported: Imported, options: AddOptions, actor: str) -> Received:
        imported = self.checked(imported)
        for _ in range(TRIES - 1):
            try:
                return self._receive(imported, options, actor)
            except ChangedMeanwhileError:
                continue  # look again: somebody else has registered or changed it
        try:
            return self._receive(imported, options, actor)
        except ChangedMeanwhileError as error:
            return _with_announcements(_received(imported, uid(imported.publication), Outcome.FAILED), (), [error])

    @property
    def relatives(self) -> Relatives:
        """What lets publications know of one another."""
        return self.updating.relatives

    def _receive(self, imported: Imported, options: AddOptions, actor: str) -> Received:
        publication = imported.publication
        found = self.relatives.candidates(publication)
        mine = profile_of(publication)
        same = sorted((each for each in found if _is_of(*each, imported, mine)), key=_distance)
        others = [each for each in found if each not in same]
        records = [record for _, record in others if record]
        if same:
            received = self._receive_known(same, imported, records, options, actor)
        else:
            uids_of_others = frozenset(known.uid for known, _ in others)
            received = self._receive_new(self._heard(imported, records), imported, uids_of_others, options, actor)
        return self._told(received, imported, others, actor)

    def _heard(self, imported: Imported, others: Sequence[Imported]) -> Imported:
        """Return the record with what others have said of the publication before it was known."""
        return self.updating.with_heard(imported, self.relatives.informed(imported.publication, others))

    def _told(self, received: Received, imported: Imported, others: Sequence[Found], actor: str) -> Received:
        """Let the publications that it names know of it, and propose those that may be the same."""
        if not self.store.is_registered(received.uid):
            return received
        affected, problems = list(received.affected), list(received.problems)
        for found in (*self.relatives.named_by(imported.publication), *naming(imported.publication, others)):
            updated = self.updating.inform(found, imported, actor=actor) if found[0].uid != received.uid else None
            affected += updated.affected if updated else ()
            problems += updated.problems if updated else ()
        proposals = self.relatives.propose(received.uid, imported, others)
        received = replace(received, affected=tuple(affected), proposals=proposals)
        return _with_announcements(received, received.announcements, problems)

    def _receive_new(
        self, heard: Imported, imported: Imported, others: frozenset[str], options: AddOptions, actor: str
    ) -> Received:
        publication = NewPublication(
            uid=free_uid(imported.publication, others),
            title=imported.publication.title.plain,
            record=self.form.encode(heard),
            source=imported.source,
            read=self.form.as_read(imported),
            identifiers=all_keys(heard.publication),
            others=others,
        )
        reasons = () if options.known else self.reasons_against(imported)
        if options.known or reasons:
            new = self.store.register(publication)
            received = _received(imported, publication.uid, Outcome.REGISTERED if new else Outcome.KNOWN)
            return replace(received, reasons=reasons)
        added, problems = self._announce(heard, publication, options, actor)
        received = _received(imported, publication.uid, Outcome.ADDED if added else Outcome.KNOWN)
        return _with_announcements(received, added, problems)

    def _receive_known(
        self,
        found: Sequence[Found],
        imported: Imported,
        others: Sequence[Imported],
        options: AddOptions,
        actor: str,
    ) -> Received:
        updated = self.updating.update(found, imported, actor=actor, others=others)
        publication = updated.publication
        outcome = Outcome.UPDATED if updated.changed else Outcome.KNOWN
        received = replace(
            _received(imported, publication.uid, outcome), changed=updated.changed, affected=updated.affected
        )
        if updated.problems:
            return _with_announcements(received, (), updated.problems)
        is_announced = options.again or bool(self.store.announced(publication.uid))
        if options.known or not is_announced:
            return received
        added, problems = self._announce(updated.imported, publication, options, actor)
        if added and not updated.changed:
            received = replace(received, outcome=Outcome.ADDED)
        if not added and not problems and options.about_announcements:
            problems.append(UsageError(f"{imported.place}: {_NOT_NEW}", hint=_HOW_TO_CHANGE))
        return _with_announcements(received, added, problems)

    def _announce(
        self, imported: Imported, publication: NewPublication, options: AddOptions, actor: str
    ) -> tuple[list[NewAnnouncement], list[AnnouncerError]]:
        """Make and add the announcements that are not there yet."""
        before = self.store.announced(publication.uid)
        added: list[NewAnnouncement] = []
        problems: list[AnnouncerError] = []
        for language in self.composer.languages(imported):
            last = max((queued.round for queued in before if queued.language == language), default=0)
            if last and not options.again:
                continue
            try:
                new = self.composer.compose(imported, publication, language, number=last + 1)
                new = _with_options(new, options)
                if self.review.receive(new, actor=actor):
                    added.append(new)
            except ChangedMeanwhileError:
                raise
            except AnnouncerError as error:
                problems.append(error)
        return added, problems


def _is_of(known: KnownPublication, record: Imported | None, imported: Imported, mine: Profile) -> bool:
    """Return whether the record is of the known publication; one that cannot be read goes by its uid."""
    if record is None:
        return known.uid in uids(imported.publication)
    return are_same(profile_of(record.publication), mine, known.shared)


def _distance(found: Found) -> int:
    """Return the place of the strongest identifier by which the publication was found."""
    return min(list(IdentifierKind).index(kind) for kind in found[0].shared)


def _with_options(new: NewAnnouncement, options: AddOptions) -> NewAnnouncement:
    return replace(
        new, priority=options.priority, embargo_until=options.embargo_until, expires_at=options.expires_at
    )


def _received(imported: Imported, name: str, outcome: Outcome) -> Received:
    return Received(uid=name, title=imported.publication.title.plain, source=imported.source, outcome=outcome)


def _with_announcements(
    received: Received, added: Sequence[NewAnnouncement], problems: Sequence[AnnouncerError]
) -> Received:
    outcome = Outcome.FAILED if problems else received.outcome
    return replace(received, outcome=outcome, announcements=tuple(added), problems=tuple(problems))
