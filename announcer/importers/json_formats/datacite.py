"""Records as DataCite gives them: one, a list, the answer to a search (`data`), or one a line.

The fields are those of https://support.datacite.org/docs/datacite-metadata-schema, in the spelling of its REST
interface; the same without `attributes` around them, as content negotiation gives them, is read, too.
"""

import re
from collections.abc import Iterator

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.publications.identifiers import normal_doi
from announcer.core.publications.publication import IdentifierScheme, PartialDate, PublicationType, RelationKind
from announcer.core.text.letters import language_of
from announcer.importers.building import Reading, UnusableRecordError, abstract_of
from announcer.importers.fields.affiliations import Affiliations
from announcer.importers.fields.author_names import is_group_name
from announcer.importers.fields.date_words import date_in_field, earliest
from announcer.importers.fields.gathered_fields import funding_of, page_range, unique, with_abstracts
from announcer.importers.fields.identifier_fields import doi_in, isbns_in, issns_in, orcid_in
from announcer.importers.fields.language_names import language_by_letters, language_named
from announcer.importers.fields.licences import licence_in
from announcer.importers.fields.publication_kinds import kind_of
from announcer.importers.fields.title_fields import title_language, whole_title
from announcer.importers.json_formats.authors import Names, author, parted
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
from announcer.importers.record.model import (
    AuthorRecord,
    DatesRecord,
    FundingRecord,
    IdentifierRecord,
    LinksRecord,
    MeshRecord,
    PublicationRecord,
    RelationRecord,
    TranslationRecord,
)

_TYPES = {
    "journalarticle": PublicationType.ARTICLE,
    "conferencepaper": PublicationType.ARTICLE,
    "datapaper": PublicationType.ARTICLE,
    "preprint": PublicationType.PREPRINT,
    "book": PublicationType.BOOK,
    "bookchapter": PublicationType.CHAPTER,
    "dataset": PublicationType.DATASET,
}
_NAMED = (
    (re.compile(r"preprint"), PublicationType.PREPRINT),
    (re.compile(r"working ?paper|paratext|thesis|dissertation|poster|abstract|programme"), PublicationType.OTHER),
    (re.compile(r"article|paper|conference"), PublicationType.ARTICLE),
    (re.compile(r"chapter|section"), PublicationType.CHAPTER),
    (re.compile(r"(?:e-?)?book\b|monograph"), PublicationType.BOOK),
)
"""What registrants call a text in their own words."""
_NO_PUBLICATIONS = {
    "physicalobject": "a physical object, such as a specimen",
    "instrument": "an instrument",
    "event": "an event",
    "service": "a service",
    "award": "an award",
    "project": "a project",
}
_JOURNALS = {"journal", "series", "book series", "bookseries", "book", "proceedings", "conferenceproceeding"}
_DATES = {"issued", "available", "accepted"}
_ARXIV = "10.48550/arxiv."
_RELATIONS = {
    "Reviews": RelationKind.REVIEWS,
    "IsPartOf": RelationKind.PART_OF,
    "IsPublishedIn": RelationKind.PART_OF,
}
_VERSIONS = {"IsVersionOf", "IsPreviousVersionOf", "IsIdenticalTo", "IsVariantFormOf", "IsObsoletedBy"}


def item(whole: Table) -> Reading:
    """Return what a record of DataCite says.

    Raises:
        UnusableRecordError: it has no title, or is no publication.
    """
    row = table_of(whole.get("attributes")) or whole
    kind = _general_type(row)
    if kind in _NO_PUBLICATIONS:
        raise UnusableRecordError(f"it is {_NO_PUBLICATIONS[kind]}, not a publication")
    code = language_named(text_of(row.get("language")))
    title, translations = _titles(row, code)
    if not title:
        raise UnusableRecordError("title: it has none")
    reviewed = finding("not-research", where="type", what="a report of peer review")
    findings = [reviewed] if kind == "peerreview" else []
    doi = doi_in([text_of(row.get("doi")), text_of(whole.get("id"))], findings)
    record = _record({**row, "doi": doi, "language": title_language(code, title)}, title, translations, findings)
    return Reading(record=record, findings=tuple(findings))


