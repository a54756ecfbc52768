"""TOML files of a designer: read, laid over one another, and their mistakes reported by file, line and key."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from announcer.system import schemas
from announcer.system.plain_files import read_plain, reason
from announcer.system.toml_syntax import TomlSyntaxError, parse_toml

MAX_BYTES = 256 * 1024
"""No card template or brand file is larger; a bigger one is a mistake."""

MOST_TOLD = 50
"""Problems of one file that are reported; a file with more is not a template."""

Key = schemas.Key
Complaint = tuple[Key, str]

_PART = r"(?:[\w-]+|\"[^\"]*\"|'[^']*')"
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*\[\[?\s*({_DOTTED})\s*\]\]?\s*(#.*)?")
_ASSIGNMENT = re.compile(rf"\s*({_DOTTED})\s*=")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One TOML file as read; `name` is what messages call it."""

    name: str
    text: str
    document: Mapping[str, Any]

    def line(self, key: Key) -> int | None:
        """Return the line (from 1) of that key, or of the nearest table around it, or of the first key in it."""
        wanted, places = tuple(str(step) for step in key), list(_keys(self.text))
        around = [(len(place), -line) for place, line in places if place == wanted[: len(place)]]
        if around:
            return -max(around)[1]
        return next((line for place, line in places if wanted and place[: len(wanted)] == wanted), None)

    def holds(self, key: Key) -> bool:
        """Return whether the file itself says anything at that key, or gives one value where it would be."""
        value: Any = self.document
        try:
            for step in key:
                value = value[step]
        except LookupError:
            return False
        except TypeError:
            return not isinstance(value, list)  # `size = 0` says what size.min and size.max are
        return True


class BadTomlError(Exception):
    """The file cannot be read; the message is one line and names it."""


def read_file(path: Path, name: str = "") -> Source:
    """Read one file; `name` is what messages call it (default: its path).

    Raises:
        BadTomlError: it is missing, too large, not UTF-8 or not TOML.
    """
    name = name or str(path)
    try:
        content = read_plain(path, MAX_BYTES)
    except OSError as problem:
        raise BadTomlError(f"{name}: {reason(problem)}") from problem
    try:
        text = content.decode("utf-8-sig")
        return Source(name=name, text=text, document=parse_toml(text))
    except UnicodeDecodeError as problem:
        raise BadTomlError(f"{name}: not UTF-8 (byte {problem.start})") from problem
    except TomlSyntaxError as error:
        place = f"{name}:{error.line}" if error.line else name
        raise BadTomlError(f"{place}: {error.problem}") from None


def overlaid(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return `base` with `changes` over it: tables are merged key by key, anything else is replaced."""
    merged = dict(base)
    for key, value in changes.items():
        below = merged.get(key)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        merged[key] = overlaid(below, value) if both else value  # type: ignore[arg-type]
    return merged


def in_language(document: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return the document with what it says under `language.LANGUAGE` laid over the rest."""
    own = {key: value for key, value in document.items() if key != "language"}
    languages = document.get("language")
    changes = languages.get(language) if isinstance(languages, Mapping) else None
    return overlaid(own, changes) if isinstance(changes, Mapping) else own


def told(sources: Sequence[Source], key: Key, problem: str) -> str:
    """Return `file:line: dotted.key: problem`; the first source that says anything at the key is named."""
    source = next((source for source in sources if source.holds(key)), sources[0])
    line = source.line(key)
    place = source.name if line is None else f"{source.name}:{line}"
    return f"{place}: {schemas.dotted(key)}: {problem}" if key else f"{place}: {problem}"


def complaints(error: schemas.WrongTableError, known: Callable[[Key], Sequence[str]]) -> list[Complaint]:
    """Return a complaint for each thing that is wrong; `known` gives the keys that a table may hold."""
    return [
        (problem.key, schemas.plain_words(problem, known(problem.key[:-1])))
        for problem in error.problems[:MOST_TOLD]
    ]


def _keys(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    table: tuple[str, ...] = ()
    for line, content in enumerate(text.splitlines(), start=1):
        if header := _HEADER.fullmatch(content):
            table = _split(header[1])
            yield table, line
        elif assignment := _ASSIGNMENT.match(content):
            yield table + _split(assignment[1]), line


def _split(key: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_PART, key))
