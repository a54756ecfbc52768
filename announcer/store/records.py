"""Publications as the store keeps them: the whole record as it was read, so that it can be announced once more."""

from dataclasses import replace

from announcer.errors import SourceError
from announcer.ports.importing import Imported
from announcer.system import schemas


def to_record(imported: Imported) -> str:
    """Return the publication, its source and what its reading noticed as JSON, empty fields left out.

    The record's raw text is left out too: it says once more what the publication says.
    """
    return schemas.to_json(Imported, replace(imported, raw=""))


def from_record(record: str) -> Imported:
    """Return what `to_record` was given.

    Raises:
        SourceError: it is no such record, or one of a version that cannot be read.
    """
    try:
        return schemas.read_json(Imported, record)
    except schemas.WrongTableError as error:
        problem = f"it is not a record of this version: {error.problems[0].message}"
        raise SourceError("the stored record", problem, hint="add the publication's file once more") from None
