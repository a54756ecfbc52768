"""Find identifiers, and the journal with its volume, in the sentences that repositories write into Dublin Core."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from announcer.core.publications.identifiers import normal_doi, normal_pmcid, normal_pmid, whole_link
from announcer.core.publications.publication import IdentifierScheme
from announcer.importers.fields.gathered_fields import page_range, unique
from announcer.importers.fields.identifier_fields import arxiv_in, issn_alone
from announcer.importers.record.model import IdentifierRecord
from announcer.importers.xml_content import own_language, text_of, texts_at

_WHOLE_DOI = re.compile(
    r"(?:doi:\s*|(?:https?://)?(?:dx\.|www\.)?doi\.org/|info:doi/)?10\.\d{4,9}/\S+", re.IGNORECASE
)
_BARE_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DOI_WITHIN = re.compile(r"\b10\.\d{4,9}/[^\s<>\"]+")
_HANDLE = re.compile(
    r"https?://(?:hdl\.handle\.net|[^/\s]{1,100}(?:/[\w.-]{1,40}){0,3}/handle)/(\d[\w.]*/[^\s?#]+)", re.IGNORECASE
)
_ISBN = re.compile(r"(?:urn:)?(?:isbn:?\s*)?(97[89][\d-]{10,14}|\d{9}[\dXx]|\d[\d-]{8,12}-[\dXx])", re.IGNORECASE)
_PUBMED_LINK = re.compile(r"list_uids=(\d{1,8})|ncbi\.nlm\.nih\.gov/pubmed/(\d{1,8})")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_RESOLVERS = re.compile(
    r"https?://(?:dx\.|www\.)?(?:doi\.org|hdl\.handle\.net|(?:www\.|pmc\.|pubmed\.)?ncbi\.nlm)", re.IGNORECASE
)
_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|pdf|docx?)$", re.IGNORECASE)
_FRONT_PAGE = re.compile(r"https?://[^/]+/?")

# `Journal of Salt; Vol. 3 No. 2 (2019): Spring; 12-20`, `Evolution: 29 (1975) no. 4, pp. 750-762` and the like.
_VOLUME = re.compile(
    r"\b(?:vol(?:ume)?\.?|دوره|جلد)\s*(?P<volume>\w{1,10})|:\s(?P<bare>\d{1,4})\s\(", re.IGNORECASE
)
_ISSUE = re.compile(r"\b(?:no\.?|nr\.?|issue|number|núm\.?|شماره)\s*(?P<issue>[\w-]{1,12})", re.IGNORECASE)
_ISSUE_AND_YEAR = re.compile(r"\b(?:no|nr|issue)\.?\s*\d{1,6}\s*\(\d{4}\)", re.IGNORECASE)
_PAGES = re.compile(
    r"(?:\bpp?\.?\s*|;\s*|صفحات\s*)(?P<pages>[A-Za-z]?\d{1,6}\s?[-\u2013]\s?[A-Za-z]?\d{1,6}|[eE]?\d{1,7})\s*$"
)
_END_OF_NAME = re.compile(r"\s*(?:[;,]|:\s\d|\bvol\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The identifiers and the web address of a record."""

    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    arxiv: str = ""
    page: str = ""
    others: tuple[IdentifierRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a publication came out."""

    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    issn: tuple[str, ...] = ()


def identifiers_in(payload: Element) -> Found:
    """Return what the elements for identifiers and relations hold; a DOI may stand within a citation."""
    identifiers = list(texts_at(payload, "identifier"))
    relations = list(texts_at(payload, "relation"))
    citations = [text for text in texts_at(payload, "rights") if text.startswith("Citation:")]
    dois = (
        *(normal_doi(text) for text in identifiers if _WHOLE_DOI.fullmatch(text)),
        *(
            normal_doi(found[0])
            for text in identifiers
            if not _WEB.match(text) and (found := _DOI_WITHIN.search(text))
        ),
        *(normal_doi(text) for text in relations if _BARE_DOI.fullmatch(text)),  # EPrints has it there
        *(normal_doi(found[0]) for text in citations if (found := _DOI_WITHIN.search(text))),
    )
    links = [*identifiers, *(text for text in relations if _PUBMED_LINK.search(text))]
    arxiv = arxiv_in(text for text in identifiers if " " not in text)  # in a citation it is another work
    return Found(
        doi=next(filter(None, dois), ""),
        pmid=next(filter(None, map(_pmid, links)), ""),
        pmcid=next(filter(None, map(normal_pmcid, identifiers)), ""),
        arxiv=arxiv,
        page=_page(identifiers),
        others=tuple(dict.fromkeys(_others(identifiers, arxiv))),
    )


def _pmid(text: str) -> str:
    found = _PUBMED_LINK.search(text)
    return (found[1] or found[2]) if found else normal_pmid(text) if text.lower().startswith("pmid") else ""


def _page(identifiers: list[str]) -> str:
    """Return the address of the record's page: with its handle, else one that is no file and no front page."""
    links = [link for text in identifiers if not _RESOLVERS.match(text) and (link := whole_link(text))]
    pages = [link for link in links if not _FILE.search(link) and not _FRONT_PAGE.fullmatch(link)]
    handles = [link for link in pages if _HANDLE.match(link)]
    others = [text for text in identifiers if _HANDLE.match(text)]
    return next(iter((*handles, *pages, *map(whole_link, others), *links)), "")


def _others(identifiers: list[str], arxiv: str) -> Iterator[IdentifierRecord]:
    if arxiv:
        yield IdentifierRecord(scheme=IdentifierScheme.ARXIV, value=arxiv)
    for text in identifiers:
        if found := _HANDLE.fullmatch(text):
            yield IdentifierRecord(scheme=IdentifierScheme.HANDLE, value=found[1])
        elif found := _ISBN.fullmatch(text):
            yield IdentifierRecord(scheme=IdentifierScheme.ISBN, value=found[1])


def journal_in(payload: Element, language: str, *, only_named: bool = False) -> Place:
    """Return the journal in a language, and the volume, issue and pages.

    `source` names a journal where it has a volume, or where an ISSN stands beside it; else it may be a collection
    of the repository. With `only_named`, only elements count that name that language.
    """
    sources = [one for one in payload.iterfind("source") if not only_named or own_language(one)]
    texts = [text_of(one) for one in sources if own_language(one, language) == language]
    texts += [] if only_named else [*texts_at(payload, "relation"), *texts_at(payload, "bibliographicCitation")]
    numbers = [text for name in ("source", "issn", "eissn") for text in texts_at(payload, name)]
    issns = unique(map(issn_alone, numbers))
    names = [
        text
        for text in texts
        if text and not issn_alone(text) and text[:4].upper() not in {"ISSN", "ISBN"} and not _WEB.match(text)
    ]
    cited = next((text for text in names if _VOLUME.search(text) or _ISSUE_AND_YEAR.search(text)), "")
    kinds = " ".join(texts_at(payload, "type")).lower()
    plain = next((text for text in names if text != cited), "") if issns or "conference" in kinds else ""
    return _place(cited, plain, issns, payload)


def _place(cited: str, plain: str, issns: tuple[str, ...], payload: Element) -> Place:
    volume, issue, pages = _VOLUME.search(cited), _ISSUE.search(cited), _PAGES.search(cited)
    name = cited[: end.start()] if cited and (end := _END_OF_NAME.search(cited)) else plain
    given = {key: next(texts_at(payload, key), "") for key in ("volume", "issue", "pages")}
    return Place(
        journal=name.strip(" ;:,"),
        volume=given["volume"] or ((volume["volume"] or volume["bare"]) if volume else ""),
        issue=given["issue"] or (issue["issue"] if issue else ""),
        pages=page_range(given["pages"] or (pages["pages"] if pages else "")),
        issn=issns,
    )
