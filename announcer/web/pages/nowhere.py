"""The answer to an address that leads nowhere."""

from starlette.responses import Response

from announcer.web.visit import Page, Visit


def show(visit: Visit) -> Response:
    """Say that there is no such page."""
    said = visit.language.text
    problem = {"words": said("There is no such page."), "hint": said("It may have moved; see the places above.")}
    return visit.render("problem.html.j2", status=404, problem=problem)


PAGES = (Page(path="/{nowhere:path}", name="nowhere", role=None, handle=show),)
