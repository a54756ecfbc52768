"""Make a record of a row, whatever its columns are."""

import re
from collections.abc import Callable, Sequence

from announcer.core.findings import Finding
from announcer.core.publications.publication import PartialDate, PublicationType
from announcer.core.text.letters import language_of
from announcer.importers.building import Reading, UnusableRecordError, abstract_of
from announcer.importers.fields.author_names import authors_of, listed_names
from announcer.importers.fields.date_words import LONGEST_DATE, date_in, date_in_field, earliest
from announcer.importers.fields.gathered_fields import funding_of, page_range, unique, with_abstracts
from announcer.importers.fields.identifier_fields import (
    addresses_in,
    database_identifiers,
    doi_in,
    isbns_in,
    issns_in,
    pmcid_in,
    pmid_in,
)
from announcer.importers.fields.language_names import language_by_letters, languages_named, may_be_in
from announcer.importers.fields.publication_kinds import kind_beside, status_of
from announcer.importers.fields.title_fields import language_of_title
from announcer.importers.limits import LONGEST_LINE
from announcer.importers.record.model import (
    AffiliationRecord,
    AuthorRecord,
    DatesRecord,
    FundingRecord,
    IdentifierRecord,
    PublicationRecord,
    TranslationRecord,
)
from announcer.importers.tables.cell_affiliations import with_affiliations
from announcer.importers.tables.headings import Columns

_BILINGUAL = re.compile(r"(?P<title>.{8,}?)\s?[;/]\s?\[(?P<other>[^\[\]]{8,})\]\.?", re.DOTALL)
_CITATION = re.compile(
    r"\. (?P<date>[12]\d{3}[^;:.]{0,20})"
    r"(?:;(?P<volume>[^(:;.]{0,20})(?:\((?P<issue>[^()]{0,20})\))?(?::(?P<pages>[^.]{0,30}))?)?\."
)
_EPUB = re.compile(r"\bEpub (?P<date>[12]\d{3}[^.]{0,20})\.")
_PMID = re.compile(r"\bPMID:\s?(\d{1,8})\b")
_PMCID = re.compile(r"\bPMCID:\s?(PMC\d{1,9})\b")
_TRIAL = re.compile(
    r"\b(?:NCT\d{8}|ISRCTN\d{6,8}|IRCT[\dN]{10,20}|ChiCTR[\w-]{6,20}|ACTRN\d{14}|EUCTR[\d-]{10,20})\b"
)
_NOTHING = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "–", "—"})
"""What spreadsheets and statistics programs write where there is nothing."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FUNDING = re.compile(r"(?P<funder>[^;]+?)(?:,?\s?\((?P<awards>[^()]*)\))?")
_AWARDS = re.compile(r"[^,\s][^,]*")


class Cells:
    """The cells of a row by what they hold."""

    def __init__(self, columns: Columns, cells: Sequence[str]) -> None:
        self._columns = columns
        self._cells = cells

    def all(self, *names: str) -> list[str]:
        """Return the values of the columns that have any."""
        places = [
            place for name in names for place in self._columns.places.get(name, ()) if place < len(self._cells)
        ]
        values = (self._cells[place].strip() for place in places)
        return [value for value in values if value.lower() not in _NOTHING]

    def one(self, *names: str) -> str:
        """Return the first value of the first of the columns that has any; empty without."""
        return next(iter(self.all(*names)), "")


def row_reading(columns: Columns) -> Callable[[Sequence[str]], Reading]:
    """Return what reads the rows of a table with those columns.

    It raises UnusableRecordError for a row without a title.
    """
    return lambda cells: _reading(Cells(columns, cells))


def _reading(cells: Cells) -> Reading:
    findings: list[Finding] = []
    codes = languages_named(cells.one("language"))
    title, translations = _titles(cells, codes)
    language, is_translation = language_of_title(title, codes)
    citation = _CITATION.search(cells.one("citation")[:2000])
    words = [part.strip() for text in cells.all("type") for part in _CAMEL.sub(" ", text).split(";")]
    addresses, extra = addresses_in(cells.all("url")), cells.one("extra")[:5000]
    published, dates = _dates(cells, citation, findings)
    authors, complete, affiliations = _people(cells)
    original = cells.one("original_abstract")
    record = PublicationRecord(
        title=title,
        title_is_translation=is_translation and not translations,
        language=language,
        type=kind_beside(words, PublicationType.ARTICLE),
        status=status_of(words),
        doi=doi_in(cells.all("doi"), findings),
        pmid=pmid_in([*cells.all("pmid"), *_PMID.findall(extra)], findings),
        pmcid=pmcid_in([*cells.all("pmcid"), *_PMCID.findall(extra)], findings),
        identifiers=_identifiers(cells, addresses.others),
        authors=authors,
        authors_complete=complete,
        affiliations=affiliations,
        journal=cells.one("journal"),
        journal_short=cells.one("journal_short"),
        issn=issns_in(cells.all("issn", "isbn")),
        volume=cells.one("volume") or (citation and citation["volume"]) or "",
        issue=cells.one("issue") or (citation and citation["issue"]) or "",
        pages=_pages(cells) or (citation and citation["pages"]) or "",
        publisher=cells.one("publisher"),
        published=published,
        dates=dates,
        abstract=abstract_of(cells.one("abstract"), copyright_line=cells.one("copyright")),
        keywords=_keywords(cells.all("keywords")),
        funding=_funding(cells.one("funding")),
        trials=unique(_TRIAL.findall(cells.one("trials"))),
        links=addresses.links,
        translations=with_abstracts(
            translations, [(language_by_letters(original), abstract_of(original))], language or "en", None
        ),
    )
    return Reading(record=record, findings=tuple(findings))


def _titles(cells: Cells, codes: tuple[str, ...]) -> tuple[str, dict[str, TranslationRecord]]:
    """Return the title, and that in the paper's other language where the row has one: `X; [Y]` in Scopus."""
    title, other = cells.one("title"), cells.one("original_title")
    bilingual = _BILINGUAL.fullmatch(title) if len(title) < LONGEST_LINE else None
    if bilingual and not other:
        title, other = bilingual["title"], bilingual["other"]
    title, other = (title, other) if title else (other, "")
    if not title:
        raise UnusableRecordError("it has no title")
    if not other or other == title:
        return title, {}
    mine, theirs = (language_by_letters(text) or language_of(text) for text in (title, other))
    paper = theirs if theirs != "en" else next((code for code in codes if code != "en"), "")
    if not (paper and may_be_in(paper, other)) or paper == mine:
        return title, {}
    abstract = abstract_of(cells.one("original_abstract"))
    return title, {paper: TranslationRecord(title=other, abstract=abstract)}


