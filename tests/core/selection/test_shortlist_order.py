"""The order of what is not announced, with its reasons."""

from datetime import date
from typing import Any

from announcer.core.publications.publication import (
    Affiliation,
    Author,
    PartialDate,
    PublicationStatus,
    PublicationType,
)
from announcer.core.selection.shortlist_order import Moment, Ranked, ranked
from announcer.core.text.richtext import Rich
from tests.builders import abstract, institution, publication

OURS = institution(faculties={"School of Medicine": ()})
SCHOOL = Affiliation(number=1, text="School of Medicine, Isfahan University of Medical Sciences", is_home=True)
TODAY = Moment(today=date(2026, 6, 30))


def order(**records: dict[str, Any]) -> list[str]:
    found = ranked([(name, publication(**changes)) for name, changes in records.items()], OURS, TODAY)
    return [one.uid for one in found]


def only(moment: Moment = TODAY, **changes: Any) -> Ranked:
    (found,) = ranked([("a", publication(**changes))], OURS, moment)
    return found


def test_what_came_out_last_stands_first() -> None:
    ages: dict[str, dict[str, Any]] = {
        "old": {"published": PartialDate(year=2020)},
        "unknown": {"published": None},
        "new": {"published": PartialDate(year=2026, month=6, day=20)},
        "spring": {"published": PartialDate(year=2026, month=4)},
        "last_year": {"published": PartialDate(year=2025, month=9)},
    }

    assert order(**ages) == ["new", "spring", "last_year", "old", "unknown"]


def test_each_thing_that_counts_is_named_with_its_points() -> None:
    found = only(
        title=Rich.of("Salt and sleep: a randomised controlled trial"),
        abstract=abstract("In this randomised controlled trial we studied 2,412 nurses for two years."),
        published=PartialDate(year=2026, month=6),
        open_access=True,
        affiliations=(SCHOOL,),
    )

    assert [(point.points, point.reason) for point in found.counts] == [
        (4, "came out 2026-06"),
        (2, "open access"),
        (3, "randomised trial"),
        (1, "2,412 people"),
        (2, "our first author"),
        (2, "School of Medicine was not announced lately"),
    ]
    assert found.points == 14


def test_a_faculty_that_was_announced_lately_counts_no_more() -> None:
    lately = Moment(today=TODAY.today, announced={"School of Medicine"})

    assert only(lately, affiliations=(SCHOOL,)).points == only(affiliations=(SCHOOL,)).points - 2


def test_a_last_author_of_ours_counts_less_than_a_first_one_and_none_counts_against_it() -> None:
    ours, other = Author(name="A", is_home=True), Author(name="B", is_home=False)

    assert order(
        none={"authors": (other,)},
        last={"authors": (other, ours)},
        first={"authors": (ours, other)},
        middle={"authors": (other, ours, other)},
        cut={"authors": (other, ours), "authors_complete": False},
    ) == ["first", "last", "cut", "middle", "none"]


def test_comments_and_records_without_an_abstract_stand_further_back() -> None:
    assert order(
        bare={"abstract": None, "type": PublicationType.LETTER}, letter={"type": PublicationType.LETTER}, article={}
    ) == ["article", "letter", "bare"]


def test_retracted_papers_and_notices_are_left_out() -> None:
    assert (
        order(
            retracted={"status": PublicationStatus.RETRACTED},
            doubted={"status": PublicationStatus.CONCERN},
            notice={"type": PublicationType.CORRECTION_NOTICE},
        )
        == []
    )
