"""Time that passes without anybody waiting: what the queue remembers becomes older, by any length.

To a program that is not running this is the same as a machine that was off for so long.
"""

import re
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00")
_LOG = "event"
"""The history may only be added to, and nothing is decided by its times."""


def _rename_slots() -> str:
    """Return how to rename all slots: each is named by its time, which is another one now.

    It must not stand for a slot to come. Each time that passes has an ending of its own, so that no two names meet.
    """
    return f"UPDATE slot SET key = key || '~{uuid4().hex}'"  # noqa: S608 (hexadecimal digits)


def let_pass(place: Path | str, time: timedelta) -> None:
    """Make an SQLite file, or the schema at a PostgreSQL address, older. Nobody else may use it meanwhile."""
    if isinstance(place, Path):
        _sqlite(place, time)
    else:
        _postgres(place, time)


def _sqlite(place: Path, time: timedelta) -> None:
    def older(value: str | None) -> str | None:
        if isinstance(value, str) and _TIME.fullmatch(value):
            return (datetime.fromisoformat(value) - time).isoformat(timespec="microseconds")
        return value

    with closing(sqlite3.connect(place, isolation_level=None)) as database:
        database.create_function("older", 1, older)
        database.execute("BEGIN IMMEDIATE")
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})") if row[2] == "TEXT"]
            changes = ", ".join(f"{column} = older({column})" for column in columns if _is_time(column))
            if changes and table != _LOG:
                database.execute(f"UPDATE {table} SET {changes}")  # noqa: S608 (names out of the schema itself)
        database.execute(_rename_slots())
        database.execute("COMMIT")


def _is_time(column: str) -> bool:
    return column == "at" or column.endswith(("_at", "_until"))


def _postgres(place: str, time: timedelta) -> None:
    import psycopg  # noqa: PLC0415 (SQLite needs none of it)

    with psycopg.connect(place) as database:
        found = database.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND data_type = 'timestamp with time zone' ORDER BY 1, 2"
        ).fetchall()
        tables: dict[str, list[str]] = {}
        for table, column in found:
            tables.setdefault(table, []).append(column)
        for table, columns in tables.items():
            if table != _LOG:
                changes = ", ".join(f"{column} = {column} - %(time)s" for column in columns)
                database.execute(f"UPDATE {table} SET {changes}".encode(), {"time": time})  # noqa: S608
        database.execute(_rename_slots())
