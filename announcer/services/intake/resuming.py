"""Go on with an import where it was: how many publications of a file were brought in before, and whether all.

The place is kept in the store, so that one that was restored from a backup knows what it has. It goes by what the
file holds, not by its name, and by all that decides on what comes of it: a file is read anew, from its start, with
another version of the program, with other settings and with other options.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Protocol

from announcer.system.plain_files import open_plain

EVERY = 100
"""After so many publications the place is written down."""
SECONDS = 1.0
"""After so long it is written down, too: drafts take longer than records that are only registered."""
_PIECE = 1_000_000


class PositionStore(Protocol):
    """What keeps places."""

    def import_position(self, mark: str) -> int:
        """Return the number that was kept last for the mark; 0 where there is none."""

    def keep_import_position(self, mark: str, done: int) -> None:
        """Keep the number for the mark."""


@dataclass(slots=True)
class Place:
    """How many publications of one file are in; `done` were when it was opened.

    `is_whole` says that these are all, and that nothing in the file was refused: it need not be opened again.
    """

    store: PositionStore
    mark: str = ""
    done: int = 0
    is_whole: bool = False
    is_held: bool = False
    _more: int = 0
    _kept: int = 0
    _kept_at: float = field(default_factory=monotonic)

    def advance(self) -> None:
        """Count one more publication that is in, unless one before it is not."""
        if self.is_held or not self.mark:
            return
        self._more += 1
        if self._more - self._kept >= EVERY or monotonic() - self._kept_at >= SECONDS:
            self.keep()

    def hold(self) -> None:
        """Go no further: the publication that comes now must be tried again."""
        self.is_held = True

    def keep(self) -> None:
        """Write the place down, where it has changed."""
        if self.mark and self._more != self._kept:
            self.store.keep_import_position(self.mark, self.done + self._more)
            self._kept, self._kept_at = self._more, monotonic()

    def end(self) -> None:
        """Write down that all of the file is in, once it was read to its end and nothing of it was refused."""
        if self.mark and not self.is_held and self.done + self._more:
            self.store.keep_import_position(_whole(self.mark), self.done + self._more)
            self._kept = self._more


@dataclass(frozen=True, slots=True, kw_only=True)
class Resuming:
    """Knows how far files were brought in.

    Args:
        store: Keeps it.
        state: Returns what else decides on what comes of a file: the program's version and the site's settings.
    """

    store: PositionStore
    state: Callable[[], bytes]

    def place(self, file: Path, options: str) -> Place:
        """Return how far the file was brought in with such options; a file that cannot be read has no place."""
        try:
            mark = self._mark(file, options)
        except OSError:
            return Place(self.store)
        whole = self.store.import_position(_whole(mark))
        return Place(self.store, mark, whole or self.store.import_position(mark), is_whole=whole > 0)

    def _mark(self, file: Path, options: str) -> str:
        digest = hashlib.sha256(self.state())
        digest.update(options.encode())
        with open_plain(file) as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
        return digest.hexdigest()


def _whole(mark: str) -> str:
    """Return what the number of a file's publications is kept under once all of them are in."""
    return f"{mark}:whole"
