"""Read a record of RIS, in which every exporter has tags of its own for the same thing.

Tags as in the RIS specification of Research Information Systems, and as EndNote, Zotero, Citavi, Scopus, the Web
of Science, Dimensions, Lens, Embase, Cochrane and others use them.
"""

import re

from announcer.core.findings import Finding
from announcer.core.publications.identifiers import normal_doi, normal_pmcid, normal_pmid
from announcer.core.publications.publication import PartialDate, PublicationType
from announcer.core.text.letters import language_of
from announcer.importers.building import Reading, UnusableRecordError, abstract_of
from announcer.importers.fields.affiliations import affiliation_text
from announcer.importers.fields.author_names import authors_of
from announcer.importers.fields.date_words import date_in, date_in_field, earliest
from announcer.importers.fields.gathered_fields import page_range, unique
from announcer.importers.fields.identifier_fields import (
    addresses_in,
    database_identifiers,
    doi_in,
    isbns_in,
    issns_in,
)
from announcer.importers.fields.language_names import language_by_letters, languages_named
from announcer.importers.fields.publication_kinds import kind_beside, status_of
from announcer.importers.fields.title_fields import language_of_title
from announcer.importers.record.model import (
    AffiliationRecord,
    DatesRecord,
    PublicationRecord,
    TranslationRecord,
)
from announcer.importers.tagged.tagged_lines import Fields, TagRules

RIS_RULES = TagRules(
    line=re.compile(
        r"(?P<tag>(?:TY|ER)(?= {0,3}-|\s*$)|[A-Z][A-Z0-9](?=  -(?:\s|$)))(?: {0,3}-)?\s{0,3}(?P<value>.*)"
    ),
    first=frozenset({"TY"}),
    last=frozenset({"ER"}),
    ending="its last line begins with 'ER  -'",
)

_NO_PAPERS = (
    "ADVS ART BILL BLOG CASE COMP ELEC GEN GOVDOC HEAR ICOMM LEGAL MAP MGZN MPCT MULTI MUSIC NEWS PAMP PAT PCOMM"
    " RPRT SLIDE SOUND STAND STAT THES UNBILL UNPB VIDEO WEB"
)
_TYPES = {
    "CHAP": PublicationType.CHAPTER,
    "ECHAP": PublicationType.CHAPTER,
    "BOOK": PublicationType.BOOK,
    "EBOOK": PublicationType.BOOK,
    "EDBOOK": PublicationType.BOOK,
    "DATA": PublicationType.DATASET,
    "AGGR": PublicationType.DATASET,
    "DBASE": PublicationType.DATASET,
    **dict.fromkeys(_NO_PAPERS.split(), PublicationType.OTHER),
}
_WHOLE = {"JFULL": "a whole journal", "SER": "a series"}
_PMID = re.compile(r"(\d{5,8})\s?\[pmid\]|\bPUBMED:?\s(\d{5,8})\b", re.IGNORECASE)
_PMCID = re.compile(r"\bPMC\d{4,9}\b")
_DOI_WORDS = re.compile(r"\bdoi\b[:\s]*\s?(10\.\S+)|^(10\.\d{4,9}/\S+)$", re.IGNORECASE)
_RECEIVED = re.compile(r"/(?:received|revised|submitted)\b", re.IGNORECASE)
_ACCEPTED = re.compile(r"/accepted\b", re.IGNORECASE)
_MESH_PARTS = re.compile(r"\s?\[[^\[\]]*\]$")
_LONGEST_PAGES = 40


def ris_reading(fields: Fields) -> Reading:
    """Return what the record says.

    Raises:
        UnusableRecordError: it is a whole journal or a series, or has no title.
    """
    form = fields.first("TY").upper()[:6]
    if form in _WHOLE:
        raise UnusableRecordError(f"it is {_WHOLE[form]}, not a publication (TY  - {form})")
    title = fields.first("TI", "T1", "CT", *(("BT",) if form in {"BOOK", "EBOOK", "EDBOOK"} else ()))
    if not title:
        raise UnusableRecordError("it has no title (TI or T1)")
    findings: list[Finding] = []
    words = fields.rows("M3", "PT", "DT")
    codes = languages_named(fields.first("LA"))
    language, is_translation = language_of_title(title, codes)
    authors, complete = authors_of(fields.rows("AU", "A1") or fields.rows("A2", "ED"))
    journal, short = _journal(fields, form)
    published, dates = _dates(fields, findings)
    addresses = addresses_in(fields.rows("UR", "LK", "L3", "L1", "L2"))
    numbers = fields.rows("AN", "U1", "C2", "C3", "ID", "N1")
    record = PublicationRecord(
        title=title,
        title_is_translation=is_translation,
        language=language,
        type=kind_beside(words, _TYPES.get(form, PublicationType.ARTICLE)),
        status=status_of(words),
        doi=_doi(fields, findings),
        pmid=_pmid(fields),
        pmcid=next((normal_pmcid(each) for text in numbers for each in _PMCID.findall(text)), ""),
        identifiers=(*isbns_in(fields.rows("SN", "BN")), *database_identifiers([*numbers, *addresses.others])),
        authors=authors,
        authors_complete=complete,
        affiliations=_affiliations(fields),
        journal=journal,
        journal_short=short,
        issn=issns_in(fields.rows("SN", "EI")),
        volume=fields.first("VL"),
        issue=fields.first("IS"),
        pages=_pages(fields),
        publisher=fields.first("PB", "PU"),
        abstract=abstract_of(fields.first("AB", "N2"), copyright_line=fields.first("CI")),
        keywords=_keywords(fields.rows("KW", "DE", "OT")),
        links=addresses.links,
        translations=_translations(fields, title),
        published=published,
        dates=dates,
    )
    return Reading(record=record, findings=tuple(findings))


