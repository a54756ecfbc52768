"""Read a list of retractions into the store, and hold or flag what it speaks against."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, Protocol

from announcer.core.publications.retraction_notices import RetractionData, RetractionNotice
from announcer.errors import AnnouncerError, SourceError
from announcer.ports.importing import Imported
from announcer.services.catalogue.cataloguing import AddOptions, Cataloguing, Received
from announcer.services.selection.retraction_checks import CheckedStore, Reinstated, RetractionChecks

FEWEST = 0.9
"""A list that has fewer of the notices that were there before is not whole."""
LISTED = 20
"""So many rows with a problem are told one by one."""


class NoticeReader(Protocol):
    """Reads a list of retractions."""

    def __call__(self, stream: BinaryIO, source: str) -> Iterator[RetractionNotice | SourceError]:
        """Yield each notice, and what is wrong with its row; a problem without a position is the whole file's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadList:
    """What came of reading a list: the data as kept, and problems of rows: the first, and how many."""

    data: RetractionData
    problems: tuple[SourceError, ...] = ()
    unusable: int = 0


@dataclass(slots=True)
class _Counts:
    today: date
    notices: int = 0
    newest: date | None = None
    unusable: int = 0
    problems: list[SourceError] = field(default_factory=list)

    def usable(self, found: Iterable[RetractionNotice | SourceError]) -> Iterator[RetractionNotice]:
        """Yield the notices, with count of all; raise the problem of a file that is not to be relied on."""
        for one in found:
            if isinstance(one, RetractionNotice):
                self.notices += 1
                if one.noticed and one.noticed <= self.today:
                    self.newest = max(one.noticed, self.newest or one.noticed)
                yield one
            elif not one.position:
                raise one
            else:
                self.unusable += 1
                self.problems += [one] if self.unusable <= LISTED else []


@dataclass(frozen=True, slots=True, kw_only=True)
class RetractionReading:
    """The use case behind `announcer retractions`.

    Args:
        store: The list, and what is known of publications.
        reader: Reads files.
        checks: Compares publications with the list.
        cataloguing: Holds or flags the announcements of what is retracted.
    """

    store: CheckedStore
    reader: NoticeReader
    checks: RetractionChecks
    cataloguing: Cataloguing

    def read(self, path: Path, *, fewer: bool = False) -> ReadList:
        """Put the list in that file in the place of the one there is: wholly, or not at all.

        `fewer` takes a list that has far fewer notices than the last, too. Known publications are not compared yet;
        see `apply`.

        Raises:
            SourceError: the file is not such a list, is cut off, or has far fewer notices than the last one.
        """
        before, now = self.store.retraction_data(), self.store.now()
        least = int(before.notices * FEWEST) if before and not fewer else 0
        counts = _Counts(today=now.date())
        data = RetractionData(source=path.name, read_at=now, newest=None, notices=0)
        try:
            with path.open("rb") as stream:
                notices = list(counts.usable(self.reader(stream, path.name)))
        except OSError as error:
            hint = "give the path of the CSV file of the list, which you have downloaded"
            raise SourceError(str(path), f"it cannot be read: {error.strerror}", hint=hint) from None
        if len(notices) < max(least, 1):
            problem = f"it has {len(notices):,} notices that can be used, and the list before had {least:,} or more"
            hint = "if the file is whole, take it with --fewer" if notices else "download the file once more"
            raise SourceError(path.name, problem, hint=hint)
        self.store.replace_retractions(notices, replace(data, newest=counts.newest))
        kept = self.store.retraction_data() or data
        return ReadList(data=kept, problems=tuple(counts.problems), unusable=counts.unusable)

    def apply(self, source: str, *, actor: str) -> Iterator[Received | AnnouncerError]:
        """Compare every known publication with the list, and yield what became of each that has a new notice.

        What is in review or scheduled is held, what is laid out is taken back, what is posted asks for a person.
        It may be stopped and called again; the list counts as applied when it has come to its end.
        """
        for one in self.checks.affected(source):
            if isinstance(one, Imported):
                yield from self.cataloguing.bring_in([one], AddOptions(known=True), actor=actor)
            else:
                yield one
        self.store.mark_retractions_applied()

    def reinstated(self) -> tuple[Reinstated, ...]:
        """Return the known publications that the list says stand again; what was held for them stays held."""
        return tuple(self.checks.reinstated())
