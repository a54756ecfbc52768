"""Decide when two records are of one publication."""

from collections.abc import Collection, Iterator
from enum import StrEnum
from hashlib import sha256
from itertools import chain
from typing import NamedTuple

from announcer.core.publications.editorial_notices import is_graver
from announcer.core.publications.identifiers import of_all_versions
from announcer.core.publications.identity.likeness import are_alike
from announcer.core.publications.identity.near_titles import near_parts
from announcer.core.publications.identity.profiles import (
    Profile,
    authors_differ,
    journals_differ,
    profile_of,
    stand_in_one_place,
    years_apart,
)
from announcer.core.publications.identity.relations import TOLD_TO_BOTH
from announcer.core.publications.publication import Publication

TELLING = 20
"""Letters that a title must have to prove something by itself: many papers are called `Editorial`."""


class IdentifierKind(StrEnum):
    """What a publication can be found by; the first ones say most."""

    DOI = "doi"
    PMID = "pmid"
    PMCID = "pmcid"
    OPENALEX = "openalex"
    SCOPUS = "scopus"
    WEB_OF_SCIENCE = "web-of-science"
    ARXIV = "arxiv"
    HANDLE = "handle"
    REPOSITORY = "repository"
    """What databases and repositories call it, as in IdentifierScheme."""
    PAGE = "page"
    """The address of its page on the platform."""
    TITLE = "title"
    """A digest of its title; publications of one title share it."""
    RELATED_DOI = "related-doi"
    RELATED_PMID = "related-pmid"
    """Another work that it names, such as the paper that it retracts; proves nothing of itself."""
    NEAR = "near"
    """A digest of the first author and some of the title; what shares it may be the same, and a person decides."""


class Identifier(NamedTuple):
    """Something that a publication can be found by, in one spelling. Several publications may share one."""

    kind: IdentifierKind
    value: str


def identifiers(publication: Publication) -> frozenset[Identifier]:
    """Return everything that shows which publication it is."""
    return identifiers_of(profile_of(publication))


def identifiers_of(record: Profile) -> frozenset[Identifier]:
    """Return what `identifiers` does."""
    numbers = (
        (IdentifierKind.DOI, record.doi),
        (IdentifierKind.PMID, record.pmid),
        (IdentifierKind.PMCID, record.pmcid),
        (IdentifierKind.PAGE, record.page),
    )
    further = ((IdentifierKind(each.scheme.value), each.value) for each in record.numbers)
    titles = ((IdentifierKind.TITLE, _digest(key)) for key in record.title_keys)
    return frozenset(Identifier(kind, value) for kind, value in chain(numbers, further, titles) if value)


def search_keys(publication: Publication) -> frozenset[Identifier]:
    """Return what a publication is kept under beside its identifiers: works it names, and what may be the same."""
    return frozenset(chain(_named_works(publication), _near(profile_of(publication))))


def all_keys(publication: Publication) -> frozenset[Identifier]:
    """Return everything that a publication is kept under."""
    record = profile_of(publication)
    return identifiers_of(record).union(_named_works(publication), _near(record))


def _named_works(publication: Publication) -> Iterator[Identifier]:
    for relation in publication.relations:
        if relation.kind not in TOLD_TO_BOTH:
            continue
        if relation.doi:
            yield Identifier(IdentifierKind.RELATED_DOI, relation.doi)
        if relation.pmid:
            yield Identifier(IdentifierKind.RELATED_PMID, relation.pmid)


def _near(record: Profile) -> Iterator[Identifier]:
    """Yield keys that a slip, a plural or a word more in the title leaves as they are."""
    if len(record.title) < TELLING or record.is_notice:
        return
    for part in near_parts(record.words):
        yield Identifier(IdentifierKind.NEAR, _digest(f"{record.first_author}\n{part}"))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]


def is_same(one: Publication, other: Publication, shared: Collection[IdentifierKind] = ()) -> bool:
    """Return whether both records are of one publication; see `are_same`."""
    return are_same(profile_of(one), profile_of(other), shared)


def are_same(one: Profile, other: Profile, shared: Collection[IdentifierKind] = ()) -> bool:
    """Return whether both records are of one publication.

    The first of DOI, PMID and PMCID that both have decides: a preprint and its article are often named alike. The
    same DOI, of a preprint in any version, proves it only if the titles are alike, too. Where none decides, a
    preprint in one and a paper in the other are two publications, unless the journal is the same. The same page or
    number of a database with like titles proves it, or the same title, unless authors, journal, volume or first
    page differ, or the years by more than one; a short title needs an author and a journal or year in common, or
    all of these the same. A notice is never taken for the paper of its title.

    `shared` are kinds of identifiers that they share by other records of theirs.
    """
    decided = _decided(one, other, shared)
    if decided is not None:
        return decided
    if one.is_notice != other.is_notice or are_preprint_and_paper(one, other):
        return False
    if _share_a_number(one, other, shared) and _are_alike(one, other, shared):
        return True
    same_title = IdentifierKind.TITLE in shared or bool(one.title_keys & other.title_keys)
    return same_title and not _lie_apart(one, other) and (_is_telling(one, other) or _stand_close(one, other))


