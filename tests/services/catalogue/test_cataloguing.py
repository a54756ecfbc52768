"""Bringing publications in: each once, whatever was interrupted, and in however many records it comes."""

from dataclasses import replace

import pytest

from announcer.core.posting.lifecycle import State
from announcer.core.posting.policies import Approval
from announcer.core.publications.publication import Publication, PublicationStatus, PublicationType, Translation
from announcer.core.text.richtext import Rich
from announcer.errors import ChangedMeanwhileError
from announcer.ports.store import Edit
from announcer.services.catalogue.cataloguing import TRIES, Outcome
from announcer.store.opening import SqlStore
from tests.builders import publication
from tests.catalogues import Catalogue
from tests.databases import Databases
from tests.fakes import FakeClock

BOTH = publication(translations={"fa": Translation(title=Rich.of("شیفت شب و فشار خون پرستاران"))})
IRON = Publication(
    title=Rich.of("Iron tablets once a week for girls at school"), pmid="123", lay_summary="Iron helped the girls."
)
BOOK = Publication(
    title=Rich.of("What nerve cells tell each other"),
    type=PublicationType.CHAPTER,
    journal="A Book of Nerves",
    doi="10.5555/book",
    lay_summary="Cells talk.",
)


@pytest.fixture
def store(databases: Databases) -> SqlStore:
    return databases.open(FakeClock())


@pytest.fixture
def catalogue(store: SqlStore) -> Catalogue:
    return Catalogue(store)


def test_a_publication_gets_an_announcement_in_each_of_its_languages(catalogue: Catalogue) -> None:
    received = catalogue.bring_in(BOTH)

    assert (received.outcome, [new.language for new in received.announcements]) == (Outcome.ADDED, ["en", "fa"])
    assert catalogue.known(received.uid) == BOTH


def test_bringing_it_in_again_changes_nothing(catalogue: Catalogue) -> None:
    catalogue.bring_in(BOTH)
    before = (catalogue.store.listing(), catalogue.store.history())

    again = catalogue.bring_in(BOTH, "another/file.json")

    assert (again.outcome, again.changed, again.affected) == (Outcome.KNOWN, (), ())
    assert (catalogue.store.listing(), catalogue.store.history()) == before


def test_what_was_interrupted_is_made_whole(catalogue: Catalogue) -> None:
    catalogue.break_template("fa")
    first = catalogue.bring_in(BOTH)
    catalogue.troubled.clear()
    second = catalogue.bring_in(BOTH)

    assert (first.outcome, len(first.problems)) == (Outcome.FAILED, 1)
    assert (second.outcome, [new.language for new in second.announcements]) == (Outcome.ADDED, ["fa"])


def test_what_was_interrupted_is_made_whole_whatever_form_its_record_is_stored_in(
    catalogue: Catalogue, databases: Databases
) -> None:
    catalogue.break_template("fa")
    catalogue.bring_in(BOTH)
    catalogue.troubled.clear()
    databases.run("UPDATE publication SET record = replace(record, '\"version\":1,', '\"version\": 1, ')")

    assert catalogue.bring_in(BOTH).outcome is Outcome.ADDED


def test_what_is_registered_is_not_announced(catalogue: Catalogue) -> None:
    assert catalogue.bring_in(BOTH, known=True).outcome is Outcome.REGISTERED
    assert catalogue.bring_in(BOTH, known=True).outcome is Outcome.KNOWN
    assert catalogue.bring_in(BOTH).outcome is Outcome.KNOWN
    assert catalogue.store.listing() == []


def test_what_is_registered_is_updated_and_still_not_announced(catalogue: Catalogue) -> None:
    catalogue.bring_in(BOTH, known=True)

    again = catalogue.bring_in(replace(BOTH, pmid="7"))

    assert (again.outcome, [str(change) for change in again.changed]) == (Outcome.UPDATED, ["PMID added"])
    assert catalogue.known(again.uid).pmid == "7"
    assert catalogue.store.listing() == []


def test_it_is_announced_once_more_only_on_request(catalogue: Catalogue) -> None:
    catalogue.bring_in(BOTH)

    again = catalogue.bring_in(BOTH, again=True)

    assert [new.round for new in again.announcements] == [2, 2]
    assert len({queued.id for queued in catalogue.store.listing()}) == 4


def test_switching_the_channel_announces_nothing_anew(store: SqlStore) -> None:
    Catalogue(store, charges=False).bring_in(BOTH)

    assert Catalogue(store).bring_in(BOTH).outcome is Outcome.KNOWN


@pytest.mark.parametrize("charges", [True, False])
def test_only_a_channel_that_charges_has_costs(store: SqlStore, *, charges: bool) -> None:
    received = Catalogue(store, charges=charges).bring_in(BOTH)

    assert {new.cost > 0 for new in received.announcements} == {charges}


def test_priority_is_taken_along(catalogue: Catalogue) -> None:
    received = catalogue.bring_in(BOTH, priority=5)

    assert {new.priority for new in received.announcements} == {5}


def test_an_automatic_approval_is_given_to_what_is_new(store: SqlStore) -> None:
    catalogue = Catalogue(store, approval=Approval.AUTOMATIC)

    catalogue.bring_in(publication())

    assert catalogue.only().state is State.SCHEDULED


# -- one publication, whatever its records have -----------------------------------------------------------------


def test_a_record_that_later_has_a_doi_is_the_same_publication(catalogue: Catalogue) -> None:
    first = catalogue.bring_in(IRON)
    later = catalogue.bring_in(replace(IRON, doi="10.5555/iron"))

    assert (later.outcome, [str(change) for change in later.changed]) == (Outcome.UPDATED, ["DOI added"])
    assert (first.uid, later.uid) == ("pmid:123", "pmid:123")
    assert len(catalogue.store.listing()) == 1


