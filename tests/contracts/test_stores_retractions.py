"""What every store keeps to for the list of retractions, on each database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from announcer.core.posting.lifecycle import State
from announcer.core.publications.matching import Identifier, IdentifierKind
from announcer.core.publications.retraction_notices import NoticeNature, RetractionData, RetractionNotice
from announcer.errors import SourceError
from announcer.store.opening import SqlStore
from tests.databases import Databases
from tests.fakes import START, FakeClock
from tests.queueing import new, new_publication

DATA = RetractionData(source="rw.csv", read_at=START, newest=date(2026, 11, 20), notices=0)
DOI, PMID = Identifier(IdentifierKind.DOI, "10.5555/one"), Identifier(IdentifierKind.PMID, "7")


def notice(record: int, *, doi: str = "", pmid: str = "") -> RetractionNotice:
    """Return a retraction of that number."""
    return RetractionNotice(
        record=str(record),
        nature=NoticeNature.RETRACTION,
        doi=doi,
        pmid=pmid,
        noticed=date(2024, 2, 1),
        notice_doi="10.5555/notice",
        reasons="Fake Data",
    )


ONE, TWO, BARE = (
    notice(1, doi="10.5555/one"),
    notice(2, pmid="7"),
    replace(notice(3, doi="10.5555/x"), noticed=None),
)


@pytest.fixture
def store(databases: Databases) -> SqlStore:
    return databases.open(FakeClock())


def test_without_a_list_nothing_is_known(store: SqlStore) -> None:
    assert store.retraction_data() is None
    assert store.notices_for([DOI]) == []
    assert store.noticed_publications() == []


def test_a_list_takes_the_place_of_the_one_before(store: SqlStore) -> None:
    store.replace_retractions([ONE, TWO], DATA)
    store.mark_retractions_applied()
    store.replace_retractions([BARE, TWO], replace(DATA, source="newer.csv", newest=None))

    assert store.notices_for([DOI, PMID]) == [TWO]
    assert store.notices_for([Identifier(IdentifierKind.DOI, "10.5555/x")]) == [BARE]
    assert store.retraction_data() == RetractionData(source="newer.csv", read_at=START, newest=None, notices=2)
    store.mark_retractions_applied()
    kept = store.retraction_data()
    assert kept
    assert kept.is_applied


def test_more_than_one_statement_s_worth_is_kept(store: SqlStore) -> None:
    store.replace_retractions((notice(number, doi=f"10.5555/{number}") for number in range(1234)), DATA)

    kept = store.retraction_data()
    assert kept
    assert kept.notices == 1234
    assert [one.record for one in store.notices_for([Identifier(IdentifierKind.DOI, "10.5555/1233")])] == ["1233"]


def test_a_list_that_ends_in_an_error_changes_nothing(store: SqlStore) -> None:
    store.replace_retractions([ONE], DATA)

    def broken() -> Iterator[RetractionNotice]:
        for number in range(100):
            yield notice(number, doi="10.5555/one")
        raise SourceError("rw.csv", "it is cut off")

    with pytest.raises(SourceError):
        store.replace_retractions(broken(), replace(DATA, source="newer.csv"))
    assert store.notices_for([DOI]) == [ONE]
    kept = store.retraction_data()
    assert kept
    assert kept.source == "rw.csv"


def test_publications_are_found_by_every_doi_and_pmid_they_have(store: SqlStore) -> None:
    store.register(new_publication("doi:10.5555/one", identifiers=frozenset({DOI, PMID})))
    store.register(new_publication("pmid:8", identifiers=frozenset({Identifier(IdentifierKind.PMID, "8")})))
    store.replace_retractions([ONE, TWO, BARE], DATA)

    assert store.noticed_publications() == ["doi:10.5555/one"]
    assert store.notices_of("doi:10.5555/one") == [ONE, TWO]
    assert store.notices_of("pmid:8") == []


def test_an_empty_identifier_finds_no_row_that_lacks_one(store: SqlStore) -> None:
    store.replace_retractions([ONE, TWO], DATA)

    assert store.notices_for([Identifier(IdentifierKind.DOI, ""), Identifier(IdentifierKind.TITLE, "7")]) == []


def test_what_is_not_announced_is_listed_the_last_registered_first(databases: Databases) -> None:
    clock = FakeClock()
    store = databases.open(clock)
    for uid in ("doi:a", "doi:b", "doi:c"):
        store.register(new_publication(uid, record=f'{{"of": "{uid}"}}'))
        clock.advance(timedelta(minutes=1))
    store.add(new(1, publication="doi:b", record='{"of": "doi:b"}'), state=State.IN_REVIEW, actor="sara")

    found = store.unannounced(10)

    assert [known.uid for known in found] == ["doi:c", "doi:a"]
    assert found[0].record == '{"of": "doi:c"}'
    assert [known.uid for known in store.unannounced(1)] == ["doi:c"]
