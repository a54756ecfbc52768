"""Read a record of PubMed's tagged text: https://www.nlm.nih.gov/bsd/mms/medlineelements.html."""

import re

from announcer.core.findings import Finding
from announcer.core.publications.publication import PartialDate, PublicationStatus, PublicationType
from announcer.importers.building import Reading, UnusableRecordError, abstract_of
from announcer.importers.fields.date_words import date_in, date_in_field, earliest
from announcer.importers.fields.gathered_fields import funding_of, mesh_of, page_range, unique
from announcer.importers.fields.identifier_fields import (
    doi_in,
    isbns_in,
    issns_in,
    pmcid_in,
    pmid_in,
)
from announcer.importers.fields.language_names import languages_named, may_be_in
from announcer.importers.fields.publication_kinds import kind_beside, status_of
from announcer.importers.fields.title_fields import language_of_title
from announcer.importers.fields.update_notices import status_by_notices
from announcer.importers.record.model import (
    DatesRecord,
    FundingRecord,
    MeshRecord,
    PublicationRecord,
    TranslationRecord,
)
from announcer.importers.tagged.medline_people import people
from announcer.importers.tagged.medline_relations import relations
from announcer.importers.tagged.tagged_lines import Fields, TagRules

MEDLINE_RULES = TagRules(
    line=re.compile(r"(?P<tag>[A-Z]{2,4}) {0,2}- ?(?P<value>.*)"),
    first=frozenset({"PMID", "UI"}),
    closing="SO",
    ending="PubMed ends a record with a line 'SO  -'",
)

_ACRONYM = re.compile(r"[A-Z]{2}|[A-Z]{2,6}_")
_TRIALS = re.compile(
    r"(?:ClinicalTrials\.gov|ISRCTN|ANZCTR|IRCT|EudraCT|ChiCTR|CTRI|DRKS|NTR|JPRN|UMIN[^/]*)/(\S+)"
)


def medline_reading(fields: Fields) -> Reading:
    """Return what the record says.

    Raises:
        UnusableRecordError: it has no title.
    """
    title = _joined(fields, "TI") or _joined(fields, "BTI") or _joined(fields, "TT")
    if not title:
        raise UnusableRecordError("it has no title (TI)")
    findings: list[Finding] = []
    words = fields.rows("PT")
    codes = languages_named(" ".join(fields.rows("LA")))
    language, is_translation = language_of_title(title, codes)
    authors, complete, affiliations = people(fields, findings)
    related = relations(fields)
    status = status_of(words)
    published, dates = _dates(fields, findings)
    record = PublicationRecord(
        title=title,
        title_is_translation=is_translation,
        language=language,
        type=kind_beside(words, PublicationType.ARTICLE),
        status=status_by_notices(one.kind for one in related) if status is PublicationStatus.CURRENT else status,
        doi=_doi(fields, findings),
        pmid=pmid_in(fields.rows("PMID"), findings),
        pmcid=pmcid_in(fields.rows("PMC"), findings),
        identifiers=isbns_in(fields.rows("ISBN")),
        authors=authors,
        authors_complete=complete,
        affiliations=affiliations,
        journal=_joined(fields, "JT") or _joined(fields, "TA"),
        journal_short=_joined(fields, "TA"),
        issn=issns_in(fields.rows("IS")),
        volume=fields.first("VI"),
        issue=fields.first("IP"),
        pages=page_range(fields.first("PG")),
        publisher=_joined(fields, "PB"),
        abstract=abstract_of(_joined(fields, "AB"), copyright_line=_joined(fields, "CI")),
        keywords=unique(text.lstrip("*") for text in _one_line_each(fields, "OT")),
        mesh=_mesh(_one_line_each(fields, "MH")),
        relations=related,
        funding=_funding(_one_line_each(fields, "GR")),
        trials=unique(found[1] for text in fields.rows("SI") if (found := _TRIALS.match(text))),
        translations=_translations(fields, codes, is_translation=is_translation),
        published=published,
        dates=dates,
    )
    return Reading(record=record, findings=tuple(findings))


def _joined(fields: Fields, tag: str) -> str:
    """Return a value whose lines are one text."""
    return " ".join(fields.first(tag).split())


def _one_line_each(fields: Fields, tag: str) -> list[str]:
    return [" ".join(text.split()) for text in fields.texts(tag)]


def _doi(fields: Fields, findings: list[Finding]) -> str:
    """Return the article's own DOI; references have none in this format."""
    marked = [text.removesuffix("[doi]").strip() for text in fields.rows("AID", "LID") if text.endswith("[doi]")]
    return doi_in(marked, findings)


def _mesh(rows: list[str]) -> tuple[MeshRecord, ...]:
    """Return the headings; a star before the heading or any of its subheadings marks a major one."""
    return mesh_of((row.partition("/")[0].lstrip("*").strip(), "*" in row) for row in rows)


def _funding(rows: list[str]) -> tuple[FundingRecord, ...]:
    """Return who paid, from `R01 CA180030/CA/NCI NIH HHS/United States` and `SFRH/BD/1463/Foundation/`.

    A number may have slashes of its own; the acronym of an institute follows it or not, and the country is last.
    """
    grants = []
    for row in rows:
        *number, agency, _ = [part.strip() for part in row.split("/")] if "/" in row else [row.strip(), ""]
        if len(number) > 1 and _ACRONYM.fullmatch(number[-1]):
            number.pop()
        grants.append((agency, ["/".join(number)]))
    return funding_of(grants)


def _translations(fields: Fields, codes: tuple[str, ...], *, is_translation: bool) -> dict[str, TranslationRecord]:
    """Return the title in the paper's own language; not one that was transliterated into Latin letters."""
    original = _joined(fields, "TT")
    paper = next((code for code in codes if code != "en"), "")
    if not (original and paper and is_translation and _joined(fields, "TI")):
        return {}
    return {paper: TranslationRecord(title=original)} if may_be_in(paper, original) else {}


def _dates(fields: Fields, findings: list[Finding]) -> tuple[PartialDate | None, DatesRecord]:
    """Return when it came out, and all its dates."""
    printed, online = date_in_field(fields.rows("DP"), findings), date_in_field(fields.rows("DEP"), findings)
    accepted = [text.partition("[") for text in fields.rows("PHST") if "[accepted]" in text]
    dates = DatesRecord(online=online, printed=printed, accepted=date_in(accepted[0][0]) if accepted else None)
    return earliest([printed, online]), dates