def _record(row: Table, title: str, translations: dict[str, str], findings: list[Finding]) -> PublicationRecord:
    doi, language = text_of(row.get("doi")), text_of(row.get("language"))
    place, abstracts = _place(row), _abstracts(row, language or language_of(title))
    abstract = abstract_of(abstracts.pop("", ""))
    others = {code: abstract_of(text) for code, text in abstracts.items()}
    affiliations = Affiliations()
    licence = licence_in(map(text_of, walk(row.get("rightsList"), "rightsUri")))
    dates = _dates(row, findings)
    kind = _type(row, doi)
    return PublicationRecord(
        title=title,
        language=language,
        type=kind,
        doi=doi,
        identifiers=tuple(_identifiers(row, doi)),
        authors=tuple(_authors(row, affiliations, findings)),
        affiliations=affiliations.records,
        journal=text_of(place.get("title")),
        issn=issns_in([text_of(place.get("issn"))]),
        volume=text_of(place.get("volume")),
        issue=text_of(place.get("issue")),
        pages=page_range(_page(place.get("firstPage")), _page(place.get("lastPage"))),
        publisher=text_of(row.get("publisher")) or text_of(table_of(row.get("publisher")).get("name")),
        published=dates.get("issued")
        or date_in_field([text_of(row.get("publicationYear")), text_of(row.get("published"))], findings),
        dates=DatesRecord(online=dates.get("available"), accepted=dates.get("accepted")),
        abstract=abstract,
        keywords=_keywords(row),
        mesh=_mesh(row),
        open_access=True if licence else None,
        licence=licence,
        relations=tuple(dict.fromkeys(_relations(row, doi, kind))),
        funding=_funding(row),
        links=LinksRecord(publisher=publisher_link(row.get("url"))),
        translations=with_abstracts(
            {code: TranslationRecord(title=text, abstract=others.get(code)) for code, text in translations.items()},
            others.items(),
            language or language_of(title),
            abstract,
        ),
    )


def _general_type(row: Table) -> str:
    return text_of(table_of(row.get("types")).get("resourceTypeGeneral")).casefold().replace(" ", "")


def _type(row: Table, doi: str) -> PublicationType:
    """Return the type; records of earlier years say no more than `Text`, beside words of the registrant's own."""
    general, own = _general_type(row), text_of(table_of(row.get("types")).get("resourceType")).casefold()
    if general not in {"text", ""}:
        return _TYPES.get(general, PublicationType.OTHER)
    if doi.startswith(_ARXIV):
        return PublicationType.PREPRINT
    is_of_journal = text_of(table_of(row.get("container")).get("type")) == "Journal"
    named = (kind for words, kind in _NAMED if words.search(own))
    otherwise = PublicationType.ARTICLE if is_of_journal else PublicationType.OTHER
    return kind_of([own]) or next(named, otherwise)


def _titles(row: Table, code: str) -> tuple[str, dict[str, str]]:
    """Return the title with its subtitle, and translated titles by language; alternative titles are left out."""
    title, subtitle = "", ""
    others: dict[str, str] = {}
    for one in tables_of(row.get("titles")) or [{"title": text} for text in texts_of(row.get("titles"))]:
        text, kind = text_of(one.get("title")), text_of(one.get("titleType"))
        language = language_named(text_of(one.get("lang")))
        if not kind and not title:
            title, code = text, language or code
        elif kind == "Subtitle":
            subtitle = subtitle or text
        elif text and (kind == "TranslatedTitle" or (not kind and language not in {"", code})):
            others.setdefault(language or language_by_letters(text) or language_of(text), text)
    own = title_language(code, title) or language_of(title)
    return whole_title(title, subtitle), {name: text for name, text in others.items() if name != own}


def _abstracts(row: Table, language: str) -> dict[str, str]:
    """Return the abstracts by language, the record's own under an empty one."""
    found: dict[str, str] = {}
    for one in tables_of(row.get("descriptions")):
        if text_of(one.get("descriptionType")) == "Abstract" and (text := text_of(one.get("description"))):
            found.setdefault(language_named(text_of(one.get("lang"))), text)
    if "" not in found and found:
        found[""] = found.pop(language if language in found else next(iter(found)))
    return found


def _dates(row: Table, findings: list[Finding]) -> dict[str, PartialDate]:
    """Return the earliest date of each kind; of a range, its beginning."""
    found: dict[str, PartialDate] = {}
    for one in tables_of(row.get("dates")):
        kind = text_of(one.get("dateType")).casefold()
        date = date_in_field([text_of(one.get("date"))], findings) if kind in _DATES else None
        if first := earliest([date, found.get(kind)]):
            found[kind] = first
    return found


def _authors(row: Table, affiliations: Affiliations, findings: list[Finding]) -> Iterator[AuthorRecord]:
    for one in tables_of(row.get("creators")):
        numbers = [*map(affiliations.number, _texts_alone(one.get("affiliation")))]
        numbers += [
            affiliations.number(text_of(each.get("name")), text_of(each.get("affiliationIdentifier")))
            for each in tables_of(one.get("affiliation"))
        ]
        orcid = orcid_in(_orcids(one), findings)
        for names in _names(one):
            if found := author(names, orcid=orcid, affiliations=numbers):
                yield found


