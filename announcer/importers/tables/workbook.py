"""Read the rows of an Excel workbook: values, not formulas, as text; the only place that knows openpyxl."""

import datetime as dt
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import islice, zip_longest
from typing import Any, Protocol

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.errors import SourceError
from announcer.importers.limits import MOST_BYTES
from announcer.importers.tables.separated_rows import Row
from announcer.system.plain_files import size_words

MOST_UNPACKED = 100_000_000
"""Bytes of all that a workbook holds, unpacked: a list of 20,000 publications with abstracts has half of it."""
MOST_TOLD = 5
"""So many rows with merged cells are named."""
MOST_MERGED = 10_000
"""Merged ranges of a sheet."""

_SIGNATURE = b"PK\x03\x04"
_MARK = (b"[Content_Types].xml", b"xl/workbook.xml", b"xl/worksheets/", b"docProps/", b"_rels/.rels", b"xl/")
_MERGED = re.compile(rb'<mergeCell\s[^<>]{0,100}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_ERRORS = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA"})
_HINT = "Save the workbook again as .xlsx, or as CSV in UTF-8."
_PIECE = 1_000_000


class Stream(Protocol):
    """What is read from."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes."""


def is_workbook(head: bytes) -> bool:
    """Return whether a file begins as an Excel workbook does, and not as another archive."""
    return head.startswith(_SIGNATURE) and any(mark in head[:4096] for mark in _MARK)


def workbook_rows(
    stream: Stream, source: str, is_headings: Callable[[Sequence[str]], bool], among: int
) -> Iterator[Row]:
    """Yield the row of headings, then those below it, of the first sheet that has one; merged cells are filled.

    The row of headings has what was noticed of the workbook as a whole: merged cells, further sheets.

    Args:
        stream: The workbook; it is read whole.
        source: The file, as it is to be named.
        is_headings: Tells whether a row is one of headings.
        among: So many rows of a sheet are looked at for headings.

    Raises:
        SourceError: it is too large, is no whole workbook, or no sheet has headings.
    """
    data = _checked(stream.read(MOST_BYTES + 1), source)
    try:
        yield from _rows(data, is_headings, among)
    except SourceError:
        raise
    except Exception as error:  # (whatever a broken workbook makes of the library)
        problem = "it is not a whole Excel workbook, or one that cannot be read"
        raise SourceError(source, problem, hint=_HINT) from error


def _checked(data: bytes, source: str) -> bytes:
    if len(data) > MOST_BYTES:
        problem = f"it is larger than {size_words(MOST_BYTES)}, the most that a workbook may have"
        raise SourceError(source, problem, hint="Save it as CSV in UTF-8, or split it.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise SourceError(source, "it is not a whole Excel workbook", hint=_HINT) from error
    if unpacked > MOST_UNPACKED:
        raise SourceError(source, f"unpacked it is larger than {size_words(MOST_UNPACKED)}", hint=_HINT)
    return data


def _rows(data: bytes, is_headings: Callable[[Sequence[str]], bool], among: int) -> Iterator[Row]:
    from openpyxl import load_workbook  # noqa: PLC0415 -- few files are workbooks, and it is slow to load

    # it warns of what it leaves out, such as lists of allowed values: nothing of that is a publication's
    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
    values = load_workbook(BytesIO(data), read_only=True, data_only=True)
    formulas = load_workbook(BytesIO(data), read_only=True, data_only=False)
    for number, sheet in enumerate(values.worksheets, start=1):
        merged = _merged(data, sheet)
        found = _filled(_sheet_rows(sheet, formulas.worksheets[number - 1]), merged)
        headings = _headings(found, is_headings, among)
        if headings:
            others = [other for other in values.worksheets[number:] if _is_list(other, is_headings, among)]
            noticed = (*_merged_below(merged, headings.line), *_not_read([other.title for other in others]))
            yield replace(headings, findings=noticed)
            yield from found
            return


def _headings(found: Iterable[Row], is_headings: Callable[[Sequence[str]], bool], among: int) -> Row | None:
    return next((row for row in islice(found, among) if is_headings(row.cells)), None)


def _is_list(sheet: Any, is_headings: Callable[[Sequence[str]], bool], among: int) -> bool:  # noqa: ANN401 -- of openpyxl
    sheet.reset_dimensions()
    return any(
        is_headings(tuple(map(cell_text, cells))) for cells in islice(sheet.iter_rows(values_only=True), among)
    )


def _not_read(names: Sequence[str]) -> Iterator[Finding]:
    if names:
        yield finding("sheets-not-read", names=", ".join(names))


def _merged_below(merged: Iterable[tuple[int, int]], line: int) -> Iterator[Finding]:
    lines = sorted({row for row, _ in merged if row > line})
    if lines:
        more = f" and {len(lines) - MOST_TOLD:,} more" if len(lines) > MOST_TOLD else ""
        yield finding("merged-cells", rows=f"{', '.join(map(str, lines[:MOST_TOLD]))}{more}")


def _sheet_rows(sheet: Any, with_formulas: Any) -> Iterator[Row]:  # noqa: ANN401 -- of openpyxl, which has no types here
    for each in (sheet, with_formulas):
        each.reset_dimensions()  # what the file says of its size may be anything
    both = zip_longest(sheet.iter_rows(values_only=True), with_formulas.iter_rows(values_only=True), fillvalue=())
    for number, (cells, sources) in enumerate(both, start=1):
        findings = tuple(_missing(number, cells, sources))
        yield Row(cells=tuple(map(cell_text, cells)), line=number, findings=findings)


def _missing(number: int, cells: Sequence[object], sources: Sequence[object]) -> Iterator[Finding]:
    """Yield what to know of formulas whose result is not in the file."""
    for place, (value, formula) in enumerate(zip(cells, sources, strict=False)):
        if value is None and formula is not None and (not isinstance(formula, str) or formula.startswith("=")):
            yield finding("formula-without-value", where=f"{_letters(place)}{number}")


def cell_text(value: object) -> str:
    """Return a cell as text: whole numbers without a point, dates as `2024-03-09`, nothing for an error."""
    if value is None or value in _ERRORS:
        return ""
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _merged(data: bytes, sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:  # noqa: ANN401 -- as above
    """Return for each row and column that a merged range covers the row and column of what it shows."""
    path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    tail = b""
    with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(path) as content:
        while piece := content.read(_PIECE):
            for left, top, right, bottom in _MERGED.findall(tail + piece):
                first, last = _column(left), _column(right)
                cells = (
                    (row, column) for row in range(int(top), int(bottom) + 1) for column in range(first, last + 1)
                )
                for cell in cells:
                    covered.setdefault(cell, (int(top), first))
                    if len(covered) > MOST_MERGED:
                        return covered
            tail = piece[-200:]
    return covered


def _filled(found: Iterator[Row], merged: dict[tuple[int, int], tuple[int, int]]) -> Iterator[Row]:
    """Yield the rows with the value of a merged range in each of its cells, where it is shown."""
    shown: dict[tuple[int, int], str] = {}
    corners = set(merged.values())
    widths: dict[int, int] = {}
    for line, place in merged:
        widths[line] = max(widths.get(line, 0), place + 1)
    for row in found:
        cells = [*row.cells, *[""] * (widths.get(row.line, 0) - len(row.cells))]  # a row may end before they do
        for place in range(len(cells)):
            at = (row.line, place)
            if at in corners:
                shown[at] = cells[place]
            elif at in merged:
                cells[place] = cells[place] or shown.get(merged[at], "")
        yield Row(cells=tuple(cells), line=row.line, findings=row.findings)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _letters(place: int) -> str:
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
