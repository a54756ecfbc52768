"""Rules keep a year's output out of the queue; a person chooses from the shortlist. On both databases."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from announcer.core.publications.publication import Affiliation, Author, PartialDate, Publication, PublicationType
from announcer.core.selection.announce_rules import AnnounceRules
from announcer.core.text.richtext import Rich
from announcer.errors import UsageError
from announcer.services.catalogue.cataloguing import AddOptions, Outcome
from announcer.services.selection.shortlisting import Shortlisting
from tests.builders import institution, publication
from tests.catalogues import Catalogue
from tests.databases import Databases
from tests.fakes import FakeClock

RULES = AnnounceRules(since=date(2026, 1, 1), home_author=True)
FACULTIES = institution(faculties={"School of Medicine": (), "School of Health": ()})
OLD = publication(
    title=Rich.of("Salt and sleep in hospital porters"),
    doi="10.5555/old",
    links=(),
    published=PartialDate(year=2019),
)


@pytest.fixture
def catalogue(databases: Databases) -> Catalogue:
    return Catalogue(databases.open(FakeClock()), rules=RULES)


@pytest.fixture
def shortlisting(catalogue: Catalogue) -> Shortlisting:
    return Shortlisting(
        store=catalogue.store,
        cataloguing=catalogue.cataloguing,
        institution=FACULTIES,
        zone=ZoneInfo("Asia/Tehran"),
    )


def of_school(number: int, school: str) -> Publication:
    """Return an old publication of a school."""
    words = ("Iron", "Bread", "Noise", "Light", "Water")
    where = f"{school}, Isfahan University of Medical Sciences"
    return replace(
        OLD,
        title=Rich.of(f"{words[number]} in the homes of the very old people of the town"),
        doi=f"10.5555/school.{number}",
        authors=(Author(name="A B", affiliations=(1,), is_home=True),),
        affiliations=(Affiliation(number=1, text=where, is_home=True),),
    )


def test_what_the_rules_do_not_announce_is_registered_with_the_reasons(catalogue: Catalogue) -> None:
    received = catalogue.bring_in(OLD)

    assert (received.outcome, received.announcements) == (Outcome.REGISTERED, ())
    assert received.reasons == ("its date, 2019, is before 2026-01-01",)
    assert catalogue.known(received.uid) == OLD
    assert catalogue.bring_in(publication()).outcome is Outcome.ADDED


def test_coming_again_changes_nothing_of_that(catalogue: Catalogue) -> None:
    catalogue.bring_in(OLD)

    again = catalogue.bring_in(OLD, "another.json")

    assert (again.outcome, again.announcements) == (Outcome.KNOWN, ())
    assert catalogue.store.listing() == []


def test_the_first_run_registers_without_asking_the_rules(catalogue: Catalogue) -> None:
    received = catalogue.bring_in(OLD, known=True)

    assert (received.outcome, received.reasons) == (Outcome.REGISTERED, ())


def test_a_publication_of_the_shortlist_is_announced_by_its_name(
    catalogue: Catalogue, shortlisting: Shortlisting
) -> None:
    catalogue.bring_in(OLD)
    (one,) = shortlisting.shortlist(limit=5)

    received = shortlisting.announce(one.uid, AddOptions(priority=5), actor="sara")

    assert received.outcome is Outcome.ADDED
    assert [(queued.title, queued.priority) for queued in catalogue.store.listing()] == [(OLD.title.plain, 5)]
    assert shortlisting.shortlist(limit=5) == ()


def test_announcing_it_twice_makes_nothing_more(catalogue: Catalogue, shortlisting: Shortlisting) -> None:
    catalogue.bring_in(OLD)
    shortlisting.announce("10.5555/old", AddOptions(), actor="sara")

    again = shortlisting.announce("https://doi.org/10.5555/OLD", AddOptions(), actor="sara")
    with_priority = shortlisting.announce("doi:10.5555/old", AddOptions(priority=1), actor="sara")

    assert (again.outcome, again.problems) == (Outcome.KNOWN, ())
    assert with_priority.outcome is Outcome.FAILED
    assert len(catalogue.store.listing()) == 1


def test_a_name_of_nothing_or_of_several_is_refused(catalogue: Catalogue, shortlisting: Shortlisting) -> None:
    book = replace(OLD, type=PublicationType.CHAPTER, doi="10.5555/book", journal="A Book")
    other = replace(book, title=Rich.of("What nerve cells tell each other at night"))
    catalogue.bring_in(book)
    catalogue.bring_in(other)

    with pytest.raises(UsageError, match="is registered"):
        shortlisting.named("10.5555/never")
    with pytest.raises(UsageError, match="is registered"):
        shortlisting.named("nonsense")
    with pytest.raises(UsageError, match="several publications"):
        shortlisting.named("10.5555/BOOK")


def test_a_faculty_that_was_announced_lately_lets_others_go_first(
    catalogue: Catalogue, shortlisting: Shortlisting
) -> None:
    for number, school in enumerate(("School of Medicine", "School of Medicine", "School of Health")):
        catalogue.bring_in(of_school(number, school))
    shortlisting.announce("10.5555/school.0", AddOptions(), actor="sara")

    first, second = shortlisting.shortlist(limit=5)

    assert (first.uid, second.uid) == ("doi:10.5555/school.2", "doi:10.5555/school.1")
    assert "School of Health was not announced lately" in [point.reason for point in first.counts]
    assert [one.uid for one in shortlisting.shortlist(limit=5, faculty="School of Medicine")] == [second.uid]
    assert len(shortlisting.shortlist(limit=1)) == 1
    with pytest.raises(UsageError, match="the settings have no faculty 'School of Magic'") as refused:
        shortlisting.shortlist(limit=1, faculty="School of Magic")
    assert "School of Medicine" in refused.value.hint
    without = replace(shortlisting, institution=replace(shortlisting.institution, faculties={}))
    with pytest.raises(UsageError, match="the settings name no faculty") as refused:
        without.shortlist(limit=1, faculty="Nursing")
    assert "institution.faculties" in refused.value.hint
