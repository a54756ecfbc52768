"""A served review page, and people who look at it with a browser of few words."""

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import requests

from announcer.core.posts.announcement import Announcement
from announcer.core.posts.share_kit import ShareKit
from announcer.ports.people_store import Person, Role, Session
from announcer.services.people.signing_in import digest_of
from announcer.services.review.drawing_work import DrawingWork, ExamineJob, RedrawJob
from announcer.settings.site_settings import load
from announcer.system.clock import Clock
from announcer.web.server import ReviewServer
from announcer.wiring.site_drawing import drawing_here
from announcer.wiring.site_queue import open_queue

_COME_AGAIN = 503
_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')


class Visitor:
    """Somebody with a browser; `answer` is the last one they got."""

    def __init__(self, server: ReviewServer, language: str = "en") -> None:
        self.server = server
        self.base = f"http://127.0.0.1:{server.port}"
        self.browser = requests.Session()
        self.browser.headers["Accept-Language"] = language
        self.form_token = ""
        self.answer = requests.Response()

    def get(self, path: str, **headers: str) -> requests.Response:
        """Open an address, redirects followed; remember the token of its forms."""
        return self._seen(self.browser.get(self.base + path, headers=headers, timeout=60))

    def _seen(self, answer: requests.Response) -> requests.Response:
        self.answer = answer
        found = _TOKEN.search(answer.text) if "text" in answer.headers.get("Content-Type", "") else None
        self.form_token = found[1] if found else self.form_token
        return answer

    def raw(self, method: str, path: str, **headers: str) -> requests.Response:
        """Ask for an address as it is, redirects not followed."""
        return self.browser.request(method, self.base + path, headers=headers, allow_redirects=False, timeout=60)

    def drawn(self, path: str) -> requests.Response:
        """Ask for a picture until it is drawn, as one that is told to come again does."""
        for _ in range(12):
            self.answer = self.raw("GET", path)
            if self.answer.status_code != _COME_AGAIN:
                break
        return self.answer

    def post(self, path: str, **fields: str | list[str]) -> requests.Response:
        """Send a form as a browser does: from a page of the same site, with the token of the page before."""
        sent = {"form_token": self.form_token} | fields
        headers = {"Origin": self.base, "Sec-Fetch-Site": "same-origin"}
        return self._seen(self.browser.post(self.base + path, data=sent, headers=headers, timeout=60))

    @property
    def text(self) -> str:
        """What the last page says, without its tags."""
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.answer.text)).split())


class OneAtATime:
    """Draws in this process, which begins sooner than another: for tests of what is done with it."""

    def __init__(self, site: Path) -> None:
        self._work = drawing_here(site, load(site))
        self._turn = threading.Lock()

    def examined(self, job: ExamineJob) -> Announcement:
        """Look into an announcement."""
        with self._turn:
            return self._work.examined(job)

    def redrawn(self, job: RedrawJob) -> Announcement:
        """Make an announcement anew."""
        with self._turn:
            return self._work.redrawn(job)

    def thumbnail(self, card: bytes, width: int) -> bytes:
        """Make a card small."""
        with self._turn:
            return self._work.thumbnail(card, width)

    def own_card(self, picture: bytes) -> bytes:
        """Make a card of somebody's picture."""
        with self._turn:
            return self._work.own_card(picture)

    def share_files(self, kit: ShareKit) -> Mapping[str, bytes]:
        """Write a share kit."""
        with self._turn:
            return self._work.share_files(kit)

    def card_templates(self) -> tuple[str, ...]:
        """Return the names of the templates."""
        return self._work.card_templates()


@contextmanager
def served(site: Path, clock: Clock | None = None, drawing: DrawingWork | None = None) -> Iterator[ReviewServer]:
    """Serve the review page of a site on a port of 127.0.0.1, in a thread."""
    server = ReviewServer(site, port=0, clock=clock, drawing=drawing or OneAtATime(site))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join(timeout=20)


def signed_in(server: ReviewServer, role: Role, name: str = "", *, language: str = "en") -> Visitor:
    """Return somebody of that role who is signed in, without a password."""
    own = name or f"some-{role.value}"
    with server.pool.queue() as queue:
        store, now = queue.store, queue.store.now()
        store.add_person(Person(name=own, full_name=own.title(), role=role, language=language), actor="test")
        token = f"token-of-{own}-{now.timestamp()}"
        session = Session(
            digest=digest_of(token),
            person=own,
            form_token=f"form-{own}",
            address="127.0.0.1",
            created_at=now,
            seen_at=now,
        )
        store.open_session(session)
    visitor = Visitor(server, language)
    visitor.browser.cookies.set("announcer", token, domain="127.0.0.1", path="/")
    visitor.form_token = session.form_token
    return visitor


def history(site: Path, announcement: str = "") -> list[str]:
    """Return the names of the lines of history."""
    with open_queue(site) as queue:
        return [event.name for event in queue.store.history(announcement)]
