"""How the store keeps publications, and what was read of each."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from announcer.core.posting.queued import KeptRecord, ReadRecord
from announcer.core.publications.identity.provenance import Source, sources_of
from announcer.core.publications.publication import Publication
from announcer.errors import SourceError
from announcer.ports.importing import Imported
from announcer.ports.store import CatalogueStore, KnownPublication

Found = tuple[KnownPublication, Imported | None]
"""A publication of the store with its record; None where that cannot be, or need not be, read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFormat:
    """How the store keeps publications: written down, and read again (raises SourceError)."""

    encode: Callable[[Imported], str]
    decode: Callable[[str], Imported]

    def read(self, record: str) -> Imported | None:
        """Return what a stored record says; None where it cannot be read."""
        try:
            return self.decode(record)
        except SourceError:
            return None

    def as_read(self, imported: Imported) -> ReadRecord:
        """Return what is kept of the reading of a record; the same record from elsewhere has the same text."""
        bare = Imported(publication=imported.publication, source="")
        return ReadRecord(text=self.encode(bare), raw=imported.raw, format=imported.format, source=imported.place)

    def history(self, kept: Sequence[KeptRecord]) -> Iterator[tuple[Publication, Source]]:
        """Yield the records of a publication that were read, with where each is from; none that cannot be read."""
        for each in kept:
            imported = self.read(each.read.text)
            if imported is not None:
                yield imported.publication, source_of(each)


def provenance(store: CatalogueStore, form: RecordFormat, uid: str) -> Mapping[str, Source]:
    """Return of each field of a publication which record it is from, as far as its records say so."""
    known = form.read(store.record(uid))
    return sources_of(known.publication, form.history(store.sources(uid))) if known else {}


def source_of(kept: KeptRecord) -> Source:
    """Return where a record is from; the digest of how it was written is empty where that was not text."""
    raw = hashlib.sha256(kept.read.raw.encode()).hexdigest() if kept.read.raw else ""
    return Source(
        format=kept.read.format,
        place=kept.read.source,
        read_at=kept.read_at,
        digest=kept.digest,
        raw_digest=raw,
    )
