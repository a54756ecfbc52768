"""Answer a request with a page: who asks, may they, is the form ours, and what to say when something fails."""

import logging
import secrets
from dataclasses import dataclass, field
from functools import partial

import anyio
from anyio import CapacityLimiter, to_thread
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from announcer.errors import (
    AnnouncerError,
    ConfigurationError,
    OutputError,
    StoreUnusableError,
    UnknownAnnouncementError,
    UsageError,
    WrongStateError,
    described,
)
from announcer.ports.people_store import Origin, Role
from announcer.services.people.signing_in import SessionTimes, SignedIn, SigningIn
from announcer.web.security.addresses import client_address, vouched_name
from announcer.web.security.cookies import Cookies, new_visitor, visitor_form_token
from announcer.web.translations import Languages
from announcer.web.visit import Page, Surroundings, Visit
from announcer.web.worded_sentences import worded
from announcer.wiring.site_pool import AT_WORK, SitePool
from announcer.wiring.site_queue import SiteQueue

DEADLINE_SECONDS = 30
DRAWING = 2
"""Threads of those at work that are for pages which wait for pictures."""
MOST_FIELDS = 2000
LARGEST_FIELD = 256 * 1024
_INSIDE = (StoreUnusableError, ConfigurationError, OutputError)
"""Errors whose words have paths and addresses in them: visitors are not told those."""
_STATUS: tuple[tuple[type[AnnouncerError], int], ...] = (
    (UnknownAnnouncementError, 404),
    (WrongStateError, 409),
    (UsageError, 422),
    (StoreUnusableError, 503),
)

TOO_LONG = "A text that was sent is too long: at most 256 KB fit into one field."
NO_PAGE = {
    404: "There is no such page.",
    405: "There is no such page.",
    413: "What was sent is too large: at most 10 MB fit.",
}
"""What is said in place of the web server's own words."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Answering:
    """Answers for every page.

    Args:
        pool: The site's queue, for each thread its own.
        surroundings: What every visit has in common.
        languages: The interface's languages.
        cookies: Reads and writes cookies.
    """

    pool: SitePool
    surroundings: Surroundings
    languages: Languages
    cookies: Cookies
    limiter: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(AT_WORK - DRAWING))
    drawing_limiter: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(DRAWING))

    async def answer(self, page: Page, request: Request) -> Response:
        """Answer a request for that page, in a thread that may use the queue.

        What takes longer than the deadline is told so; what a thread is at, it finishes.
        """
        form = FormData()
        if page.method == "POST":
            takes_files = page.uploads > 0 and await to_thread.run_sync(self._is_signed_in, request)
            form = await request.form(
                max_files=1 if takes_files else 0, max_fields=MOST_FIELDS, max_part_size=LARGEST_FIELD
            )
        limiter = self.drawing_limiter if page.draws else self.limiter
        work = partial(self._visited, page, request, form)
        try:
            with anyio.fail_after(DEADLINE_SECONDS):
                return await to_thread.run_sync(work, limiter=limiter, abandon_on_cancel=True)
        except TimeoutError:
            raise HTTPException(503, "That took too long. Try once more in a moment.") from None
        finally:
            await form.close()

    def problem_without_page(self, request: Request, error: Exception) -> Response:
        """Answer what has no page, or where no page can: in the visitor's language, with a way back."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        detail = error.detail if isinstance(error, HTTPException) else "The program failed here; its log has more."
        language = self.languages.of(self._language(request, None))
        words = TOO_LONG if detail.startswith("Field exceeded") else NO_PAGE.get(status, detail)
        text = self.surroundings.templates.render(
            "plain.html.j2",
            {
                "language": language,
                "_": language.text,
                "static": self.surroundings.static,
                "words": worded(words, language),
            },
        )
        headers = error.headers if isinstance(error, HTTPException) else None
        return HTMLResponse(text, status_code=status, headers=headers)

    def _is_signed_in(self, request: Request) -> bool:
        """Return whether somebody is signed in: strangers' files are not even put on the disk."""
        try:
            with self.pool.queue() as queue:
                return SigningIn(store=queue.store).who(self.cookies.session(request)) is not None
        except AnnouncerError:
            return False

    def _visited(self, page: Page, request: Request, form: FormData) -> Response:
        try:
            with self.pool.queue() as queue:
                return self._with_queue(page, request, form, queue)
        except AnnouncerError as error:  # the store itself cannot be used
            log.warning("%s", described(error), extra={"event": "page-failed"})
            raise HTTPException(503, "The queue cannot be used at the moment. Try once more in a moment.") from None

    def _with_queue(self, page: Page, request: Request, form: FormData, queue: SiteQueue) -> Response:
        review = queue.settings.review
        times = SessionTimes(idle=review.idle_after, longest=review.sign_in_lasts)
        signed_in = SigningIn(store=queue.store, times=times).who(self.cookies.session(request))
        vouched = vouched_name(request, review.identity_header, review.trusted_proxies)
        if signed_in and vouched not in ("", signed_in.name):
            signed_in = None  # somebody else sits there now
        visitor = self.cookies.visitor(request)
        is_new = not signed_in and not visitor
        visitor = visitor or new_visitor()
        visit = Visit(
            surroundings=self.surroundings,
            page=page,
            queue=queue,
            language=self.languages.of(self._language(request, signed_in)),
            signed_in=signed_in,
            address=client_address(request, review.trusted_proxies),
            form_token=signed_in.session.form_token if signed_in else visitor_form_token(visitor),
            path={name: str(value) for name, value in request.path_params.items()},
            query=request.query_params,
            form=form,
            host=request.headers.get("host", ""),
            vouched=vouched,
            is_live=request.headers.get("hx-request") == "true",
            url=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        )
        response = _unreadable(visit) or self._refusal(visit) or self._handled(visit)
        if is_new and page.role is None and page.method == "GET":
            self.cookies.keep_visitor(response, visitor)
        return response

    def _language(self, request: Request, signed_in: SignedIn | None) -> str:
        own = signed_in.person.language if signed_in else ""
        chosen = request.query_params.get("language", "")
        if chosen in self.languages.codes:
            return chosen
        return own or self.languages.preferred(request.headers.get("accept-language", ""))

    def _refusal(self, visit: Visit) -> Response | None:
        """Return why the visitor gets another answer; None where the page may answer."""
        page = visit.page
        if page.method == "POST" and page.role is not None and visit.signed_in is None:
            return _signed_out(visit)
        if page.method == "POST" and not _is_ours(visit):
            return _not_ours(visit)
        if page.role is None:
            return None
        if visit.signed_in is None:
            return RedirectResponse(visit.link("sign-in", {"next": visit.url}), status_code=303)
        if not visit.may(page.role):
            extra = {"event": "page-refused", "actor": visit.actor, "page": page.name, "address": visit.address}
            log.warning("%s may not do that: %s", visit.actor, page.name, extra=extra)
            return _problem(visit, 403, "You may not do that.", _who_may(visit, page.role))
        return None

    def _handled(self, visit: Visit) -> Response:
        signed_in = visit.signed_in
        origin = Origin(session=signed_in.session.id if signed_in else "", address=visit.address)
        try:
            with visit.queue.store.acting_from(origin):
                return visit.page.handle(visit)
        except AnnouncerError as error:
            return problem_page(visit, error)
        except Exception:
            number = secrets.token_hex(4)
            log.exception("a page failed, number %s", number, extra={"event": "page-failed"})
            words = visit.language.text("The program failed here. The log has more, under the number {number}.")
            return _problem(visit, 500, words.replace("{number}", number), "")


