"""Readers of publication records: what every importer keeps to. tests/contracts/test_importers.py checks it."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from announcer.core.findings import Finding
from announcer.core.publications.publication import Publication
from announcer.errors import FAULT_HINT, SourceError, described

log = logging.getLogger(__name__)

HEAD_BYTES = 262_144
"""So many bytes from its start must suffice to recognise a file: a saved web page may begin with long scripts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One publication as read, with what the reading noticed and where it came from.

    `source` names the file, and `position` says in human words where in it the record is; it is empty where the
    file is the record. `format` is the registry's name of the importer. `raw` is the record as it is written in
    the file, where that is plain text: with it, a record that comes again can be compared with its earlier form.
    """

    publication: Publication
    source: str
    position: str = ""
    format: str = ""
    findings: tuple[Finding, ...] = ()
    raw: str = ""

    @property
    def place(self) -> str:
        """The file, and the position in it, in one phrase: `works.json, record 3 (line 41)`."""
        return f"{self.source}, {self.position}" if self.position else self.source


class Importer(Protocol):
    """A reader of one format. tests/contracts/test_importers.py checks every rule below."""

    def recognises(self, head: bytes) -> bool:
        """Return whether a file is of this format, by its first `HEAD_BYTES` bytes alone.

        The head may end anywhere, even within a character. The file's name is never asked. At most one importer
        recognises a file. Whatever the bytes are, nothing is raised.
        """

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the publications of a file in its order, each as soon as it is read; at least one item.

        The first `done` publications were read before: a format with many records passes over them in a small part
        of the time; what is wrong with records between them is yielded again. One that cannot yields them all.

        Only as much is in memory as one record needs, where the format allows it; a format that can only be read
        whole refuses a file of more than 10 MB. The stream is read forwards only, from where it stands, and the
        caller closes it.

        What is wrong with a record is yielded as a SourceError with the record's position, all its problems in one,
        and the record as a file of its own (`raw`), where it is text; the next record follows. A file that cannot
        be read at all, and one without a record, is one SourceError without a position. Bad data is never raised;
        what the stream itself raises (OSError) passes through. An importer of many records also yields
        `unexpected_error` for a record at which its own code fails.
        """


class TableColumns(Protocol):
    """What the columns of a table are read as."""

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings of the table."""

    @property
    def read(self) -> dict[str, str]:
        """The headings that are read, by what they are read as."""

    @property
    def unread(self) -> tuple[str, ...]:
        """The headings that are not read."""


class TableReader(Protocol):
    """An importer that can also say what it takes the columns of a table for."""

    def recognises(self, head: bytes) -> bool:
        """Return whether a file is a table, by its first bytes."""

    def columns(self, stream: BinaryIO, source: str) -> TableColumns | None:
        """Return what the columns hold; None without headings that are known.

        Raises:
            SourceError: the file cannot be read.
        """


def record_position(number: int, line: int = 0) -> str:
    """Return the position of a file's record, both counted from 1: `record 3 (line 41)`."""
    return f"record {number} (line {line})" if line else f"record {number}"


def unexpected_error(error: Exception, source: str, position: str = "", *, raw: str = "") -> SourceError:
    """Return the problem for an exception that only a fault of the program can raise; the log has its traceback."""
    log.debug("reading %s failed", source, exc_info=error, extra={"event": "importer-failed", "position": position})
    return SourceError(source, f"reading it: {described(error)}", position=position, hint=FAULT_HINT, raw=raw)
