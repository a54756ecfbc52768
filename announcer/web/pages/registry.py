"""Every page of the review page, in the order of the navigation."""

from announcer.web.pages import (
    all_announcements,
    calendar_page,
    channels_page,
    deciding,
    editing_page,
    merges_page,
    moving,
    nowhere,
    one_announcement,
    own_account,
    posting_by_hand,
    signing,
    stored_pictures,
    to_decide,
)
from announcer.web.visit import Page

PAGES: tuple[Page, ...] = (
    *to_decide.PAGES,
    *all_announcements.PAGES,
    *one_announcement.PAGES,
    *posting_by_hand.PAGES,
    *calendar_page.PAGES,
    *moving.PAGES,
    *channels_page.PAGES,
    *merges_page.PAGES,
    *deciding.PAGES,
    *editing_page.PAGES,
    *stored_pictures.PAGES,
    *own_account.PAGES,
    *signing.PAGES,
    *nowhere.PAGES,
)
"""Each module of `pages` has its own; the navigation names those with a `place`. The last takes what is left."""
