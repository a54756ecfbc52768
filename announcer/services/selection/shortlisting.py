"""Rank what is registered and not announced, and announce what a person chooses from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from announcer.core.posting.lifecycle import State
from announcer.core.publications.home_authors import faculties
from announcer.core.publications.identifiers import normal_doi, normal_pmcid, normal_pmid
from announcer.core.publications.institution import Institution
from announcer.core.publications.matching import Identifier, IdentifierKind
from announcer.core.publications.publication import Publication
from announcer.core.selection.shortlist_order import Moment, Ranked, ranked
from announcer.errors import UsageError
from announcer.ports.listing import Listing
from announcer.ports.store import CatalogueStore
from announcer.services.catalogue.cataloguing import AddOptions, Cataloguing, Received

LATELY = timedelta(days=60)
"""A faculty was announced lately if something of it was announced within so long."""
CONSIDERED = 5_000
"""So many of the publications registered last are ranked: the reading of more would take minutes."""
_ANNOUNCED = tuple(state for state in State if state not in (State.REJECTED, State.CANCELLED, State.FAILED))
_MOST_LATELY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlisting:
    """The use cases behind `announcer shortlist` and `announcer announce`.

    Args:
        store: The catalogue and the queue.
        cataloguing: Announces what is chosen.
        institution: Whose publications they are.
        zone: The site's time zone.
    """

    store: CatalogueStore
    cataloguing: Cataloguing
    institution: Institution
    zone: ZoneInfo

    def shortlist(self, *, limit: int, faculty: str = "") -> tuple[Ranked, ...]:
        """Return the publications that are not announced, the most worth it first, at most `limit`.

        `faculty` asks for those of that faculty alone.

        Raises:
            UsageError: the site's settings have no such faculty.
        """
        if faculty and faculty not in self.institution.faculties:
            raise _no_such_faculty(faculty, self.institution)
        now = self.store.now()
        moment = Moment(today=now.astimezone(self.zone).date(), announced=self._announced_lately())
        found = self._candidates()
        wanted = (one for one in found if not faculty or faculty in faculties(one[1], self.institution))
        return ranked(wanted, self.institution, moment)[:limit]

    def reasons_against(self, publication: Publication) -> tuple[str, ...]:
        """Return in words why the site's rules do not announce the publication by themselves."""
        return self.cataloguing.rules.reasons_against(publication, self.institution)

    def announce(self, name: str, options: AddOptions, *, actor: str) -> Received:
        """Announce a registered publication, whatever the site's rules say.

        `name` is its uid, its DOI, PMID or PMCID.

        Raises:
            UsageError: no publication, or more than one, goes by that name.
            SourceError: what is known of it cannot be read.
        """
        uid = self.named(name)
        imported = self.cataloguing.form.decode(self.store.record(uid))
        return self.cataloguing.announce(uid, imported, options, actor=actor)

    def named(self, name: str) -> str:
        """Return the uid of the registered publication of that uid, DOI, PMID or PMCID.

        Raises:
            UsageError: there is none, or there are several.
        """
        if self.store.is_registered(name):
            return name
        found = self.store.find(frozenset(_identifiers(name)))
        if len(found) > 1:
            raise UsageError(f"{name!r} names several publications: {', '.join(known.uid for known in found)}")
        if not found:
            hint = "give what the shortlist begins a line with, a DOI, or a PMID"
            raise UsageError(f"no publication {name!r} is registered", hint=hint, step="shortlist")
        return found[0].uid

    def _candidates(self) -> Iterator[tuple[str, Publication]]:
        for known in self.store.unannounced(CONSIDERED):
            imported = self.cataloguing.form.read(known.record)
            if imported:
                yield known.uid, imported.publication

    def _announced_lately(self) -> frozenset[str]:
        """Return the faculties of what came in to be announced, or was posted, lately."""
        since = self.store.now() - LATELY
        queued = self.store.listed(Listing(states=_ANNOUNCED, first=since), limit=_MOST_LATELY)
        records = self.store.records({one.publication for one in queued})
        found = (self.cataloguing.form.read(record) for record in records.values())
        return frozenset(name for one in found if one for name in faculties(one.publication, self.institution))


def _no_such_faculty(faculty: str, institution: Institution) -> UsageError:
    if not institution.faculties:
        hint = "name your faculties in the settings, under institution.faculties, or leave the faculty out"
        return UsageError("the settings name no faculty", hint=hint)
    known = ", ".join(institution.faculties)
    return UsageError(f"the settings have no faculty {faculty!r}", hint=f"institution.faculties has: {known}")


def _identifiers(name: str) -> Iterator[Identifier]:
    readings = (
        (IdentifierKind.DOI, normal_doi(name)),
        (IdentifierKind.PMID, normal_pmid(name)),
        (IdentifierKind.PMCID, normal_pmcid(name)),
    )
    return (Identifier(kind, value) for kind, value in readings if value)
