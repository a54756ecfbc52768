"""Put together what draws for the review page: in a process of its own, with a site of its own."""

from functools import partial
from pathlib import Path

from announcer.channels.registry import rules_of
from announcer.services.review.drawing_process import DrawingProcess
from announcer.services.review.drawing_work import DrawingHere
from announcer.settings.site_settings import SiteSettings
from announcer.store.records import from_record
from announcer.wiring.site_sharing import share_pages


def site_drawing(folder: Path, settings: SiteSettings) -> DrawingProcess:
    """Return what draws cards of that site, in a process that is begun when it is needed."""
    return DrawingProcess(partial(drawing_here, folder, settings))


def drawing_here(folder: Path, settings: SiteSettings) -> DrawingHere:
    """Return what draws cards of that site in this process."""
    from announcer.rendering.cards.painting.pictures import card_png, small_png  # noqa: PLC0415 (Pillow is for that process)
    from announcer.wiring.site import Site  # noqa: PLC0415 (and HarfBuzz and Jinja2)

    site = Site(folder, settings)
    return DrawingHere(
        decode=from_record,
        drafting=site.drafting,
        cards=site.cards,
        shrink=small_png,
        repaint=card_png,
        templates=lambda: tuple(site.card_templates.names()),
        rules_of=rules_of,
        sharing=lambda: share_pages(site),
    )
