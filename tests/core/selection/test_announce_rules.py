"""By which rules a publication is announced when it comes in."""

from datetime import date
from typing import Any

import pytest

from announcer.core.publications.publication import Affiliation, Author, PartialDate, PublicationType
from announcer.core.selection.announce_rules import AnnounceRules, last_day
from tests.builders import institution, publication

OURS = institution(faculties={"School of Medicine": (), "School of Health": ()})
SCHOOL = Affiliation(number=1, text="School of Medicine, Isfahan University of Medical Sciences", is_home=True)


def against(rules: AnnounceRules, **changes: Any) -> tuple[str, ...]:
    return rules.reasons_against(publication(**changes), OURS)


def test_without_rules_everything_is_announced() -> None:
    assert against(AnnounceRules(), published=None, authors=(), journal="") == ()


@pytest.mark.parametrize(
    ("published", "reasons"),
    [
        (PartialDate(year=2026), ()),
        (PartialDate(year=2026, month=6), ()),
        (PartialDate(year=2026, month=5), ("its date, 2026-05, is before 2026-06-15",)),
        (PartialDate(year=2026, month=6, day=14), ("its date, 2026-06-14, is before 2026-06-15",)),
        (PartialDate(year=2025), ("its date, 2025, is before 2026-06-15",)),
        (PartialDate(year=1405), ()),
        (PartialDate(year=1404), ("its date, 1404, is before 2026-06-15",)),
        (None, ("the record does not say when it came out",)),
    ],
)
def test_a_date_counts_as_late_as_it_may_be(published: PartialDate | None, reasons: tuple[str, ...]) -> None:
    assert against(AnnounceRules(since=date(2026, 6, 15)), published=published) == reasons


@pytest.mark.parametrize("odd", [(9999, 2, 31), (2024, 2, 30), (2024, 13, 1), (10000, None, None), (1, 1, 1)])
def test_an_odd_date_has_a_last_day_too(odd: tuple[int, int | None, int | None]) -> None:
    assert last_day(PartialDate(year=odd[0], month=odd[1], day=odd[2]))


def test_only_types_that_are_named_are_announced() -> None:
    rules = AnnounceRules(types=(PublicationType.ARTICLE, PublicationType.REVIEW))

    assert against(rules) == ()
    assert against(rules, type=PublicationType.EDITORIAL) == ("its type, editorial, is not announced",)


def test_an_author_of_ours_may_be_asked_for() -> None:
    rules = AnnounceRules(home_author=True)
    doubtful = Affiliation(number=1, text="IUMS", matched_by="doubtful: IUMS")
    abroad = (Author(name="A", is_home=False),)

    assert against(rules) == ()
    assert against(rules, authors=abroad) == ("no author is ours",)
    assert against(rules, authors=(Author(name="A"),)) == ("the record does not say where its authors work",)
    assert against(rules, authors=abroad, affiliations=(doubtful,)) == ("whether an author is ours is doubtful",)


def test_open_access_may_be_asked_for() -> None:
    rules = AnnounceRules(open_access=True)

    assert against(rules, open_access=True) == ()
    assert against(rules, open_access=False) == ("it is not open access",)
    assert against(rules, open_access=None) == ("the record does not say that it is open access",)


def test_journals_are_known_by_name_or_issn_whatever_the_case() -> None:
    wanted = AnnounceRules(journals=("the lancet", "1234-5678"))
    unwanted = AnnounceRules(not_journals=("Journal of Nothing",))

    assert against(wanted, journal="The Lancet") == ()
    assert against(wanted, journal="Another", issn=("1234-5678",)) == ()
    assert against(wanted, journal="Another") == ("its journal, Another, is none of those announced",)
    assert against(unwanted, journal="Another") == ()
    assert against(unwanted, journal="journal of nothing") == ("its journal, journal of nothing, is not announced",)


def test_faculties_may_be_asked_for() -> None:
    rules = AnnounceRules(faculties=("School of Health",))

    assert against(rules) == ("the record names no faculty of ours",)
    assert against(rules, affiliations=(SCHOOL,)) == ("it is of School of Medicine, which is not announced",)
    assert against(AnnounceRules(faculties=("School of Medicine",)), affiliations=(SCHOOL,)) == ()


def test_all_reasons_are_given_at_once() -> None:
    rules = AnnounceRules(since=date(2027, 1, 1), types=(PublicationType.REVIEW,), open_access=True)

    assert len(against(rules)) == 3
