"""Make a record out of MODS, the Library of Congress's form that repositories give beside Dublin Core."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from announcer.core.findings import Finding
from announcer.core.publications.identifiers import whole_link
from announcer.core.publications.publication import IdentifierScheme, PartialDate
from announcer.importers.building import Reading, UnusableRecordError, abstract_of
from announcer.importers.fields.affiliations import Affiliations
from announcer.importers.fields.gathered_fields import page_range, unique, with_abstracts
from announcer.importers.fields.identifier_fields import doi_in, isbns_in, issns_in, orcid_in, pmcid_in, pmid_in
from announcer.importers.fields.language_names import language_named
from announcer.importers.fields.licences import licence_in
from announcer.importers.fields.title_fields import title_language, whole_title
from announcer.importers.oai.dublin_core_texts import published_in, type_in
from announcer.importers.record.model import (
    AuthorRecord,
    IdentifierRecord,
    LinksRecord,
    PublicationRecord,
    TranslationRecord,
)
from announcer.importers.xml_content import attribute, marked_up, own_language, text_at, text_of, texts_at

_AUTHORS = {"aut", "author", "cre", "creator", ""}


def mods(record: Element) -> Reading:
    """Return the record of a `mods` element.

    Raises:
        UnusableRecordError: it has no title.
    """
    language = next(filter(None, map(language_named, texts_at(record, "language/languageTerm"))), "")
    own = next((one for one in record.iterfind("titleInfo") if not one.get("type")), None)
    title = _title(own)
    if not title:
        raise UnusableRecordError("it has no title")
    affiliations = Affiliations()
    host = next((one for one in record.iterfind("relatedItem") if one.get("type") == "host"), None)
    licence = licence_in(_conditions(record))
    findings: list[Finding] = []
    abstracts = {own_language(one): marked_up(one) for one in record.iterfind("abstract")}
    abstract = abstract_of(abstracts.get(language) or abstracts.get("") or next(iter(abstracts.values()), ""))
    kinds = [*texts_at(record, "genre"), *texts_at(record, "typeOfResource")]
    found = PublicationRecord(
        title=title,
        language=title_language(own_language(own, language), title),
        type=type_in(kinds),
        doi=doi_in(_identifiers(record, "doi"), findings),
        pmid=pmid_in(_identifiers(record, "pmid"), findings),
        pmcid=pmcid_in(_identifiers(record, "pmcid"), findings),
        identifiers=(
            *isbns_in(_identifiers(record, "isbn")),
            *(IdentifierRecord(scheme=IdentifierScheme.HANDLE, value=text) for text in _identifiers(record, "hdl")),
        ),
        authors=tuple(_authors(record, affiliations, findings)),
        affiliations=affiliations.records,
        journal=_title(host.find("titleInfo")) if host is not None else "",
        issn=issns_in(_identifiers(host, "issn")),
        volume=_detail(host, "volume"),
        issue=_detail(host, "issue") or _detail(host, "number"),
        pages=_pages(host),
        publisher=text_at(record, "originInfo/publisher") or text_at(host, "originInfo/publisher"),
        published=_published(record, findings) or (_published(host, findings) if host is not None else None),
        abstract=abstract,
        keywords=unique(texts_at(record, "subject/topic")),
        open_access=True if licence else None,
        licence=licence,
        links=LinksRecord(page=next(filter(None, map(whole_link, texts_at(record, "location/url"))), "")),
        translations=with_abstracts(
            dict(_translations(record, abstracts, own_language(own, language))),
            ((code, abstract_of(text)) for code, text in abstracts.items()),
            own_language(own, language),
            abstract,
        ),
    )
    return Reading(record=found, findings=tuple(findings))


def _title(info: Element | None) -> str:
    if info is None:
        return ""
    first = f"{text_at(info, 'nonSort')} {marked_up(info.find('title'))}".strip()
    return whole_title(first, marked_up(info.find("subTitle")))


def _translations(
    record: Element, abstracts: dict[str, str], language: str
) -> Iterator[tuple[str, TranslationRecord]]:
    for info in record.iterfind("titleInfo"):
        code, title = own_language(info), _title(info)
        if title and code and code != language and info.get("type") in {"translated", None}:
            yield code, TranslationRecord(title=title, abstract=abstract_of(abstracts.get(code, "")))


def _identifiers(record: Element | None, kind: str) -> Iterator[str]:
    """Yield the identifiers of a kind that are the record's own and valid."""
    for one in record.iterfind("identifier") if record is not None else ():
        if one.get("type", "").lower() == kind and one.get("invalid") != "yes" and (text := text_of(one)):
            yield text


def _authors(record: Element, affiliations: Affiliations, findings: list[Finding]) -> Iterator[AuthorRecord]:
    for one in record.iterfind("name"):
        roles = [role.lower() for role in texts_at(one, "role/roleTerm")] or [""]
        parts: dict[str, str] = {}
        for part in one.iterfind("namePart"):
            parts.setdefault(part.get("type", ""), text_of(part))
        whole = parts.get("", "") or text_at(one, "displayForm")
        family, comma, given = (parts.get("family", "") or whole).partition(",")
        if not _AUTHORS.intersection(roles) or not (family.strip() or whole):
            continue
        orcids = (text_of(number) for number in one.iterfind("nameIdentifier") if number.get("type") == "orcid")
        numbers = affiliations.numbers(texts_at(one, "affiliation"))
        if one.get("type") == "corporate":
            yield AuthorRecord(name=whole or family, group=True, affiliations=numbers)
        elif parts.get("family") or (comma and family.strip()):
            given = parts.get("given", "") or given.strip()
            orcid = orcid_in(orcids, findings)
            yield AuthorRecord(family=family.strip(), given=given, orcid=orcid, affiliations=numbers)
        else:
            yield AuthorRecord(name=whole, orcid=orcid_in(orcids, findings), affiliations=numbers)


def _detail(host: Element | None, kind: str) -> str:
    details = (one for one in host.iterfind("part/detail") if one.get("type") == kind) if host is not None else ()
    return next((text_at(one, "number") for one in details), "")


def _pages(host: Element | None) -> str:
    return page_range(text_at(host, "part/extent/start"), text_at(host, "part/extent/end"))


def _published(record: Element, findings: list[Finding]) -> PartialDate | None:
    paths = ("originInfo/dateIssued", "part/date", "originInfo/copyrightDate")
    return next(filter(None, (published_in(list(texts_at(record, path)), findings) for path in paths)), None)


def _conditions(record: Element) -> Iterator[str]:
    for one in record.iterfind("accessCondition"):
        yield from (attribute(one, "href"), text_of(one))
