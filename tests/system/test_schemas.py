import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

import pytest
from pydantic import AfterValidator, BeforeValidator, Field

from announcer.system import schemas
from announcer.system.schemas import WrongTableError


def half(value: float) -> float:
    return value / 2


def no_shout(text: str) -> str:
    if text.isupper():
        raise ValueError("it is loud")
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    __pydantic_config__: ClassVar = {"extra": "forbid"}

    word: Annotated[str, Field(min_length=1), AfterValidator(no_shout)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    __pydantic_config__: ClassVar = {"extra": "forbid"}

    size: Annotated[float, BeforeValidator(half), Field(ge=1, le=10)] = 2
    kind: Literal["a", "b"] = "a"
    inner: Inner | None = None
    many: tuple[Inner, ...] = ()
    some: Annotated[tuple[Inner, ...], Field(min_length=1)] | None = None
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


def test_everything_that_is_wrong_is_reported_at_once_with_its_place() -> None:
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


def test_what_a_check_says_is_reported_in_its_own_words() -> None:
    with pytest.raises(WrongTableError) as caught:
        schemas.read(Inner, {"word": "LOUD"})

    (problem,) = caught.value.problems
    assert (problem.message, problem.given) == ("it is loud", "LOUD")


@pytest.mark.parametrize("table", [None, 3, "text", []])
def test_what_is_not_a_table_is_reported(table: object) -> None:
    assert problems(table) == [((), "dataclass_type")]


def test_a_dataclass_becomes_a_table_with_its_defaults_and_comes_back() -> None:
    outer = Outer(size=3, many=(Inner(word="y"),))
    table = schemas.to_table(Outer, outer)

    assert (table["size"], table["many"], set(table)) == (3, [{"word": "y"}], set(Outer.__slots__))
    assert schemas.read(Outer, table) == Outer(size=1.5, many=(Inner(word="y"),))


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
def test_the_keys_of_any_table_are_known(key: schemas.Key, expected: list[str]) -> None:
    assert schemas.known_keys(Outer, key) == expected


class Answer(StrEnum):
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wide:
    """A value of each sort that tables of ours have."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    text: Annotated[str, Field(min_length=1, max_length=3)] = "x"
    form: Annotated[str, Field(pattern="^[a-z]+$")] = "x"
    flag: bool = False
    whole: Annotated[int, Field(ge=4, le=1000)] = 5
    strict: Annotated[int, Field(strict=True)] = 5
    share: Annotated[float, Field(strict=True, gt=0, lt=1, allow_inf_nan=False)] = 0.5
    price: Annotated[Decimal | None, Field(ge=0)] = None
    words: Annotated[tuple[str, ...], Field(min_length=1, max_length=2)] = ("x",)
    point: tuple[float, float] = (0, 0)
    named: dict[str, str] = field(default_factory=dict)
    inner: Inner | None = None
    place: Literal["start", "center", "end"] = "start"
    answer: Answer = Answer.YES


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("text", 3, "text: should be text in quotes, not a number"),
        ("text", None, "text: should be text in quotes, not nothing"),
        ("text", True, "text: should be text in quotes, not true or false"),
        ("text", dt.date(2026, 11, 23), "text: should be text in quotes, not a date or time"),
        ("text", ["a"], "text: should be text in quotes, not a list"),
        ("text", {"a": "b"}, "text: should be text in quotes, not a table"),
        ("text", "", "text: should not be empty"),
        ("text", "xxxx", "text: should have at most 3 characters"),
        ("form", "X", "form: does not have the right form: 'X'"),
        ("flag", "perhaps", "flag: should be true or false, not 'perhaps'"),
        ("flag", [], "flag: should be true or false, not a list"),
        ("whole", "many", "whole: should be a whole number, not 'many'"),
        ("whole", 4.5, "whole: should be a whole number, not 4.5"),
        ("whole", 3, "whole: should be at least 4, not 3"),
        ("whole", 1001, "whole: should be at most 1000, not 1001"),
        ("strict", "3", "strict: should be a whole number, not text"),
        ("share", 0, "share: should be more than 0, not 0"),
        ("share", 1.0, "share: should be less than 1, not 1.0"),
        ("share", float("nan"), "share: should be a number, not nan"),
        ("price", "dear", "price: should be a number, not 'dear'"),
        ("price", -1, "price: should be at least 0, not -1"),
        ("words", "x", "words: should be a list, not text"),
        ("words", [], "words: should not be empty"),
        ("words", ["a", "b", "c"], "words: should have at most 2 values"),
        ("words", ["a", 2], "words[1]: should be text in quotes, not a number"),
        ("point", [1], "point[1]: must be given"),
        ("named", [], "named: should be a table, not a list"),
        ("named", {"a": 1}, "named.a: should be text in quotes, not a number"),
        ("inner", "x", "inner: should be a table, not text"),
        ("inner", {}, "inner.word: must be given"),
        ("inner", {"word": "LOUD"}, "inner.word: it is loud"),
        ("place", "right", "place: should be one of start, center, end, not 'right'"),
        ("place", "centre", "place: should be one of start, center, end; did you mean 'center'?"),
        ("place", 3, "place: should be one of start, center, end, not 3"),
        ("answer", "yess", "answer: should be one of yes, no; did you mean 'yes'?"),
        ("answer", "x" * 50, f"answer: should be one of yes, no, not '{'x' * 39}…"),
        ("txet", 3, "txet: unknown key; did you mean 'text'?"),
        ("zzzz", 3, "zzzz: unknown key; known here: text, form, flag, whole, strict"),
    ],
)
def test_each_problem_has_plain_words(key: str, value: object, words: str) -> None:
    with pytest.raises(WrongTableError) as caught:
        schemas.read(Wide, {key: value})

    (problem,) = caught.value.problems
    known = schemas.known_keys(Wide, problem.key[:-1])
    assert f"{schemas.dotted(problem.key)}: {schemas.plain_words(problem, known)}".startswith(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """A value with a rule that no table of ours has."""

    even: Annotated[int, Field(multiple_of=2)]


def test_a_kind_of_problem_without_words_of_ours_has_those_of_pydantic() -> None:
    with pytest.raises(WrongTableError) as caught:
        schemas.read(Odd, {"even": 3})

    assert "multiple of 2" in schemas.plain_words(caught.value.problems[0])
