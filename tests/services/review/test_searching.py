"""Finding announcements, on each database."""

from datetime import timedelta

import pytest

from announcer.core.posting.lifecycle import State
from announcer.errors import UnknownAnnouncementError, UsageError
from announcer.ports.importing import Imported
from announcer.ports.listing import Listing
from announcer.services.review.searching import Search
from announcer.store.opening import SqlStore
from announcer.store.records import from_record, to_record
from tests.builders import publication
from tests.databases import Databases
from tests.fakes import START, FakeClock
from tests.queueing import approved, new


@pytest.fixture
def store(databases: Databases) -> SqlStore:
    clock = FakeClock()
    store = databases.open(clock)
    record = to_record(Imported(publication=publication(doi="10.5555/announcer.2"), source="a"))
    for number, fields in enumerate(
        (
            {"id": "c3b2aa00", "title": "Sleep", "department": "Physiology"},
            {"id": "c3b2bb00", "title": "Bones", "record": record, "language": "fa"},
            {"id": "d1000000", "title": "Teeth", "channel": "drafts"},
        ),
        start=1,
    ):
        store.add(new(number, **fields), state=State.IN_REVIEW, actor="import")
        clock.advance(timedelta(hours=1))
    return store


@pytest.fixture
def search(store: SqlStore) -> Search:
    return Search(store=store, decode=from_record)


@pytest.mark.parametrize("text", ["c3b2a", "c3b2aa00"])
def test_an_announcement_is_named_by_the_beginning_of_its_id(search: Search, text: str) -> None:
    assert search.named(text) == "c3b2aa00"


@pytest.mark.parametrize("text", ["c3b", "c3b2aa001", "C3B2A", "%3b2", "____", "", "c3b2'"])
def test_what_names_no_announcement_is_told(search: Search, text: str) -> None:
    with pytest.raises(UnknownAnnouncementError, match="there is no announcement"):
        search.named(text)


def test_the_beginning_of_many_ids_lists_some(store: SqlStore, search: Search) -> None:
    with pytest.raises(UsageError, match=r"(?s)several ids:\nc3b2aa00  en  Sleep\nc3b2bb00  fa  Bones$"):
        search.named("c3b2")
    for number in range(10, 20):
        store.add(new(number, id=f"ffff00{number}"), state=State.IN_REVIEW, actor="import")
    with pytest.raises(UsageError, match=r"(?s)ffff0017 .*\n…$"):
        search.named("ffff")


@pytest.mark.parametrize(
    ("wanted", "words", "found"),
    [
        (Listing(), "", ["d1000000", "c3b2bb00", "c3b2aa00"]),
        (Listing(channel="drafts"), "", ["d1000000"]),
        (Listing(language="fa"), "", ["c3b2bb00"]),
        (Listing(states=(State.POSTED,)), "", []),
        (Listing(first=START + timedelta(hours=1)), "", ["d1000000", "c3b2bb00"]),
        (Listing(last=START + timedelta(hours=1)), "", ["c3b2aa00"]),
        (Listing(), "PHYSIOLOGY sleep", ["c3b2aa00"]),
        (Listing(), "hansen", ["c3b2bb00"]),
        (Listing(channel="drafts"), "hansen", []),
    ],
)
def test_only_what_is_wanted_is_listed(search: Search, wanted: Listing, words: str, found: list[str]) -> None:
    listed = search.listed(wanted, words, limit=10)

    assert ([queued.id for queued in listed.announcements], listed.more) == (found, False)


def test_more_than_is_wanted_is_told(search: Search) -> None:
    listed = search.listed(Listing(), limit=2)

    assert (len(listed.announcements), listed.more) == (2, True)


def test_what_has_a_time_is_found_by_it(store: SqlStore, search: Search) -> None:
    approved(store, 7, due=START + timedelta(days=9))

    listed = search.listed(Listing(first=START + timedelta(days=9), last=START + timedelta(days=10)), limit=10)

    assert [queued.id for queued in listed.announcements] == ["00000007"]
