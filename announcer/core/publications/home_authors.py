"""Tell our own authors and departments from others, by their affiliations."""

import re
from dataclasses import replace

from announcer.core.publications.institution import Institution
from announcer.core.publications.publication import Affiliation, Author, Publication
from announcer.core.text.letters import folded

_COMMA = re.compile(r"[,،;؛]")


def with_home_authors(publication: Publication, institution: Institution) -> Publication:
    """Return the record with `is_home` set on affiliations and authors.

    An affiliation is ours if it holds one of the institution's `home` phrases and none of its `not_home` ones,
    whatever the case, accents and punctuation. An author is ours with any affiliation of ours, not ours with none,
    and unknown without affiliations. What the record itself says about an author or an affiliation is kept.
    """
    affiliations = tuple(_judged(affiliation, institution) for affiliation in publication.affiliations)
    ours = {affiliation.number: affiliation.is_home for affiliation in affiliations}
    authors = tuple(_judged_author(author, ours) for author in publication.authors)
    return replace(publication, affiliations=affiliations, authors=authors)


def is_home(affiliation: str, institution: Institution) -> bool:
    """Return whether the affiliation, as printed, is the institution's own."""
    words = f" {folded(affiliation)} "
    return _has_any(words, institution.home) and not _has_any(words, institution.not_home)


def department(publication: Publication) -> str:
    """Return the department of the first home author that has one, folded for comparing; empty if none is known.

    It is what stands before the first comma of that author's home affiliation. Departments take turns in posting.
    """
    texts = {each.number: each.text for each in publication.affiliations if each.is_home}
    named = (
        _COMMA.split(texts[number])[0]
        for author in publication.authors
        if author.is_home is not False
        for number in author.affiliations
        if number in texts
    )
    return next((folded(name).strip() for name in named if name.strip()), "")


def _has_any(words: str, phrases: tuple[str, ...]) -> bool:
    return any(f" {phrase} " in words for phrase in map(folded, phrases) if phrase)


def _judged(affiliation: Affiliation, institution: Institution) -> Affiliation:
    if affiliation.is_home is not None:
        return affiliation
    return replace(affiliation, is_home=is_home(affiliation.text, institution))


def _judged_author(author: Author, ours: dict[int, bool | None]) -> Author:
    known = [ours[number] for number in author.affiliations if number in ours]
    if author.is_home is not None or not known:
        return author
    return replace(author, is_home=any(known))
