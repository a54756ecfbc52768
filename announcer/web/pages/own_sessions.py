"""Where somebody is signed in, for themselves: look, and end what is not theirs."""

from starlette.responses import Response

from announcer.errors import WrongStateError
from announcer.ports.people_store import Role
from announcer.web.visit import Page, Visit


def show(visit: Visit) -> Response:
    """Show where one is signed in."""
    signed_in = visit.signed_in
    return visit.render(
        "own-sessions.html.j2",
        sessions=visit.queue.store.sessions_of(visit.actor),
        own=signed_in.session.digest if signed_in else "",
        done=visit.query.get("done", ""),
    )


def end(visit: Visit) -> Response:
    """End one of one's own sessions."""
    found = [each for each in visit.queue.store.sessions_of(visit.actor) if each.id == visit.path["session"]]
    if not found:
        raise WrongStateError("This session has ended already.", hint="See which there are.")
    visit.queue.store.end_session(found[0].digest)
    visit.queue.store.note_sign_in("sign-out", actor=visit.actor, detail=f"session {found[0].id}")
    return visit.to("own-sessions", {"done": "ended"})


def end_others(visit: Visit) -> Response:
    """End every other session of one's own."""
    signed_in = visit.signed_in
    own = signed_in.session.digest if signed_in else ""
    for each in visit.queue.store.sessions_of(visit.actor):
        if each.digest != own:
            visit.queue.store.end_session(each.digest)
    visit.queue.store.note_sign_in("signed-out-everywhere", actor=visit.actor, detail="every other session")
    return visit.to("own-sessions", {"done": "ended"})


PAGES = (
    Page(path="/account/sessions", name="own-sessions", role=Role.VIEWER, handle=show),
    Page(path="/account/sessions/{session}/end", name="end-session", role=Role.VIEWER, handle=end, method="POST"),
    Page(
        path="/account/sessions/end-others",
        name="end-other-sessions",
        role=Role.VIEWER,
        handle=end_others,
        method="POST",
    ),
)
