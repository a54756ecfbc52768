"""Posting by hand and planning in a real browser: copying, sharing, dragging, without JavaScript, and by axe."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from announcer.core.posting.lifecycle import State
from announcer.ports.people_store import Role
from announcer.web.server import ReviewServer
from announcer.wiring.site_queue import open_queue
from tests.web.browsing import signed_in
from tests.web.chromium import browser
from tests.web.hand_posting import POST, give_a_time, lay_ready, stored

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ONE, TWO, THREE = "00000001", "00000002", "00000003"
PATIENCE = 60_000
SHARING = """
navigator.canShare = (what) => Boolean(what.files);
navigator.share = async (what) => {
  const [file] = what.files;
  window.shared = { text: what.text, name: file.name, type: file.type, size: file.size };
};
"""
SHARED = """
new Promise((resolve) => {
  const look = setInterval(() => { if (window.shared) { clearInterval(look); resolve(window.shared); } }, 20);
})
"""
"""What a phone's browser can do and a desk's cannot: the page's own code is left as it is."""


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    """One browser for all tests."""
    with browser() as found:
        yield cast("Browser", found)


@contextmanager
def opened(
    chromium: "Browser", server: ReviewServer, path: str, *, script: str = "", **options: object
) -> Iterator["Page"]:
    """Open a page as an approver; what its policy or its scripts complain of fails the test."""
    language = str(options.pop("language", "en"))
    visitor = signed_in(server, Role.APPROVER, f"sara-{id(options)}", language=language)
    given = {"viewport": {"width": 1280, "height": 900}, "permissions": ["clipboard-read", "clipboard-write"]}
    found = chromium.new_context(**{**given, **options})  # type: ignore[arg-type]
    found.set_default_timeout(PATIENCE)
    found.add_cookies([{"name": "announcer", "value": visitor.browser.cookies["announcer"], "url": visitor.base}])
    if script:
        found.add_init_script(script)
    page, complaints = found.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if "Content Security" in line.text else None)
    page.goto(f"{visitor.base}{path}")
    yield page
    found.close()
    assert complaints == []


def test_text_alt_text_and_picture_are_copied_as_they_are_stored(
    chromium: "Browser", server: ReviewServer, site: Path
) -> None:
    queued = lay_ready(site, ONE)
    with opened(chromium, server, "/by-hand") as page:
        for name, words in (("text", queued.text), ("alt text", queued.alt_text), ("link", queued.link)):
            page.get_by_role("button", name=f"Copy the {name}", exact=True).click()
            page.wait_for_selector(".button.is-done >> text=/^Copy the " + name + "$/")
            assert page.evaluate("navigator.clipboard.readText()") == words

        page.get_by_role("button", name="Copy the picture").click()
        page.wait_for_selector("[data-copy-picture].is-done")
        assert page.evaluate("navigator.clipboard.read().then(([item]) => [...item.types])") == ["image/png"]
        with page.expect_download() as downloading:
            page.get_by_role("link", name="Save the picture").click()
        with open_queue(site) as queue:
            assert Path(downloading.value.path()).read_bytes() == queue.store.card(queued.card_digest)


def test_what_a_colleague_has_posted_is_taken_off_a_page_that_is_open(
    chromium: "Browser", server: ReviewServer, site: Path
) -> None:
    lay_ready(site, ONE)
    with opened(chromium, server, "/by-hand") as page:
        page.get_by_role("link", name="Open X with the text").wait_for()
        with open_queue(site) as queue:
            queue.review.record(ONE, POST, actor="mina")
        page.evaluate("window.dispatchEvent(new Event('focus'))")
        page.wait_for_selector("text=Do not post it")
        assert page.get_by_role("link", name="Open X with the text").count() == 0


def test_a_phone_shares_text_and_picture_together(chromium: "Browser", server: ReviewServer, site: Path) -> None:
    queued = lay_ready(site, ONE)
    with opened(
        chromium, server, "/by-hand", script=SHARING, viewport={"width": 360, "height": 800}, has_touch=True
    ) as page:
        page.get_by_role("button", name="Share text and picture").click()
        shared = page.evaluate(SHARED)

    with open_queue(site) as queue:
        card = queue.store.card(queued.card_digest)
    assert shared == {"text": queued.text, "name": f"{queued.slug}.png", "type": "image/png", "size": len(card)}


