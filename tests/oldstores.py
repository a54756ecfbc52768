"""A store as the first schema kept it: rows that the program of that time wrote, for either database.

`tests/data/store-of-schema-1.json` was written by `announcer add` and `approve`. A row in state `draft`, a setting
and a publication whose record cannot be read were added by hand.
"""

import base64
import json
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from announcer.store.database import Database
from announcer.store.migrating import migrate, shipped
from announcer.store.postgres import PostgresDatabase
from announcer.store.sqlite import SqliteDatabase
from tests.databases import Databases
from tests.fakes import FakeClock

ROWS = Path(__file__).parent / "data" / "store-of-schema-1.json"


def old_rows() -> Mapping[str, list[dict[str, Any]]]:
    """Return the rows of each table."""
    rows: Mapping[str, list[dict[str, Any]]] = json.loads(ROWS.read_text("utf-8"))
    return rows


def make_old_store(databases: Databases, *, schema: int = 1) -> None:
    """Fill the empty database as the first program would have, and bring it up to that schema."""
    with closing(_connected(databases)) as database:
        migrate(database, shipped(database.kind)[:1])
        with database.transaction():
            for table, rows in old_rows().items():
                for row in rows:
                    _insert(database, table, row)
            if database.after_copy:
                database.rows(database.after_copy)
        migrate(database, [each for each in shipped(database.kind) if each.number <= schema])


def _connected(databases: Databases) -> Database:
    if databases.kind == "sqlite":
        return SqliteDatabase(Path(databases.place), clock=FakeClock())
    return PostgresDatabase(databases.place, clock=FakeClock())


def _insert(database: Database, table: str, row: Mapping[str, Any]) -> None:
    values = dict(row)
    if table == "card":
        values["content"] = base64.b64decode(values["content"])
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    database.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", **values)  # noqa: S608 (our own words)
