"""Read tables from outside, as TOML and JSON have them, into dataclasses; every problem is reported at once.

pydantic reads them. Limits and checks stand in the dataclasses' annotations, as pydantic has them:

    size: Annotated[int, Field(ge=4, le=1000)] = 30
    colour: Annotated[Colour, BeforeValidator(Colour.parse)]
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from announcer.system.suggestions import did_you_mean, did_you_mean_or_list

_Model = TypeVar("_Model")

Key = tuple[int | str, ...]
"""A place in a table, step by step: names, and numbers in lists."""

_LONGEST_VALUE = 40
_MOST_BITS = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that is wrong: where, pydantic's kind and message for it, the value, and the limits it breaks."""

    key: Key
    kind: str
    message: str
    given: object
    limits: Mapping[str, Any]


class WrongTableError(Exception):
    """A table cannot be read; `problems` has everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def read(model: type[_Model], table: object) -> _Model:
    """Return the dataclass that a table, or anything else that came, stands for.

    Raises:
        WrongTableError: it does not; all problems are in it.
    """
    try:
        return _adapter(model).validate_python(table)
    except ValidationError as error:
        raise WrongTableError(list(_problems(error))) from None


def to_table(model: type[_Model], value: _Model) -> dict[str, Any]:
    """Return a dataclass as a table that JSON can hold, its defaults written out; `read` reads it."""
    table: dict[str, Any] = _adapter(model).dump_python(value, mode="json")
    return table


_adapters: dict[type, TypeAdapter[Any]] = {}


def _adapter(model: type[_Model]) -> TypeAdapter[_Model]:
    if model not in _adapters:
        _adapters[model] = TypeAdapter(model)
    return _adapters[model]


def _problems(error: ValidationError) -> Iterator[Problem]:
    """Yield what is wrong.

    A list also counts as too short when what is in it is wrong; then only the latter is reported. pydantic adds a
    last step `[key]` where a name in a table, and not the value of that name, is wrong.
    """
    errors = error.errors(include_url=False)
    wrong = [each["loc"] for each in errors]
    for each in errors:
        key, kind = each["loc"], each["type"]
        if kind == "too_short" and any(other[: len(key)] == key != other for other in wrong):
            continue
        if key[-1:] == ("[key]",) and kind != "unexpected_keyword_argument":
            key = key[:-1]
        message = each["msg"].removeprefix("Value error, ")
        yield Problem(key=key, kind=kind, message=message, given=each["input"], limits=each.get("ctx", {}))


_EXPECTED = {
    "bool": "true or false",
    "dataclass": "a table",
    "decimal": "a number",
    "dict": "a table",
    "finite": "a number",
    "float": "a number",
    "int": "a whole number",
    "string": "text in quotes",
    "tuple": "a list",
}
"""What a value should be, by the first word of pydantic's kind of problem (`int_type`, `int_parsing`)."""

_LIMITS = {
    "greater_than": "should be more than {gt:g}, not {given}",
    "greater_than_equal": "should be at least {ge:g}, not {given}",
    "less_than": "should be less than {lt:g}, not {given}",
    "less_than_equal": "should be at most {le:g}, not {given}",
    "string_too_long": "should have at most {max_length} characters",
    "string_too_short": "should not be empty",
    "too_long": "should have at most {max_length} values",
    "too_short": "should not be empty",
    "string_pattern_mismatch": "does not have the right form: {given}",
    "missing": "must be given",
}
"""What is wrong, by pydantic's kind of problem. No text or list of ours must have more than one value."""


def plain_words(problem: Problem, known: Iterable[str] = ()) -> str:
    """Return what is wrong in plain words, such as `should be a list, not text`.

    `known` has the keys that may stand where the problem is, to suggest one in place of an unknown key.
    """
    if problem.kind == "unexpected_keyword_argument":
        return "unknown key" + did_you_mean_or_list(str(problem.key[-1]), known)
    if problem.kind in {"literal_error", "enum"}:
        return _not_a_choice(problem)
    if problem.kind in _LIMITS:
        return _LIMITS[problem.kind].format(given=_shown(problem.given), **problem.limits)
    expected = _EXPECTED.get(problem.kind.partition("_")[0])
    if expected is None:
        return problem.message
    given = _kind(problem.given) if problem.kind.endswith("_type") else _shown(problem.given)
    return f"should be {expected}, not {given}"


def _not_a_choice(problem: Problem) -> str:
    choices = re.findall(r"'([^']*)'", str(problem.limits["expected"]))
    suggestion = did_you_mean(problem.given, choices) if isinstance(problem.given, str) else ""
    return f"should be one of {', '.join(choices)}{suggestion or f', not {_shown(problem.given)}'}"


def _kind(value: object) -> str:
    """Return what a value is, as people call it."""
    names = ((str, "text"), (bool, "true or false"), (int | float, "a number"), (date | time, "a date or time"))
    found = next((name for kind, name in names if isinstance(value, kind)), "")
    return found or ("nothing" if value is None else "a table" if isinstance(value, Mapping) else "a list")


def _shown(value: object) -> str:
    """Return a short value as TOML writes it, or what it is."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str | int | float):
        return _kind(value)
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return "a number of too many digits"  # Python itself refuses to write out the longest ones
    text = repr(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"


def dotted(key: Key) -> str:
    """Return a place as a person writes it: `boxes.title.children[2]`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in key).removeprefix(".")


def known_keys(model: object, key: Key = ()) -> list[str]:
    """Return the keys that the table at that place of a dataclass may hold; none where there is no such table."""
    for step in key:
        model = _within(model, step)
    return [field.name for field in fields(model)] if is_dataclass(model) else []


def _within(kind: object, step: int | str) -> object:
    """Return the dataclass, or the annotation, of what stands at one step into another."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return _table(hints[str(step)]) if step in hints else None
    parts = get_args(kind)
    return _table(parts[-1] if get_origin(kind) is dict else parts[0]) if parts else None


def _table(kind: object) -> object:
    """Return what tables of an annotation are, `X` of `X | None`."""
    if get_origin(kind) in {tuple, list, dict}:
        return kind
    return next((part for part in get_args(kind) if part is not type(None)), kind)
