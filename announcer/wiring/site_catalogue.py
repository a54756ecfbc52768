"""Put together what brings publications in, checks them against the list of retractions, and chooses among them."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from announcer.core.posting.queued import Target
from announcer.core.publications.retraction_notices import outdated
from announcer.importers.retraction_watch import read_notices
from announcer.services.cataloguing import Cataloguing
from announcer.services.composing import Composer
from announcer.services.ready_folders import ReadyFolders
from announcer.services.review.reviewing import Review
from announcer.services.selection.retraction_checks import RetractionChecks
from announcer.services.selection.retraction_reading import RetractionReading
from announcer.services.selection.shortlisting import Shortlisting
from announcer.services.updating import RecordFormat, Updating
from announcer.settings.site_settings import SiteSettings
from announcer.store.opening import SqlStore
from announcer.store.records import from_record, to_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from announcer.wiring.site import Site


@dataclass(frozen=True)
class SiteCatalogue:
    """A site's catalogue, and what works on it; `site` is given when it is asked for, for it is slow to import."""

    store: SqlStore
    review: Review
    target: Target
    ready: ReadyFolders
    site: "Callable[[], Site]" = field(repr=False)
    settings: SiteSettings

    @cached_property
    def cataloguing(self) -> Cataloguing:
        """What brings publications into the catalogue and the queue."""
        site = self.site()
        composer = Composer(site.drafting, self.target, site.institution.departments)
        form = RecordFormat(encode=to_record, decode=from_record)
        updating = Updating(
            store=self.store, composer=composer, institution=site.institution, form=form, ready=self.ready
        )
        return Cataloguing(
            store=self.store,
            review=self.review,
            composer=composer,
            updating=updating,
            form=form,
            rules=site.rules,
            checked=retraction_checks(self.store, self.settings).checked,
        )

    @property
    def shortlisting(self) -> Shortlisting:
        """What ranks the publications that are not announced, and announces those chosen from them."""
        institution = self.settings.as_institution()
        return Shortlisting(
            store=self.store,
            cataloguing=self.cataloguing,
            institution=institution,
            zone=ZoneInfo(self.settings.schedule.timezone),
        )

    @property
    def retraction_reading(self) -> RetractionReading:
        """What reads a list of retractions."""
        return RetractionReading(
            store=self.store,
            reader=read_notices,
            checks=retraction_checks(self.store, self.settings),
            cataloguing=self.cataloguing,
        )


def retraction_checks(store: SqlStore, settings: SiteSettings) -> RetractionChecks:
    """Return what checks publications against the list of retractions."""
    return RetractionChecks(store=store, decode=from_record, institution=settings.as_institution())


def kept_back(store: SqlStore, settings: SiteSettings, now: datetime) -> str:
    """Return why nothing may go out at all; empty where it may."""
    most = settings.intake.retractions_max_age
    return outdated(store.retraction_data(), most, now) if most else ""
