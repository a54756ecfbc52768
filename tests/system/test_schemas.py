from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

import pytest

from announcer.system import schemas
from announcer.system.schemas import WrongTableError, after, before, limits


def half(value: float) -> float:
    return value / 2


def no_shout(text: str) -> str:
    if text.isupper():
        raise ValueError("it is loud")
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    __pydantic_config__: ClassVar = {"extra": "forbid"}

    word: Annotated[str, limits(min_length=1), after(no_shout)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    __pydantic_config__: ClassVar = {"extra": "forbid"}

    size: Annotated[float, before(half), limits(ge=1, le=10)] = 2
    kind: Literal["a", "b"] = "a"
    inner: Inner | None = None
    many: tuple[Inner, ...] = ()
    some: Annotated[tuple[Inner, ...], limits(min_length=1)] | None = None
    named: dict[str, Inner] = field(default_factory=dict)


def problems(table: object) -> list[tuple[schemas.Key, str]]:
    with pytest.raises(WrongTableError) as caught:
        schemas.read(Outer, table)
    return [(problem.key, problem.kind) for problem in caught.value.problems]


def test_a_table_becomes_the_dataclass() -> None:
    read = schemas.read(
        Outer, {"size": 8, "inner": {"word": "x"}, "many": [{"word": "y"}], "named": {"n": {"word": "z"}}}
    )

    assert read == Outer(size=4, inner=Inner(word="x"), many=(Inner(word="y"),), named={"n": Inner(word="z")})


def test_everything_that_is_wrong_is_told_at_once_with_its_place() -> None:
    table = {
        "size": 40,
        "kind": "c",
        "inner": {},
        "many": [{"word": ""}, {"word": "LOUD"}],
        "named": {"n": {"word": "z", "more": 1}},
        "else": 1,
    }

    assert problems(table) == [
        (("size",), "less_than_equal"),
        (("kind",), "literal_error"),
        (("inner", "word"), "missing"),
        (("many", 0, "word"), "string_too_short"),
        (("many", 1, "word"), "value_error"),
        (("named", "n", "more"), "unexpected_keyword_argument"),
        (("else",), "unexpected_keyword_argument"),
    ]


def test_a_list_is_not_too_short_besides_where_what_is_in_it_is_wrong() -> None:
    assert problems({"some": [{"word": ""}]}) == [(("some", 0, "word"), "string_too_short")]
    assert problems({"some": []}) == [(("some",), "too_short")]


def test_a_key_may_have_any_name() -> None:
    assert problems({"[key]": 1}) == [(("[key]",), "unexpected_keyword_argument")]


def test_what_a_check_says_is_told_in_its_own_words() -> None:
    with pytest.raises(WrongTableError) as caught:
        schemas.read(Inner, {"word": "LOUD"})

    (problem,) = caught.value.problems
    assert (problem.message, problem.given) == ("it is loud", "LOUD")


@pytest.mark.parametrize("table", [None, 3, "text", []])
def test_what_is_no_table_is_told(table: object) -> None:
    assert problems(table) == [((), "dataclass_type")]


def test_json_comes_back_as_it_went_out_without_what_is_by_default() -> None:
    outer = Outer(size=3, many=(Inner(word="y"),))
    text = schemas.to_json(Outer, outer)

    assert text == '{"size":3.0,"many":[{"word":"y"}]}'
    assert schemas.read_json(Outer, text) == Outer(size=1.5, many=(Inner(word="y"),))


def test_json_that_is_none_is_told() -> None:
    with pytest.raises(WrongTableError):
        schemas.read_json(Outer, "{")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ((), ["size", "kind", "inner", "many", "some", "named"]),
        (("inner",), ["word"]),
        (("many", 3), ["word"]),
        (("named", "n"), ["word"]),
        (("size",), []),
        (("nothing", "here"), []),
        (("inner", "word", "x"), []),
    ],
)
def test_the_names_of_any_table_are_known(key: schemas.Key, expected: list[str]) -> None:
    assert schemas.names(Outer, key) == expected
