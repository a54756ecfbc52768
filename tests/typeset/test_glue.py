"""No-break spaces and isolates of the set text."""

import pytest

from announcer.typeset.glue import ISOLATES, glued, isolated
from announcer.typeset.inline_styles import PLAIN, SpanStyle, parse
from announcer.typeset.normalise import normalise


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("25 mg/kg daily", ["25 mg/kg", "daily"]),
        ("p < 0.05 was", ["p < 0.05", "was"]),
        ("5.2 ± 0.3 kg", ["5.2 ± 0.3 kg"]),
        ("a phase 3 trial", ["a", "phase 3", "trial"]),
        ("Type II error", ["Type II", "error"]),
        ("12 weeks of", ["12 weeks", "of"]),
        ("37 °C and 5 %", ["37 °C", "and", "5 %"]),
        ("no numbers here", ["no", "numbers", "here"]),
        ("of 3 mgs", ["of", "3", "mgs"]),
        ("حدود دو ساعت خواب", ["حدود دو ساعت", "خواب"]),
        ("خطر مرگ را کاهش داد", ["خطر", "مرگ را", "کاهش داد"]),
        ("۱۲۰ نفر بهبود می‌یابند", ["۱۲۰ نفر", "بهبود می‌یابند"]),
        ("داده‌ها و رادار دادگاه", ["داده‌ها", "و", "رادار", "دادگاه"]),
        ("دانشگاه علوم پزشکی ما", ["دانشگاه", "علوم پزشکی", "ما"]),
        ("4 of 5 nurses", ["4 of 5", "nurses"]),
        ("1 out of 3 in 2024", ["1 out of 3", "in", "2024"]),
        ("نور، ۴ نفر از ۵ پرستار", ["نور،", "۴ نفر از ۵", "پرستار"]),
        ("سپسیس را کم نمی‌کند", ["سپسیس را", "کم نمی‌کند"]),
    ],
)
def test_numbers_stay_with_what_they_count(text: str, kept: list[str]) -> None:
    assert [part.replace("\u00a0", " ") for part in glued(text).split(" ")] == kept


def shown(text: str, *, rtl: bool) -> str:
    marked, styles = isolated(text, [PLAIN] * len(text), rtl=rtl)
    assert len(marked) == len(styles)
    return marked.replace("\u2066", "⟦").replace("\u2067", "⟦").replace("\u2069", "⟧")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("دوز 25 mg/kg و CD8⁺، (TNF-α)", "دوز ⟦25 mg/kg⟧ و ⟦CD8⁺⟧، (⟦TNF-α⟧)"),
        ("سال 2023 BRCA1", "سال 2023 ⟦BRCA1⟧"),
        ("مقدار 5.2 ± 0.3 mg بود", "مقدار ⟦5.2 ± 0.3 mg⟧ بود"),
        ("بین 2018–2023 و 10⁻⁶", "بین 2018–2023 و ⟦10⁻⁶⟧"),
        ("از E. coli با p < 0.05.", "از ⟦E. coli⟧ با ⟦p < 0.05⟧."),
        ("در PD-L1 ≥ 50٪ بیماران", "در ⟦PD-L1 ≥ 50٪⟧ بیماران"),
        ("فقط فارسی ۱۴۰۲", "فقط فارسی ۱۴۰۲"),
    ],
)
def test_latin_phrases_and_formulas_are_isolated_among_persian(text: str, marked: str) -> None:
    assert shown(text, rtl=True) == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (
            "王小明، Анна Иванова، Γιώργος Παππάς، 김철수 و علی",
            "⟦王小明⟧، ⟦Анна Иванова⟧، ⟦Γιώργος Παππάς⟧، ⟦김철수⟧ و علی",
        ),
        ("از 慢性失眠，不是 و แพทย์ و हिन्दी", "از ⟦慢性失眠，不是⟧ و ⟦แพทย์⟧ و ⟦हिन्दी⟧"),
        ("نام x̣́y و 𝑝 < 0.05 بود", "نام ⟦x̣́y⟧ و ⟦𝑝 < 0.05⟧ بود"),
    ],
    ids=["names", "Asian scripts", "marks and formulas"],
)
def test_names_of_all_scripts_keep_their_order_among_persian(text: str, marked: str) -> None:
    assert shown(text, rtl=True) == marked


def test_persian_phrases_are_isolated_among_latin() -> None:
    assert shown("in سرطان پستان: 25 mg", rtl=False) == "in ⟦سرطان پستان⟧: 25 mg"


def test_a_raised_hyphen_is_a_minus() -> None:
    text, styles = normalise(parse("حدود 10<sup>-6</sup> و 10-6"), "fa")

    assert isolated(text, styles, rtl=True)[0] == "حدود \u206610-6\u2069 و 10-6"


def test_isolates_take_the_style_of_what_they_enclose() -> None:
    bold = SpanStyle(bold=True)

    text, styles = isolated("م BRCA1", [PLAIN] * 2 + [bold] * 5, rtl=True)

    assert all(style == bold for char, style in zip(text, styles, strict=True) if char in ISOLATES)


def test_no_text_takes_long() -> None:
    floods = ("a-", "9±", "a b ", "1.", "A+", "a, ", "a", "1", "<1.2 ", "a b", "9 × 9")
    for flood in floods:
        text = (flood * 5000)[:4999] + "م"
        assert isolated(glued(text), [PLAIN] * len(text), rtl=True)[0]
