"""The page over drafts in Chromium: accessibility, keys, search, and what works without JavaScript."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from announcer.core.findings import Finding, Level
from announcer.core.keysentences.choosing import KeySentence
from announcer.core.posts.announcement import Announcement
from announcer.core.posts.cost import PostPrices
from announcer.core.publications.publication import Translation
from announcer.core.text.richtext import Rich
from announcer.rendering.drafts.contact_sheet import MOST_EMBEDDED, ContactSheet
from announcer.rendering.drafts.folders import DraftWriter
from announcer.rendering.texts.web_pages import WebPages
from tests.builders import announcement, institution, publication

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

TEMPLATES = Path(__file__).parents[3] / "templates" / "web"
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium")

TITLES = ("Iron at school", "Walking in old age", "Sleep before examinations")


def drafts(count: int) -> list[Announcement]:
    """Return drafts in every state, of papers in one language or two."""
    hold = Finding(id="retraction-notice", level=Level.HOLD, message="this is a notice", hint="leave it out")
    found = []
    for number in range(count):
        there = {"fa": Translation(title=Rich.of(f"عنوان فارسی {number}"))}
        record = publication(
            title=Rich.of(f"{TITLES[number % 3]} {number}"), doi=f"10.5555/announcer.{number}", translations=there
        )
        made = announcement(
            id=f"n{number}",
            slug="one",
            publication=record,
            findings=(hold,) if number % 5 == 2 else (),
            candidates=(KeySentence(text="One.", original="", source="results"),),
        )
        found += [made, replace(made, id=f"f{number}", language="fa", alt_text="کارت")][: 1 + (number % 2)]
    return found[:count]


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Have the pages of a few drafts, and in `many` those of more than are embedded."""
    out = tmp_path_factory.mktemp("drafts")
    sheet = ContactSheet(WebPages(shipped=TEMPLATES), institution(), PostPrices(), languages=("en", "fa"))
    DraftWriter(out / "few", sheet).write(drafts(6))
    DraftWriter(out / "many", sheet).write(drafts(MOST_EMBEDDED + 6))
    return out


def opened(browser: object, page: Path, **options: object) -> Any:
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})  # type: ignore[attr-defined]
    tab = context.new_page()
    tab.said = []
    tab.on("console", lambda message: tab.said.append(message.text))
    tab.on("pageerror", lambda error: tab.said.append(str(error)))
    tab.goto(page.as_uri())
    return tab


@pytest.mark.parametrize("name", ["index.html", "index.fa.html"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    browser: object, folder: Path, name: str, width: int, scheme: str
) -> None:
    tab = opened(browser, folder / "few" / name, viewport={"width": width, "height": 800}, color_scheme=scheme)
    tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")

    found = axe.Axe().run(tab)

    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found.response["violations"]] == []
    assert tab.said == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [1280, 360])
def test_one_long_word_makes_nothing_wider_than_the_window(browser: object, tmp_path: Path, width: int) -> None:
    word = "a" * 300
    found = tuple(
        Finding(id="all-caps-title", level=level, message=f"the title is {word}", hint=word) for level in Level
    )
    odd = announcement(publication=publication(title=Rich.of(word), journal=word), findings=found, alt_text=word)
    sheet = ContactSheet(WebPages(shipped=TEMPLATES), institution(), PostPrices(), languages=("en",))
    DraftWriter(tmp_path, sheet).write([odd])
    tab = opened(browser, tmp_path / "index.html", viewport={"width": width, "height": 800})
    tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")

    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert tab.evaluate(
        """[...document.querySelectorAll(".findings li, h2, .notes p")].filter((each) => each.checkVisibility())
        .every((each) => each.scrollWidth <= each.clientWidth + 1)"""
    )


def test_its_keys_are_none_of_those_that_decide_on_the_review_page() -> None:
    keys = re.findall(r"\bKey([A-Z]): ", (TEMPLATES / "contact-sheet.js").read_text("utf-8"))

    assert set(keys) >= {"J", "K"}
    assert not set(keys) & {"A", "X", "C", "Z", "E"}


@pytest.mark.parametrize(("width", "least"), [(1280, 24), (360, 44)])
def test_every_target_is_large_enough(browser: object, folder: Path, width: int, least: int) -> None:
    tab = opened(
        browser, folder / "few" / "index.html", viewport={"width": width, "height": 800}, has_touch=width == 360
    )
    tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")

    small = tab.evaluate(
        """(least) => [...document.querySelectorAll("main a, main button, summary, .filter label, #find, #sort")]
        .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < least - 0.5)
        .map((each) => each.outerHTML.slice(0, 80))""",
        least,
    )

    assert small == []


