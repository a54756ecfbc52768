"""A store of the first schema, brought up to date: every publication is found by all it was ever known by."""

from datetime import UTC, datetime

import pytest

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import ReadRecord
from announcer.core.publications.matching import Identifier, IdentifierKind, identifiers, search_keys
from announcer.core.publications.publication import Publication
from announcer.core.text.richtext import Rich
from announcer.ports.importing import Imported
from announcer.store.opening import SqlStore
from announcer.store.records import VERSION, from_record, to_record
from tests.databases import Databases
from tests.fakes import FakeClock
from tests.oldstores import make_old_store, old_rows


@pytest.fixture
def store(new_databases: Databases) -> SqlStore:
    make_old_store(new_databases)
    return new_databases.open(FakeClock())


def old_record(uid: str) -> str:
    return next(str(row["record"]) for row in old_rows()["publication"] if row["uid"] == uid)


@pytest.mark.parametrize(
    ("kind", "value", "uid"),
    [
        (IdentifierKind.DOI, "10.5555/announcer.1", "doi:10.5555/announcer.1"),
        (IdentifierKind.PMID, "7", "doi:10.5555/announcer.1"),
        (IdentifierKind.PMCID, "PMC1", "doi:10.5555/announcer.1"),
        (IdentifierKind.PAGE, "scp.test/p?c=1", "doi:10.5555/announcer.1"),
        (IdentifierKind.PMID, "8", "pmid:8"),
        (IdentifierKind.DOI, "10.5555/announcer.9", "doi:10.5555/announcer.9"),
        (IdentifierKind.PMID, "99", "pmid:99"),
    ],
)
def test_an_old_publication_is_found_by_its_numbers(
    store: SqlStore, kind: IdentifierKind, value: str, uid: str
) -> None:
    assert [known.uid for known in store.find({Identifier(kind, value)})] == [uid]


def test_an_old_publication_is_found_by_what_is_like_its_title(store: SqlStore) -> None:
    known = from_record(store.record("doi:10.5555/announcer.1")).publication

    assert [found.uid for found in store.find(search_keys(known))] == ["doi:10.5555/announcer.1"]


def test_a_store_of_schema_8_finds_what_is_like_a_title_by_todays_keys_alone(new_databases: Databases) -> None:
    make_old_store(new_databases, schema=8)
    new_databases.run(
        "INSERT INTO publication_identifier (kind, value, publication) VALUES ('near', 'old', 'pmid:8')",
    )

    store = new_databases.open(FakeClock())

    known = from_record(store.record("doi:10.5555/announcer.1")).publication
    assert [found.uid for found in store.find(search_keys(known))] == ["doi:10.5555/announcer.1"]
    assert not store.find({Identifier(IdentifierKind.NEAR, "old")})


@pytest.mark.parametrize(
    ("title", "uid"),
    [
        ("Night-Shift Work, H2O and E. coli in Hospital Nurses", "doi:10.5555/announcer.1"),
        ("شیفت شب و فشار خون پرستاران", "doi:10.5555/announcer.1"),
        ("walking and memory in old age", "title:13157f74683e7c1b"),
        ("A record that cannot be read", "pmid:99"),
    ],
)
def test_an_old_publication_is_found_by_its_titles(store: SqlStore, title: str, uid: str) -> None:
    assert [known.uid for known in store.find(identifiers(Publication(title=Rich.of(title))))] == [uid]


def test_an_old_record_is_written_anew_and_says_the_same(store: SqlStore) -> None:
    for row in old_rows()["publication"][:-1]:
        written = store.record(row["uid"])

        assert written.startswith(f'{{"version":{VERSION},')
        assert from_record(written) == from_record(row["record"])


def test_an_old_record_counts_as_read(store: SqlStore) -> None:
    bare = Imported(publication=from_record(old_record("pmid:8")).publication, source="")

    assert store.has_read("pmid:8", ReadRecord(text=to_record(bare)))


def test_a_record_that_cannot_be_read_stays_as_it_is(store: SqlStore) -> None:
    assert store.record("pmid:99") == "{}"


def test_announcements_stay_as_they_were_and_drafts_wait_for_review(store: SqlStore) -> None:
    states = {queued.id: queued.state for queued in store.listing()}

    assert states == {
        "7d9eb6d43d12": State.SCHEDULED,
        "a22e7a9d8c7f": State.IN_REVIEW,
        "8129499b588c": State.IN_REVIEW,
        "f9df92603e9e": State.IN_REVIEW,
    }
    assert store.overview([]).counts == {State.SCHEDULED: 1, State.IN_REVIEW: 3}
    assert {queued.retraction for queued in store.listing()} == {""}


def test_a_second_opening_changes_nothing(store: SqlStore, new_databases: Databases) -> None:
    before = [store.record(row["uid"]) for row in old_rows()["publication"]]

    again = new_databases.open(FakeClock())

    assert [again.record(row["uid"]) for row in old_rows()["publication"]] == before


def test_a_post_that_was_taken_down_before_that_was_kept_says_so(new_databases: Databases) -> None:
    make_old_store(new_databases)
    one = next(str(row["id"]) for row in old_rows()["announcement"])
    new_databases.run(
        "INSERT INTO event (announcement, at, actor, name) VALUES"  # noqa: S608 (our own words)
        f" ('{one}', '2026-11-20T09:30:00.000000+00:00', 'sara', 'delete')"
    )

    store = new_databases.open(FakeClock())

    assert store.get(one).taken_down_at == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert sum(queued.taken_down_at is not None for queued in store.listing(limit=500)) == 1
