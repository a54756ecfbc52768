from dataclasses import replace
from typing import Any

import pytest

from announcer.core.findings import Level
from announcer.core.publications.publication import (
    Affiliation,
    Author,
    PartialDate,
    PublicationStatus,
    PublicationType,
    Translation,
)
from announcer.core.publications.record_findings import LONGEST_TITLE, record_findings
from announcer.core.text.richtext import Rich
from tests.builders import institution, publication


def findings(**changes: Any) -> list[tuple[str, Level]]:
    """Return what is found, but for the note on which words the study mark rests."""
    found = record_findings(publication(**changes), institution())
    return [(each.id, each.level) for each in found if each.id != "study-mark"]


def test_a_complete_record_has_no_findings() -> None:
    assert findings() == []


@pytest.mark.parametrize(
    "title",
    [
        "Retraction: Salt and sleep in nurses",
        "Retraction note to: Salt and sleep in nurses",
        "Retraction Notice: Salt and sleep in nurses",
        "Retraction of “Salt and sleep in nurses”",
        "Notice of Retraction. Salt and sleep in nurses",
        "اطلاعیهٔ بازپس‌گیری مقاله: نمک و خواب",
        "سلب اعتبار: نمک و خواب پرستاران",
    ],
)
def test_a_notice_of_retraction_is_held(title: str) -> None:
    assert findings(title=Rich.of(title)) == [("retraction-notice", Level.HOLD)]


@pytest.mark.parametrize(
    "title",
    [
        "Correction: Salt and sleep in nurses",
        "Correction to: Salt and sleep in nurses",
        "Author Correction: Salt and sleep in nurses",
        "Publisher correction to: Salt and sleep in nurses",
        "Erratum to: Salt and sleep in nurses",
        "Corrigendum: Salt and sleep in nurses",
        "اصلاحیه: نمک و خواب پرستاران",
        "غلط‌نامهٔ شمارهٔ پیشین مجله",
    ],
)
def test_a_correction_is_held(title: str) -> None:
    assert findings(title=Rich.of(title)) == [("correction-notice", Level.HOLD)]


@pytest.mark.parametrize(
    "title",
    [
        "RETRACTED: Salt and sleep",
        "[Retracted] Salt and sleep",
        "Retracted Article: Salt",
        "WITHDRAWN: Salt and sleep",
    ],
)
def test_a_retracted_paper_is_held(title: str) -> None:
    assert findings(title=Rich.of(title)) == [("retracted", Level.HOLD)]


@pytest.mark.parametrize(
    "title",
    [
        "Retraction of the soft palate in surgery",
        "Retraction pockets of the tympanic membrane",
        "Correction of scoliosis in children",
        "Corrections officers and their sleep",
        "Why retracted: papers are still cited",
        "Withdrawn adolescents and their families",
    ],
)
def test_a_paper_about_retraction_or_correction_is_a_paper(title: str) -> None:
    assert findings(title=Rich.of(title)) == []


def test_the_type_and_status_of_a_record_are_believed() -> None:
    assert findings(type=PublicationType.RETRACTION_NOTICE) == [("retraction-notice", Level.HOLD)]
    assert findings(type=PublicationType.CORRECTION_NOTICE) == [("correction-notice", Level.HOLD)]
    assert findings(status=PublicationStatus.RETRACTED) == [("retracted", Level.HOLD)]
    assert findings(status=PublicationStatus.CONCERN) == [("expression-of-concern", Level.HOLD)]
    assert findings(status=PublicationStatus.CORRECTED) == [("corrected", Level.WARNING)]


def test_an_expression_of_concern_is_held() -> None:
    assert findings(title=Rich.of("Editorial Expression of Concern: Salt")) == [
        ("expression-of-concern", Level.HOLD)
    ]


def test_a_record_without_any_address_is_held_unless_the_site_has_a_pattern() -> None:
    record = publication(doi="", links=(), abstract=None, lay_summary="Nurses slept badly.")

    assert [found.id for found in record_findings(record, institution())] == ["no-link"]
    assert record_findings(record, institution(page_url="https://example.org/{slug}")) == ()


