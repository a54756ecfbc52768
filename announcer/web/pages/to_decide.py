"""What waits for a decision, one announcement after the other."""

from starlette.responses import Response

from announcer.core.posting.lifecycle import State
from announcer.ports.people_store import Role
from announcer.web.pages.one_announcement import shown, undo_offer
from announcer.web.pages.waiting_line import waiting_ids
from announcer.web.visit import Page, Visit


def show(visit: Visit) -> Response:
    """Show the first that waits, or that nothing does."""
    line = waiting_ids(visit)
    if line:
        return shown(visit, visit.queue.store.get(line[0]))
    return visit.render("nothing-waits.html.j2", place="decide", undo=undo_offer(visit, visit.query.get("of", "")))


def _number(visit: Visit) -> int:
    return visit.queue.store.count(State.IN_REVIEW)


def news(visit: Visit) -> Response:
    """Answer how many wait now, for a page that is open; it offers them, and moves nothing."""
    before = visit.query.get("waiting", "0")
    number = _number(visit) - int(before if before.isdecimal() and len(before) < 9 else 0)  # noqa: PLR2004 (digits)
    return visit.render("news.html.j2", new=max(number, 0), before=before)


PAGES = (
    Page(path="/", name="decide", role=Role.VIEWER, handle=show, place="To decide", badge=_number),
    Page(path="/news", name="news", role=Role.VIEWER, handle=news),
)
