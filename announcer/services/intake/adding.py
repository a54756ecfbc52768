"""Bring publication files into the queue: leave them where they are, or put each away when it is done."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from announcer.core.finding_catalogue import finding
from announcer.core.planning.durations import duration
from announcer.errors import AnnouncerError, OutputError, SourceError
from announcer.ports.importing import Imported, unexpected_error
from announcer.services.catalogue.cataloguing import AddOptions, Cataloguing, Received
from announcer.services.intake.inbox import STILL_COMING, Inbox
from announcer.services.intake.rejecting import Rejecting
from announcer.services.intake.resuming import Place, Resuming
from announcer.services.intake.source_files import Watch, files_in, unwatched
from announcer.system.paths import size_and_time


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """So many publications of a long file were brought in before; the import goes on after them."""

    source: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """What the reading of a file noticed that its owner should see to, in `times` of its publications."""

    source: str
    message: str
    hint: str
    times: int


Added = Received | PassedOver | Noticed | AnnouncerError
"""What became of a publication, what kept one from being brought in, or what to know of a file."""
TOLD_OF_FILES = frozenset({"formula-without-value", "sheets-not-read", "merged-cells"})
"""Findings of the reading that are a file's rather than a publication's: nobody looks for them there."""
FORMULA = "formula-without-value"
MOST_CELLS = 3
Names = Mapping[str, str]
"""What files are called, by their paths."""


class Reader(Protocol):
    """Reads publication files one after the other."""

    def __call__(
        self, paths: Sequence[Path], *, forced: str = "", done: int = 0, watch: Watch = unwatched
    ) -> Iterable[Imported | SourceError]:
        """Yield each publication of the files and folders, or what keeps it from being read; see `read_files`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How files are brought in.

    `actor` is who does it, for the history; `forced` the format of every file, empty where the content decides.
    `names` says what a file is called, in the history too, where that is not its path. `watch` is told how far
    reading is.
    """

    actor: str
    forced: str = ""
    names: Names = field(default_factory=dict)
    watch: Watch = unwatched


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """The use case behind `announcer add`, by hand and by the daemon.

    Args:
        read: Reads files.
        cataloguing: Puts publications into the queue.
        inbox: The site's inbox.
        now: Gives the time of day.
        resuming: Knows how far long files were brought in.
    """

    read: Reader
    cataloguing: Cataloguing
    inbox: Inbox
    now: Callable[[], datetime]
    resuming: Resuming

    def add(self, paths: Sequence[Path], options: AddOptions, way: Way) -> Iterator[Added]:
        """Bring in the files and folders and leave them where they are; yield what came of each.

        Where a long file was begun before, it goes on after what is in; whoever stops taking results stops it.

        Raises:
            UsageError: there is no format `way.forced`.
        """
        for file in files_in(paths):
            yield from [file] if isinstance(file, SourceError) else self._add(file, options, way)

    def _add(self, file: Path, options: AddOptions, way: Way) -> Iterator[Added]:
        place = self._place(file, options, way)
        passed = [PassedOver(source=way.names.get(str(file), str(file)), count=place.done)] if place.done else []
        if place.is_whole:
            yield from passed
            return
        noticed: dict[str, Noticed] = {}
        cells: list[str] = []
        refused = False
        try:
            for found in self.read([file], forced=way.forced, done=place.done, watch=way.watch):
                named = _named(found, way.names)
                if isinstance(named, SourceError):
                    refused = True
                    yield named
                    continue
                _notice(named, noticed)
                cells += (each.where for each in named.findings if each.id == FORMULA)
                yield from passed  # once they are passed over: whoever looks for progress must not take it for some
                passed = []
                results = self._bring_in(named, options, way.actor)
                if any(isinstance(one, Received) and one.problems for one in results):
                    place.hold()
                place.advance()
                yield from results
            yield from passed
            yield from (_with_cells(each, cells) if name == FORMULA else each for name, each in noticed.items())
            if not refused:
                place.end()
        finally:
            place.keep()

    def _place(self, file: Path, options: AddOptions, way: Way) -> Place:
        """Return how far the file was brought in; what is announced once more begins at the start each time."""
        return (
            self.resuming.place(file, f"{options} {way.forced}")
            if not options.again
            else Place(self.resuming.store)
        )

    def _bring_in(self, imported: Imported, options: AddOptions, actor: str) -> list[Received | SourceError]:
        """Bring one publication in; whatever it makes of the program, those after it go on."""
        try:
            return list(self.cataloguing.bring_in([imported], options, actor=actor))
        except AnnouncerError:
            raise  # of the store or the settings: no other record would fare better
        except Exception as error:  # noqa: BLE001 (a record that the program cannot bear must not block the others)
            return [unexpected_error(error, imported.source, imported.position, raw=imported.raw)]

    def take(self, paths: Sequence[Path], options: AddOptions, way: Way) -> Iterator[Added]:
        """Bring in the files one by one and put each away, with its problems beside it; yield what came of each.

        A record that is refused is kept in `rejected` as a file of its own; a file of which nothing can be used
        goes there as it is. One that is still being written waits where it is, and so does one whose announcements
        cannot be made: that is the site's fault. Whatever is wrong with a file, it does not stop the others.

        Raises:
            UsageError: there is no format `way.forced`.
        """
        for file in files_in(paths):
            yield from [file] if isinstance(file, SourceError) else self._take(file, options, way)

    def _take(self, file: Path, options: AddOptions, way: Way) -> Iterator[Added]:
        before = size_and_time(file)
        rejecting = Rejecting(self.inbox, file)
        is_empty, waits = True, False
        try:
            for result in self._read_and_bring_in(file, options, way):
                if isinstance(result, SourceError):
                    if self.inbox.is_fresh(file, self.now()):
                        waits = True
                        yield _for_now(result, file)
                        continue
                    rejecting.refuse(result)
                elif not isinstance(result, Noticed):
                    is_empty = False
                    waits = waits or (isinstance(result, Received) and bool(result.problems))
                yield result
            if not waits and size_and_time(file) == before:
                rejecting.put_away(rejected=is_empty)
        except OutputError as error:
            yield error

    def _read_and_bring_in(self, file: Path, options: AddOptions, way: Way) -> Iterator[Added]:
        try:
            yield from self._add(file, options, way)
        except AnnouncerError:
            raise  # of the store or the settings: no other file would fare better
        except Exception as error:  # noqa: BLE001 (a file that the program cannot bear must not block the others)
            yield unexpected_error(error, str(file))


def _for_now(problem: AnnouncerError, file: Path) -> AnnouncerError:
    """Return what to say of a file that is so new that it may not be whole: it stays where it is."""
    words = f"{problem}; {file.name} is left where it is, as it may not be whole yet"
    return AnnouncerError(words, hint=f"take it in again {duration(STILL_COMING)} after its last change")


def _notice(imported: Imported, noticed: dict[str, Noticed]) -> None:
    """Count what is to be told of the file: of each kind once, with the first that says so."""
    for each in {each.id: each for each in reversed(imported.findings) if each.id in TOLD_OF_FILES}.values():
        before = noticed.get(each.id)
        noticed[each.id] = (
            replace(before, times=before.times + 1)
            if before
            else Noticed(source=imported.source, message=each.message, hint=each.hint, times=1)
        )


def _with_cells(noticed: Noticed, cells: Sequence[str]) -> Noticed:
    """Return what is told of formulas with how many cells have one, and the first of different columns."""
    columns: dict[str, str] = {}
    for cell in cells:
        columns.setdefault(cell.rstrip("0123456789"), cell)
    shown = list(dict.fromkeys((*columns.values(), *cells)))[:MOST_CELLS]
    more = len(cells) - len(shown)
    where = ", ".join(shown) + (f" and {more:,} more cells" if more else "")
    return replace(noticed, message=finding("formula-without-value", where=where).message)


def _named(found: Imported | SourceError, names: Names) -> Imported | SourceError:
    name = names.get(found.source, found.source)
    if isinstance(found, SourceError):
        return SourceError(name, found.problem, position=found.position, hint=found.hint, raw=found.raw)
    return replace(found, source=name)
