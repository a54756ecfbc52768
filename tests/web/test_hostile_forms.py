"""Whatever is typed into whichever form: no page fails, and nothing comes back as tags or turns text around."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from announcer.ports.people_store import Role
from announcer.services.people.reviewers_by_link import Invitation, Reviewers
from announcer.web.pages.registry import PAGES
from announcer.web.security.cookies import visitor_form_token
from announcer.web.server import ReviewServer
from announcer.web.visit import Page
from announcer.wiring.site_queue import open_queue
from tests.web.browsing import Visitor, signed_in
from tests.web.test_every_page import address

_SERVER_ERROR = 500
_FILES = Path(__file__).parents[2]
_NAMES = re.compile(r'\.(?:field|fields|get)\("(\w+)"|name="(\w+)"')
CANARY = "canary7261"
HOSTILE = {
    "tags": f'"><script>{CANARY}()</script><img src=x onerror={CANARY}()>',
    "attribute": f"' onmouseover='{CANARY}()' x='",
    "template": f"{{{{ {CANARY}.__class__ }}}}{{% for x in y %}}",
    "overrides": f"{CANARY}\u202e\u2066gnirts\u2069\u200f",
    "controls": f"{CANARY}\x1b[31m\x07\x7f\x85\u2028",
    "nul": f"{CANARY}\0x",
    "long": CANARY * 1000,
    "sql": f"'; DROP TABLE event; -- {CANARY}",
    "paths": f"../../../../etc/passwd#{CANARY}",
    "percent": "%s %n %(name)s {0} {name} {number",
    "number": "99999999999999999999999",
    "halves": "\udc80\ud800",
    "address": f"//evil.example/{CANARY}",
    "empty": "",
}
"""What is typed, by its kind."""
POSTS = [page for page in PAGES if page.method == "POST" and page.name != "sign-out"]


def fields() -> list[str]:
    """Return the name of every field that a page reads, or that a template has."""
    modules = (_FILES / "announcer" / "web" / "pages").glob("*.py")
    templates = (_FILES / "templates" / "web" / "app").glob("*.j2")
    found = {
        name
        for path in (*modules, *templates)
        for names in _NAMES.findall(path.read_text("utf-8"))
        for name in names
    }
    return sorted(found - {"", "form_token"})


class _Tags(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note code, and what runs it."""
        sources = [value for name, value in attrs if name == "src"]
        if tag == "script" and not any((source or "").startswith("/static/") for source in sources):
            self.bad.append(tag)
        self.bad += [name for name, _ in attrs if name.startswith("on")]
        self.bad += [
            f"{name}={value}" for name, value in attrs if name in {"href", "action"} and _leaves(value or "")
        ]


def _leaves(target: str) -> bool:
    return target.startswith(("//", "javascript:", "data:")) or CANARY in target.partition("?")[0].partition("#")[0]


def problems(page: str) -> list[str]:
    """Return what a page has that it should not have."""
    tags = _Tags()
    tags.feed(page)
    return tags.bad + [f"{ord(sign):x}" for sign in set(unescape(page)) & set("\0\x1b\x07")]


@pytest.fixture
def reviewer_token(site: Path) -> str:
    """The token of somebody who reviews by a link."""
    with open_queue(site) as queue:
        return Reviewers(store=queue.store).add(Invitation(name="Maryam", decides=True), actor="sara")[1]


def _visitor(server: ReviewServer, page: Page, token: str) -> Visitor:
    if page.role is not None:
        return signed_in(server, Role.ADMIN, "boss")
    visitor = Visitor(server)
    visitor.get(f"/for/{token}")
    visitor.form_token = visitor_form_token(visitor.browser.cookies["announcer-visitor"])
    return visitor


@pytest.mark.parametrize("page", POSTS, ids=lambda page: page.name)
def test_no_form_fails_over_what_is_typed_nor_gives_it_back_as_tags(
    server: ReviewServer, reviewer_token: str, page: Page
) -> None:
    path = address(page)
    if page.path.startswith("/for/"):
        path = page.path.replace("{token}", reviewer_token).replace("{id}", "00000001")
    visitor = _visitor(server, page, reviewer_token)
    wrong = []
    for kind, typed in HOSTILE.items():
        sent = typed.encode("utf-8", "surrogatepass")
        form = dict.fromkeys(fields(), sent) | {"form_token": visitor.form_token.encode()}
        answer = visitor.browser.post(
            visitor.base + path, data=form, headers={"Origin": visitor.base}, allow_redirects=False, timeout=60
        )
        found = problems(answer.text)
        if answer.status_code >= _SERVER_ERROR or found:
            wrong.append(f"{kind}: {answer.status_code} {found}")
        target = answer.headers.get("Location", "")
        if target and (not target.startswith("/") or target.startswith("//")):
            wrong.append(f"{kind}: leads to {target}")

    assert wrong == []


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_page_fails_over_what_its_address_asks(server: ReviewServer, kind: str) -> None:
    visitor = signed_in(server, Role.ADMIN, "boss")
    asked = {name: HOSTILE[kind].encode("utf-8", "surrogatepass")[:300] for name in (*fields(), "before", "actor")}
    wrong = []
    for page in PAGES:
        if page.method == "GET":
            answer = visitor.browser.get(
                visitor.base + address(page), params=asked, timeout=60, allow_redirects=False
            )
            found = problems(answer.text) if "html" in answer.headers.get("Content-Type", "") else []
            if answer.status_code >= _SERVER_ERROR or found:
                wrong.append(f"{page.path}: {answer.status_code} {found}")

    assert wrong == []


def test_what_was_typed_is_shown_later_with_its_signs_spelled_out(server: ReviewServer) -> None:
    visitor = signed_in(server, Role.ADMIN, "boss")
    visitor.get("/announcements/00000001")
    visitor.post("/announcements/00000001/note", note=HOSTILE["tags"])
    visitor.post("/announcements/00000001/note", note=HOSTILE["overrides"])
    for path in ("/announcements/00000001", "/history", "/all"):
        visitor.get(path)
        assert problems(visitor.answer.text) == []

    assert "\u202e" not in visitor.get("/history").text
    assert "\u202e" not in visitor.get("/announcements/00000001").text
    assert r"\u202e" in visitor.text
