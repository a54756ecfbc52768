"""Deciding by keys in a real browser: letters in a box are words, a held key decides once, no words are lost."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from announcer.core.posting.lifecycle import State
from announcer.ports.people_store import Role
from announcer.web.server import ReviewServer
from announcer.wiring.site_queue import open_queue
from tests.sites import queue_up
from tests.web.browsing import signed_in
from tests.web.chromium import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ONE, THREE = "00000001", "00000003"
PATIENCE = 60_000
LOOKED = 800
"""Milliseconds after which a key decides about what is on the screen."""


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    """One browser for all tests."""
    with browser() as found:
        yield cast("Browser", found)


@pytest.fixture
def page(chromium: "Browser", server: ReviewServer) -> Iterator["Page"]:
    """The page of somebody who may approve, with what waits for a decision."""
    visitor = signed_in(server, Role.APPROVER, "sara")
    found = chromium.new_context(viewport={"width": 1280, "height": 900})
    found.set_default_timeout(PATIENCE)
    found.add_cookies([{"name": "announcer", "value": visitor.browser.cookies["announcer"], "url": visitor.base}])
    opened = found.new_page()
    opened.goto(f"http://127.0.0.1:{server.port}/")
    opened.wait_for_timeout(LOOKED)
    yield opened
    found.close()


def states(site: Path) -> list[State]:
    """Return the states of the three announcements."""
    with open_queue(site) as queue:
        return [queue.store.get(f"{number:08x}").state for number in (1, 2, 3)]


def focus(page: "Page") -> str:
    """Return the id of what has the focus."""
    return str(page.evaluate("document.activeElement.id"))


def test_words_typed_for_a_reason_decide_nothing_and_enter_sends_them(page: "Page", site: Path) -> None:
    page.keyboard.press("x")
    assert focus(page) == "reject-reason"
    page.keyboard.type("a dose jumps zx")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("a")  # on a tick box of the same box
    page.keyboard.press("c")
    assert states(site) == [State.IN_REVIEW] * 3
    assert page.locator("details.pop[open]").count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".undo")

    assert states(site)[2] is State.REJECTED
    with open_queue(site) as queue:
        assert queue.store.history(THREE)[-1].detail == "a dose jumps zx"


def test_changes_are_asked_for_by_keys_and_tab_leads_to_the_button(page: "Page", site: Path) -> None:
    page.keyboard.press("c")
    page.keyboard.type("The dose")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('form[action$=changes] button')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".undo")

    with open_queue(site) as queue:
        assert queue.store.get(THREE).held == "changes wanted: The dose"


def test_escape_closes_a_box_and_gives_the_focus_back(page: "Page", site: Path) -> None:
    page.keyboard.press("c")
    page.keyboard.press("Escape")

    assert page.locator("details.pop[open]").count() == 0
    assert page.evaluate("document.activeElement.matches('summary[data-key=KeyC]')")
    assert states(site) == [State.IN_REVIEW] * 3


def test_a_key_that_is_held_down_approves_one(page: "Page", site: Path) -> None:
    for _ in range(60):
        page.keyboard.down("a")  # without a keyup in between, as a keyboard repeats it
        page.wait_for_timeout(40)
    page.keyboard.up("a")

    assert states(site).count(State.SCHEDULED) == 1


def test_the_next_one_must_have_been_on_the_screen_before_a_key_decides(page: "Page", site: Path) -> None:
    page.keyboard.press("a")
    page.wait_for_selector(".undo")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")  # shown this moment
    page.keyboard.press("a")
    page.wait_for_selector("text=Too soon: look at it first.")
    assert states(site).count(State.SCHEDULED) == 1

    page.wait_for_timeout(LOOKED)
    page.keyboard.press("a")
    page.wait_for_selector(".undo >> text=Publication 2")
    assert states(site).count(State.SCHEDULED) == 2


def test_own_decisions_are_taken_back_one_after_the_other(page: "Page", site: Path) -> None:
    for number in (3, 2):
        page.wait_for_timeout(LOOKED)
        page.keyboard.press("a")
        page.wait_for_selector(f".undo >> text=Publication {number}")
    for number in (2, 3):
        page.wait_for_selector(f".undo >> text=Publication {number}")
        page.keyboard.press("z")
        page.wait_for_selector("text=Taken back.")
        page.wait_for_selector(f"h1:text('Publication {number}')")

    assert states(site) == [State.IN_REVIEW] * 3
    assert page.locator(".undo").count() == 0


def test_a_decision_with_a_mistake_comes_back_with_what_was_typed(page: "Page", site: Path) -> None:
    page.keyboard.press("x")
    page.keyboard.press("Enter")
    page.wait_for_selector(".is-far[open] [role=alert]:has-text('Say why.')")
    assert focus(page) == "reject-reason"

    page.keyboard.press("Escape")
    page.click(".when summary")
    page.fill("#at", "32 Mehr")
    page.click(".when .button.is-first")
    page.wait_for_selector(".when[open] [role=alert]")

    assert page.input_value("#at") == "32 Mehr"
    assert page.is_checked("[name=when][value=at]")
    assert states(site) == [State.IN_REVIEW] * 3


def test_who_was_signed_out_meanwhile_is_told_and_comes_back(page: "Page", server: ReviewServer) -> None:
    with server.pool.queue() as queue:
        queue.store.end_sessions("sara")
    page.keyboard.press("x")
    page.keyboard.type("Not ours")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=You are signed out")

    assert page.locator("pre.typed").inner_text() == "Not ours"
    page.click("a:text('Sign in again')")
    assert page.input_value("[name=next]") == f"/announcements/{THREE}"


def test_on_a_phone_the_post_has_most_of_the_screen(page: "Page", site: Path) -> None:
    long = queue_up(site, 7, title="A long title of a study " * 12)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(page.url.rstrip("/") + f"/announcements/{long}")
    page.evaluate("scrollTo(0, 600)")
    page.wait_for_timeout(100)
    bar = page.locator(".decide").bounding_box()
    head = page.locator(".top").bounding_box()

    assert bar
    assert head
    assert bar["height"] + max(0, head["y"] + head["height"]) <= 120
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_languages_stand_side_by_side_on_a_phone(page: "Page", site: Path) -> None:
    text = "متن " * 30 + "https://doi.org/10.5555/announcer.1"
    queue_up(site, 1, id="00000008", language="fa", text=text, title="عنوان " * 30)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(page.url.rstrip("/") + f"/announcements/{ONE}/twins")

    assert page.locator(".pair .panel").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    widths = [box["width"] for each in page.locator(".pair .panel > *").all() if (box := each.bounding_box())]
    assert max(widths) <= 360


def test_the_field_for_the_text_grows_with_it(page: "Page") -> None:
    page.goto(page.url.rstrip("/") + f"/announcements/{ONE}/edit")
    for words in ("Four words\n" * 20, "One"):
        page.fill("#text", words)
        assert page.evaluate("text.scrollHeight - text.clientHeight") <= 1
