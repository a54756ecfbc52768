"""RIS, as reference managers and databases read it: each line has a tag, two spaces, a dash, a space, a value."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from announcer.core.publications.publication import Author, PartialDate, Publication, PublicationType
from announcer.rendering.exports.parts_of_names import address, first_and_last_page, name_parts

_TYPES: Mapping[PublicationType, str] = MappingProxyType(
    {
        PublicationType.BOOK: "BOOK",
        PublicationType.CHAPTER: "CHAP",
        PublicationType.DATASET: "DATA",
        PublicationType.PREPRINT: "UNPB",
    }
)
_PLAIN = (PublicationType.ARTICLE, PublicationType.OTHER)
"""Kinds that need no word beside the form."""


def ris_record(publication: Publication, name: str) -> str:
    """Return the record in RIS."""
    lines = (f"{tag}  - {' '.join(value.split())}" for tag, value in _fields(publication, name) if value)
    return "\n".join((*lines, "ER  - "))


def _fields(publication: Publication, name: str) -> Iterator[tuple[str, str]]:
    first, last = first_and_last_page(publication)
    yield "TY", _TYPES.get(publication.type, "JOUR")
    if publication.type not in _PLAIN:
        yield "M3", publication.type.value.replace("-", " ")
    yield "ID", name
    yield "TI", publication.title.plain
    yield from (("AU", _name(author)) for author in publication.authors)
    yield "T2", publication.journal
    yield "JA", publication.journal_short
    yield "PY", f"{publication.published.year}" if publication.published else ""
    yield "DA", _date(publication.published) if publication.published else ""
    yield from (("VL", publication.volume), ("IS", publication.issue), ("SP", first), ("EP", last))
    yield "PB", publication.publisher
    yield from (("SN", number) for number in publication.issn)
    yield "DO", publication.doi
    if publication.pmid:
        yield from (
            ("DB", "PubMed"),
            ("AN", publication.pmid),
        )  # without the first, nobody knows whose number it is
    yield "C2", publication.pmcid
    yield "UR", address(publication)
    yield "LA", publication.language
    yield from (("KW", word) for word in publication.keywords)
    yield "AB", publication.abstract.plain if publication.abstract else ""
    yield "N1", publication.note


def _name(author: Author) -> str:
    family, given = name_parts(author)
    return ", ".join(part for part in (family, given, author.suffix) if part)


def _date(date: PartialDate) -> str:
    """Return `2026/04/09/`; what is not known is empty between its slashes."""
    month, day = (f"{part:02}" if part is not None else "" for part in (date.month, date.day))
    return f"{date.year:04}/{month}/{day}/"
