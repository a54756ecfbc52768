"""Look whether a store can be used: nothing in it is changed, and none is made where there is none.

Of an SQLite store that nobody has open, SQLite leaves an empty -wal and a -shm behind, which go with its next use.
Without them it could not see what others write meanwhile, and would take that for damage.
"""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from announcer.core.publications.retraction_notices import RetractionData
from announcer.errors import StoreUnusableError
from announcer.store.database import Database
from announcer.store.disks import refuse_network_disk
from announcer.store.migrating import known_version, shipped
from announcer.store.retraction_rows import data_of
from announcer.store.sqlite import SqliteDatabase
from announcer.system.clock import Clock
from announcer.system.paths import is_file, is_there, unwritable

_IN_USE = ("{}", "{}-wal", "{}-shm", "{}.lock", ".{}.lock")


def files_of_sqlite(path: Path) -> Iterator[Path]:
    """Yield the store's file and what lies beside it, as far as they are there: -wal, -shm, lock, older copies."""
    yield from (one for one in (path, *sorted(path.parent.glob(f"{path.name}[-.]*"))) if is_there(one))


def inspect_sqlite(path: Path, *, clock: Clock) -> None:
    """See that the file is whole and of a schema that this program knows, and that this user can write it.

    Raises:
        StoreUnusableError: it is not; or, where it is not there yet, it cannot be made.
        NewerSchemaError: it was written by a newer version of the program.
        NetworkDiskError: it lies on a network disk.
    """
    if blocking := unwritable(path.parent):
        hint = "let the user that runs the program write to the folder"
        raise StoreUnusableError(f"{blocking}: cannot be written", hint=hint)
    if not is_there(path):
        return
    if not is_file(path):
        raise StoreUnusableError(f"{path}: not a plain file", hint="name a file in [store] url")
    refuse_network_disk(path.parent)
    for file in (path.with_name(name.format(path.name)) for name in _IN_USE):
        if is_there(file) and not os.access(file, os.R_OK | os.W_OK):
            hint = "it belongs to another user: give it to the one that runs the program (chown)"
            raise StoreUnusableError(f"{file}: cannot be written by this user", hint=hint)
    with closing(SqliteDatabase(path, clock=clock, read_only=True)) as database:
        database.refuse_damage()
        known_version(database, shipped(database.kind))


def retraction_data_in(path: Path, *, clock: Clock) -> RetractionData | None:
    """Return what is known of the list of retractions in an SQLite store; None where there is none.

    Raises:
        StoreUnusableError: the store cannot be read.
    """
    if not is_file(path):
        return None
    with closing(SqliteDatabase(path, clock=clock, read_only=True)) as database:
        return _retraction_data(database)


def retraction_data_at(url: str) -> RetractionData | None:
    """Return what is known of the list of retractions in the PostgreSQL store at the libpq `url`.

    Raises:
        StoreUnusableError: there is no answer, or the extra `[postgres]` is not installed.
    """
    from announcer.store.postgres import PostgresDatabase  # noqa: PLC0415 (psycopg is an extra, and slow to import)

    with closing(PostgresDatabase(url)) as database:
        return _retraction_data(database)


def _retraction_data(database: Database) -> RetractionData | None:
    if "retraction_data" not in database.tables():
        return None  # the store is of an earlier version of the program
    row = database.row("SELECT * FROM retraction_data")
    return data_of(row) if row else None


def inspect_postgres(url: str) -> None:
    """See that the database at the libpq `url` answers and has a schema that this program knows.

    Raises:
        StoreUnusableError: there is no answer, or the extra `[postgres]` is not installed.
        NewerSchemaError: it was written by a newer version of the program.
    """
    from announcer.store.postgres import PostgresDatabase  # noqa: PLC0415 (psycopg is an extra, and slow to import)

    with closing(PostgresDatabase(url)) as database:
        known_version(database, shipped(database.kind))
