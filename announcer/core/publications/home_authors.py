"""Tell our own authors, departments and faculties from others, by their affiliations."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from announcer.core.publications.institution import Handle, Institution
from announcer.core.publications.publication import Affiliation, Author, Publication
from announcer.core.text.letters import folded

_COMMA = re.compile(r"[,،;؛]")
_PART = re.compile("[;؛]")
"""What databases put between the affiliations of one author."""
_ORGANISATIONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"universi|\buniv\b|دانشگاه",
        r"institut|\binst\b|college|academy|پژوهشگاه|موسسه",
        r"hospital|\bhosp\b|clinic|cent(?:er|re)|ministry|compan|بیمارستان|مرکز",
    )
)
"""What the name of an organisation has, the largest kind first."""
_UNIT = re.compile(r"^\W*(?:department|dept|school|faculty|division|گروه|دانشکده)\b", re.IGNORECASE)
_Span = tuple[int, int]
_MOST_PLACES = 50
"""So often a phrase is looked for in one affiliation: each place of one kind is compared with each of the other."""


class Judgement(NamedTuple):
    """Whether an affiliation is ours: yes, no, or None where it is doubtful; and by what of the settings."""

    is_home: bool | None
    matched_by: str = ""


def with_home_authors(publication: Publication, institution: Institution) -> Publication:
    """Return the record with `is_home` and `matched_by` set on affiliations, and `is_home` on authors.

    Affiliations are judged as `judged` does. An author is ours with any affiliation of ours, not ours with none,
    and unknown without affiliations or where one of them is doubtful. What the record itself says about an author
    or an affiliation is kept.
    """
    affiliations = tuple(_judged_affiliation(affiliation, institution) for affiliation in publication.affiliations)
    ours = {affiliation.number: affiliation.is_home for affiliation in affiliations}
    authors = tuple(_judged_author(author, ours) for author in publication.authors)
    return replace(publication, affiliations=affiliations, authors=authors)


def is_home(affiliation: str, institution: Institution) -> bool:
    """Return whether the affiliation, as printed, is the institution's own beyond doubt."""
    return judged(affiliation, institution).is_home is True


def judged(affiliation: str, institution: Institution, ror: str = "") -> Judgement:
    """Return whether an affiliation, as printed, is ours.

    It is ours if it holds one of the institution's `home` phrases and none of its `not_home` ones, whatever the
    case, accents and punctuation. A phrase that is only part of a longer one of the other kind does not count:
    `University of Isfahan` in `Medical University of Isfahan`. Where neither stands in it, one of `doubtful` makes
    it doubtful. Of several affiliations in one text, parted by semicolons, one of ours is enough. `ror` is the
    identifier that the source gives: ours makes the affiliation ours, but doubtful where a `not_home` phrase
    contradicts it; another's settles what would be doubtful.
    """
    found = [_judged_part(part, institution) for part in _PART.split(affiliation)]
    ours = next((one for one in found if one.is_home), None)
    doubtful = next((one for one in found if one.is_home is None), None)
    against = next((one for one in found if one.is_home is False and one.matched_by), None)
    if ours:
        return ours
    if ror and ror in institution.rors:
        if against:
            return Judgement(is_home=None, matched_by=f"ror: {ror}, but {against.matched_by}")
        return Judgement(is_home=True, matched_by=f"ror: {ror}")
    if doubtful and ror and institution.rors:
        return Judgement(is_home=False, matched_by=f"ror: {ror}, another institution")
    return doubtful or against or Judgement(is_home=False)


