"""SQLite: the store of one machine, in one file that survives a power cut."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, NoReturn
from urllib.parse import quote

from announcer.errors import StoreConflictError, StoreUnusableError
from announcer.store.database import Database, Row, no_checkpoint
from announcer.store.disks import refuse_network_disk
from announcer.system.clock import Clock
from announcer.system.durable import make_file

BUSY_SECONDS = 30.0
"""How long to wait for another process's transaction; several durable writers were seen to wait for five."""

_WRITING = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-8000")
_READING = ("trusted_schema=OFF",)

_HINTS = {
    "SQLITE_FULL": "make room on the disk; nothing is lost, and what was under way is taken up again",
    "SQLITE_READONLY": "let the user that runs the program write to the file and its folder",
    "SQLITE_CANTOPEN": "see that the folder exists and can be written to",
    "SQLITE_NOTADB": "the file is not a database; move it away and restore a backup",
    "SQLITE_CORRUPT": "the file is damaged; move it away and restore a backup",
    "SQLITE_BUSY": "another process kept the file for itself too long; see which one has it open",
    "SQLITE_IOERR": "see that the disk is not full, may be written to and is sound",
}
_SYSTEM_ERRORS = {
    errno.ENOSPC: "SQLITE_FULL",
    errno.EDQUOT: "SQLITE_FULL",
    errno.EROFS: "SQLITE_READONLY",
    errno.EACCES: "SQLITE_READONLY",
    errno.EPERM: "SQLITE_READONLY",
}
_LEAST_ROOM = 1 << 18
"""Bytes; with less, SQLite cannot make the files beside its own and calls that a failure of the disk."""


class SqliteDatabase(Database):
    """A file in WAL mode with synchronous=FULL, so that a committed move is on the disk.

    Never open the file by any other means in the same process: closing it drops SQLite's locks, and with them rows.
    `read_only` is for files that others wrote, such as backups: nothing in them is changed, or run but in queries.
    """

    kind = "sqlite"
    types: ClassVar = {"time": "TEXT", "bytes": "BLOB", "serial": "INTEGER PRIMARY KEY"}

    def __init__(
        self,
        path: Path,
        *,
        clock: Clock,
        checkpoint: Callable[[str], None] = no_checkpoint,
        read_only: bool = False,
    ) -> None:
        super().__init__(checkpoint)
        refuse_network_disk(path.parent)
        self.path = path
        self._clock = clock
        self._read_only = read_only
        self._connection = self._connect()
        self._place = path.absolute()
        self._opened = _identity(self._place)

    def _connect(self) -> sqlite3.Connection:
        place = f"file:{quote(os.fsencode(self.path))}?mode=ro" if self._read_only else self.path
        try:
            if not self._read_only:
                # SQLite would make the file as the umask says; to -wal and -shm it gives the file's own mode.
                make_file(self.path)
            connection = sqlite3.connect(
                place,
                uri=self._read_only,
                timeout=BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
        except (sqlite3.Error, OSError) as error:
            self._refuse(error)
        connection.row_factory = sqlite3.Row
        try:
            for pragma in _READING if self._read_only else _WRITING:
                connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error as error:
            connection.close()
            self._refuse(error)
        return connection

    def now(self) -> datetime:
        """Return the time of this machine, which alone uses the file."""
        return self._clock.now()

    def rows(self, sql: str, **values: object) -> list[Row]:
        """Run a query and return its rows; times come back as datetimes."""
        with self._lock:
            return [_decoded(row) for row in self._execute(sql, values).fetchall()]

    def run(self, sql: str, **values: object) -> int:
        """Run a statement and return how many rows it changed."""
        with self._lock:
            return self._execute(sql, values).rowcount

    def script(self, sql: str) -> None:
        """Run the statements one by one: `executescript` would commit first."""
        statement = ""
        for line in sql.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                self.run(statement)
                statement = ""

    def tables(self) -> set[str]:
        """Return the names of the tables there are."""
        return {row["name"] for row in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def using(self, index: str) -> str:
        """Return the order to read by that index: the planner does not see how few rows a partial one has."""
        return f"INDEXED BY {index}"

    def columns(self, table: str) -> set[str]:
        """Return the names of a table's columns."""
        return {row["name"] for row in self.rows("SELECT name FROM pragma_table_info(:table)", table=table)}

    def check_place(self) -> None:
        """Refuse to go on with a file that nobody will look at again, or beside another of the same name."""
        if _identity(self._place) != self._opened:
            hint = "put it back, or end this process and start it again; until then nothing is posted"
            raise StoreUnusableError(
                f"{self.path}: the file was moved, deleted or replaced while it was open", hint=hint
            )

    def copy_to(self, target: Path) -> None:
        """Write a consistent copy that only owner and group can read, while others write; it must not exist yet."""
        with self._lock:
            try:
                make_file(target)  # SQLite takes an empty file, and would make one as the umask says
            except OSError as error:
                self._refuse(error, target)
            self._execute("VACUUM INTO :target", {"target": str(target)})

    def refuse_damage(self) -> None:
        """Read every page of the file.

        Raises:
            StoreUnusableError: it is damaged.
        """
        found = [row["quick_check"] for row in self.rows("PRAGMA quick_check(1)")]
        if found != ["ok"]:
            raise StoreUnusableError(f"{self.path}: {' '.join(found)}", hint=_HINTS["SQLITE_CORRUPT"])

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _begin(self) -> None:
        self._execute("BEGIN" if self._read_only else "BEGIN IMMEDIATE", {})

    def _commit(self) -> None:
        self._execute("COMMIT", {})

    def _roll_back(self) -> None:
        if self._connection.in_transaction:  # a full disk has rolled back by itself
            self._execute("ROLLBACK", {})

    def _execute(self, sql: str, values: dict[str, object]) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, {name: _encoded(value) for name, value in values.items()})
        except sqlite3.IntegrityError as error:
            raise StoreConflictError(f"{self.path}: {error}") from error
        except sqlite3.Error as error:
            self._refuse(error)

    def _refuse(self, error: sqlite3.Error | OSError, path: Path | None = None) -> NoReturn:
        code = _code(error)
        if code.startswith("SQLITE_IOERR") and _room(self.path) < _LEAST_ROOM:
            code = "SQLITE_FULL"
        hint = next((hint for name, hint in _HINTS.items() if code.startswith(name)), "")
        words = (error.strerror if isinstance(error, OSError) else "") or error
        raise StoreUnusableError(f"{path or self.path}: {words}", hint=hint) from error


def _code(error: sqlite3.Error | OSError) -> str:
    """Return SQLite's name for what is wrong."""
    if isinstance(error, OSError):
        return _SYSTEM_ERRORS.get(error.errno or 0, "SQLITE_CANTOPEN")
    return getattr(error, "sqlite_errorname", "") or ""


def _room(path: Path) -> int:
    """Return how many bytes the disk of a file has room for; many where nobody knows."""
    try:
        return shutil.disk_usage(path.parent).free
    except OSError:
        return _LEAST_ROOM


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what stays the same for as long as the name leads to the same file; None where it leads to none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _encoded(value: object) -> object:
    """Times are kept as UTC text of one length, which sorts as they do and which people can read."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value


def _decoded(row: sqlite3.Row) -> Row:
    return {name: _value(name, row[name]) for name in row.keys()}  # noqa: SIM118 (a Row's iteration gives values)


def _value(name: str, value: object) -> object:
    is_time = name == "at" or name.endswith(("_at", "_until"))
    return datetime.fromisoformat(value) if is_time and isinstance(value, str) else value
