"""What a record file may hold: every key, its type, and the limits of its values."""

import datetime as dt
import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field

from announcer.core.publications.identifiers import (
    LONGEST_ADDRESS,
    normal_doi,
    normal_pmcid,
    normal_pmid,
    normal_ror,
    orcid_as_written,
    whole_link,
)
from announcer.core.publications.publication import (
    IdentifierScheme,
    LinkKind,
    PartialDate,
    PublicationStatus,
    PublicationType,
    RelationKind,
)
from announcer.core.publications.study import DESIGNS, SUBJECTS
from announcer.core.text.letters import language_code
from announcer.importers.fields.iranian_dates import from_iranian
from announcer.importers.limits import (
    LONGEST_IDENTIFIER,
    LONGEST_LINE,
    LONGEST_RAW_TEXT,
    MOST_ROWS,
    MOST_VALUES,
)

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _partial_date(value: object) -> PartialDate:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        value = value.isoformat()
    found = _DATE.fullmatch(str(value)) if isinstance(value, (str, int)) else None
    if not found:
        raise ValueError('expected "2023", "2023-04" or "2023-04-09"')
    year, month, day = (int(part) if part else 0 for part in found.groups())  # databases write 00 for "not known"
    if day and not month:
        raise ValueError("it has a day, but no month")
    if iranian := from_iranian(year, month, day):
        return iranian
    dt.date(year, month or 1, day or 1)  # says what is wrong with 2023-02-30
    return PartialDate(year=year, month=month or None, day=day or None)


def _number_as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _doi(value: str) -> str:
    return _identified(value, normal_doi(value), "a DOI, such as 10.5555/12345678")


def _pmid(value: str) -> str:
    return _identified(value, normal_pmid(value), "a PubMed identifier, such as 36906534")


def _pmcid(value: str) -> str:
    return _identified(value, normal_pmcid(value), "a PubMed Central identifier, such as PMC1234567")


def _orcid(value: str) -> str:
    return _identified(value, orcid_as_written(value), "an ORCID iD, such as 0000-0002-1825-0097")


def _address(value: str) -> str:
    return _identified(value, whole_link(value), "a web address that begins with https:// or http://")


def _ror(value: str) -> str:
    return _identified(value, normal_ror(value), "an identifier of ROR, such as https://ror.org/04waqzz56")


def _identified(value: str, normal: str, expected: str) -> str:
    if value.strip() and not normal:
        raise ValueError(f"expected {expected}")
    return normal


def _one_of(names: tuple[str, ...], value: object) -> object:
    if value not in names:
        raise ValueError(f"expected one of {', '.join(names)}")
    return value


def _abstract(value: object) -> object:
    return {"sections": [{"text": value}]} if isinstance(value, str) else value


def _as_member(kind: type[StrEnum], value: object) -> object:
    if isinstance(value, str) and value in list(kind):
        return kind(value)
    raise ValueError(f"expected one of {', '.join(kind)}")


Identifier = Annotated[str, Field(max_length=LONGEST_IDENTIFIER)]
Digits = Annotated[Identifier, BeforeValidator(_number_as_text)]
Address = Annotated[str, Field(max_length=LONGEST_ADDRESS), AfterValidator(_address)]
Line = Annotated[str, Field(max_length=LONGEST_LINE)]
Passage = Annotated[str, Field(max_length=LONGEST_RAW_TEXT)]
Values = Field(max_length=MOST_VALUES)
Rows = Field(max_length=MOST_ROWS)

Date = Annotated[PartialDate, BeforeValidator(_partial_date)]
Whole = Annotated[int, Field(strict=True)]
Flag = Annotated[bool, Field(strict=True)]
Language = Annotated[Identifier, AfterValidator(language_code)]
Words = Annotated[Passage, Field(min_length=1)]


class _Table:
    """What tables of a record have in common: a key that none of them names is a mistake."""

    __slots__ = ()
    __pydantic_config__: ClassVar = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorRecord(_Table):
    """An author: `name` as printed, or `family` and `given`."""

    name: Line = ""
    family: Line = ""
    given: Line = ""
    suffix: Line = ""
    group: Flag = False
    orcid: Annotated[Identifier, AfterValidator(_orcid)] = ""
    affiliations: Annotated[tuple[Whole, ...], Values] = ()
    home: Flag | None = None

    def __post_init__(self) -> None:
        """Refuse an author without a name."""
        if not (self.name.strip() or self.family.strip()):
            raise ValueError("expected a name, or family and given")


