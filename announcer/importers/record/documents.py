"""Part a TOML or JSON file into its records, and go on after a record whose syntax is broken."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from tomllib import TOMLDecodeError
from typing import Any, TypeVar

from announcer.importers.building import Broken, Document
from announcer.importers.limits import LONGEST_RECORD
from announcer.ports.importing import record_position
from announcer.system.toml_syntax import TomlRefusedError, load_toml

LIST_KEY = "publication"
"""The key of the list, in a file of several records."""
MOST_BROKEN = 100
"""After so many records with broken syntax the rest of a JSON file is not read: each costs a search."""

# A table's header that is cut off at the end of the file begins a part too, so that the record above stays whole.
_TOML_HEADER = re.compile(
    r"^[ \t]*\[(?:\[[ \t]*publication[ \t]*\]\]|(?:\[[^\]\n]*\]?|[^\[\]\n]*)\Z)", re.MULTILINE
)
_TOML_LINE = re.compile(r"(?<=\(at line )\d+")
_JSON_LIST = re.compile(r'\s*(?P<table>\{\s*"publication"\s*:\s*)?\[\s*')
_JSON_GAP = re.compile(r"\s*,?\s*")
# JSON has no strings of several lines, so one that is not closed ends with its line. A comma counts before a `{`.
_JSON_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"?|[\[\]{}]|,(?=\s*\{)')
_JSON = json.JSONDecoder()

_Parsed = TypeVar("_Parsed")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The lines of one record; `line` is the number of the first."""

    text: str
    line: int


class _SyntaxError(Exception):
    """A text is not TOML or not JSON; the message says where."""


def toml_documents(text: str) -> Iterator[Document[object] | Broken]:
    """Yield the records of a TOML file: one at the top, or many under `[[publication]]`.

    If the file as a whole is not TOML, each `[[publication]]` is parsed by itself.
    """
    text = text.replace("\r\n", "\n")
    head, *parts = _toml_parts(text)
    try:
        content = _parsed_toml(text)
    except _SyntaxError as error:
        if parts:
            yield from _toml_one_by_one(head, parts)
        else:
            yield Broken(problem=str(error))
        return
    yield from _documents(content, text, parts)


def json_documents(text: str) -> Iterator[Document[object] | Broken]:
    """Yield the records of a JSON file: an object, a list of them, or an object with the list as "publication"."""
    start = _JSON_LIST.match(text)
    if start:
        yield from _json_list(text, start.end(), in_table=bool(start["table"]))
        return
    try:
        content = _parsed(json.loads, text)
    except _SyntaxError as error:
        yield Broken(problem=str(error))
    else:
        yield from _documents(content, text)


def _parsed_toml(text: str) -> dict[str, Any]:
    try:
        return load_toml(text)
    except TomlRefusedError as error:
        problem = str(error)
    except TOMLDecodeError as error:
        problem = f"it is not TOML: {error}"
    raise _SyntaxError(problem)


def _parsed(parse: Callable[[str], _Parsed], text: str) -> _Parsed:
    try:
        return parse(text)
    except RecursionError:
        problem = "it is nested too deeply for a record"
    except json.JSONDecodeError as error:
        problem = f"it is not JSON: {error.msg} (at line {error.lineno}, column {error.colno})"
    except ValueError:  # Python's own limit for the digits of whole numbers
        problem = "it holds a number of too many digits"
    raise _SyntaxError(problem)


def _documents(content: object, text: str, parts: Sequence[_Part] = ()) -> Iterator[Document[object] | Broken]:
    """Yield the records of a file that could be parsed; `parts` are those of a TOML file."""
    if not isinstance(content, Mapping) or LIST_KEY not in content:
        if content != {}:
            yield Document(content=content, raw=text)
        return
    yield from _strays(content)
    records = content[LIST_KEY]
    if not isinstance(records, list):
        yield Document(content=records, raw=text)
        return
    # A header within a long string counts as a part too; then it is unclear which part is which record's.
    known = parts if len(parts) == len(records) else [_Part(text="", line=0)] * len(records)
    for number, (record, part) in enumerate(zip(records, known, strict=True), start=1):
        yield Document(content=record, raw=part.text, position=record_position(number, part.line))


