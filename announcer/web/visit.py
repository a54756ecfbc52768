"""What a page is given when somebody asks for it, and what a page is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, partial
from threading import BoundedSemaphore
from urllib.parse import urlencode

from starlette.datastructures import FormData, QueryParams
from starlette.responses import HTMLResponse, RedirectResponse, Response

from announcer.ports.people_store import Person, Role
from announcer.services.people.signing_in import SignedIn
from announcer.services.review.drawing_work import DrawingWork
from announcer.web.kept_bytes import KeptBytes
from announcer.web.local_dates import LocalDates
from announcer.web.page_templates import PageTemplates
from announcer.web.security.throttling import Throttle
from announcer.web.translations import Language
from announcer.web.worded_sentences import worded
from announcer.wiring.site_queue import SiteQueue

DAEMON_SEEN_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An address of the review page.

    `handle` runs in a thread of its own and may use the queue. `role` is what one must be at least; None lets
    anybody in. `method` is GET or POST; a POST is let through only with the token of the session's forms. `place`
    is what the navigation calls the page, in English; empty where it does not name it. `badge` counts what waits
    there. `uploads` is the most bytes that a form with files may have, 0 where there are none.
    `draws` says that it waits for pictures to be made: such pages wait by themselves, and keep no others waiting.
    """

    path: str
    name: str
    role: Role | None
    handle: "Callable[[Visit], Response]"
    method: str = "GET"
    place: str = ""
    badge: "Callable[[Visit], int] | None" = None
    uploads: int = 0
    draws: bool = False


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What every visit has in common."""

    templates: PageTemplates
    pages: tuple[Page, ...]
    static: Callable[[str], str]
    """Gives the address of a file that is served as it is, by its name."""
    languages: tuple[Language, ...]
    throttle: Throttle
    drawing: DrawingWork
    stamp: str
    """Changes with whatever decides on what is found of announcements, beside themselves."""
    looking: BoundedSemaphore
    """Taken by a page that has an announcement looked into: few may wait for that, or no thread would be left."""
    previews: KeptBytes
    thumbnails: KeptBytes


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One request: who asks for what, with the queue for as long as it is answered.

    `form` is empty for GET. `path` has the parameters of the address. `form_token` goes into every form.
    """

    surroundings: Surroundings
    page: Page
    queue: SiteQueue
    language: Language
    signed_in: SignedIn | None
    address: str
    form_token: str
    path: Mapping[str, str]
    query: QueryParams
    form: FormData
    is_live: bool = False
    """Whether a part of a page is asked for, by a script, rather than a whole page."""
    url: str = "/"
    host: str = ""
    """The name and port that the page was asked by, which is one of its own."""
    vouched: str = ""
    """Whom a listed proxy says that it has signed in; empty nearly always."""

    @property
    def person(self) -> Person:
        """Who is signed in; only pages that have a role may ask."""
        if self.signed_in is None:
            raise LookupError("nobody is signed in")
        return self.signed_in.person

    @property
    def actor(self) -> str:
        """The name for the history: that of the login, whatever else the request says."""
        return self.person.name

    def may(self, role: Role | str) -> bool:
        """Return whether who asks may do what that role may."""
        return self.signed_in is not None and self.person.role.includes(Role(role))

    def field(self, name: str) -> str:
        """Return a field of the form as text, its lines ended by LF as templates and networks have them."""
        value = self.form.get(name, "")
        return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else ""

    def fields(self, name: str) -> list[str]:
        """Return every value of a field of the form."""
        return [value for value in self.form.getlist(name) if isinstance(value, str)]

    @cached_property
    def dates(self) -> LocalDates:
        """How this visitor reads times: in the site's zone, in both calendars."""
        return LocalDates(zone=self.queue.zone, language=self.language)

    @cached_property
    def now(self) -> datetime:
        """The time the queue goes by."""
        return self.queue.store.now()

    @property
    def daemon_is_off(self) -> bool:
        """Whether nothing plans and posts at the moment, as far as the queue knows."""
        seen = max(self.queue.store.heartbeats().values(), default=None)
        return seen is None or self.now - seen > DAEMON_SEEN_WITHIN

    @property
    def site_address(self) -> str:
        """Where this person reaches the page, without a slash at its end: what links for others begin with."""
        return self.queue.settings.review.public_address or f"http://{self.host}"

    # -- answers -----------------------------------------------------------------------------------------------

    def render(self, template: str, *, status: int = 200, **variables: object) -> Response:
        """Answer with a page, or a part of one, from `templates/web/app`."""
        shared = {
            "visit": self,
            "language": self.language,
            "_": self.language.text,
            "counted": self.language.counted,
            "dates": self.dates,
            "static": self.surroundings.static,
            "link": self.link,
            "places": self.places(),
            "number": self.language.digits,
            "worded": partial(worded, language=self.language),
        }
        text = self.surroundings.templates.render(template, shared | variables)
        return HTMLResponse(text, status_code=status)

    def places(self) -> list[tuple[Page, int]]:
        """Return the pages that the navigation names and this person may see, each with what waits there."""
        if self.signed_in is None:
            return []
        there = [each for each in self.surroundings.pages if each.place and each.role and self.may(each.role)]
        return [(each, each.badge(self) if each.badge else 0) for each in there]

    def link(self, name: str, query: Mapping[str, object] | None = None, **parts: str) -> str:
        """Return the address of the page of that name."""
        page = next(each for each in self.surroundings.pages if each.name == name)
        path = page.path
        for part, value in parts.items():
            path = path.replace("{" + part + "}", value)
        given = {key: value for key, value in (query or {}).items() if value not in ("", None)}
        return f"{path}?{urlencode(given)}" if given else path

    def to(self, name: str, query: Mapping[str, object] | None = None, **parts: str) -> Response:
        """Answer that the browser should go on to that page."""
        return RedirectResponse(self.link(name, query, **parts), status_code=303)