def test_a_title_of_one_letter_is_held_and_one_of_a_page_is_reported() -> None:
    assert findings(title=Rich.of("S")) == [("title-too-short", Level.HOLD)]
    assert findings(title=Rich.of("Sleep " * (LONGEST_TITLE // 6 + 1))) == [("very-long-title", Level.WARNING)]
    assert findings(title=Rich.of("x" * 3_000)) == [("very-long-title", Level.WARNING)]


def test_a_title_in_capitals_is_reported_and_abbreviations_are_not() -> None:
    assert findings(title=Rich.of("SLEEP AND WORK IN NURSES")) == [("all-caps-title", Level.WARNING)]
    assert findings(title=Rich.of("DNA, PCR: 2024")) == []
    assert findings(title=Rich.of("خواب و کار در پرستاران ایرانی")) == []


def test_missing_authors_are_reported() -> None:
    assert findings(authors=()) == [("no-authors", Level.HOLD)]


def test_authors_none_of_whom_is_ours_are_reported_only_where_affiliations_are_known() -> None:
    strangers = tuple(replace(author, is_home=False) for author in publication().authors)
    unknown = tuple(replace(author, is_home=None) for author in publication().authors)

    assert findings(authors=strangers) == [("no-home-author", Level.WARNING)]
    assert findings(authors=unknown) == []


def test_numbers_of_affiliations_that_are_not_listed_are_told() -> None:
    lost = publication(authors=(Author(name="Rahimi S", affiliations=(1, 7, 3), is_home=True),))
    found, *_ = record_findings(lost, institution())

    assert (found.id, found.level) == ("affiliation-missing", Level.WARNING)
    assert found.message.endswith(": 3, 7")


@pytest.mark.parametrize(
    "orcid", ["0000-0002-1825-0098", "0000-0002-1825-007X", "0000-0002-1852-0097", "0000-0002-9079-5930"]
)
def test_an_orcid_with_a_slip_in_it_is_told(orcid: str) -> None:
    people = (Author(name="Rahimi S", orcid=orcid), Author(name="Hansen K", orcid="0000-0002-1825-0097"))

    (found,) = record_findings(publication(authors=people, key_sentence="Salt helps."), institution())[:1]

    assert (found.id, found.level) == ("orcid-wrong", Level.WARNING)
    assert found.message.endswith(f": {orcid} of Rahimi S")


@pytest.mark.parametrize("year", [1520, 2912])
def test_a_year_long_ago_or_far_ahead_is_told(year: int) -> None:
    assert findings(published=PartialDate(year=year)) == [("unlikely-year", Level.WARNING)]


def test_a_record_without_a_date_is_not_told_of() -> None:
    assert findings(published=None) == []


def test_a_preprint_is_noted() -> None:
    assert findings(type=PublicationType.PREPRINT) == [("preprint", Level.NOTE)]


def test_a_record_with_nothing_to_take_a_key_sentence_from_is_reported() -> None:
    assert findings(abstract=None) == [("no-abstract", Level.WARNING)]
    assert findings(abstract=None, lay_summary="Nurses slept less.") == []


def test_a_translated_title_in_capitals_is_told_where_nothing_says_how_its_words_are_written() -> None:
    shouted = Translation(title=Rich.of("MURINE MODELS IN CANCER RESEARCH"))
    calm = Translation(title=Rich.of("RISK FACTORS IN CHILDREN"))

    assert findings(translations={"de": shouted}) == [("all-caps-title", Level.WARNING)]
    assert findings(translations={"de": calm}) == []


def test_a_doubtful_affiliation_is_told_where_nobody_is_ours() -> None:
    doubtful = Affiliation(number=1, text="Hospital of Atown", matched_by="doubtful: Atown")
    record = publication(affiliations=(doubtful,), authors=(Author(name="A B", affiliations=(1,)),))

    found = {finding.id: finding.message for finding in record_findings(record, institution())}

    assert "Hospital of Atown" in found["doubtful-home-author"]
    assert "no-home-author" not in found


@pytest.mark.parametrize("name", ["C. A. Garc?a-Negrete", "M?ller K"])
def test_a_name_that_lost_a_letter_is_held(name: str) -> None:
    assert ("name-garbled", Level.HOLD) in findings(authors=(Author(name=name, is_home=True),))


@pytest.mark.parametrize("name", ["García-Negrete CA", "O'Neil P", "Unknown ?"])
def test_a_whole_name_is_none(name: str) -> None:
    assert findings(authors=(Author(name=name, is_home=True),)) == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Allen, J (2011) Sleep of nurses, Sport and Ethics, 5 (3): 287-302", ["title-is-citation"]),
        ("Sleep of nurses (2011) in ten hospitals", []),
        ("parasitised nurses as shown by amber", ["title-begins-small"]),
        ("mRNA of nurses on nights", []),
        ("pH of the night", []),
        ("de novo sleep of nurses", []),
    ],
)
def test_a_title_that_is_a_citation_or_lost_its_beginning_is_reported(title: str, found: list[str]) -> None:
    assert findings(title=Rich.of(title)) == [(each, Level.WARNING) for each in found]
