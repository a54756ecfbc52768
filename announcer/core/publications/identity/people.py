"""Bring the authors of two records of one publication together: names of one, affiliations of the other."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from announcer.core.publications.names import family_and_initials
from announcer.core.publications.publication import Author, Publication
from announcer.core.text.letters import folded

Stays = Callable[[str], bool]
"""Tells of a field whether what is known of it is from a better source than the new record."""

_Person = tuple[tuple[str, str], int]
_WORD = re.compile(r"[^\W\d_]+")


def all_authors(known: Publication, new: Publication, stays: Stays) -> tuple[Author, ...]:
    """Return the richer list of names, each with what the other record knows of that author.

    Numbers of affiliations are those of the record whose affiliations are kept.
    """
    named = best_named(known, new, stays)
    other = dict(_persons((new if named is known else known).authors))
    is_placed = best_placed(known, new, stays) is named
    return tuple(
        _author(author, other.get(person), is_placed=is_placed) for person, author in _persons(named.authors)
    )


def best_named(known: Publication, new: Publication, stays: Stays) -> Publication:
    """Return the record whose list of names is kept: more of them, fewer of them initials, the better source."""
    first, second = (known, new) if stays("authors") else (new, known)
    return second if _names(second) > _names(first) else first


def _names(record: Publication) -> tuple[int, int, int]:
    """Return how many authors are named, how many with a given name written out, and how many with initials."""
    given = [author.given for author in record.authors]
    return len(given), sum(map(_is_written_out, given)), sum(map(bool, given))


def _is_written_out(given: str) -> bool:
    return any(len(word) > 1 and not word.isupper() for word in _WORD.findall(given))


def are_complete(known: Publication, new: Publication, number: int) -> bool:
    """Return whether one of the records says that so many authors are all there are."""
    return any(record.authors_complete and len(record.authors) == number for record in (known, new))


def best_placed(known: Publication, new: Publication, stays: Stays) -> Publication:
    """Return the record whose affiliations are kept: those of more authors, else of the better source."""
    first, second = (known, new) if stays("affiliations") else (new, known)
    if not (first.affiliations and second.affiliations):
        return first if first.affiliations else second if second.affiliations else new
    mine, theirs = _placement(first), _placement(second)
    is_fuller = len(second.affiliations) > len(first.affiliations)
    return second if theirs > mine or (theirs == mine == 0 and is_fuller) else first


def _placement(record: Publication) -> int:
    """Return how many authors have an affiliation."""
    return sum(bool(author.affiliations) for author in record.authors)


def _persons(authors: Sequence[Author]) -> Iterator[tuple[_Person, Author]]:
    """Yield each author with what every source knows one by: family name, first initial, which of that name."""
    met: Counter[tuple[str, str]] = Counter()
    for author in authors:
        family, given = (author.family, author.given) if author.family else family_and_initials(author.name)
        name = folded(family), folded(given)[:1]
        yield (name, met[name]), author
        met[name] += 1


def _author(author: Author, other: Author | None, *, is_placed: bool) -> Author:
    if other is None:
        return author if is_placed else replace(author, affiliations=())
    spelled = other if other.given and not author.given else author
    placed = author if is_placed else other
    return replace(
        author,
        name=spelled.name,
        family=spelled.family,
        given=spelled.given,
        suffix=author.suffix or other.suffix,
        orcid=author.orcid or other.orcid,
        affiliations=placed.affiliations,
        is_home=author.is_home or other.is_home or placed.is_home,
    )