def test_a_post_is_dragged_to_a_free_time_and_back_by_undo(
    chromium: "Browser", server: ReviewServer, site: Path
) -> None:
    was = give_a_time(site, ONE).due_at
    with open_queue(site) as queue:
        free = queue.planner(*queue.accounts[0]).free_slots(12)[1]
    month = f"/calendar?view=month&day={free.day.isoformat()}"
    with opened(chromium, server, month) as page:
        page.locator(f'[data-item="{ONE}"]').drag_to(page.locator(f'[data-at="{free.key[:16]}"]'))
        page.wait_for_selector(".undo")
        assert stored(site, ONE).due_at == free.at
        page.keyboard.press("z")
        page.wait_for_selector("text=Taken back.")
    assert stored(site, ONE).due_at == was


def test_two_posts_change_times_by_dragging_one_onto_the_other(
    chromium: "Browser", server: ReviewServer, site: Path
) -> None:
    times = [give_a_time(site, one).due_at for one in (ONE, TWO)]
    assert times[0]
    with opened(chromium, server, f"/calendar?view=month&day={times[0].date().isoformat()}") as page:
        page.locator(f'[data-item="{TWO}"]').drag_to(page.locator(f'[data-item="{ONE}"]'))
        page.wait_for_selector(".undo")
    assert [stored(site, one).due_at for one in (TWO, ONE)] == times


def test_all_of_it_works_without_javascript_by_keyboard(
    chromium: "Browser", server: ReviewServer, site: Path
) -> None:
    lay_ready(site, ONE)
    was = give_a_time(site, TWO).due_at
    assert was
    with opened(chromium, server, f"/calendar?day={was.date().isoformat()}", java_script_enabled=False) as page:
        page.get_by_role("link", name="Move").focus()
        page.keyboard.press("Enter")
        page.locator(".move-times button").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(".undo")
        page.get_by_role("link", name="Ready to post by hand").click()
        assert page.get_by_role("button", name="Copy the text").count() == 0
        page.get_by_label("Address of the post").fill(POST)
        page.keyboard.press("Enter")
        page.wait_for_selector("text=Nothing lies ready")
    assert stored(site, TWO).due_at != was
    assert stored(site, ONE).state is State.POSTED


@pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [(360, "light", "en"), (360, "dark", "fa"), (1600, "dark", "en"), (1600, "light", "fa"), (320, "light", "fa")],
)
def test_no_page_has_a_fault_that_axe_finds_and_none_is_wider_than_the_screen(
    chromium: "Browser", server: ReviewServer, site: Path, width: int, scheme: str, language: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    lay_ready(site, ONE)
    give_a_time(site, TWO)
    lay_ready_without_address(site)
    wrong = []
    with opened(
        chromium,
        server,
        "/by-hand",
        language=language,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
    ) as page:
        for path in (
            "/by-hand",
            "/calendar",
            "/calendar?view=month",
            f"/announcements/{TWO}/move",
            "/channels",
            "/merges",
        ):
            page.goto(f"http://127.0.0.1:{server.port}{path}")
            found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
            wrong += [f"{path}: {each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append(f"{path}: wider than the screen")
            if width < 400:
                small = page.evaluate(
                    "[...document.querySelectorAll('main button, main a.button, main select')]"
                    ".filter((each) => each.offsetParent && each.getBoundingClientRect().height < 43.5)"
                    ".map((each) => each.textContent.trim())"
                )
                wrong += [f"{path}: small: {each}" for each in small]

    assert wrong == []


def lay_ready_without_address(site: Path) -> None:
    """Have the third announcement posted, its address to come."""
    lay_ready(site, THREE)
    with open_queue(site) as queue:
        queue.review.say_posted(THREE, actor="sara")
