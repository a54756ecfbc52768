"""Reviewers by link, people and history in a real browser: without JavaScript, on a phone, by axe."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from announcer.core.posting.lifecycle import State
from announcer.ports.people_store import Role
from announcer.services.people.reviewers_by_link import Invitation, Reviewers
from announcer.web.server import ReviewServer
from announcer.wiring.site_queue import open_queue
from tests.web.browsing import signed_in
from tests.web.chromium import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ONE = "00000001"
PATIENCE = 60_000
PATHS = ("/reviewers", "/people", "/history", "/account/sessions", "/records/new-file")


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    """One browser for all tests."""
    with browser() as found:
        yield cast("Browser", found)


@pytest.fixture
def link(server: ReviewServer, site: Path) -> str:
    """The link of a reviewer who may decide, and of another one who was revoked."""
    with open_queue(site) as queue:
        reviewers = Reviewers(store=queue.store)
        gone, _ = reviewers.add(Invitation(name="علی احمدی"), actor="sara")
        reviewers.revoke(gone.id, actor="sara")
        _, token = reviewers.add(
            Invitation(name="Maryam Karimi", mail="maryam@example.org", decides=True), actor="sara"
        )
    return f"http://127.0.0.1:{server.port}/for/{token}"


def context(chromium: "Browser", server: ReviewServer, **options: object) -> "BrowserContext":
    """Return the browser of an administrator who is signed in."""
    visitor = signed_in(server, Role.ADMIN, "boss", language=str(options.pop("language", "en")))
    found = chromium.new_context(**options)  # type: ignore[arg-type]
    found.set_default_timeout(PATIENCE)
    token = visitor.browser.cookies["announcer"]
    found.add_cookies([{"name": "announcer", "value": token, "url": visitor.base}])
    return found


def pages(found: "BrowserContext", server: ReviewServer, link: str, language: str) -> Iterator[tuple[str, "Page"]]:
    """Open one page after the other."""
    page = found.new_page()
    for path in (*PATHS, "/for/", f"/for/{ONE}"):
        begin = f"http://127.0.0.1:{server.port}{path}"
        by_link = f"{link}{path.removeprefix('/for').rstrip('/')}?language={language}"
        page.goto(by_link if path.startswith("/for") else begin)
        yield path, page


def test_a_reviewer_approves_by_the_link_and_takes_it_back_without_javascript(
    chromium: "Browser", link: str, site: Path
) -> None:
    found = chromium.new_context(java_script_enabled=False)
    found.set_default_timeout(PATIENCE)
    page = found.new_page()
    page.goto(link)
    page.click("h2 a >> nth=0")
    shown = page.inner_text(".post-text")
    page.click("text=Approve what is shown")
    assert page.is_visible("text=You approved:")
    with open_queue(site) as queue:
        (approved,) = queue.store.listing([State.SCHEDULED])
    assert approved.approved_by == "Maryam Karimi (by link)"
    assert approved.text.replace("https://", "") == shown.replace("https://", "")
    page.click("text=Take it back")

    with open_queue(site) as queue:
        assert queue.store.get(approved.id).state is State.IN_REVIEW
    found.close()


def test_an_approver_makes_a_link_that_opens_on_a_phone(chromium: "Browser", server: ReviewServer) -> None:
    found = context(chromium, server, viewport={"width": 360, "height": 740})
    page = found.new_page()
    page.goto(f"http://127.0.0.1:{server.port}/reviewers")
    page.fill("#name", "The dean")
    page.click("text=Make the link")
    address = page.input_value("#new-link")
    assert address.startswith(f"http://127.0.0.1:{server.port}/for/")
    guest = chromium.new_context(viewport={"width": 320, "height": 640})
    own = guest.new_page()
    own.goto(address)

    assert own.is_visible("text=3 announcements wait for you.")
    found.close()
    guest.close()


def test_on_a_phone_nothing_is_cut_off(chromium: "Browser", server: ReviewServer, link: str) -> None:
    found = context(chromium, server, viewport={"width": 320, "height": 640})
    wide = [
        path
        for path, page in pages(found, server, link, "en")
        if page.evaluate("document.documentElement.scrollWidth") > 320
    ]

    assert wide == []
    found.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_axe_finds_nothing(
    chromium: "Browser", server: ReviewServer, link: str, scheme: str, language: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    found = context(chromium, server, language=language, color_scheme=scheme)
    wrong = [
        f"{path}: {violation['id']} {[node['target'] for node in violation['nodes']][:3]}"
        for path, page in pages(found, server, link, language)
        for violation in axe.run(page).response["violations"]
    ]

    assert wrong == []
    found.close()
