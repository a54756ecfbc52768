"""Why something is held names who said so: the list of retractions, or the record that did. On both databases."""

from dataclasses import replace
from datetime import date

import pytest

from announcer.core.posting.lifecycle import RECORD
from announcer.core.posting.queued import Queued
from announcer.core.posts.post import Receipt
from announcer.core.publications.retraction_notices import NoticeNature, RetractionData, RetractionNotice
from announcer.core.text.richtext import Rich
from announcer.services.catalogue.merging_by_hand import MergingByHand
from announcer.services.selection.retraction_checks import RetractionChecks
from announcer.store.records import from_record
from tests.builders import institution, publication
from tests.catalogues import Catalogue
from tests.databases import Databases
from tests.fakes import FakeClock

TITLE = "Air pollution and asthma in the schools of Isfahan"
LISTED = publication(title=Rich.of(TITLE), doi="10.5555/air", links=())
THIRD = replace(LISTED, title=Rich.of(f"{TITLE} in Iran"), doi="10.5555/third")
WITHOUT_DOI = replace(LISTED, title=Rich.of(f"{TITLE}, Iran"), doi="")
NOTICE = RetractionNotice(
    record="4", nature=NoticeNature.RETRACTION, doi=LISTED.doi, noticed=date(2026, 3, 6), reasons="Plagiarism"
)
REASON = "retracted: the record in rw.csv, record 4 of 2026-03-06: Plagiarism"


@pytest.fixture
def catalogue(databases: Databases) -> Catalogue:
    store = databases.open(FakeClock())
    checks = RetractionChecks(store=store, decode=from_record, institution=institution())
    data = RetractionData(source="rw.csv", read_at=store.now(), newest=NOTICE.noticed, notices=1)
    store.replace_retractions([NOTICE], data)
    return Catalogue(store, checks=checks)


def announcements(catalogue: Catalogue) -> list[Queued]:
    return list(catalogue.store.listing())


def merge(catalogue: Catalogue) -> None:
    """Accept the one proposal there is."""
    updating = catalogue.cataloguing.updating
    merging = MergingByHand(store=catalogue.store, updating=updating, form=updating.form)
    (proposal,) = merging.open_proposals()
    merging.accept(proposal.id, actor="sara")


def test_a_merge_names_the_list_and_its_reason_and_not_the_record_without_a_doi(catalogue: Catalogue) -> None:
    catalogue.bring_in(WITHOUT_DOI, source="a.ris")
    catalogue.bring_in(LISTED, source="b.bib")

    merge(catalogue)

    assert {queued.retraction for queued in announcements(catalogue)} == {REASON}
    assert all(queued.held.startswith(REASON) for queued in announcements(catalogue))


def test_a_posted_one_names_the_list_too(catalogue: Catalogue) -> None:
    catalogue.bring_in(WITHOUT_DOI, source="a.ris")
    receipt = Receipt(remote_id="1", url="https://x.com/iums/status/1")
    changes = {"receipt": receipt, "posted_at": catalogue.store.now()}
    posted = catalogue.store.move(catalogue.only(), RECORD, actor="sara", changes=changes)  # type: ignore[arg-type]
    assert posted
    catalogue.bring_in(LISTED, source="b.bib")

    merge(catalogue)

    assert catalogue.store.get(posted.id).retraction == REASON


def test_a_stated_reason_stays_when_the_list_says_it_in_other_words(catalogue: Catalogue) -> None:
    catalogue.bring_in(WITHOUT_DOI, source="a.ris")
    catalogue.bring_in(LISTED, source="b.bib")
    merge(catalogue)
    later = RetractionData(source="new.csv", read_at=catalogue.store.now(), newest=NOTICE.noticed, notices=1)
    catalogue.store.replace_retractions([replace(NOTICE, reasons="Fake Data")], later)

    catalogue.bring_in(THIRD, source="c.ris")
    merge(catalogue)

    of_first = [queued for queued in announcements(catalogue) if queued.round < 3]
    assert {queued.retraction for queued in of_first} == {REASON}


def test_without_a_list_the_record_that_said_so_is_named(databases: Databases) -> None:
    catalogue = Catalogue(databases.open(FakeClock()))
    catalogue.bring_in(WITHOUT_DOI, source="a.ris")
    retracted = replace(LISTED, title=Rich.of(f"RETRACTED: {TITLE}"))
    catalogue.bring_in(retracted, source="b.bib")

    merge(catalogue)

    assert {queued.retraction for queued in announcements(catalogue)} == {"retracted: the record in b.bib"}


def test_what_a_person_let_go_on_is_not_held_again_for_the_same_reason(catalogue: Catalogue) -> None:
    catalogue.bring_in(WITHOUT_DOI, source="a.ris")
    catalogue.bring_in(LISTED, source="b.bib")
    merge(catalogue)
    one = announcements(catalogue)[0]
    catalogue.review.resume(one.id, actor="sara")
    catalogue.bring_in(THIRD, source="c.ris")

    merge(catalogue)

    assert catalogue.store.get(one.id).retraction == ""
