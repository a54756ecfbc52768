"""Works as Crossref's REST interface gives them: one, a list, the answer to a search, or one a line.

The fields are those of https://api.crossref.org/swagger-ui; `message` stands around them in an answer.
"""

from collections.abc import Iterator
from typing import BinaryIO

from announcer.core.finding_catalogue import finding
from announcer.core.publications.identifiers import normal_doi
from announcer.core.publications.publication import PublicationType
from announcer.core.text.letters import language_of
from announcer.errors import SourceError
from announcer.importers.building import Reading, UnusableRecordError, abstract_of
from announcer.importers.json_formats import crossref_fields as fields
from announcer.importers.json_formats.abstract_markup import parted_abstracts
from announcer.importers.json_formats.authors import Affiliations
from announcer.importers.json_formats.json_kinds import ENVELOPES, json_kind
from announcer.importers.json_formats.json_values import (
    Table,
    joined_title,
    language_code_of,
    publisher_link,
    script_language,
    table_of,
    text_of,
    title_language,
    walk,
)
from announcer.importers.json_stream import json_publications
from announcer.importers.record.model import LinksRecord, PublicationRecord, TranslationRecord
from announcer.ports.importing import Imported

TYPES = {
    "journal-article": PublicationType.ARTICLE,
    "proceedings-article": PublicationType.ARTICLE,
    "book": PublicationType.BOOK,
    "monograph": PublicationType.BOOK,
    "edited-book": PublicationType.BOOK,
    "reference-book": PublicationType.BOOK,
    "book-chapter": PublicationType.CHAPTER,
    "book-part": PublicationType.CHAPTER,
    "book-section": PublicationType.CHAPTER,
    "reference-entry": PublicationType.CHAPTER,
    "dataset": PublicationType.DATASET,
    "preprint": PublicationType.PREPRINT,
}
"""Crossref's types; the others are `other`."""
NO_PUBLICATIONS = {
    "component": "a part of a publication, such as a figure or a table",
    "journal": "a journal",
    "journal-volume": "a volume of a journal",
    "journal-issue": "an issue of a journal",
    "proceedings": "a volume of proceedings",
    "proceedings-series": "a series of proceedings",
    "book-series": "a series of books",
    "book-set": "a set of books",
    "book-track": "a track of a book",
    "report-series": "a series of reports",
    "report-component": "a part of a report",
    "standard-series": "a series of standards",
    "grant": "a grant",
    "database": "a database",
}
"""Types that are no publications, in words."""


class Crossref:
    """Works of Crossref's REST interface, in JSON."""

    def recognises(self, head: bytes) -> bool:
        """Return whether the first record has the keys of a work of Crossref."""
        return json_kind(head) == "crossref"

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the works of the file, each as soon as it is read."""
        looked_for = "a work of Crossref, with a title and a DOI"
        return json_publications(
            stream, source, work, envelope=ENVELOPES["crossref"], looked_for=looked_for, done=done
        )


def work(row: Table) -> Reading:
    """Return what a work of Crossref says.

    Raises:
        UnusableRecordError: it has no title, or is no publication.
    """
    kind = text_of(row.get("type"))
    if kind in NO_PUBLICATIONS:
        raise UnusableRecordError(f"it is {NO_PUBLICATIONS[kind]}, not a publication")
    title = joined_title(text_of(row.get("title")), text_of(row.get("subtitle")))
    if not title:
        raise UnusableRecordError("title: it has none")
    reviewed = finding("not-research", where="type", what="a report of peer review")
    record = described(row, title, _type(row, kind))
    return Reading(record=record, findings=(reviewed,) if kind == "peer-review" else ())


def described(row: Table, title: str, kind: PublicationType) -> PublicationRecord:
    """Return the record of a work with that title and type, by the fields that it shares with CSL-JSON."""
    doi = normal_doi(text_of(row.get("DOI")))
    code = language_code_of(row.get("language"))
    language, translations = _languages(row, title, code)
    abstracts = parted_abstracts(text_of(row.get("abstract")), language or language_of(title))
    for name, text in abstracts.others.items():
        if name in translations:
            translations[name] = TranslationRecord(title=translations[name].title, abstract=abstract_of(text))
    affiliations = Affiliations()
    authors, are_all = fields.authors_of(row, affiliations)
    licence = fields.open_licence(row)
    journal = _journal(row, kind)
    short = text_of(row.get("short-container-title"))
    return PublicationRecord(
        title=title,
        title_is_translation=bool(translations),
        language=language,
        type=fields.notice_type(row, doi) or kind,
        status=fields.status_of(row, doi),
        doi=doi,
        identifiers=fields.isbn_of(row),
        authors=authors,
        authors_complete=are_all,
        affiliations=affiliations.records,
        journal=journal,
        journal_short=short if short != journal else "",
        issn=fields.issn_of(row),
        volume=text_of(row.get("volume")),
        issue=text_of(row.get("issue")) or text_of(table_of(row.get("journal-issue")).get("issue")),
        pages=text_of(row.get("page")) or text_of(row.get("article-number")),
        publisher=text_of(row.get("publisher")),
        published=fields.published_of(row),
        dates=fields.dates_of(row),
        abstract=abstract_of(abstracts.own),
        lay_summary=abstracts.lay,
        open_access=True if licence else None,
        licence=licence,
        relations=fields.relations_of(row, doi),
        funding=fields.funding_of(row),
        trials=fields.trials_of(row),
        links=LinksRecord(publisher=publisher_link(*walk(row.get("resource"), "primary", "URL"))),
        translations=translations,
    )


def _type(row: Table, kind: str) -> PublicationType:
    if kind == "posted-content":
        is_preprint = text_of(row.get("subtype")) in {"preprint", ""}
        return PublicationType.PREPRINT if is_preprint else PublicationType.OTHER
    if not kind and row.get("ISSN"):
        return PublicationType.ARTICLE
    return TYPES.get(kind, PublicationType.OTHER)


def _journal(row: Table, kind: PublicationType) -> str:
    """Return where it came out; of a preprint, the server, which stands among the institutions."""
    journal = text_of(row.get("container-title"))
    if journal or kind is not PublicationType.PREPRINT:
        return journal
    return next((name for name in map(text_of, walk(row.get("institution"), "name")) if name), "")


def _languages(row: Table, title: str, code: str) -> tuple[str, dict[str, TranslationRecord]]:
    """Return the language of the title, and the title in the paper's own language where the two differ.

    Crossref names the language of the paper alone: of an original title it is known by that or by its script.
    """
    original = text_of(row.get("original-title"))
    if not original or original.casefold() in title.casefold():
        return title_language(code, title), {}
    own = title_language(code, original) or script_language(original)
    other = script_language(title)
    return (other, {own: TranslationRecord(title=original)}) if own != other else (title_language(code, title), {})
