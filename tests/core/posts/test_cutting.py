import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.core.posts.cutting import cuts


def forms(text: str) -> list[str]:
    return [text[:end] for end in cuts(text)]


def test_a_cut_falls_after_a_word_and_leaves_no_loose_end() -> None:
    assert forms("Sleep, diet and the health of nurses") == ["Sleep", "Sleep, diet", "Sleep, diet and the health"]


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("Pressure rose by 4.2 mmHg overnight", ["Pressure rose by 4.2"]),
        ("Pressure rose by 4.2 mm Hg overnight", ["Pressure rose by 4.2", "Pressure rose by 4.2 mm"]),
        ("Rates fell (p < 0.05) overall today", ["Rates fell (p", "Rates fell (p <"]),
        ("Means differed p = 0.05 overall", ["Means differed p", "Means differed p ="]),
        ("Odds with 95% CI reported", ["Odds with 95%"]),
        ("Doses of 10⁵ cells given", ["Doses of 10⁵"]),
        ("Doses of 5 mg per day given", ["Doses of 5", "Doses of 5 mg", "Doses of 5 mg per"]),
        ("افزایش ۱۲ درصد بیماران", ["افزایش ۱۲"]),
        ("افزایش ۱۲٫۵ میلی‌گرم بیماران", ["افزایش ۱۲٫۵"]),
    ],
)
def test_a_number_keeps_its_unit(text: str, torn: list[str]) -> None:
    assert not set(forms(text)) & set(torn)


def test_the_turn_of_a_sentence_is_not_cut_off() -> None:
    assert "It eases pain" not in forms("It eases pain but not nausea in adults")
    assert "درد کم شد" not in forms("درد کم شد اما تهوع ماند")


def test_no_bracket_or_quotation_is_left_open() -> None:
    assert forms("Drugs (old and new ones) helped many") == [
        "Drugs",
        "Drugs (old and new ones)",
        "Drugs (old and new ones) helped",
    ]


def test_a_text_all_in_brackets_may_still_be_cut() -> None:
    assert forms("(all of it in brackets)") == ["(all", "(all of", "(all of it", "(all of it in"]


def test_one_word_cannot_be_cut() -> None:
    assert cuts("Antidisestablishmentarianism") == []
    assert cuts("") == []


def test_ideographs_are_cut_between() -> None:
    assert forms("血圧高") == ["血", "血圧"]
    assert forms("血圧test") == ["血"]


@given(st.lists(st.text(alphabet="aA1۲%(,.<-", min_size=1, max_size=6), max_size=30))
def test_a_cut_never_falls_inside_a_word(words: list[str]) -> None:
    text = " ".join(words)

    for end in cuts(text):
        rest = text[end:].lstrip(" \t.,;:،؛–—-/([{«“‘'\"")
        assert text[end] in " \t.,;:،؛–—-/([{«“‘'\"" or not rest
