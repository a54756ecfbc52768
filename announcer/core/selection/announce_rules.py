"""The rules by which a publication that comes in is announced, or only registered as known."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from announcer.core.publications.home_authors import faculties
from announcer.core.publications.institution import Institution
from announcer.core.publications.publication import PartialDate, Publication, PublicationType
from announcer.core.text.letters import folded

_FIRST_GREGORIAN = 1600
"""An earlier year is one of the Iranian calendar: no journal is older."""
_JALALI_END = 622
"""A year of the Iranian calendar ends in March of the Gregorian year with that many years more."""
_DECEMBER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceRules:
    """What a publication must be to be announced when it comes in; what is empty or False asks for nothing.

    `since` is the first day on which it may have come out. `home_author` and `open_access` ask for records that say
    so. `journals` and `not_journals` are names or ISSNs, `faculties` names of the institution's list.
    """

    since: date | None = None
    types: tuple[PublicationType, ...] = ()
    home_author: bool = False
    open_access: bool = False
    journals: tuple[str, ...] = ()
    not_journals: tuple[str, ...] = ()
    faculties: tuple[str, ...] = ()

    def reasons_against(self, publication: Publication, institution: Institution) -> tuple[str, ...]:
        """Return in words why the publication is not announced; nothing where it is.

        A date counts as late as it may be: a paper of 2026 may have come out on its last day.
        """
        return (
            *self._of_date(publication.published),
            *self._of_type(publication.type),
            *self._of_authors(publication),
            *self._of_access(publication),
            *self._of_journal(publication),
            *self._of_faculties(publication, institution),
        )

    def _of_date(self, published: PartialDate | None) -> Iterator[str]:
        if self.since is None:
            return
        if published is None:
            yield "the record does not say when it came out"
        elif last_day(published) < self.since:
            yield f"its date, {published.isoformat()}, is before {self.since}"

    def _of_type(self, kind: PublicationType) -> Iterator[str]:
        if self.types and kind not in self.types:
            yield f"its type, {kind.value}, is not announced"

    def _of_authors(self, publication: Publication) -> Iterator[str]:
        if not self.home_author or publication.home_authors:
            return
        if any(one.is_home is None and one.matched_by for one in publication.affiliations):
            yield "whether an author is ours is doubtful"
        elif any(author.is_home is not None for author in publication.authors):
            yield "no author is ours"
        else:
            yield "the record does not say where its authors work"

    def _of_access(self, publication: Publication) -> Iterator[str]:
        if self.open_access and not publication.open_access:
            unknown = publication.open_access is None
            yield "the record does not say that it is open access" if unknown else "it is not open access"

    def _of_journal(self, publication: Publication) -> Iterator[str]:
        if self.journals and not _is_among(publication, self.journals):
            yield f"its journal, {publication.journal or 'which is not named'}, is none of those announced"
        elif _is_among(publication, self.not_journals):
            yield f"its journal, {publication.journal}, is not announced"

    def _of_faculties(self, publication: Publication, institution: Institution) -> Iterator[str]:
        if not self.faculties:
            return
        found = faculties(publication, institution)
        if not found:
            yield "the record names no faculty of ours"
        elif not set(found) & set(self.faculties):
            yield f"it is of {', '.join(found)}, which is not announced"


def last_day(published: PartialDate) -> date:
    """Return the last day on which a publication of that date may have come out, in the Gregorian calendar."""
    year = published.year
    if year < _FIRST_GREGORIAN:
        return date(year + _JALALI_END, 3, 20)
    if published.month is None or not 1 <= published.month <= _DECEMBER:
        return date(min(year, date.max.year), _DECEMBER, 31)
    end = monthrange(year, published.month)[1]
    return date(year, published.month, min(published.day or end, end))


def _is_among(publication: Publication, journals: tuple[str, ...]) -> bool:
    known = {folded(name) for name in journals}
    own = (publication.journal, publication.journal_short, *publication.issn)
    return any(folded(name) in known for name in own if folded(name))
