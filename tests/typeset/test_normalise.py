"""One clean form of a text before it is set."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.typeset.inline_styles import PLAIN, SpanStyle
from announcer.typeset.normalise import MAX_CHARACTERS, MAX_MARKS, normalise, overmarked


def cleaned(text: str, language: str = "en") -> str:
    return normalise([(text, PLAIN)], language)[0]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  two   spaces  ", "two spaces"),
        ("e\u0301te\u0301", "été"),
        ("a\x00b\x07c\x1b", "abc"),
        ("soft\u00adhyphen\u200bspace\ufeff", "softhyphenspace"),
        ("em\u2003space", "em space"),
        ("no\u00a0break thin\u2009one", "no\u00a0break thin\u2009one"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("one \n two", "one\ntwo"),
        ("can't trust \u202eoverrides\u202c", "can't trust overrides"),
        ("می\u200cروم", "می\u200cروم"),
        ("\u0301\u0302 marks without a letter", "marks without a letter"),
    ],
)
def test_text_is_cleaned(raw: str, clean: str) -> None:
    assert cleaned(raw) == clean


@pytest.mark.parametrize(
    ("raw", "language", "clean"),
    [
        ("كتاب علي", "fa", "کتاب علی"),
        ("كتاب علي على", "ar", "كتاب علي على"),
        ("مطالعۀ کـــتاب", "fa", "مطالعه\u0654 کتاب"),
        ("كتاب", "fa-IR", "کتاب"),
    ],
)
def test_persian_gets_its_own_letters_and_arabic_keeps_its(raw: str, language: str, clean: str) -> None:
    assert cleaned(raw, language) == clean


def test_mathematical_italic_letters_become_italic_letters_so_that_their_weight_matches() -> None:
    text, styles = normalise([("𝑝 and 𝐁", PLAIN)], "en")

    assert text == "p and B"
    assert styles[0] == SpanStyle(italic=True)
    assert styles[-1] == SpanStyle(bold=True)


def test_double_struck_letters_stay_what_they_are() -> None:
    assert cleaned("ℝ and 𝔸") == "ℝ and 𝔸"


def test_small_letters_become_small_capitals_and_others_stay() -> None:
    small = SpanStyle(small=True)

    text, styles = normalise([("aB1ß", small)], "en")

    assert text == "AB1ß"
    assert [style.small for style in styles] == [True, False, False, False]


def test_a_flood_of_combining_marks_is_cut_at_what_any_language_needs() -> None:
    assert len(cleaned("x" + "\u0323" * 3000)) == 1 + MAX_MARKS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("plain", []),
        ("x" + "\u0323" * 6, []),
        ("x…" + "\u0323" * 7 + "y", [("…", 7)]),
        ("با" + "\u064b" * 2000, [("ا", 2000)]),
        ("\u0301" * 9, []),
        ("—–…·•‹›«»", []),
    ],
)
def test_letters_with_more_marks_than_are_set_are_told(text: str, found: list[tuple[str, int]]) -> None:
    assert list(overmarked(text)) == found


def test_a_mark_outside_the_tag_of_its_letter_goes_with_the_letter() -> None:
    italic = SpanStyle(italic=True)

    assert normalise([("x", italic), ("\u0304 = 5", PLAIN)], "en") == ("x\u0304 = 5", [italic] * 2 + [PLAIN] * 4)


def test_a_flood_of_joiners_is_kept_once() -> None:
    assert cleaned("a" + "\u200d" * 3000 + "b") == "a\u200db"


def test_more_than_the_limit_is_not_set() -> None:
    assert len(cleaned("x" * 9000)) == MAX_CHARACTERS


@given(
    st.lists(
        st.tuples(st.text(max_size=30), st.sampled_from([PLAIN, SpanStyle(italic=True), SpanStyle(small=True)]))
    )
)
def test_every_character_has_a_style_and_a_second_pass_changes_nothing(
    stretches: list[tuple[str, SpanStyle]],
) -> None:
    text, styles = normalise(stretches, "fa")

    assert len(text) == len(styles)
    assert "  " not in text
    assert text == text.strip(" \n")
    assert "Cs" not in {unicodedata.category(char) for char in text}
    assert cleaned(text, "fa") == text
