"""What waits for a decision, one announcement after the other."""

from starlette.responses import Response

from announcer.ports.people_store import Role
from announcer.web.visit import Page, Visit


def show(visit: Visit) -> Response:
    """Go on to the list."""
    return visit.to("all")


PAGES = (Page(path="/", name="decide", role=Role.VIEWER, handle=show, place="To decide"),)
