"""Sign in and out, and set a password by a link that works once."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.responses import RedirectResponse, Response

from announcer.errors import AnnouncerError, UsageError
from announcer.ports.people_store import Role
from announcer.services.people.passwords import check_password
from announcer.services.people.signing_in import NewSession, SessionTimes, SigningIn, WrongPasswordError
from announcer.services.people.team import checked_name
from announcer.web.security.cookies import Cookies
from announcer.web.visit import Page, Visit


def _service(visit: Visit) -> SigningIn:
    review = visit.queue.settings.review
    return SigningIn(
        store=visit.queue.store, times=SessionTimes(idle=review.idle_after, longest=review.sign_in_lasts)
    )


def _cookies(visit: Visit) -> Cookies:
    return Cookies(is_encrypted=visit.queue.settings.review.public_address.startswith("https://"))


def show_sign_in(visit: Visit) -> Response:
    """Ask for name and password."""
    if visit.signed_in:
        return RedirectResponse(_inside(visit.query.get("next", "")), status_code=303)
    target = _inside(visit.query.get("next", ""))
    if visit.vouched:
        try:
            return _signed_in(visit, _service(visit).sign_in_vouched(visit.vouched, address=visit.address), target)
        except WrongPasswordError as error:
            return _sign_in_page(visit, target, visit.language.text(str(error)), status=403)
    return _sign_in_page(visit, target)


def _sign_in_page(visit: Visit, target: str, problem: str = "", *, status: int = 200, name: str = "") -> Response:
    return visit.render(
        "sign-in.html.j2",
        status=status,
        target=target,
        problem=problem,
        name=name,
        chosen=_chosen_language(visit),
    )


def sign_in(visit: Visit) -> Response:
    """Sign somebody in, or say that name and password do not go together."""
    name, target = visit.field("name"), _inside(visit.field("next"))
    keys = (f"name {name.strip().casefold()}", f"address {visit.address}")
    wait = visit.surroundings.throttle.wait(keys, visit.now)
    if wait.total_seconds() > 0:
        words = visit.language.text(
            "Too many wrong passwords. Try once more in {wait}.", wait=visit.dates.left(wait)
        )
        return _sign_in_page(visit, target, words, status=429, name=name)
    try:
        session = _service(visit).sign_in(name, visit.field("password"), address=visit.address)
    except WrongPasswordError as error:
        visit.surroundings.throttle.failed(keys, visit.now)
        return _sign_in_page(visit, target, visit.language.text(str(error)), status=403, name=name)
    visit.surroundings.throttle.succeeded(keys[0])
    return _signed_in(visit, session, target)


def _signed_in(visit: Visit, session: NewSession, target: str) -> Response:
    response = RedirectResponse(target, status_code=303)
    _cookies(visit).keep_session(response, session.token)
    return response


def sign_out(visit: Visit) -> Response:
    """End the session."""
    if visit.signed_in:
        _service(visit).sign_out(visit.signed_in)
    response = visit.to("sign-in")
    _cookies(visit).drop_session(response)
    return response


def show_welcome(visit: Visit) -> Response:
    """Ask who opens a link that works once for a password, and for a name where it is the first run's."""
    link = _service(visit).link(visit.path["token"])
    return _welcome_page(visit, link.person)


def _welcome_page(visit: Visit, person: str, problems: Sequence[AnnouncerError] = ()) -> Response:
    return visit.render(
        "welcome.html.j2",
        status=422 if problems else 200,
        person=person,
        token=visit.path["token"],
        problems=problems,
        chosen=_chosen_language(visit),
        typed={"name": visit.field("name"), "full_name": visit.field("full_name")},
    )


def set_password(visit: Visit) -> Response:
    """Set the password, and sign in."""
    service, token = _service(visit), visit.path["token"]
    link = service.link(token)
    problems = _problems(visit, link.person)
    if problems:
        return _welcome_page(visit, link.person, problems)
    try:
        session = service.set_password(
            token,
            visit.field("password"),
            name=visit.field("name"),
            full_name=visit.field("full_name"),
            address=visit.address,
        )
    except UsageError as error:
        return _welcome_page(visit, link.person, [error])
    _keep_language(visit, link.person or checked_name(visit.field("name")))
    return _signed_in(visit, session, "/")


def _problems(visit: Visit, person: str) -> list[AnnouncerError]:
    """Return all that is wrong with the form of the welcome page."""
    known = visit.queue.store.person(person) if person else None
    full_name = visit.field("full_name") or (known.full_name if known else "")
    name, found = person, list[AnnouncerError]()
    if not person:
        try:
            name = checked_name(visit.field("name"))
        except UsageError as error:
            found.append(error)
    try:
        check_password(visit.field("password"), name, full_name)
    except UsageError as error:
        found.append(error)
    if visit.field("password") != visit.field("again"):
        found.append(UsageError("The two passwords differ."))
    return found


def _chosen_language(visit: Visit) -> str:
    """Return the language that was switched to on this page; empty where none was."""
    chosen = visit.query.get("language", "")
    return chosen if any(each.code == chosen for each in visit.surroundings.languages) else ""


def _keep_language(visit: Visit, name: str) -> None:
    chosen, person = _chosen_language(visit), visit.queue.store.person(name)
    if chosen and person:
        visit.queue.store.set_preferences(name, language=chosen, keys_off=person.keys_off)


def _inside(target: str) -> str:
    """Return an address of this page; anything else becomes the first page."""
    parts = urlsplit(target)
    is_ours = target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.netloc
    return target if is_ours and target.isprintable() and "\\" not in target else "/"


PAGES = (
    Page(path="/sign-in", name="sign-in", role=None, handle=show_sign_in),
    Page(path="/sign-in", name="do-sign-in", role=None, handle=sign_in, method="POST"),
    Page(path="/sign-out", name="sign-out", role=Role.VIEWER, handle=sign_out, method="POST"),
    Page(path="/welcome/{token}", name="welcome", role=None, handle=show_welcome),
    Page(path="/welcome/{token}", name="set-password", role=None, handle=set_password, method="POST"),
)
