"""Notices and retracted papers, wherever a source says so."""

import pytest

from announcer.core.publications.editorial_notices import (
    bare_rich,
    bare_title,
    effective_status,
    grave_status,
    is_correction_notice,
    is_retracted,
    is_retraction_notice,
    is_under_concern,
    kicker_name,
)
from announcer.core.publications.publication import Publication, PublicationStatus, PublicationType
from announcer.core.text.richtext import Rich, Run, Style
from tests.builders import abstract, publication


def paper(title: str, text: str = "Nurses slept well.") -> Publication:
    return publication(title=Rich.of(title), abstract=abstract(text))


@pytest.mark.parametrize(
    "title",
    [
        "Salt and sleep in nurses [RETRACTED]",
        "Salt and sleep in nurses (Retracted article)",
        "Salt and sleep in nurses (Retracted article. See vol. 12, pg. 5, 2020)",
        "Salt and sleep in nurses (Withdrawn)",
        "Salt and sleep in nurses: RETRACTED",
        "Salt and sleep in nurses – Retracted article",
        "REMOVED: Salt and sleep in nurses",
        "RETRACTED CHAPTER: Salt and sleep in nurses",
        "RETRACTED – Salt and sleep in nurses",
        "RETRACTED Salt and sleep in nurses",
        "ARTICLE WITHDRAWN: Salt and sleep in nurses",
        "TEMPORARY REMOVAL: Salt and sleep in nurses",
        "[Retracted and replaced] Salt and sleep in nurses",
        "بازپس‌گرفته‌شده: نمک و خواب پرستاران",
        "پس گرفته شده: نمک و خواب پرستاران",
        "نمک و خواب پرستاران (سلب اعتبار شده)",
        "[حذف‌شده] نمک و خواب پرستاران",
    ],
)
def test_a_retracted_paper_is_known_by_a_mark_before_or_after_its_title(title: str) -> None:
    assert is_retracted(paper(title))
    assert len(bare_title(title)) < len(title)


@pytest.mark.parametrize(
    "title",
    [
        "Salt and sleep in nurses: Retraction",
        "Salt and sleep in nurses (Retraction of vol 12, pg 5, 2020)",
        "Statement of Retraction: Salt and sleep in nurses",
        "Withdrawal: Salt and sleep in nurses",
        "Withdrawal notice to: Salt and sleep in nurses",
        "Notice of withdrawal: Salt and sleep in nurses",
        "Removal notice to Salt and sleep in nurses",
        "[Retraction] Salt and sleep in nurses",
        "نمک و خواب پرستاران (سلب اعتبار)",
    ],
)
def test_a_notice_of_retraction_is_known_by_its_title(title: str) -> None:
    assert is_retraction_notice(paper(title))


@pytest.mark.parametrize(
    "title",
    [
        "[Erratum] Salt and sleep in nurses",
        "Salt and sleep in nurses (Erratum)",
        "Salt and sleep in nurses: Corrigendum",
        "Salt and sleep in nurses [Author correction]",
        "Salt and sleep in nurses (vol 59, pg 211, 2012)",
        "Correction – Salt and sleep in nurses",
        "نمک و خواب پرستاران (اصلاحیه)",
    ],
)
def test_a_correction_is_known_by_its_title(title: str) -> None:
    assert is_correction_notice(paper(title))


@pytest.mark.parametrize(
    "title",
    [
        "Salt and sleep in nurses (Expression of Concern)",
        "[Expression of concern] Salt and sleep in nurses",
        "Salt and sleep in nurses: Editorial expression of concern",
        "Expression of Editorial Concern: Salt and sleep in nurses",
        "ابراز نگرانی: نمک و خواب پرستاران",
    ],
)
def test_a_concern_is_known_by_its_title(title: str) -> None:
    assert is_under_concern(paper(title))


@pytest.mark.parametrize(
    "text",
    [
        "This manuscript has been withdrawn by the authors because of an error.",
        "The authors have withdrawn their manuscript owing to new data. It is not to be cited.",
        "This article has been retracted at the request of the editor.",
        "Withdrawal Statement. The preprint was posted too early.",
        "This paper was removed due to a legal question.",
        "Withdrawn.",
        "این مقاله به درخواست نویسندگان پس گرفته شده است.",
    ],
)
def test_a_withdrawn_paper_is_known_by_its_abstract(text: str) -> None:
    assert is_retracted(paper("Salt and sleep in nurses", text))


