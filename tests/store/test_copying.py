"""Copies of a store."""

from dataclasses import replace
from pathlib import Path

import pytest

from announcer.core.posting.lifecycle import State
from announcer.errors import StoreConflictError, StoreUnusableError
from announcer.store.opening import open_sqlite
from tests.databases import Databases
from tests.fakes import FakeClock
from tests.queueing import approved, new


def test_a_backup_restored_is_the_same_store(databases: Databases, tmp_path: Path) -> None:
    clock = FakeClock()
    store = databases.open(clock)
    for number in range(3):
        approved(store, number)
    store.add(new(9, card=b"", card_type=""), state=State.IN_REVIEW, actor="import")
    store.set_pause("x", "iums", "no credits", actor="worker-1")

    store.back_up(tmp_path / "backup.db", clock=clock)
    copy = open_sqlite(tmp_path / "restored.db", clock=clock)
    copy.restore(tmp_path / "backup.db", accounts=(), actor="sara", clock=clock)

    assert [replace(one, maybe_posted_at=None) for one in copy.listing()] == store.listing()
    assert copy.history()[:-1] == store.history()
    assert copy.overview([]).counts == store.overview([]).counts
    assert copy.post_of(copy.get("00000001")) == store.post_of(store.get("00000001"))
    copy.close()


def test_a_store_moves_to_the_other_database_and_goes_on_there(databases: Databases, tmp_path: Path) -> None:
    clock = FakeClock()
    old = open_sqlite(tmp_path / "old.db", clock=clock)
    approved(old)
    old.back_up(tmp_path / "backup.db", clock=clock)
    old.close()

    moved = databases.open(clock)
    moved.restore(tmp_path / "backup.db", accounts=(), actor="sara", clock=clock)
    moved.set_held(moved.get("00000001"), "wait", actor="editor")

    assert [event.name for event in moved.history("00000001")] == ["add", "approve", "hold"]
    assert moved.overview([]).counts == {State.SCHEDULED: 1}


def test_a_backup_is_one_whole_file_and_overwrites_nothing(databases: Databases, tmp_path: Path) -> None:
    clock = FakeClock()
    store = databases.open(clock)
    folder = tmp_path / "backups"
    folder.mkdir()

    store.back_up(folder / "backup.db", clock=clock)

    assert [path.name for path in folder.iterdir()] == ["backup.db"]
    with pytest.raises(StoreConflictError, match="is there already"):
        store.back_up(folder / "backup.db", clock=clock)


def test_a_backup_where_none_can_be_written_is_told(databases: Databases, tmp_path: Path) -> None:
    clock = FakeClock()

    with pytest.raises(StoreUnusableError):
        databases.open(clock).back_up(tmp_path / "nowhere" / "backup.db", clock=clock)


def test_a_backup_goes_into_an_empty_store_only(databases: Databases, tmp_path: Path) -> None:
    clock = FakeClock()
    store = databases.open(clock)
    approved(store)
    store.back_up(tmp_path / "backup.db", clock=clock)

    with pytest.raises(StoreConflictError, match="not empty"):
        store.restore(tmp_path / "backup.db", accounts=(), actor="sara", clock=clock)
    assert len(store.listing()) == 1


def test_a_file_that_is_no_backup_is_refused(databases: Databases, tmp_path: Path) -> None:
    clock = FakeClock()
    (tmp_path / "empty.db").touch()

    with pytest.raises(StoreConflictError, match="not a backup"):
        databases.open(clock).restore(tmp_path / "empty.db", accounts=(), actor="sara", clock=clock)
