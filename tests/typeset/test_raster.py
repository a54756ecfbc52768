"""Masks of layouts: what is drawn where, and that it is always the same."""

from collections.abc import Iterable
from io import BytesIO

import pytest
from fontTools.colorLib.builder import buildCOLR, buildCPAL
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from announcer.typeset.fit import fit
from announcer.typeset.fonts import ANY_SCRIPT, Face, FontStack
from announcer.typeset.inline_styles import MARKED_ROLE
from announcer.typeset.layout import Layout
from announcer.typeset.paragraph import Paragraph
from announcer.typeset.raster import Bitmap, Mask, Rasteriser
from tests.typeset.shipped import paragraph, title, title_box
from tests.typeset.titles import VOCABULARY, made_up

Pixels = dict[tuple[int, int], int]


def painted(masks: Iterable[Mask]) -> Pixels:
    """Return the coverage of each pixel that has any."""
    found: Pixels = {}
    for bitmap, left, top, _ in masks:
        for index, value in enumerate(bitmap.pixels):
            if value:
                row, column = divmod(index, bitmap.width)
                place = (left + column, top + row)
                found[place] = max(found.get(place, 0), value)
    return found


def bitmaps(raster: Rasteriser, layout: Layout, x: float = 0) -> list[Bitmap]:
    """Return the bitmaps of a layout, which are compared by identity."""
    return [bitmap for bitmap, *_ in raster.draw(layout, x, 0)]


def test_a_letter_is_drawn_with_its_foot_on_the_baseline() -> None:
    layout = title("H")
    pixels = painted(Rasteriser().draw(layout, 0, 0))
    rows = [row for _, row in pixels]

    assert max(rows) == round(layout.baselines[0]) - 1
    assert max(pixels.values()) == 255
    assert (min(rows), max(rows) + 1) == pytest.approx((layout.ink[1], layout.ink[3]), abs=1.5)


def test_the_place_of_the_box_moves_every_mask() -> None:
    layout, raster = title("Stem cells"), Rasteriser()
    here, there = raster.draw(layout, 0, 0), raster.draw(layout, 100, 50)

    assert [(bitmap, x + 100, y + 50, role) for bitmap, x, y, role in here] == list(there)


def test_a_quarter_of_a_pixel_shows() -> None:
    layout, raster = title("H"), Rasteriser()

    assert bitmaps(raster, layout) != bitmaps(raster, layout, 0.25)
    assert bitmaps(raster, layout) == bitmaps(raster, layout, 0.1)


def test_letters_drawn_before_are_not_drawn_again() -> None:
    raster = Rasteriser()

    assert bitmaps(raster, title("Stem cells")) == bitmaps(raster, title("Stem cells"))


def test_joined_letters_are_drawn_as_one_so_that_no_seam_shows() -> None:
    assert len(bitmaps(Rasteriser(), title("سلول", "fa"))) == 1


def test_marks_that_sit_above_their_letters_are_drawn_with_them() -> None:
    assert len(bitmaps(Rasteriser(), title("Q\u0304"))) == 1


def test_marked_words_have_their_own_role() -> None:
    masks = Rasteriser().draw(title("a <mark>b</mark>"), 0, 0)

    assert [role for *_, role in masks] == ["", MARKED_ROLE]


def test_spaces_and_invisible_characters_leave_no_mask() -> None:
    assert len(bitmaps(Rasteriser(), title("a \u2067\u2069 b"))) == 2


@pytest.mark.parametrize("script", VOCABULARY)
def test_all_ink_lies_inside_the_ink_box(script: str) -> None:
    for markup in made_up(script, 8):
        layout = title(markup, VOCABULARY[script]["language"])
        left, top, right, bottom = layout.ink
        for bitmap, x, y, _ in Rasteriser().draw(layout, 0, 0):
            assert left - 2 <= x
            assert top - 2 <= y
            assert x + bitmap.width <= right + 2
            assert y + bitmap.height <= bottom + 2


@pytest.mark.parametrize("script", VOCABULARY)
def test_the_same_layout_gives_the_same_bytes_whatever_was_drawn_before(script: str) -> None:
    used, fresh = Rasteriser(), Rasteriser()
    markup, *others = made_up(script, 4)
    language = VOCABULARY[script]["language"]
    for other in others:
        list(used.draw(title(other, language), 3.3, 7))
    layout = title(markup, language)

    first, second = used.draw(layout, 0.6, 0), fresh.draw(layout, 0.6, 0)

    assert [(bitmap.pixels, *place) for bitmap, *place in first] == [
        (bitmap.pixels, *place) for bitmap, *place in second
    ]


def test_the_masks_kept_are_limited() -> None:
    raster = Rasteriser(keep=10)
    first = bitmaps(raster, title("abcdefghijklmnop"))
    bitmaps(raster, title("x"))

    assert bitmaps(raster, title("abcdefghijklmnop"))[0] is not first[0]


def colour_font() -> bytes:
    """Return a font whose only letter, A, is a red square on a half-transparent blue one."""
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", "A", "back", "front"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x41: "A", 0x20: ".notdef"})
    squares = {}
    for name, (low, high) in {".notdef": (0, 0), "A": (0, 1000), "back": (0, 1000), "front": (250, 750)}.items():
        pen = TTGlyphPen(None)
        if high:
            pen.moveTo((low, low))
            pen.lineTo((low, high))
            pen.lineTo((high, high))
            pen.lineTo((high, low))
            pen.closePath()
        squares[name] = pen.glyph()
    builder.setupGlyf(squares)
    builder.setupHorizontalMetrics({name: (1000, 250 if name == "front" else 0) for name in names})
    builder.setupHorizontalHeader(ascent=1000, descent=0)
    builder.setupPost()
    builder.font["COLR"] = buildCOLR({"A": [("back", 0), ("front", 1)]}, version=0)
    builder.font["CPAL"] = buildCPAL([[(0, 0, 1, 0.5), (1, 0, 0, 1)]])
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def test_colour_glyphs_come_in_their_own_colours() -> None:
    stack = FontStack({"colour": Face(colour_font(), name="colour", colour=True)}, {ANY_SCRIPT: ["colour"]})
    layout = fit(Paragraph("A A", stack), title_box(max_size=40))
    bitmap, second = bitmaps(Rasteriser(), layout)

    assert bitmap is second
    assert bitmap.colour
    assert (bitmap.width, bitmap.height, len(bitmap.pixels)) == (40, 40, 6400)
    middle, corner = bitmap.pixels[4 * (20 * 40 + 20) :][:4], bitmap.pixels[4 * (2 * 40 + 2) :][:4]
    assert tuple(middle) == (255, 0, 0, 255)
    assert tuple(corner) == pytest.approx((0, 0, 255, 128), abs=2)


def test_the_shipped_emoji_are_drawn_in_the_colour_of_the_text() -> None:
    assert [bitmap.colour for bitmap in bitmaps(Rasteriser(), fit(paragraph("🧬"), title_box()))] == [False]


def test_a_hard_break_ends_a_line_and_leaves_no_ink() -> None:
    broken, parted = title("Stem<br>cells", height=440), title("Stem cells")

    assert broken.lines == ("Stem", "cells")
    assert broken.missing == ()
    assert len(bitmaps(Rasteriser(), broken)) == len(bitmaps(Rasteriser(), parted))
