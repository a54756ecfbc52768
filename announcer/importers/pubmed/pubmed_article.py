"""Make a record out of an article of PubMed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from announcer.core.findings import Finding
from announcer.core.publications.publication import PartialDate
from announcer.importers.building import Reading, UnusableRecordError
from announcer.importers.fields.affiliations import Affiliations
from announcer.importers.fields.date_words import earliest
from announcer.importers.fields.gathered_fields import mesh_of, page_range, unique, with_abstracts
from announcer.importers.fields.identifier_fields import issns_in, pmid_in
from announcer.importers.fields.language_names import language_named
from announcer.importers.fields.title_fields import title_language
from announcer.importers.pubmed.pubmed_kinds import designs_of, kinds_of, relations_of, type_of, what_became_of
from announcer.importers.pubmed.pubmed_values import (
    abstract_of_element,
    article_ids,
    authors_of,
    date_of,
    grants_of,
    keywords_of,
)
from announcer.importers.record.model import (
    AbstractRecord,
    DatesRecord,
    MeshRecord,
    PublicationRecord,
    TranslationRecord,
)
from announcer.importers.xml_content import marked_up, text_at, texts_at

_NOT_AVAILABLE = re.compile(r"\[?not available\]?\.?", re.IGNORECASE)
_TRANSLATED = re.compile(r"\[.*\]\.?", re.DOTALL)
_REGISTRIES = re.compile(
    r"clinicaltrials|isrctn|eudract|euctr|anzctr|chictr|ctri|drks|jprn|umin|jma|japic|kct|cris\b|irct|ntr\b|pactr"
    r"|rebec|repec|rpcec|slctr|tctr|lbctr|itmctr|trial|\w*ctr\b",
    re.IGNORECASE,
)
_SUMMARY = "plain-language-summary"
_ON_PAPER = {"Print", "Print-Electronic", "Electronic-Print"}
_ONLINE_ONLY = {"Electronic", "Electronic-eCollection"}


def article(record: Element) -> Reading:
    """Return the record of a `PubmedArticle`.

    Raises:
        UnusableRecordError: it has no article or no title.
    """
    citation, paper = _parts(record)
    kinds = kinds_of(paper, "PublicationTypeList/PublicationType")
    kind = type_of(kinds)
    words = _words(citation, paper)
    author_list = paper.find("AuthorList")
    findings: list[Finding] = []
    affiliations = Affiliations()
    authors = authors_of(author_list, affiliations, findings)
    links = citation.find("CommentsCorrectionsList")
    places = paper.iterfind("ELocationID")
    doi, pmcid = article_ids([record.find("PubmedData/ArticleIdList")], places, findings)
    journal = _journal(paper)
    issue = date_of(journal.find("JournalIssue/PubDate"), findings)
    printed, online = _dates(paper, issue, findings)
    found = PublicationRecord(
        title=words.title,
        title_is_translation=words.is_translation,
        language=words.language,
        type=kind,
        status=what_became_of(kinds, links),
        doi=doi,
        pmid=pmid_in([text_at(citation, "PMID")], findings),
        pmcid=pmcid,
        authors=authors,
        authors_complete=author_list is None or author_list.get("CompleteYN") != "N",
        affiliations=affiliations.records,
        journal=text_at(journal, "Title"),
        journal_short=text_at(journal, "ISOAbbreviation") or text_at(citation, "MedlineJournalInfo/MedlineTA"),
        issn=_issn(citation, journal),
        volume=text_at(journal, "JournalIssue/Volume"),
        issue=text_at(journal, "JournalIssue/Issue"),
        pages=_pages(paper),
        published=earliest((online, issue)),
        dates=DatesRecord(printed=printed, online=online, accepted=_accepted(record, findings)),
        abstract=words.abstract,
        lay_summary=words.lay_summary,
        translations=words.translations,
        keywords=keywords_of(citation),
        mesh=_mesh(citation, kinds),
        relations=relations_of(links, kind),
        funding=grants_of(paper),
        trials=unique(_registered(paper)),
    )
    return Reading(record=found, findings=tuple(findings))


def _parts(record: Element) -> tuple[Element, Element]:
    citation = record.find("MedlineCitation")
    paper = citation.find("Article") if citation is not None else None
    if citation is None or paper is None:
        raise UnusableRecordError("it holds no <Article>")
    return citation, paper


def _journal(paper: Element) -> Element:
    found = paper.find("Journal")
    return Element("Journal") if found is None else found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What an article says in its own words, and in those of the language that it was written in."""

    title: str
    is_translation: bool
    language: str
    abstract: AbstractRecord | None
    lay_summary: str
    translations: dict[str, TranslationRecord]


