"""Whatever the order in which records come, and however often: the same publications are known."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from announcer.core.publications.matching import Identifier, identifiers
from announcer.core.publications.publication import PartialDate, Publication
from announcer.core.text.richtext import Rich
from announcer.services.catalogue.cataloguing import Outcome
from tests.builders import publication
from tests.catalogues import Catalogue
from tests.databases import Databases, EmptySchemas, folder_in_memory, put_empty_store
from tests.fakes import FakeClock

BOOK = "10.5555/book"
WORKS = [
    publication(title=Rich.of(title), doi=doi, pmid=pmid, pmcid=pmcid, links=(), volume="3", published=date)
    for title, doi, pmid, pmcid, date in (
        (
            "Salt and sleep in young adults: a cohort study",
            "10.5555/a",
            "1",
            "PMC1",
            PartialDate(year=2026, month=3),
        ),
        ("Walking to school and reading at eleven: a trial", "10.5555/b", "2", "", PartialDate(year=2025)),
        ("What nerve cells tell each other", BOOK, "", "", PartialDate(year=2026)),
        ("Dreams of old people in three countries", BOOK, "", "PMC4", PartialDate(year=2026)),
        ("Tea, coffee and the temper of night nurses", "", "", "", None),
    )
]
TITLES: dict[str, Callable[[str], str]] = {
    "as it is": lambda title: title,
    "in capitals": str.upper,
    "with capitals": str.title,
    "marked": lambda title: f"RETRACTED: {title}",
    "cut": lambda title: title.partition(":")[0],
}
LEFT_OUT = {"doi": "", "pmid": "", "pmcid": "", "abstract": None, "volume": "", "published": None}


def record(work: Publication, title: str, left_out: set[str]) -> Publication:
    """Return a record as some source has it: less than all, and a title of its own kind."""
    gone: dict[str, Any] = {name: LEFT_OUT[name] for name in left_out}
    return replace(work, title=Rich.of(TITLES[title](work.title.plain)), **gone)


RECORDS = st.builds(
    record, st.sampled_from(WORKS), st.sampled_from(sorted(TITLES)), st.sets(st.sampled_from(sorted(LEFT_OUT)))
)
ORDERS = st.lists(RECORDS, min_size=1, max_size=5).flatmap(
    lambda drawn: st.tuples(st.just(drawn), st.permutations(drawn))
)


class Trial:
    """An empty store of its own, and the clock it goes by."""

    def __init__(self, databases: Databases) -> None:
        self.clock = FakeClock()
        self.catalogue = Catalogue(databases.open(self.clock))

    def bring_in(self, records: Sequence[Publication]) -> list[Outcome]:
        """Bring the records in one after the other."""
        outcomes: list[Outcome] = []
        for record in records:
            self.clock.advance(timedelta(seconds=1))
            outcomes.append(self.catalogue.bring_in(record).outcome)
        return outcomes

    def publications(self, records: Sequence[Publication]) -> set[tuple[frozenset[Identifier], str]]:
        """Return what the publications of the records are found by, and what is known of them."""
        found: dict[str, set[Identifier]] = {}
        for each in {each for record in records for each in identifiers(record)}:
            for known in self.catalogue.store.find({each}):
                found.setdefault(known.uid, set()).add(each)
        return {(frozenset(each), repr(self.catalogue.known(uid))) for uid, each in found.items()}


@contextmanager
def trial(kind: str, request: pytest.FixtureRequest) -> Iterator[Trial]:
    """Open an empty store of that kind."""
    if kind == "sqlite":
        with (
            tempfile.TemporaryDirectory(dir=folder_in_memory()) as folder,
            closing(Databases(kind, str(put_empty_store(Path(folder) / "announcer.db")))) as databases,
        ):
            yield Trial(databases)
    else:
        schemas: EmptySchemas = request.getfixturevalue("empty_schemas")
        with closing(Databases(kind, schemas.lend())) as databases:
            yield Trial(databases)
        schemas.take_back(databases.place)


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
@given(orders=ORDERS)
@settings(suppress_health_check=list(HealthCheck))
def test_in_whatever_order_records_come_the_same_publications_are_known(
    kind: str, request: pytest.FixtureRequest, orders: tuple[list[Publication], list[Publication]]
) -> None:
    one, other = orders
    with trial(kind, request) as first, trial(kind, request) as second:
        first.bring_in(one)
        second.bring_in(other)

        assert first.publications(one) == second.publications(one)


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
@given(drawn=st.lists(RECORDS, min_size=1, max_size=5))
@settings(suppress_health_check=list(HealthCheck))
def test_the_same_records_once_more_change_nothing(
    kind: str, request: pytest.FixtureRequest, drawn: list[Publication]
) -> None:
    with trial(kind, request) as opened:
        opened.bring_in(drawn)
        before = (opened.publications(drawn), opened.catalogue.store.listing(), opened.catalogue.store.history())

        outcomes = opened.bring_in(drawn)

        assert set(outcomes) == {Outcome.KNOWN}
        after = (opened.publications(drawn), opened.catalogue.store.listing(), opened.catalogue.store.history())
        assert after == before
