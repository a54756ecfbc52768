"""Recognise and read records as rows of a table: separated values, or an Excel workbook."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BufferedIOBase
from itertools import chain, islice
from typing import BinaryIO, cast

from announcer.core.findings import Finding
from announcer.errors import SourceError
from announcer.importers.building import Broken, Document, Reading, UnusableRecordError, publications
from announcer.importers.tables.headings import Columns, columns_in
from announcer.importers.tables.row_record import row_reading
from announcer.importers.tables.separated_rows import DELIMITERS, Line, Row, cells_of, rows, separated
from announcer.importers.tables.workbook import is_workbook, workbook_rows
from announcer.importers.text_files import head_text
from announcer.importers.text_streams import TextLines
from announcer.ports.importing import Imported, record_position

HEADING_AMONG = 40
"""So many lines are looked at for headings: databases put what was searched for above them."""
_LONGEST_HEADINGS = 20_000
_LOOKED_FOR = "a row of headings with a title among them, and rows below it"
_HINT = "Name the columns: 'title' and at least one more; docs/reference/formats/table.md says which are known."

_ROW_HINT = "Correct the row, and import the file again: what is known already is not announced twice."


@dataclass(frozen=True, slots=True, kw_only=True)
class TableHead:
    """Where a table of separated values begins: its delimiter, its columns, the number of the line of headings."""

    delimiter: str
    columns: Columns
    line: int


class Table:
    """Publications as rows of a table.

    Args:
        kept: The site's own headings, by what they hold.
    """

    def __init__(self, kept: Mapping[str, Sequence[str]] | None = None) -> None:
        self._kept = kept or {}

    def recognises(self, head: bytes) -> bool:
        """Return whether it is an Excel workbook, or a line has headings of publications."""
        return is_workbook(head) or self._head(head_text(head).splitlines()[:HEADING_AMONG]) is not None

    def columns(self, stream: BinaryIO, source: str) -> Columns | None:
        """Return what the columns of a table hold; None where it has no headings that are known.

        Raises:
            SourceError: the file cannot be read.
        """
        start = _Start(stream)
        if start.is_workbook:
            found = next(workbook_rows(start, source, self._is_headings, HEADING_AMONG), None)
            return columns_in(found.cells, self._kept) if found else None
        head = self._head(list(islice(TextLines(cast("BinaryIO", start), source), HEADING_AMONG)))
        return head.columns if head else None

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the publications of the file; what is wrong with a row comes in its place."""
        start = _Start(stream)
        try:
            documents, read, noticed = (self._of_workbook if start.is_workbook else self._of_text)(start, source)
        except SourceError as error:
            yield error
            return
        yield from publications(
            documents, read, source, findings=noticed, hint=_ROW_HINT, looked_for=_LOOKED_FOR, done=done
        )

    def _of_workbook(self, start: "_Start", source: str) -> "_Parted":
        found = workbook_rows(start, source, self._is_headings, HEADING_AMONG)
        headings = next(found, None)
        columns = columns_in(headings.cells, self._kept) if headings else None
        if headings is None or columns is None:
            raise _no_headings(source)
        reading = row_reading(columns)
        filled = (row for row in found if any(cell.strip() for cell in row.cells))
        return _documents(filled, headings.cells), lambda row: _of_row(reading, row), headings.findings

    def _of_text(self, start: "_Start", source: str) -> "_Parted":
        lines = TextLines(cast("BinaryIO", start), source)
        iterator = iter(lines)
        top = list(islice(iterator, HEADING_AMONG))
        head = self._head(top)
        if head is None:
            raise _no_headings(source)
        above = enumerate(top[head.line :], start=head.line + 1)
        rest: Iterable[Line] = chain(above, ((lines.number, line) for line in iterator))
        reading = row_reading(head.columns)
        found = rows(lines, rest, head.delimiter, len(head.columns.headings))
        headings = top[head.line - 1]
        return (
            _documents(found, headings),
            lambda row: _with(reading(row.cells), replace(row, findings=lines.findings)),
            (),
        )

    def _head(self, lines: Sequence[str]) -> TableHead | None:
        """Return where the table begins: at the first line with headings, parted by what makes most of them."""
        if lines and lines[0].lstrip()[:1] in {"{", "[", "<", "@"}:
            return None
        for number, line in enumerate(lines, start=1):
            if len(line) > _LONGEST_HEADINGS:
                continue
            heads = [
                TableHead(delimiter=sign, columns=columns, line=number)
                for sign in DELIMITERS
                if sign in line and (columns := columns_in(cells_of(line, sign), self._kept))
            ]
            if heads:
                return max(heads, key=lambda head: len(head.columns.places))
        return None

    def _is_headings(self, cells: Sequence[str]) -> bool:
        return columns_in(cells, self._kept) is not None


_Parted = tuple[Iterator[Document[Row] | Broken], Callable[[Row], Reading], tuple[Finding, ...]]


class _Start(BufferedIOBase):
    """A file whose first bytes were looked at, to be read as if they were not."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._first = stream.read(4096)
        self.is_workbook = is_workbook(self._first)

    def read(self, size: int | None = -1, /) -> bytes:
        first, self._first = self._first, b""
        wanted = -1 if size is None or size < 0 else max(0, size - len(first))
        return first + self._stream.read(wanted)


def _no_headings(source: str) -> SourceError:
    return SourceError(source, f"there is no publication in it; looked for {_LOOKED_FOR}", hint=_HINT)


def _documents(found: Iterable[Row | Broken], headings: str | Sequence[str]) -> Iterator[Document[Row] | Broken]:
    """Yield the rows, each with a file of its own; headings of a workbook are its cells."""
    for number, row in enumerate(found, start=1):
        written = row.raw if isinstance(headings, str) else separated(row.cells if isinstance(row, Row) else ())
        alone = f"{headings if isinstance(headings, str) else separated(headings)}\n{written}"
        if isinstance(row, Broken):
            yield replace(row, position=record_position(number, int(row.position)), alone=alone)
        else:
            yield Document(content=row, raw=row.raw, position=record_position(number, row.line), alone=alone)


def _of_row(reading: Callable[[Sequence[str]], Reading], row: Row) -> Reading:
    """Return what a row of a workbook says; one that is refused says which of its cells have no value."""
    try:
        return _with(reading(row.cells), row)
    except UnusableRecordError as error:
        raise UnusableRecordError("; ".join([str(error), *(each.message for each in row.findings)])) from error


def _with(reading: Reading, row: Row) -> Reading:
    return replace(reading, findings=(*row.findings, *reading.findings)) if row.findings else reading
