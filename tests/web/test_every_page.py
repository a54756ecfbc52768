"""What holds for every page, whatever it shows: who may see it, what protects it, which headers it has."""

import re

import pytest

from announcer.ports.people_store import Role
from announcer.web.pages.registry import PAGES
from announcer.web.security.headers import HEADERS
from announcer.web.server import ReviewServer
from announcer.web.visit import Page
from tests.web.browsing import Visitor, signed_in

_FORBIDDEN = 403
_SEE_OTHER = 303
POSTS = [page for page in PAGES if page.method == "POST"]


def address(page: Page) -> str:
    """Return an address of the page, with something in each place of its path."""
    return re.sub(r"\{[\w:]+\}", "00000001", page.path)


def test_no_two_pages_have_the_same_name_or_the_same_address_and_method() -> None:
    assert len({page.name for page in PAGES}) == len(PAGES)
    assert len({(page.path, page.method) for page in PAGES}) == len(PAGES)


@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_every_page_lets_in_those_of_its_role_and_nobody_else(server: ReviewServer, role: Role | None) -> None:
    visitor = signed_in(server, role) if role else Visitor(server)
    wrong = []
    for page in PAGES:
        if page.name == "sign-out":
            continue
        form = {"form_token": visitor.form_token}
        headers = {"Origin": visitor.base}
        answer = visitor.browser.request(
            page.method, visitor.base + address(page), data=form, headers=headers, allow_redirects=False, timeout=30
        )
        may = page.role is None or (role is not None and role.includes(page.role))
        if role is None and page.method == "POST":
            refused = answer.status_code == _FORBIDDEN  # without a cookie nobody has a token
        elif role is None and not may:
            refused = answer.status_code == _SEE_OTHER and answer.headers["Location"].startswith("/sign-in")
        else:
            refused = (answer.status_code == _FORBIDDEN) is not may or page.role is None
        if not refused or answer.status_code >= 500:
            wrong.append(f"{page.method} {page.path}: {answer.status_code}")

    assert wrong == []


@pytest.mark.parametrize("page", POSTS, ids=lambda page: page.name)
def test_a_form_without_its_token_or_of_another_site_does_nothing(server: ReviewServer, page: Page) -> None:
    visitor = signed_in(server, Role.ADMIN)
    url = visitor.base + address(page)

    def sent(token: str, **headers: str) -> int:
        given = {"form_token": token} if token else {}
        return visitor.browser.post(url, data=given, headers=headers, allow_redirects=False, timeout=30).status_code

    assert sent("", Origin=visitor.base) == _FORBIDDEN
    assert sent("guessed", Origin=visitor.base) == _FORBIDDEN
    assert sent(visitor.form_token) == _FORBIDDEN
    assert sent(visitor.form_token, Origin="https://evil.example") == _FORBIDDEN
    assert sent(visitor.form_token, Origin="null") == _FORBIDDEN
    assert sent(visitor.form_token, **{"Origin": visitor.base, "Sec-Fetch-Site": "cross-site"}) == _FORBIDDEN


@pytest.mark.parametrize(
    "path", ["/", "/all", "/sign-in", "/nowhere", "/welcome/x", "/static/0/review.css", "/cards/x"]
)
def test_every_answer_has_the_headers(server: ReviewServer, path: str) -> None:
    answer = Visitor(server).raw("GET", path)

    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "server" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_only_hosts_of_the_page_are_answered(server: ReviewServer) -> None:
    visitor = Visitor(server)

    assert visitor.raw("GET", "/sign-in", Host="evil.example").status_code == 421
    assert visitor.raw("GET", "/sign-in", Host=f"localhost:{server.port}").status_code == 200


def test_no_page_carries_code_or_style(server: ReviewServer) -> None:
    visitor = signed_in(server, Role.ADMIN)
    pages = [page for page in PAGES if page.method == "GET" and page.name not in {"card", "thumbnail"}]

    for page in pages:
        text = visitor.get(address(page)).text
        assert {name: visitor.answer.headers.get(name) for name in HEADERS} == HEADERS, page.path
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)", text), page.path


def test_the_site_cannot_put_its_own_templates_in_the_place_of_the_pages(server: ReviewServer) -> None:
    own = server.pool.folder / "templates" / "web" / "app"
    own.mkdir(parents=True)
    (own / "sign-in.html.j2").write_text("caught", "utf-8")

    assert "caught" not in Visitor(server).get("/sign-in").text


def test_a_body_beyond_the_limit_is_refused(server: ReviewServer) -> None:
    visitor = Visitor(server)
    answer = visitor.browser.post(
        visitor.base + "/sign-in", data=b"x" * 11_000_000, headers={"Origin": visitor.base}, timeout=30
    )

    assert answer.status_code == 413
