"""Records as DataCite gives them: one, a list, the answer to a search (`data`), or one a line.

The fields are those of https://support.datacite.org/docs/datacite-metadata-schema, in the spelling of its REST
interface; the same without `attributes` around them, as content negotiation gives them, is read, too.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from announcer.core.finding_catalogue import finding
from announcer.core.publications.identifiers import normal_doi
from announcer.core.publications.publication import IdentifierScheme, PartialDate, PublicationType, RelationKind
from announcer.core.text.letters import language_of
from announcer.errors import SourceError
from announcer.importers.building import Reading, UnusableRecordError, abstract_of, partial_date
from announcer.importers.json_formats.authors import Affiliations, Names, author, is_group_name, parted
from announcer.importers.json_formats.json_kinds import ENVELOPES, json_kind
from announcer.importers.json_formats.json_values import (
    Table,
    earliest,
    iso_date,
    joined_title,
    language_code_of,
    licence_of,
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
from announcer.ports.importing import Imported

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
_BARE_ISSN = re.compile(r"^(\d{4})(\d{3}[\dXx])$")
_ARXIV = "10.48550/arxiv."
_RELATIONS = {
    "Reviews": RelationKind.REVIEWS,
    "IsPartOf": RelationKind.PART_OF,
    "IsPublishedIn": RelationKind.PART_OF,
}
_VERSIONS = {"IsVersionOf", "IsPreviousVersionOf", "IsIdenticalTo", "IsVariantFormOf", "IsObsoletedBy"}


class DataCite:
    """Records of DataCite, in JSON."""

    def recognises(self, head: bytes) -> bool:
        """Return whether the first record has the keys of one of DataCite."""
        return json_kind(head) == "datacite"

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the records of the file, each as soon as it is read."""
        looked_for = "a record of DataCite, with titles and a DOI"
        return json_publications(
            stream, source, item, envelope=ENVELOPES["datacite"], looked_for=looked_for, done=done
        )


def item(whole: Table) -> Reading:
    """Return what a record of DataCite says.

    Raises:
        UnusableRecordError: it has no title, or is no publication.
    """
    row = table_of(whole.get("attributes")) or whole
    kind = _general_type(row)
    if kind in _NO_PUBLICATIONS:
        raise UnusableRecordError(f"it is {_NO_PUBLICATIONS[kind]}, not a publication")
    code = language_code_of(row.get("language"))
    title, translations = _titles(row, code)
    if not title:
        raise UnusableRecordError("title: it has none")
    reviewed = finding("not-research", where="type", what="a report of peer review")
    record = _record(row, whole, title, translations, title_language(code, title))
    return Reading(record=record, findings=(reviewed,) if kind == "peerreview" else ())


def _record(row: Table, whole: Table, title: str, translations: dict[str, str], language: str) -> PublicationRecord:
    doi = normal_doi(text_of(row.get("doi")) or text_of(whole.get("id")))
    place, abstracts = _place(row), _abstracts(row, language or language_of(title))
    affiliations = Affiliations()
    licence = licence_of(walk(row.get("rightsList"), "rightsUri"))
    dates = _dates(row)
    kind = _type(row, doi)
    return PublicationRecord(
        title=title,
        language=language,
        type=kind,
        doi=doi,
        identifiers=tuple(_identifiers(row, doi)),
        authors=tuple(_authors(row, affiliations)),
        affiliations=affiliations.records,
        journal=text_of(place.get("title")),
        issn=(text_of(place.get("issn")),) if place.get("issn") else (),
        volume=text_of(place.get("volume")),
        issue=text_of(place.get("issue")),
        pages=page_range(_page(place.get("firstPage")), _page(place.get("lastPage"))),
        publisher=text_of(row.get("publisher")) or text_of(table_of(row.get("publisher")).get("name")),
        published=dates.get("issued") or partial_date(row.get("publicationYear")) or iso_date(row.get("published")),
        dates=DatesRecord(online=dates.get("available"), accepted=dates.get("accepted")),
        abstract=abstract_of(abstracts.pop("", "")),
        keywords=_keywords(row),
        mesh=_mesh(row),
        open_access=True if licence else None,
        licence=licence,
        relations=tuple(dict.fromkeys(_relations(row, doi, kind))),
        funding=_funding(row),
        links=LinksRecord(publisher=publisher_link(row.get("url"))),
        translations={
            code: TranslationRecord(title=text, abstract=abstract_of(abstracts.get(code, "")))
            for code, text in translations.items()
        },
    )


