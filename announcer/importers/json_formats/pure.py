"""Research outputs of Elsevier Pure, as its interfaces 520 to 524 give them in JSON: one, or `items`."""

from collections.abc import Iterator
from typing import BinaryIO

from announcer.core.publications.identifiers import normal_doi, normal_pmcid, normal_pmid
from announcer.core.publications.publication import IdentifierScheme, PartialDate, PublicationType
from announcer.errors import SourceError
from announcer.importers.building import UnusableRecordError, abstract_of, partial_date
from announcer.importers.json_formats.authors import Affiliations, Names, author
from announcer.importers.json_formats.json_kinds import ENVELOPES, json_kind
from announcer.importers.json_formats.json_values import (
    Table,
    creative_commons,
    earliest,
    joined_title,
    language_code_of,
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
    IdentifierRecord,
    LinksRecord,
    PublicationRecord,
    TranslationRecord,
)
from announcer.ports.importing import Imported

_TYPES = {
    "article": PublicationType.ARTICLE,
    "review": PublicationType.REVIEW,
    "systematicreview": PublicationType.REVIEW,
    "shortsurvey": PublicationType.REVIEW,
    "conferencearticle": PublicationType.ARTICLE,
    "conference": PublicationType.ARTICLE,
    "editorial": PublicationType.EDITORIAL,
    "letter": PublicationType.LETTER,
    "preprint": PublicationType.PREPRINT,
    "book": PublicationType.BOOK,
    "anthology": PublicationType.BOOK,
    "chapter": PublicationType.CHAPTER,
    "entry": PublicationType.CHAPTER,
    "erratum": PublicationType.CORRECTION_NOTICE,
    "retraction": PublicationType.RETRACTION_NOTICE,
}
"""By the last part of the type's address; the others are `other`."""
_ONLINE = ("epub", "inpress")
_AUTHORS = ("author", "authorcollaboration", "")


class Pure:
    """Research outputs of Elsevier Pure, in JSON."""

    def recognises(self, head: bytes) -> bool:
        """Return whether the first record has the keys of a research output of Pure."""
        return json_kind(head) == "pure"

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the outputs of the file, each as soon as it is read."""
        looked_for = "a research output of Pure, with a title"
        return json_publications(
            stream, source, output, envelope=ENVELOPES["pure"], looked_for=looked_for, done=done
        )


def output(row: Table) -> PublicationRecord:
    """Return what a research output says.

    Raises:
        UnusableRecordError: it has no title.
    """
    title = joined_title(_value(row.get("title")), _value(row.get("subTitle")))
    if not title:
        raise UnusableRecordError("title: it has none")
    code = language_code_of(_last_part(row.get("language")))
    language = title_language(code, title)
    affiliations = Affiliations()
    authors = tuple(_authors(row, affiliations))
    journal, abstracts = table_of(row.get("journalAssociation")), _by_language(row.get("abstract"))
    own = abstracts.pop(language, None) or abstracts.pop("", None) or next(iter(abstracts.values()), "")
    dates = _dates(row)
    licence = _licence(row)
    translated = _value(row.get("translatedTitle"))
    other = next((name for name in abstracts if name not in {language, ""}), "")
    return PublicationRecord(
        title=title,
        language=language,
        type=_type(row),
        doi=normal_doi(text_of(list(walk(row.get("electronicVersions"), "doi")))),
        pmid=normal_pmid(_external(row, "pubmed")),
        pmcid=normal_pmcid(_external(row, "pubmedcentral")),
        identifiers=tuple(_identifiers(row)),
        authors=authors,
        authors_complete=_are_all(row, len(tables_of(row.get("personAssociations")))),
        affiliations=affiliations.records,
        journal=_value(journal.get("title")) or _name(table_of(journal.get("journal")).get("name")) or _host(row),
        issn=unique([_value(journal.get("issn"))]),
        volume=text_of(row.get("volume")),
        issue=text_of(row.get("journalNumber")),
        pages=text_of(row.get("pages")) or text_of(row.get("articleNumber")),
        publisher=_name(table_of(row.get("publisher")).get("name")),
        published=dates.get("published") or earliest(dates.get(name) for name in _ONLINE),
        dates=DatesRecord(online=earliest(dates.get(name) for name in _ONLINE)),
        abstract=abstract_of(own),
        keywords=_keywords(row),
        open_access=True if licence else None,
        licence=licence,
        links=LinksRecord(
            publisher=publisher_link(*walk(row.get("electronicVersions"), "link")),
            page=publisher_link(table_of(row.get("info")).get("portalUrl")),
        ),
        translations={other: TranslationRecord(title=translated, abstract=abstract_of(abstracts[other]))}
        if translated and other
        else {},
    )


def _value(value: object) -> str:
    """Return the text of `{"value": …}`, of `{"text": [{"value": …}]}`, or the text itself."""
    table = table_of(value)
    return text_of(table.get("value")) or _name(value) or text_of(value)


def _name(value: object) -> str:
    """Return the text of `{"text": [{"locale": "en_US", "value": …}]}`, the English one if there is one."""
    named = _by_language(value)
    return named.get("en", "") or next(iter(named.values()), "")


def _by_language(value: object) -> dict[str, str]:
    rows = tables_of(table_of(value).get("text"))
    texts = [(language_code_of(row.get("locale")), text_of(row.get("value"))) for row in rows]
    return {code: text for code, text in reversed(texts) if text}


def _last_part(value: object) -> str:
    """Return the last part of the address that names a kind: `article` of `/dk/atira/pure/…/article`."""
    return text_of(table_of(value).get("uri")).rpartition("/")[2]


def _type(row: Table) -> PublicationType:
    address = text_of(table_of(row.get("type")).get("uri"))
    if "/contributiontoconference/" in address and address.endswith(("/paper", "/abstract", "/poster")):
        return PublicationType.ARTICLE if address.endswith("/paper") else PublicationType.OTHER
    return _TYPES.get(address.rpartition("/")[2], PublicationType.OTHER)


def _authors(row: Table, affiliations: Affiliations) -> Iterator[AuthorRecord]:
    for one in tables_of(row.get("personAssociations")):
        if _last_part(one.get("personRole")) in _AUTHORS and (found := _author(one, affiliations)):
            yield found


def _author(one: Table, affiliations: Affiliations) -> AuthorRecord | None:
    """Return a person or a group; those of the Pure's own staff are ours, of the others it is not known."""
    name, group = table_of(one.get("name")), table_of(one.get("authorCollaboration"))
    units = [*tables_of(one.get("organisationalUnits")), *tables_of(one.get("externalOrganisations"))]
    known = table_of(one.get("person") or one.get("externalPerson"))
    names = Names(
        family=text_of(name.get("lastName")),
        given=text_of(name.get("firstName")),
        name=_name(group.get("name")).strip("()") or _name(known.get("name")),
        is_group=bool(group),
    )
    return author(
        names,
        orcid=text_of(known.get("orcid")) or text_of(one.get("orcid")),
        affiliations=[affiliations.number(_name(unit.get("name"))) for unit in units],
        home=True if isinstance(one.get("person"), dict) else None,
    )


