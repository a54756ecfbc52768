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
from pathlib import Path
from uuid import uuid4

import psycopg

from announcer.store.database import no_checkpoint
from announcer.store.opening import SqlStore, open_postgres, open_sqlite
from announcer.system.clock import Clock

START_SECONDS = 30


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


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a server in a temporary folder, reached by a socket there only; give its libpq URL."""
    folder, user = binaries(), server_user()
    home = Path(tempfile.mkdtemp(prefix="announcer-pg-"))
    if user:
        shutil.chown(home, user)
    try:
        _run(
            [folder / "initdb", "-D", home / "db", "-A", "trust", "-U", "announcer", "--no-sync", "-E", "UTF8"],
            user,
        )
        settings = {"listen_addresses": "", "unix_socket_directories": str(home), "fsync": "off", "jit": "off"}
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
            server.send_signal(signal.SIGINT)  # SIGTERM would wait for every client to leave
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


class Databases:
    """Opens stores of one kind, all on the same new and empty database."""

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
