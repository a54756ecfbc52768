"""Write what is known of publications in another format, one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from announcer.core.publications.publication import Publication
from announcer.errors import SourceError
from announcer.ports.export_formats import ExportFormat
from announcer.ports.store import CatalogueStore
from announcer.services.catalogue.record_form import RecordFormat

_AT_ONCE = 200
"""Publications in memory at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """How many records were written, and those that could not be read."""

    written: int
    problems: tuple[SourceError, ...] = ()


def export(store: CatalogueStore, form: RecordFormat, export_format: ExportFormat, into: IO[str]) -> Exported:
    """Write every publication of the catalogue, in the order of their uids."""
    written, problems = 0, []
    into.write(export_format.start)
    for uid, found in _publications(store, form):
        if isinstance(found, SourceError):
            problems.append(found)
            continue
        into.write((export_format.between if written else "") + export_format.record(found, uid))
        written += 1
    into.write(export_format.end)
    return Exported(written=written, problems=tuple(problems))


def _publications(store: CatalogueStore, form: RecordFormat) -> Iterator[tuple[str, Publication | SourceError]]:
    page = store.publications(limit=_AT_ONCE)
    while page:
        for known in page:
            imported = form.read(known.record)
            yield (
                known.uid,
                imported.publication if imported else SourceError(known.uid, "its record cannot be read"),
            )
        page = store.publications(after=page[-1].uid, limit=_AT_ONCE)
