"""Works as OpenAlex gives them: one, a list, the answer to a search (`results`), or one a line.

The fields are those of https://docs.openalex.org/api-entities/works/work-object, and of the years before.
"""

from collections.abc import Iterator

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.publications.publication import (
    IdentifierScheme,
    PartialDate,
    PublicationStatus,
    PublicationType,
)
from announcer.importers.building import Reading, UnusableRecordError, abstract_of, partial_date
from announcer.importers.fields.affiliations import Affiliations
from announcer.importers.fields.author_names import is_group_name
from announcer.importers.fields.date_words import date_in_field
from announcer.importers.fields.gathered_fields import funding_of, mesh_of, page_range
from announcer.importers.fields.identifier_fields import doi_in, issns_in, orcid_in, pmcid_in, pmid_in
from announcer.importers.fields.language_names import language_named
from announcer.importers.fields.licences import licence_named
from announcer.importers.fields.publication_kinds import kind_of
from announcer.importers.fields.title_fields import title_language
from announcer.importers.json_formats import crossref
from announcer.importers.json_formats.authors import Names, author, is_address, parted
from announcer.importers.json_formats.json_importer import JsonImporter
from announcer.importers.json_formats.json_values import (
    Table,
    publisher_link,
    table_of,
    tables_of,
    text_of,
    texts_of,
    walk,
)
from announcer.importers.limits import LONGEST_RAW_TEXT
from announcer.importers.record.model import (
    AbstractRecord,
    AuthorRecord,
    FundingRecord,
    IdentifierRecord,
    LinksRecord,
    MeshRecord,
    PublicationRecord,
)

_NO_RESEARCH = {
    "peer-review": "a report of peer review",
    "paratext": "a part of an issue or book, such as its index or contents",
}
_NO_PUBLICATIONS = {**crossref.NO_PUBLICATIONS, "libguides": "a guide of a library"}
_MOST_WORDS = 50_000
"""Words of an abstract; a place beyond it is a fault of the source."""


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
    findings = [finding("not-research", where="type", what=_NO_RESEARCH[kind])] if kind in _NO_RESEARCH else []
    record = _record(row, title, kind, findings)
    return Reading(record=record, findings=tuple(findings))


def _record(row: Table, title: str, kind: str, findings: list[Finding]) -> PublicationRecord:
    place = table_of(row.get("primary_location") or row.get("host_venue"))
    venue = table_of(place.get("source")) or place
    numbers, pages = table_of(row.get("ids")), table_of(row.get("biblio"))
    affiliations = Affiliations()
    licence = _licence(row)
    return PublicationRecord(
        title=title,
        language=title_language(language_named(text_of(row.get("language"))), title),
        type=kind_of([kind]) or PublicationType.OTHER,
        status=PublicationStatus.RETRACTED if row.get("is_retracted") is True else PublicationStatus.CURRENT,
        doi=doi_in([text_of(row.get("doi")), text_of(numbers.get("doi"))], findings),
        pmid=pmid_in([text_of(numbers.get("pmid"))], findings),
        pmcid=pmcid_in([text_of(numbers.get("pmcid"))], findings),
        identifiers=_identifier(row, numbers),
        authors=tuple(_authors(row, affiliations, findings)),
        authors_complete=row.get("is_authors_truncated") is not True,
        affiliations=affiliations.records,
        journal=_journal(place, venue, kind),
        issn=issns_in([*texts_of(venue.get("issn")), text_of(venue.get("issn_l"))]),
        volume=text_of(pages.get("volume")),
        issue=text_of(pages.get("issue")),
        pages=page_range(text_of(pages.get("first_page")), text_of(pages.get("last_page"))),
        publisher=text_of(venue.get("host_organization_name")) or text_of(venue.get("publisher")),
        published=_published(row, findings),
        abstract=_abstract(row.get("abstract_inverted_index")),
        mesh=_mesh(row),
        open_access=True if licence else None,
        licence=licence,
        funding=_funding(row),
        links=LinksRecord(publisher=publisher_link(place.get("landing_page_url"), place.get("url"))),
    )


def _published(row: Table, findings: list[Finding]) -> PartialDate | None:
    """Return the date; 1 January is what OpenAlex writes where it knows the year alone."""
    date = date_in_field([text_of(row.get("publication_date")), text_of(row.get("publication_year"))], findings)
    if date and (date.month, date.day) == (1, 1):
        return partial_date(row.get("publication_year")) or PartialDate(year=date.year)
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


def _authors(row: Table, affiliations: Affiliations, findings: list[Finding]) -> Iterator[AuthorRecord]:
    for one in tables_of(row.get("authorships")):
        person = table_of(one.get("author"))
        name = text_of(one.get("raw_author_name")) or text_of(person.get("display_name"))
        if is_address(name):
            affiliations.number(name.strip(", "))
            continue
        family, given = parted(name)
        found = author(
            Names(family=family, given=given, name=name, is_group=is_group_name(name)),
            orcid=orcid_in([text_of(person.get("orcid")), text_of(one.get("raw_orcid"))], findings),
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
    """Return the headings, of which OpenAlex has a row for each qualifier."""
    rows = tables_of(row.get("mesh"))
    return mesh_of((text_of(one.get("descriptor_name")), one.get("is_major_topic") is True) for one in rows)


def _licence(row: Table) -> str:
    """Return the address of a Creative Commons licence of the published version.

    OpenAlex names the licence without its version, and so does the address.
    """
    places = [*tables_of(row.get("primary_location")), *tables_of(row.get("best_oa_location"))]
    for place in places:
        is_published = text_of(place.get("version")) == "publishedVersion" or text_of(row.get("type")) == "preprint"
        if is_published and (address := licence_named(text_of(place.get("license")))):
            return address
    return ""


def _funding(row: Table) -> tuple[FundingRecord, ...]:
    awards = [
        (text_of(one.get("funder_display_name")), texts_of([one.get("funder_award_id") or one.get("award_id")]))
        for one in [*tables_of(row.get("awards")), *tables_of(row.get("grants"))]
    ]
    return funding_of([*awards, *((text_of(name), ()) for name in walk(row.get("funders"), "display_name"))])


OPENALEX = JsonImporter(name="openalex", reading=work, looked_for="a work of OpenAlex, with a title")
