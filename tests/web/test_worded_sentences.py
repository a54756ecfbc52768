"""Sentences that the program makes elsewhere, worded in the interface's language: findings, refusals, reasons."""

import re
from pathlib import Path
from string import Formatter

import pytest

from announcer.core.finding_catalogue import finding
from announcer.ports.people_store import Role
from announcer.web.server import ReviewServer
from announcer.web.translations import Languages
from announcer.web.worded_sentences import FORMS, HINTS, worded
from tests.sites import queue_up
from tests.web.browsing import signed_in

PERSIAN = Languages().of("fa")
ROOT = Path(__file__).parents[2]
HELD = "the title has 5 characters; the paper has been retracted"


def said(words: str) -> str:
    """Return the words in Persian without the marks that keep a value's direction."""
    return worded(words, PERSIAN).text.translate({0x2068: None, 0x2069: None})


def test_a_finding_is_worded_with_its_values() -> None:
    found = finding("text-cut", where="title", length=2345, limit=2000)

    assert said(found.message) == "از ۲,۳۴۵ نویسهٔ عنوان، ۲,۰۰۰ نویسهٔ نخست به کار می‌رود"
    assert not worded(found.message, PERSIAN).is_foreign


@pytest.mark.parametrize(
    ("words", "persian"),
    [
        ("there is no announcement 'nope'", "اعلانی به شناسهٔ 'nope' نیست"),
        (HELD, "عنوان تنها ۵ نویسه دارد؛ این مقاله سلب اعتبار شده است"),
        ("it is held: the paper has been retracted", "نگه داشته شده است: این مقاله سلب اعتبار شده است"),
        ("“A; b” is held: see the editor", "“A; b” نگه داشته شده است: see the editor"),
        (
            "the post does not say that this was found in mice; only the card does",
            "پست نمی‌گوید که این در موش یافت شده است؛ تنها کارت می‌گوید",
        ),
    ],
)
def test_what_the_program_says_elsewhere_is_worded(words: str, persian: str) -> None:
    assert said(words) == persian


def test_what_has_no_translation_is_marked_as_english() -> None:
    assert worded("the disk is on fire", PERSIAN).is_foreign


def test_what_a_colleague_wrote_in_persian_is_not() -> None:
    assert not worded("با نویسنده هماهنگ شود", PERSIAN).is_foreign


def test_controls_in_a_value_are_spelled_out() -> None:
    assert "\u202e" not in worded("there is no announcement '\u202e'", PERSIAN).text


def test_in_english_everything_stays_as_it_is() -> None:
    assert worded(HELD, Languages().of("en")).text == HELD


@pytest.mark.parametrize("form", [*FORMS, *HINTS])
def test_each_form_is_one_that_the_program_makes(form: str) -> None:
    rooms = [ROOT / "announcer" / name for name in ("core", "services", "store")]
    made = "\n".join(path.read_text("utf-8") for room in rooms for path in room.rglob("*.py"))
    pieces = [piece for literal, *_ in Formatter().parse(form) for piece in re.split("[:;,]", literal)]
    longest = re.sub(r"^(?:pairs?|times|posts?) | waits?$", "", max(pieces, key=len).strip())

    assert longest in made


def test_the_persian_page_has_findings_holds_and_errors_in_persian(server: ReviewServer, site: Path) -> None:
    one = queue_up(site, 9, held=HELD)
    visitor = signed_in(server, Role.APPROVER, language="fa")

    visitor.get(f"/announcements/{one}")
    assert "این مقاله سلب اعتبار شده است" in visitor.text
    assert "has been retracted" not in visitor.text

    visitor.get("/announcements/nope")
    assert "اعلانی به شناسهٔ" in visitor.text
    assert "there is no announcement" not in visitor.text