@dataclass(frozen=True, slots=True, kw_only=True)
class AffiliationRecord(_Table):
    """An affiliation; without a number it has its place in the list, counted from 1."""

    number: Annotated[Whole | None, Field(ge=1)] = None
    text: Annotated[Line, Field(min_length=1)]
    ror: Annotated[Identifier, AfterValidator(_ror)] = ""
    home: Flag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRecord(_Table):
    """A part of the abstract."""

    label: Line = ""
    text: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class AbstractRecord(_Table):
    """An abstract in parts."""

    sections: Annotated[tuple[SectionRecord, ...], Field(min_length=1, max_length=MOST_ROWS)]
    copyright: Passage = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesRecord(_Table):
    """When it came out online and on paper, and when it was accepted."""

    online: Date | None = None
    printed: Date | None = None
    accepted: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierRecord(_Table):
    """An identifier of a further kind."""

    scheme: Annotated[IdentifierScheme, BeforeValidator(partial(_as_member, IdentifierScheme))]
    value: Annotated[Identifier, Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRecord(_Table):
    """Another work, and how it stands to this one."""

    kind: Annotated[RelationKind, BeforeValidator(partial(_as_member, RelationKind))]
    doi: Annotated[Identifier, AfterValidator(_doi)] = ""
    pmid: Annotated[Digits, AfterValidator(_pmid)] = ""

    def __post_init__(self) -> None:
        """Refuse a relation to nothing."""
        if not (self.doi or self.pmid):
            raise ValueError("expected a DOI or a PMID")


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingRecord(_Table):
    """Who paid, with the numbers of the grants."""

    funder: Annotated[Line, Field(min_length=1)]
    awards: Annotated[tuple[Line, ...], Values] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeshRecord(_Table):
    """A medical subject heading."""

    term: Annotated[Line, Field(min_length=1)]
    major: Flag = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksRecord(_Table):
    """Web addresses by kind."""

    doi: Address = ""
    publisher: Address = ""
    pubmed: Address = ""
    page: Address = ""

    def by_kind(self) -> dict[LinkKind, str]:
        """Return the addresses that are given, the kind a post prefers first."""
        addresses = {kind: getattr(self, kind.value) for kind in LinkKind}
        return {kind: address for kind, address in addresses.items() if address}


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedRecord(_Table):
    """Another document, as the platform ranks it."""

    rank: Annotated[Whole, Field(ge=0)]
    title: Words
    journal: Line = ""
    year: Annotated[Whole | None, Field(ge=1000, le=2999)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyRecord(_Table):
    """What was studied and how, as a person says."""

    subject: Annotated[
        tuple[Annotated[str, BeforeValidator(partial(_one_of, SUBJECTS))], ...],
        BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
        Field(max_length=2),
    ] = ()
    design: Annotated[str, BeforeValidator(partial(_one_of, DESIGNS))] = ""
    people: Annotated[Whole | None, Field(ge=1)] = None


def _study(value: object) -> object:
    return {} if value == "none" else value


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationRecord(_Table):
    """The record's words in a further language; databases often have an abstract in one, and no title."""

    title: Words = ""
    authors: Annotated[tuple[Line, ...], Values] = ()
    lay_summary: Passage = ""
    key_sentence: Passage = ""
    journal: Line = ""
    keywords: Annotated[tuple[Line, ...], Rows] = ()
    abstract: Annotated[AbstractRecord | None, BeforeValidator(_abstract)] = None


def _author(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _affiliation(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRecord(_Table):
    """One publication as a person or another program writes it down."""

    title: Words
    title_is_translation: Flag = False
    language: Annotated[Identifier, AfterValidator(lambda code: code and language_code(code))] = ""
    type: Annotated[PublicationType, BeforeValidator(partial(_as_member, PublicationType))] = (
        PublicationType.ARTICLE
    )
    status: Annotated[PublicationStatus, BeforeValidator(partial(_as_member, PublicationStatus))] = (
        PublicationStatus.CURRENT
    )
    doi: Annotated[Identifier, AfterValidator(_doi)] = ""
    pmid: Annotated[Digits, AfterValidator(_pmid)] = ""
    pmcid: Annotated[Identifier, AfterValidator(_pmcid)] = ""
    identifiers: Annotated[tuple[IdentifierRecord, ...], Values] = ()
    authors: Annotated[tuple[Annotated[AuthorRecord, BeforeValidator(_author)], ...], Values] = ()
    authors_complete: Flag = True
    affiliations: Annotated[tuple[Annotated[AffiliationRecord, BeforeValidator(_affiliation)], ...], Values] = ()
    journal: Line = ""
    journal_short: Line = ""
    issn: Annotated[tuple[Identifier, ...], Values] = ()
    volume: Digits = ""
    issue: Digits = ""
    pages: Digits = ""
    publisher: Line = ""
    published: Date | None = None
    dates: DatesRecord = field(default_factory=DatesRecord)
    abstract: Annotated[AbstractRecord | None, BeforeValidator(_abstract)] = None
    lay_summary: Passage = ""
    key_sentence: Passage = ""
    study: Annotated[StudyRecord | None, BeforeValidator(_study)] = None
    keywords: Annotated[tuple[Line, ...], Rows] = ()
    mesh: Annotated[tuple[MeshRecord, ...], Values] = ()
    open_access: Flag | None = None
    licence: Address = ""
    relations: Annotated[tuple[RelationRecord, ...], Values] = ()
    funding: Annotated[tuple[FundingRecord, ...], Values] = ()
    trials: Annotated[tuple[Identifier, ...], Values] = ()
    links: LinksRecord = field(default_factory=LinksRecord)
    related: Annotated[tuple[RelatedRecord, ...], Rows] = ()
    translations: dict[Language, TranslationRecord] = field(default_factory=dict)
    institution: Line = ""
    platform: Line = ""
    note: Passage = ""
