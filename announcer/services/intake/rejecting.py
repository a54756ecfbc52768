"""Keep what is refused of a file: each record as a file of its own, ready to be corrected and taken in again."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from announcer.errors import SourceError
from announcer.services.intake.inbox import Inbox

MOST_RECORDS = 1_000
"""So many refused records of one file become files of their own; more are only listed."""
MOST_LINES = 10_000
"""So many problems of one file are listed beside it."""
_NUMBER = re.compile(r"record (\d+)")
_LONGEST_NAME = 150
_PACKED = ".gz"
_WORKBOOKS = {".xlsx", ".xlsm"}
_AGAIN = "Correct the record and put its file into queue/inbox/ again, or delete both files."


@dataclass(slots=True)
class Rejecting:
    """What is refused of one file that is being taken in."""

    inbox: Inbox
    file: Path
    _lines: list[str] = field(default_factory=list)
    _hints: dict[str, None] = field(default_factory=dict)
    _kept: list[Path] = field(default_factory=list)
    _more: int = 0

    def refuse(self, problem: SourceError) -> None:
        """Note the problem, and keep the record that has it as a file of its own where there is one.

        Raises:
            OutputError: it cannot be written.
        """
        if len(self._lines) < MOST_LINES:
            self._lines += problem.problems
        else:
            self._more += 1
        if problem.hint and len(self._hints) < MOST_LINES:
            self._hints[problem.hint] = None
        if problem.raw and problem.position and len(self._kept) < MOST_RECORDS:
            reasons = [*problem.problems, *filter(None, (problem.hint,)), _AGAIN]
            self._kept.append(self.inbox.reject(self._name(problem.position), problem.raw, reasons))

    def put_away(self, *, rejected: bool) -> None:
        """Put the file away, with its problems beside it; one that is rejected as a whole is kept once, as it is.

        Raises:
            OutputError: it cannot be moved.
        """
        if rejected:
            self._forget()
        more = [f"and {self._more:,} more"] if self._more else []
        self.inbox.put_away(self.file, [*self._lines, *more, *self._reasons_and_places()], rejected=rejected)

    def _reasons_and_places(self) -> Sequence[str]:
        names = [f"kept in rejected/: {path.name}" for path in self._kept]
        return (*self._hints, *names)

    def _forget(self) -> None:
        for path in self._kept:
            with suppress(OSError):
                self.inbox.forget(path)
        self._kept.clear()

    def _name(self, position: str) -> str:
        """Return the name for a record's file: that of the file, the record's number, the file's ending."""
        found = _NUMBER.search(position)
        whole = Path(self.file.name.removesuffix(_PACKED))
        ending = ".csv" if whole.suffix.lower() in _WORKBOOKS else whole.suffix
        stem = whole.stem.encode()[:_LONGEST_NAME].decode(errors="ignore")
        return f"{stem}.record-{found[1] if found else len(self._kept) + 1}{ending}"
