"""Research outputs of Elsevier Pure, as its interfaces 520 to 524 give them in JSON: one, or `items`."""

from collections.abc import Iterator

from announcer.core.findings import Finding
from announcer.core.publications.publication import IdentifierScheme, PartialDate, PublicationType
from announcer.importers.building import Reading, UnusableRecordError, abstract_of, partial_date
from announcer.importers.fields.affiliations import Affiliations
from announcer.importers.fields.date_words import date_in_field, earliest
from announcer.importers.fields.gathered_fields import page_range, unique, with_abstracts
from announcer.importers.fields.identifier_fields import doi_in, isbns_in, issns_in, orcid_in, pmcid_in, pmid_in
from announcer.importers.fields.language_names import language_named
from announcer.importers.fields.licences import licence_named
from announcer.importers.fields.publication_kinds import kind_of
from announcer.importers.fields.title_fields import title_language, whole_title
from announcer.importers.json_formats.authors import Names, author
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
    IdentifierRecord,
    LinksRecord,
    PublicationRecord,
    TranslationRecord,
)

_ONLINE = ("epub", "inpress")
_AUTHORS = ("author", "authorcollaboration", "")


def output(row: Table) -> Reading:
    """Return what a research output says.

    Raises:
        UnusableRecordError: it has no title.
    """
    title = whole_title(_value(row.get("title")), _value(row.get("subTitle")))
    if not title:
        raise UnusableRecordError("title: it has none")
    code = language_named(_last_part(row.get("language")))
    language = title_language(code, title)
    affiliations = Affiliations()
    findings: list[Finding] = []
    authors = tuple(_authors(row, affiliations, findings))
    journal, abstracts = table_of(row.get("journalAssociation")), _by_language(row.get("abstract"))
    own = abstracts.pop(language, None) or abstracts.pop("", None) or next(iter(abstracts.values()), "")
    dates = _dates(row, findings)
    licence = _licence(row)
    record = PublicationRecord(
        title=title,
        language=language,
        type=_type(row),
        doi=doi_in(map(text_of, walk(row.get("electronicVersions"), "doi")), findings),
        pmid=pmid_in([_external(row, "pubmed")], findings),
        pmcid=pmcid_in([_external(row, "pubmedcentral")], findings),
        identifiers=tuple(_identifiers(row)),
        authors=authors,
        authors_complete=_are_all(row, len(tables_of(row.get("personAssociations")))),
        affiliations=affiliations.records,
        journal=_value(journal.get("title")) or _name(table_of(journal.get("journal")).get("name")) or _host(row),
        issn=issns_in([_value(journal.get("issn"))]),
        volume=text_of(row.get("volume")),
        issue=text_of(row.get("journalNumber")),
        pages=page_range(text_of(row.get("pages"))) or text_of(row.get("articleNumber")),
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
        translations=with_abstracts(
            _translations(row, abstracts, language),
            ((code, abstract_of(text)) for code, text in abstracts.items()),
            language,
            abstract_of(own),
        ),
    )
    return Reading(record=record, findings=tuple(findings))


def _translations(row: Table, abstracts: dict[str, str], language: str) -> dict[str, TranslationRecord]:
    """Return the translated title with the abstract in its language, which only the abstract names."""
    title = _value(row.get("translatedTitle"))
    other = next((name for name in abstracts if name not in {language, ""}), "")
    return (
        {other: TranslationRecord(title=title, abstract=abstract_of(abstracts[other]))} if title and other else {}
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
    texts = [(language_named(text_of(row.get("locale"))), text_of(row.get("value"))) for row in rows]
    return {code: text for code, text in reversed(texts) if text}


def _last_part(value: object) -> str:
    """Return the last part of the address that names a kind: `article` of `/dk/atira/pure/…/article`."""
    return text_of(table_of(value).get("uri")).rpartition("/")[2]


def _type(row: Table) -> PublicationType:
    address = text_of(table_of(row.get("type")).get("uri"))
    if "/contributiontoconference/" in address and address.endswith(("/paper", "/abstract", "/poster")):
        return PublicationType.ARTICLE if address.endswith("/paper") else PublicationType.OTHER
    return kind_of([address.rpartition("/")[2]]) or PublicationType.OTHER


def _authors(row: Table, affiliations: Affiliations, findings: list[Finding]) -> Iterator[AuthorRecord]:
    for one in tables_of(row.get("personAssociations")):
        if _last_part(one.get("personRole")) in _AUTHORS and (found := _author(one, affiliations, findings)):
            yield found


def _author(one: Table, affiliations: Affiliations, findings: list[Finding]) -> AuthorRecord | None:
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
        orcid=orcid_in([text_of(known.get("orcid")), text_of(one.get("orcid"))], findings),
        affiliations=[affiliations.number(_name(unit.get("name"))) for unit in units],
        home=True if isinstance(one.get("person"), dict) else None,
    )


def _are_all(row: Table, named: int) -> bool:
    total = row.get("totalNumberOfAuthors")
    return not isinstance(total, int) or total <= named


def _dates(row: Table, findings: list[Finding]) -> dict[str, PartialDate]:
    """Return the dates by the last part of the address of the status: `published`, `epub`."""
    found: dict[str, PartialDate] = {}
    for one in tables_of(row.get("publicationStatuses")):
        given = table_of(one.get("publicationDate"))
        date = partial_date(given.get("year"), given.get("month"), given.get("day"))
        date = date or date_in_field([text_of(given.get("year"))], findings)
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
    yield from isbns_in([*texts_of(row.get("isbns")), *texts_of(row.get("electronicIsbns"))])
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
        if is_published and (address := licence_named(_last_part(one.get("licenseType")))):
            return address
    return ""


PURE = JsonImporter(name="pure", reading=output, looked_for="a research output of Pure, with a title")
