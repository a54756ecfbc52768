"""Read a record of the Web of Science's plain text ("tagged" export), with authors at their addresses."""

import re
from dataclasses import replace

from announcer.core.findings import Finding
from announcer.core.publications.publication import PublicationType
from announcer.core.text.letters import folded
from announcer.importers.building import Reading, UnusableRecordError, abstract_of
from announcer.importers.fields.affiliations import Affiliations
from announcer.importers.fields.author_names import author_of
from announcer.importers.fields.date_words import date_in, date_in_field, earliest
from announcer.importers.fields.gathered_fields import funding_of, page_range
from announcer.importers.fields.identifier_fields import (
    database_identifiers,
    doi_in,
    isbns_in,
    issns_in,
    orcid_in,
    pmid_in,
)
from announcer.importers.fields.language_names import languages_named
from announcer.importers.fields.publication_kinds import kind_beside, status_of
from announcer.importers.fields.title_fields import language_of_title
from announcer.importers.record.model import (
    AuthorRecord,
    DatesRecord,
    FundingRecord,
    PublicationRecord,
)
from announcer.importers.tagged.tagged_lines import Fields, TagRules

WOS_RULES = TagRules(
    line=re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?: |\s*$)(?P<value>.*)"),
    first=frozenset({"PT"}),
    last=frozenset({"ER"}),
    unread=frozenset({"CR"}),
    ending="its last line is 'ER'",
)

_TYPES = {"B": PublicationType.BOOK, "S": PublicationType.BOOK}
_ADDRESS = re.compile(r"\[([^\[\]]*)\]\s*(.+)")
_FUNDING = re.compile(r"([^\[\];]+)(?:\[([^\[\]]*)\])?")
_FUNDING_SOURCE = re.compile(r"\s*Funding Source: [^;\[\]]{0,200}")
_ORCID_AFTER = re.compile(r"([^;/]{2,200})/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")


def wos_reading(fields: Fields) -> Reading:
    """Return what the record says.

    Raises:
        UnusableRecordError: it has no title.
    """
    title = _joined(fields, "TI")
    if not title:
        raise UnusableRecordError("it has no title (TI)")
    findings = list[Finding]()
    words = fields.first("DT").split(";")
    language, is_translation = language_of_title(title, languages_named(_joined(fields, "LA")))
    affiliations, members = _addresses(fields)
    online, printed = date_in(fields.first("EA")), date_in(fields.first("PD"), fields.first("PY"))
    printed = printed or date_in(fields.first("PY"))
    printed = printed or date_in_field(fields.rows("PY"), findings)
    record = PublicationRecord(
        title=title,
        title_is_translation=is_translation,
        language=language,
        type=kind_beside(words, _TYPES.get(fields.first("PT")[:1], PublicationType.ARTICLE)),
        status=status_of(words),
        doi=doi_in(fields.rows("DI", "D2"), findings),
        pmid=pmid_in(fields.rows("PM"), findings),
        identifiers=(*database_identifiers(fields.rows("UT")), *isbns_in(fields.rows("BN"))),
        authors=_authors(fields, members, findings),
        affiliations=affiliations.records,
        journal=_joined(fields, "SO"),
        journal_short=_joined(fields, "JI"),
        issn=issns_in(fields.rows("SN", "EI")),
        volume=fields.first("VL"),
        issue=fields.first("IS"),
        pages=_pages(fields),
        publisher=_joined(fields, "PU"),
        published=earliest([online, printed]),
        dates=DatesRecord(online=online, printed=printed),
        abstract=abstract_of(_joined(fields, "AB")),
        keywords=tuple(word for each in _joined(fields, "DE").split(";") if (word := each.strip())),
        funding=_funding(_joined(fields, "FU")),
    )
    return Reading(record=record, findings=tuple(findings))


def _joined(fields: Fields, tag: str) -> str:
    """Return a value whose lines are one text."""
    return " ".join(fields.first(tag).split())


def _authors(fields: Fields, members: dict[str, list[int]], findings: list[Finding]) -> tuple[AuthorRecord, ...]:
    names = fields.rows("AF") or fields.rows("AU") or fields.rows("BF") or fields.rows("BA")
    orcids = {folded(name): orcid for name, orcid in _ORCID_AFTER.findall(_joined(fields, "OI"))}
    authors = []
    for name in names:
        author = author_of(name)
        if author is None:
            continue
        key = folded(name)
        authors.append(
            replace(
                author,
                orcid=orcid_in([orcids.get(key, "")], findings),
                affiliations=tuple(dict.fromkeys(members.get(key, ()))),
            )
        )
    groups = [name.strip() for text in fields.rows("CA", "GP") for name in text.split(";") if name.strip()]
    return (*authors, *(AuthorRecord(name=name, group=True) for name in dict.fromkeys(groups)))


def _addresses(fields: Fields) -> tuple[Affiliations, dict[str, list[int]]]:
    """Return the addresses, and by each author's folded name the numbers of his or hers."""
    affiliations = Affiliations()
    members: dict[str, list[int]] = {}
    for row in fields.rows("C1"):
        found = _ADDRESS.fullmatch(row)
        number = affiliations.number(found[2] if found else row)
        for name in found[1].split(";") if found and number else ():
            members.setdefault(folded(name), []).append(number)
    return affiliations, members


def _pages(fields: Fields) -> str:
    first, last = fields.first("BP"), fields.first("EP")
    return page_range(first, last) if first else fields.first("AR")


def _funding(text: str) -> tuple[FundingRecord, ...]:
    """Return who paid, from `Funder [number, number]; Funder`."""
    found = _FUNDING.findall(_FUNDING_SOURCE.sub("", text))
    return funding_of((funder.strip(), map(str.strip, numbers.split(","))) for funder, numbers in found)
