"""CSL-JSON, as DOIs resolve to and as reference managers write it: one, a list, or one a line.

The fields are those of https://docs.citationstyles.org/en/stable/specification.html. Zotero's own items, which its
interface gives beside CSL-JSON, are read, too.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from announcer.core.publications.identifiers import normal_doi, normal_pmcid, normal_pmid
from announcer.core.publications.preprints import is_preprint_doi
from announcer.core.publications.publication import PartialDate, PublicationType
from announcer.errors import SourceError
from announcer.importers.building import UnusableRecordError, partial_date
from announcer.importers.json_formats import crossref_fields as fields
from announcer.importers.json_formats.crossref import described
from announcer.importers.json_formats.json_kinds import ENVELOPES, json_kind
from announcer.importers.json_formats.json_values import (
    Table,
    iso_date,
    joined_title,
    publisher_link,
    table_of,
    text_of,
    texts_of,
    unique,
)
from announcer.importers.json_formats.zotero_items import as_csl
from announcer.importers.json_stream import json_publications
from announcer.importers.record.model import LinksRecord, PublicationRecord
from announcer.ports.importing import Imported

_TYPES = {
    "article": PublicationType.ARTICLE,
    "article-journal": PublicationType.ARTICLE,
    "article-magazine": PublicationType.ARTICLE,
    "journal-article": PublicationType.ARTICLE,
    "paper-conference": PublicationType.ARTICLE,
    "preprint": PublicationType.PREPRINT,
    "book": PublicationType.BOOK,
    "monograph": PublicationType.BOOK,
    "chapter": PublicationType.CHAPTER,
    "entry": PublicationType.CHAPTER,
    "entry-dictionary": PublicationType.CHAPTER,
    "entry-encyclopedia": PublicationType.CHAPTER,
    "dataset": PublicationType.DATASET,
}
_IN_NOTE = re.compile(r"^\s*(DOI|PMID|PMCID)\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_WORDS_OF_DATE = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?,?\s+(?:(\d{1,2}),?\s+)?(\d{4})")
_LONGEST_DATE = 100


class CslJson:
    """CSL-JSON, and Zotero's own items."""

    def recognises(self, head: bytes) -> bool:
        """Return whether the first record has keys of CSL-JSON or of Zotero."""
        return json_kind(head) == "csl"

    def read(self, stream: BinaryIO, source: str) -> Iterator[Imported | SourceError]:
        """Yield the items of the file, each as soon as it is read."""
        looked_for = "an item of CSL-JSON, with a title"
        return json_publications(stream, source, item, envelope=ENVELOPES["csl"], looked_for=looked_for)


def item(given: Table) -> PublicationRecord:
    """Return what an item says.

    Raises:
        UnusableRecordError: it has no title, or is no publication.
    """
    row = table_of(given.get("csljson")) or as_csl(given)
    title = joined_title(text_of(row.get("title")), text_of(row.get("subtitle")))
    if not title:
        raise UnusableRecordError("title: it has none")
    noted = {name.upper(): value for name, value in _IN_NOTE.findall(text_of(row.get("note"))[:10_000])}
    doi = _doi(row, noted)
    record = described({**row, "DOI": doi}, title, _type(row, doi))
    return replace(
        record,
        pmid=normal_pmid(text_of(row.get("PMID")) or noted.get("PMID", "")),
        pmcid=normal_pmcid(text_of(row.get("PMCID")) or noted.get("PMCID", "")),
        journal_short=_short(row, record.journal),
        published=_issued(row) or record.published,
        keywords=_keywords(row),
        links=LinksRecord(publisher=record.links.publisher or publisher_link(row.get("URL"))),
    )


def _type(row: Table, doi: str) -> PublicationType:
    kind, said = text_of(row.get("type")), text_of(row.get("subtype")) or text_of(row.get("genre"))
    if kind in {"article", "manuscript", "report", "article-journal", ""} and (
        "preprint" in said.casefold() or is_preprint_doi(doi)
    ):
        return PublicationType.PREPRINT
    if not kind and row.get("container-title"):
        return PublicationType.ARTICLE
    return _TYPES.get(kind, PublicationType.OTHER)


def _doi(row: Table, noted: dict[str, str]) -> str:
    """Return the DOI; of a short one (`10/fqd6hj`), the whole one if the address has it."""
    dois = [normal_doi(text) for text in (text_of(row.get("DOI")), noted.get("DOI", ""))]
    in_link = normal_doi(text_of(row.get("URL"))) if "doi.org/" in text_of(row.get("URL")) else ""
    known = [doi for doi in (*dois, in_link) if doi]
    return next((doi for doi in known if not doi.startswith("10/")), known[0] if known else "")


def _short(row: Table, journal: str) -> str:
    short = text_of(row.get("container-title-short")) or text_of(row.get("journalAbbreviation"))
    short = short or text_of(row.get("short-container-title"))
    return short if short != journal else ""


def _issued(row: Table) -> PartialDate | None:
    """Return the date, which stands in parts or as words, as precise as it is given."""
    issued = table_of(row.get("issued"))
    if date := fields.date_of(issued):
        return date
    said = (issued.get("raw"), issued.get("literal"), row.get("issued"))
    words = text_of([text_of(each) for each in said])[:_LONGEST_DATE]
    if date := iso_date(words):
        return date
    if found := _WORDS_OF_DATE.search(words):
        return partial_date(found[4], found[2], found[1] or found[3])
    year = _YEAR.search(words)
    return partial_date(year[1]) if year else None


def _keywords(row: Table) -> tuple[str, ...]:
    given = row.get("keyword")
    words = re.split(r"[;\n]" if ";" in given else r"[,\n]", given) if isinstance(given, str) else texts_of(given)
    return unique(word.strip() for word in words)
