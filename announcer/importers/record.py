"""Read records in the project's own format, written as TOML or as JSON."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from announcer.core.encoding import Decoded, decode
from announcer.errors import SourceError
from announcer.importers.recordmodel import PublicationRecord, known_keys
from announcer.importers.recordpublication import record_findings, to_publication
from announcer.patterns import lazy
from announcer.ports import Imported

_LIST_KEY = "publication"
_TOML_LINE = lazy(r"""[ \t]*(?:\[\[?[ \t]*[\w."' -]+\]\]?|[\w."'-]+[ \t]*=)""")
_EXPECTED = {"string": "text", "bool": "true or false", "int": "a whole number", "list": "a list"}
_FOUND = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
_MESSAGES = {
    "missing": "missing",
    "string_too_short": "it is empty",
    "too_short": "it is empty",
    "string_pattern_mismatch": "expected a language code, such as en or fa",
}
_LONE_SURROGATE = lazy("[\ud800-\udfff]")
_HINT = "docs/reference/record-format.md lists every key with its form."


class RecordToml:
    """Records as TOML: one at the top of the file, or many under `[[publication]]`."""

    format = "record-toml"

    def recognises(self, data: bytes) -> bool:
        """Return whether the first line that is no comment is a TOML table or key."""
        text = _readable(data)
        lines = (line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
        first = next(lines, "")
        return bool(_TOML_LINE.match(first)) and not _is_json(text)

    def read(self, data: bytes, source: str) -> list[Imported]:
        """Return the publications of the file.

        Raises:
            SourceError: it is no TOML, or a record has problems; all of them are listed with their keys.
        """
        return _imported(_toml, decode(data, source), source)


class RecordJson:
    """Records as JSON: an object, a list of objects, or an object with the list as "publication"."""

    format = "record-json"

    def recognises(self, data: bytes) -> bool:
        """Return whether the text begins as JSON does."""
        return _is_json(_readable(data))

    def read(self, data: bytes, source: str) -> list[Imported]:
        """Return the publications of the file.

        Raises:
            SourceError: it is no JSON, or a record has problems; all of them are listed with their keys.
        """
        return _imported(_json, decode(data, source), source)


def _readable(data: bytes) -> str:
    try:
        return decode(data, "").text
    except SourceError:
        return ""


def _is_json(text: str) -> bool:
    return bool(re.match(r'\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:[{"\]]|$))', text))


def _toml(text: str) -> object:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"it is not TOML: {error}") from None


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON: {error.msg} (at line {error.lineno}, column {error.colno})") from None


def _content(parse: Callable[[str], object], text: str, source: str) -> object:
    try:
        return _sound(parse(text))
    except RecursionError:
        raise SourceError(source, "it is nested too deeply for a record", hint=_HINT) from None
    except ValueError as error:
        # Python's own words, where a number has thousands of digits, tell a programmer what to do.
        problem = "it holds a number of too many digits" if "int_max_str_digits" in str(error) else str(error)
        raise SourceError(source, problem, hint=_HINT) from None


def _imported(parse: Callable[[str], object], decoded: Decoded, source: str) -> list[Imported]:
    content = _content(parse, decoded.text, source)
    rows = _rows(content)
    if not rows:
        raise SourceError(source, "there is no publication in it", hint=_HINT)
    problems = [f"{key}: it stands beside the list of publications" for key in _strays(content)]
    imported = []
    for where, row in rows:
        try:
            record = PublicationRecord.model_validate(row)
        except ValidationError as error:
            problems += [_problem(where, dict(detail)) for detail in error.errors(include_url=False)]
            continue
        publication = to_publication(record)
        if not publication.title:
            problems.append(f"{where}title: it holds no text")
        findings = (*decoded.findings, *record_findings(record))
        imported.append(Imported(publication=publication, source=source, findings=findings))
    if problems:
        count = "" if len(problems) == 1 else f"{len(problems)} problems: "
        raise SourceError(source, count + "; ".join(problems), hint=_HINT)
    return imported


def _rows(content: object) -> list[tuple[str, object]]:
    """Return the records with what their keys are to be prefixed with in messages."""
    if isinstance(content, Mapping) and _LIST_KEY in content:
        content = content[_LIST_KEY]
        content = [content] if isinstance(content, Mapping) else content
    if isinstance(content, list):
        return [(f"{_LIST_KEY}[{place}].", row) for place, row in enumerate(content)]
    return [("", content)] if content != {} else []


def _strays(content: object) -> list[str]:
    if not isinstance(content, Mapping) or _LIST_KEY not in content:
        return []
    return [_printable(key) for key in content if key != _LIST_KEY]


def _sound(value: object) -> object:
    """Return the content with U+FFFD for lone surrogates, which JSON can spell and nothing can print."""
    if isinstance(value, str):
        return _printable(value)
    if isinstance(value, list):
        return [_sound(item) for item in value]
    return {_sound(key): _sound(item) for key, item in value.items()} if isinstance(value, dict) else value


def _printable(text: str) -> str:
    return _LONE_SURROGATE.sub("\ufffd", text)


def _problem(where: str, detail: Mapping[str, Any]) -> str:
    path = tuple(key for key in detail["loc"] if key != "[key]")
    dotted = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".")
    place = f"{where}{dotted}" if dotted else where.rstrip(".") or "the file"
    return f"{place}: {_words(path, detail)}"


def _words(path: tuple[int | str, ...], detail: Mapping[str, Any]) -> str:
    kind = str(detail["type"])
    if kind == "extra_forbidden":
        near = get_close_matches(str(path[-1]), known_keys(path[:-1]), n=1)
        return "unknown key" + (f"; did you mean {near[0]}?" if near else "")
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    if kind.endswith("_type"):
        expected = _EXPECTED.get(kind.removesuffix("_type"), "a table")
        return f"expected {expected}, found {_kind(detail['input'])}"
    return _MESSAGES.get(kind, str(detail["msg"]))


def _kind(value: object) -> str:
    return "nothing" if value is None else _FOUND.get(type(value), type(value).__name__)
