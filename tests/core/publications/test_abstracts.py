import pytest

from announcer.core.publications.abstracts import clean_abstract
from announcer.core.publications.publication import Abstract

PLAIN = "We followed many nurses for two years. Their pressure rose."

JATS = (
    "<jats:sec><jats:title>Background</jats:title><jats:p>Sleep is short.</jats:p></jats:sec>"
    "<jats:sec><jats:title>Methods:</jats:title><jats:p>We asked nurses.</jats:p></jats:sec>"
    "<jats:sec><jats:title>Results</jats:title><jats:p>They slept less.</jats:p></jats:sec>"
    "<jats:sec><jats:title>Conclusions</jats:title><jats:p>Sleep more.</jats:p></jats:sec>"
)
PUBMED = (
    '<AbstractText Label="BACKGROUND">Sleep is short.</AbstractText>'
    "<AbstractText Label='METHODS'>We asked nurses.</AbstractText>"
    '<AbstractText Label="RESULTS">They slept less.</AbstractText>'
    '<AbstractText Label="CONCLUSIONS" NlmCategory="CONCLUSIONS">Sleep more.</AbstractText>'
)
HTML = (
    "<b>Background:</b> Sleep is short.<br><b>Methods:</b> We asked nurses.<br>"
    "<b>Results:</b> They slept less.<br><b>Conclusions:</b> Sleep more."
)


def cleaned(raw: str, language: str = "en") -> Abstract:
    abstract = clean_abstract(raw, language)
    assert abstract is not None
    return abstract


def parts(raw: str, language: str = "en") -> list[tuple[str, str]]:
    return [(section.label, section.text.plain) for section in cleaned(raw, language).sections]


def test_an_abstract_without_labels_is_one_section() -> None:
    assert parts(PLAIN) == [("", PLAIN)]


@pytest.mark.parametrize(
    "raw",
    [
        "BACKGROUND: Sleep is short. METHODS: We asked nurses. RESULTS: They slept less. CONCLUSIONS: Sleep more.",
        "Background: Sleep is short. Methods: We asked nurses. Results: They slept less. Conclusions: Sleep more.",
        "Background. Sleep is short. Methods. We asked nurses. Results. They slept less. Conclusions. Sleep more.",
        "Background - Sleep is short. Methods – We asked nurses. Results—They slept less. Conclusions: Sleep more.",
        "BackgroundSleep is short.MethodsWe asked nurses.ResultsThey slept less.ConclusionsSleep more.",
        JATS,
        PUBMED,
        HTML,
    ],
)
def test_section_labels_are_found_in_every_form(raw: str) -> None:
    assert parts(raw) == [
        ("Background", "Sleep is short."),
        ("Methods", "We asked nurses."),
        ("Results", "They slept less."),
        ("Conclusions", "Sleep more."),
    ]


def test_compound_labels_and_those_in_capitals_are_found() -> None:
    raw = (
        "Background and Aims: Sleep is short. PATIENTS AND METHODS: We asked. Main Outcome Measures: Hours slept. "
        "TRIAL OVERSIGHT: None was needed. Discussion/Conclusions: Sleep more."
    )

    assert [label for label, _ in parts(raw)] == [
        "Background and Aims",
        "Patients and methods",
        "Main Outcome Measures",
        "Trial oversight",
        "Discussion/Conclusions",
    ]


def test_a_word_that_only_resembles_a_label_is_text() -> None:
    raw = "The methods: asking and counting. Results were good. ResultsThe end. Later aims: none at all."

    assert [label for label, _ in parts(raw)] == ["", "Results"]


def test_persian_labels_are_found() -> None:
    raw = "زمینه و هدف: خواب کوتاه است. روش‌ها: پرسیدیم. يافته ها: کمتر خوابیدند. نتیجه‌گیری: بخوابید."

    assert [label for label, _ in parts(raw, "fa")] == ["زمینه و هدف", "روش‌ها", "یافته ها", "نتیجه‌گیری"]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", " \n \n"])
def test_labels_on_lines_of_their_own_are_found(gap: str) -> None:
    persian = ["مقدمه", "خواب کوتاه است.", "مواد و روش‌ها", "پرسیدیم.", "یافته ها", "کمتر خوابیدند."]
    persian += ["بحث و نتیجه گیری", "بخوابید."]
    english = ["Background", "Sleep is short.", "Results:", "They slept less.", "CONCLUSIONS", "Sleep more."]

    assert [label for label, _ in parts(gap.join(persian), "fa")] == persian[::2]
    assert parts(gap.join(english)) == [
        ("Background", "Sleep is short."),
        ("Results", "They slept less."),
        ("Conclusions", "Sleep more."),
    ]


