"""The page that gives what an announcement is shared with, in a real browser: copying, its frame, no JavaScript."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import pytest

from announcer.ports.people_store import Role
from announcer.web.server import ReviewServer
from tests.web.browsing import signed_in
from tests.web.chromium import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATH = "/announcements/00000001/share"
PATIENCE = 60_000


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    """One browser for all tests."""
    with browser() as found:
        yield cast("Browser", found)


@contextmanager
def opened(chromium: "Browser", server: ReviewServer, **options: object) -> Iterator["Page"]:
    """Open the page as a viewer; what its policy or its scripts complain of fails the test."""
    visitor = signed_in(server, Role.VIEWER, f"sara-{id(options)}", language=str(options.pop("language", "en")))
    given = {"viewport": {"width": 1280, "height": 900}, "permissions": ["clipboard-read", "clipboard-write"]}
    found = chromium.new_context(**{**given, **options})  # type: ignore[arg-type]
    found.set_default_timeout(PATIENCE)
    found.add_cookies([{"name": "announcer", "value": visitor.browser.cookies["announcer"], "url": visitor.base}])
    page, complaints = found.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if "Content Security" in line.text else None)
    page.goto(f"{visitor.base}{PATH}")
    yield page
    found.close()
    assert complaints == []


def test_what_is_copied_is_what_the_box_shows(chromium: "Browser", server: ReviewServer) -> None:
    with opened(chromium, server) as page:
        page.get_by_role("button", name="Copy the HTML").click()
        page.get_by_text("Copied.", exact=True).last.wait_for()

        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("#block-00000001").input_value()
        assert "Share this content!" in copied


def test_the_frame_shows_the_block_as_readers_see_it(chromium: "Browser", server: ReviewServer) -> None:
    with opened(chromium, server) as page:
        inside = page.frame_locator("iframe")

        assert inside.get_by_role("link", name="On X").get_attribute("href", timeout=PATIENCE)
        assert inside.locator("body").evaluate("it => getComputedStyle(it).marginTop") == "0px"  # it has its style


def test_without_javascript_all_can_be_marked_and_saved(chromium: "Browser", server: ReviewServer) -> None:
    with opened(chromium, server, java_script_enabled=False) as page:
        assert page.get_by_role("button", name="Copy the HTML").count() == 0
        with page.expect_download() as saved:
            page.get_by_role("link", name="Save the code").click()

        assert saved.value.suggested_filename == "00000001-en-qr.svg"
        assert "Share this content!" in page.get_by_label("HTML of the share links").input_value()


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_no_line_is_too_wide_for_a_phone(
    chromium: "Browser", server: ReviewServer, language: str, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    size = {"width": 320, "height": 700}
    with opened(chromium, server, language=language, color_scheme=scheme, viewport=size) as page:
        found = axe.Axe().run(page)

        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
