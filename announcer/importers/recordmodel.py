"""What a record file may hold: every key, its type, and the limits of its values."""

import datetime as dt
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from announcer.core.identifiers import normal_doi, normal_orcid, normal_pmcid, normal_pmid, whole_link
from announcer.core.publication import LinkKind, PartialDate, PublicationType, Status
from announcer.patterns import lazy

_DATE = lazy(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LANGUAGE = r"^[a-z]{2,3}$"


def _partial_date(value: object) -> PartialDate:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return PartialDate(year=value.year, month=value.month, day=value.day)
    found = _DATE.fullmatch(str(value)) if isinstance(value, (str, int)) else None
    if not found:
        raise ValueError('expected "2023", "2023-04" or "2023-04-09"')
    year, month, day = (int(part) if part else None for part in found.groups())
    dt.date(year or 0, month or 1, day or 1)  # says what is wrong with 2023-02-30
    return PartialDate(year=year or 0, month=month, day=day)


def _number_as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _doi(value: str) -> str:
    return _identified(value, normal_doi(value), "a DOI, such as 10.5555/12345678")


def _pmid(value: str) -> str:
    return _identified(value, normal_pmid(value), "a PubMed identifier, such as 36906534")


def _pmcid(value: str) -> str:
    return _identified(value, normal_pmcid(value), "a PubMed Central identifier, such as PMC1234567")


def _orcid(value: str) -> str:
    return _identified(value, normal_orcid(value), "an ORCID iD, such as 0000-0002-1825-0097")


def _address(value: str) -> str:
    return _identified(value, whole_link(value), "a web address that begins with https:// or http://")


def _identified(value: str, normal: str, expected: str) -> str:
    if value.strip() and not normal:
        raise ValueError(f"expected {expected}")
    return normal


Digits = Annotated[str, BeforeValidator(_number_as_text)]
Address = Annotated[str, AfterValidator(_address)]


class _Table(BaseModel):
    """A table of a record; a key it does not name is a mistake to be told."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class AuthorRecord(_Table):
    """An author: `name` as printed, or `family` and `given`."""

    name: str = ""
    family: str = ""
    given: str = ""
    group: bool = False
    orcid: Annotated[str, AfterValidator(_orcid)] = ""
    affiliations: list[int] = []
    home: bool | None = None

    @model_validator(mode="after")
    def _named(self) -> "AuthorRecord":
        if not (self.name.strip() or self.family.strip()):
            raise ValueError("expected a name, or family and given")
        return self


class AffiliationRecord(_Table):
    """An affiliation; without a number it has its place in the list, counted from 1."""

    number: int | None = Field(default=None, ge=1)
    text: str = Field(min_length=1)
    home: bool | None = None


class SectionRecord(_Table):
    """A part of the abstract."""

    label: str = ""
    text: str


class AbstractRecord(_Table):
    """An abstract in parts."""

    sections: list[SectionRecord] = Field(min_length=1)
    copyright: str = ""


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


class RelatedRecord(_Table):
    """Another document, as the platform ranks it."""

    rank: int = Field(ge=0)
    title: str = Field(min_length=1)
    journal: str = ""
    year: int | None = Field(default=None, ge=1000, le=2999)


class TranslationRecord(_Table):
    """The record's words in a further language."""

    title: str = Field(min_length=1)
    authors: list[str] = []
    lay_summary: str = ""
    key_sentence: str = ""
    journal: str = ""
    keywords: list[str] = []


def _author(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _affiliation(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


def _abstract(value: object) -> object:
    return {"sections": [{"text": value}]} if isinstance(value, str) else value


def _member(kind: type[PublicationType] | type[Status]) -> BeforeValidator:
    def member(value: object) -> object:
        if isinstance(value, str) and value in list(kind):
            return kind(value)
        raise ValueError(f"expected one of {', '.join(kind)}")

    return BeforeValidator(member)


class PublicationRecord(_Table):
    """One publication as a person or another program writes it down."""

    title: str = Field(min_length=1)
    language: str = Field(default="", pattern=rf"{_LANGUAGE}|^$")
    type: Annotated[PublicationType, _member(PublicationType)] = PublicationType.ARTICLE
    status: Annotated[Status, _member(Status)] = Status.CURRENT
    doi: Annotated[str, AfterValidator(_doi)] = ""
    pmid: Annotated[Digits, AfterValidator(_pmid)] = ""
    pmcid: Annotated[str, AfterValidator(_pmcid)] = ""
    authors: list[Annotated[AuthorRecord, BeforeValidator(_author)]] = []
    affiliations: list[Annotated[AffiliationRecord, BeforeValidator(_affiliation)]] = []
    journal: str = ""
    volume: Digits = ""
    issue: Digits = ""
    pages: Digits = ""
    publisher: str = ""
    published: Annotated[PartialDate | None, BeforeValidator(_partial_date)] = None
    abstract: Annotated[AbstractRecord | None, BeforeValidator(_abstract)] = None
    lay_summary: str = ""
    key_sentence: str = ""
    keywords: list[str] = []
    open_access: bool | None = None
    links: LinksRecord = LinksRecord()
    related: list[RelatedRecord] = []
    translations: dict[Annotated[str, Field(pattern=_LANGUAGE)], TranslationRecord] = {}
    institution: str = ""
    platform: str = ""
    note: str = ""

    @field_validator("translations")
    @classmethod
    def _name_every_author(
        cls, translations: dict[str, TranslationRecord], info: ValidationInfo
    ) -> dict[str, TranslationRecord]:
        expected = len(info.data.get("authors", ()))  # not there if they are wrong themselves, which is told
        for code, translation in translations.items():
            given = len(translation.authors)
            if "authors" in info.data and given not in {0, expected}:
                raise ValueError(f"{code}.authors has {given} names, but the record has {expected} authors")
        return translations


def known_keys(path: tuple[int | str, ...]) -> tuple[str, ...]:
    """Return the keys that the table at `path` in a publication may have; none where there is no table."""
    model: Any = PublicationRecord
    tables = {
        "authors": AuthorRecord,
        "affiliations": AffiliationRecord,
        "abstract": AbstractRecord,
        "sections": SectionRecord,
        "links": LinksRecord,
        "related": RelatedRecord,
        "translations": TranslationRecord,
    }
    for key in path:
        model = tables.get(str(key), model)
    return tuple(model.model_fields)
