"""Part JSON of any length into its records: one, a list, JSON lines, and what programs answer with around them.

Each record comes with its place and as written. Only as much is in memory as one record needs, and after a record
that is broken the next one follows.
"""

import json
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from announcer.importers.building import Broken, Document, printable
from announcer.importers.json_text import LONGEST_ITEM, JsonBrokenError, JsonText
from announcer.ports.importing import record_position

MOST_BROKEN = 100
"""After so many records with broken syntax the rest of a list is not read: each costs a search."""

Path = tuple[str, ...]
"""The keys that lead from the whole to the records: `("message", "items")`."""

_KEY = re.compile(r'[\s,]*"([^"\\\n]{0,200})"\s*:\s*')
_LONGEST_KEY = 300
_END = re.compile(r"\s*\}")
_START = re.compile(r"[\s\ufeff]*([\[{])\s*")
_JSON = json.JSONDecoder()
_LOST_END = "the list has no end: the file is cut off, or a bracket is missing in its last record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Where in a file of one format the records are, if they do not stand by themselves.

    `paths` lead to a list of records or to one. `is_whole`: nothing may stand beside the list, or after it.
    """

    paths: tuple[Path, ...] = ()
    is_whole: bool = False


@dataclass(slots=True, kw_only=True)
class _Way:
    """How far a search for the records in a table has come."""

    at: int = -1
    keys: Path = ()
    is_cut: bool = False
    beside: list[str] = field(default_factory=list)


def json_documents(text: JsonText, envelope: Envelope) -> Iterator[Document[object] | Broken]:
    """Yield the records of a text in its order, and what is broken in it."""
    numbers = count(1)
    is_first = may_be_around = True
    while is_first or _begins(text):
        if not text.next():
            return
        if envelope.is_whole and not is_first and text.next() != "{":
            yield Broken(problem="it is not JSON: something follows the records")
            return
        way = _way(text, envelope.paths) if may_be_around and text.next() == "{" else _Way()
        may_be_around = way.at >= 0
        if text.next() == "[" or may_be_around:
            yield from _enclosed(text, way, numbers, envelope)
            if envelope.is_whole:
                if text.next():
                    yield Broken(problem="it is not JSON: something follows the list of records")
                return
        else:
            yield from _by_itself(text, numbers, is_first=is_first)
        is_first = False


def first_members(text: str, paths: tuple[Path, ...]) -> tuple[dict[str, object], tuple[str, ...]]:
    """Return the keys and values of a text's first record, as far as they can be read, and the keys around it."""
    start = _START.match(text)
    if not start:
        return {}, ()
    at, way = start.start(1), _Way()
    if start[1] == "{":
        way = _search(text, at, paths)
        at = way.at if way.at >= 0 else at
    at += 1
    if text[at - 1 : at] == "[":
        inner = _START.match(text, at)
        if not inner:
            return {}, (*way.beside, *way.keys)
        at = inner.end()
    return dict(_members(text, at)), (*way.beside, *way.keys)


def _members(text: str, at: int) -> Iterator[tuple[str, object]]:
    while found := _KEY.match(text, at):
        try:
            value, at = _JSON.raw_decode(text, found.end())
        except (ValueError, RecursionError):
            yield found[1], None
            return
        yield found[1], value


def _begins(text: JsonText) -> bool:
    """Move past commas between values; return whether there is a further one."""
    while text.passes(","):
        pass
    return bool(text.next())


def _by_itself(text: JsonText, numbers: Iterator[int], *, is_first: bool) -> Iterator[Document[object] | Broken]:
    """Yield the value here, which stands in no list; the only one of a file needs no position."""
    position = record_position(next(numbers), text.line)
    item = _item(text, position)
    skipped = text.skip_line() if isinstance(item, Broken) else ""
    is_only = is_first and not _begins(text)
    place = "" if is_only else position
    if isinstance(item, Broken):
        yield Broken(problem=item.problem, position=place, raw=skipped)
    elif item.content != {} or not is_only:
        yield Document(content=item.content, raw=item.raw, position=place)


