"""What sources list beside research, and slips in titles."""

import pytest

from announcer.core.publications.not_research import not_research_findings
from announcer.core.publications.publication import PublicationStatus
from announcer.core.text.richtext import Rich
from tests.builders import publication


def found(title: str, **changes: object) -> list[str]:
    return [each.id for each in not_research_findings(publication(title=Rich.of(title), **changes))]


@pytest.mark.parametrize(
    "title",
    [
        'Review for "Salt and sleep in nurses"',
        "Decision letter: Salt and sleep in nurses",
        "Author response: Salt and sleep in nurses",
        "Author response for “Salt and sleep in nurses”",
        "Peer review report 2 on salt and sleep",
        "Reviewer #1 (Public review)",
        "INDEX TO ADVERTISERS",
        "Index to Volume 165",
        "Author index",
        "Issue Information",
        "Table of Contents",
        "Editorial Board",
        "Instructions for Authors",
        "Thanks to our reviewers 2025",
        "Letter from the president",
        "Front cover",
        "Introduction",
        "NECROLOGY",
        "Preface",
        "Concluding remarks",
        "Obituary",
        "Medical News",
        "مقدمه",
        "Republication of color figures",
        "فهرست مطالب",
        "راهنمای نویسندگان",
        "References",
        "Bibliography",
    ],
)
def test_what_is_no_research_is_held(title: str) -> None:
    assert found(title) == ["not-research"]


def test_a_peer_review_is_known_by_its_doi() -> None:
    assert found("Salt and sleep in nurses", doi="10.5555/e21/v2/review1") == ["not-research"]


@pytest.mark.parametrize(
    "title",
    [
        "Comment on “Salt and sleep in nurses”",
        "Reply",
        "Reply to Hansen",
        "Authors' reply",
        "Re: Salt and sleep in nurses",
        "Response to the letter of Hansen",
        "Response to “Salt and sleep”",
        "In reply",
        "پاسخ به نقد مقالهٔ نمک و خواب",
    ],
)
def test_a_comment_or_reply_is_told_of(title: str) -> None:
    assert found(title) == ["comment-or-reply"]


@pytest.mark.parametrize(
    "title",
    [
        "P-123 Salt and sleep in nurses",
        "Abstract 1204: Salt and sleep in nurses",
        "Abstract P5-10-01: Salt and sleep in nurses",
        "Salt and sleep in nurses (Manuscript no. NURS-2025-0012)",
        "NURS-D-25-01234R1: Salt and sleep",
        "Salt and sleep in nurses (R1)",
        "JSLEEP-2025-00123.R2 Salt and sleep",
    ],
)
def test_a_number_that_is_not_the_papers_is_told_of(title: str) -> None:
    assert found(title) == ["number-in-title"]


@pytest.mark.parametrize(
    "title",
    [
        "Response to antiretroviral therapy in nurses",
        "Index of sleep in nurses and its use",
        "Contents of sodium in bread",
        "Reviewing sleep: a review of “good nights”",
        "Review of salt and sleep in nurses",
        "S100 proteins and sleep",
        "P53 Mutations in nurses",
        "COVID-19 and sleep in 2020-2021",
        "The HLA-B27 antigen and receptor R1",
        "Replying to messages at night costs sleep",
        "Acknowledging sleep in nursing",
        "Covering the night shift",
    ],
)
def test_a_title_that_only_sounds_so_is_in_order(title: str) -> None:
    assert found(title) == []


def test_a_corrected_paper_asks_for_a_look_at_the_correction() -> None:
    assert found("Salt and sleep in nurses", status=PublicationStatus.CORRECTED) == ["corrected"]


@pytest.mark.parametrize(
    "title", ["NEW YORK ACADEMY OF MEDICINE", "BRUTALITIES of physicians", "The beriberi heart"]
)
def test_an_unsigned_note_without_an_abstract_is_held(title: str) -> None:
    bare = {"authors": (), "abstract": None, "lay_summary": "", "key_sentence": ""}

    assert found(title, **bare) == ["not-research"]
    assert found(title, **{**bare, "lay_summary": "Nurses sleep badly."}) == []
    assert found(title, abstract=None) == []
    assert found("Sleep, tea and temper of nurses on long night shifts", **bare) == []


@pytest.mark.parametrize(
    "title",
    ["CBFiM Systematic Map.xlsx", "data_2019.csv", "Appendix S1.pdf", "Naps of nurses.docx", "figure-2.tiff"],
)
def test_a_file_called_by_its_name_is_held(title: str) -> None:
    assert found(title) == ["not-research"]


@pytest.mark.parametrize(
    "title", ["Naps with Node.js: a tutorial", "Reading a csv of naps", "The .R files of naps"]
)
def test_a_title_that_speaks_of_files_is_in_order(title: str) -> None:
    assert found(title) == []
