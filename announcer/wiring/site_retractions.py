"""Put together what keeps retracted papers from going out."""

from datetime import datetime

from announcer.core.publications.retraction_notices import outdated
from announcer.services.selection.retraction_checks import RetractionChecks
from announcer.settings.site_settings import SiteSettings
from announcer.store.opening import SqlStore
from announcer.store.records import from_record


def retraction_checks(store: SqlStore, settings: SiteSettings) -> RetractionChecks:
    """Return what checks publications against the list of retractions."""
    return RetractionChecks(store=store, decode=from_record, institution=settings.as_institution())


def kept_back(store: SqlStore, settings: SiteSettings, now: datetime) -> str:
    """Return why nothing may go out at all; empty where it may."""
    most = settings.intake.retractions_max_age
    return outdated(store.retraction_data(), most, now) if most else ""
