"""Rank publications by how much they are worth announcing, with the reasons in words.

Points are small whole numbers of one table below, so that people can follow and foresee an order.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from announcer.core.publications.editorial_notices import grave_status, is_notice
from announcer.core.publications.home_authors import faculties
from announcer.core.publications.institution import Institution
from announcer.core.publications.publication import Publication, PublicationType
from announcer.core.publications.study import study_mark
from announcer.core.selection.announce_rules import last_day

_AGES = ((31, 4), (92, 3), (183, 2), (366, 1))
"""Days since a publication came out, at most, and the points that it has for that."""
_STRONG_DESIGNS = frozenset({"meta_analysis", "systematic_review", "randomised_trial", "guideline"})
_MANY_PEOPLE = 1000
_NOT_RESEARCH = frozenset({PublicationType.EDITORIAL, PublicationType.LETTER})
OPEN, STRONG, DESIGN, PEOPLE, FIRST, LAST, RESTED = 2, 3, 1, 1, 2, 1, 2
NO_ABSTRACT, NOT_OURS, COMMENT = -2, -3, -2


class Point(NamedTuple):
    """Something that counts for a publication, or against it where `points` are negative."""

    points: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A publication with what counts for and against it."""

    uid: str
    publication: Publication
    counts: tuple[Point, ...]

    @property
    def points(self) -> int:
        """All points together."""
        return sum(point.points for point in self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What ranking depends on beside the record: the day, and the faculties that were announced lately."""

    today: date
    announced: Collection[str] = ()


def ranked(
    candidates: Iterable[tuple[str, Publication]], institution: Institution, moment: Moment
) -> tuple[Ranked, ...]:
    """Return the publications, given with their uids, the most worth announcing first; of equals the newest.

    What is retracted, doubted or a notice of another paper is left out.
    """
    found = [
        Ranked(uid=uid, publication=publication, counts=tuple(_counts(publication, institution, moment)))
        for uid, publication in candidates
        if not (is_notice(publication) or grave_status(publication))
    ]
    return tuple(sorted(found, key=lambda one: (-one.points, -_age(one.publication), one.uid)))


def _age(publication: Publication) -> int:
    """Return the day it came out as a number, 0 where that is not known."""
    return last_day(publication.published).toordinal() if publication.published else 0


def _counts(publication: Publication, institution: Institution, moment: Moment) -> Iterator[Point]:
    yield from _recency(publication, moment.today)
    if publication.open_access:
        yield Point(OPEN, "open access")
    yield from _study(publication)
    yield from _authors(publication)
    rested = [name for name in faculties(publication, institution) if name not in moment.announced]
    if rested:
        yield Point(RESTED, f"{rested[0]} was not announced lately")
    if publication.type in _NOT_RESEARCH:
        yield Point(COMMENT, f"its type is {publication.type.value}")
    if publication.abstract is None and not (publication.lay_summary or publication.key_sentence):
        yield Point(NO_ABSTRACT, "no abstract")


def _recency(publication: Publication, today: date) -> Iterator[Point]:
    if publication.published is None:
        return
    days = (today - min(last_day(publication.published), today)).days
    points = next((points for most, points in _AGES if days <= most), 0)
    if points:
        yield Point(points, f"came out {publication.published.isoformat()}")


def _study(publication: Publication) -> Iterator[Point]:
    mark = study_mark(publication)
    if mark.is_blank:
        return
    if mark.design:
        strong = mark.design in _STRONG_DESIGNS
        yield Point(STRONG if strong else DESIGN, mark.design.replace("_", " "))
    if (mark.people or 0) >= _MANY_PEOPLE:
        yield Point(PEOPLE, f"{mark.people:,} people")


def _authors(publication: Publication) -> Iterator[Point]:
    authors = publication.authors
    if not publication.home_authors:
        yield Point(NOT_OURS, "no author is known to be ours")
    elif authors[0].is_home:
        yield Point(FIRST, "our first author")
    elif authors[-1].is_home and publication.authors_complete:
        yield Point(LAST, "our last author")
