"""Opening a store: what is refused, and how it is brought up to date."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from announcer.core.posting.lifecycle import State
from announcer.errors import (
    NetworkDiskError,
    NewerSchemaError,
    StoreConflictError,
    StoreLockedError,
    StoreUnusableError,
)
from announcer.store.database import Database
from announcer.store.disks import NETWORK_DISKS, disk_kind, refuse_network_disk
from announcer.store.lock import daemon_lock
from announcer.store.migrating import Migration, migrate, shipped, version
from announcer.store.opening import open_postgres, open_sqlite
from announcer.store.postgres import PostgresDatabase
from announcer.store.sqlite import SqliteDatabase
from tests.databases import Databases
from tests.fakes import START, FakeClock
from tests.queueing import new

NEWEST = shipped("sqlite")[-1].number
NEXT = Migration(number=NEWEST + 1, shared="CREATE TABLE extra (name TEXT PRIMARY KEY, at {time});\n", own="")
BROKEN = Migration(
    number=NEWEST + 1, shared="CREATE TABLE extra (name TEXT);\n", own="CREATE TABLE extra (name TEXT);\n"
)


@contextmanager
def connected(databases: Databases) -> Iterator[Database]:
    """Connect, without migrating."""
    database: Database
    if databases.kind == "sqlite":
        database = SqliteDatabase(Path(databases.place), clock=FakeClock())
    else:
        database = PostgresDatabase(databases.place, clock=FakeClock())
    with closing(database):
        yield database


# -- migrations ----------------------------------------------------------------------------------------------------


def test_an_empty_database_gets_every_table_and_needs_no_backup(new_databases: Databases) -> None:
    kept: list[int] = []

    with connected(new_databases) as database:
        migrate(database, shipped(database.kind), kept.append)

        assert version(database) == shipped(database.kind)[-1].number
        assert {"announcement", "slot", "budget", "event", "publication"} <= database.tables()
    assert kept == []


def test_an_older_store_is_kept_before_it_is_changed(databases: Databases) -> None:
    databases.open(FakeClock())
    kept: list[int] = []

    with connected(databases) as database:
        migrate(database, [*shipped(database.kind), NEXT], kept.append)

        assert version(database) == NEWEST + 1
        assert "extra" in database.tables()
    assert kept == [NEWEST]


def test_migrating_twice_changes_nothing(databases: Databases) -> None:
    store = databases.open(FakeClock())
    store.add(new(), state=State.IN_REVIEW, actor="import")

    assert databases.open(FakeClock()).get("00000001")


def test_a_migration_that_fails_leaves_the_store_as_it_was(databases: Databases) -> None:
    databases.open(FakeClock())

    with connected(databases) as database:
        with pytest.raises(StoreUnusableError):
            migrate(database, [*shipped(database.kind), BROKEN])

        assert version(database) == NEWEST
        assert "extra" not in database.tables()


def test_a_store_of_a_newer_program_is_refused(databases: Databases) -> None:
    databases.open(FakeClock())
    with connected(databases) as database:
        migrate(database, [*shipped(database.kind), NEXT])

    with pytest.raises(NewerSchemaError, match=f"schema {NEWEST + 1}"):
        databases.open(FakeClock())


def test_the_copy_made_before_a_migration_is_the_whole_old_store(tmp_path: Path) -> None:
    path = tmp_path / "announcer.db"
    store = open_sqlite(path, clock=FakeClock())
    store.add(new(), state=State.IN_REVIEW, actor="import")
    store.close()

    open_sqlite(path, clock=FakeClock(), migrations=[*shipped("sqlite"), NEXT]).close()

    old = open_sqlite(tmp_path / f"announcer.db.before-{NEWEST + 1:04}", clock=FakeClock())
    assert old.get("00000001")
    old.close()


@pytest.mark.parametrize(
    "point", ["migration-1.before_commit", "migration-1.after_commit", "migration-2.before_commit"]
)
def test_a_program_killed_in_a_migration_leaves_whole_steps(tmp_path: Path, point: str) -> None:
    path = tmp_path / "announcer.db"
    script = (
        "import sys; from pathlib import Path\n"
        "from announcer.services.posting.crash_points import point\n"
        "from announcer.store.opening import open_sqlite\n"
        "from tests.fakes import FakeClock; open_sqlite(Path(sys.argv[1]), clock=FakeClock(), checkpoint=point)"
    )
    root = Path(__file__).parents[2]
    killed = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        cwd=root,
        env={**os.environ, "ANNOUNCER_CRASH": point},
        check=False,
    )
    assert killed.returncode == -9

    store = open_sqlite(path, clock=FakeClock())

    assert store.add(new(), state=State.IN_REVIEW, actor="import")
    store.close()


# -- files that are no store ---------------------------------------------------------------------------------------


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "announcer.db"
    path.write_bytes(b"This is no database, but somebody's notes. " * 50)

    with pytest.raises(StoreUnusableError, match="not a database") as refused:
        open_sqlite(path, clock=FakeClock())

    assert "restore a backup" in refused.value.hint
    assert path.read_bytes().startswith(b"This is no database")


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    path = tmp_path / "announcer.db"
    store = open_sqlite(path, clock=FakeClock())
    store.add(new(), state=State.IN_REVIEW, actor="import")
    store.close()
    content = bytearray(path.read_bytes())
    content[4096 : len(content)] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)

    with pytest.raises(StoreUnusableError), closing(open_sqlite(path, clock=FakeClock())) as damaged:
        damaged.listing()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusableError, match="No such file or directory"):
        open_sqlite(tmp_path / "nowhere" / "announcer.db", clock=FakeClock())


def test_a_store_that_may_not_be_written_refuses_before_anything_is_sent(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write to everything; tests/store/test_full_disk.py has a read-only disk for it")
    path = tmp_path / "announcer.db"
    open_sqlite(path, clock=FakeClock()).close()
    path.chmod(0o440)

    with pytest.raises(StoreUnusableError), closing(open_sqlite(path, clock=FakeClock())) as closed:
        closed.record_heartbeat("worker-1")


def test_a_server_that_does_not_answer_is_told_without_its_password() -> None:
    with pytest.raises(StoreUnusableError) as refused:
        open_postgres("postgresql://announcer:hunter2@127.0.0.1:1/announcer")

    assert "hunter2" not in str(refused.value)


def test_a_broken_connection_is_made_anew(postgres_url: str) -> None:
    with closing(PostgresDatabase(postgres_url)) as database:
        with pytest.raises(StoreUnusableError):
            database.run("SELECT pg_terminate_backend(pg_backend_pid())")

        assert database.rows("SELECT 1 AS one") == [{"one": 1}]


def test_postgres_goes_by_its_own_clock(postgres_url: str) -> None:
    with closing(PostgresDatabase(postgres_url)) as database:
        first, second = database.now(), database.now()

    assert first < second
    assert first.utcoffset() is not None
    assert first != START


def test_postgres_commits_durably_whatever_the_server_says(postgres_url: str) -> None:
    with closing(PostgresDatabase(f"{postgres_url}&options=-csynchronous_commit%3Doff")) as database:
        assert database.rows("SHOW synchronous_commit") == [{"synchronous_commit": "on"}]


def test_sqlite_commits_durably(tmp_path: Path) -> None:
    with closing(SqliteDatabase(tmp_path / "announcer.db", clock=FakeClock())) as database:
        assert database.rows("PRAGMA synchronous") == [{"synchronous": 2}]
        assert database.rows("PRAGMA journal_mode") == [{"journal_mode": "wal"}]


def test_a_transaction_that_fails_changes_nothing(databases: Databases) -> None:
    store = databases.open(FakeClock())
    store.add(new(1), state=State.IN_REVIEW, actor="import")

    with pytest.raises(StoreConflictError):
        store.add(new(2, id="00000001"), state=State.IN_REVIEW, actor="import")

    assert not store.is_registered(new(2).publication.uid)


# -- network disks and the lock ------------------------------------------------------------------------------------

MOUNTS = r"""
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:40 / /srv rw shared:5 - nfs4 server:/srv rw
31 30 0:41 / /srv/local rw - xfs /dev/vdb rw
32 22 0:42 / /mnt/with\040space rw - cifs //server/share rw
33 22 0:43 / /home rw - autofs systemd-1 rw
34 33 0:44 / /home rw - nfs server:/home rw
""".strip()


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib/announcer", "ext4"),
        ("/srv/announcer", "nfs4"),
        ("/srv/local/announcer", "xfs"),
        ("/srvother", "ext4"),
        ("/mnt/with space/queue", "cifs"),
        ("/home/sara", "nfs"),
    ],
)
def test_the_kind_of_disk_is_that_of_the_nearest_mount(folder: str, kind: str) -> None:
    assert disk_kind(Path(folder), MOUNTS) == kind


def test_disks_of_this_machine_are_no_network_disks() -> None:
    assert not {"ext4", "xfs", "btrfs", "zfs", "overlay", "tmpfs"} & NETWORK_DISKS


def test_a_store_on_a_network_disk_is_refused(tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS, "utf-8")

    with pytest.raises(NetworkDiskError, match="nfs4"):
        refuse_network_disk(Path("/srv/announcer"), mounts)
    refuse_network_disk(Path("/var/lib"), mounts)
    refuse_network_disk(Path("/srv/announcer"), tmp_path / "no system of that kind")


def test_a_second_daemon_is_refused_and_told_who_is_at_work(tmp_path: Path) -> None:
    store = tmp_path / "announcer.db"
    with daemon_lock(store), pytest.raises(StoreLockedError, match=str(os.getpid())), daemon_lock(store):
        pass

    with daemon_lock(store):
        assert (tmp_path / ".announcer.db.lock").read_text("ascii") == f"{os.getpid()}\n"


def test_the_lock_of_a_killed_daemon_is_free(tmp_path: Path) -> None:
    store = tmp_path / "announcer.db"
    script = (
        "import os, signal, sys; from pathlib import Path; from announcer.store.lock import daemon_lock\n"
        "with daemon_lock(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(store)], cwd=Path(__file__).parents[2], check=False)

    assert killed.returncode == -9
    with daemon_lock(store):
        pass


def test_a_lock_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusableError), daemon_lock(tmp_path / "nowhere" / "announcer.db"):
        pass


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_the_file_what_lies_beside_it_and_its_copies_are_nobody_else_s_whatever_the_umask(
    tmp_path: Path, umask: int
) -> None:
    before = os.umask(umask)
    try:
        with (
            closing(open_sqlite(tmp_path / "announcer.db", clock=FakeClock())) as store,
            daemon_lock(tmp_path / "announcer.db"),
        ):
            store.add(new(1), state=State.IN_REVIEW, actor="import")
            store.back_up(tmp_path / "copy.db", clock=FakeClock())
            modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    finally:
        os.umask(before)

    assert set(modes.values()) == {0o640}
    assert {"announcer.db", "announcer.db-wal", "announcer.db-shm", "copy.db"} < set(modes)


def test_no_new_queue_takes_the_place_of_one_that_a_daemon_works_on(tmp_path: Path) -> None:
    path = tmp_path / "announcer.db"
    open_sqlite(path, clock=FakeClock()).close()
    with daemon_lock(path):
        path.rename(tmp_path / "moved.db")
        with pytest.raises(StoreLockedError, match="another daemon is at work"):
            open_sqlite(path, clock=FakeClock())
        assert not path.exists()

    open_sqlite(path, clock=FakeClock()).close()
