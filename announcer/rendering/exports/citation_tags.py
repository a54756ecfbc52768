"""The tags by which Google Scholar and reference managers read a publication off its page: Highwire Press's.

Google Scholar's guidelines ask for title, every author in a tag of its own and the date of publication at least; an
author's institution and ORCID iD follow that author's tag. Dates are written `2026/4/9`, as precise as known.
"""

from collections.abc import Iterator

from announcer.core.posts.meta_tags import MetaTag
from announcer.core.publications.publication import (
    Author,
    IdentifierScheme,
    PartialDate,
    Publication,
    PublicationType,
)
from announcer.rendering.exports.parts_of_names import first_and_last_page, name_parts

_PARTS_OF_BOOKS = (PublicationType.CHAPTER,)


def citation_tags(publication: Publication, page: str = "") -> tuple[MetaTag, ...]:
    """Return the tags, none of them empty; `page` is the address of the page that they stand on, if it is known."""
    fields = (*_facts(publication), ("public_url", page))
    return tuple(MetaTag(key=f"citation_{key}", content=text) for key, text in fields if text)


def _facts(publication: Publication) -> Iterator[tuple[str, str]]:
    yield "title", publication.title.plain
    for author in publication.authors:
        yield from _author(author, publication)
    yield "publication_date", _date(publication.published)
    yield "online_date", _date(publication.dates.online)
    holder = "inbook_title" if publication.type in _PARTS_OF_BOOKS else "journal_title"
    yield holder, publication.journal
    yield "journal_abbrev", publication.journal_short
    yield from (("volume", publication.volume), ("issue", publication.issue))
    first, last = first_and_last_page(publication)
    yield from (("firstpage", first), ("lastpage", last))
    yield from (("issn", number) for number in publication.issn)
    yield from (("isbn", number) for number in _numbers(publication, IdentifierScheme.ISBN))
    yield from (("doi", publication.doi), ("pmid", publication.pmid))
    yield from (("arxiv_id", number) for number in _numbers(publication, IdentifierScheme.ARXIV))
    yield "publisher", publication.publisher
    yield "language", publication.language
    yield "keywords", "; ".join(publication.keywords)


def _author(author: Author, publication: Publication) -> Iterator[tuple[str, str]]:
    family, given = name_parts(author)
    yield "author", ", ".join(part for part in (family, given, author.suffix) if part)
    places = {each.number: each.text for each in publication.affiliations}
    yield from (("author_institution", places[number]) for number in author.affiliations if number in places)
    yield "author_orcid", f"https://orcid.org/{author.orcid}" if author.orcid else ""


def _date(date: PartialDate | None) -> str:
    if date is None:
        return ""
    return "/".join(str(part) for part in (date.year, date.month, date.day) if part is not None)


def _numbers(publication: Publication, scheme: IdentifierScheme) -> list[str]:
    return [each.value for each in publication.identifiers if each.scheme is scheme]
