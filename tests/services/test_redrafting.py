"""Queued announcements made anew: all of them, in order, however many there are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from announcer.channels.registry import rules_of
from announcer.channels.x.rules import X_RULES
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.core.posts.announcement import Announcement
from announcer.core.posts.cost import PostPrices
from announcer.core.text.richtext import Rich
from announcer.errors import AnnouncerError, SourceError
from announcer.ports.importing import Imported
from announcer.services.drafting import Drafting
from announcer.services.redrafting import AT_ONCE, Redrafting, waiting
from announcer.store.opening import SqlStore, open_sqlite
from announcer.store.records import from_record, to_record
from tests.builders import publication
from tests.fakes import FakeClock, FakePainter, FakeWriter
from tests.queueing import new


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_sqlite(tmp_path / "announcer.db", clock=FakeClock())
    yield opened
    opened.close()


def fill(store: SqlStore, numbers: range) -> None:
    for number in numbers:
        imported = Imported(publication=publication(title=Rich.of(f"Paper {number}")), source="a.toml")
        store.add(new(number, record=to_record(imported)), state=State.IN_REVIEW, actor="import")


def redrafted(store: SqlStore, queued: list[Queued]) -> list[Announcement | AnnouncerError]:
    drafting = Drafting(
        writer=FakeWriter(), painter=FakePainter(), languages=("en",), prices=PostPrices(), rules=X_RULES
    )
    return list(Redrafting(store, drafting, from_record, rules_of).redrafted(queued))


def test_all_that_waits_is_found_the_newest_first_and_each_once(store: SqlStore) -> None:
    fill(store, range(1, AT_ONCE + 3))

    found = [queued.id for queued in waiting(store)]

    assert found == sorted(found, reverse=True)
    assert len(set(found)) == len(found) == AT_ONCE + 2


def test_each_is_made_anew_in_order_with_the_text_that_is_queued(store: SqlStore) -> None:
    fill(store, range(1, AT_ONCE + 3))
    queued = list(waiting(store))

    made = redrafted(store, queued)

    assert [(one.id, one.text.text) for one in made if isinstance(one, Announcement)] == [
        (one.id, one.text) for one in queued
    ]


def test_one_whose_record_cannot_be_read_does_not_stop_the_others(store: SqlStore) -> None:
    fill(store, range(1, 3))
    store.add(new(3, record="{"), state=State.IN_REVIEW, actor="import")

    made = redrafted(store, list(waiting(store)))

    assert [isinstance(one, SourceError) for one in made] == [True, False, False]