def _strays(content: Mapping[str, object]) -> Iterator[Broken]:
    for key in content:
        if key != LIST_KEY:
            yield Broken(problem=f"{key}: unexpected beside the list of publications")


def _toml_parts(text: str) -> Iterator[_Part]:
    """Yield what stands before the first `[[publication]]`, then each of them."""
    starts = [0, *(found.start() for found in _TOML_HEADER.finditer(text))]
    line = 1
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield _Part(text=text[start:end], line=line)
        line += text.count("\n", start, end)


def _toml_one_by_one(head: _Part, parts: Sequence[_Part]) -> Iterator[Document[object] | Broken]:
    try:
        yield from _strays(_parsed_toml(head.text))
    except _SyntaxError as error:
        yield Broken(problem=str(error), position="before the first record")
    for number, part in enumerate(parts, start=1):
        position = record_position(number, part.line)
        try:
            content = _parsed_toml(part.text)
        except _SyntaxError as error:
            yield Broken(problem=_moved_down(str(error), part.line - 1), position=position)
        else:
            yield from _strays(content)
            yield Document(content=content[LIST_KEY][0], raw=part.text, position=position)


def _moved_down(problem: str, lines: int) -> str:
    """Return what is wrong with a part, in terms of the file."""
    problem = problem.replace("at end of document", "at the end of the record")
    return _TOML_LINE.sub(lambda found: str(int(found.group()) + lines), problem)


def _json_list(text: str, start: int, *, in_table: bool) -> Iterator[Document[object] | Broken]:
    """Yield the items of the list that begins before `start`, and what is wrong with what follows the list."""
    at, line, broken = start, 1 + text.count("\n", 0, start), 0
    for number in count(1):
        if at == len(text) or text[at] == "]":
            break
        item, following = _json_item(text, at, record_position(number, line))
        yield item
        broken += isinstance(item, Broken)
        if broken == MOST_BROKEN:
            yield Broken(problem=f"{broken} of its records are broken; the rest of the file was not read")
            return
        line += text.count("\n", at, following)
        at = following
    if at < len(text):
        yield from _after_json_list(text[at + 1 :].strip(), in_table=in_table)
    else:
        yield Broken(problem="the list has no end: the file is cut off, or a bracket is missing in its last record")


def _json_item(text: str, at: int, position: str) -> tuple[Document[object] | Broken, int]:
    """Return the item that begins there, and where the next one does."""
    item: Document[object] | Broken
    try:
        content, end = _parsed(lambda whole: _JSON.raw_decode(whole, at), text)
    except _SyntaxError as error:
        item, end = Broken(problem=str(error), position=position), _end_of_broken(text, at)
    else:
        item = Document(content=content, raw=text[at:end], position=position)
    gap = _JSON_GAP.match(text, end)
    return item, gap.end() if gap else end


def _end_of_broken(text: str, start: int) -> int:
    """Return where the broken item at `start` ends: at the comma before the next one, or at the end of the list."""
    depth = 0
    for token in _JSON_TOKEN.finditer(text, start, start + LONGEST_RECORD):
        mark = token.group()
        if mark in {"{", "["}:
            depth += 1
        elif depth == 0 and mark in {",", "]"}:
            return token.start()
        elif mark in {"}", "]"}:
            depth = max(depth - 1, 0)
    # A bracket is missing. If items begin on lines of their own, the next one does so as this one.
    indent = text[text.rfind("\n", 0, start) + 1 : start]
    following = -1 if indent.strip() else text.find(f"\n{indent}{{", start)
    return len(text) if following < 0 else following


def _after_json_list(rest: str, *, in_table: bool) -> Iterator[Broken]:
    if not in_table:
        if rest:
            yield Broken(problem="it is not JSON: something follows the list of records")
        return
    try:
        yield from _strays(_parsed(json.loads, "{" + rest.removeprefix(",")))
    except _SyntaxError:
        yield Broken(problem="it is not JSON: what follows the list of records is broken")
