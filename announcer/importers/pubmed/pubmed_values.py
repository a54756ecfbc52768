"""What articles and books of PubMed share: people, dates, identifiers, abstracts, keywords, funding."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from announcer.core.findings import Finding
from announcer.core.publications.publication import PartialDate
from announcer.importers.building import partial_date
from announcer.importers.fields.affiliations import Affiliations
from announcer.importers.fields.date_words import date_in_field
from announcer.importers.fields.gathered_fields import funding_of, unique
from announcer.importers.fields.identifier_fields import doi_in, orcid_in, pmcid_in
from announcer.importers.record.model import AbstractRecord, AuthorRecord, FundingRecord
from announcer.importers.xml_content import marked_up, sectioned, text_at, text_of, texts_at

_NO_LABELS = {"unlabelled", "unlabeled", "unassigned"}


def date_of(element: Element | None, findings: list[Finding]) -> PartialDate | None:
    """Return a date of PubMed's: in parts, or in words for a season and for several months."""
    if element is None:
        return None
    if words := text_at(element, "MedlineDate"):
        return date_in_field([words], findings)
    year, month = text_at(element, "Year"), text_at(element, "Month") or text_at(element, "Season")
    return partial_date(year, month, text_at(element, "Day")) or date_in_field([year], findings)


def authors_of(
    author_list: Element | None, affiliations: Affiliations, findings: list[Finding]
) -> tuple[AuthorRecord, ...]:
    """Return the people and groups of a list; names that PubMed marks as wrong (ValidYN) are left out."""
    if author_list is None:
        return ()
    people = (author for author in author_list.iterfind("Author") if author.get("ValidYN") != "N")
    return tuple(_authors(people, affiliations, findings))


def _authors(
    people: Iterable[Element], affiliations: Affiliations, findings: list[Finding]
) -> Iterator[AuthorRecord]:
    for author in people:
        places = tuple(dict.fromkeys(filter(None, _places(author, affiliations))))
        group = marked_up(author.find("CollectiveName"))
        if group:
            yield AuthorRecord(name=group, group=True, affiliations=places)
        elif family := text_at(author, "LastName"):
            yield AuthorRecord(
                family=family,
                given=text_at(author, "ForeName") or text_at(author, "FirstName") or text_at(author, "Initials"),
                suffix=text_at(author, "Suffix"),
                orcid=_orcid(author, findings),
                affiliations=places,
            )
        elif given := text_at(author, "ForeName"):
            yield AuthorRecord(name=given, orcid=_orcid(author, findings), affiliations=places)


def _places(author: Element, affiliations: Affiliations) -> Iterator[int]:
    for info in author.iterfind("AffiliationInfo"):
        if text := text_at(info, "Affiliation"):
            rors = (text_of(one) for one in info.iterfind("Identifier") if one.get("Source", "").upper() == "ROR")
            yield affiliations.number(text, next(rors, ""))
    if text := text_at(author, "Affiliation"):  # so until 2014
        yield affiliations.number(text)


def _orcid(author: Element, findings: list[Finding]) -> str:
    found = (text_of(one) for one in author.iterfind("Identifier") if one.get("Source", "").upper() == "ORCID")
    return orcid_in(found, findings)


def article_ids(
    lists: Iterable[Element | None], places: Iterable[Element], findings: list[Finding]
) -> tuple[str, str]:
    """Return the DOI and the PMCID of lists of identifiers; the DOI may stand among the article's places alone."""
    rows = [one for each in lists if each is not None for one in each.iterfind("ArticleId")]
    dois = [text_of(one) for one in rows if one.get("IdType") == "doi"]
    dois += [text_of(one) for one in places if one.get("EIdType") == "doi" and one.get("ValidYN") != "N"]
    pmcids = [text_of(one) for one in rows if one.get("IdType") == "pmc"]
    return doi_in(dois, findings), pmcid_in(pmcids, findings)


def abstract_of_element(element: Element | None) -> AbstractRecord | None:
    """Return an abstract with its labels, and its copyright line by itself."""
    if element is None:
        return None
    sections = [(_label(part), marked_up(part)) for part in element.iterfind("AbstractText")]
    return sectioned(sections, marked_up(element.find("CopyrightInformation")))


def _label(part: Element) -> str:
    label = part.get("Label", "").strip()
    return "" if label.lower() in _NO_LABELS else label


def keywords_of(record: Element) -> tuple[str, ...]:
    """Return the keywords of all lists, each once."""
    words = (marked_up(word) for word in record.iterfind("KeywordList/Keyword"))
    return unique(words)


def grants_of(record: Element) -> tuple[FundingRecord, ...]:
    """Return who paid, with the numbers of the grants."""
    grants = record.iterfind("GrantList/Grant")
    return funding_of((text_at(grant, "Agency"), texts_at(grant, "GrantID")) for grant in grants)
