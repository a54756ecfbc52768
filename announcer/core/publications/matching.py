"""Decide when two records are of one publication."""

import re
from collections.abc import Collection
from enum import StrEnum
from hashlib import sha256
from itertools import chain
from typing import NamedTuple

from announcer.core.publications.editorial_notices import bare_title, is_graver, is_notice, is_untitled
from announcer.core.publications.identifiers import of_all_versions
from announcer.core.publications.publication import LinkKind, Publication, PublicationType
from announcer.core.text.letters import folded

ALIKE = 0.7
"""How similar two titles under one DOI must be; a book's DOI stands in the records of all its chapters."""
BEGINNING = 20
"""Letters that one title must have to count as the beginning of another; `Introduction` proves nothing."""
TELLING = 20
"""Letters that a title must have to prove something by itself: many papers are called `Editorial`."""

SHORTEST_NAME = 3
"""Letters; shorter words of a name are initials or may be."""

_ADDRESS = re.compile(r"https?://([^/?#]+)([^#]*)", re.IGNORECASE)
_LEFT_OUT = frozenset({"of", "the", "and", "for", "in", "on"})
"""Words that abbreviations of journals leave out."""


class IdentifierKind(StrEnum):
    """What a publication can be found by."""

    DOI = "doi"
    PMID = "pmid"
    PMCID = "pmcid"
    OPENALEX = "openalex"
    """Kept free: no record has one yet."""
    PAGE = "page"
    """The address of its page on the platform."""
    TITLE = "title"
    """A digest of its title; publications of one title share it."""


class Identifier(NamedTuple):
    """Something that a publication can be found by, in one spelling. Several publications may share one."""

    kind: IdentifierKind
    value: str


def identifiers(publication: Publication) -> frozenset[Identifier]:
    """Return everything that the publication can be found by."""
    numbers = (
        (IdentifierKind.DOI, publication.doi),
        (IdentifierKind.PMID, publication.pmid),
        (IdentifierKind.PMCID, publication.pmcid),
        (IdentifierKind.PAGE, _page(publication)),
    )
    titles = ((IdentifierKind.TITLE, sha256(key.encode()).hexdigest()[:32]) for key in _title_keys(publication))
    return frozenset(Identifier(kind, value) for kind, value in chain(numbers, titles) if value)


def is_same(one: Publication, other: Publication, shared: Collection[IdentifierKind] = ()) -> bool:
    """Return whether both records are of one publication.

    The first of DOI, PMID and PMCID that both have decides: a preprint and its article are often named alike. The
    same DOI, of a preprint in any version, proves it only if the titles are alike, too. Where none decides, the
    same page with like titles proves it, or the same title, unless authors, journal, volume or first page differ,
    or the years by more than one; a short title needs an author and a journal or year in common, or all of these
    the same. A notice is never taken for the paper of its title.

    `shared` are kinds of identifiers that they share by other records of theirs.
    """
    alike = IdentifierKind.TITLE in shared or _are_alike(one, other)
    for kind in (IdentifierKind.DOI, IdentifierKind.PMID, IdentifierKind.PMCID):
        mine, theirs = getattr(one, kind.value), getattr(other, kind.value)
        if kind is IdentifierKind.DOI and PublicationType.PREPRINT in {one.type, other.type}:
            mine, theirs = of_all_versions(mine), of_all_versions(theirs)
        equal = kind in shared or bool(mine and mine == theirs)
        if equal and (kind is not IdentifierKind.DOI or alike):
            return True
        if mine and theirs and not equal:
            return False
    if is_notice(one) != is_notice(other):
        return False
    same_page = IdentifierKind.PAGE in shared or bool(_page(one) and _page(one) == _page(other))
    same_title = IdentifierKind.TITLE in shared or bool(_title_keys(one) & _title_keys(other))
    if same_page and alike:
        return True
    return same_title and not _lie_apart(one, other) and (_is_telling(one, other) or _stand_close(one, other))


def similarity(one: str, other: str) -> float:
    """Return how much two texts have in common, from 0 to 1.

    It is twice the length of their longest common subsequence over both lengths (Hyyrö 2004: a row of the table is
    one whole number, a bit for each letter).
    """
    places: dict[str, int] = {}
    for place, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << place
    row = everywhere = (1 << len(one)) - 1
    for letter in other:
        hits = row & places.get(letter, 0)
        row = (row + hits | row - hits) & everywhere
    return 2 * (len(one) - row.bit_count()) / (len(one) + len(other) or 1)


def _are_alike(one: Publication, other: Publication) -> bool:
    """Return whether the titles may be of one publication; in two languages nothing can be said against it."""
    mine, theirs = _titles(one), _titles(other)
    if is_untitled(one) or is_untitled(other):
        return True
    pairs = [(_key(mine[code]), _key(theirs[code])) for code in mine.keys() & theirs.keys()]
    return not pairs or any(_is_cut(*pair) or similarity(*pair) >= ALIKE for pair in pairs)


