import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.core.text.postable import forbidden, plain

ANY_TEXT = st.text(alphabet=st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("two  \n\t spaces\u00a0here", "two spaces here"),
        ("nul\x00 and \x90 controls\x7f", "nul and controls"),
        ("\ufeffbyte order mark", "byte order mark"),
        ("right \u202eover\u202cride \u2066isolate\u2069 mark\u200f", "right override isolate mark"),
        ("lone \ud800surrogate", "lone surrogate"),
        ("part \ufdd0marks \ufdd3 and \uffff", "part marks and"),
        ("private \ue000 use \U000f0000", "private use"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("e\u0301tude", "étude"),
    ],
)
def test_what_hides_or_breaks_goes_and_what_is_read_stays(raw: str, expected: str) -> None:
    assert plain(raw) == expected


def test_presentation_forms_and_ligatures_become_letters() -> None:
    assert plain("\ufefb \ufb01ve") == "لا five"


def test_persian_letters_are_persian_only_in_persian_text() -> None:
    assert plain("كتابي", "fa") == "کتابی"
    assert plain("على", "ar") == "على"


def test_the_zero_width_non_joiner_stays_in_persian_words() -> None:
    assert plain("می‌شود", "fa") == "می‌شود"


@given(ANY_TEXT, st.sampled_from(["", "en", "fa"]))
def test_any_text_comes_out_on_one_line_postable_and_normal(text: str, language: str) -> None:
    result = plain(text, language)

    assert not forbidden(result)
    assert "\n" not in result
    assert result == result.strip()
    assert unicodedata.is_normalized("NFC", result)


def test_a_line_feed_and_a_zero_width_space_may_be_posted() -> None:
    assert not forbidden("one\ntwo.\u200bgov")
    assert forbidden("a\u202eb") == "\u202e"
