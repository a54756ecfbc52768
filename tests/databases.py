"""Real databases for tests: a file for SQLite, and a PostgreSQL server of our own where the machine has one."""

import os
import pwd
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from announcer.store.database import no_checkpoint
from announcer.store.opening import SqlStore, open_postgres, open_sqlite
from announcer.system.clock import Clock, SystemClock

START_SECONDS = 30
MEMORY = Path("/dev/shm")  # noqa: S108 (only a place for what a test run may lose)
ROOM_IN_MEMORY = 2 << 30
"""Bytes that must be free there: a whole run keeps about a tenth of that."""
HASTE = {
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
    "autovacuum": "off",
    "jit": "off",
}
"""What the server leaves out because nothing of it outlives the tests."""


class NoServerError(Exception):
    """This machine cannot run a PostgreSQL of our own; the message says why."""


def binaries() -> Path:
    """Return the folder with `initdb` and `postgres`."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0])
    )
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    if elsewhere:
        return Path(elsewhere).resolve().parent
    raise NoServerError("no PostgreSQL server is installed (Debian: apt-get install postgresql)")


def server_user() -> str | None:
    """Return the user to run the server as: it refuses root. None for the present one."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise NoServerError("PostgreSQL does not run as root, and there is no other user here")


def folder_in_memory() -> str | None:
    """Return a place that is no disk, where there is one with room: tests wait for no disk there. Else None."""
    with suppress(OSError):
        if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_IN_MEMORY:
            return str(MEMORY)
    return None


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a server in a temporary folder, reached by a socket there only; give its libpq URL."""
    folder, user = binaries(), server_user()
    home = Path(tempfile.mkdtemp(prefix="announcer-pg-", dir=folder_in_memory()))
    if user:
        shutil.chown(home, user)
    try:
        _run(
            [folder / "initdb", "-D", home / "db", "-A", "trust", "-U", "announcer", "--no-sync", "-E", "UTF8"],
            user,
        )
        settings = {"listen_addresses": "", "unix_socket_directories": str(home), **HASTE}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (home / "log").open("wb") as log:
            server = subprocess.Popen(
                [folder / "postgres", "-D", home / "db", *options], stdout=log, stderr=log, user=user, cwd=home
            )
        try:
            url = f"postgresql://announcer@/postgres?host={home}"
            _wait_for(url, home / "log")
            yield url
        finally:
            server.send_signal(
                signal.SIGQUIT
            )  # SIGTERM would wait for every client, SIGINT write what is thrown away
            server.wait()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _run(command: list[Path | str], user: str | None) -> None:
    done = subprocess.run(command, user=user, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise NoServerError(f"initdb failed: {done.stderr.strip()}")


def _wait_for(url: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with suppress(psycopg.OperationalError):
            psycopg.connect(url).close()
            return
        time.sleep(0.05)  # noqa: TID251 (another program's start cannot be turned by a clock)
    raise NoServerError(f"the server did not start: {log.read_text('utf-8')[-500:]}")


def fresh_schema(url: str) -> str:
    """Make an empty schema and return a URL that leads to it."""
    name = f"s{uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    return f"{url}&options=-csearch_path%3D{name}"


_SHAPE = b"""
SELECT string_agg(part, E'\\n' ORDER BY part) FROM (
  SELECT format('%s.%s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = current_schema()::regnamespace
  UNION ALL SELECT format('%s %s', t.tgname, t.tgenabled)
    FROM pg_trigger t JOIN pg_class c ON t.tgrelid = c.oid WHERE c.relnamespace = current_schema()::regnamespace
  UNION ALL SELECT format('%s %s', proname, prosrc) FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
  UNION ALL SELECT format('migration %s', number) FROM migration
) AS parts (part)
"""
_EMPTY = b"""
SET lock_timeout = '2s';
SET session_replication_role = replica;  -- the program's own triggers let nothing be taken away
DO $$ DECLARE filled text[] := '{}'; name text; found boolean; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'migration' LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', name) INTO found;
    IF found THEN filled := filled || quote_ident(name); END IF;
  END LOOP;
  IF filled <> '{}' THEN
    EXECUTE format('TRUNCATE %s RESTART IDENTITY CASCADE', array_to_string(filled, ', '));
  END IF;
END $$
"""
_OTHERS = b"""
SELECT coalesce(bool_and(pg_terminate_backend(pid, 5000)), true) FROM pg_stat_activity
WHERE application_name = current_setting('application_name') AND pid <> pg_backend_pid()
"""


class EmptySchemas:
    """Lends schemas that have the program's tables and no row: making one takes longer than most tests.

    One that comes back is emptied and lent again, unless a test changed more than rows.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._free: list[str] = []
        self._shape = ""

    def lend(self) -> str:
        """Return a URL that leads to a schema whose tables are empty."""
        if self._free:
            return self._free.pop()
        place = fresh_schema(self._url)
        place += f"&application_name={place[-13:]}"
        open_postgres(place).close()
        with psycopg.connect(place) as connection:
            self._shape = _value(connection, _SHAPE)
        return place

    def take_back(self, place: str) -> None:
        """Empty the schema and keep it for the next; whoever is still connected to it is thrown out."""
        with suppress(psycopg.Error), psycopg.connect(place, autocommit=True) as connection:
            if _value(connection, _OTHERS) and _value(connection, _SHAPE) == self._shape:
                connection.execute(_EMPTY)
                self._free.append(place)


def _value(connection: psycopg.Connection[tuple[Any, ...]], query: bytes) -> Any:
    row = connection.execute(query).fetchone()
    assert row
    return row[0]


@cache
def _empty_store() -> bytes:
    with tempfile.TemporaryDirectory(dir=folder_in_memory()) as folder:
        path = Path(folder) / "announcer.db"
        open_sqlite(path, clock=SystemClock()).close()
        return path.read_bytes()


def put_empty_store(path: Path) -> Path:
    """Write a SQLite store with the program's tables and no row, quicker than making them; return `path`."""
    path.write_bytes(_empty_store())
    path.chmod(0o640)
    return path


class Databases:
    """Opens stores of one kind, all on the same database, which is empty at first."""

    def __init__(self, kind: str, place: str) -> None:
        self.kind = kind
        self.place = place
        self.opened: list[SqlStore] = []

    def open(self, clock: Clock, checkpoint: Callable[[str], None] = no_checkpoint) -> SqlStore:
        """Return one more store on the same database, as another process would have it."""
        if self.kind == "sqlite":
            store: SqlStore = open_sqlite(Path(self.place), clock=clock, checkpoint=checkpoint)
        else:
            store = open_postgres(self.place, clock=clock, checkpoint=checkpoint)
        self.opened.append(store)
        return store

    def run(self, sql: str) -> None:
        """Run SQL behind the program's back, on a connection of its own."""
        if self.kind == "sqlite":
            with closing(sqlite3.connect(self.place, isolation_level=None)) as file:
                file.execute(sql)
        else:
            with psycopg.connect(self.place, autocommit=True) as connection:
                connection.execute(sql.encode())

    def close(self) -> None:
        """Close whatever was opened."""
        for store in self.opened:
            store.close()
