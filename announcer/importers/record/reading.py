"""Read records in the project's own format: from TOML or JSON to publications, every problem told with its key."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches

from announcer.core.text.encoding import Decoded
from announcer.errors import SourceError
from announcer.importers.record.conversion import reading_findings, to_publication
from announcer.importers.record.model import PublicationRecord
from announcer.ports.importing import Imported
from announcer.system import schemas

_LIST_KEY = "publication"
_EXPECTED = {"string": "text", "bool": "true or false", "int": "a whole number", "tuple": "a list"}
_FOUND = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
_MESSAGES = {
    "missing": "missing",
    "string_too_short": "it is empty",
    "too_short": "it is empty",
    "string_pattern_mismatch": "expected a language code, such as en or fa",
}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_HINT = "docs/reference/record-format.md lists every key with its form."


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


_PARSERS: Mapping[str, Callable[[str], object]] = {"record-toml": _toml, "record-json": _json}


def _content(parse: Callable[[str], object], text: str, source: str) -> object:
    try:
        return _sound(parse(text))
    except RecursionError:
        raise SourceError(source, "it is nested too deeply for a record", hint=_HINT) from None
    except ValueError as error:
        # Python's own words, where a number has thousands of digits, tell a programmer what to do.
        problem = "it holds a number of too many digits" if "int_max_str_digits" in str(error) else str(error)
        raise SourceError(source, problem, hint=_HINT) from None


def records(form: str, decoded: Decoded, source: str) -> list[Imported]:
    """Return the publications of a file that is `record-toml` or `record-json`.

    Raises:
        SourceError: it is neither, or a record has problems; all of them are listed with their keys.
    """
    content = _content(_PARSERS[form], decoded.text, source)
    rows = _rows(content)
    if not rows:
        raise SourceError(source, "there is no publication in it", hint=_HINT)
    problems = [f"{key}: it stands beside the list of publications" for key in _strays(content)]
    imported = []
    for where, row in rows:
        problems += [f"{where}{problem}" for problem in _unnamed_authors(row)]
        try:
            record = schemas.read(PublicationRecord, row)
        except schemas.WrongTableError as error:
            problems += [_told(where, problem) for problem in error.problems]
            continue
        publication = to_publication(record)
        if not publication.title:
            problems.append(f"{where}title: it holds no text")
        findings = (*decoded.findings, *reading_findings(record))
        imported.append(Imported(publication=publication, source=source, findings=findings))
    if problems:
        count = "" if len(problems) == 1 else f"{len(problems)} problems: "
        raise SourceError(source, count + "; ".join(problems), hint=_HINT)
    return imported


def _unnamed_authors(row: object) -> Iterator[str]:
    """Yield what is wrong with translations that name some of the authors and not all."""
    table = row if isinstance(row, Mapping) else {}
    authors, translations = table.get("authors", []), table.get("translations")
    for code, translation in translations.items() if isinstance(translations, Mapping) else ():
        named = translation.get("authors", []) if isinstance(translation, Mapping) else []
        if isinstance(authors, list) and isinstance(named, list) and len(named) not in {0, len(authors)}:
            yield f"translations: {code}.authors has {len(named)} names, but the record has {len(authors)} authors"


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


def _told(where: str, problem: schemas.Problem) -> str:
    key = schemas.dotted(problem.key)
    place = f"{where}{key}" if key else where.rstrip(".") or "the file"
    return f"{place}: {_words(problem)}"


def _words(problem: schemas.Problem) -> str:
    if problem.kind == "unexpected_keyword_argument":
        known = schemas.known_keys(PublicationRecord, problem.key[:-1])
        near = get_close_matches(str(problem.key[-1]), known, n=1)
        return "unknown key" + (f"; did you mean {near[0]}?" if near else "")
    if problem.kind.endswith("_type"):
        expected = _EXPECTED.get(problem.kind.removesuffix("_type"), "a table")
        return f"expected {expected}, found {_kind(problem.given)}"
    return _MESSAGES.get(problem.kind, problem.message)


def _kind(value: object) -> str:
    return "nothing" if value is None else _FOUND.get(type(value), type(value).__name__)
