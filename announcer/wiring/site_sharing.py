"""Put together what a site's publications are shared with outside the queue: share kits and their pages."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from announcer.channels.registry import rules_of
from announcer.core.posts.share_links import Network
from announcer.rendering.drafts.share_pages import SharePages
from announcer.services.preview_pictures import PublicPreviews
from announcer.services.preview_pool import PreviewPool
from announcer.services.sharing import ShareKits, ShareRules
from announcer.settings.site_settings import SiteSettings
from announcer.store.records import from_record
from announcer.wiring.site import Site, web_pages
from announcer.wiring.site_queue import SiteQueue


def share_kits(queue: SiteQueue, *, account: str = "") -> ShareKits:
    """Return the use case that makes share kits; `account` on X is the site's own unless one is given."""
    site = queue.site
    of_site = queue.settings.channels.of(Network.X).account
    return ShareKits(
        store=queue.store,
        decode=from_record,
        drafting=site.drafting,
        rebuilt=queue.redrafting.rebuilt,
        announcement_named=queue.search.named,
        publication_named=queue.catalogue.shortlisting.named,
        rules=ShareRules(
            institution=site.institution,
            rules=rules_of(Network.X),
            account=account or of_site,
            preview_url=queue.settings.institution.preview_url,
        ),
    )


def preview_pool(folder: Path, settings: SiteSettings, *, processes: int = 1) -> PreviewPool:
    """Return what draws preview pictures of the site in processes of their own."""
    return PreviewPool(partial(_preview_painting, folder, settings), processes=processes)


def public_previews(queue: SiteQueue, pool: PreviewPool) -> PublicPreviews:
    """Return the use case that gives preview pictures by publication."""
    return PublicPreviews(queue.store, pool.draw, queue.settings.posts.languages)


def _preview_painting(folder: Path, settings: SiteSettings) -> Callable[[str, str], bytes]:
    """Return what a process of the pool draws with; pictures that it drew are kept in `queue/previews`."""
    painter = Site(folder, settings).stored_previews
    painter.prune()

    def paint(record: str, language: str) -> bytes:
        return painter.paint(from_record(record).publication, language, "").data

    return paint


def share_pages(site: Site) -> SharePages:
    """Return the writer of share kits; its page is in the site's first language."""
    return SharePages(web_pages(site.folder), site.languages[0])
