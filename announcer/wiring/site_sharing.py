"""Put together what a site's publications are shared with outside the queue: share kits and their pages."""

from functools import cache, partial

from announcer.channels.registry import rules_of
from announcer.core.posts.share_links import Network
from announcer.rendering.drafts.share_pages import SharePages
from announcer.rendering.texts.page_words import page_words
from announcer.services.sharing import ShareKits, ShareRules
from announcer.store.records import from_record
from announcer.wiring.site import Site, web_folders, web_pages
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


def share_pages(site: Site) -> SharePages:
    """Return the writer of share kits; its page is in the site's first language."""
    words = cache(partial(page_words, web_folders(site.folder)))
    return SharePages(web_pages(site.folder), words, site.languages[0])