def department(publication: Publication, departments: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """Return the department of the first home author that has one, folded for comparing; empty if none is known.

    It is the one of the site's `departments` whose phrase stands in that author's home affiliation, or what stands
    before the first comma of it. Departments take turns in posting.
    """
    texts = _home_affiliations(publication)
    names = (next(_units(text, departments or {}), "") or _COMMA.split(text)[0] for text in texts)
    return next((folded(name).strip() for name in names if name.strip()), "")


def faculties(publication: Publication, institution: Institution) -> tuple[str, ...]:
    """Return the site's faculties that home authors belong to, by their affiliations, in the authors' order."""
    texts = _home_affiliations(publication)
    return tuple(dict.fromkeys(name for text in texts for name in _units(text, institution.faculties)))


def handles(publication: Publication, institution: Institution) -> Mapping[int, Handle]:
    """Return what is known of home authors' handles, by the author's place in the record, from 0.

    Nothing is guessed: an entry with an ORCID iD is of the author who has it, another of the one home author with
    exactly its name.
    """
    found: dict[int, Handle] = {}
    for entry in institution.handles:
        places = [place for place, author in enumerate(publication.authors) if _is_person(author, entry)]
        if len(places) == 1:
            found[places[0]] = entry
    return found


def organisation(affiliation: str) -> str:
    """Return the part of an affiliation that names the university, institute or hospital; else the whole."""
    parts = [part.strip(" .") for part in _COMMA.split(affiliation) if part.strip(" .")]
    for kind in _ORGANISATIONS:
        named = [part for part in parts if kind.search(part) and not _UNIT.search(part)]
        if named:
            return named[-1]
    return " ".join(affiliation.split())


# -- affiliations --------------------------------------------------------------------------------------------------


def _judged_affiliation(affiliation: Affiliation, institution: Institution) -> Affiliation:
    if affiliation.is_home is not None:
        return affiliation
    found = judged(affiliation.text, institution, affiliation.ror)
    return replace(affiliation, is_home=found.is_home, matched_by=found.matched_by)


def _judged_part(text: str, institution: Institution) -> Judgement:
    words = f" {folded(text)} "
    home = list(_spans(words, institution.home))
    others = list(_spans(words, institution.not_home))
    against = next((phrase for phrase, span in others if not _lies_within(span, home)), "")
    if against:
        return Judgement(is_home=False, matched_by=f"not_home: {against}")
    if home:
        return Judgement(is_home=True, matched_by=f"home: {home[0][0]}")
    doubt = next((phrase for phrase, _ in _spans(words, institution.doubtful)), "")
    if doubt:
        return Judgement(is_home=None, matched_by=f"doubtful: {doubt}")
    return Judgement(is_home=False)


def _spans(words: str, phrases: tuple[str, ...]) -> Iterator[tuple[str, _Span]]:
    """Yield each place at which a phrase stands in folded words that begin and end with a space."""
    for phrase, wanted in zip(phrases, _folded(phrases), strict=True):
        place, number = words.find(wanted) if wanted.strip() else -1, 0
        while place >= 0 and number < _MOST_PLACES:
            yield phrase, (place, place + len(wanted))
            place, number = words.find(wanted, place + 1), number + 1


def _lies_within(span: _Span, longer: Iterable[tuple[str, _Span]]) -> bool:
    return any(start <= span[0] and span[1] <= end and (start, end) != span for _, (start, end) in longer)


@lru_cache(maxsize=256)
def _folded(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f" {folded(phrase)} " for phrase in phrases)


def _units(text: str, known: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the names of the units whose phrase, or whose name, stands in the affiliation."""
    words = f" {folded(text)} "
    return (name for name, phrases in known.items() if next(_spans(words, (name, *phrases)), None))


def _home_affiliations(publication: Publication) -> Iterator[str]:
    """Yield the home affiliations of the authors that are or may be ours, in the authors' order."""
    texts = {each.number: each.text for each in publication.affiliations if each.is_home}
    for author in publication.authors:
        if author.is_home is not False:
            yield from (texts[number] for number in author.affiliations if number in texts)


# -- authors -------------------------------------------------------------------------------------------------------


def _judged_author(author: Author, ours: dict[int, bool | None]) -> Author:
    known = [ours[number] for number in author.affiliations if number in ours]
    if author.is_home is not None or not known:
        return author
    if any(known):
        return replace(author, is_home=True)
    return author if None in known else replace(author, is_home=False)


def _is_person(author: Author, entry: Handle) -> bool:
    if entry.orcid:
        return author.orcid == entry.orcid
    return bool(entry.name) and author.is_home is True and folded(author.name) == folded(entry.name)
