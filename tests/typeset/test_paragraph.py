"""A paragraph ready to be fitted: direction, distances, leading."""

import pytest

from announcer.typeset.normalise import MAX_CHARACTERS
from announcer.typeset.paragraph import ARABIC_LEADING, CJK_LEADING, LATIN_LEADING, Paragraph
from tests.typeset.shipped import paragraph, stack


@pytest.mark.parametrize(
    ("text", "language", "rtl"),
    [
        ("BRCA1 و سرطان", "fa", True),
        ("سرطان in English", "en", False),
        ("BRCA1", "ar-EG", True),
        ("سلام دنیا a", "", True),
        ("a b c سلا", "und", False),
        ("cancer", "und", False),
    ],
)
def test_the_direction_is_that_of_the_language_not_of_the_first_letter(text: str, language: str, rtl: bool) -> None:  # noqa: FBT001  # a parameter
    assert paragraph(text, language).rtl is rtl


def test_a_direction_that_is_asked_for_goes_before_the_language() -> None:
    assert paragraph("abc", "en", direction="rtl").rtl
    assert not paragraph("سلام", "fa", direction="ltr").rtl


def test_a_paragraph_may_be_given_the_stack_alone() -> None:
    assert Paragraph("abc", stack()).starts[-1] == paragraph("abc").starts[-1]


@pytest.mark.parametrize(
    ("text", "language", "leading"),
    [
        ("cells", "en", LATIN_LEADING),
        ("سلول", "fa", ARABIC_LEADING),
        ("BRCA1", "fa", ARABIC_LEADING),
        ("肿瘤", "zh", CJK_LEADING),
    ],
)
def test_lines_are_as_far_apart_as_the_script_needs(text: str, language: str, leading: float) -> None:
    assert paragraph(text, language).leading == leading


def test_leading_can_be_set() -> None:
    assert paragraph("cells", leading=1.4).leading == 1.4


def test_a_line_is_as_high_as_its_capitals_or_its_highest_mark() -> None:
    plain, stacked = paragraph("Ho"), paragraph("Ấg")

    assert plain.ascent < stacked.ascent
    assert plain.descent <= stacked.descent


def test_distances_of_breaks_leave_out_spaces_at_line_ends() -> None:
    text = paragraph("stem cells")
    breaks = text.breaks

    assert breaks.begins[0] == 0
    assert breaks.ends[0] < breaks.begins[1] == text.starts[1]
    assert breaks.ends[-1] == text.starts[-1]
    assert breaks.forced == [1]


def test_hyphens_of_parted_words_are_counted() -> None:
    text = paragraph("dichlorodiphenyltrichloroethane")
    breaks = text.emergency_breaks

    assert breaks.ends[0] == pytest.approx(breaks.begins[1] + text.hyphen.advance)


def test_text_over_the_limit_is_clipped_and_says_so() -> None:
    assert not paragraph("x" * MAX_CHARACTERS).clipped
    assert paragraph("x " * MAX_CHARACTERS).clipped
    assert paragraph("<b></b>" * MAX_CHARACTERS + "x").clipped
    assert len(paragraph("x " * MAX_CHARACTERS).text) <= MAX_CHARACTERS


def test_a_prefix_keeps_styles_and_direction_and_closes_its_isolates() -> None:
    whole = paragraph("<b>سرطان</b> BRCA1 mutation در ایران", "fa")
    part = whole.prefix(whole.text.index("mutation"), "…")

    assert part.text == "سرطان \u2066BRCA1\u2069 …"
    assert part.styles[0].bold
    assert part.rtl
    assert part.clipped


def test_a_persian_word_moves_latin_lines_no_further_apart_than_it_needs() -> None:
    latin, mixed = paragraph("Lung cancer"), paragraph("Lung cancer (سرطان ریه)")

    assert latin.leading == 1.2
    assert 1.2 <= mixed.leading < 1.5
    assert mixed.leading >= mixed.ascent + mixed.descent
    assert paragraph("سرطان ریه", "fa").leading == 1.5