def test_keys_work_by_their_place_whatever_letter_they_give(browser: object, folder: Path) -> None:
    tab = opened(browser, folder / "few" / "index.html")
    press = """([code, key]) => document.dispatchEvent(
        Object.assign(new KeyboardEvent("keydown", { code, key, bubbles: true })))"""
    focused = "document.activeElement.id"

    for code, key, expected in (("KeyJ", "ت", "d1"), ("KeyJ", "J", "d2"), ("KeyK", "ن", "d1")):
        tab.evaluate(press.replace("document.dispatch", "document.body.dispatch"), [code, key])
        assert tab.evaluate(focused) == expected
    tab.locator("#find").focus()
    tab.keyboard.press("j")
    assert tab.locator("#find").input_value() == "j"
    tab.locator("#keys-on").uncheck()
    tab.keyboard.press("j")
    assert tab.evaluate(focused) == "keys-on"


@pytest.mark.parametrize("words", ["WALKING", "  old walking"])
def test_drafts_are_found_by_their_words(browser: object, folder: Path, words: str) -> None:
    tab = opened(browser, folder / "few" / "index.html")

    tab.locator("#find").fill(words)
    tab.wait_for_timeout(400)

    shown = tab.locator(".draft:visible h2").all_inner_texts()
    assert shown
    assert all("Walking in old age" in title for title in shown)


def test_what_needs_a_person_can_be_put_first_with_its_twin(browser: object, folder: Path) -> None:
    tab = opened(browser, folder / "many" / "index.html")

    tab.select_option("#sort", "state")

    states = tab.evaluate("[...document.querySelectorAll('.draft')].map((each) => each.dataset.state)")
    assert states[0] == "held"
    assert "held" not in states[states.count("held") * 2 :]
    tab.select_option("#sort", "given")
    assert tab.evaluate("[...document.querySelectorAll('.draft')].map((each) => each.id).slice(0, 3)") == [
        "d1",
        "d2",
        "d3",
    ]


def test_the_card_is_read_by_its_alt_text_and_shown_in_full_size(browser: object, folder: Path) -> None:
    tab = opened(browser, folder / "few" / "index.html")

    card = tab.get_by_role("img", name="Card: night-shift work and blood pressure.").first
    assert card.is_visible()
    tab.locator("#d1 summary.button").click()
    tab.locator("#d1 [data-zoom]").click()
    assert tab.locator("#zoom").is_visible()
    tab.keyboard.press("Escape")
    assert not tab.locator("#zoom").is_visible()


def test_without_javascript_all_that_can_work_does(browser: object, folder: Path) -> None:
    tab = opened(browser, folder / "few" / "index.fa.html", java_script_enabled=False)

    assert tab.locator("[data-copy]:visible, .finder:visible, .keys:visible").count() == 0
    assert tab.locator("#d1 [data-post]").is_visible()
    tab.locator("label:has(#show-held)").click()
    assert set(tab.locator(".draft:visible .badge").all_inner_texts()) == {"نگه‌داشته"}
    tab.locator(".switch a").click()
    assert tab.url.endswith("/index.html")


def test_text_card_and_link_are_copied_and_that_is_said(browser: object, folder: Path) -> None:
    tab = opened(browser, folder / "few" / "index.fa.html", permissions=["clipboard-read", "clipboard-write"])

    tab.locator("#d1 [data-copy$='-text']").click()
    playwright.expect(tab.locator("#said")).to_have_text("رونوشت شد.")
    assert tab.evaluate("navigator.clipboard.readText()") == tab.locator("#d1-text").text_content()
    tab.locator("#d1 [data-copy-card]").click()
    playwright.expect(tab.locator("#said")).to_have_text("رونوشت کارت برداشته شد.")
    assert tab.evaluate("navigator.clipboard.read().then((items) => items[0].types)") == ["image/png"]


def test_a_phone_hands_text_and_card_to_the_app_that_is_chosen(browser: object, folder: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)  # type: ignore[attr-defined]
    tab = context.new_page()
    tab.add_init_script(
        "navigator.canShare = () => true;"
        "navigator.share = async ({ text, files }) => { window.shared = [text, files[0].name, files[0].type]; };"
    )
    tab.goto((folder / "few" / "index.html").as_uri())

    tab.locator("#d1 [data-share]").click()

    assert tab.evaluate("window.shared") == [tab.locator("#d1-text").text_content(), "card.png", "image/png"]


def test_a_computer_offers_no_sharing_of_its_own(browser: object, folder: Path) -> None:
    tab = opened(browser, folder / "few" / "index.html")

    assert tab.locator("[data-share]:visible").count() == 0
