"""Part a text of separated values into rows; a quotation mark that is never closed costs its own row only."""

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from announcer.core.findings import Finding
from announcer.importers.building import Broken
from announcer.importers.text_streams import TextLines

DELIMITERS = (",", ";", "\t", "|", "،", "؛")
MOST_LINES = 1_000
"""Lines of one row; those with most have an abstract of 40 paragraphs."""
MOST_CHARACTERS = 2_000_000

_CLOSING = re.compile(r'(?:[^"]++|"")*+"')

csv.field_size_limit(MOST_CHARACTERS)

Line = tuple[int, str]
"""A line with its number, counted from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of a row, with the number of its first line, the row as written, and what was noticed."""

    cells: tuple[str, ...]
    line: int
    raw: str = ""
    findings: tuple[Finding, ...] = ()


def cells_of(line: str, delimiter: str) -> tuple[str, ...]:
    """Return the cells of a row without line ends in it."""
    try:
        return tuple(next(csv.reader([line], delimiter=delimiter), ()))
    except csv.Error:
        return tuple(line.split(delimiter))


def separated(cells: Sequence[str]) -> str:
    """Return a row of cells as it is written, with commas, without a line end."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def rows(lines: TextLines, rest: Iterable[Line], delimiter: str, width: int) -> Iterator[Row | Broken]:
    """Yield the rows, without empty ones; where a row cannot be read, the position of its `Broken` is its line.

    Args:
        lines: The file, which knows whether its last line has an end.
        rest: Its lines after the headings, each with its number.
        delimiter: What stands between cells.
        width: How many headings there are: a row over several lines with more cells begins in a wrong place.
    """
    waiting: deque[Line] = deque()
    source = iter(rest)
    again_from = 0
    while row := _whole_row(source, waiting, delimiter):
        (number, first), *others = row
        cells = _cells(row, delimiter)
        if cells is None or (others and len(cells) > width):
            yield Broken(problem="a quotation mark is never closed", position=str(number), raw=first)
            if number >= again_from:
                waiting.extendleft(
                    reversed(others)
                )  # rows of their own, which are looked at once more, not oftener
                again_from = number + len(row)
        elif lines.is_open and row[-1][0] == lines.number and len(cells) < width:
            yield Broken(problem="the file ends in the middle of this row", position=str(number), raw=first)
        elif any(cell.strip() for cell in cells):
            yield Row(cells=cells, line=number, raw="\n".join(text for _, text in row) + "\n")


def _whole_row(source: Iterator[Line], waiting: deque[Line], delimiter: str) -> list[Line]:
    """Return the lines of the next row; of one that never ends, as many as a row may have."""
    row: list[Line] = []
    is_open, size = True, 0
    while is_open and len(row) < MOST_LINES and size <= MOST_CHARACTERS:
        line = waiting.popleft() if waiting else next(source, None)
        if line is None:
            break
        is_open = _ends_open(line[1], delimiter, is_open=bool(row))
        size += len(line[1])
        row.append(line)
    return row


def _cells(row: list[Line], delimiter: str) -> tuple[str, ...] | None:
    """Return the cells of a row; None where it never ends."""
    is_open = False
    for _, text in row:
        is_open = _ends_open(text, delimiter, is_open=is_open)
    if is_open or sum(len(text) for _, text in row) > MOST_CHARACTERS:
        return None
    texts = [text for _, text in row] if len(row) == 1 else [f"{text}\n" for _, text in row]
    try:
        return tuple(cell for part in csv.reader(texts, delimiter=delimiter) for cell in part)
    except csv.Error:
        return None


def _ends_open(line: str, delimiter: str, *, is_open: bool) -> bool:
    """Return whether a cell in quotation marks goes on after the line; they open a cell at its start only."""
    place = 0
    while True:
        if is_open or line[place : place + 1] == '"':
            closing = _CLOSING.match(line, place if is_open else place + 1)
            if not closing:
                return True
            place, is_open = closing.end(), False
        found = line.find(delimiter, place)
        if found < 0:
            return False
        place = found + 1
