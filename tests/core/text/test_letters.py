import pytest

from announcer.core.text.letters import (
    caseless,
    folded,
    hidden_characters,
    is_mostly_right_to_left,
    language_of,
    persian,
    says,
    tidy,
)


@pytest.mark.parametrize(
    ("raw", "tidied"),
    [
        ("a\u00a0b\u2009c\u202fd\te", "a b c d e"),
        ("a    b", "a b"),
        ("line\nwrapped\r\ntext", "line wrapped text"),
        ("one\n\n\ntwo\r\n \r\nthree", "one\ntwo\nthree"),
        ("in\u00advis\u200bi\ufeffble\u2060", "invisible"),
        ("a\x00b\x07c\x8fd\ufffee", "abcde"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("\u202eevil\u202c \u2066isolated\u2069", "evil isolated"),
        ("left\u200e to right\u200f", "left to right"),
        ("e\u0301", "é"),
        ("\ufb01ne e\ufb03cient", "fine efficient"),
        ("fi\u200cne", "fine"),
        ("\N{WOMAN}\u200d\N{ROCKET} a\u200db", "\N{WOMAN}\u200d\N{ROCKET} ab"),
    ],
)
def test_characters_that_no_reader_should_see_are_removed_or_made_plain(raw: str, tidied: str) -> None:
    assert tidy(raw) == tidied


def test_the_joiner_stays_between_persian_letters_and_goes_elsewhere() -> None:
    assert tidy("می\u200c\u200cشود\u200c و\u200c.", "fa") == "می\u200cشود و."


def test_direction_marks_stay_in_text_that_runs_from_the_right() -> None:
    assert tidy("درمان (IL-6)\u200e ادامه") == "درمان (IL-6)\u200e ادامه"


def test_persian_text_has_persian_letters_and_digits() -> None:
    assert tidy("كيفيت زندگى در سال ١٤٠٢ــ خانۀ ما", "fa") == "کیفیت زندگی در سال ۱۴۰۲ خانه\u0654 ما"


def test_arabic_text_keeps_its_own_letters() -> None:
    assert tidy("على المستشفى", "ar") == "على المستشفى"


def test_presentation_forms_become_letters() -> None:
    assert tidy("\ufee3\ufeae\ufea3\ufe92\ufe8e", "fa") == "مرحبا"


def test_already_persian_text_is_left_alone() -> None:
    assert persian("پژوهش‌های ۱۴۰۲") == "پژوهش‌های ۱۴۰۲"


def test_the_language_is_that_of_most_letters() -> None:
    assert language_of("اثر IL-6 بر التهاب") == "fa"
    assert language_of("The word پژوهش means research") == "en"
    assert language_of("") == "en"
    assert is_mostly_right_to_left("IL-6 در")
    assert not is_mostly_right_to_left("IL-6")


def test_folding_forgets_case_accents_punctuation_and_arabic_letters() -> None:
    assert folded("Al-Gazâlly: ÜBER") == "al gazally uber"
    assert folded("علوم‌پزشكي") == folded("علوم پزشکی")


def test_harmful_characters_are_named() -> None:
    assert hidden_characters("a\x00b\u202ec\u00ad\u200b") == ("U+0000", "U+202E")
    assert hidden_characters("\ud83d") == ("U+D83D",)


def test_a_text_says_words_in_other_digits_half_spaces_and_stops() -> None:
    assert says("سطح \u200e25(OH)D را ۳٫۴ واحد بالا می‌برد.", "سطح 25(OH)D را 3.4 واحد بالا می برد")
    assert says("“A Finding” of ours", "a finding")
    assert not says("A finding of ours", "another finding")


def test_small_words_are_found_in_caseless_text_as_a_pattern_that_ignores_case_finds_them() -> None:
    assert all("registered" in caseless(text) for text in ("Registered", "REG\u0131\u017fTERED"))
