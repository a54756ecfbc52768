"""Part a BibTeX file into its entries, one at a time, so that a large file is never held whole.

bibtexparser reads each block by itself: a broken one spoils no other, and two with one key both come.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from announcer.importers.bibtex.field_values import MONTH_NAMES, value_of
from announcer.importers.building import Broken, Document
from announcer.importers.text_streams import TextLines
from announcer.ports.importing import record_position

LONGEST_BLOCK = 2_000_000
"""Characters of an entry; the longest ones seen have 60,000, most of it their references."""
MOST_STRINGS = 10_000
"""Abbreviations (`@string`) of a file."""

_START = re.compile(r"\s{0,200}@\s?(?P<kind>[A-Za-z]{1,40})\s{0,20}[{(]")
_NO_ENTRIES = frozenset({"comment", "preamble", "string"})

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what is wrong with an entry stands in its place


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as its file has it: names of fields in small letters, values without braces around them."""

    kind: str
    key: str
    fields: Mapping[str, str]


def entries(lines: TextLines) -> Iterator[Document[Entry] | Broken]:
    """Yield each entry of the file; abbreviations hold for the entries after them."""
    strings = dict(MONTH_NAMES)
    number = 0
    for start, block in _blocks(lines):
        for entry in _of_block(block, strings):
            number += 1
            position = record_position(number, start)
            if isinstance(entry, str):
                yield Broken(problem=entry, position=position, raw=block)
            else:
                yield Document(content=entry, raw=block.rstrip() + "\n", position=position)


def _blocks(lines: TextLines) -> Iterator[tuple[int, str]]:
    """Yield what stands from one line that opens a block to the next, with the number of its first line."""
    start, size = 0, 0
    block: list[str] = []
    for line in lines:
        if _START.match(line):
            if block:
                yield start, "\n".join(block)
            start, size, block = lines.number, 0, []
        elif not block:
            continue
        size += len(line) + 1
        if size <= LONGEST_BLOCK:
            block.append(line)
        elif block[-1]:
            block.append("")  # what is missing here leaves the block without its end, so that it is told
    if block:
        yield start, "\n".join(block)


def _of_block(block: str, strings: dict[str, str]) -> Iterator[Entry | str]:
    """Yield the entries of a block, mostly one, or what is wrong with it; take in its abbreviations."""
    from bibtexparser.model import DuplicateFieldKeyBlock, ParsingFailedBlock, String  # noqa: PLC0415 -- few files are
    from bibtexparser.model import Entry as Parsed  # noqa: PLC0415 -- BibTeX, and these take a while to load
    from bibtexparser.splitter import Splitter  # noqa: PLC0415

    kind = _START.match(block)
    for found in Splitter(block).split().blocks:
        if isinstance(found, String) and len(strings) < MOST_STRINGS:
            strings[found.key.strip().lower()] = value_of(found.value, strings)
            continue
        parsed = found.ignore_error_block if isinstance(found, DuplicateFieldKeyBlock) else found
        if isinstance(parsed, Parsed):
            fields = ((field.key.strip().lower(), value_of(str(field.value), strings)) for field in parsed.fields)
            yield Entry(
                kind=parsed.entry_type.strip().lower(), key=parsed.key.strip(), fields=_first_of_each(fields)
            )
        elif isinstance(parsed, ParsingFailedBlock) and not (kind and kind["kind"].lower() in _NO_ENTRIES):
            yield f"its entry is not whole: {_reason(parsed.error)}"


def _first_of_each(fields: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the first value of each name that has one: Scopus writes some fields twice."""
    found: dict[str, str] = {}
    for name, value in fields:
        if value and not found.get(name):
            found[name] = value
    return found


def _reason(error: Exception) -> str:
    words = " ".join(str(getattr(error, "abort_reason", error)).split()).rstrip(".")
    return words[:1].lower() + words[1:200]