def problem_page(visit: Visit, error: AnnouncerError) -> Response:
    """Return the page that tells of an error; paths and addresses stay in the log."""
    if isinstance(error, _INSIDE):
        number = secrets.token_hex(4)
        log.warning("%s: %s", number, described(error), extra={"event": "page-failed"})
        words = visit.language.text(
            "The server cannot do that at the moment. Its log says why, under the number {number}."
        )
        return _problem(visit, 503, words.replace("{number}", number), "")
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 422)
    return _problem(visit, status, str(error), error.hint)


def _is_ours(visit: Visit) -> bool:
    given = visit.field("form_token")
    return bool(visit.form_token) and secrets.compare_digest(given.encode(), visit.form_token.encode())


def _unreadable(visit: Visit) -> Response | None:
    """Return the refusal of what has a NUL in it, which no database takes; None where nothing has."""
    values = (*visit.path.values(), *visit.query.values(), *visit.form.values())
    if not any("\0" in value for value in values if isinstance(value, str)):
        return None
    return _problem(visit, 400, "There is a character in it that no text has.", "Type it in anew.")


def _who_may(visit: Visit, role: Role) -> str:
    return visit.language.text("Ask somebody who may: {role}.").replace("{role}", visit.language.text(role.value))


def _signed_out(visit: Visit) -> Response:
    """Say that nobody is signed in any more; what was typed stands there, and signing in leads back to its page."""
    said = visit.language.text
    words = said(
        "You are signed out: in another tab, by an administrator, or as your time was over. Nothing was done."
    )
    hint = said("Copy what you wrote, sign in again, and do it once more.")
    return _problem(visit, 403, words, hint, visit.link("sign-in", {"next": _page_before(visit)}))


def _not_ours(visit: Visit) -> Response:
    """Say that the form is not of this session; what was typed stands there."""
    if not visit.signed_in:
        return _problem(visit, 403, "This form is too old, or of another page.", "Load the page once more.")
    said = visit.language.text
    words = said("You have signed in anew since this page was loaded, or the form is of another page.")
    return _problem(visit, 403, words, said("Go back to it, and do it once more."), _page_before(visit))


def _page_before(visit: Visit) -> str:
    """Return the address of the page whose form this was, as far as the form's own address says."""
    pages = visit.surroundings.pages
    if any(page.path == visit.page.path and page.method == "GET" for page in pages):
        return visit.url
    return visit.link("announcement", id=visit.path["id"]) if visit.url.startswith("/announcements/") else "/"


def _problem(visit: Visit, status: int, words: str, hint: str, back: str = "") -> Response:
    problem = {"status": status, "words": words, "hint": hint, "back": back}
    return visit.render("problem.html.j2", status=status, problem=problem)
