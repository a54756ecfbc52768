"""Tell where each field of a publication is from: merge its records once more, and see which of them gave what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from announcer.core.publications.identity.priorities import rank
from announcer.core.publications.merging import changes, known_fields, merged
from announcer.core.publications.publication import Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A record that was read: its format, the file and the place in it, when, and what distinguishes it.

    `digest` is the SHA-256 of what it says, `raw_digest` of how it was written; the latter is empty where that is
    not text.
    """

    format: str
    place: str = ""
    read_at: datetime | None = None
    digest: str = ""
    raw_digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A publication, and the source of each field that something is known of."""

    publication: Publication
    sources: Mapping[str, Source] = field(default_factory=dict)


def traced(publication: Publication, source: Source) -> Traced:
    """Return a record with itself as the source of all it says."""
    return Traced(publication=publication, sources=dict.fromkeys(known_fields(publication), source))


def joined(known: Traced, new: Traced) -> Traced:
    """Return what `merged` does, each field from the better source where both say something."""

    def stays(name: str) -> bool:
        mine, theirs = known.sources.get(name), new.sources.get(name)
        return mine is not None and theirs is not None and rank(name, mine.format) < rank(name, theirs.format)

    publication = merged(known.publication, new.publication, stays)
    changed = {change.field for change in changes(known.publication, publication)}
    teller = next(iter(new.sources.values()), None)  # of what the record means for the paper, such as a retraction
    sources = {
        name: (new if name in changed else known).sources.get(name) or new.sources.get(name) or teller
        for name in known_fields(publication)
    }
    return Traced(publication=publication, sources={name: source for name, source in sources.items() if source})


def history(records: Iterable[tuple[Publication, Source]]) -> Traced | None:
    """Return what is known from records alone, in the order in which they were read; None without any."""
    known: Traced | None = None
    for publication, source in records:
        new = traced(publication, source)
        known = joined(known, new) if known else new
    return known


def sources_of(publication: Publication, records: Iterable[tuple[Publication, Source]]) -> Mapping[str, Source]:
    """Return the source of each field of a publication as it is known now, as far as its records have it so."""
    read = list(records)
    found = history(read)
    if found is None:
        return {}
    differing = {change.field for change in changes(found.publication, publication)}
    sources = {name: source for name, source in found.sources.items() if name not in differing}
    for record, source in read:  # merged by hand, or by another rule: the last record that says the very same
        told = (name for name in differing if getattr(record, name) == getattr(publication, name))
        sources |= dict.fromkeys(told, source)
    return {name: sources[name] for name in known_fields(publication) if name in sources}
