"""Tables from outside, as TOML and JSON have them, read into dataclasses; every problem is found at once.

pydantic does the reading. Importing it and having it make its schemas takes longer than drawing a card, so a schema
is remembered, and reading needs pydantic's core alone; a program that finds what it read before does without that,
too. So limits and checks stand in the dataclasses' annotations as marks of this module:

    size: Annotated[int, limits(ge=4, le=1000)] = 30
    colour: Annotated[Colour, before(Colour.parse)]

Functions in marks are a module's, or `functools.partial` of one: a schema that is remembered goes through pickle.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from types import ModuleType
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Literal,
    NamedTuple,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

if TYPE_CHECKING:
    from pydantic_core import CoreSchema, SchemaValidator

_Model = TypeVar("_Model")

Key = tuple[int | str, ...]
"""A place in a table, step by step: names, and numbers in lists."""

PLAINER = {
    "tuple_type": "should be a list",
    "dataclass_type": "should be a table",
    "dict_type": "should be a table",
    "string_type": "should be text in quotes",
    "float_type": "should be a number",
    "int_type": "should be a whole number",
    "bool_type": "should be true or false",
    "too_short": "should not be empty",
}
"""Plainer words than pydantic's for kinds of problems."""


class Problem(NamedTuple):
    """Something that is wrong: where, what pydantic calls it, in its words, and what stands there."""

    key: Key
    kind: str
    message: str
    given: object


class WrongTableError(Exception):
    """A table cannot be read; `problems` tells all that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class Mark:
    """What pydantic is to see to, in an annotation; made when it asks. See `annotated_types.GroupedMetadata`."""

    __is_annotated_types_grouped_metadata__: ClassVar[Literal[True]] = True

    def __init__(self, make: Callable[[], Iterable[object]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[object]:
        """Yield what pydantic knows."""
        return iter(self._make())


def limits(**limits: Any) -> Mark:  # noqa: ANN401 (whatever `Field` takes)
    """Return the mark for limits of a value, under the names that `pydantic.Field` has for them."""
    return Mark(lambda: _pydantic().Field(**limits).metadata)


def before(function: Callable[[Any], object]) -> Mark:
    """Return the mark for a function that a value goes through before it is read; a ValueError is a problem."""
    return Mark(lambda: [_pydantic().BeforeValidator(function)])


def after(function: Callable[[Any], object]) -> Mark:
    """Return the mark for a function that a value goes through once it is read; a ValueError is a problem."""
    return Mark(lambda: [_pydantic().AfterValidator(function)])


def read(model: type[_Model], table: object) -> _Model:
    """Return the dataclass that a table, or anything else that came, stands for.

    Raises:
        WrongTableError: it does not; all problems are in it.
    """
    found: _Model = _read(_validator(model).validate_python, table)
    return found


def read_json(model: type[_Model], text: str) -> _Model:
    """Return the dataclass that JSON stands for; raises as `read` does."""
    found: _Model = _read(_validator(model).validate_json, text)
    return found


def to_json(model: type[_Model], value: _Model) -> str:
    """Return a dataclass as JSON, what has its default left out; `read_json` reads it."""
    from pydantic_core import SchemaSerializer  # noqa: PLC0415 (see the module)

    return SchemaSerializer(_schema(model)).to_json(value, exclude_defaults=True).decode()


def _read(reader: Callable[[Any], Any], given: object) -> Any:  # noqa: ANN401 (an instance of any class)
    from pydantic_core import ValidationError  # noqa: PLC0415 (see the module)

    try:
        return reader(given)
    except ValidationError as error:
        raise WrongTableError(list(_problems(error.errors(include_url=False)))) from None


def _problems(errors: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Yield what is wrong.

    A list counts for too short when what is in it is wrong; then that is told alone. pydantic says with a last step
    `[key]` that it is a name in a table, and not what the name stands for, that is wrong.
    """
    wrong = [error["loc"] for error in errors]
    for error in errors:
        key = error["loc"]
        if error["type"] == "too_short" and any(other[: len(key)] == key != other for other in wrong):
            continue
        if key[-1:] == ("[key]",) and error["type"] != "unexpected_keyword_argument":
            key = key[:-1]
        message = error["msg"].removeprefix("Value error, ").replace("Tuple should", "List should")
        yield Problem(key, error["type"], message, error["input"])


def _validator(model: type) -> "SchemaValidator":
    if model not in _validators:
        from pydantic_core import SchemaValidator  # noqa: PLC0415 (see the module)

        _validators[model] = SchemaValidator(_schema(model))
    return _validators[model]


_validators: "dict[type, SchemaValidator]" = {}


def _schema(model: type) -> "CoreSchema":
    """Return what pydantic makes of a class's annotations."""
    schema: CoreSchema = _without_notes(_pydantic().TypeAdapter(model).core_schema)
    return schema


def _without_notes(part: Any) -> Any:  # noqa: ANN401 (a schema is nested tables, lists and whatever they hold)
    """Leave out the `metadata` of schemas, in which pydantic keeps what it makes JSON schemas with."""
    if isinstance(part, dict):
        notes = {"metadata"} if "type" in part else set()
        return {name: _without_notes(value) for name, value in part.items() if name not in notes}
    return [_without_notes(value) for value in part] if isinstance(part, list) else part


def _pydantic() -> ModuleType:
    import pydantic  # noqa: PLC0415 (see the module)

    return pydantic


def dotted(key: Key) -> str:
    """Return a place as a person writes it: `boxes.title.children[2]`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in key).removeprefix(".")


def names(model: object, key: Key = ()) -> list[str]:
    """Return the names that the table at that place of a dataclass may hold; none where there is no such table."""
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
