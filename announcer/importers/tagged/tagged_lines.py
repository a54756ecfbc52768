"""Part a file of tagged lines into records, each a list of tags with what stands after them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from announcer.importers.building import Broken, Document
from announcer.importers.text_streams import TextLines
from announcer.ports.importing import record_position

LONGEST_TAGGED_RECORD = 8_000_000
"""Characters of a record with everything that is not read, such as its references."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRules:
    """How a format writes its lines.

    Args:
        line: Matches a line with a tag; has the groups `tag` and `value`.
        first: A record begins with one of these tags.
        last: It ends with one of these; none where it ends before the next one begins.
        closing: Where nothing ends a record, what its last tag is; the last record of a file must have it.
        unread: Tags whose values are not kept.
        ending: How a record ends, in words.
    """

    line: re.Pattern[str]
    first: frozenset[str]
    last: frozenset[str] = frozenset()
    closing: str = ""
    unread: frozenset[str] = frozenset()
    ending: str


class Fields:
    """What a record has, in its order: pairs of a tag and the lines of its value."""

    def __init__(self, pairs: list[tuple[str, list[str]]]) -> None:
        self.pairs = pairs
        self._values: dict[str, list[list[str]]] = {}
        for tag, lines in pairs:
            self._values.setdefault(tag, []).append(lines)

    def texts(self, *tags: str) -> list[str]:
        """Return the values of the tags, one for each line that has the tag, their own lines as one text."""
        return [text for tag in tags for lines in self._values.get(tag, ()) if (text := "\n".join(lines).strip())]

    def rows(self, *tags: str) -> list[str]:
        """Return the values of the tags where each further line is a value of its own."""
        lines = (line.strip() for tag in tags for lines in self._values.get(tag, ()) for line in lines)
        return [line for line in lines if line]

    def first(self, *tags: str) -> str:
        """Return the first value of the first of the tags that has any; empty without."""
        return next(iter(self.texts(*tags)), "")


@dataclass(slots=True, kw_only=True)
class _Record:
    line: int
    pairs: list[tuple[str, list[str]]] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, raw: str) -> None:
        self.size += len(raw) + 1
        if self.size <= LONGEST_TAGGED_RECORD:
            self.raw.append(raw)

    def has(self, tag: str) -> bool:
        return any(each == tag for each, _ in self.pairs)


def tagged_documents(lines: TextLines, rules: TagRules) -> Iterator[Document[Fields] | Broken]:
    """Yield each record of the file; what stands before the first and between them is passed over."""
    record: _Record | None = None
    number = 0
    for line in lines:
        found = rules.line.match(line)
        tag = found["tag"] if found else ""
        if tag in rules.first and (record is None or not rules.closing or record.has(tag)):
            if record:
                yield _document(record, number)
            number += 1
            record = _Record(line=lines.number)
        if record is None:
            continue
        record.add(line)
        _take(record, tag, found["value"] if found else line, rules)
        if tag in rules.last:
            yield _document(record, number)
            record = None
    if record:
        yield _last(record, number, rules)


def _take(record: _Record, tag: str, value: str, rules: TagRules) -> None:
    if record.size > LONGEST_TAGGED_RECORD:
        return
    if tag:
        record.pairs.append((tag, [value.strip()]))
    elif record.pairs and value.strip() and record.pairs[-1][0] not in rules.unread:
        record.pairs[-1][1].append(value.strip())


def _document(record: _Record, number: int) -> Document[Fields] | Broken:
    position = record_position(number, record.line)
    if record.size > LONGEST_TAGGED_RECORD:
        problem = f"it has more than {LONGEST_TAGGED_RECORD:,} characters"
        return Broken(problem=problem, position=position)
    raw = "\n".join(record.raw).rstrip() + "\n"
    return Document(content=Fields(record.pairs), raw=raw, position=position)


def _last(record: _Record, number: int, rules: TagRules) -> Document[Fields] | Broken:
    if not rules.last and record.has(rules.closing):
        return _document(record, number)
    problem = f"the file ends before the record does: {rules.ending}"
    return Broken(problem=problem, position=record_position(number, record.line), raw="\n".join(record.raw))