def test_pubmeds_abstracts_of_notices_are_known() -> None:
    assert is_retraction_notice(paper("Salt and sleep", "[This retracts the article DOI: 10.5555/a.]"))
    assert is_correction_notice(paper("Salt and sleep", "[This corrects the article DOI: 10.5555/a.]"))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Withdrawn adolescents and their families", "Withdrawn children slept badly."),
        ("Withdrawal of antiepileptic drugs in children", "Drugs were withdrawn by their doctors."),
        ("Retraction of the soft palate in surgery", "The palate was retracted at the request of nobody."),
        (
            "Why papers are retracted",
            "This article tells of papers that have been withdrawn.",
        ),
        ("Fat removed by suction (lipoaspirate)", "Fat was removed."),
        ("Nicotine and sleep: withdrawal", "Smokers slept badly."),
        ("Posture: correction", "Posture was corrected."),
        ("Volume of the hippocampus (vol 2) in girls", "It was small."),
        ("Correction of scoliosis in children", "The authors have withdrawn the drug after surgery."),
        ("Concern about sleep", "Parents voiced an expression of worry."),
    ],
)
def test_a_paper_about_such_things_is_a_paper(title: str, text: str) -> None:
    record = paper(title, text)

    assert effective_status(record) is PublicationStatus.CURRENT
    assert kicker_name(record) == "kicker_article"


@pytest.mark.parametrize(
    ("title", "kicker"),
    [
        ("RETRACTED: Salt and sleep in nurses", "kicker_retracted"),
        ("Salt and sleep in nurses (withdrawn)", "kicker_withdrawn"),
        ("Salt and sleep in nurses (Expression of concern)", "kicker_concern"),
        ("Correction: Salt and sleep in nurses", "kicker_correction-notice"),
        ("Retraction: Salt and sleep in nurses", "kicker_retraction-notice"),
    ],
)
def test_the_kicker_says_what_has_become_of_a_paper_and_never_that_it_is_new(title: str, kicker: str) -> None:
    assert kicker_name(paper(title)) == kicker


def test_the_kicker_of_a_retracted_preprint_is_that_of_what_was_retracted() -> None:
    record = publication(type=PublicationType.PREPRINT, status=PublicationStatus.RETRACTED)

    assert (kicker_name(record), grave_status(record)) == ("kicker_retracted", "retracted")


def test_a_title_loses_its_mark_and_keeps_its_styles() -> None:
    title = Rich((Run(text="RETRACTED: Sleep of "), Run(text="E. coli", style=Style.ITALIC)))

    assert bare_rich(title).markup == "Sleep of <i>E. coli</i>"
    assert bare_title("Retraction note to: Sleep of nurses") == "Sleep of nurses"
    assert bare_title("Sleep of nurses (Retracted article)") == "Sleep of nurses"
    assert bare_title("Retracted article") == "Retracted article"


@pytest.mark.parametrize(
    "title",
    [
        "[Erratum] Salt and sleep in nurses",
        "(Corrigendum) Salt and sleep in nurses",
        "[Erratum to] Salt and sleep in nurses",
        "[Expression of Concern] Salt and sleep in nurses",
        "(Expression of concern) Salt and sleep in nurses",
        "[RETRACTED: Salt and sleep in nurses]",
        "[Expression of Concern: Salt and sleep in nurses]",
        "Corrigendum to ‘Salt and sleep in nurses’",
        'Corrigendum to "Salt and sleep in nurses" [J Sample 12 (2020) 1-4]',
        "Erratum to Salt and sleep in nurses [Sample 3 (2)]",
        'Retraction notice to "Salt and sleep in nurses" [Sample J. 12 (2020) 33]',
        "Retraction note to: Salt and sleep in nurses",
        "Retraction of “Salt and sleep in nurses”",
        "Correction to: Salt and sleep in nurses",
        "Correction – Salt and sleep in nurses",
        "Retracted: Salt and sleep in nurses",
        "Salt and sleep in nurses [Erratum]",
    ],
)
def test_of_a_notices_title_the_papers_own_is_left(title: str) -> None:
    assert bare_title(title) == "Salt and sleep in nurses"


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("[اصلاحیه] اثر نمک بر خواب", "اثر نمک بر خواب"),
        ("Erratum: “Salt” and “sleep”", "“Salt” and “sleep”"),
        ("Erratum: Salt [18F] and sleep", "Salt [18F] and sleep"),
        ("Erratum: of mice and men", "of mice and men"),
        ("Erratum", "Erratum"),
        ("[Erratum]", "[Erratum]"),
        ("Salt and sleep [in nurses]", "Salt and sleep [in nurses]"),
    ],
)
def test_brackets_and_quotes_of_the_papers_own_title_stay(title: str, bare: str) -> None:
    assert bare_title(title) == bare
