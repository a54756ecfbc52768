"""One announcement: what would be sent, what was found, why it is here."""

from starlette.responses import Response

from announcer.ports.people_store import Role
from announcer.web.visit import Page, Visit


def show(visit: Visit) -> Response:
    """Show an announcement as it is stored."""
    return visit.render("announcement.html.j2", queued=visit.queue.store.get(visit.path["id"]), place="all")


PAGES = (Page(path="/announcements/{id}", name="announcement", role=Role.VIEWER, handle=show),)