def _are_all(row: Table, named: int) -> bool:
    total = row.get("totalNumberOfAuthors")
    return not isinstance(total, int) or total <= named


def _dates(row: Table) -> dict[str, PartialDate]:
    """Return the dates by the last part of the address of the status: `published`, `epub`."""
    found: dict[str, PartialDate] = {}
    for one in tables_of(row.get("publicationStatuses")):
        given = table_of(one.get("publicationDate"))
        date = partial_date(given.get("year"), given.get("month"), given.get("day"))
        if date:
            found.setdefault(_last_part(one.get("publicationStatus")), date)
    return found


def _external(row: Table, source: str) -> str:
    """Return what another database calls it."""
    named = [
        (text_of(row.get("externalIdSource")), text_of(row.get("externalId"))),
        *(
            (text_of(one.get("idSource")), text_of(one.get("value")))
            for one in tables_of(table_of(row.get("info")).get("additionalExternalIds"))
        ),
    ]
    return next((value for name, value in named if name.casefold().replace(" ", "") == source), "")


def _identifiers(row: Table) -> Iterator[IdentifierRecord]:
    if number := _external(row, "scopus"):
        value = number if number.startswith("2-s2.0-") else f"2-s2.0-{number}"
        yield IdentifierRecord(scheme=IdentifierScheme.SCOPUS, value=value)
    if number := _external(row, "wos"):
        yield IdentifierRecord(scheme=IdentifierScheme.WEB_OF_SCIENCE, value=number)
    for number in unique([*texts_of(row.get("isbns")), *texts_of(row.get("electronicIsbns"))]):
        yield IdentifierRecord(scheme=IdentifierScheme.ISBN, value=number)
    if number := text_of(row.get("uuid")):
        yield IdentifierRecord(scheme=IdentifierScheme.REPOSITORY, value=number)


def _host(row: Table) -> str:
    return _value(row.get("hostPublicationTitle"))


def _keywords(row: Table) -> tuple[str, ...]:
    """Return the words that are not of a classification."""
    free = walk(row.get("keywordGroups"), "keywordContainers", "freeKeywords", "freeKeywords")
    return unique(word for value in free for word in texts_of(value))


def _licence(row: Table) -> str:
    """Return the address of a Creative Commons licence of the publisher's version.

    Pure names it as `…/cc_by`, without its version, and so does the address.
    """
    for one in tables_of(row.get("electronicVersions")):
        is_published = _last_part(one.get("versionType")) == "publishersversion"
        if is_published and (address := creative_commons(_last_part(one.get("licenseType")))):
            return address
    return ""
