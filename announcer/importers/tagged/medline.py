"""Read a record of PubMed's tagged text: https://www.nlm.nih.gov/bsd/mms/medlineelements.html."""

import re

from announcer.core.findings import Finding
from announcer.core.publications.identifiers import normal_doi, normal_pmcid, normal_pmid
from announcer.core.publications.publication import PartialDate, PublicationStatus, PublicationType
from announcer.core.text.letters import in_arabic_letters
from announcer.importers.building import Reading, UnusableRecordError, abstract_of
from announcer.importers.fields.date_words import date_in, earliest
from announcer.importers.fields.identifier_fields import (
    isbns_in,
    issns_in,
    language_codes,
    language_of_title,
    left_out,
)
from announcer.importers.fields.publication_kinds import kind_of, status_of
from announcer.importers.record.model import (
    DatesRecord,
    FundingRecord,
    MeshRecord,
    PublicationRecord,
    TranslationRecord,
)
from announcer.importers.tagged.medline_people import people
from announcer.importers.tagged.medline_relations import relations, status_by_relations
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
    codes = language_codes(" ".join(fields.rows("LA")))
    language, is_translation = language_of_title(title, codes)
    authors, complete, affiliations = people(fields)
    kind, related = kind_of(words), relations(fields)
    status = status_of(words)
    published, dates = _dates(fields, findings)
    record = PublicationRecord(
        title=title,
        title_is_translation=is_translation,
        language=language,
        type=kind or PublicationType.ARTICLE,
        status=status_by_relations(related) if status is PublicationStatus.CURRENT else status,
        doi=_doi(fields, findings),
        pmid=normal_pmid(fields.first("PMID")),
        pmcid=normal_pmcid(fields.first("PMC")),
        identifiers=isbns_in(fields.rows("ISBN")),
        authors=authors,
        authors_complete=complete,
        affiliations=affiliations,
        journal=_joined(fields, "JT") or _joined(fields, "TA"),
        journal_short=_joined(fields, "TA"),
        issn=issns_in(fields.rows("IS")),
        volume=fields.first("VI"),
        issue=fields.first("IP"),
        pages=fields.first("PG"),
        publisher=_joined(fields, "PB"),
        abstract=abstract_of(_joined(fields, "AB"), copyright_line=_joined(fields, "CI")),
        keywords=tuple(dict.fromkeys(text.lstrip("*") for text in _one_line_each(fields, "OT"))),
        mesh=_mesh(_one_line_each(fields, "MH")),
        relations=related,
        funding=_funding(_one_line_each(fields, "GR")),
        trials=tuple(dict.fromkeys(found[1] for text in fields.rows("SI") if (found := _TRIALS.match(text)))),
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
    found = next((doi for text in marked if (doi := normal_doi(text))), "")
    if marked and not found:
        findings.append(left_out("doi", marked[0]))
    return found


def _mesh(rows: list[str]) -> tuple[MeshRecord, ...]:
    """Return the headings; a star before the heading or any of its subheadings marks a major one."""
    headings: dict[str, bool] = {}
    for row in rows:
        term = row.partition("/")[0].lstrip("*").strip()
        if term:
            headings[term] = headings.get(term, False) or "*" in row
    return tuple(MeshRecord(term=term, major=is_major) for term, is_major in headings.items())


def _funding(rows: list[str]) -> tuple[FundingRecord, ...]:
    """Return who paid, from `R01 CA180030/CA/NCI NIH HHS/United States` and `SFRH/BD/1463/Foundation/`.

    A number may have slashes of its own; the acronym of an institute follows it or not, and the country is last.
    """
    awards: dict[str, list[str]] = {}
    for row in rows:
        *number, agency, _ = [part.strip() for part in row.split("/")] if "/" in row else [row.strip(), ""]
        if len(number) > 1 and _ACRONYM.fullmatch(number[-1]):
            number.pop()
        if agency:
            awards.setdefault(agency, []).append("/".join(number))
    return tuple(
        FundingRecord(funder=agency, awards=tuple(dict.fromkeys(filter(None, numbers))))
        for agency, numbers in awards.items()
    )


def _translations(fields: Fields, codes: tuple[str, ...], *, is_translation: bool) -> dict[str, TranslationRecord]:
    """Return the title in the paper's own language; not one that was transliterated into Latin letters."""
    original = _joined(fields, "TT")
    paper = next((code for code in codes if code != "en"), "")
    if not (original and paper and is_translation and _joined(fields, "TI")):
        return {}
    is_written_so = in_arabic_letters(original) == (paper in {"fa", "ar", "ur", "ku"})
    return {paper: TranslationRecord(title=original)} if is_written_so else {}


def _dates(fields: Fields, findings: list[Finding]) -> tuple[PartialDate | None, DatesRecord]:
    """Return when it came out, and all its dates."""
    printed, online = date_in(fields.first("DP")), date_in(fields.first("DEP"))
    if fields.first("DP") and not printed:
        findings.append(left_out("date", fields.first("DP")))
    accepted = [text.partition("[") for text in fields.rows("PHST") if "[accepted]" in text]
    dates = DatesRecord(online=online, printed=printed, accepted=date_in(accepted[0][0]) if accepted else None)
    return earliest([printed, online]), dates
