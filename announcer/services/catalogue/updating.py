"""Change what is known of a publication when a further record of it comes, and its announcements with it.

What nobody has approved or edited by hand is made anew, but for what is retracted or a notice of that. What is
approved goes on as it is, with a line in its history. What is retracted, withdrawn or under an expression of
concern since is held wherever it stands.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from announcer.core.findings import Finding
from announcer.core.posting.lifecycle import EDIT, RENEWABLE, State
from announcer.core.posting.queued import Event, NewAnnouncement, NewPublication, Queued
from announcer.core.publications.editorial_notices import grave_status, is_graver
from announcer.core.publications.identity.provenance import Source, Traced, joined, sources_of, traced
from announcer.core.publications.identity.relations import names
from announcer.core.publications.institution import Institution
from announcer.core.publications.matching import all_keys, is_same
from announcer.core.publications.merging import Change, changes
from announcer.core.publications.publication import Publication
from announcer.core.publications.record_findings import record_findings
from announcer.errors import AnnouncerError, WrongStateError
from announcer.ports.importing import Imported
from announcer.ports.store import Affected, CatalogueStore, KnownPublication, PublicationUpdate
from announcer.services.catalogue.record_form import Found, RecordFormat
from announcer.services.catalogue.relatives import Relatives
from announcer.services.composing import Composer
from announcer.services.ready_folders import NoFolders, ReadyFolders, clear_one


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """A publication as it is known now, and what the record has changed; `problems` are why it changed nothing."""

    imported: Imported
    publication: NewPublication
    changed: tuple[Change, ...] = ()
    affected: tuple[Affected, ...] = ()
    problems: tuple[AnnouncerError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Updating:
    """Brings further records to known publications.

    Args:
        store: The catalogue and the queue.
        composer: Makes announcements anew.
        institution: Whose publications they are.
        form: How the store keeps publications.
        ready: Where announcements are laid out for people.
        listed: Returns where the list of retractions says what the status of a publication is; empty for nowhere.
    """

    store: CatalogueStore
    composer: Composer
    institution: Institution
    form: RecordFormat
    ready: ReadyFolders = field(default_factory=NoFolders)
    listed: Callable[[Publication], str] = lambda _: ""

    @property
    def relatives(self) -> Relatives:
        """What finds publications that name one another."""
        return Relatives(store=self.store, form=self.form)

    def update(
        self, found: Sequence[Found], imported: Imported, *, actor: str, others: Sequence[Imported] = ()
    ) -> Updated:
        """Write down what the record changes in the publication found, the first of several; they become one.

        `others` are records of other works that may name it, such as notices. A record that was read before changes
        nothing.

        Raises:
            ChangedMeanwhileError: somebody else was faster; nothing was done.
        """
        known, before = found[0]
        if before and self.store.has_read(known.uid, self.form.as_read(imported)):
            return Updated(imported=before, publication=self.as_stored(known.uid, before, known.record))
        now = _as_read(imported)
        if before:
            now = self._merged(self._stored(known.uid, before, imported), now)
        also: list[tuple[KnownPublication, Imported]] = []
        for other, record in found[1:]:
            if record and is_same(now.imported.publication, record.publication, other.shared):
                now = self._merged(self._stored(other.uid, record, imported), now)
                also.append((other, record))
        heard = self.relatives.informed(now.imported.publication, others)
        return self._written(found[0], self.with_heard(now.imported, heard), also, imported, actor)

    def join(self, found: Found, other: Found, *, actor: str) -> Updated:
        """Make one of two publications, because a person says that they are.

        Raises:
            SourceError: the record of one of them cannot be read.
            ChangedMeanwhileError: somebody else was faster; nothing was done.
        """
        mine, theirs = (record or self.form.decode(known.record) for known, record in (found, other))
        one, two = (self._stored(each[0].uid, record, None) for each, record in ((found, mine), (other, theirs)))
        now = self._merged(two, one).imported
        return self._written(
            (found[0], mine), self.with_heard(now, now.publication), [(other[0], theirs)], None, actor
        )

    def stored(self, uid: str) -> Found:
        """Return a publication of the store with its record."""
        record = self.store.record(uid)
        return KnownPublication(uid=uid, record=record, shared=frozenset()), self.form.read(record)

    def inform(self, found: Found, by: Imported, *, actor: str, is_record: bool = True) -> Updated | None:
        """Write down what a record of another work says of the publication found; None where that is known.

        The record is kept among those that were read of the publication, unless nobody has read it so.

        Raises:
            ChangedMeanwhileError: somebody else was faster; nothing was done.
        """
        _, before = found
        if before is None:
            return None
        now = self.with_heard(before, self.relatives.informed(before.publication, [by]))
        if now == before:
            return None
        is_record = is_record and names(by.publication, before.publication)
        return self._written(found, now, [], by if is_record else None, actor)

    def _written(
        self,
        found: Found,
        now: Imported,
        also: Sequence[tuple[KnownPublication, Imported]],
        by: Imported | None,
        actor: str,
    ) -> Updated:
        """Write down what a publication has become by a record, and by others that are of it, too."""
        known, before = found
        records = [record for record in (before, *(record for _, record in also)) if record]
        changed = changes(before.publication, now.publication) if before else _NOT_READABLE
        update = PublicationUpdate(
            publication=self._publication(known.uid, now, by),
            replaces=known.record,
            kept="" if before else known.record,
            changed=", ".join(map(str, changed)),
            retraction=self._retraction(records, now, by),
            absorbed=tuple(other for other, _ in also),
        )
        return self._apply(update, now, changed, actor)

    def _apply(self, update: PublicationUpdate, now: Imported, changed: tuple[Change, ...], actor: str) -> Updated:
        updated = Updated(imported=now, publication=update.publication, changed=changed)
        try:
            update = replace(update, renewals=self._renewals(update, now))
        except AnnouncerError as error:
            return replace(updated, changed=(), problems=(error,))
        affected = tuple(self.store.update(update, actor=actor))
        for each in affected:
            if each.was is State.READY:
                clear_one(self.store, self.ready, each.announcement.id)
        return replace(updated, affected=affected)

    def as_stored(self, uid: str, known: Imported, record: str) -> NewPublication:
        """Return a registered publication with its record as the store has it, which says what is known of it."""
        return replace(self._publication(uid, known, None), record=record)

    def _publication(self, uid: str, now: Imported, by: Imported | None) -> NewPublication:
        records = [now.publication]
        if by and not names(by.publication, now.publication):
            records.append(by.publication)
        return NewPublication(
            uid=uid,
            title=now.publication.title.plain,
            record=self.form.encode(now),
            source=now.source,
            read=self.form.as_read(by) if by else None,
            identifiers=frozenset().union(*(all_keys(record) for record in records)),
        )

    # -- the record ------------------------------------------------------------------------------------------------

    def _stored(self, uid: str, imported: Imported, new: Imported | None) -> "_State":
        """Return what is known of a publication, with the source of each field unless all are of the new format."""
        kept = self.store.sources(uid)
        if new and {each.read.format for each in kept} <= {new.format}:
            return _State(imported=imported)
        return _State(imported=imported, sources=sources_of(imported.publication, self.form.history(kept)))

    def _merged(self, known: "_State", new: "_State") -> "_State":
        both = joined(known.traced, new.traced)
        publication = both.publication
        if publication == known.imported.publication:
            return _State(imported=known.imported, sources=both.sources)
        findings = (
            *record_findings(publication, self.institution),
            *self._of_reading(known.imported, publication),
            *self._of_reading(new.imported, publication),
        )
        imported = replace(new.imported, publication=publication, findings=tuple(dict.fromkeys(findings)))
        return _State(imported=imported, sources=both.sources)

    def with_heard(self, imported: Imported, publication: Publication) -> Imported:
        """Return the record with what was heard of it, and what an editor should know then."""
        if publication != imported.publication:
            findings = (
                *record_findings(publication, self.institution),
                *self._of_reading(imported, publication),
            )
            imported = replace(imported, publication=publication, findings=findings)
        return self.relatives.with_findings(imported)

    def _of_reading(self, imported: Imported, publication: Publication) -> list[Finding]:
        """Return what the reading noticed in fields that are still as they were read."""
        of_record = {finding.id for finding in record_findings(imported.publication, self.institution)}
        return [
            finding
            for finding in imported.findings
            if finding.id not in of_record and _field(finding, imported.publication) == _field(finding, publication)
        ]

    def _retraction(self, before: Sequence[Imported], now: Imported, by: Imported | None) -> str:
        """Return why nothing of it may go out any longer; empty where that was known and may have been overruled.

        It names who says so: the list of retractions, the record that comes in, or one that was read before.
        """
        if before and not any(is_graver(now.publication, record.publication) for record in before):
            return ""
        tellers = [record for record in (by, *before) if record and grave_status(record.publication)]
        status = grave_status((tellers[0] if tellers else now).publication)
        place = self.listed(now.publication) or (tellers[0] if tellers else by or now).place
        return status and f"{status}: the record in {place}"

    # -- the announcements -----------------------------------------------------------------------------------------

    def _renewals(self, update: PublicationUpdate, now: Imported) -> tuple[tuple[Queued, NewAnnouncement], ...]:
        """Return what is made anew; nothing of a retracted publication, for a person has decided or will decide."""
        if not update.changed or grave_status(now.publication):
            return ()
        names = (update.publication.uid, *(other.uid for other in update.absorbed))
        announced = (queued for name in names for queued in self.store.announced(name))
        found = ((queued, self.store.history(queued.id)) for queued in announced if queued.state in RENEWABLE)
        return tuple(
            (queued, self._renewal(queued, history, now, update.publication))
            for queued, history in found
            if not any(event.name == EDIT.name for event in history)
        )

    def _renewal(
        self, queued: Queued, history: Sequence[Event], now: Imported, publication: NewPublication
    ) -> NewAnnouncement:
        new = self.composer.compose_anew(now, publication, queued)
        return replace(new, held=_held(queued, history, new.held))


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """A publication at one moment of an update, and where its fields are from as far as that matters."""

    imported: Imported
    sources: Mapping[str, Source] = field(default_factory=dict)

    @property
    def traced(self) -> Traced:
        return Traced(publication=self.imported.publication, sources=self.sources)


def _as_read(imported: Imported) -> _State:
    source = Source(format=imported.format)
    return _State(imported=imported, sources=traced(imported.publication, source).sources)


_NOT_READABLE = (Change(field="record", added=False),)


def _field(finding: Finding, publication: Publication) -> object:
    return getattr(publication, finding.where.partition(".")[0], None)


def _held(queued: Queued, history: Sequence[Event], reasons: str) -> str:
    """Return why it is held once it is made anew: a person's reason, and findings that nobody has overruled."""
    by_hand = (event.detail for event in reversed(history) if event.name == "hold")
    persons = next((reason for reason in by_hand if reason and reason in queued.held), "")
    overruled = "\n".join(event.detail for event in history if event.name == "resume")
    found = (reason for reason in reasons.split("; ") if reason not in overruled)
    return "; ".join(dict.fromkeys(filter(None, (persons, *found))))


def settle_retraction(store: CatalogueStore, announcement: str, *, actor: str) -> Queued:
    """Note that a person has seen that the paper of a post was retracted, and leaves the post where it is.

    Raises:
        UnknownAnnouncementError: there is no such announcement.
        WrongStateError: it is not posted, or nothing is known of a retraction.
    """
    queued = store.get(announcement)
    if queued.state is not State.POSTED:
        hint = "cancel it, or let it go out all the same" if queued.held else ""
        step = "resume" if queued.held else ""
        state = queued.state.value.replace("_", " ")
        raise WrongStateError(f"{announcement}: it is {state}, not posted", hint=hint, step=step)
    if not store.settle_retraction(queued, actor=actor):
        raise WrongStateError(f"{announcement}: its paper is not known to be retracted, or that was settled")
    return store.get(announcement)
