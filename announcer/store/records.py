"""Publications as the store keeps them: the whole record as JSON, with the version of its form.

Every field is written out, empty ones too, so that a changed default changes no stored record. A key that this
version does not know is an error and is not dropped: what it holds would be lost when the record is written again.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from announcer.errors import SourceError
from announcer.ports.importing import Imported
from announcer.system import schemas

VERSION = 2
"""The version that is written. Whoever changes the form of a stored record raises it and adds an upgrade below."""

_Table = dict[str, Any]


def to_record(imported: Imported) -> str:
    """Return the publication, where it came from and what its reading noticed as JSON.

    The record's raw text is left out: it says once more what the publication says.
    """
    table = schemas.to_table(Imported, replace(imported, raw=""))
    return json.dumps({"version": VERSION, **table}, ensure_ascii=False, separators=(",", ":"))


def from_record(record: str) -> Imported:
    """Return what `to_record` was given, whichever version of the program has written it.

    Raises:
        SourceError: it is not such a record, has a key that is not known, or was written by a newer version.
    """
    table = _upgraded(_table(record))
    try:
        imported = schemas.read(Imported, table)
    except schemas.WrongTableError as error:
        raise _unreadable(f"it is not a record of this version: {error.problems[0].message}") from None
    unknown = list(_unknown(table, schemas.to_table(Imported, imported)))
    if unknown:
        raise _unreadable(f"it has keys that this version does not know: {', '.join(unknown)}")
    return imported


def _table(record: str) -> _Table:
    try:
        table = json.loads(record)
    except ValueError:
        table = None
    if not isinstance(table, dict):
        raise _unreadable("it is not a record of this version")
    return table


def _upgraded(table: _Table) -> _Table:
    version = table.pop("version", 0)
    if version not in range(VERSION + 1):
        raise _unreadable(f"it is of version {version}, and this program reads versions up to {VERSION}")
    for upgrade in _UPGRADES[version:]:
        table = upgrade(table)
    return table


def _from_version_0(table: _Table) -> _Table:
    """Write out what the first program left out because it was the default then; it wrote no version either."""
    left_out = {"language": "en", "type": "article", "status": "current"}
    publication = table.get("publication")
    return table | {"publication": left_out | publication} if isinstance(publication, dict) else table


def _from_version_1(table: _Table) -> _Table:
    """Leave it as it is: it lacks only fields that are empty where nothing is known."""
    return table


_UPGRADES: tuple[Callable[[_Table], _Table], ...] = (_from_version_0, _from_version_1)
"""From each version to the next."""


def _unknown(given: object, known: object, place: str = "") -> Iterator[str]:
    """Yield the dotted keys of a table that what was read from it does not have."""
    if isinstance(given, dict) and isinstance(known, dict):
        for key, value in given.items():
            if key not in known:
                yield f"{place}{key}"
            elif isinstance(value, _HOLDERS):
                yield from _unknown(value, known[key], f"{place}{key}.")
    elif isinstance(given, list) and isinstance(known, tuple | list):
        for one, other in zip(given, known, strict=False):
            if isinstance(one, _HOLDERS):
                yield from _unknown(one, other, place)


_HOLDERS = (dict, list)


def _unreadable(problem: str) -> SourceError:
    return SourceError("the stored record", problem, hint="add the publication's file once more")