def _names(one: Table) -> Iterator[Names]:
    """Yield the name of a creator; several persons whom a registrant has put into one are parted."""
    name, family = text_of(one.get("name")), text_of(one.get("familyName"))
    if text_of(one.get("nameType")) == "Organizational":
        yield Names(name=name, is_group=True)
    elif family and ";" not in name:
        yield Names(family=family, given=text_of(one.get("givenName")))
    else:
        for each in name.split(";"):
            family, given = parted(each)
            yield Names(family=family, given=given, name=each, is_group=not family and is_group_name(each))


def _texts_alone(value: object) -> list[str]:
    return texts_of([each for each in value if isinstance(each, str)] if isinstance(value, list) else value)


def _orcids(one: Table) -> list[str]:
    rows = tables_of(one.get("nameIdentifiers"))
    kinds = [(text_of(row.get("nameIdentifierScheme")).upper(), row.get("nameIdentifier")) for row in rows]
    return [text_of(number) for kind, number in kinds if kind == "ORCID"]


def _place(row: Table) -> dict[str, object]:
    """Return the journal or series with volume, issue and pages; a repository is no journal."""
    for one in tables_of(row.get("relatedItems")):
        if text_of(one.get("relationType")) in {"IsPublishedIn", "IsPartOf"} and one.get("titles"):
            number = table_of(one.get("relatedItemIdentifier"))
            is_issn = text_of(number.get("relatedItemIdentifierType")).upper() in {"ISSN", "EISSN"}
            issn = number.get("relatedItemIdentifier") if is_issn else ""
            return {**one, "title": text_of(list(walk(one.get("titles"), "title"))), "issn": text_of(issn)}
    container = table_of(row.get("container"))
    if text_of(container.get("type")).casefold() not in _JOURNALS:
        return {}
    named, kind = text_of(container.get("identifier")), text_of(container.get("identifierType"))
    is_issn = kind.upper() in {"ISSN", "LISSN", "EISSN"}
    return {**container, "issn": named if is_issn else ""}


def _page(value: object) -> str:
    """Return a page; DataCite's own reading of a series now and then takes `vol. 31 n.º 1 (2008)` for one."""
    text = text_of(value)
    return "" if " " in text else text


def _identifiers(row: Table, doi: str) -> Iterator[IdentifierRecord]:
    named = [*tables_of(row.get("alternateIdentifiers")), *tables_of(row.get("identifiers"))]
    values = [
        text_of(one.get("alternateIdentifier"))
        for one in named
        if text_of(one.get("alternateIdentifierType")).casefold() == "arxiv"
    ]
    values += [doi.removeprefix(_ARXIV)] if doi.startswith(_ARXIV) else []
    for value in unique(values):
        yield IdentifierRecord(scheme=IdentifierScheme.ARXIV, value=value)
    for one in named:
        kind, value = text_of(one.get("identifierType")).upper(), text_of(one.get("identifier"))
        if kind == "ISBN":
            yield from isbns_in([value])
        elif kind == "HANDLE" and value:
            yield IdentifierRecord(scheme=IdentifierScheme.HANDLE, value=value)


def _keywords(row: Table) -> tuple[str, ...]:
    """Return the subjects that are of no scheme: those of one are classes or what was measured."""
    rows = tables_of(row.get("subjects"))
    return unique(text_of(one.get("subject")) for one in rows if not text_of(one.get("subjectScheme")))


def _mesh(row: Table) -> tuple[MeshRecord, ...]:
    rows = [one for one in tables_of(row.get("subjects")) if "mesh" in text_of(one.get("subjectScheme")).casefold()]
    return tuple(MeshRecord(term=term) for term in unique(text_of(one.get("subject")) for one in rows))


def _funding(row: Table) -> tuple[FundingRecord, ...]:
    rows = tables_of(row.get("fundingReferences"))
    return funding_of((text_of(one.get("funderName")), [text_of(one.get("awardNumber"))]) for one in rows)


def _relations(row: Table, doi: str, kind: PublicationType) -> Iterator[RelationRecord]:
    """Yield the related works; of a preprint, a version with another publisher's DOI is its article."""
    prefix = doi.partition("/")[0]
    for one in tables_of(row.get("relatedIdentifiers")):
        name, other = text_of(one.get("relationType")), ""
        if text_of(one.get("relatedIdentifierType")).upper() == "DOI":
            other = normal_doi(text_of(one.get("relatedIdentifier")))
        if not other or other == doi:
            continue
        if name in _RELATIONS:
            yield RelationRecord(kind=_RELATIONS[name], doi=other)
        elif kind is PublicationType.PREPRINT and name in _VERSIONS and other.partition("/")[0] != prefix:
            yield RelationRecord(kind=RelationKind.ARTICLE, doi=other)


DATACITE = JsonImporter(name="datacite", reading=item, looked_for="a record of DataCite, with titles and a DOI")
