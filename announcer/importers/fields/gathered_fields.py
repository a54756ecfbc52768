"""Put together what sources give in parts: funders with their grants, headings of MeSH, first and last pages."""

import re
from collections.abc import Iterable, Mapping

from announcer.importers.record.model import AbstractRecord, FundingRecord, MeshRecord, TranslationRecord

_RANGE = re.compile(r"\s*[-\u2010-\u2015]+\s*")


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts that are not empty, each once."""
    return tuple(dict.fromkeys(text for text in texts if text))


def with_abstracts(
    translations: Mapping[str, TranslationRecord],
    abstracts: Iterable[tuple[str, AbstractRecord | None]],
    own: str,
    used: AbstractRecord | None,
) -> dict[str, TranslationRecord]:
    """Return the translations, and those abstracts whose language has no title in the record.

    Args:
        translations: What the record has with a title.
        abstracts: Its abstracts with the codes of their languages, empty where that is not known.
        own: The language of its title; empty where that is not known.
        used: The abstract that it has in that language.
    """
    further = {
        code: TranslationRecord(abstract=abstract)
        for code, abstract in abstracts
        if code and code != own and abstract and abstract != used and code not in translations
    }
    return {**translations, **further}


def funding_of(rows: Iterable[tuple[str, Iterable[str]]]) -> tuple[FundingRecord, ...]:
    """Return each funder once with the numbers of its grants, from funders with some of the numbers."""
    grants: dict[str, list[str]] = {}
    for funder, numbers in rows:
        if funder:
            grants.setdefault(funder, []).extend(numbers)
    return tuple(FundingRecord(funder=name, awards=unique(numbers)) for name, numbers in grants.items())


def mesh_of(rows: Iterable[tuple[str, bool]]) -> tuple[MeshRecord, ...]:
    """Return each heading once without its qualifiers; it is major where it is so with any of them."""
    headings: dict[str, bool] = {}
    for term, is_major in rows:
        if term:
            headings[term] = headings.get(term, False) or is_major
    return tuple(MeshRecord(term=term, major=is_major) for term, is_major in headings.items())


def page_range(first: str, last: str = "") -> str:
    """Return `12–19` of a first and a last page, or of a range with any sign; one page where they are the same."""
    if first and last and first != last and not _RANGE.search(first):
        return f"{first}\u2013{last}"
    return _RANGE.sub("\u2013", first or last)
