"""Readers of publication records: what every importer keeps to. tests/contracts/test_importers.py checks it."""

from dataclasses import dataclass
from typing import Protocol

from announcer.core.findings import Finding
from announcer.core.publications.publication import Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One publication as read, with what the reading noticed and where it came from."""

    publication: Publication
    source: str
    findings: tuple[Finding, ...] = ()


class Importer(Protocol):
    """A reader of one format. tests/contracts/test_importers.py checks every rule below."""

    format: str
    """The name that `announcer add --format` takes."""

    def recognises(self, data: bytes) -> bool:
        """Return whether the content is of this format; the file name is never asked."""

    def read(self, data: bytes, source: str) -> list[Imported]:
        """Return the publications in `data`, at least one.

        Raises:
            SourceError: nothing usable is in it; the message names `source` and what to do.
        """