def _general_type(row: Table) -> str:
    return text_of(table_of(row.get("types")).get("resourceTypeGeneral")).casefold().replace(" ", "")


def _type(row: Table, doi: str) -> PublicationType:
    """Return the type; records of earlier years say no more than `Text`, beside words of the registrant's own."""
    general, own = _general_type(row), text_of(table_of(row.get("types")).get("resourceType")).casefold()
    if general in _TYPES:
        return _TYPES[general]
    if doi.startswith(_ARXIV):
        return PublicationType.PREPRINT
    if general not in {"text", ""}:
        return PublicationType.OTHER
    is_of_journal = text_of(table_of(row.get("container")).get("type")) == "Journal"
    named = (kind for words, kind in _NAMED if words.search(own))
    return next(named, PublicationType.ARTICLE if is_of_journal else PublicationType.OTHER)


def _titles(row: Table, code: str) -> tuple[str, dict[str, str]]:
    """Return the title with its subtitle, and translated titles by language; alternative titles are left out."""
    title, subtitle = "", ""
    others: dict[str, str] = {}
    for one in tables_of(row.get("titles")) or [{"title": text} for text in texts_of(row.get("titles"))]:
        text, kind = text_of(one.get("title")), text_of(one.get("titleType"))
        language = language_code_of(one.get("lang"))
        if not kind and not title:
            title, code = text, language or code
        elif kind == "Subtitle":
            subtitle = subtitle or text
        elif text and (kind == "TranslatedTitle" or (not kind and language not in {"", code})):
            others.setdefault(language or language_of(text), text)
    own = title_language(code, title) or language_of(title)
    return joined_title(title, subtitle), {name: text for name, text in others.items() if name != own}


def _abstracts(row: Table, language: str) -> dict[str, str]:
    """Return the abstracts by language, the record's own under an empty one."""
    found: dict[str, str] = {}
    for one in tables_of(row.get("descriptions")):
        if text_of(one.get("descriptionType")) == "Abstract" and (text := text_of(one.get("description"))):
            found.setdefault(language_code_of(one.get("lang")), text)
    if "" not in found and found:
        found[""] = found.pop(language if language in found else next(iter(found)))
    return found


def _dates(row: Table) -> dict[str, PartialDate]:
    """Return the earliest date of each kind; of a range, its beginning."""
    found: dict[str, PartialDate] = {}
    for one in tables_of(row.get("dates")):
        kind, date = text_of(one.get("dateType")).casefold(), iso_date(one.get("date"))
        if date := earliest([date, found.get(kind)]):
            found[kind] = date
    return found


def _authors(row: Table, affiliations: Affiliations) -> Iterator[AuthorRecord]:
    for one in tables_of(row.get("creators")):
        numbers = [*map(affiliations.number, _texts_alone(one.get("affiliation")))]
        numbers += [
            affiliations.number(text_of(each.get("name")), text_of(each.get("affiliationIdentifier")))
            for each in tables_of(one.get("affiliation"))
        ]
        for names in _names(one):
            if found := author(names, orcid=_orcid(one), affiliations=numbers):
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


def _orcid(one: Table) -> str:
    rows = tables_of(one.get("nameIdentifiers"))
    kinds = [(text_of(row.get("nameIdentifierScheme")).upper(), row.get("nameIdentifier")) for row in rows]
    return text_of([number for kind, number in kinds if kind == "ORCID"])


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
    return {**container, "issn": _BARE_ISSN.sub(r"\1-\2", named) if is_issn else ""}


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
        if kind in {"ISBN", "HANDLE"} and value:
            yield IdentifierRecord(scheme=IdentifierScheme[kind], value=value)


def _keywords(row: Table) -> tuple[str, ...]:
    """Return the subjects that are of no scheme: those of one are classes or what was measured."""
    rows = tables_of(row.get("subjects"))
    return unique(text_of(one.get("subject")) for one in rows if not text_of(one.get("subjectScheme")))


def _mesh(row: Table) -> tuple[MeshRecord, ...]:
    rows = [one for one in tables_of(row.get("subjects")) if "mesh" in text_of(one.get("subjectScheme")).casefold()]
    return tuple(MeshRecord(term=term) for term in unique(text_of(one.get("subject")) for one in rows))


def _funding(row: Table) -> tuple[FundingRecord, ...]:
    awards: dict[str, list[str]] = {}
    for one in tables_of(row.get("fundingReferences")):
        awards.setdefault(text_of(one.get("funderName")), []).append(text_of(one.get("awardNumber")))
    return tuple(FundingRecord(funder=name, awards=unique(each)) for name, each in awards.items() if name)


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
