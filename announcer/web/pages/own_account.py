"""What somebody sets for themselves: language, keys, password."""

from starlette.responses import RedirectResponse, Response

from announcer.errors import UsageError
from announcer.ports.people_store import Role
from announcer.services.people.signing_in import SigningIn
from announcer.web.security.cookies import Cookies
from announcer.web.visit import Page, Visit


def show(visit: Visit) -> Response:
    """Show who is signed in, and what they may set."""
    return _page(visit)


def _page(visit: Visit, problem: UsageError | None = None) -> Response:
    return visit.render(
        "own-account.html.j2",
        status=422 if problem else 200,
        problem=problem,
        languages=visit.surroundings.languages,
        done=visit.query.get("done", ""),
    )


def set_preferences(visit: Visit) -> Response:
    """Keep language and keys."""
    known = {each.code for each in visit.surroundings.languages}
    language = visit.field("language")
    visit.queue.store.set_preferences(
        visit.actor, language=language if language in known else "", keys_off=not visit.field("keys")
    )
    return visit.to("own-account", {"done": "preferences"})


def change_password(visit: Visit) -> Response:
    """Give somebody who knows the old password a new one."""
    signed_in = visit.signed_in
    if signed_in is None or visit.field("password") != visit.field("again"):
        return _page(visit, UsageError("The two passwords differ."))
    try:
        session = SigningIn(store=visit.queue.store).change_password(
            signed_in, visit.field("old"), visit.field("password"), address=visit.address
        )
    except UsageError as error:
        return _page(visit, error)
    response = RedirectResponse(visit.link("own-account", {"done": "password"}), status_code=303)
    Cookies(is_encrypted=visit.queue.settings.review.public_address.startswith("https://")).keep_session(
        response, session.token
    )
    return response


PAGES = (
    Page(path="/account", name="own-account", role=Role.VIEWER, handle=show),
    Page(path="/account", name="set-preferences", role=Role.VIEWER, handle=set_preferences, method="POST"),
    Page(path="/account/password", name="change-password", role=Role.VIEWER, handle=change_password, method="POST"),
)
