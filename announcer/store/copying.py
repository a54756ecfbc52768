"""Copy a whole store: into a file as a backup, and from one store into an empty one.

A backup is always an SQLite store, whichever database it was taken from; so it can be looked into without a server,
and moving to PostgreSQL is restoring a backup there.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from announcer.errors import StoreConflictError
from announcer.store.database import Database, Row
from announcer.store.migrating import migrate, shipped, version
from announcer.store.sqlite import SqliteDatabase
from announcer.system.clock import Clock

KEYS = {
    "publication": ("uid",),
    "publication_identifier": ("kind", "value", "publication"),
    "publication_source": ("publication", "digest"),
    "card": ("digest",),
    "announcement": ("id",),
    "slot": ("channel", "account", "key"),
    "budget": ("channel", "account", "period", "unit"),
    "pace": ("channel", "account"),
    "event": ("id",),
    "worker": ("name",),
    "trouble": ("host", "job"),
    "notice": ("target", "reason"),
    "log_position": ("id",),
}
"""Every table with its key, in an order in which every row finds what it refers to; triggers count the tally."""
_BATCH = 500


def write_backup(database: Database, target: Path, *, clock: Clock) -> None:
    """Write a consistent copy of the store while others go on using it; the file appears when it is whole.

    Raises:
        StoreConflictError: `target` is there already.
        StoreUnusableError: it cannot be written.
    """
    if target.exists():
        raise StoreConflictError(f"{target}: is there already", hint="name a file that is not there yet")
    unfinished = target.with_name(f".{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    if isinstance(database, SqliteDatabase):
        database.copy_to(unfinished)
    else:
        _copy_into_file(database, unfinished, clock)
    unfinished.replace(target)


def _copy_into_file(database: Database, path: Path, clock: Clock) -> None:
    copy = SqliteDatabase(path, clock=clock)
    try:
        migrate(copy, shipped(copy.kind))
        copy_all(database, copy)
        copy.run("PRAGMA journal_mode=DELETE")  # one file, without -wal and -shm beside it
    finally:
        copy.close()


def copy_all(source: Database, target: Database) -> None:
    """Copy every row into an empty store of the same schema, in one transaction on each side.

    Raises:
        StoreConflictError: the target is not empty, or of another schema.
    """
    if version(source) != version(target):
        message = f"the backup has schema {version(source)}, the store {version(target)}"
        raise StoreConflictError(message, hint="open the backup once with this version of the program")
    with source.snapshot(), target.transaction("restore"):
        if any(target.rows(f"SELECT 1 AS found FROM {table} LIMIT 1") for table in KEYS):  # noqa: S608 (our own)
            raise StoreConflictError("the store to restore into is not empty", hint="name an empty one")
        for table, key in KEYS.items():
            for rows in _batches(source, table, key):
                _insert(target, table, rows)
        if target.after_copy:
            target.rows(target.after_copy)


def _batches(source: Database, table: str, key: Sequence[str]) -> Iterator[Sequence[Row]]:
    order = ", ".join(key)
    offset: dict[str, object] = {}
    while True:
        condition = f"WHERE ({order}) > ({', '.join(f':{name}' for name in offset)})" if offset else ""
        rows = source.rows(f"SELECT * FROM {table} {condition} ORDER BY {order} LIMIT {_BATCH}", **offset)  # noqa: S608
        if not rows:
            return
        yield rows
        offset = {name: rows[-1][name] for name in key}


def _insert(target: Database, table: str, rows: Sequence[Row]) -> None:
    names = list(rows[0])
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"  # noqa: S608
    for row in rows:
        target.run(sql, **row)
