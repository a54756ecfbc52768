"""UAX #9: the public conformance cases, and what the suite does not touch."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from unicodedata import bidirectional

import pytest

from announcer.typeset.bidi import MAX_DEPTH, needs_bidi, resolve_levels, visual_order
from announcer.typeset.bidi_sequences import bracket_pairs
from tests.typeset.shipped import SHARED

SAMPLE = Path(__file__).parents[1] / "data" / "bidi" / "BidiCharacterTest-sample.txt"
WHOLE = SHARED / "data" / "unicode" / "BidiCharacterTest.txt.gz"


def failures(lines: Iterator[str]) -> tuple[int, list[str]]:
    """Return how many cases there are and those that come out differently."""
    count, failed = 0, []
    for line in lines:
        if line.startswith("#") or not line.strip():
            continue
        count += 1
        codes, direction, base, levels, order = line.strip().split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        found = resolve_levels(text, {"0": 0, "1": 1, "2": None}[direction])
        line_levels = found.of_line(0, len(text))
        kept = [index for index, level in enumerate(levels.split()) if level != "x"]
        shown = [kept[index] for index in visual_order([line_levels[index] for index in kept])]
        same = [str(line_levels[index]) for index in kept] == [level for level in levels.split() if level != "x"]
        if found.base != int(base) or not same or shown != [int(index) for index in order.split()]:
            failed.append(line)
    return count, failed


def test_every_case_of_the_committed_sample_comes_out_right() -> None:
    with SAMPLE.open(encoding="utf-8") as lines:
        count, failed = failures(lines)

    assert (count, failed) == (2009, [])


@pytest.mark.skipif(not WHOLE.exists(), reason="the whole conformance file lies in ../shared")
def test_every_case_of_the_whole_conformance_file_comes_out_right(capsys: pytest.CaptureFixture[str]) -> None:
    with gzip.open(WHOLE, "rt", encoding="utf-8") as lines:
        count, failed = failures(lines)

    with capsys.disabled():
        print(f"\nBidiCharacterTest: {count - len(failed)} of {count} cases right")  # noqa: T201  # the count is asked for
    assert (count, failed) == (91_707, [])


def test_lines_of_one_direction_are_left_in_logical_order() -> None:
    assert visual_order([0, 0, 0]) == [0, 1, 2]
    assert visual_order([]) == []
    assert visual_order([1, 1, 2, 2, 1]) == [4, 2, 3, 1, 0]


def test_text_without_right_to_left_characters_needs_no_levels() -> None:
    assert not needs_bidi("Plain text – with ≥ 2 signs, Ελληνικά, 中文 and 🧬")
    assert needs_bidi("one سلام in it")
    assert needs_bidi("a mark\u200f only")


def test_embeddings_deeper_than_the_limit_are_ignored_without_losing_their_ends() -> None:
    deep = "\u202b" * (MAX_DEPTH + 40) + "a" + "\u202c" * (MAX_DEPTH + 40) + "b"

    levels = resolve_levels(deep, 0).levels

    assert max(levels) <= MAX_DEPTH + 1
    assert levels[-1] == 0


def test_overflowing_isolates_are_counted_so_that_their_ends_match() -> None:
    deep = "\u2067" * (MAX_DEPTH + 40) + "\u202ba\u202c" + "\u2069" * (MAX_DEPTH + 40) + "b"

    assert resolve_levels(deep, 0).levels[-1] == 0


def test_a_paragraph_separator_ends_all_embeddings() -> None:
    assert resolve_levels("\u2067\u202eab\u2029cd", 0).levels[-2:] == [0, 0]


def test_brackets_nested_deeper_than_the_standard_allows_resolve_as_plain_neutrals() -> None:
    text = "(" * 70 + "م" + ")" * 70

    assert resolve_levels(text, 0).levels == [0] * 70 + [1] + [0] * 70


def test_line_ends_in_white_space_go_back_to_the_level_of_the_paragraph() -> None:
    levels = resolve_levels("سلام abc ", 1)

    assert levels.of_line(0, 9)[-1] == 1
    assert levels.of_line(0, 5)[-1] == 1
    assert resolve_levels("سلام\tم ", 0).of_line(0, 7) == [1, 1, 1, 1, 0, 1, 0]


def test_every_bracket_pair_is_mirrored_punctuation() -> None:
    opening, closing = bracket_pairs()

    assert len(opening) == len(closing) == 64
    assert all(bidirectional(char) == "ON" for char in (*opening, *closing))
