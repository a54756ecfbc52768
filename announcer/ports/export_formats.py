"""Writers of publication records in other people's formats: what every one keeps to."""

from dataclasses import dataclass
from typing import Protocol

from announcer.core.publications.publication import Publication


class RecordWriter(Protocol):
    """Writes one record of a format."""

    def __call__(self, publication: Publication, name: str) -> str:
        """Return the record, without a line break at its end; `name` is what nothing else in the file goes by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """A format: what a file begins with, what stands between two records, what it ends with."""

    record: RecordWriter
    start: str = ""
    between: str = "\n"
    end: str = "\n"
