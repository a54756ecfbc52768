"""Works as OpenAlex gives them: one, a list, the answer to a search (`results`), or one a line.

The fields are those of https://docs.openalex.org/api-entities/works/work-object, and of the years before.
"""

from collections.abc import Iterator
from typing import BinaryIO

from announcer.core.finding_catalogue import finding
from announcer.core.publications.identifiers import normal_doi, normal_pmcid, normal_pmid
from announcer.core.publications.publication import (
    IdentifierScheme,
    PartialDate,
    PublicationStatus,
    PublicationType,
)
from announcer.errors import SourceError
from announcer.importers.building import Reading, UnusableRecordError, abstract_of, partial_date
from announcer.importers.json_formats import crossref
from announcer.importers.json_formats.authors import Affiliations, Names, author, is_address, is_group_name, parted
from announcer.importers.json_formats.json_kinds import ENVELOPES, json_kind
from announcer.importers.json_formats.json_values import (
    Table,
    creative_commons,
    iso_date,
    language_code_of,
    page_range,
    publisher_link,
    table_of,
    tables_of,
    text_of,
    texts_of,
    title_language,
    unique,
    walk,
)
from announcer.importers.json_stream import json_publications
from announcer.importers.limits import LONGEST_RAW_TEXT
from announcer.importers.record.model import (
    AbstractRecord,
    AuthorRecord,
    DatesRecord,
    FundingRecord,
    IdentifierRecord,
    LinksRecord,
    MeshRecord,
    PublicationRecord,
)
from announcer.ports.importing import Imported

_TYPES = {
    **crossref.TYPES,
    "article": PublicationType.ARTICLE,
    "review": PublicationType.REVIEW,
    "editorial": PublicationType.EDITORIAL,
    "letter": PublicationType.LETTER,
    "erratum": PublicationType.CORRECTION_NOTICE,
    "retraction": PublicationType.RETRACTION_NOTICE,
}
_NO_RESEARCH = {
    "peer-review": "a report of peer review",
    "paratext": "a part of an issue or book, such as its index or contents",
}
_NO_PUBLICATIONS = {**crossref.NO_PUBLICATIONS, "libguides": "a guide of a library"}
_MOST_WORDS = 50_000
"""Words of an abstract; a place beyond it is a fault of the source."""