def may_be_titled_alike(one: Profile, other: Profile) -> bool:
    """Return whether the titles may be of one publication; in two languages nothing can be said against it."""
    if one.is_untitled or other.is_untitled:
        return True
    codes = one.titles.keys() & other.titles.keys()
    return not codes or any(are_alike(one.titles[code], other.titles[code]) for code in codes)


def are_preprint_and_paper(one: Profile, other: Profile) -> bool:
    """Return whether one record is of a preprint and the other is not; sources may not know a preprint for one."""
    if one.is_preprint == other.is_preprint:
        return False
    return not (one.journal and other.journal) or journals_differ(one, other)


def _decided(one: Profile, other: Profile, shared: Collection[IdentifierKind]) -> bool | None:
    """Return what the first of DOI, PMID and PMCID that both have says; None where there is none."""
    for kind in (IdentifierKind.DOI, IdentifierKind.PMID, IdentifierKind.PMCID):
        mine, theirs = getattr(one, kind.value), getattr(other, kind.value)
        if kind is IdentifierKind.DOI and (one.is_preprint or other.is_preprint):
            mine, theirs = of_all_versions(mine), of_all_versions(theirs)
        equal = kind in shared or bool(mine and mine == theirs)
        if equal and (kind is not IdentifierKind.DOI or _are_alike(one, other, shared)):
            return True
        if mine and theirs and not equal:
            return False
    return None


def _are_alike(one: Profile, other: Profile, shared: Collection[IdentifierKind]) -> bool:
    return IdentifierKind.TITLE in shared or may_be_titled_alike(one, other)


def _share_a_number(one: Profile, other: Profile, shared: Collection[IdentifierKind]) -> bool:
    same_page = bool(one.page) and one.page == other.page
    return same_page or bool(one.numbers & other.numbers) or not _NUMBERS.isdisjoint(shared)


_NUMBERS = frozenset(IdentifierKind) - {
    IdentifierKind.DOI,
    IdentifierKind.PMID,
    IdentifierKind.PMCID,
    IdentifierKind.TITLE,
    IdentifierKind.RELATED_DOI,
    IdentifierKind.RELATED_PMID,
    IdentifierKind.NEAR,
}


def _is_telling(one: Profile, other: Profile) -> bool:
    """Return whether a title that both have is long enough not to stand over other papers, too."""
    shared = (one.title_keys & other.title_keys) or one.title_keys | other.title_keys
    return max(map(len, shared), default=0) >= TELLING


def _stand_close(one: Profile, other: Profile) -> bool:
    """Return whether they have an author in common, and a journal or year; or say nothing that differs."""
    if one.facts == other.facts:
        return True
    same_journal = bool(one.journal and other.journal) and not journals_differ(one, other)
    same_year = one.year is not None and one.year == other.year
    return bool(one.names & other.names) and (same_journal or same_year)


def _lie_apart(one: Profile, other: Profile) -> bool:
    """Return whether something is known that two records of one publication would not differ in.

    Where volume and first page are the same, the journal is, however it is written.
    """
    facts = ((one.volume, other.volume), (one.first_page, other.first_page))
    return (
        any(mine != theirs for mine, theirs in facts if mine and theirs)
        or (journals_differ(one, other) and not stand_in_one_place(one, other))
        or authors_differ(one, other)
        or years_apart(one, other) > 1
    )


class Known:
    """The records met so far, each with a name by which it can be pointed to."""

    def __init__(self) -> None:
        self._by_identifier: dict[Identifier, list[tuple[Publication, Profile, str]]] = {}

    def find(self, publication: Publication) -> str:
        """Return the name of the first record met that is of the same publication; empty if there is none.

        A record that reports a retraction or a concern is never passed over for one that does not.
        """
        record = profile_of(publication)
        keys = sorted(identifiers_of(record))
        met = (row for key in keys for row in self._by_identifier.get(key, ()) if are_same(record, row[1]))
        return next((name for other, _, name in met if not is_graver(publication, other)), "")

    def add(self, publication: Publication, name: str) -> None:
        """Remember the record under a name that is not empty."""
        record = profile_of(publication)
        for each in identifiers_of(record):
            self._by_identifier.setdefault(each, []).append((publication, record, name))
