"""Persian as it is typed with care, and what is Latin or numeric within it in the order in which it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.core.text.postable import MARKS, forbidden
from announcer.rendering.texts.persian import (
    doubtful_half_spaces,
    in_reading_order,
    mended_half_spaces,
    right_to_left_lines,
    typed,
)
from announcer.typeset.bidi import resolve_levels, visual_order
from announcer.typeset.glue import ISOLATES, glued, isolated
from announcer.typeset.inline_styles import PLAIN

MIRRORED = str.maketrans("()[]«»", ")(][»«")

STEMS = ["HER2", "C", "IL-6", "TNF-α", "CD8", "HbA1c", "E. coli", "PD-L1", "NF-κB", "SARS-CoV-2", "pH"]
FORMULAS = [
    "25(OH)D", "1,25(OH)₂D₃", "Ca(OH)2", "Me(2)SO", "[18F]FDG", "[¹⁸F]FDG-PET", "t(9;22)", "t(9;22)(q34;q11)",
    "HLA-B*27", "HLA-DRB1*15:01", "p.(Arg123His)", "Fe³⁺", "H₂O₂", "5′-GATC-3′",
]  # fmt: skip
NUMBERS = st.sampled_from(["0.05", "−0.73", "1.2–3.4", "12", "3.4", "10⁻⁶", "0.53-0.72"])
EQUATIONS = st.builds(
    lambda sign, relation, number: f"{sign} {relation} {number}",
    st.sampled_from(["r", "p", "HR", "n", "OR", "β"]), st.sampled_from("=<>≤≥"), NUMBERS,
)  # fmt: skip
SIGNED = st.builds(
    "".join, st.tuples(st.sampled_from(["C", "HER2", "CD4", "Na"]), st.sampled_from(["+", "++", "⁺", "+++"]))
)
AMOUNTS = st.builds(
    lambda number, unit: f"{number} {unit}",
    st.sampled_from(["25", "3.4", "−5", "10"]), st.sampled_from(["mg/kg", "mmHg", "°C", "µg", "mL"]),
)  # fmt: skip
INTERVALS = st.builds(lambda number: f"95% CI: {number}", NUMBERS)
ADDRESSES = st.sampled_from(
    ["https://example.org/a", "https://doi.org/10.5555/x_1(2)", "10.5555/abc.d-1", "a@example.org"]
)
NEGATIVE = st.sampled_from(["−۵", "-۳٫۵", "−۱۲٪"])
PHRASES = (
    st.sampled_from(STEMS)
    | st.sampled_from(FORMULAS)
    | EQUATIONS
    | SIGNED
    | AMOUNTS
    | INTERVALS
    | ADDRESSES
    | NEGATIVE
)

BEFORE = st.sampled_from(["سطح ", "اثر «", "در گروه درمان (", "۲۰ بیمار با ", "نوع ۲؛ ", ""])
AFTER = st.sampled_from([" در گروه", "» بر خواب", ") بود", "، نوع ۲", " و ۱۲ نفر", "؟ بله"])


def seen(text: str) -> str:
    """Return a line that runs from right to left as it is seen, from its left end on."""
    levels = resolve_levels(text, 1).of_line(0, len(text))
    return "".join(
        text[place].translate(MIRRORED) if levels[place] & 1 else text[place]
        for place in visual_order(levels)
        if text[place] not in ISOLATES | set(MARKS)
    )


@given(BEFORE, PHRASES, AFTER)
def test_a_phrase_is_seen_in_a_post_as_it_is_written(before: str, phrase: str, after: str) -> None:
    text = typed(before + phrase + after)
    marked = in_reading_order(text)

    assert phrase in seen(marked)
    assert not forbidden(marked)
    assert "".join(char for char in marked if char not in MARKS) == text


@given(BEFORE, PHRASES, AFTER)
def test_a_phrase_is_seen_on_a_card_as_it_is_written(before: str, phrase: str, after: str) -> None:
    text = glued(before + phrase + after)
    marked, _ = isolated(text, [PLAIN] * len(text), rtl=True)

    assert phrase in seen(marked).replace("\u00a0", " ")


@given(PHRASES, AFTER, PHRASES, AFTER)
def test_two_phrases_are_seen_one_after_the_other(first: str, between: str, second: str, after: str) -> None:
    line = seen(in_reading_order(typed(f"سطح {first}{between} و {second}{after}")))

    assert first in line
    assert second in line
    assert line.rindex(first) >= line.index(second)


@pytest.mark.parametrize(
    ("plain", "careful"),
    [
        ("از سال 1394 تا 1398 در بیماران دیابتی نوع 2", "از سال ۱۳۹۴ تا ۱۳۹۸ در بیماران دیابتی نوع ۲"),
        ("37.5% از 1,200 بیمار", "۳۷٫۵٪ از ۱٬۲۰۰ بیمار"),
        ("مبتلا به COVID-19 و HbA1c بالا", "مبتلا به COVID-19 و HbA1c بالا"),
        ("همراه بود (r = −0.73, p < 0.05)", "همراه بود (r = −0.73, p < 0.05)"),
        ("روزی 25 mg/kg به مدت 3 ماه", "روزی 25 mg/kg به مدت ۳ ماه"),
        ("دمای −5 درجه", "دمای −۵ درجه"),
        ("نسخهٔ 1.2.3 و 10-15 روز", "نسخهٔ ۱.۲.۳ و ۱۰-۱۵ روز"),
        ("سطح 25(OH)D در 12 نفر", "سطح 25(OH)D در ۱۲ نفر"),
    ],
)
def test_digits_are_persian_in_running_text_and_latin_in_latin_phrases(plain: str, careful: str) -> None:
    assert typed(plain) == careful


@pytest.mark.parametrize(
    ("plain", "careful"),
    [
        ("کاهش می دهد و نمی شود", "کاهش می‌دهد و نمی‌شود"),
        ("بیماری های مزمن آن ها", "بیماری‌های مزمن آن‌ها"),
        ("مهم ترین عامل", "مهم‌ترین عامل"),
        ("مطالعه ای که انجام شده اند", "مطالعه‌ای که انجام شده‌اند"),
        ("خوابش بیش تر از دیگران بود", "خوابش بیش‌تر از دیگران بود"),
        ("می‌شود و بیماری‌ها", "می‌شود و بیماری‌ها"),
        ("مبتلا به ام اس", "مبتلا به ام اس"),
        ("اسلامی و قدیمی بودند", "اسلامی و قدیمی بودند"),
        ("دما پیش بینی کننده آن است", "دما پیش‌بینی‌کننده آن است"),
        ("نقش محافظت کننده و افراد شرکت کننده", "نقش محافظت‌کننده و افراد شرکت‌کننده"),
        ("با آن روبه رو هستند", "با آن روبه‌رو هستند"),
        ("پوسیدگی درمان نشده در دانش آموزان", "پوسیدگی درمان‌نشده در دانش‌آموزان"),
        ("بیماری درمان نشده است", "بیماری درمان نشده است"),
        ("روان پزشکی و روان شناسی بالینی", "روان‌پزشکی و روان‌شناسی بالینی"),
        ("مرور نظام مند و راه حل همه گیری", "مرور نظام‌مند و راه‌حل همه‌گیری"),
        ("پیش از آن و همه بیماران، هر کننده کار", "پیش از آن و همه بیماران، هر کننده کار"),
        ("همه کس به ای کاش", "همه کس به ای کاش"),
        ("طرحواره درمانی و گفتار درمانی", "طرحواره‌درمانی و گفتار‌درمانی"),
        ("پاکت عمیق تری دارند", "پاکت عمیق‌تری دارند"),
        ("خطر شدید تر و درد طولانی تر", "خطر شدید‌تر و درد طولانی‌تر"),
        ("غدد درون ریز کودکان", "غدد درون‌ریز کودکان"),
        ("دندان پزشکی مشهد", "دندان‌پزشکی مشهد"),
        ("پیاده روی و کمال گرایی در راه‌های برون شهری", "پیاده‌روی و کمال‌گرایی در راه‌های برون‌شهری"),
        ("هوای تر و چشم تر", "هوای تر و چشم تر"),
        ("کار درمان و دارو درمان", "کار درمان و دارو درمان"),
    ],
)
def test_half_spaces_are_set_right_where_they_are_clear(plain: str, careful: str) -> None:
    assert typed(plain) == careful
    assert len(careful) == len(plain)


def test_a_space_that_only_a_reader_can_judge_is_named() -> None:
    assert doubtful_half_spaces("خواب بیش تر در سالمندان و رفته ام") == ("بیش تر", "رفته ام")
    assert doubtful_half_spaces("بیماران به ام اس مبتلا بودند و می‌خوابند") == ()


def test_text_without_persian_letters_gets_no_marks() -> None:
    assert in_reading_order("25(OH)D and C++") == "25(OH)D and C++"


def test_marks_stand_only_where_they_change_what_is_seen() -> None:
    assert in_reading_order("بیماران مبتلا به COVID-19 و PD-L1") == "بیماران مبتلا به COVID-19 و PD-L1"
    assert in_reading_order("سطح 25(OH)D بود") == "سطح \u200e25(OH)D بود"


def test_a_persian_line_runs_from_the_right_whatever_its_first_word() -> None:
    assert (
        right_to_left_lines("HLA-B*27 در ما\nhttps://a.org\nدر ما") == "\u200fHLA-B*27 در ما\nhttps://a.org\nدر ما"
    )


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from([*STEMS, *FORMULAS, "در", "می", "ها", "12", "%", "(", "«"]), max_size=12).map(
        " ".join
    )
)
def test_any_text_is_typed_and_marked(text: str) -> None:
    careful = typed(text)

    assert len(careful) == len(text)
    assert "".join(char for char in in_reading_order(careful) if char not in MARKS) == "".join(
        char for char in careful if char not in MARKS
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("قند را کاهش می دهد.", ("می\u200cدهد",)),
        ("بیماری های مزمن و بیمارستان های شهر", ("بیماری\u200cهای", "بیمارستان\u200cهای")),
        ("«مهم ترین» عامل", ("مهم\u200cترین",)),
        ("کودکان شده اند، نمی شود", ("شده\u200cاند", "نمی\u200cشود")),
        ("می‌دهد و می دهد", ("می\u200cدهد",)),
        ("قند را کاهش داد", ()),
        ("COVID-19 و ۲", ()),
    ],
)
def test_the_words_that_got_half_spaces_are_told(text: str, words: tuple[str, ...]) -> None:
    assert mended_half_spaces(text) == words
