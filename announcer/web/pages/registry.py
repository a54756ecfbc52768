"""Every page of the review page, in the order of the navigation."""

from announcer.web.pages import (
    all_announcements,
    deciding,
    editing_page,
    nowhere,
    one_announcement,
    own_account,
    signing,
    stored_pictures,
    to_decide,
)
from announcer.web.visit import Page

PAGES: tuple[Page, ...] = (
    *to_decide.PAGES,
    *all_announcements.PAGES,
    *one_announcement.PAGES,
    *deciding.PAGES,
    *editing_page.PAGES,
    *stored_pictures.PAGES,
    *own_account.PAGES,
    *signing.PAGES,
    *nowhere.PAGES,
)
"""Each module of `pages` has its own; the navigation names those with a `place`. The last takes what is left."""
