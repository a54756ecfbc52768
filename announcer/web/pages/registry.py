"""Every page of the review page, in the order of the navigation."""

from announcer.web.pages import (
    all_announcements,
    audit_page,
    calendar_page,
    channels_page,
    deciding,
    editing_page,
    giving_in,
    merges_page,
    moving,
    nowhere,
    one_announcement,
    outside_reviewers,
    own_account,
    own_sessions,
    posting_by_hand,
    reviewing_by_link,
    signing,
    stored_pictures,
    team_page,
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
    *giving_in.PAGES,
    *stored_pictures.PAGES,
    *outside_reviewers.PAGES,
    *team_page.PAGES,
    *audit_page.PAGES,
    *own_account.PAGES,
    *own_sessions.PAGES,
    *signing.PAGES,
    *reviewing_by_link.PAGES,
    *nowhere.PAGES,
)
"""Each module of `pages` has its own; the navigation names those with a `place`. The last takes what is left."""
