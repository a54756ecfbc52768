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
    "proposal": ("id",),
    "card": ("digest",),
    "announcement": ("id",),
    "slot": ("channel", "account", "key"),
    "budget": ("channel", "account", "period", "unit"),
    "pace": ("channel", "account"),
    "confirmed_keys": ("channel", "account", "digest"),
    "event": ("id",),
    "undoable": ("announcement",),
    "worker": ("name",),
    "trouble": ("host", "job"),
    "notice": ("target", "reason"),
    "log_position": ("id",),
    "retraction": ("number",),
    "retraction_data": ("id",),
    "import_position": ("mark",),
    "person": ("name",),
    "session": ("digest",),
    "one_time_link": ("digest",),
    "earlier_version": ("announcement", "revision"),
    "announcement_words": ("announcement",),
    "examined": ("announcement",),
    "reviewer": ("id",),
    "reviewer_link": ("digest",),
    "reviewer_asked": ("reviewer", "announcement"),
}
"""Every table with its key, in an order in which every row finds what it refers to; triggers count the tally."""
_BATCH = 500
UNFINISHED = ".unfinished"
"""What the name of a copy ends with, after a dot at its start, until it is whole."""


def write_backup(database: Database, target: Path, *, clock: Clock) -> None:
    """Write a consistent copy of the store while others go on using it; the file appears when it is whole.

    Raises:
        StoreConflictError: `target` is there already.
        StoreUnusableError: it cannot be written.
    """
    if target.exists():
        raise StoreConflictError(f"{target}: is there already", hint="name a file that is not there yet")
    unfinished = target.with_name(f".{target.name}{UNFINISHED}")
    unfinished.unlink(missing_ok=True)
    try:
        if isinstance(database, SqliteDatabase):
            database.copy_to(unfinished)
        else:
            _copy_into_file(database, unfinished, clock)
        unfinished.replace(target)
    except BaseException:
        for suffix in ("", "-journal", "-wal", "-shm"):
            unfinished.with_name(f"{unfinished.name}{suffix}").unlink(missing_ok=True)
        raise


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

    No name that stands in the source goes into a statement: only the target's own columns are asked for.

    Raises:
        StoreConflictError: the target is not empty, or the source is of another schema.
    """
    if version(source) != version(target):
        message = f"the backup has schema {version(source)}, the store {version(target)}"
        raise StoreConflictError(message, hint="name a backup that this program wrote")
    with source.snapshot(), target.transaction("restore"):
        if any(target.rows(f"SELECT 1 AS found FROM {table} LIMIT 1") for table in KEYS):  # noqa: S608 (our own)
            raise StoreConflictError("the store to restore into is not empty", hint="name an empty one")
        for table, key in KEYS.items():
            names = _common_columns(source, target, table)
            for rows in _batches(source, table, key, names):
                _insert(target, table, names, rows)
        if target.after_copy:
            target.rows(target.after_copy)


def _common_columns(source: Database, target: Database, table: str) -> Sequence[str]:
    """Return the columns of a table, which must be the target's own in the source, too."""
    own = target.columns(table)
    if table not in source.tables() or source.columns(table) != own:
        message = f"the backup was not written by this program: table {table} is not as it should be"
        raise StoreConflictError(message, hint="take another backup; this one was changed by something else")
    return sorted(own)


def _batches(source: Database, table: str, key: Sequence[str], names: Sequence[str]) -> Iterator[Sequence[Row]]:
    order = ", ".join(key)
    offset: dict[str, object] = {}
    while True:
        condition = f"WHERE ({order}) > ({', '.join(f':{name}' for name in offset)})" if offset else ""
        query = f"SELECT {', '.join(names)} FROM {table} {condition} ORDER BY {order} LIMIT {_BATCH}"  # noqa: S608 (our own names)
        rows = source.rows(query, **offset)
        if not rows:
            return
        yield rows
        offset = {name: rows[-1][name] for name in key}


def _insert(target: Database, table: str, names: Sequence[str], rows: Sequence[Row]) -> None:
    marks = ", ".join(f":{name}" for name in names)
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 (our own names)
    for row in rows:
        target.run(sql, **row)