class OpenAlex:
    """Works of OpenAlex, in JSON."""

    def recognises(self, head: bytes) -> bool:
        """Return whether the first record has the keys of a work of OpenAlex."""
        return json_kind(head) == "openalex"

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the works of the file, each as soon as it is read."""
        looked_for = "a work of OpenAlex, with a title"
        return json_publications(
            stream, source, work, envelope=ENVELOPES["openalex"], looked_for=looked_for, done=done
        )


def work(row: Table) -> Reading:
    """Return what a work of OpenAlex says.

    Raises:
        UnusableRecordError: it has no title, or is no publication.
    """
    kind = text_of(row.get("type"))
    if kind in _NO_PUBLICATIONS:
        raise UnusableRecordError(f"it is {_NO_PUBLICATIONS[kind]}, not a publication")
    title = text_of(row.get("title")) or text_of(row.get("display_name"))
    if not title:
        raise UnusableRecordError("title: it has none")
    kind = "paratext" if row.get("is_paratext") is True else kind
    findings = (finding("not-research", where="type", what=_NO_RESEARCH[kind]),) if kind in _NO_RESEARCH else ()
    return Reading(record=_record(row, title, kind), findings=findings)


def _record(row: Table, title: str, kind: str) -> PublicationRecord:
    place = table_of(row.get("primary_location") or row.get("host_venue"))
    venue = table_of(place.get("source")) or place
    numbers, pages = table_of(row.get("ids")), table_of(row.get("biblio"))
    affiliations = Affiliations()
    licence = _licence(row)
    published = _published(row)
    return PublicationRecord(
        title=title,
        language=title_language(language_code_of(row.get("language")), title),
        type=_TYPES.get(kind, PublicationType.OTHER),
        status=PublicationStatus.RETRACTED if row.get("is_retracted") is True else PublicationStatus.CURRENT,
        doi=normal_doi(text_of(row.get("doi")) or text_of(numbers.get("doi"))),
        pmid=normal_pmid(text_of(numbers.get("pmid"))),
        pmcid=normal_pmcid(text_of(numbers.get("pmcid"))),
        identifiers=_identifier(row, numbers),
        authors=tuple(_authors(row, affiliations)),
        authors_complete=row.get("is_authors_truncated") is not True,
        affiliations=affiliations.records,
        journal=_journal(place, venue, kind),
        issn=unique([*texts_of(venue.get("issn")), text_of(venue.get("issn_l"))]),
        volume=text_of(pages.get("volume")),
        issue=text_of(pages.get("issue")),
        pages=page_range(pages.get("first_page"), pages.get("last_page")),
        publisher=text_of(venue.get("host_organization_name")) or text_of(venue.get("publisher")),
        published=published,
        dates=DatesRecord(),
        abstract=_abstract(row.get("abstract_inverted_index")),
        mesh=_mesh(row),
        open_access=True if licence else None,
        licence=licence,
        funding=_funding(row),
        links=LinksRecord(publisher=publisher_link(place.get("landing_page_url"), place.get("url"))),
    )


def _published(row: Table) -> PartialDate | None:
    """Return the date; 1 January is what OpenAlex writes where it knows the year alone."""
    date = iso_date(row.get("publication_date"))
    if date is None or (date.month, date.day) == (1, 1):
        return partial_date(row.get("publication_year")) or (PartialDate(year=date.year) if date else None)
    return date


def _identifier(row: Table, numbers: Table) -> tuple[IdentifierRecord, ...]:
    number = (text_of(row.get("id")) or text_of(numbers.get("openalex"))).rpartition("/")[2]
    return (IdentifierRecord(scheme=IdentifierScheme.OPENALEX, value=number),) if number else ()


def _journal(place: Table, venue: Table, kind: str) -> str:
    """Return where it came out: a repository only for a preprint, for other works it holds a copy alone."""
    name, printed = text_of(venue.get("display_name")), text_of(place.get("raw_source_name"))
    if text_of(venue.get("type")) == "ebook platform":  # `IGI Global eBooks` stands for the book
        return printed
    return "" if text_of(venue.get("type")) == "repository" and kind != "preprint" else name or printed


def _authors(row: Table, affiliations: Affiliations) -> Iterator[AuthorRecord]:
    for one in tables_of(row.get("authorships")):
        person = table_of(one.get("author"))
        name = text_of(one.get("raw_author_name")) or text_of(person.get("display_name"))
        if is_address(name):
            affiliations.number(name.strip(", "))
            continue
        family, given = parted(name)
        found = author(
            Names(family=family, given=given, name=name, is_group=is_group_name(name)),
            orcid=text_of(person.get("orcid")) or text_of(one.get("raw_orcid")),
            affiliations=_affiliation_numbers(one, affiliations),
        )
        if found:
            yield found


def _affiliation_numbers(one: Table, affiliations: Affiliations) -> Iterator[int]:
    """Yield the numbers of an author's affiliations as printed, with the ROR of the institution behind each."""
    institutions = tables_of(one.get("institutions"))
    rors = {text_of(each.get("id")): text_of(each.get("ror")) for each in institutions}
    behind = {
        text_of(each.get("raw_affiliation_string")): texts_of(each.get("institution_ids"))
        for each in tables_of(one.get("affiliations"))
    }
    printed = texts_of(one.get("raw_affiliation_strings")) or texts_of(one.get("raw_affiliation_string"))
    for text in printed or [key for key in behind if key]:
        known = behind.get(text, [])
        yield affiliations.number(text, rors.get(known[0], "") if len(known) == 1 else "")
    if not printed and not any(behind):
        for each in institutions:
            yield affiliations.number(text_of(each.get("display_name")), text_of(each.get("ror")))


def _abstract(value: object) -> AbstractRecord | None:
    """Return the abstract of an index of its words: `{"We": [0, 4], "asked": [1]}`."""
    if not isinstance(value, dict):
        return abstract_of(text_of(value))
    words = [
        (place, word)
        for word, places in value.items()
        for place in (places if isinstance(places, list) else ())
        if isinstance(place, int) and 0 <= place < _MOST_WORDS
    ]
    text = " ".join(word for _, word in sorted(words))
    return abstract_of(text[:LONGEST_RAW_TEXT])


def _mesh(row: Table) -> tuple[MeshRecord, ...]:
    """Return the headings, each once without its qualifiers; major where it is so with any of them."""
    found: dict[str, bool] = {}
    for one in tables_of(row.get("mesh")):
        if name := text_of(one.get("descriptor_name")):
            found[name] = found.get(name, False) or one.get("is_major_topic") is True
    return tuple(MeshRecord(term=term, major=is_major) for term, is_major in found.items())


def _licence(row: Table) -> str:
    """Return the address of a Creative Commons licence of the published version.

    OpenAlex names the licence without its version, and so does the address.
    """
    places = [*tables_of(row.get("primary_location")), *tables_of(row.get("best_oa_location"))]
    for place in places:
        is_published = text_of(place.get("version")) == "publishedVersion" or text_of(row.get("type")) == "preprint"
        if is_published and (address := creative_commons(text_of(place.get("license")))):
            return address
    return ""


def _funding(row: Table) -> tuple[FundingRecord, ...]:
    awards: dict[str, list[str]] = {}
    for one in [*tables_of(row.get("awards")), *tables_of(row.get("grants"))]:
        number = text_of(one.get("funder_award_id")) or text_of(one.get("award_id"))
        awards.setdefault(text_of(one.get("funder_display_name")), []).append(number)
    for name in walk(row.get("funders"), "display_name"):
        awards.setdefault(text_of(name), [])
    return tuple(FundingRecord(funder=name, awards=unique(each)) for name, each in awards.items() if name)
