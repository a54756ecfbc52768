"""Bring a store's tables up to date: numbered scripts, each in one transaction, a backup before the first."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources

from announcer.errors import NewerSchemaError
from announcer.store.database import Database
from announcer.store.filling import fill_catalogue, fill_search_keys

_NAME = re.compile(r"(\d{4})\.sql")
_FILLS = {"0002.sql": fill_catalogue, "0006.sql": fill_search_keys, "0010.sql": fill_search_keys}


def _nothing(_database: Database) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step: `shared` for every database, then `own` for this one, then `fill` for what SQL alone cannot do."""

    number: int
    shared: str
    own: str
    fill: Callable[[Database], None] = _nothing


def shipped(kind: str) -> Sequence[Migration]:
    """Return the program's migrations for that kind of database, in order."""
    folder = resources.files("announcer.store") / "migrations"
    names = sorted(path.name for path in folder.iterdir() if _NAME.fullmatch(path.name))
    return [
        Migration(
            number=int(name[:4]),
            shared=(folder / name).read_text("utf-8"),
            own=(folder / f"{name[:4]}.{kind}.sql").read_text("utf-8"),
            fill=_FILLS.get(name, _nothing),
        )
        for name in names
    ]


def version(database: Database) -> int:
    """Return the number of the last migration that was done; 0 for an empty database."""
    if "migration" not in database.tables():
        return 0
    found = database.rows("SELECT coalesce(max(number), 0) AS number FROM migration")
    return int(found[0]["number"])


def known_version(database: Database, migrations: Sequence[Migration]) -> int:
    """Return what `version` does.

    Raises:
        NewerSchemaError: the database is ahead of this program.
    """
    done, newest = version(database), migrations[-1].number
    if done > newest:
        message = f"the store has schema {done}, but this version of the program knows only {newest}"
        raise NewerSchemaError(message, hint="upgrade the program, or restore the backup made before the upgrade")
    return done


def migrate(
    database: Database, migrations: Sequence[Migration], before: Callable[[int], None] = lambda _version: None
) -> None:
    """Do what is not done yet; `before` is called with the old version if there is anything to change.

    It is not called for an empty database. A program killed in the middle leaves whole steps only.

    Raises:
        NewerSchemaError: the database is ahead of this program.
    """
    done = known_version(database, migrations)
    if 0 < done < migrations[-1].number:
        before(done)
    for migration in migrations:
        if migration.number > done:
            _apply(database, migration)


def _apply(database: Database, migration: Migration) -> None:
    with database.transaction(f"migration-{migration.number}"):
        _take_turns(database)
        if version(database) >= migration.number:
            return  # another process was faster
        database.script(_typed(database, migration.shared))
        database.script(migration.own)
        migration.fill(database)
        database.run(
            "INSERT INTO migration (number, done_at) VALUES (:number, :now)",
            number=migration.number,
            now=database.now(),
        )


def _take_turns(database: Database) -> None:
    """Keep other processes out until the transaction ends; SQLite's transactions do so by themselves."""
    if database.kind == "postgres":
        database.rows("SELECT pg_advisory_xact_lock(20261123)")
    database.script(
        _typed(
            database,
            "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, done_at {time} NOT NULL);\n",
        )
    )


def _typed(database: Database, sql: str) -> str:
    for name, own in database.types.items():
        sql = sql.replace("{" + name + "}", own)
    return sql
