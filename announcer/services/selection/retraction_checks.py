"""Check publications against the list of retractions: as they come in, at approval, and before they go out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from announcer.core.posting.lifecycle import RETRACT, State
from announcer.core.posting.queued import Event, Queued
from announcer.core.publications.editorial_notices import grave_status, is_graver
from announcer.core.publications.institution import Institution
from announcer.core.publications.matching import identifiers
from announcer.core.publications.publication import Publication
from announcer.core.publications.record_findings import record_findings
from announcer.core.publications.retraction_notices import (
    RetractionData,
    RetractionNotice,
    is_said_by,
    outdated,
    reinstatement,
    standing,
    with_notice,
)
from announcer.errors import AnnouncerError, ConfigurationError, SourceError
from announcer.ports.importing import Imported
from announcer.ports.retraction_store import RetractionStore
from announcer.ports.store import Moving
from announcer.services.checking import Advice

LIST_FORMAT = "retraction-watch"
"""The format of what the list says of a publication, told where fields are from."""
_OVER = (State.REJECTED, State.CANCELLED)
OLD = timedelta(days=90)
"""A list whose newest notice is older than this was forgotten."""


class CheckedStore(RetractionStore, Moving, Protocol):
    """What checking needs."""

    def record(self, uid: str) -> str:
        """Return what is known of the publication, as JSON; nothing where it is not registered."""

    def announced(self, uid: str) -> Sequence[Queued]:
        """Return all announcements of the publication."""

    def history(self, announcement: str = "", *, limit: int = 200) -> Sequence[Event]:
        """Return what happened to the announcement, the latest last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reinstated:
    """A publication that the list says stands again, and its announcements that wait for a person nevertheless."""

    title: str
    notice: RetractionNotice
    waiting: tuple[Queued, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetractionChecks:
    """Use cases over the list of retractions.

    Args:
        store: The list, and what is known of publications.
        decode: Reads a publication as the store keeps it; raises SourceError where it cannot be read.
        institution: Whose publications they are.
    """

    store: CheckedStore
    decode: Callable[[str], Imported]
    institution: Institution

    def affected(self, source: str) -> Iterator[Imported | AnnouncerError]:
        """Yield each known publication with what the list says of it, where its record does not say so yet."""
        for uid in self.store.noticed_publications():
            notice = standing(self.store.notices_of(uid))
            try:
                known = self.decode(self.store.record(uid))
            except SourceError as error:
                if notice:
                    yield error
                continue
            if notice and _is_news(notice, known.publication):
                yield replace(self._marked(known, notice, source), format=LIST_FORMAT)

    def reinstated(self) -> Iterator[Reinstated]:
        """Yield each known publication that stands again by the list, and not by its record."""
        for uid in self.store.noticed_publications():
            notice = self.reinstatement(uid)
            if notice:
                waiting = [one for one in self.store.announced(uid) if one.held or one.retraction]
                open_ones = tuple(one for one in waiting if one.state not in _OVER)
                title = self.decode(self.store.record(uid)).publication.title.plain
                yield Reinstated(title=title, notice=notice, waiting=open_ones)

    def reinstatement(self, uid: str) -> RetractionNotice | None:
        """Return the notice by which a publication stands again, where its record still speaks against it."""
        notice = reinstatement(self.store.notices_of(uid))
        try:
            known = self.decode(self.store.record(uid)) if notice else None
        except SourceError:
            return None
        return notice if known and grave_status(known.publication) else None

    def checked(self, imported: Imported) -> Imported:
        """Return a publication that comes in with the status that the list gives it, and the findings of that."""
        notice = standing(self.store.notices_for(identifiers(imported.publication)))
        if notice is None or not _is_news(notice, imported.publication):
            return imported
        return self._marked(imported, notice, imported.source, imported.position)

    def objection(self, queued: Queued) -> str:
        """Return why an announcement must not go out, where the list says so and nobody has seen it; else nothing.

        Once the record of its publication says so, it was held for that, and whoever let it go on has seen it.
        """
        notice = standing(self.store.notices_of(queued.publication))
        if notice is None or not self._is_unseen(notice, queued.publication):
            return ""
        reason = f"{notice.nature.value}: the list of retractions, {notice.place}"
        history = self.store.history(queued.id)
        return "" if any(event.name == RETRACT.name and event.detail == reason for event in history) else reason

    def place(self, publication: Publication) -> str:
        """Return where the list says what the publication's status is, with the reason; empty where it does not."""
        notice = standing(self.store.notices_for(identifiers(publication)))
        data = self.store.retraction_data()
        if notice is None or data is None or not is_said_by(notice, publication):
            return ""
        return f"{data.source}, {notice.place}"

    def _is_unseen(self, notice: RetractionNotice, uid: str) -> bool:
        try:
            return _is_news(notice, self.decode(self.store.record(uid)).publication)
        except SourceError:
            return True

    def _marked(self, imported: Imported, notice: RetractionNotice, source: str, position: str = "") -> Imported:
        publication = with_notice(imported.publication, notice)
        found = record_findings(publication, self.institution)
        findings = tuple(dict.fromkeys((*found, *imported.findings)))
        return replace(
            imported,
            publication=publication,
            findings=findings,
            source=source,
            position=position or notice.place,
            raw="",
        )


def advice_on_retractions(data: RetractionData | None, most: timedelta | None, now: datetime) -> Advice | None:
    """Return what `check` says of the list of retractions: nothing where nobody has read or asks for one.

    Raises:
        ConfigurationError: nothing goes out because of its age.
    """
    hint = "read a newer list"
    if problem := outdated(data, most, now):
        raise ConfigurationError([f"intake.retractions_max_age: nothing goes out: {problem}"], hint=hint)
    if data is None or data.age(now) <= OLD:
        return None
    return Advice(
        problem=f"the newest notice of the list of retractions is {data.age(now).days} days old", hint=hint
    )


def _is_news(notice: RetractionNotice, publication: Publication) -> bool:
    """Return whether the notice says worse of the publication than its record does."""
    return is_graver(with_notice(publication, notice), publication)
