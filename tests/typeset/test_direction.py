import sys
import unicodedata

import pytest

from announcer.typeset.direction import is_right_to_left, runs_right_to_left


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("plain", False),
        ("Müller’s “naïve” α", False),
        ("αβγ", False),
        ("سلول", True),
        ("BRCA1 و سرطان پستان", True),
        ("mostly Latin, و", False),
        ("12.5", None),
        ("", None),
        ("…", None),
    ],
)
def test_most_letters_tell_which_way_a_text_runs(*, text: str, runs: bool | None) -> None:
    assert runs_right_to_left(text) is runs


def test_every_letter_that_runs_right_to_left_is_seen_among_latin_ones() -> None:
    letters = [chr(code) for code in range(sys.maxunicode + 1)]
    hebrew_or_arabic = [letter for letter in letters if unicodedata.bidirectional(letter) in {"R", "AL"}]

    assert all(runs_right_to_left(f"a{letter}{letter}") for letter in hebrew_or_arabic)


@pytest.mark.parametrize("language", ["fa", "ar", "he", "ur", "ug", "sd", "yi", "ckb", "dv", "syr", "fa-IR", "AR"])
def test_languages_of_arabic_hebrew_and_syriac_letters_run_right_to_left(language: str) -> None:
    assert is_right_to_left(language)


@pytest.mark.parametrize("language", ["en", "de", "ku", "az", "tr", "ja", "und", ""])
def test_all_others_run_left_to_right(language: str) -> None:
    assert not is_right_to_left(language)
