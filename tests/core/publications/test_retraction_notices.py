"""Which of several notices of a paper stands, and how old a list is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from announcer.core.publications.publication import PublicationStatus, Relation, RelationKind
from announcer.core.publications.retraction_notices import (
    NoticeNature,
    RetractionData,
    RetractionNotice,
    outdated,
    reinstated_words,
    reinstatement,
    standing,
    with_notice,
)
from tests.builders import publication

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def notice(nature: NoticeNature, day: str = "", record: str = "1") -> RetractionNotice:
    noticed = date.fromisoformat(day) if day else None
    return RetractionNotice(record=record, nature=nature, noticed=noticed, notice_doi="10.5555/notice")


RETRACTED = notice(NoticeNature.RETRACTION, "2024-02-01")
CONCERN = notice(NoticeNature.CONCERN, "2025-02-01")


@pytest.mark.parametrize(
    ("notices", "expected"),
    [
        ([], None),
        ([CONCERN], CONCERN),
        ([CONCERN, RETRACTED], RETRACTED),
        ([notice(NoticeNature.CORRECTION, "2025-01-01")], None),
        ([RETRACTED, notice(NoticeNature.REINSTATEMENT, "2024-03-01")], None),
        ([notice(NoticeNature.REINSTATEMENT, "2024-02-01"), RETRACTED], None),
        ([RETRACTED, notice(NoticeNature.REINSTATEMENT, "2024-03-01"), CONCERN], CONCERN),
        ([notice(NoticeNature.RETRACTION), notice(NoticeNature.REINSTATEMENT)], None),
    ],
)
def test_a_reinstatement_ends_what_came_before_and_a_retraction_outweighs_a_concern(
    notices: list[RetractionNotice], expected: RetractionNotice | None
) -> None:
    assert standing(notices) == expected


def test_a_paper_is_reinstated_only_by_a_notice_after_what_was_said_against_it() -> None:
    again = notice(NoticeNature.REINSTATEMENT, "2024-03-01")

    assert reinstatement([RETRACTED, again]) == again
    assert reinstatement([again]) is None
    assert reinstatement([RETRACTED, again, CONCERN]) is None
    assert reinstatement([]) is None
    assert reinstated_words(again).startswith("reinstated since 2024-03-01; ")
    assert reinstated_words(notice(NoticeNature.REINSTATEMENT)).startswith("reinstated; ")


def test_of_two_retractions_the_last_stands() -> None:
    later = notice(NoticeNature.RETRACTION, "2024-05-01", record="2")

    assert standing([later, RETRACTED]) == later


def test_a_publication_gets_the_status_and_the_notice_as_a_relation_once() -> None:
    retracted = with_notice(publication(), RETRACTED)

    assert retracted.status is PublicationStatus.RETRACTED
    assert retracted.relations == (Relation(kind=RelationKind.RETRACTED_BY, doi="10.5555/notice"),)
    assert with_notice(retracted, RETRACTED) == retracted
    assert with_notice(publication(doi="10.5555/notice"), RETRACTED).relations == ()
    assert with_notice(publication(), CONCERN).status is PublicationStatus.CONCERN


def test_a_concern_leaves_a_retracted_paper_retracted() -> None:
    retracted = publication(status=PublicationStatus.RETRACTED)

    assert with_notice(retracted, CONCERN).status is PublicationStatus.RETRACTED


def data(newest: date | None, *, is_applied: bool = True) -> RetractionData:
    return RetractionData(source="rw.csv", read_at=NOW, newest=newest, notices=9, is_applied=is_applied)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (None, "no retraction data were read"),
        (data(date(2026, 11, 10)), ""),
        (data(date(2026, 11, 9)), ""),
        (data(date(2026, 11, 8)), "the newest notice is of 2026-11-08, 15 days ago, and at most 14 days"),
        (data(None), "none has a date"),
        (data(date(2026, 11, 20), is_applied=False), "interrupted"),
        (data(date(2026, 11, 24)), ""),
    ],
)
def test_a_list_is_as_old_as_its_newest_notice(known: RetractionData | None, words: str) -> None:
    found = outdated(known, timedelta(days=14), NOW)

    assert words in found
    assert bool(words) == bool(found)


def test_nothing_is_outdated_where_nobody_asks() -> None:
    assert outdated(None, None, NOW) == ""
