"""A publication: the record that text, card and alt text are made from.

Field names follow CSL-JSON where it has one; the rest is what announcing needs and CSL lacks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from announcer.core.text.richtext import Rich


class PublicationType(StrEnum):
    """What kind of record this is; notices are never announced as papers."""

    ARTICLE = "article"
    REVIEW = "review"
    CASE_REPORT = "case-report"
    EDITORIAL = "editorial"
    LETTER = "letter"
    PREPRINT = "preprint"
    BOOK = "book"
    CHAPTER = "chapter"
    DATASET = "dataset"
    CORRECTION_NOTICE = "correction-notice"
    RETRACTION_NOTICE = "retraction-notice"
    OTHER = "other"


class PublicationStatus(StrEnum):
    """What has happened to the publication since it came out."""

    CURRENT = "current"
    CORRECTED = "corrected"
    CONCERN = "concern"
    RETRACTED = "retracted"


class LinkKind(StrEnum):
    """Where a link leads, in the order in which a post prefers them."""

    DOI = "doi"
    PUBLISHER = "publisher"
    PUBMED = "pubmed"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PartialDate:
    """A date as precise as its source: a year, a year and month, or a day. Never padded.

    `given` is how the source gives it where that is by another calendar; it is not stored.
    """

    year: int
    month: int | None = None
    day: int | None = None
    given: str = field(default="", compare=False, repr=False)

    def isoformat(self) -> str:
        """Return `2023`, `2023-04` or `2023-04-09` (ISO 8601, as precise as known)."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """When it came out in each form; CSL-JSON has `issued` alone, which is `Publication.published` here."""

    online: PartialDate | None = None
    printed: PartialDate | None = None
    accepted: PartialDate | None = None


class IdentifierScheme(StrEnum):
    """Kinds of identifiers beside DOI, PMID and PMCID, which have fields of their own."""

    OPENALEX = "openalex"
    SCOPUS = "scopus"
    """An EID, such as 2-s2.0-85149999999."""
    WEB_OF_SCIENCE = "web-of-science"
    ARXIV = "arxiv"
    ISBN = "isbn"
    HANDLE = "handle"
    REPOSITORY = "repository"
    """What a repository calls it, such as oai:zenodo.org:12345."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class OtherIdentifier:
    """An identifier of one of the further kinds."""

    scheme: IdentifierScheme
    value: str


class RelationKind(StrEnum):
    """How another work stands to this one, as read from this one: `preprint` is the work's preprint."""

    PREPRINT = "preprint"
    ARTICLE = "article"
    """The article that a preprint has become."""
    CORRECTS = "corrects"
    RETRACTS = "retracts"
    CONCERNS = "concerns"
    """What this notice is about: a correction, a retraction, an expression of concern."""
    CORRECTED_BY = "corrected-by"
    RETRACTED_BY = "retracted-by"
    CONCERNED_BY = "concerned-by"
    """The notice about this work."""
    COMMENTS_ON = "comments-on"
    REVIEWS = "reviews"
    PART_OF = "part-of"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Relation:
    """Another work by its DOI or PMID, at least one of them."""

    kind: RelationKind
    doi: str = ""
    pmid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """Who paid, with the numbers of the grants."""

    funder: str
    awards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeshTerm:
    """A heading of NLM's Medical Subject Headings; `is_major` marks what the paper is mainly about."""

    term: str
    is_major: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """An institution as printed in the record; `number` is the one authors refer to.

    `ror` is its identifier in the Research Organization Registry, nine characters; `matched_by` is what of the
    site's settings told whether it is ours.
    """

    number: int
    text: str
    is_home: bool | None = None
    ror: str = ""
    matched_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A person or a group; `name` is how the source spells it.

    `is_home` is True for one of ours, False for one who is not, None where it is not known.
    """

    name: str
    family: str = ""
    given: str = ""
    suffix: str = ""
    is_group: bool = False
    orcid: str = ""
    affiliations: tuple[int, ...] = ()
    is_home: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of an abstract; `label` is empty where the abstract has no headings."""

    text: Rich
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstract:
    """An abstract; its copyright line is not part of the sections."""

    sections: tuple[Section, ...]
    copyright: str = ""

    @property
    def plain(self) -> str:
        """The sections' text without styles, labels as `Label: `, one space between sections."""
        return " ".join(
            f"{part.label}: {part.text.plain}" if part.label else part.text.plain for part in self.sections
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A web address of the publication."""

    kind: LinkKind
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another document that the platform's page lists with this one."""

    rank: int
    title: str
    journal: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The record's words in a further language; what is empty, the title too, is taken from the publication.

    `authors` are the authors' names as that language writes them, one for each, in the record's order.
    """

    title: Rich
    authors: tuple[str, ...] = ()
    lay_summary: str = ""
    key_sentence: str = ""
    journal: str = ""
    keywords: tuple[str, ...] = ()
    abstract: Abstract | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedStudy:
    """What a person says that was studied and how, in place of what is read off the record; empty for nothing.

    Names are those of templates/phrases without `study_`: `mice`, `cohort`.
    """

    subjects: tuple[str, ...] = ()
    design: str = ""
    people: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One publication, cleaned; `language` is that of its title (BCP 47 primary subtag).

    `institution` and `platform` are what the source's own page calls them, if it does.
    `note` is a remark for the editor, such as that the record is a made-up example.
    `title_is_translation`: the paper has its title in another language; `translations` has it if the source does.
    `authors_complete` is False where the source names only some. `licence` is the address of a Creative Commons
    licence of the version of record; `journal_short` the journal's abbreviation, `issn` its numbers; `trials` are
    registration numbers of clinical trials.
    """

    title: Rich
    title_is_translation: bool = False
    language: str = "en"
    type: PublicationType = PublicationType.ARTICLE
    status: PublicationStatus = PublicationStatus.CURRENT
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    identifiers: tuple[OtherIdentifier, ...] = ()
    authors: tuple[Author, ...] = ()
    authors_complete: bool = True
    affiliations: tuple[Affiliation, ...] = ()
    journal: str = ""
    journal_short: str = ""
    issn: tuple[str, ...] = ()
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    published: PartialDate | None = None
    dates: Dates = Dates()
    abstract: Abstract | None = None
    lay_summary: str = ""
    key_sentence: str = ""
    study: StatedStudy | None = None
    keywords: tuple[str, ...] = ()
    mesh: tuple[MeshTerm, ...] = ()
    open_access: bool | None = None
    licence: str = ""
    relations: tuple[Relation, ...] = ()
    funding: tuple[Funding, ...] = ()
    trials: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    related: tuple[Related, ...] = ()
    translations: Mapping[str, Translation] = field(default_factory=dict)
    institution: str = ""
    platform: str = ""
    note: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages the record has a title in, its own first."""
        others = (code for code, words in self.translations.items() if words.title)
        return (self.language, *(code for code in others if code != self.language))

    def words(self, language: str) -> Translation:
        """Return the record's words in that language, the record's own where it has none."""
        own = Translation(
            title=self.title,
            lay_summary=self.lay_summary,
            key_sentence=self.key_sentence,
            journal=self.journal,
            keywords=self.keywords,
        )
        there = self.translations.get(language, own)
        return Translation(
            **{item.name: getattr(there, item.name) or getattr(own, item.name) for item in fields(own)}
        )

    @property
    def home_authors(self) -> tuple[Author, ...]:
        """The authors known to be the institution's own."""
        return tuple(author for author in self.authors if author.is_home)

    def link(self, kind: LinkKind) -> str:
        """Return the record's address of that kind, or an empty string."""
        return next((link.url for link in self.links if link.kind is kind), "")
