"""The folder that publications are dropped into: take up what is wholly there, put away what is done."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from announcer.core.posting.attention import RejectedFile
from announcer.errors import EXIT_UNEXPECTED, OutputError
from announcer.system.durable import make_folder, replace_file
from announcer.system.paths import is_folder, is_there
from announcer.system.visible import visible

SETTLED = timedelta(seconds=10)
"""A file that was not touched for so long is taken for whole."""
STILL_COMING = timedelta(seconds=30)
"""A file that cannot be read is given so long before it counts as bad."""
AT_ONCE = 1000
"""How many files are given to one round, which ends in time for posting however far it comes."""

SUSPECTS = 3
"""How many files have a round of their own after one that was stopped: the first is nearly always the one."""

REJECTED, IMPORTED = "rejected", "imported"
"""The folders beside the inbox for files that could not be taken in, and for those that were."""
REASONS = ".error.txt"
"""What the name of the file ends with that says why."""
MOST_REJECTED = 20
"""So many rejected files are told of, and as many that were read in part."""

_UNFINISHED = (".part", ".crdownload", ".download", ".tmp", ".swp", ".bak", "~")
_NOT_RECORDS = {"readme.md", "readme.txt", "readme", "thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUp:
    """What came of taking files up.

    `files` were given to the process and `taken` of them are away; `code` is its exit code, and `set_aside` where
    the file is that had to be set aside.
    """

    files: int
    taken: int
    code: int
    set_aside: Path | None


@dataclass(slots=True)
class Inbox:
    """The inbox, and beside it `imported` and `rejected`, where files go.

    A file is settled when its size and time of change are what they were at the last look, or when it was not
    touched for a while: what a program is still writing must not be read. One that was tried and
    has to wait comes after the others from then on.
    """

    folder: Path
    _seen: dict[str, tuple[int, int]] = field(default_factory=dict)
    _tried: dict[str, int] = field(default_factory=dict)
    _suspects: set[str] = field(default_factory=set)

    def settled(self, now: datetime) -> list[Path]:
        """Return the files that are wholly there, the first by name; each call is a look."""
        looks: dict[str, tuple[int, int]] = {}
        settled: list[Path] = []
        for path in files_of(self.folder) if is_folder(self.folder) else ():
            try:
                status = path.stat()
            except OSError:  # somebody took it away, or it is a link to nowhere
                continue
            looks[path.name] = (status.st_size, status.st_mtime_ns)
            untouched = now - SETTLED >= datetime.fromtimestamp(status.st_mtime, now.tzinfo)
            if untouched or self._seen.get(path.name) == looks[path.name]:
                settled.append(path)
        self._seen = looks
        self._tried = {name: times for name, times in self._tried.items() if name in looks}
        return settled

    def take_up(
        self, now: datetime, take: Callable[[Sequence[Path]], int], stopping: Callable[[], bool]
    ) -> TakenUp | None:
        """Have the settled files taken in by `take`, which runs a process and returns its exit code.

        The code is negative where the process was killed, or came no further. Then the files that it may have been
        at have a round each, and the one that stops that, too, is put away: another try would end no better. None
        where there is nothing to take up, or the program is asked to stop.
        """
        files = self._next(now)
        if not files or stopping():
            return None
        code = take(files)
        left = [file for file in files if is_there(file)]
        taken = len(files) - len(left)
        put = None if stopping() else self._set_aside(files, left, stopped=code < 0 or code == EXIT_UNEXPECTED)
        return TakenUp(files=len(files), taken=taken, code=code, set_aside=put)

    def _next(self, now: datetime) -> list[Path]:
        """Return the files of the next round: those that stopped none, and were tried less often, first."""
        settled = sorted(self.settled(now), key=lambda path: self._tried.get(path.name, 0))
        suspects = [path for path in settled if path.name in self._suspects]
        return suspects[:1] or settled[:AT_ONCE]

    def _set_aside(self, files: Sequence[Path], left: Sequence[Path], *, stopped: bool) -> Path | None:
        """Note what was tried and is still there, and put away the file that stopped a round of its own."""
        remaining = set(left)
        last = max((place for place, file in enumerate(files) if file not in remaining), default=-1)
        tried = [file for file in files[: last + 1] if file in remaining]
        for file in tried or (() if stopped else left[:1]):
            self._tried[file.name] = self._tried.get(file.name, 0) + 1
        self._suspects -= {file.name for file in files}
        if not (stopped and left):
            return None
        if len(files) > 1:
            self._suspects = {file.name for file in left[len(tried) :][:SUSPECTS]}
            return None
        self._suspects.clear()
        reason = "taking it in stopped the program: it took too long or too much memory, or made the program fail"
        return self.put_away(left[0], [reason], rejected=True)

    def is_fresh(self, path: Path, now: datetime) -> bool:
        """Return whether the file may still be on its way in, so that trouble with it says nothing yet."""
        try:
            return datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo) > now - STILL_COMING
        except OSError:
            return True

    def rejected(self) -> list[RejectedFile]:
        """Return the files that were rejected and are still there, the newest first, at most so many.

        Files that were taken in but for some of it follow, as many, for as long as what says so lies beside them.
        """
        return [*_with_reasons(self.folder.parent / REJECTED), *_with_reasons(self.folder.parent / IMPORTED)]

    def reject(self, name: str, text: str, problems: Sequence[str]) -> Path:
        """Write a refused record into `rejected`, with its problems in a file beside it; return where it is.

        One that lies there already, of the same name and text, is not written twice.

        Raises:
            OutputError: it cannot be written.
        """
        folder, content = self.folder.parent / REJECTED, text.encode(errors="replace")
        try:
            make_folder(folder)
            target = _free(folder / name, content)
            replace_file(target.with_name(f"{target.name}{REASONS}"), _lines(problems).encode())
            replace_file(target, content)
        except OSError as error:
            hint = "let this user write to the folder that the inbox is in"
            raise OutputError(f"{folder / name}: cannot be written: {error.strerror}", hint=hint) from None
        return target

    def forget(self, path: Path) -> None:
        """Take away what `reject` has written.

        Raises:
            OSError: it cannot be taken away.
        """
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}{REASONS}").unlink(missing_ok=True)

    def put_away(self, path: Path, problems: Sequence[str] = (), *, rejected: bool = False) -> Path:
        """Move the file to `imported` or `rejected`, with its problems in a file beside it; return where it is.

        A file that is gone is away already: workers that share an inbox all take up what lies in it.

        Raises:
            OutputError: it cannot be moved.
        """
        folder = self.folder.parent / (REJECTED if rejected else IMPORTED)
        try:
            make_folder(folder)
            target = _free(folder / path.name)
            path.rename(target)
            if problems:
                target.with_name(f"{target.name}{REASONS}").write_text(_lines(problems), "utf-8")
        except OSError as error:
            if not is_there(path):
                return folder / path.name
            hint = "let this user write to the inbox and to the folder it is in"
            raise OutputError(f"{path}: cannot be put away: {error.strerror}", hint=hint) from None
        return target


def _with_reasons(folder: Path) -> list[RejectedFile]:
    """Return the files of the folder that have their problems beside them, the newest problems first."""
    try:
        names = {entry.name for entry in os.scandir(folder)}
    except OSError:  # there never was one
        return []
    found = []
    for name in names:
        with suppress(OSError):  # somebody deals with it just now
            if f"{name}{REASONS}" in names:
                at = datetime.fromtimestamp((folder / f"{name}{REASONS}").stat().st_mtime, UTC)
                shown, place, in_part = visible(name), f"queue/{folder.name}", folder.name == IMPORTED
                found.append(RejectedFile(name=shown, folder=place, since=at, in_part=in_part))
    return sorted(found, key=lambda file: file.since, reverse=True)[:MOST_REJECTED]


def _lines(problems: Sequence[str]) -> str:
    return "".join(f"{visible(problem)}\n" for problem in problems)


def _free(path: Path, content: bytes | None = None) -> Path:
    """Return a path that is not taken, or holds that content: the given one, or with a number before its ending."""
    number, free = 1, path
    while free.exists() and not (content is not None and _holds(free, content)):
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _holds(path: Path, content: bytes) -> bool:
    return path.stat().st_size == len(content) and path.read_bytes() == content


def taken_to(path: Path) -> Path | None:
    """Return where a file is that is no longer in the inbox, None where it was not taken in from there."""
    imported = path.parent.parent / IMPORTED / path.name
    return imported if path.parent.name == "inbox" and is_there(imported) else None


def files_of(folder: Path) -> list[Path]:
    """Return the folder's files in the order of names, without hidden and unfinished ones.

    Raises:
        OSError: the folder cannot be read.
    """
    return sorted(entry for entry in folder.iterdir() if _is_for_us(entry))


def _is_for_us(entry: Path) -> bool:
    name = entry.name.lower()
    hidden = name.startswith((".", "#", "~$")) or name.endswith(_UNFINISHED) or name in _NOT_RECORDS
    return not hidden and not entry.is_dir()
