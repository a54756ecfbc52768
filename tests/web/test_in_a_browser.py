"""The review page in a real browser: by keys, under a Persian layout, on a phone, without JavaScript, by axe."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.ports.people_store import Role
from announcer.web.server import ReviewServer
from announcer.wiring.site_queue import open_queue
from tests.web.browsing import signed_in
from tests.web.chromium import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ONE = "00000001"
PATIENCE = 60_000
LOOKED = 800
"""Milliseconds after which a key decides about what is on the screen."""
PATHS = (
    "/",
    "/all",
    f"/announcements/{ONE}",
    f"/announcements/{ONE}/edit",
    f"/announcements/{ONE}/changes",
    "/account",
)


COMPLAINTS: list[str] = []
"""What pages complained of in the present test."""


@pytest.fixture(autouse=True)
def no_complaints() -> Iterator[None]:
    """Fail a test whose pages complained."""
    COMPLAINTS.clear()
    yield
    assert COMPLAINTS == []


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    """One browser for all tests."""
    with browser() as found:
        yield cast("Browser", found)


def context(
    chromium: "Browser", server: ReviewServer, role: Role = Role.APPROVER, **options: object
) -> "BrowserContext":
    """Return the browser of somebody of that role who is signed in."""
    visitor = signed_in(server, role, f"{role.value}-{len(options)}", language=str(options.pop("language", "en")))
    found = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})  # type: ignore[arg-type]
    found.set_default_timeout(PATIENCE)
    token = visitor.browser.cookies["announcer"]
    found.add_cookies([{"name": "announcer", "value": token, "url": visitor.base}])
    return found


def opened(found: "BrowserContext", server: ReviewServer, path: str) -> "Page":
    """Return a page; what its policy or its scripts complain of fails the test in the end."""
    page = found.new_page()
    page.on("pageerror", lambda error: COMPLAINTS.append(str(error)))
    page.on("console", lambda line: COMPLAINTS.append(line.text) if "Content Security" in line.text else None)
    page.goto(f"http://127.0.0.1:{server.port}{path}")
    return page


def stored(site: Path, one: str = ONE) -> Queued:
    """Return an announcement as it is stored."""
    with open_queue(site) as queue:
        return queue.store.get(one)


def states(site: Path) -> list[State]:
    """Return the states of the three announcements."""
    return [stored(site, f"{number:08x}").state for number in (1, 2, 3)]


def test_the_first_link_leads_to_the_first_announcement(chromium: "Browser", server: ReviewServer) -> None:
    found = chromium.new_context()
    found.set_default_timeout(PATIENCE)
    page = opened(found, server, server.first_run_address.removeprefix(server.address))
    for name, words in (
        ("name", "sara"),
        ("full_name", "Sara"),
        ("password", "four good words"),
        ("again", "four good words"),
    ):
        page.fill(f"#{name}", words)
    page.click("button.is-first")
    page.wait_for_selector(".decide")

    assert page.locator("h1").inner_text() == "Publication 3"
    found.close()


def test_everything_is_decided_by_keys_alone(chromium: "Browser", server: ReviewServer, site: Path) -> None:
    found = context(chromium, server)
    page = opened(found, server, "/")
    page.keyboard.press("j")
    page.wait_for_url("**/announcements/00000002")
    page.keyboard.press("k")
    page.wait_for_url("**/announcements/00000003")
    assert states(site) == [State.IN_REVIEW] * 3

    page.wait_for_timeout(LOOKED)
    page.keyboard.press("a")
    page.wait_for_selector(".undo")
    assert states(site)[2] is State.SCHEDULED
    page.keyboard.press("z")
    page.wait_for_selector("text=Taken back.")
    assert states(site) == [State.IN_REVIEW] * 3

    page.keyboard.press("x")
    page.keyboard.type("Not ours")
    page.keyboard.press("Enter")
    page.wait_for_selector(".undo")
    assert states(site)[2] is State.REJECTED
    found.close()


def test_keys_are_those_of_the_place_under_a_persian_layout(
    chromium: "Browser", server: ReviewServer, site: Path
) -> None:
    found = context(chromium, server, language="fa", locale="fa")
    page = opened(found, server, f"/announcements/{ONE}")
    assert page.locator("html").get_attribute("dir") == "rtl"

    page.wait_for_timeout(LOOKED)
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ش', code: 'KeyA', bubbles: true}))"
    )
    page.wait_for_selector(".undo")

    assert stored(site).state is State.SCHEDULED
    found.close()


def test_letters_decide_nothing_while_somebody_types_or_has_switched_keys_off(
    chromium: "Browser", server: ReviewServer, site: Path
) -> None:
    found = context(chromium, server)
    page = opened(found, server, f"/announcements/{ONE}")
    page.locator("#note").press_sequentially("axz")
    assert states(site) == [State.IN_REVIEW] * 3

    with server.pool.queue() as queue:
        queue.store.set_preferences("approver-0", language="en", keys_off=True)
    page.goto(page.url)
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert states(site) == [State.IN_REVIEW] * 3
    found.close()


def test_the_count_follows_what_is_typed_and_saving_shows_what_changed(
    chromium: "Browser", server: ReviewServer, site: Path
) -> None:
    found = context(chromium, server, Role.EDITOR)
    page = opened(found, server, f"/announcements/{ONE}/edit")
    page.fill("#text", "Four words https://doi.org/10.5555/announcer.1")
    page.wait_for_selector("#count .length b:text-is('34')")
    page.click("text=Keep as a new version")
    page.wait_for_selector("ins")

    assert stored(site).text == "Four words https://doi.org/10.5555/announcer.1"
    assert "Publication 1" in "".join(page.locator("del").all_inner_texts())
    found.close()


def test_two_who_edit_at_once_lose_nothing(chromium: "Browser", server: ReviewServer, site: Path) -> None:
    one, two = context(chromium, server, Role.EDITOR), context(chromium, server, Role.ADMIN)
    first, second = (opened(each, server, f"/announcements/{ONE}/edit") for each in (one, two))
    first.fill("#text", "First https://doi.org/10.5555/announcer.1")
    second.fill("#text", "Second https://doi.org/10.5555/announcer.1")
    first.click("text=Keep as a new version")
    first.wait_for_selector("ins")
    second.click("text=Keep as a new version")
    second.wait_for_selector("text=Somebody saved while you were writing")

    assert second.locator("#text").input_value() == "Second https://doi.org/10.5555/announcer.1"
    second.click("text=Keep mine")
    second.wait_for_selector("text=Kept as a new version")
    assert stored(site).text.startswith("Second")
    one.close()
    two.close()


def test_on_a_phone_nothing_is_cut_off_and_buttons_are_large(chromium: "Browser", server: ReviewServer) -> None:
    found = context(chromium, server, viewport={"width": 360, "height": 740})
    for path in PATHS:
        page = opened(found, server, path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    page = opened(found, server, "/")
    heights = [
        box["height"]
        for each in page.locator(".decide > * > .button, .decide > .button").all()
        if (box := each.bounding_box())
    ]
    assert heights
    assert min(heights) >= 44
    found.close()


def test_without_javascript_everything_can_be_decided(
    chromium: "Browser", server: ReviewServer, site: Path
) -> None:
    found = context(chromium, server, java_script_enabled=False)
    page = opened(found, server, "/all")
    page.click("h2 a >> nth=0")
    page.click("text=Approve and next")
    page.click(".undo button")
    page.click("summary:has-text('Reject')")
    page.fill("#reject-reason", "Not ours")
    page.click(".is-far form button")

    assert State.REJECTED in states(site)
    found.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_axe_finds_nothing(chromium: "Browser", server: ReviewServer, scheme: str, language: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    found = context(chromium, server, Role.ADMIN, language=language, color_scheme=scheme)
    wrong = []
    for path in (*PATHS, "/sign-in"):
        page = opened(found, server, path)
        for violation in axe.run(page).response["violations"]:
            targets = [node["target"] for node in violation["nodes"]][:3]
            wrong.append(f"{path}: {violation['id']} {targets}")

    assert wrong == []
    found.close()
