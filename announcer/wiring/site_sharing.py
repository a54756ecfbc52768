"""Put together what a site's publications are shared with outside the queue: share kits and their pages.

What draws and renders is imported where it runs: the review page, which starts here, has that done elsewhere.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from announcer.channels.registry import rules_of
from announcer.core.posting.queued import Queued
from announcer.core.posts.announcement import Announcement
from announcer.core.posts.share_links import Network
from announcer.services.preview_pictures import PublicPreviews, shown_record
from announcer.services.preview_pool import PreviewPool
from announcer.services.sharing import AnnouncedKits, ShareKits, ShareRules
from announcer.settings.site_settings import SiteSettings
from announcer.store.records import from_record
from announcer.wiring.site_pool import SitePool
from announcer.wiring.site_queue import SiteQueue

if TYPE_CHECKING:
    from announcer.rendering.drafts.share_pages import SharePages
    from announcer.wiring.site import Site


def share_kits(queue: SiteQueue, *, account: str = "") -> ShareKits:
    """Return the use case that makes share kits; `account` on X is the site's own unless one is given."""
    return ShareKits(
        announced=announced_kits(queue, queue.redrafting.rebuilt, account=account),
        drafting=queue.site.drafting,
        announcement_named=queue.search.named,
        publication_named=queue.catalogue.shortlisting.named,
    )


def announced_kits(
    queue: SiteQueue, rebuilt: Callable[[Queued], Announcement], *, account: str = ""
) -> AnnouncedKits:
    """Return the use case that makes the kits of announcements; `rebuilt` gives all that is known of one."""
    settings = queue.settings
    return AnnouncedKits(
        store=queue.store,
        decode=from_record,
        rebuilt=rebuilt,
        rules=ShareRules(
            institution=settings.as_institution(),
            rules=rules_of(Network.X),
            account=account or settings.channels.of(Network.X).account,
            preview_url=settings.institution.preview_url,
        ),
    )


def preview_pool(folder: Path, settings: SiteSettings, *, processes: int = 1) -> PreviewPool:
    """Return what draws preview pictures of the site in processes of their own."""
    return PreviewPool(partial(_preview_painting, folder, settings), processes=processes)


def public_previews(pool: SitePool, drawing: PreviewPool) -> PublicPreviews:
    """Return the use case that gives preview pictures by publication; each look-up has a store to itself."""

    def look_up(uid: str) -> str:
        with pool.queue() as queue:
            return shown_record(queue.store, uid)

    return PublicPreviews(look_up, drawing.draw, pool.settings.posts.languages)


def _preview_painting(folder: Path, settings: SiteSettings) -> Callable[[str, str], bytes]:
    """Return what a process of the pool draws with; pictures that it drew are kept in `queue/previews`."""
    from announcer.wiring.site import Site  # noqa: PLC0415 (Pillow and HarfBuzz are for that process)

    painter = Site(folder, settings).stored_previews
    painter.prune()

    def paint(record: str, language: str) -> bytes:
        return painter.paint(from_record(record).publication, language, "").data

    return paint


def share_pages(site: "Site") -> "SharePages":
    """Return the writer of share kits; its page is in the site's first language."""
    from announcer.rendering.drafts.share_pages import SharePages  # noqa: PLC0415 (Jinja2 is slow to import)
    from announcer.wiring.site import web_pages  # noqa: PLC0415 (and so are Pillow and HarfBuzz)

    return SharePages(web_pages(site.folder), site.languages[0])
