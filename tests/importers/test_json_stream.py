"""JSON of any length: parted into records, and past what is broken in it."""

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from announcer.importers.building import Broken, Document
from announcer.importers.json_stream import Envelope, json_documents
from announcer.importers.json_text import LONGEST_ITEM, PIECE, JsonText, text_in_pieces
from announcer.importers.text_streams import TextPieces

API = Envelope(paths=(("message", "items"), ("message",)))


def in_pieces(text: str, size: int) -> JsonText:
    """Return a text of which no more than `size` characters are given at a time."""
    waiting = iter([text[at : at + size] for at in range(0, len(text), size)])
    return JsonText("", lambda _: next(waiting, ""))


def found(text: str, size: int = 7) -> list[Any]:
    """Return what each record holds, and the problem of each broken one, however the text is cut."""
    items = [_plain(item) for item in json_documents(in_pieces(text, size), API)]
    assert items == [_plain(item) for item in json_documents(JsonText(text), API)]
    return [content for content, _, _ in items]


def _plain(item: Document[object] | Broken) -> tuple[object, str, str]:
    return (
        (item.problem, item.position, "") if isinstance(item, Broken) else (item.content, item.position, item.raw)
    )


@pytest.mark.parametrize(
    "text",
    [
        "[1, 2, 3]",
        '{"message": {"facets": {"a": [9]}, "items": [1, 2, 3], "total": 3}, "status": "ok"}',
        '{"message": {"items": [1]}}\n{"message": {"items": [2, 3]}}',
        "[1]\n[2]\n\ufeff[3]",
        "[1, 2,\n\n3,]",
    ],
)
def test_records_are_found_wherever_they_stand(text: str) -> None:
    assert found(text) == [1, 2, 3]


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}\n{"a": 2}\n{"a": 3}\n',
        '{"a": 1}{"a": 2} {"a": 3}',
        '{"a": 1},\n{"a": 2},\n{"a": 3}',
        '\x1e{"a": 1}\n\x1e{"a": 2}\n\x1e{"a": 3}\n',
        '{\n  "a": 1\n}\n{\n  "a": 2\n}\n{\n  "a": 3\n}',
        '{"message": {"a": 1}}\n{"message": {"a": 2}}\n{"message": {"a": 3}}',
    ],
)
def test_records_that_follow_one_another_are_found(text: str) -> None:
    assert found(text) == [{"a": 1}, {"a": 2}, {"a": 3}]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[{"a": 1}, {"a": }, {"a": 3}]', "it is not JSON: Expecting value (at line 1, column 18)"),
        ('{"a": 1}\n{"a": }\n{"a": 3}', "it is not JSON: Expecting value (at line 2, column 7)"),
        ('{"a": 1}\n{"a": "x\n{"a": 3}', "it is not JSON: Invalid control character at (at line 2, column 9)"),
        ('{"a": 1}\n{"a": [[\n{"a": 3}', "it is not JSON: Expecting ',' delimiter (at line 3, column 9)"),
        ('[{"a": 1}, {"a": [[1, {"a": 3}]', "it is not JSON: Expecting ',' delimiter (at line 1, column 32)"),
    ],
)
def test_a_broken_record_costs_no_other_and_is_told_with_its_place(text: str, problem: str) -> None:
    items = found(text)

    assert items[:2] == [{"a": 1}, problem]
    assert items[-1] == {"a": 3} or "no end" in items[-1]


def test_a_bracket_that_is_missing_in_a_list_of_one_line_costs_one_record() -> None:
    items = found('[{"a": 1, "b": [2]}, {"a": 2, "b": [2}, {"a": 3, "b": []}]')

    assert items[0] == {"a": 1, "b": [2]}
    assert items[2] == {"a": 3, "b": []}


def test_a_thousand_broken_lines_cost_none_of_the_whole_ones() -> None:
    items = found('{"a": 1}\n{"a": }\n' * 1_000, size=5_000)

    assert items.count({"a": 1}) == 1_000


def test_half_a_character_is_made_whole_and_a_pair_of_halves_is_kept() -> None:
    assert found('["\\ud800", "\\ud83d\\ude00", "\\\\ud800"]') == ["\ufffd", "\U0001f600", "\\ud800"]


def test_a_record_longer_than_any_is_given_up_and_the_next_one_read() -> None:
    long = '{"a": "' + "x" * (LONGEST_ITEM + 2_000_000) + '"}'
    items = [_plain(item)[0] for item in json_documents(in_pieces(f'{long}\n{{"a": 2}}', 1_000_000), API)]

    assert items == [f"it has more than {LONGEST_ITEM:,} characters", {"a": 2}]


@pytest.mark.parametrize("text", ["[" * 20_000, '{"a":' * 20_000, "[" + "[" * 9_000 + "]" * 9_000 + ", 2]"])
def test_what_is_nested_deeply_is_told(text: str) -> None:
    first, *_ = found(text, size=PIECE)

    assert "nested too deeply" in str(first) or "not JSON" in str(first)


def test_only_as_much_is_read_as_the_next_record_needs() -> None:
    given = 0

    def more(size: int) -> str:
        nonlocal given
        given += size
        return '{"a": "' + "x" * 100 + '"}\n' + " " * max(0, size - 120)

    documents: Iterator[Document[object] | Broken] = json_documents(JsonText("", more), API)
    for _ in range(3):
        next(documents)

    assert given <= 6 * PIECE


@pytest.mark.parametrize(
    ("data", "text", "ids"),
    [
        ("نمک".encode(), "نمک", []),
        ("\ufeffنمک".encode(), "نمک", []),
        ("نمک".encode("utf-16"), "نمک", []),
        ("[naïve]".encode("cp1252"), "[naïve]", ["encoding-guessed"]),
        ("خواب پرستاران بخش".encode("cp1256"), "خواب پرستاران بخش", ["encoding-guessed"]),
        ("نمک نمک ".encode() + b"na\xefve", "نمک نمک naïve", ["encoding-guessed"]),
    ],
)
def test_a_text_comes_in_its_encoding(data: bytes, text: str, ids: list[str]) -> None:
    pieces = TextPieces(io.BytesIO(data), "a")

    assert pieces.first() + pieces.read(100) == text
    assert [one.id for one in pieces.findings] == ids


def test_a_stray_byte_far_in_a_file_spoils_no_more_than_itself() -> None:
    data = ("نمک " * PIECE).encode() + b"\xe9 " + ("خواب " * 100).encode()
    pieces = TextPieces(io.BytesIO(data), "a")
    text = pieces.first()
    while piece := pieces.read(PIECE):
        text += piece

    assert text.startswith("نمک ")
    assert text.endswith("خواب خواب ")
    assert [one.id for one in pieces.findings] == ["encoding-guessed"]


def test_line_ends_of_a_text_stay_as_they_are() -> None:
    (only,) = json_documents(text_in_pieces('{"a":\r\n1}'), API)

    assert _plain(only)[2] == '{"a":\r\n1}'


@pytest.mark.parametrize("make", [json.dumps, lambda rows: json.dumps(rows, indent=1)])
def test_lines_are_counted_across_pieces(make: Callable[[object], str]) -> None:
    rows = [{"a": number} for number in range(300)]
    items = list(json_documents(in_pieces(make(rows), 11), API))

    assert [item.position for item in items] == [
        item.position for item in json_documents(JsonText(make(rows)), API)
    ]
    assert items[-1].position.startswith("record 300 (line ")
