"""CSL-JSON, as DOIs resolve to and as reference managers write it: one, a list, or one a line.

The fields are those of https://docs.citationstyles.org/en/stable/specification.html. Zotero's own items, which its
interface gives beside CSL-JSON, are read, too.
"""

import re
from dataclasses import replace

from announcer.core.findings import Finding
from announcer.core.publications.identifiers import normal_doi
from announcer.core.publications.preprints import is_preprint_doi
from announcer.core.publications.publication import PartialDate, PublicationType
from announcer.importers.building import Reading, UnusableRecordError
from announcer.importers.fields.date_words import date_in_field
from announcer.importers.fields.gathered_fields import unique
from announcer.importers.fields.identifier_fields import doi_in, pmcid_in, pmid_in
from announcer.importers.fields.publication_kinds import kind_beside, kind_of
from announcer.importers.fields.title_fields import whole_title
from announcer.importers.json_formats import crossref_fields as fields
from announcer.importers.json_formats.crossref import described
from announcer.importers.json_formats.json_importer import JsonImporter
from announcer.importers.json_formats.json_values import (
    Table,
    publisher_link,
    table_of,
    text_of,
    texts_of,
)
from announcer.importers.json_formats.zotero_items import as_csl
from announcer.importers.record.model import LinksRecord

_IN_NOTE = re.compile(r"^\s*(DOI|PMID|PMCID)\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


def item(given: Table) -> Reading:
    """Return what an item says.

    Raises:
        UnusableRecordError: it has no title, or is no publication.
    """
    row = table_of(given.get("csljson")) or as_csl(given)
    title = whole_title(text_of(row.get("title")), text_of(row.get("subtitle")))
    if not title:
        raise UnusableRecordError("title: it has none")
    noted = {name.upper(): value for name, value in _IN_NOTE.findall(text_of(row.get("note"))[:10_000])}
    findings: list[Finding] = []
    doi = _doi(row, noted, findings)
    issued = {"date-parts": table_of(row.get("issued")).get("date-parts")}
    record = described({**row, "DOI": doi, "issued": issued}, title, _type(row, doi), findings)
    found = replace(
        record,
        pmid=pmid_in([text_of(row.get("PMID")), noted.get("PMID", "")], findings),
        pmcid=pmcid_in([text_of(row.get("PMCID")), noted.get("PMCID", "")], findings),
        journal_short=_short(row, record.journal),
        published=fields.date_of(issued) or _in_words(row, findings) or record.published,
        keywords=_keywords(row),
        links=LinksRecord(publisher=record.links.publisher or publisher_link(row.get("URL"))),
    )
    return Reading(record=found, findings=tuple(findings))


def _type(row: Table, doi: str) -> PublicationType:
    kind, said = text_of(row.get("type")), text_of(row.get("subtype")) or text_of(row.get("genre"))
    if kind in {"article", "manuscript", "report", "article-journal", ""} and (
        "preprint" in said.casefold() or is_preprint_doi(doi)
    ):
        return PublicationType.PREPRINT
    if not kind and row.get("container-title"):
        return PublicationType.ARTICLE
    found = kind_of([kind]) or PublicationType.OTHER
    return kind_beside([said], found) if found is PublicationType.ARTICLE else found


def _doi(row: Table, noted: dict[str, str], findings: list[Finding]) -> str:
    """Return the DOI; of a short one (`10/fqd6hj`), the whole one if the address has it."""
    dois = [normal_doi(text) for text in (text_of(row.get("DOI")), noted.get("DOI", ""))]
    in_link = normal_doi(text_of(row.get("URL"))) if "doi.org/" in text_of(row.get("URL")) else ""
    known = [doi for doi in (*dois, in_link) if doi]
    if not known:
        return doi_in([text_of(row.get("DOI"))], findings)
    return next((doi for doi in known if not doi.startswith("10/")), known[0])


def _short(row: Table, journal: str) -> str:
    short = text_of(row.get("container-title-short")) or text_of(row.get("journalAbbreviation"))
    short = short or text_of(row.get("short-container-title"))
    return short if short != journal else ""


def _in_words(row: Table, findings: list[Finding]) -> PartialDate | None:
    """Return the date that stands as words, as precise as it is given."""
    issued = table_of(row.get("issued"))
    return date_in_field(map(text_of, (issued.get("raw"), issued.get("literal"), row.get("issued"))), findings)


def _keywords(row: Table) -> tuple[str, ...]:
    given = row.get("keyword")
    words = re.split(r"[;\n]" if ";" in given else r"[,\n]", given) if isinstance(given, str) else texts_of(given)
    return unique(word.strip() for word in words)


CSL_JSON = JsonImporter(name="csl", reading=item, looked_for="an item of CSL-JSON, with a title")
