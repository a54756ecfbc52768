"""Who may sign in, for administrators: add somebody, another role, shut out, sign out everywhere."""

from datetime import timedelta

from starlette.responses import Response

from announcer.errors import AnnouncerError, UsageError
from announcer.ports.people_store import Role
from announcer.services.people.signing_in import SigningIn
from announcer.services.people.team import Team
from announcer.web.visit import Page, Visit

LINK_LASTS = timedelta(days=7)


def show(visit: Visit) -> Response:
    """Show who may sign in."""
    return _page(visit)


def _page(visit: Visit, problem: AnnouncerError | None = None, *, link: str = "", name: str = "") -> Response:
    store = visit.queue.store
    people = Team(store=store).listed()
    return visit.render(
        "team.html.j2",
        status=422 if problem else 200,
        people=people,
        sessions={each.name: store.sessions_of(each.name) for each in people},
        roles=list(Role),
        problem=problem,
        typed={field: visit.field(field) if problem else "" for field in ("name", "full_name", "role")},
        new_link=link,
        new_name=name,
        done=visit.query.get("done", ""),
    )


def _role(visit: Visit) -> Role:
    try:
        return Role(visit.field("role"))
    except ValueError:
        raise UsageError("There is no such role.", hint="Choose one of the list.") from None


def add(visit: Visit) -> Response:
    """Add somebody, and show the link by which they set a password."""
    try:
        person = Team(store=visit.queue.store).add(
            visit.field("name"), _role(visit), full_name=visit.field("full_name")[:100], actor=visit.actor
        )
    except AnnouncerError as error:
        return _page(visit, error)
    return _with_link(visit, person.name)


def new_link(visit: Visit) -> Response:
    """Show a link for somebody who has lost the password; what they had works until they use it."""
    return _with_link(visit, Team(store=visit.queue.store).named(visit.path["person"]).name)


def _with_link(visit: Visit, name: str) -> Response:
    token = SigningIn(store=visit.queue.store).new_link(name, lasts=LINK_LASTS)
    return _page(visit, link=f"{visit.site_address}{visit.link('welcome', token=token)}", name=name)


def give_role(visit: Visit) -> Response:
    """Give somebody another role; every session of theirs ends, so that they sign in with the new one."""
    Team(store=visit.queue.store).give_role(visit.path["person"], _role(visit), actor=visit.actor)
    return visit.to("team", {"done": "role"})


def disable(visit: Visit) -> Response:
    """Let somebody sign in no longer."""
    Team(store=visit.queue.store).disable(visit.path["person"], actor=visit.actor)
    return visit.to("team", {"done": "disabled"})


def enable(visit: Visit) -> Response:
    """Let somebody sign in again."""
    Team(store=visit.queue.store).enable(visit.path["person"], actor=visit.actor)
    return visit.to("team", {"done": "enabled"})


def sign_out(visit: Visit) -> Response:
    """End every session of somebody."""
    Team(store=visit.queue.store).sign_out_everywhere(visit.path["person"], actor=visit.actor)
    return visit.to("team", {"done": "signed-out"})


_STEPS = (
    ("role", give_role),
    ("disable", disable),
    ("enable", enable),
    ("link", new_link),
    ("sign-out", sign_out),
)
PAGES = (
    Page(path="/people", name="team", role=Role.ADMIN, handle=show, place="People"),
    Page(path="/people", name="add-person", role=Role.ADMIN, handle=add, method="POST"),
    *(
        Page(path=f"/people/{{person}}/{name}", name=f"person-{name}", role=Role.ADMIN, handle=step, method="POST")
        for name, step in _STEPS
    ),
)
