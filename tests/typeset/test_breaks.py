"""Places for line ends: the short cut against uniseg, and the weights against taste."""

from itertools import pairwise
from random import Random

import pytest
from uniseg.linebreak import line_break, line_break_breakables

from announcer.typeset import breaks
from announcer.typeset.inline_styles import PLAIN, SpanStyle
from announcer.typeset.penalties import IN_ITALICS, opportunities

LETTERS = (*"abzAZéğΩλЖя", "م", "ی", "لا", "سلام", "می\u200cروم", "مُ")
DIGITS = (*"0159", "۱۲", "٣")
SIGNS = (*"-–/'’.,;:!?()[]،؛؟\"“”‘«»%+—…°±=<\u00a0&*αβ₂⁺²−·|→′≤$#", *"溶瘤治（「）。、：！トすきっーァ々・", "😀")


def by_uniseg(text: str) -> list[int]:
    return [position for position, may in enumerate(line_break_breakables(text)) if may and position]


def mixes(seed: str, count: int) -> list[str]:
    random = Random(seed)  # noqa: S311  # made-up words are no secrets
    made = []
    for _ in range(count):
        parts = [
            random.choice(random.choices((LETTERS, DIGITS, SIGNS, (" ",)), weights=(4, 2, 3, 1))[0])
            for _ in range(random.randint(1, 12))
        ]
        made.append(" ".join("".join(parts).split(" ")).strip())
    return [" ".join(text.split(" ")) for text in made if text and "  " not in text]


def test_the_short_cut_gives_what_uniseg_gives() -> None:
    different = [text for text in mixes("short cut", 1500) if breaks.positions(text) != by_uniseg(text)]

    assert different == []


@pytest.mark.slow
def test_the_short_cut_gives_what_uniseg_gives_in_20000_mixes() -> None:
    different = [text for text in mixes("many", 20_000) if breaks.positions(text) != by_uniseg(text)]

    assert different == []


@pytest.mark.parametrize(
    ("sign", "name"),
    [("A", "AL"), ("7", "NU"), ("+", "PR"), ("%", "PO"), ("(", "OP"), (")", "CP"), ("–", "BA"), ("“", "QU")],
)
def test_the_short_cut_knows_characters_by_their_class_in_unicode(sign: str, name: str) -> None:
    assert line_break(sign).name == name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("COVID-19 pandemic", ["COVID-19 ", "pandemic"]),
        ("p-value and/or", ["p-", "value ", "and/", "or"]),
        ("25\u00a0mg (n = 3)", ["25\u00a0mg ", "(n ", "= ", "3)"]),
        ("溶瘤病毒（OV）治疗。", ["溶", "瘤", "病", "毒", "（OV）", "治", "疗。"]),
        ("one\ntwo", ["one\n", "two"]),
        ("«سلام» دنیا", ["«سلام» ", "دنیا"]),
        ("10.1016/j.x", ["10.1016/", "j.x"]),
    ],
)
def test_lines_may_end_where_a_reader_expects(text: str, parts: list[str]) -> None:
    ends = [0, *breaks.positions(text), len(text)]

    assert [text[start:end] for start, end in pairwise(ends)] == parts


def test_a_very_long_odd_word_is_answered_in_stretches() -> None:
    assert breaks.positions("♀" * 900 + " x")[-1] == 901


def penalty(text: str, before: str, *, styles: list[SpanStyle] | None = None) -> float:
    """Return the penalty of the place just before `before` in `text`."""
    at = text.index(before)
    found = {place.position: place.penalty for place in opportunities(text, styles or [PLAIN] * len(text))}
    return found[at]


def test_a_plain_space_costs_nothing() -> None:
    assert penalty("stem cells", "cells") == 0


@pytest.mark.parametrize(
    ("text", "worse", "better"),
    [
        ("review of stem cells", "stem", "cells"),
        ("اثر دارو بر سلول مغز", "سلول", "مغز"),
        ("در خطر مرگ بودند", "مرگ", "بودند"),
        ("دانشکدهٔ پرستاری ما", "پرستاری", "ما"),
        ("بیماری‌های نادر زنان", "نادر", "زنان"),
        ("a well-known drug", "known", "drug"),
        ("and/or drug", "or", "drug"),
        ("years 2009–2019 of", "2019", "of"),
        ("case–control study", "control", "study"),
        ("Angiotensin II receptor", "II", "receptor"),
        ("value = 5 units", "= 5", "units"),
        ("data of 40 hospital wards", "hospital", "wards"),
        ("پیگیری ۴۸۱۲ بیمار جوان", "بیمار", "جوان"),
        ("\u2067سرطان ریه\u2069 in men", "ریه", "in"),
        ("doi.org/10.5555/one-two", "two", "10.5555"),
        ("🧬 gene therapy", "gene", "therapy"),
        ("a (long bracketed) part", "bracketed", "part"),
        ("word—with dash", "—", "dash"),
        ("第25期研究", "期", "究"),
        ("患者の予後予測", "の", "予後"),
        ("プロの予後予測", "ロ", "予後"),
        ("予後予測する", "る", "測"),
        ("肺癌的研究", "的", "究"),
    ],
)
def test_some_line_ends_are_worse_than_others(text: str, worse: str, better: str) -> None:
    assert penalty(text, worse) > penalty(text, better)


def test_the_number_at_the_end_of_a_name_binds_nothing() -> None:
    assert penalty("PD-L1 inhibitors", "inhibitors") == penalty("COVID-19 wards", "wards") == 0


def test_slashes_bind_words_more_than_parts_of_links() -> None:
    link = "https://example.org/10.5555/wards"

    assert penalty(link, "wards") < penalty("nurses and/or wards", "or wards")
    assert penalty("1.5/wards", "wards") == penalty("nurses and/or wards", "or wards")


def test_a_line_end_after_a_colon_or_comma_is_welcome() -> None:
    assert penalty("results: a trial", "a") < penalty("one, two", "two") < 0


def test_species_names_are_kept_together() -> None:
    text = "in Escherichia coli cells"
    styles = [SpanStyle(italic=3 <= index < 19) for index in range(len(text))]

    assert penalty(text, "coli", styles=styles) == IN_ITALICS
    assert penalty(text, "cells", styles=styles) == 0


def test_long_words_may_be_parted_between_syllables_only_when_asked() -> None:
    word = "dichlorodiphenyltrichloroethane"
    plain, anywhere = opportunities(word, [PLAIN] * 31), opportunities(word, [PLAIN] * 31, anywhere=True)

    assert len(plain) == 1
    assert all(place.hyphen for place in anywhere[:-1])
    penalties = {place.position: place.penalty for place in anywhere}
    assert penalties[len("dichlorodiphenyl")] < penalties[len("dichlorodipheny")]


def test_links_and_dois_are_never_given_a_hyphen() -> None:
    doi = "doi.org/10.5555/dichlorodiphenyltrichloroethane"
    places = opportunities(doi, [PLAIN] * len(doi), anywhere=True)

    assert len(places) > 20
    assert not any(place.hyphen for place in places)


def test_a_long_word_that_is_no_word_is_parted_without_hyphens() -> None:
    places = opportunities("8" * 40, [PLAIN] * 40, anywhere=True)

    assert len(places) > 20
    assert not any(place.hyphen for place in places)
