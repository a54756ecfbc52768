"""What a list of retractions says of papers, and which of several notices of one paper stands."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from announcer.core.publications.editorial_notices import effective_status
from announcer.core.publications.publication import Publication, PublicationStatus, Relation, RelationKind


class NoticeNature(StrEnum):
    """What a notice does to its paper."""

    RETRACTION = "retraction"
    CONCERN = "expression of concern"
    CORRECTION = "correction"
    REINSTATEMENT = "reinstatement"
    """The paper stands again, whatever was said of it before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetractionNotice:
    """One row of the list: which paper, by DOI or PMID, what became of it, when, why and by which notice.

    `record` is the list's own number of it. Identifiers are spelt as in `identifiers.py`, empty where unknown.
    """

    record: str
    nature: NoticeNature
    doi: str = ""
    pmid: str = ""
    notice_doi: str = ""
    notice_pmid: str = ""
    noticed: date | None = None
    reasons: str = ""

    @property
    def place(self) -> str:
        """Where in the list it stands, with what people ask first: `record 1234 of 2023-03-15: Fake Data`."""
        of_day = f" of {self.noticed}" if self.noticed else ""
        return f"record {self.record}{of_day}" + (f": {self.reasons}" if self.reasons else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class RetractionData:
    """The list as it was read last: from which file, when, how many notices, and the day of its newest one.

    `is_applied` is False while known publications have not all been compared with it.
    """

    source: str
    read_at: datetime
    newest: date | None
    notices: int
    is_applied: bool = False

    def age(self, now: datetime) -> timedelta:
        """Return how old the data are: a list is as old as its newest notice, whenever it is read."""
        return timedelta(days=max(0, (now.date() - (self.newest or date.min)).days))


_STATUS = {
    NoticeNature.RETRACTION: (PublicationStatus.RETRACTED, RelationKind.RETRACTED_BY),
    NoticeNature.CONCERN: (PublicationStatus.CONCERN, RelationKind.CONCERNED_BY),
}
"""What a notice makes of its paper that must not be announced."""


def standing(notices: Iterable[RetractionNotice]) -> RetractionNotice | None:
    """Return the notice because of which a paper must not be announced, of all that there are of it; None for none.

    A reinstatement ends what came before it. A retraction weighs more than a concern; of equals the last stands.
    """
    ordered = sorted(notices, key=lambda one: (one.noticed or date.min, one.nature is NoticeNature.REINSTATEMENT))
    ends = max((n for n, one in enumerate(ordered) if one.nature is NoticeNature.REINSTATEMENT), default=-1)
    grave = [one for one in ordered[ends + 1 :] if one.nature in _STATUS]
    retractions = [one for one in grave if one.nature is NoticeNature.RETRACTION]
    return next(reversed(retractions or grave), None)


def reinstatement(notices: Iterable[RetractionNotice]) -> RetractionNotice | None:
    """Return the notice by which a paper stands again that was spoken against; None for one that does not."""
    known = list(notices)
    if standing(known) or not any(one.nature in _STATUS for one in known):
        return None
    found = [one for one in known if one.nature is NoticeNature.REINSTATEMENT]
    return max(found, key=lambda one: one.noticed or date.min, default=None)


def reinstated_words(notice: RetractionNotice) -> str:
    """Return what a reinstatement means for what was held: it frees nothing by itself."""
    since = f" since {notice.noticed}" if notice.noticed else ""
    return f"reinstated{since}; what was held stays held until a person lets it go on (resume)"


def with_notice(publication: Publication, notice: RetractionNotice) -> Publication:
    """Return the publication with the status that a standing notice gives it, and the notice as a relation."""
    status, kind = _STATUS[notice.nature]
    if publication.status is PublicationStatus.RETRACTED:
        status = publication.status
    doi = notice.notice_doi if notice.notice_doi != publication.doi else ""
    pmid = notice.notice_pmid if notice.notice_pmid != publication.pmid else ""
    known = {value for one in publication.relations if one.kind is kind for value in (one.doi, one.pmid)}
    is_new = bool(doi or pmid) and not ({doi, pmid} - {""}) & known
    new = (Relation(kind=kind, doi=doi, pmid=pmid),) if is_new else ()
    return replace(publication, status=status, relations=(*publication.relations, *new))


def is_said_by(notice: RetractionNotice, publication: Publication) -> bool:
    """Return whether the status that the publication has is the one that a standing notice gives it."""
    return notice.nature in _STATUS and effective_status(publication) is _STATUS[notice.nature][0]


def outdated(data: RetractionData | None, most: timedelta | None, now: datetime) -> str:
    """Return in words why nothing may go out by these data; empty where it may, or nobody asks for any."""
    if most is None:
        return ""
    if data is None:
        return "no retraction data were read yet"
    if not data.is_applied:
        return "the reading of the retraction data was interrupted"
    age = data.age(now)
    if age <= most:
        return ""
    newest = f"the newest notice is of {data.newest}, {age.days} days ago" if data.newest else "none has a date"
    return f"the retraction data are too old: {newest}, and at most {most.days} days are allowed"