@pytest.mark.parametrize(
    "label", ["پیش‌زمینه", "هدف مطالعه", "روش‌شناسی", "یافته‌های پژوهش", "جمع‌بندی", "نتیجه‌گیری نهایی", "گزارش مورد"]
)
def test_more_persian_labels_are_found(label: str) -> None:
    assert parts(f"{label}: خواب شبانه پرستاران کوتاه بود.", "fa") == [(label, "خواب شبانه پرستاران کوتاه بود.")]


@pytest.mark.parametrize(
    "opening",
    [
        "Abstract ",
        "ABSTRACT: ",
        "Abstract. ",
        "Abstract",
        "Summary\n\n",
        "<jats:title>Abstract</jats:title>",
        "چکیده: ",
    ],
)
def test_the_word_abstract_before_the_abstract_is_dropped(opening: str) -> None:
    assert cleaned(opening + PLAIN).plain == PLAIN


def test_a_sentence_about_abstracts_keeps_its_first_word() -> None:
    assert cleaned("Abstract thinking was tested in many nurses.").plain.startswith("Abstract thinking")
    assert cleaned("Summary measures were taken from many nurses.").plain.startswith("Summary measures")


@pytest.mark.parametrize(
    "tail",
    [
        "© 2023, The Author(s).",
        "©2011 American Cancer Society, Inc.",
        "(c) 2012 APA, all rights reserved.",
        "Copyright © 2004 Massachusetts Medical Society.",
        "Copyright 2023 Barker et al.",
        "Published by Elsevier B.V. All rights reserved.",
        "© 2023 The Authors. The Record published by Wiley Periodicals LLC on behalf of the Association.",
        "[ABSTRACT FROM AUTHOR]",
        "(PsycINFO Database Record (c) 2012 APA, all rights reserved)",
        "(ABSTRACT TRUNCATED AT 250 WORDS)",
        "© The Author(s) 2026. This article is distributed under the terms of the Creative Commons License "
        + "and so on, " * 30
        + "as said.",
    ],
)
def test_a_copyright_line_at_the_end_is_not_part_of_the_sections(tail: str) -> None:
    abstract = cleaned(f"{PLAIN} {tail}")

    assert abstract.plain == PLAIN
    assert abstract.copyright == tail


def test_a_copyright_line_without_a_space_before_it_is_found_too() -> None:
    assert cleaned(f"{PLAIN}© 2023.").copyright == "© 2023."


@pytest.mark.parametrize(
    "sentence",
    [
        "We read the guidelines published by the World Health Organization.",
        "Copyright law was studied in many nurses.",
        "The sign © was shown. " + "Nurses were asked again. " * 15,
    ],
)
def test_a_sentence_that_speaks_of_rights_stays(sentence: str) -> None:
    abstract = cleaned(f"{PLAIN} {sentence}")

    assert abstract.plain == f"{PLAIN} {sentence}".strip()
    assert abstract.copyright == ""


def test_a_sources_mark_at_the_end_is_cut() -> None:
    assert cleaned(f"{PLAIN} [MSJ]").plain == PLAIN


@pytest.mark.parametrize(
    "raw",
    ["", "[No abstract available]", "No abstract available.", "<jats:p />", "n/a", "-", "Not given here.", "\x00"],
)
def test_a_text_that_says_there_is_no_abstract_is_not_one(raw: str) -> None:
    assert clean_abstract(raw) is None


def test_blocks_are_parted_by_a_space_and_styles_are_kept() -> None:
    raw = "<p>We saw <i>E. coli</i>.</p><p>It was CO<sub>2</sub></p><list><list-item>and so on.</list-item></list>"

    assert [section.text.markup for section in cleaned(raw).sections] == [
        "We saw <i>E. coli</i>. It was CO<sub>2</sub> and so on."
    ]


def test_an_empty_section_is_left_out() -> None:
    raw = "<title>Background</title><title>Methods</title><p>We asked many nurses.</p>"

    assert parts(raw) == [("Methods", "We asked many nurses.")]


def test_a_label_after_a_stop_and_a_comma_begins_a_section() -> None:
    raw = "BACKGROUND: Sleep is short., RESULTS: They slept less., CONCLUSION: Sleep more, for example."

    assert parts(raw) == [
        ("Background", "Sleep is short."),
        ("Results", "They slept less."),
        ("Conclusion", "Sleep more, for example."),
    ]
