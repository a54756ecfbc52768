"""Make a record of a BibTeX entry, as reference managers, Scopus and the Web of Science write them."""

import re

from announcer.core.findings import Finding
from announcer.core.publications.identifiers import normal_doi
from announcer.core.publications.preprints import names_preprint_server
from announcer.core.publications.publication import IdentifierScheme, PartialDate, PublicationType
from announcer.core.text.bibtex_text import bibtex_read
from announcer.importers.bibtex.entries import Entry
from announcer.importers.bibtex.entry_people import entry_affiliations, entry_authors
from announcer.importers.building import Reading, UnusableRecordError, abstract_of, partial_date
from announcer.importers.fields.date_words import date_in, date_in_field
from announcer.importers.fields.gathered_fields import page_range, unique
from announcer.importers.fields.identifier_fields import (
    addresses_in,
    database_identifiers,
    doi_in,
    isbns_in,
    issns_in,
    pmcid_in,
    pmid_in,
)
from announcer.importers.fields.language_names import languages_named
from announcer.importers.fields.publication_kinds import kind_beside, status_of
from announcer.importers.fields.title_fields import language_of_title, whole_title
from announcer.importers.record.model import IdentifierRecord, PublicationRecord

_WHOLE = {
    "proceedings": "a whole volume of proceedings",
    "mvproceedings": "a whole series of proceedings",
    "periodical": "a whole issue of a journal",
    "set": "a set of other entries",
    "xdata": "a part of other entries",
}
_TYPES = {
    **dict.fromkeys(
        ("inbook", "incollection", "suppbook", "suppcollection", "bookinbook"), PublicationType.CHAPTER
    ),
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "booklet"), PublicationType.BOOK),
    **dict.fromkeys(("article", "inproceedings", "conference", "suppperiodical"), PublicationType.ARTICLE),
    "dataset": PublicationType.DATASET,
    "review": PublicationType.REVIEW,
}
_ARXIV = re.compile(r"(?:arxiv:)?\s?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)", re.IGNORECASE)
_PMID = re.compile(r"\bPMID:?\s?(\d{5,8})\b")


class _Fields:
    """The fields of an entry under the names that programs have for them; texts are read as TeX."""

    def __init__(self, entry: Entry) -> None:
        self._fields = {name.replace("_", "-"): value for name, value in entry.fields.items()}

    def raw(self, *names: str) -> str:
        """Return the first of the fields that has a value, as it is written."""
        return next((self._fields[name] for name in names if self._fields.get(name)), "")

    def text(self, *names: str) -> str:
        """Return the first of the fields that has a value, its TeX read."""
        return bibtex_read(self.raw(*names))

    def plain(self, *names: str) -> list[str]:
        """Return the values of the fields that are no texts, such as addresses."""
        values = (self.raw(name) for name in names)
        return [value.replace("\\_", "_").replace("\\%", "%").replace("\\&", "&") for value in values if value]


def entry_reading(entry: Entry) -> Reading:
    """Return what the entry says.

    Raises:
        UnusableRecordError: it is a volume of others' papers, or has no title.
    """
    if entry.kind in _WHOLE:
        raise UnusableRecordError(f"it is {_WHOLE[entry.kind]}, not a publication (@{entry.kind})")
    fields = _Fields(entry)
    title = _title(fields)
    findings: list[Finding] = []
    language, is_translation = language_of_title(title, languages_named(fields.text("language", "langid")))
    authors, complete = entry_authors(_names(fields), fields.raw("orcid-numbers"), findings)
    words = [fields.text(name) for name in ("document-type", "document_type", "entrysubtype")] + fields.text(
        "type"
    ).split(";")
    journal, short = _journal(fields, entry)
    addresses = addresses_in(fields.plain("url", "howpublished", "link", "bdsk-url-1", "ee"))
    numbers = fields.plain("pmid", "pubmed-id", "pubmedid") or _PMID.findall(fields.raw("note")[:2000])
    record = PublicationRecord(
        title=title,
        title_is_translation=is_translation,
        language=language,
        type=kind_beside(words, _type(entry, fields)),
        status=status_of(words),
        doi=_doi(fields, findings),
        pmid=pmid_in(numbers, findings),
        pmcid=pmcid_in(fields.plain("pmcid", "pmc"), findings),
        identifiers=_identifiers(fields, entry, addresses.others),
        authors=authors,
        authors_complete=complete,
        affiliations=entry_affiliations(fields.raw("affiliation", "affiliations")) if not _is_wos(fields) else (),
        journal=journal,
        journal_short=short,
        issn=issns_in(fields.plain("issn", "eissn", "electronic-issn")),
        volume=fields.text("volume"),
        issue=fields.text("number", "issue"),
        pages=page_range(fields.text("pages") or fields.text("eid", "article-number", "art-number")),
        publisher=fields.text("publisher", "school", "institution"),
        published=_date(fields, findings),
        abstract=abstract_of(fields.text("abstract")),
        keywords=_keywords(fields),
        links=addresses.links,
    )
    return Reading(record=record, findings=tuple(findings))


