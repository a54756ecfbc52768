"""Bring publication files into the queue: leave them where they are, or put each away when it is done."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from announcer.core.planning.durations import duration
from announcer.errors import AnnouncerError, OutputError, SourceError
from announcer.ports.importing import Imported, unexpected_error
from announcer.services.cataloguing import AddOptions, Cataloguing, Received
from announcer.services.inbox import STILL_COMING, Inbox, files_of
from announcer.system.paths import is_folder, size_and_time

Added = Received | AnnouncerError
"""What became of a publication, or what kept one from being brought in."""
Names = Mapping[str, str]
"""What files are called, by their paths."""
NO_NAMES: Names = {}


class Reader(Protocol):
    """Reads publication files one after the other."""

    def __call__(self, paths: Sequence[Path], *, forced: str = "") -> Iterable[Imported | SourceError]:
        """Yield each publication of the files and folders, or what keeps it from being read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """The use case behind `announcer add`, by hand and by the daemon.

    Args:
        read: Reads files.
        cataloguing: Puts publications into the queue.
        inbox: The site's inbox.
        now: Gives the time of day.
    """

    read: Reader
    cataloguing: Cataloguing
    inbox: Inbox
    now: Callable[[], datetime]

    def add(
        self, paths: Sequence[Path], options: AddOptions, *, actor: str, forced: str = "", names: Names = NO_NAMES
    ) -> Iterator[Added]:
        """Bring in the files and folders and leave them where they are; yield what came of each.

        `names` says what a file is called, in the history too, where that is not its path.

        Raises:
            UsageError: there is no format `forced`.
        """
        for found in (_named(one, names) for one in self.read(paths, forced=forced)):
            yield from self._bring_in(found, options, actor) if isinstance(found, Imported) else [found]

    def _bring_in(self, imported: Imported, options: AddOptions, actor: str) -> list[Added]:
        """Bring one publication in; whatever it makes of the program, those after it go on."""
        try:
            return list(self.cataloguing.bring_in([imported], options, actor=actor))
        except AnnouncerError:
            raise  # of the store or the settings: no other record would fare better
        except Exception as error:  # noqa: BLE001 (a record that the program cannot bear must not block the others)
            return [unexpected_error(error, imported.source, imported.position)]

    def take(
        self, paths: Sequence[Path], options: AddOptions, *, actor: str, forced: str = "", names: Names = NO_NAMES
    ) -> Iterator[Added]:
        """Bring in the files one by one and put each away, with its problems beside it; yield what came of each.

        A file that is still being written waits where it is, and so does one whose announcements cannot be made:
        that is the site's fault. Whatever is wrong with a file, it does not stop the others.

        Raises:
            UsageError: there is no format `forced`.
        """
        for path in paths:
            try:
                files = files_of(path) if is_folder(path) else [path]
            except OSError as error:
                yield SourceError(str(path), f"it cannot be looked into: {error.strerror}")
                continue
            for file in files:
                yield from self._take(file, options, actor, forced, names)

    def _take(self, file: Path, options: AddOptions, actor: str, forced: str, names: Names) -> Iterator[Added]:
        before = size_and_time(file)
        results = list(self._read_and_bring_in(file, options, actor, forced, names))
        problems = [result for result in results if isinstance(result, AnnouncerError)]
        received = [result for result in results if isinstance(result, Received)]
        if problems and self.inbox.is_fresh(file, self.now()):
            yield from received
            yield from (_for_now(problem, file) for problem in problems)
            return
        yield from results
        if any(one.problems for one in received) or size_and_time(file) != before:
            return
        try:
            lines = [line for problem in problems for line in problem.problems]
            self.inbox.put_away(file, lines, rejected=not received)
        except OutputError as error:
            yield error

    def _read_and_bring_in(
        self, file: Path, options: AddOptions, actor: str, forced: str, names: Names
    ) -> Iterator[Added]:
        try:
            yield from self.add([file], options, actor=actor, forced=forced, names=names)
        except AnnouncerError:
            raise  # of the store or the settings: no other file would fare better
        except Exception as error:  # noqa: BLE001 (a file that the program cannot bear must not block the others)
            yield unexpected_error(error, str(file))


def _for_now(problem: AnnouncerError, file: Path) -> AnnouncerError:
    """Return what to say of a file that is so new that it may not be whole: it stays where it is."""
    words = f"{problem}; {file.name} is left where it is, as it may not be whole yet"
    return AnnouncerError(words, hint=f"take it in again {duration(STILL_COMING)} after its last change")


def _named(found: Imported | SourceError, names: Names) -> Imported | SourceError:
    name = names.get(found.source, found.source)
    if isinstance(found, SourceError):
        return SourceError(name, found.problem, position=found.position, hint=found.hint)
    return replace(found, source=name)
