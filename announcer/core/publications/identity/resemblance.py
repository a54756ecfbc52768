"""Tell which publications a person should compare: they may be one, or a preprint and its article.

None of this is ever done by the program itself; see announcer/core/publications/matching.py for what proves that
two records are of one publication.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from announcer.core.publications.identity.likeness import similarity
from announcer.core.publications.identity.profiles import (
    Profile,
    authors_differ,
    journals_differ,
    stand_in_one_place,
    years_apart,
)
from announcer.core.publications.matching import (
    TELLING,
    are_preprint_and_paper,
    may_be_titled_alike,
)

NEARLY_THE_SAME = 0.85
"""How similar two titles must be for a person to be asked; of 584 works of a test set, one has rows less alike."""
LONGEST_WAY = 3
"""Years from a preprint to its article."""

_NUMBER = re.compile(r"\d+|[ivx]+")


class ProposalKind(StrEnum):
    """What two publications may be to one another."""

    SAME = "same"
    """One publication."""
    PREPRINT = "preprint"
    """The first is the preprint of the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resemblance:
    """What two publications may be, and why, in words that a person can check."""

    kind: ProposalKind
    reason: str


def resemblance(one: Profile, other: Profile) -> Resemblance | None:
    """Return what two publications, which are not known to be one, may be; None where nothing speaks for it."""
    if one.is_notice or other.is_notice:
        return None
    if are_preprint_and_paper(one, other):
        title = _title_words(one, other)
        fits = title and one.names & other.names and years_apart(one, other) <= LONGEST_WAY
        reason = f"{title} and authors in common"
        return Resemblance(kind=ProposalKind.PREPRINT, reason=reason) if fits else None
    reason = _conflict(one, other) or _near_title(one, other)
    return Resemblance(kind=ProposalKind.SAME, reason=reason) if reason else None


def _conflict(one: Profile, other: Profile) -> str:
    """Return what speaks for one publication where something else speaks against it."""
    if one.pmid and one.pmid == other.pmid:
        return "the same PMID, and two DOIs"
    if one.doi and one.doi == other.doi and not may_be_titled_alike(one, other):
        same_people = bool(one.names) and one.names == other.names
        return "the same DOI and authors, and two titles" if same_people and _one_place(one, other) else ""
    if not _same_title(one, other) or authors_differ(one, other) or years_apart(one, other) > 1:
        return ""
    against = [word for word, differs in _differences(one, other) if differs]
    return f"the same title, and another {' and '.join(against)}" if against else "the same title"


def _differences(one: Profile, other: Profile) -> tuple[tuple[str, bool], ...]:
    return (
        ("DOI", bool(one.doi and other.doi and one.doi != other.doi)),
        ("PMID", bool(one.pmid and other.pmid and one.pmid != other.pmid)),
        ("journal", journals_differ(one, other)),
        ("volume", bool(one.volume and other.volume and one.volume != other.volume)),
        ("first page", bool(one.first_page and other.first_page and one.first_page != other.first_page)),
    )


def _one_place(one: Profile, other: Profile) -> bool:
    return stand_in_one_place(one, other) or not (one.first_page and other.first_page)


def _near_title(one: Profile, other: Profile) -> str:
    """Return how like the titles are, where authors, year and place do not speak against one publication."""
    if not one.names & other.names or years_apart(one, other) > 1 or _numbers(one) != _numbers(other):
        return ""
    if one.first_page and other.first_page and one.first_page != other.first_page:
        return ""
    return _title_words(one, other)


def _title_words(one: Profile, other: Profile) -> str:
    if _same_title(one, other):
        return "the same title"
    if min(len(one.title), len(other.title)) < TELLING or one.language != other.language:
        return ""
    ratio = similarity(one.title, other.title, least=NEARLY_THE_SAME)
    return f"{min(ratio, 0.99):.0%} of the titles' letters in common" if ratio else ""


def _same_title(one: Profile, other: Profile) -> bool:
    return any(len(key) >= TELLING for key in one.title_keys & other.title_keys)


def _numbers(record: Profile) -> list[str]:
    """Return the numbers of a title, Roman ones too: `Part I` and `Part II` are two papers."""
    return sorted(word for word in record.words if _NUMBER.fullmatch(word))
