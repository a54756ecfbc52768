"""What articles and books of PubMed share: people, dates, identifiers, abstracts, keywords, funding."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from announcer.core.publications.identifiers import normal_doi, normal_orcid, normal_pmcid
from announcer.core.publications.publication import PartialDate
from announcer.importers.building import partial_date
from announcer.importers.record.model import AbstractRecord, AuthorRecord, FundingRecord
from announcer.importers.source_values import Affiliations, date_in_words
from announcer.importers.xml_content import marked_up, sectioned, text_at, text_of, texts_at

_NO_LABELS = {"unlabelled", "unlabeled", "unassigned"}


def date_of(element: Element | None) -> PartialDate | None:
    """Return a date of PubMed's: in parts, or in words for a season and for several months."""
    if element is None:
        return None
    if words := text_at(element, "MedlineDate"):
        return date_in_words(words)
    year, month = text_at(element, "Year"), text_at(element, "Month") or text_at(element, "Season")
    return partial_date(year, month, text_at(element, "Day"))


def authors_of(author_list: Element | None, affiliations: Affiliations) -> tuple[AuthorRecord, ...]:
    """Return the people and groups of a list; names that PubMed marks as wrong (ValidYN) are left out."""
    if author_list is None:
        return ()
    people = (author for author in author_list.iterfind("Author") if author.get("ValidYN") != "N")
    return tuple(_authors(people, affiliations))


def _authors(people: Iterable[Element], affiliations: Affiliations) -> Iterator[AuthorRecord]:
    for author in people:
        places = tuple(dict.fromkeys(_places(author, affiliations)))
        group = marked_up(author.find("CollectiveName"))
        if group:
            yield AuthorRecord(name=group, group=True, affiliations=places)
        elif family := text_at(author, "LastName"):
            yield AuthorRecord(
                family=family,
                given=text_at(author, "ForeName") or text_at(author, "FirstName") or text_at(author, "Initials"),
                suffix=text_at(author, "Suffix"),
                orcid=_orcid(author),
                affiliations=places,
            )
        elif given := text_at(author, "ForeName"):
            yield AuthorRecord(name=given, orcid=_orcid(author), affiliations=places)


def _places(author: Element, affiliations: Affiliations) -> Iterator[int]:
    for info in author.iterfind("AffiliationInfo"):
        if text := text_at(info, "Affiliation"):
            rors = (text_of(one) for one in info.iterfind("Identifier") if one.get("Source", "").upper() == "ROR")
            yield affiliations.number(text, next(rors, ""))
    if text := text_at(author, "Affiliation"):  # so until 2014
        yield affiliations.number(text)


def _orcid(author: Element) -> str:
    found = (text_of(one) for one in author.iterfind("Identifier") if one.get("Source", "").upper() == "ORCID")
    return next(filter(None, map(normal_orcid, found)), "")


def article_ids(id_list: Element | None) -> dict[str, str]:
    """Return the DOI and the PMCID of a list of identifiers, in their one spelling."""
    found: dict[str, str] = {}
    for one in id_list.iterfind("ArticleId") if id_list is not None else ():
        kind = one.get("IdType", "")
        if kind == "doi":
            found.setdefault("doi", normal_doi(text_of(one)))
        elif kind == "pmc":
            found.setdefault("pmcid", normal_pmcid(text_of(one)))
    return {kind: value for kind, value in found.items() if value}


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
    return tuple(dict.fromkeys(word for word in words if word))


def funding_of(record: Element) -> tuple[FundingRecord, ...]:
    """Return who paid, each once, with the numbers of the grants."""
    grants: dict[str, list[str]] = {}
    for grant in record.iterfind("GrantList/Grant"):
        if funder := text_at(grant, "Agency"):
            grants.setdefault(funder, []).extend(texts_at(grant, "GrantID"))
    return tuple(
        FundingRecord(funder=funder, awards=tuple(dict.fromkeys(awards))) for funder, awards in grants.items()
    )