def _names(fields: _Fields) -> str:
    """Return the authors, else the editors; not editors in a row of commas, as Scopus has them."""
    editors = fields.raw("editor")
    are_parted = " and " in editors or editors.count(",") < 2  # noqa: PLR2004 -- `Family, Given`
    return fields.raw("author") or (editors if are_parted else "")


def _title(fields: _Fields) -> str:
    title, subtitle = fields.text("title"), fields.text("subtitle")
    if not title:
        raise UnusableRecordError("it has no title")
    return whole_title(title, subtitle)


def _type(entry: Entry, fields: _Fields) -> PublicationType:
    where = " ".join(
        fields.raw(name) for name in ("archiveprefix", "eprinttype", "journal", "publisher", "howpublished")
    )
    if names_preprint_server(where[:2000]) and not fields.raw("volume") and entry.kind not in {"book", "phdthesis"}:
        return PublicationType.PREPRINT if _has_only_eprint(entry, fields) else PublicationType.ARTICLE
    return _TYPES.get(entry.kind, PublicationType.OTHER)


def _has_only_eprint(entry: Entry, fields: _Fields) -> bool:
    """Return whether the entry names no journal beside the preprint's own place."""
    journal = fields.raw("journal", "journaltitle", "booktitle")
    return not journal or names_preprint_server(journal) or entry.kind in {"misc", "unpublished", "online"}


def _doi(fields: _Fields, findings: list[Finding]) -> str:
    if doi := doi_in(fields.plain("doi"), findings):
        return doi
    return next(
        (doi for text in fields.plain("ee", "note") if "doi" in text and (doi := normal_doi(text[:1000]))), ""
    )


def _identifiers(fields: _Fields, entry: Entry, addresses: list[str]) -> tuple[IdentifierRecord, ...]:
    found = [
        *isbns_in(fields.plain("isbn")),
        *database_identifiers([*fields.plain("unique-id"), entry.key, *addresses]),
    ]
    if (
        "arxiv"
        in f"{fields.raw('archiveprefix', 'eprinttype')}{fields.raw('eprint')}{fields.raw('journal')}".lower()
    ):
        arxiv = _ARXIV.search(fields.raw("eprint") or fields.raw("journal", "number"))
        found += [IdentifierRecord(scheme=IdentifierScheme.ARXIV, value=arxiv[1])] if arxiv else []
    return tuple(dict.fromkeys(found))


def _journal(fields: _Fields, entry: Entry) -> tuple[str, str]:
    name = "" if entry.kind in {"book", "mvbook"} else fields.text("journal", "journaltitle", "booktitle", "series")
    short = fields.text("shortjournal", "journal-iso", "abbrev-source-title", "journal-abbreviation")
    return name, short if short != name else ""


def _date(fields: _Fields, findings: list[Finding]) -> PartialDate | None:
    if date := date_in(fields.text("date")):
        return date
    year, month = fields.text("year"), fields.text("month")
    found = partial_date(year, month, fields.text("day")) or date_in(year)
    if found and month and not found.month:
        found = date_in(month, year) or found
    return found or date_in_field([year], findings)


def _keywords(fields: _Fields) -> tuple[str, ...]:
    text = fields.text("author-keywords", "keywords", "keyword")
    sign = ";" if ";" in text else ","
    return unique(map(str.strip, text.split(sign)))


def _is_wos(fields: _Fields) -> bool:
    """Return whether affiliations have names of authors in them, as the Web of Science writes them."""
    return bool(fields.raw("unique-id")) or "(Corresponding Author)" in fields.raw("affiliation")
