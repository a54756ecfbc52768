"""A list of retractions is read wholly or not at all, and holds what it speaks against. On both databases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO

import pytest

from announcer.core.posting.lifecycle import RECORD, State
from announcer.core.posting.queued import Queued
from announcer.core.posts.post import Receipt
from announcer.core.publications.publication import PublicationStatus
from announcer.core.publications.retraction_notices import NoticeNature, RetractionNotice
from announcer.core.text.richtext import Rich
from announcer.errors import ConfigurationError, SourceError, WrongStateError
from announcer.ports.store import Impact
from announcer.services.catalogue.cataloguing import Outcome, Received
from announcer.services.selection.retraction_checks import RetractionChecks, advice_on_retractions
from announcer.services.selection.retraction_reading import LISTED, RetractionReading
from announcer.store.records import from_record
from tests.builders import institution, publication
from tests.catalogues import Catalogue
from tests.databases import Databases
from tests.fakes import FakeClock

PAPER = publication()
NOTICE = RetractionNotice(
    record="12", nature=NoticeNature.RETRACTION, doi=PAPER.doi, noticed=date(2026, 5, 4), reasons="Fake Data"
)
OTHER = replace(NOTICE, record="13", doi="10.5555/elsewhere")


class List:
    """A list of retractions in a file, whose rows are what a test says."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "rw.csv"
        self.path.touch()
        self.rows: list[RetractionNotice | SourceError] = [NOTICE, OTHER]

    def __call__(self, stream: BinaryIO, source: str) -> Iterator[RetractionNotice | SourceError]:
        assert (stream.read(), source) == (b"", "rw.csv")
        yield from self.rows


class Desk:
    """A catalogue with a list of retractions beside it."""

    def __init__(self, databases: Databases, folder: Path) -> None:
        self.clock = FakeClock()
        store = databases.open(self.clock)
        self.checks = RetractionChecks(store=store, decode=from_record, institution=institution())
        self.catalogue = Catalogue(store, checks=self.checks)
        self.list = List(folder)
        self.reading = RetractionReading(
            store=store, reader=self.list, checks=self.checks, cataloguing=self.catalogue.cataloguing
        )

    def read(self, *rows: RetractionNotice | SourceError) -> list[Received]:
        """Read a list of these rows, and apply it."""
        self.list.rows = [*rows] or self.list.rows
        self.reading.read(self.list.path, fewer=True)
        found = list(self.reading.apply("rw.csv", actor="sara"))
        assert all(isinstance(one, Received) for one in found)
        return [one for one in found if isinstance(one, Received)]

    def only(self) -> Queued:
        return self.catalogue.only()


@pytest.fixture
def desk(databases: Databases, tmp_path: Path) -> Desk:
    return Desk(databases, tmp_path)


# -- what is known already


def test_what_is_scheduled_is_held_with_the_reason(desk: Desk) -> None:
    desk.catalogue.bring_in(PAPER)
    desk.catalogue.approve()

    (received,) = desk.read()

    assert [each.impact for each in received.affected] == [Impact.HELD]
    assert (desk.only().state, desk.only().held) == (State.SCHEDULED, desk.only().retraction)
    assert desk.only().held == "retracted: the record in rw.csv, record 12 of 2026-05-04: Fake Data"
    assert desk.catalogue.known(received.uid).status is PublicationStatus.RETRACTED


def test_what_is_held_for_it_cannot_be_approved(desk: Desk) -> None:
    desk.catalogue.bring_in(PAPER)
    desk.read()

    with pytest.raises(WrongStateError, match="it is held: retracted"):
        desk.catalogue.review.approve(desk.only().id, actor="sara")


def test_what_is_posted_asks_for_a_person(desk: Desk) -> None:
    desk.catalogue.bring_in(PAPER)
    receipt = Receipt(remote_id="1", url="https://x.com/iums/status/1")
    now = desk.clock.now()
    desk.catalogue.store.move(desk.only(), RECORD, actor="sara", changes={"receipt": receipt, "posted_at": now})

    (received,) = desk.read()

    assert [each.impact for each in received.affected] == [Impact.PUBLIC]
    assert [queued.id for queued in desk.catalogue.store.retracted(5)] == [desk.only().id]


def test_reading_it_again_changes_nothing_and_what_a_person_let_go_on_goes_on(desk: Desk) -> None:
    desk.catalogue.bring_in(PAPER)
    desk.read()
    desk.catalogue.review.resume(desk.only().id, actor="sara")

    assert desk.read() == []
    assert desk.only().held == ""
    assert desk.checks.objection(desk.only()) == ""


def test_a_concern_that_becomes_a_retraction_is_told_again(desk: Desk) -> None:
    desk.catalogue.bring_in(PAPER)
    desk.read(replace(NOTICE, nature=NoticeNature.CONCERN))
    assert desk.only().held.startswith("under an expression of concern")
    desk.catalogue.review.resume(desk.only().id, actor="sara")

    desk.read(NOTICE)

    assert desk.only().held.startswith("retracted")