def _words(citation: Element, paper: Element) -> _Words:
    """Return title, language, abstract, plain summary and translations.

    Raises:
        UnusableRecordError: there is no title.
    """
    title, vernacular = marked_up(paper.find("ArticleTitle")), marked_up(paper.find("VernacularTitle"))
    language = next((code for code in map(language_named, texts_at(paper, "Language")) if code), "")
    if _NOT_AVAILABLE.fullmatch(title):
        title = ""
    if not (title or vernacular):
        raise UnusableRecordError("it has no title")
    is_translation = bool(title) and (bool(_TRANSLATED.fullmatch(title)) or bool(vernacular)) and language != "en"
    own = "en" if is_translation else title_language(language, title or vernacular)
    abstracts = _abstracts(citation, paper)
    summary = abstracts.pop(f"{_SUMMARY} {own or 'en'}", None)
    translations = {}
    if is_translation and vernacular and language:
        translations[language] = TranslationRecord(title=vernacular, abstract=abstracts.get(language))
    abstract = abstracts.get("") or abstracts.get(own or "en")
    others = ((code, each) for code, each in abstracts.items() if not code.startswith(_SUMMARY))
    return _Words(
        title=title or vernacular,
        is_translation=is_translation,
        language=own,
        abstract=abstract,
        lay_summary=" ".join(part.text for part in summary.sections) if summary else "",
        translations=with_abstracts(translations, others, own or "en", abstract),
    )


def _abstracts(citation: Element, paper: Element) -> dict[str, AbstractRecord]:
    """Return the abstracts by language, the article's own under an empty one, plain summaries under their kind."""
    found = {"": abstract_of_element(paper.find("Abstract"))}
    for other in citation.iterfind("OtherAbstract"):
        language = language_named(other.get("Language", "eng"))
        is_summary = other.get("Type", "").lower() == _SUMMARY
        found.setdefault(f"{_SUMMARY} {language}" if is_summary else language, abstract_of_element(other))
    return {language: abstract for language, abstract in found.items() if abstract}


def _dates(
    paper: Element, issue: PartialDate | None, findings: list[Finding]
) -> tuple[PartialDate | None, PartialDate | None]:
    """Return when it came out on paper and online; the model of publishing tells what the issue's date is."""
    online = date_of(paper.find("ArticleDate"), findings)
    model = paper.get("PubModel", "")
    return issue if model in _ON_PAPER else None, online or (issue if model in _ONLINE_ONLY else None)


def _accepted(record: Element, findings: list[Finding]) -> PartialDate | None:
    history = record.iterfind("PubmedData/History/PubMedPubDate")
    return next((date_of(one, findings) for one in history if one.get("PubStatus") == "accepted"), None)


def _issn(citation: Element, journal: Element) -> tuple[str, ...]:
    numbers = (*texts_at(journal, "ISSN"), text_at(citation, "MedlineJournalInfo/ISSNLinking"))
    return issns_in(numbers)


def _pages(paper: Element) -> str:
    if pages := text_at(paper, "Pagination/MedlinePgn"):
        return page_range(pages)
    return page_range(text_at(paper, "Pagination/StartPage"), text_at(paper, "Pagination/EndPage"))


def _mesh(citation: Element, kinds: list[str]) -> tuple[MeshRecord, ...]:
    headings = (
        (text_at(heading, "DescriptorName"), any(part.get("MajorTopicYN") == "Y" for part in heading))
        for heading in citation.iterfind("MeshHeadingList/MeshHeading")
    )
    return (*mesh_of(headings), *(MeshRecord(term=kind) for kind in designs_of(kinds)))


def _registered(paper: Element) -> Iterator[str]:
    for bank in paper.iterfind("DataBankList/DataBank"):
        if _REGISTRIES.match(text_at(bank, "DataBankName")):
            yield from texts_at(bank, "AccessionNumberList/AccessionNumber")