def test_a_page_without_any_number_and_its_record_are_the_same_publication(catalogue: Catalogue) -> None:
    page = replace(IRON, pmid="", title=Rich.of("Iron Tablets Once a Week for Girls at School"))

    first, later = catalogue.bring_in(page), catalogue.bring_in(replace(IRON, doi="10.5555/iron"))

    assert later.uid == first.uid
    assert catalogue.known(first.uid).title == IRON.title


def test_a_later_doi_alone_finds_what_first_had_none(catalogue: Catalogue) -> None:
    first = catalogue.bring_in(IRON)
    catalogue.bring_in(replace(IRON, doi="10.5555/iron"))

    third = catalogue.bring_in(replace(IRON, pmid="", doi="10.5555/iron", volume="4"))

    assert third.uid == first.uid


def test_a_title_that_was_corrected_since_still_finds_the_publication(catalogue: Catalogue) -> None:
    old = replace(IRON, doi="10.5555/iron")
    first = catalogue.bring_in(old)
    catalogue.bring_in(replace(old, title=Rich.of("Iron tablets twice a week for girls at school")))

    third = catalogue.bring_in(replace(old, doi="", pmid="", volume="4"))

    assert third.uid == first.uid


def test_two_chapters_under_the_books_doi_are_two_publications(catalogue: Catalogue) -> None:
    other = replace(BOOK, title=Rich.of("Dreams of old people"))

    one, two = catalogue.bring_in(BOOK), catalogue.bring_in(other)

    assert (one.outcome, two.outcome) == (Outcome.ADDED, Outcome.ADDED)
    assert one.uid != two.uid
    assert len({queued.id for queued in catalogue.store.listing()}) == 2
    assert [catalogue.bring_in(each, "again.toml").outcome for each in (BOOK, other)] == [Outcome.KNOWN] * 2


def test_an_article_and_its_preprint_of_the_same_title_are_two_publications(catalogue: Catalogue) -> None:
    article = replace(IRON, pmid="", doi="10.5555/article")

    catalogue.bring_in(article)
    preprint = catalogue.bring_in(replace(article, doi="10.5555/preprint"))

    assert preprint.outcome is Outcome.ADDED


def test_a_record_that_joins_two_publications_makes_them_one(catalogue: Catalogue) -> None:
    by_pmid = catalogue.bring_in(IRON)
    cut = replace(IRON, title=Rich.of("Iron tablets"), pmid="", doi="10.5555/iron")
    by_doi = catalogue.bring_in(cut)
    assert by_doi.uid != by_pmid.uid

    joined = catalogue.bring_in(replace(cut, pmid="123", title=Rich.of("Iron tablets for girls")))

    assert joined.uid == by_doi.uid
    assert catalogue.store.record(by_pmid.uid) == ""
    assert {bool(queued.held) for queued in catalogue.store.announced(joined.uid)} == {True}
    assert catalogue.bring_in(IRON, "again.toml").uid == joined.uid


def test_a_title_alone_joins_no_two_publications_with_two_dois(catalogue: Catalogue) -> None:
    article = catalogue.bring_in(replace(IRON, pmid="", doi="10.5555/article"))
    preprint = catalogue.bring_in(replace(IRON, pmid="", doi="10.5555/preprint"))

    by_title = catalogue.bring_in(replace(IRON, pmid="", volume="3"))

    assert by_title.uid == article.uid
    assert catalogue.store.is_registered(preprint.uid)


# -- somebody else is faster ------------------------------------------------------------------------------------


def test_a_publication_that_somebody_else_registers_meanwhile_is_found(databases: Databases) -> None:
    catalogue, other = (Catalogue(databases.open(FakeClock())) for _ in range(2))
    catalogue.painter.meanwhile = [lambda: other.bring_in(IRON)]

    received = catalogue.bring_in(replace(IRON, doi="10.5555/iron"))

    assert (received.outcome, received.uid) == (Outcome.UPDATED, "pmid:123")
    assert len(catalogue.store.listing()) == 1


def test_a_retraction_that_comes_while_the_announcement_is_made_holds_it(databases: Databases) -> None:
    catalogue, other = (Catalogue(databases.open(FakeClock())) for _ in range(2))
    retracted = replace(IRON, status=PublicationStatus.RETRACTED)
    catalogue.painter.meanwhile = [lambda: other.bring_in(retracted)]

    received = catalogue.bring_in(IRON)

    assert catalogue.known(received.uid).status is PublicationStatus.RETRACTED
    assert catalogue.only().held


def test_what_a_person_edits_meanwhile_stays_as_edited(catalogue: Catalogue) -> None:
    catalogue.bring_in(IRON)
    one = catalogue.only().id
    catalogue.painter.meanwhile = [lambda: catalogue.review.edit(one, Edit(text="By hand"), actor="ali")]

    received = catalogue.bring_in(replace(IRON, doi="10.5555/iron"))

    assert (received.outcome, catalogue.only().text) == (Outcome.UPDATED, "By hand")
    assert catalogue.known(received.uid).doi == "10.5555/iron"


def test_a_publication_that_is_changed_without_end_is_told_and_not_changed(catalogue: Catalogue) -> None:
    catalogue.bring_in(IRON)
    one = catalogue.only().id

    def hold() -> None:
        catalogue.review.hold(one, actor="ali", reason="wait")

    catalogue.painter.meanwhile = [hold] * TRIES
    received = catalogue.bring_in(replace(IRON, doi="10.5555/iron"))

    assert (received.outcome, [type(problem) for problem in received.problems]) == (
        Outcome.FAILED,
        [ChangedMeanwhileError],
    )
    assert catalogue.known("pmid:123").doi == ""
