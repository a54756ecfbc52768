"""Publications as the store keeps them: the whole record as it was read, so that it can be announced once more."""

from functools import cache

from pydantic import TypeAdapter, ValidationError

from announcer.errors import SourceError
from announcer.ports import Imported


def to_record(imported: Imported) -> str:
    """Return the publication, its source and what its reading noticed as JSON, empty fields left out."""
    return _adapter().dump_json(imported, exclude_defaults=True).decode()


def from_record(record: str) -> Imported:
    """Return what `to_record` was given.

    Raises:
        SourceError: it is no such record, or one of a version that cannot be read.
    """
    try:
        return _adapter().validate_json(record)
    except ValidationError as error:
        problem = f"it is not a record of this version: {error.errors()[0]['msg']}"
        raise SourceError("the stored record", problem, hint="add the publication's file once more") from None


@cache
def _adapter() -> TypeAdapter[Imported]:
    return TypeAdapter(Imported)  # made when it is asked for: it takes a while, and drawing a card does without