def _is_cut(one: str, other: str) -> bool:
    """Return whether one title is the beginning of the other, as where a source leaves out the subtitle."""
    short, long = sorted((one, other), key=len)
    return len(short) >= BEGINNING and long.startswith(short)


def _titles(publication: Publication) -> dict[str, str]:
    """Return the title in each language it is known in, without marks such as `RETRACTED:`."""
    titles = {code: words.title.plain for code, words in publication.translations.items()}
    titles[publication.language] = publication.title.plain
    return {code: bare_title(title) for code, title in titles.items()}


def _title_keys(publication: Publication) -> frozenset[str]:
    """Return the titles for comparing; a notice's title keeps its mark, so that it is not its paper's."""
    titles = [publication.title.plain] if is_notice(publication) else _titles(publication).values()
    return frozenset(filter(None, map(_key, titles)))


def _key(title: str) -> str:
    """Return a title for comparing: sources differ in accents, case, hyphens and spaces."""
    return folded(title).replace(" ", "")


def _page(publication: Publication) -> str:
    """Return the address of the platform's page in one spelling; empty where none, or only its host, is known."""
    found = _ADDRESS.match(publication.link(LinkKind.PAGE))
    path = found[2].rstrip("/") if found else ""
    return f"{found[1].lower()}{path}" if found and path else ""


def _is_telling(one: Publication, other: Publication) -> bool:
    """Return whether a title that both have is long enough not to stand over other papers, too."""
    shared = (_title_keys(one) & _title_keys(other)) or _title_keys(one) | _title_keys(other)
    return max(map(len, shared), default=0) >= TELLING


def _stand_close(one: Publication, other: Publication) -> bool:
    """Return whether they have an author in common, and a journal or year; or say nothing that differs."""
    if _facts(one) == _facts(other):
        return True
    same_journal = bool(one.journal and other.journal) and not _journals_differ(one, other)
    same_year = one.published and other.published and one.published.year == other.published.year
    return bool(_name_words(one) & _name_words(other)) and bool(same_journal or same_year)


def _facts(publication: Publication) -> tuple[object, ...]:
    authors = tuple(author.name for author in publication.authors)
    return authors, publication.journal, publication.published, publication.volume, publication.pages


def _name_words(publication: Publication) -> frozenset[str]:
    """Return the words of the authors' names without initials: sources order and shorten names in many ways."""
    words = (word for author in publication.authors for word in folded(author.name).split())
    return frozenset(word for word in words if len(word) >= SHORTEST_NAME)


def _authors_differ(one: Publication, other: Publication) -> bool:
    """Return whether both name authors, in one language, and not a word of their names is the same."""
    mine, theirs = _name_words(one), _name_words(other)
    return one.language == other.language and bool(mine and theirs) and not mine & theirs


def _lie_apart(one: Publication, other: Publication) -> bool:
    """Return whether something is known that two records of one publication would not differ in."""
    facts = (
        (folded(one.volume), folded(other.volume)),
        (_first_page(one), _first_page(other)),
    )
    return (
        any(mine != theirs for mine, theirs in facts if mine and theirs)
        or _journals_differ(one, other)
        or _authors_differ(one, other)
        or bool(one.published and other.published and abs(one.published.year - other.published.year) > 1)
    )


def _first_page(publication: Publication) -> str:
    return next(iter(folded(publication.pages).split()), "")


def _journals_differ(one: Publication, other: Publication) -> bool:
    """Return whether the names are of two journals; an abbreviation, such as `J Sleep Res`, is not another name."""
    mine, theirs = (
        [word for word in folded(name).split() if word not in _LEFT_OUT] for name in (one.journal, other.journal)
    )
    if not (mine and theirs) or one.language != other.language:
        return False
    pairs = list(zip(mine, theirs, strict=False))
    return len(mine) != len(theirs) or not all(a.startswith(b) or b.startswith(a) for a, b in pairs)


class Known:
    """The records met so far, each with a name by which it can be pointed to."""

    def __init__(self) -> None:
        self._by_identifier: dict[Identifier, list[tuple[Publication, str]]] = {}

    def find(self, publication: Publication) -> str:
        """Return the name of the first record met that is of the same publication; empty if there is none.

        A record that reports a retraction or a concern is never passed over for one that does not.
        """
        keys = sorted(identifiers(publication))
        met = (row for key in keys for row in self._by_identifier.get(key, ()) if is_same(publication, row[0]))
        return next((name for other, name in met if not is_graver(publication, other)), "")

    def add(self, publication: Publication, name: str) -> None:
        """Remember the record under a name that is not empty."""
        for each in identifiers(publication):
            self._by_identifier.setdefault(each, []).append((publication, name))
