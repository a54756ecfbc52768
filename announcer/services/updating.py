"""Change what is known of a publication when a further record of it comes, and its announcements with it.

What nobody has approved or edited by hand is made anew. What is approved goes on as it is, with a line in its
history. What is retracted, withdrawn or under an expression of concern since is held wherever it stands.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from announcer.core.findings import Finding
from announcer.core.posting.lifecycle import EDIT, RENEWABLE, State
from announcer.core.posting.queued import Event, NewAnnouncement, NewPublication, Queued, ReadRecord
from announcer.core.publications.editorial_notices import grave_status, is_graver
from announcer.core.publications.institution import Institution
from announcer.core.publications.matching import identifiers, is_same
from announcer.core.publications.merging import Change, changes, merged
from announcer.core.publications.publication import Publication
from announcer.core.publications.record_findings import record_findings
from announcer.errors import AnnouncerError, SourceError, WrongStateError
from announcer.ports.importing import Imported
from announcer.ports.store import Affected, CatalogueStore, KnownPublication, PublicationUpdate
from announcer.services.composing import Composer
from announcer.services.ready_folders import NoFolders, ReadyFolders, clear_one


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFormat:
    """How the store keeps publications: written down, and read again (raises SourceError)."""

    encode: Callable[[Imported], str]
    decode: Callable[[str], Imported]

    def read(self, record: str) -> Imported | None:
        """Return what a stored record says; None where it cannot be read."""
        try:
            return self.decode(record)
        except SourceError:
            return None

    def as_read(self, imported: Imported) -> ReadRecord:
        """Return what is kept of the reading of a record; the same record from elsewhere has the same text."""
        bare = Imported(publication=imported.publication, source="")
        return ReadRecord(text=self.encode(bare), raw=imported.raw, format=imported.format, source=imported.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """A publication as it is known now, and what the record has changed; `problems` are why it changed nothing."""

    imported: Imported
    publication: NewPublication
    changed: tuple[Change, ...] = ()
    affected: tuple[Affected, ...] = ()
    problems: tuple[AnnouncerError, ...] = ()


Found = tuple[KnownPublication, Imported | None]
"""A publication of the store with its record; None where that cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Updating:
    """Brings further records to known publications.

    Args:
        store: The catalogue and the queue.
        composer: Makes announcements anew.
        institution: Whose publications they are.
        form: How the store keeps publications.
        ready: Where announcements are laid out for people.
    """

    store: CatalogueStore
    composer: Composer
    institution: Institution
    form: RecordFormat
    ready: ReadyFolders = field(default_factory=NoFolders)

    def update(self, found: Sequence[Found], imported: Imported, *, actor: str) -> Updated:
        """Write down what the record changes in the publication found, the first of several; they become one.

        A record that was read before changes nothing.

        Raises:
            ChangedMeanwhileError: somebody else was faster; nothing was done.
        """
        known, before = found[0]
        if before and self.store.has_read(known.uid, self.form.as_read(imported)):
            return Updated(imported=before, publication=self.as_stored(known.uid, before, known.record))
        now = self._merged(before, imported) if before else imported
        states = [before.publication] if before else []
        absorbed: list[KnownPublication] = []
        for other, record in found[1:]:
            if record and is_same(now.publication, record.publication, other.shared):
                now = self._merged(record, now)
                states.append(record.publication)
                absorbed.append(other)
        changed = changes(before.publication, now.publication) if before else _NOT_READABLE
        update = PublicationUpdate(
            publication=self._publication(known.uid, now, imported),
            replaces=known.record,
            kept="" if before else known.record,
            changed=", ".join(map(str, changed)),
            retraction=_retraction(states, now.publication, imported),
            absorbed=tuple(absorbed),
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
        return replace(self._publication(uid, known, known), record=record)

    def _publication(self, uid: str, now: Imported, imported: Imported) -> NewPublication:
        return NewPublication(
            uid=uid,
            title=now.publication.title.plain,
            record=self.form.encode(now),
            source=now.source,
            read=self.form.as_read(imported),
            identifiers=identifiers(now.publication) | identifiers(imported.publication),
        )

    # -- the record ------------------------------------------------------------------------------------------------

    def _merged(self, known: Imported, new: Imported) -> Imported:
        publication = merged(known.publication, new.publication)
        if publication == known.publication:
            return known
        findings = (
            *record_findings(publication, self.institution),
            *self._of_reading(known, publication),
            *self._of_reading(new, publication),
        )
        return replace(new, publication=publication, findings=tuple(dict.fromkeys(findings)))

    def _of_reading(self, imported: Imported, publication: Publication) -> list[Finding]:
        """Return what the reading noticed in fields that are still as they were read."""
        of_record = {finding.id for finding in record_findings(imported.publication, self.institution)}
        return [
            finding
            for finding in imported.findings
            if finding.id not in of_record and _field(finding, imported.publication) == _field(finding, publication)
        ]

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


_NOT_READABLE = (Change(field="record", added=False),)


def _field(finding: Finding, publication: Publication) -> object:
    return getattr(publication, finding.where.partition(".")[0], None)


def _retraction(before: Sequence[Publication], now: Publication, imported: Imported) -> str:
    """Return why nothing of it may go out any longer; empty where that was known and may have been overruled."""
    if before and not any(is_graver(now, state) for state in before):
        return ""
    status = grave_status(imported.publication) or grave_status(now)
    return status and f"{status}: the record in {imported.place}"


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