def _doi(fields: Fields, findings: list[Finding]) -> str:
    """Return the DOI, which some exporters put anywhere but in its field."""
    if doi := doi_in(fields.rows("DO", "DI"), findings):
        return doi
    texts = (text[:2000] for text in [*fields.rows("M3", "L3"), *fields.texts("N1")])
    found = (_DOI_WORDS.search(text) for text in texts)
    return next((normal_doi(each[1] or each[2]) for each in found if each), "")


def _pmid(fields: Fields) -> str:
    for text in fields.rows("U1", "C3", "AN", "N1"):
        if found := _PMID.search(text[:2000]):
            return found[1] or found[2]
    in_medline = any("medline" in name.lower() or "pubmed" in name.lower() for name in fields.rows("DB"))
    candidates = [*fields.rows("C2"), *(fields.rows("AN") if in_medline else [])]
    return next((normal_pmid(text) for text in candidates if text.isdigit()), "")


def _journal(fields: Fields, form: str) -> tuple[str, str]:
    """Return the name of the journal or of the book it is in, and its abbreviation."""
    if form in {"BOOK", "EBOOK", "EDBOOK"}:
        return "", ""
    whole = fields.first("JF", "T2", "BT", "JO", "JA", "J2", "J1", "T3")
    short = next((name for name in fields.texts("JA", "J2", "JI", "JO", "J1", "J9") if name != whole), "")
    return whole, short


def _pages(fields: Fields) -> str:
    first, last = fields.first("SP"), fields.first("EP")
    pages = page_range(first, last) or page_range(
        fields.first("C7", "PG", "M1" if not fields.first("IS") else "C7")
    )
    return pages if pages[:1].isalnum() and len(pages) < _LONGEST_PAGES else ""


def _affiliations(fields: Fields) -> tuple[AffiliationRecord, ...]:
    """Return the affiliations; the format does not say whose they are."""
    return tuple(AffiliationRecord(text=text) for text in unique(map(affiliation_text, fields.rows("AD"))))


def _keywords(rows: list[str]) -> tuple[str, ...]:
    """Return the keywords: subject headings lose the star of major ones and their subheadings."""
    if len(rows) == 1 and ";" in rows[0]:
        rows = rows[0].split(";")
    words = (_MESH_PARTS.sub("", row.strip().lstrip("*")) for row in rows)
    return unique(word for word in words if word.lower() != "n/a")


def _translations(fields: Fields, title: str) -> dict[str, TranslationRecord]:
    other = fields.first("TT", "OP")
    language, own = (language_by_letters(text) or language_of(text) for text in (other, title))
    return {language: TranslationRecord(title=other)} if other and language != own else {}


def _dates(fields: Fields, findings: list[Finding]) -> tuple[PartialDate | None, DatesRecord]:
    """Return when it came out, and all its dates; one tag may also have days of receipt or acceptance."""
    years = [text for text in fields.rows("PY", "Y1") if not _RECEIVED.search(text) and not _ACCEPTED.search(text)]
    year = next(iter(years), "")
    found = [*map(date_in, years), *(date_in(text, year) for text in fields.rows("DA", "PD"))]
    printed = earliest(date for date in found if date and (not found[0] or date.year == found[0].year))
    accepted = [text for text in fields.rows("PY", "Y1") if _ACCEPTED.search(text)]
    online = date_in(fields.first("C6")) if fields.first("C6")[:3].isalpha() else None
    printed = printed or date_in_field(years, findings)
    return earliest([printed, online]), DatesRecord(online=online, accepted=next(map(date_in, accepted), None))