def test_a_reinstated_paper_and_a_corrected_one_are_left_alone(desk: Desk) -> None:
    desk.catalogue.bring_in(PAPER)

    reinstated = replace(NOTICE, nature=NoticeNature.REINSTATEMENT, noticed=date(2026, 6, 1))
    assert desk.read(NOTICE, reinstated) == []
    assert desk.read(replace(NOTICE, nature=NoticeNature.CORRECTION)) == []
    assert desk.only().held == ""


def test_a_paper_is_known_by_its_pmid_too(desk: Desk) -> None:
    desk.catalogue.bring_in(publication(doi="", links=(), pmid="123"))

    (received,) = desk.read(replace(NOTICE, doi="", pmid="123"))

    assert received.outcome is Outcome.UPDATED


def test_a_record_that_cannot_be_read_does_not_stop_the_others(desk: Desk, databases: Databases) -> None:
    desk.catalogue.bring_in(PAPER)
    desk.catalogue.bring_in(publication(title=Rich.of("Bread and iron in the homes of the old"), doi=OTHER.doi))
    databases.run("UPDATE publication SET record = '{' WHERE uid = 'doi:10.5555/announcer.1'")
    desk.reading.read(desk.list.path)

    broken, received = sorted(desk.reading.apply("rw.csv", actor="sara"), key=lambda one: isinstance(one, Received))

    assert isinstance(broken, SourceError)
    assert isinstance(received, Received)
    assert received.uid == "doi:10.5555/elsewhere"


# -- what comes in and goes out


def test_what_comes_in_later_is_held_from_the_start(desk: Desk) -> None:
    desk.read()

    received = desk.catalogue.bring_in(PAPER)

    assert received.outcome is Outcome.ADDED
    assert "retracted" in desk.only().held
    assert desk.catalogue.known(received.uid).status is PublicationStatus.RETRACTED
    assert desk.catalogue.bring_in(PAPER).outcome is Outcome.KNOWN


def test_what_slipped_through_is_objected_to_until_a_person_has_seen_it(desk: Desk) -> None:
    desk.catalogue.bring_in(PAPER)
    desk.reading.read(desk.list.path)  # and stopped before it was applied

    objection = desk.checks.objection(desk.only())

    assert objection == "retraction: the list of retractions, record 12 of 2026-05-04: Fake Data"
    data = desk.catalogue.store.retraction_data()
    assert data
    assert not data.is_applied
    list(desk.reading.apply("rw.csv", actor="sara"))
    assert desk.checks.objection(desk.only()) == ""


# -- the file


def test_a_file_that_is_not_whole_leaves_the_list_as_it_was(desk: Desk) -> None:
    desk.reading.read(desk.list.path)
    desk.list.rows = [NOTICE, SourceError("rw.csv", "it cannot be read to its end")]

    with pytest.raises(SourceError, match="to its end"):
        desk.reading.read(desk.list.path)
    with pytest.raises(SourceError, match="cannot be read") as missing:
        desk.reading.read(desk.list.path.with_name("nothing.csv"))
    assert "path of the CSV file" in missing.value.hint
    data = desk.catalogue.store.retraction_data()
    assert data
    assert data.notices == 2


def test_a_list_with_far_fewer_notices_is_taken_only_when_that_is_meant(desk: Desk) -> None:
    desk.list.rows = [replace(NOTICE, record=str(number)) for number in range(100)]
    desk.reading.read(desk.list.path)
    desk.list.rows = desk.list.rows[:89]

    with pytest.raises(SourceError, match="89 notices") as refused:
        desk.reading.read(desk.list.path)
    assert "--fewer" not in str(refused.value)
    assert desk.reading.read(desk.list.path, fewer=True).data.notices == 89
    desk.list.rows = []
    with pytest.raises(SourceError, match="0 notices"):
        desk.reading.read(desk.list.path, fewer=True)


def test_rows_that_cannot_be_used_are_counted_and_the_first_told(desk: Desk) -> None:
    odd: list[RetractionNotice | SourceError] = [
        SourceError("rw.csv", "odd", position=f"row {number}") for number in range(LISTED + 5)
    ]
    desk.list.rows = [*odd, NOTICE]

    read = desk.reading.read(desk.list.path)

    assert (read.unusable, len(read.problems), read.data.notices) == (LISTED + 5, LISTED, 1)


def test_the_newest_notice_is_no_day_to_come(desk: Desk) -> None:
    today = desk.clock.now().date()
    desk.list.rows = [NOTICE, replace(OTHER, noticed=today + timedelta(days=400))]

    assert desk.reading.read(desk.list.path).data.newest == NOTICE.noticed


def test_check_says_what_is_too_old(desk: Desk) -> None:
    now = desk.clock.now()
    data = desk.reading.read(desk.list.path).data
    old = replace(data, is_applied=True, newest=now.date() - timedelta(days=100))

    assert advice_on_retractions(None, None, now) is None
    assert advice_on_retractions(replace(old, newest=now.date()), None, now) is None
    advice = advice_on_retractions(old, None, now)
    assert advice
    assert "100 days old" in advice.problem
    with pytest.raises(ConfigurationError, match="nothing goes out"):
        advice_on_retractions(old, timedelta(days=14), now)
