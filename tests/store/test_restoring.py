"""Backups that are taken in: disarmed, whole or not at all, and nothing in them is run."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from announcer.core.posting.lifecycle import CANCEL, State
from announcer.core.posting.queued import Pace
from announcer.errors import NewerSchemaError, StoreConflictError, StoreUnusableError
from announcer.ports.store import ClaimTerms
from announcer.ports.undo_store import Step
from announcer.store.migrating import shipped
from announcer.store.opening import SqlStore, open_sqlite
from tests.databases import Databases
from tests.fakes import START, FakeClock
from tests.oldstores import make_old_store
from tests.queueing import approved, new

HOUR = timedelta(hours=1)
TERMS = ClaimTerms(channel="x", account="iums", worker="worker-1", lease=HOUR)


def backup_of(tmp_path: Path, clock: FakeClock) -> Path:
    """Return a backup with one scheduled, one in review and one called off."""
    store = open_sqlite(tmp_path / "source.db", clock=clock)
    approved(store, 1)
    store.add(new(2), state=State.IN_REVIEW, actor="import")
    store.add(new(3), state=State.IN_REVIEW, actor="import")
    store.move(store.get("00000003"), CANCEL, actor="sara")
    store.back_up(tmp_path / "backup.db", clock=clock)
    store.close()
    return tmp_path / "backup.db"


def restored(databases: Databases, backup: Path, clock: FakeClock) -> SqlStore:
    store = databases.open(clock)
    store.restore(backup, accounts=[("drafts", "by-hand")], actor="sara", clock=clock)
    return store


def test_every_account_is_paused_until_somebody_lets_it_go_on(databases: Databases, tmp_path: Path) -> None:
    clock = FakeClock()
    store = restored(databases, backup_of(tmp_path, clock), clock)

    assert [(pace.channel, pace.account, pace.paused) for pace in store.overview([]).paused] == [
        ("drafts", "by-hand", "restored"),
        ("x", "iums", "restored"),
    ]
    event = store.history()[-1]
    assert (event.name, event.actor) == ("restore", "sara")


def test_what_paused_an_account_in_the_copy_is_still_told(databases: Databases, tmp_path: Path) -> None:
    clock = FakeClock()
    with closing(open_sqlite(tmp_path / "source.db", clock=clock)) as source:
        source.set_pause("x", "iums", "suspended", actor="worker-1")
        source.back_up(tmp_path / "backup.db", clock=clock)

    store = restored(databases, tmp_path / "backup.db", clock)

    assert isinstance(store.pace("x", "iums"), Pace)
    assert store.pace("x", "iums").paused == "restored; before: suspended"


def test_what_is_not_settled_may_have_been_posted_since_the_copy_was_made(
    databases: Databases, tmp_path: Path
) -> None:
    clock = FakeClock()
    backup = backup_of(tmp_path, clock)
    clock.advance(9 * HOUR)

    store = restored(databases, backup, clock)

    marks = {one.id: one.maybe_posted_at for one in store.listing()}
    assert marks == {"00000001": START, "00000002": START, "00000003": None}


def test_what_comes_in_soon_after_may_have_been_posted_and_be_missing_in_the_copy(
    databases: Databases, tmp_path: Path
) -> None:
    clock = FakeClock()
    backup = backup_of(tmp_path, clock)
    clock.advance(9 * HOUR)
    store = restored(databases, backup, clock)

    store.add(new(7), state=State.IN_REVIEW, actor="import")
    store.add(new(8, account="other"), state=State.IN_REVIEW, actor="import")
    clock.advance(8 * 24 * HOUR)
    store.add(new(9), state=State.IN_REVIEW, actor="import")

    marks = [store.get(f"{number:08x}").maybe_posted_at for number in (7, 8, 9)]
    assert marks == [START, None, None]


def test_a_copy_of_an_empty_queue_knows_of_nothing_since_it_was_begun(databases: Databases, tmp_path: Path) -> None:
    clock = FakeClock()
    with closing(open_sqlite(tmp_path / "source.db", clock=clock)) as source:
        source.back_up(tmp_path / "backup.db", clock=clock)
    clock.advance(9 * HOUR)

    store = databases.open(clock)
    store.restore(tmp_path / "backup.db", accounts=[("x", "iums")], actor="sara", clock=clock)
    store.add(new(7), state=State.IN_REVIEW, actor="import")

    assert store.get("00000007").maybe_posted_at == START


def test_nothing_that_may_have_been_posted_is_claimed(databases: Databases, tmp_path: Path) -> None:
    clock = FakeClock()
    store = restored(databases, backup_of(tmp_path, clock), clock)
    store.set_pause("x", "iums", "", actor="sara")

    assert store.claim(TERMS) is None
    assert [one.id for one in store.due_for_lookup("x", "iums", 20)] == ["00000001"]


def test_a_backup_of_the_first_schema_is_brought_up_to_date_and_only_read(
    databases: Databases, tmp_path: Path
) -> None:
    clock = FakeClock()
    old = tmp_path / "old.db"
    make_old_store(Databases("sqlite", str(old)))
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    before = old.read_bytes()

    store = restored(databases, old, clock)

    assert store.listing()
    assert all(one.maybe_posted_at for one in store.listing() if one.state is State.SCHEDULED)
    assert old.read_bytes() == before


def changed(backup: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(backup)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return backup


def test_a_backup_of_a_newer_version_is_refused(databases: Databases, tmp_path: Path) -> None:
    clock = FakeClock()
    newer = shipped("sqlite")[-1].number + 1
    backup = backup_of(tmp_path, clock)
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("INSERT INTO migration (number, done_at) VALUES (?, '2030-01-01')", (newer,))
        connection.commit()

    with pytest.raises(NewerSchemaError):
        restored(databases, backup, clock)


EVIL = "(SELECT 'injected '||sqlite_version())"


@pytest.mark.parametrize(
    "statements",
    [
        (f'ALTER TABLE worker ADD COLUMN "{EVIL}" TEXT',),
        (f'ALTER TABLE publication RENAME COLUMN title TO "{EVIL}"',),
        ('ALTER TABLE publication ADD COLUMN "title) VALUES (1); DROP TABLE event; --" TEXT',),
        ("ALTER TABLE event ADD COLUMN one_more TEXT",),
        ("ALTER TABLE announcement DROP COLUMN maybe_posted_at",),
        ("DROP TABLE confirmed_keys",),
        ("DROP TABLE worker", "CREATE VIEW worker AS SELECT 'w' AS name, randomblob(9) AS seen_at"),
    ],
)
def test_a_backup_that_something_else_has_changed_is_refused_and_leaves_nothing(
    databases: Databases, tmp_path: Path, statements: tuple[str, ...]
) -> None:
    clock = FakeClock()
    drop_index = "DROP INDEX announcement_maybe_posted"  # it would not let the column go
    backup = changed(backup_of(tmp_path, clock), drop_index, *statements)

    with pytest.raises(StoreConflictError, match="not written by this program"):
        restored(databases, backup, clock)

    left = databases.open(clock)
    assert (left.listing(), left.history(), left.overview([]).paused) == ([], [], ())


@pytest.mark.parametrize("content", [b"", b"not a database at all, but longer than a header is" * 9])
def test_what_is_no_backup_is_refused(databases: Databases, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.db").write_bytes(content)

    with pytest.raises((StoreConflictError, StoreUnusableError)):
        restored(databases, tmp_path / "odd.db", FakeClock())


def test_a_copy_of_a_damaged_store_leaves_no_unfinished_file(tmp_path: Path) -> None:
    clock = FakeClock()
    path = tmp_path / "announcer.db"
    with closing(open_sqlite(path, clock=clock)) as store:
        for number in range(20):
            store.add(new(number, alt_text="word " * 2000), state=State.IN_REVIEW, actor="import")
    content = path.read_bytes()
    damaged = len(content) // 4  # the last of the announcements, and nothing of the tables' own list
    path.write_bytes(content[:-damaged] + b"\xff" * damaged)
    (tmp_path / "backups").mkdir()

    with closing(open_sqlite(path, clock=clock)) as store, pytest.raises(StoreUnusableError):
        store.back_up(tmp_path / "backups" / "backup.db", clock=clock)

    assert list((tmp_path / "backups").iterdir()) == []


# -- the file itself -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_a_store_whose_file_is_gone_is_not_worked_on(tmp_path: Path, how: str) -> None:
    clock = FakeClock()
    path = tmp_path / "announcer.db"
    with closing(open_sqlite(path, clock=clock)) as store:
        approved(store)
        store.record_heartbeat("worker-1")
        path.rename(tmp_path / "elsewhere.db")
        if how == "deleted":
            (tmp_path / "elsewhere.db").unlink()
        elif how == "replaced":
            path.touch()

        with pytest.raises(StoreUnusableError, match="moved, deleted or replaced"):
            store.record_heartbeat("worker-1")
        with pytest.raises(StoreUnusableError, match="moved, deleted or replaced"):
            store.claim(TERMS)


def test_a_file_that_was_put_back_is_worked_on_again(tmp_path: Path) -> None:
    clock = FakeClock()
    path = tmp_path / "announcer.db"
    with closing(open_sqlite(path, clock=clock)) as store:
        path.rename(tmp_path / "elsewhere.db")
        (tmp_path / "elsewhere.db").rename(path)

        store.record_heartbeat("worker-1")

    assert path.exists()


def test_what_was_called_off_before_the_copy_cannot_be_brought_back_after_it(
    databases: Databases, tmp_path: Path
) -> None:
    old, step = open_sqlite(tmp_path / "old.db", clock=FakeClock()), Step(name="cancel", actor="sara", command="c")
    queued = approved(old)
    assert old.undoable(queued, step, lambda: old.move(queued, CANCEL, actor="sara"))
    assert old.kept_step(queued.id)
    old.back_up(tmp_path / "backup.db", clock=FakeClock())
    old.close()

    store = databases.open(FakeClock())
    store.restore(tmp_path / "backup.db", accounts=[], actor="sara", clock=FakeClock())

    assert store.kept_step(queued.id) is None
