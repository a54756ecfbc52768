"""Part a TOML or JSON file into its records, and go on after a record whose syntax is broken."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from tomllib import TOMLDecodeError
from typing import Any

from announcer.importers.building import Broken, Document
from announcer.importers.json_stream import Envelope
from announcer.importers.json_stream import json_documents as stream_documents
from announcer.importers.json_text import text_in_pieces
from announcer.ports.importing import record_position
from announcer.system.toml_syntax import TomlRefusedError, load_toml

LIST_KEY = "publication"
"""The key of the list, in a file of several records."""

# A table's header that is cut off at the end of the file begins a part too, so that the record above stays whole.
_TOML_HEADER = re.compile(
    r"^[ \t]*\[(?:\[[ \t]*publication[ \t]*\]\]|(?:\[[^\]\n]*\]?|[^\[\]\n]*)\Z)", re.MULTILINE
)
_TOML_LINE = re.compile(r"(?<=\(at line )\d+")


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
    """Yield the records of a JSON file: one, one a line, a list, or an object with the list as "publication"."""
    return stream_documents(text_in_pieces(text), Envelope(paths=((LIST_KEY,),), is_whole=True))


def _parsed_toml(text: str) -> dict[str, Any]:
    try:
        return load_toml(text)
    except TomlRefusedError as error:
        problem = str(error)
    except TOMLDecodeError as error:
        problem = f"it is not TOML: {error}"
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
            problem = _moved_down(str(error), part.line - 1)
            yield Broken(problem=problem, position=position, raw=part.text)
        else:
            yield from _strays(content)
            yield Document(content=content[LIST_KEY][0], raw=part.text, position=position)


def _moved_down(problem: str, lines: int) -> str:
    """Return what is wrong with a part, in terms of the file."""
    problem = problem.replace("at end of document", "at the end of the record")
    return _TOML_LINE.sub(lambda found: str(int(found.group()) + lines), problem)
