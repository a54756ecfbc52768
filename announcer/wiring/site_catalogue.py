"""Put together what brings publications into a site's catalogue and changes what is known of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from announcer import __version__
from announcer.core.publications.identity.provenance import Source
from announcer.importers.retraction_watch import read_notices
from announcer.ports.export_formats import ExportFormat
from announcer.services.catalogue.cataloguing import Cataloguing
from announcer.services.catalogue.exporting import Exported, export
from announcer.services.catalogue.merging_by_hand import MergingByHand
from announcer.services.catalogue.record_form import RecordFormat, provenance
from announcer.services.catalogue.updating import Updating
from announcer.services.composing import Composer
from announcer.services.intake.adding import Adding
from announcer.services.intake.inbox import Inbox
from announcer.services.intake.own_columns import FILE_NAME as COLUMNS_NAME
from announcer.services.intake.resuming import Resuming
from announcer.services.selection.retraction_checks import RetractionChecks
from announcer.services.selection.retraction_reading import RetractionReading
from announcer.services.selection.shortlisting import Shortlisting
from announcer.store.records import from_record, to_record
from announcer.system.paths import is_file
from announcer.wiring.site_retractions import retraction_checks

if TYPE_CHECKING:
    from announcer.wiring.site_queue import SiteQueue

FORM = RecordFormat(encode=to_record, decode=from_record)
"""How the store keeps publications."""


@dataclass(frozen=True, slots=True)
class SiteCatalogue:
    """The use cases over the publications of a site's queue."""

    queue: "SiteQueue"

    @property
    def cataloguing(self) -> Cataloguing:
        """What brings publications into the catalogue and the queue."""
        return Cataloguing(
            store=self.queue.store,
            review=self.queue.review,
            composer=self._composer,
            updating=self._updating,
            form=FORM,
            rules=self.queue.site.rules,
            checked=self.retraction_checks.checked,
        )

    @property
    def adding(self) -> Adding:
        """What brings publication files into the queue."""
        return Adding(
            read=self.queue.site.stream,
            cataloguing=self.cataloguing,
            inbox=Inbox(self.queue.site.inbox),
            now=self.queue.clock.now,
            resuming=Resuming(store=self.queue.store, state=self._state),
        )

    def _state(self) -> bytes:
        """Return what decides on what comes of a file, beside the file: the program's version and the settings."""
        columns = self.queue.folder / COLUMNS_NAME
        own = columns.read_bytes() if is_file(columns) else b""
        return b"\0".join([__version__.encode(), repr(self.queue.settings).encode(), own])

    @property
    def shortlisting(self) -> Shortlisting:
        """What ranks the publications that are not announced, and announces those chosen from them."""
        return Shortlisting(
            store=self.queue.store,
            cataloguing=self.cataloguing,
            institution=self.queue.site.institution,
            zone=self.queue.zone,
        )

    @property
    def retraction_checks(self) -> RetractionChecks:
        """What checks publications against the list of retractions."""
        return retraction_checks(self.queue.store, self.queue.settings)

    @property
    def retraction_reading(self) -> RetractionReading:
        """What reads a list of retractions."""
        return RetractionReading(
            store=self.queue.store,
            reader=read_notices,
            checks=self.retraction_checks,
            cataloguing=self.cataloguing,
        )

    @property
    def _composer(self) -> Composer:
        return Composer(self.queue.site.drafting, self.queue.target, self.queue.site.institution.departments)

    @property
    def merging(self) -> MergingByHand:
        """What people decide about publications that look alike."""
        return MergingByHand(store=self.queue.store, updating=self._updating, form=FORM)

    def provenance(self, uid: str) -> Mapping[str, Source]:
        """Return of each field of a publication which record it is from."""
        return provenance(self.queue.store, FORM, uid)

    def export(self, export_format: ExportFormat, into: IO[str]) -> Exported:
        """Write every publication in that format."""
        return export(self.queue.store, FORM, export_format, into)

    @property
    def _updating(self) -> Updating:
        return Updating(
            store=self.queue.store,
            composer=self._composer,
            institution=self.queue.site.institution,
            form=FORM,
            ready=self.queue.by_hand(),
            listed=self.retraction_checks.place,
        )