def _people(cells: Cells) -> tuple[tuple[AuthorRecord, ...], bool, tuple[AffiliationRecord, ...]]:
    short = listed_names(cells.one("authors"))
    full = [name.strip() for name in cells.one("author_full_names").split(";") if name.strip()]
    authors, complete = authors_of(full if len(full) >= len(short) else short)
    with_numbers, affiliations = with_affiliations(
        authors, short, cells.one("affiliations"), cells.one("authors_with_affiliations")
    )
    return with_numbers, complete, affiliations


def _identifiers(cells: Cells, addresses: list[str]) -> tuple[IdentifierRecord, ...]:
    return (*database_identifiers([*cells.all("identifiers"), *addresses]), *isbns_in(cells.all("isbn")))


def _pages(cells: Cells) -> str:
    if pages := cells.one("pages"):
        return page_range(pages) if len(pages) < LONGEST_DATE else ""
    first, last = cells.one("first_page"), cells.one("last_page")
    return page_range(first, last) if first else cells.one("article_number")


def _keywords(values: list[str]) -> tuple[str, ...]:
    parts = (part for value in values for part in value.split(_sign_between(value)))
    return unique(map(str.strip, parts))


def _sign_between(value: str) -> str:
    return next((sign for sign in (";", "؛", "\n", "|", "،", ",") if sign in value), ";")


def _funding(text: str) -> tuple[FundingRecord, ...]:
    """Return who paid, from `Funder, (12, 13); Funder`."""
    found = (_FUNDING.fullmatch(part.strip()) for part in text.split(";"))
    return funding_of((each["funder"].strip(" ,"), _AWARDS.findall(each["awards"] or "")) for each in found if each)


def _dates(
    cells: Cells, citation: re.Match[str] | None, findings: list[Finding]
) -> tuple[PartialDate | None, DatesRecord]:
    """Return when it came out, and all its dates."""
    year, text = cells.one("year"), cells.one("date")
    epub = _EPUB.search(cells.one("citation")[:2000])
    online = date_in(cells.one("online")) or (date_in(epub["date"]) if epub else None)
    printed = [date_in(text, year), date_in(cells.one("month"), year), date_in(year)]
    if citation:
        printed.append(date_in(citation["date"]))
    if not any(printed):
        date_in_field([text, year], findings)  # says what they are
    named = date_in(year)
    agreed = [date for date in printed if date and (not named or date.year == named.year)]
    return earliest([*agreed, online]), DatesRecord(online=online, accepted=date_in(cells.one("accepted")))