def _enclosed(
    text: JsonText, way: _Way, numbers: Iterator[int], envelope: Envelope
) -> Iterator[Document[object] | Broken]:
    """Yield the records of the list here, or of the table whose `way` leads to them."""
    if envelope.is_whole:
        yield from map(_stray, way.beside)
    text.at = max(way.at, text.at)
    if text.next() == "[":
        text.at += 1
        is_closed = yield from _listed(text, numbers)
        if not is_closed:
            return
    else:
        next(numbers)
        item = _item(text, "")
        if isinstance(item, Broken):
            yield replace(item, raw=text.skip_line())
            return
        yield item
    yield from _rest(text, len(way.keys), envelope)


def _listed(text: JsonText, numbers: Iterator[int]) -> Generator[Document[object] | Broken, None, bool]:
    """Yield the items of the list that has begun; return whether its end was found."""
    broken = 0
    while text.next() != "]":
        if not text.next():
            yield Broken(problem=_LOST_END)
            return False
        item = _item(text, record_position(next(numbers), text.line))
        if isinstance(item, Broken):
            broken += 1
            item = replace(item, raw=text.skip_item())
        yield item
        if broken == MOST_BROKEN:
            yield Broken(problem=f"{broken} of its records are broken; the rest of the file was not read")
            _give_up(text)
            return False
        text.passes(",")
    text.at += 1
    return True


def _give_up(text: JsonText) -> None:
    while text.grow():
        text.at = len(text.text)
    text.at = len(text.text)


def _item(text: JsonText, position: str) -> Document[object] | Broken:
    try:
        content, written = text.value()
    except JsonBrokenError as error:
        return Broken(problem=str(error), position=position)
    if "\\ud" in written or "\\uD" in written:  # JSON can spell half a character, which nothing can print
        content = _whole_characters(content)
    return Document(content=content, raw=written, position=position)


def _whole_characters(content: object) -> object:
    try:
        return json.loads(printable(json.dumps(content, ensure_ascii=False)))
    except RecursionError:
        return None


def _rest(text: JsonText, depth: int, envelope: Envelope) -> Iterator[Broken]:
    """Move past what follows the list in the tables around it; yield what is wrong there."""
    try:
        while depth:
            text.passes(",")
            if text.passes("}"):
                depth -= 1
                continue
            text.next()
            key, _ = text.value()
            text.pass_mark(":")
            text.next()
            text.value()
            if envelope.is_whole:
                yield _stray(str(key))
    except JsonBrokenError:
        yield Broken(problem="it is not JSON: what follows the list of records is broken")
        text.skip_line()


def _stray(key: str) -> Broken:
    return Broken(problem=f"{key}: unexpected beside the list of publications")


def _way(text: JsonText, paths: tuple[Path, ...]) -> _Way:
    """Return the way to the records of the table here, reading on while it may still lead to them."""
    while paths:
        way = _search(text.text, text.at, paths)
        if not (way.is_cut and len(text.text) - text.at < LONGEST_ITEM and text.grow()):
            return way
    return _Way()


def _search(text: str, at: int, paths: tuple[Path, ...], keys: Path = ()) -> _Way:
    """Return the way to the end of one of `paths` in the table at that place, of which `keys` lead to it."""
    way = _Way()
    at += 1
    while found := _KEY.match(text, at):
        path, at = (*keys, found[1]), found.end()
        if any(longer[: len(path)] == path != longer for longer in paths) and text[at : at + 1] == "{":
            inner = _search(text, at, paths, path)
            if inner.at >= 0 or inner.is_cut:
                inner.beside = [*way.beside, *inner.beside]
                return inner
        if path in paths and at < len(text):
            way.at, way.keys = at, path
            return way
        way.beside.append(found[1])
        try:
            _, at = _JSON.raw_decode(text, at)
        except json.JSONDecodeError as error:
            way.is_cut = JsonText(text).may_be_cut(error)
            return way
        except (ValueError, RecursionError):
            return way
    way.is_cut = at >= len(text) - _LONGEST_KEY and not _END.match(text, at)
    return way
