"""Text made to break a typesetter: it is drawn, cut or told as missing, and nothing hangs."""

import pytest

from announcer.typeset.fit import fit
from announcer.typeset.layout import TextBox
from announcer.typeset.raster import Rasteriser
from tests.typeset.shipped import paragraph

HOSTILE = {
    "one character": "x",
    "an unbreakable word of 300": "x" * 300,
    "3,000 wide letters": "W" * 3000,
    "3,000 characters of words": "lorem ipsum dolor sit amet " * 111,
    "3,000 characters of Persian": "سلام دنیای زیبای پژوهش " * 130,
    "3,000 characters of Chinese": "溶瘤病毒联合治疗" * 375,
    "only emoji": "😀" * 200,
    "emoji sequences": "👩🏽\u200d🔬" * 300,
    "a flood of combining marks": "a" + "\u0301" * 3000,
    "marks without a letter": "\u0301" * 100,
    "enclosing marks": ("e" + "\u0489" * 50 + " ") * 60,
    "bidi overrides": "abc\u202e" * 500 + "def",
    "nested embeddings": "\u202a" * 2000 + "x",
    "nested isolates": "\u2067" * 1500 + "x" + "\u2069" * 1500,
    "open brackets among Persian": "(م" * 1000,
    "unassigned code points": "\U0003fffd\u0378 abc \U000e0fff",
    "private use": "\ue000\uf8ff",
    "a lone surrogate": "a\ud800b",
    "controls": "a\x00b\x07c\x1b",
    "open tags": "<i>" * 1000 + "x",
    "angle brackets": "<" * 3000,
    "ampersands": "&" * 3000,
    "an endless attribute": '<a href="' + "x" * 5000,
    "hard breaks": "a<br>" * 500,
    "no-break spaces": "a\u00a0" * 1000,
    "hyphens": "a-" * 1500,
    "signs": "A+" * 1500,
    "joiners": "\u200d" * 3000,
    "variation selectors": "\ufe0f" * 500,
    "digits": "9" * 3000,
    "versions": "1." * 1500,
    "all scripts at once": "aم1溶😀" * 600,
    "100,000 characters": "word " * 20_000,
}
BOXES = {
    "title": TextBox(width=1100, height=440, max_size=84, min_size=28, max_lines=5),
    "body": TextBox(width=1100, height=90, max_size=26, min_size=24, max_lines=3, mode="body"),
    "tiny": TextBox(width=30, height=20, max_size=84, min_size=28),
}


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_set_inside_its_box_or_told(text: str, language: str, box: str) -> None:
    layout = fit(paragraph(HOSTILE[text], language, weight=700), BOXES[box])
    masks = list(Rasteriser().draw(layout, 0, 0))
    limit = BOXES[box]

    assert len(masks) <= 3000
    assert all(bitmap.width * bitmap.height < 4_000_000 for bitmap, *_ in masks)
    if not layout.overflow:
        assert layout.height <= limit.height + 1
        assert layout.width <= limit.width + 0.1 * layout.size


@pytest.mark.parametrize("text", ["ქართული", "สวัสดี", "שלום", "한국어", "हिन्दी", "\U0003fffd", "\ue000"])
def test_what_no_shipped_face_draws_is_told_as_missing(text: str) -> None:
    layout = fit(paragraph(text), BOXES["title"])

    assert "".join(layout.missing)[0] in text
    assert list(Rasteriser().draw(layout, 0, 0))


def test_an_override_cannot_turn_a_title_around() -> None:
    turned, plain = paragraph("\u202ecancer cures nothing\u202c"), paragraph("cancer cures nothing")

    assert turned.text == plain.text
    assert turned.starts == plain.starts


def test_an_isolate_that_is_never_closed_ends_with_the_text() -> None:
    assert fit(paragraph("a \u2067b"), BOXES["title"]).lines == ("a b",)
