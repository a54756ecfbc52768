"""A glyph printed with its ground is, to the pixel, the glyph blended in."""

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from announcer.rendering.cards.painting import glyphs
from announcer.rendering.cards.painting.glyphs import Glyphs, Place
from announcer.typeset.raster import Bitmap, Mask

INKS = {"": (200, 30, 7), "mark": (3, 90, 255)}
GROUND = (240, 250, 20)
SLOPE = Bitmap(3, 3, bytes(range(0, 252, 28)), left=0, top=0)
TALL = Bitmap(2, 7, bytes(range(100, 240, 10)), left=0, top=0)
EMOJI = Bitmap(2, 2, bytes([9, 8, 7, 255, 6, 5, 4, 128] * 2), left=0, top=0, colour=True)

masks = st.tuples(
    st.sampled_from([SLOPE, TALL, EMOJI]),
    st.integers(-3, 40),
    st.integers(-3, 25),
    st.sampled_from(["", "mark"]),
)


def everywhere() -> Place:
    """Return all of the paper; glyphs that stick out of it are of no interest."""
    return Place((0, 0, 40, 25), lambda _: None)


def paper() -> Image.Image:
    return Image.new("RGB", (40, 25), GROUND)


@given(st.lists(masks, max_size=12))
def test_glyphs_look_the_same_printed_and_blended_wherever_they_stand(some: list[Mask]) -> None:
    printed, blended = paper(), paper()

    Glyphs().print(printed, some, INKS, everywhere(), GROUND)
    Glyphs().blend(blended, some, INKS, everywhere())

    assert printed.tobytes() == blended.tobytes()


def test_lines_of_letters_that_touch_neither_each_other_nor_the_line_above_are_as_blended() -> None:
    lines = [(SLOPE, x, y, role) for y in (2, 12) for x, role in ((1, ""), (4, "mark"), (6, ""), (10, ""))]
    kept = Glyphs()

    for _ in range(2):
        printed, blended = paper(), paper()
        kept.print(printed, lines, INKS, everywhere(), GROUND)
        kept.blend(blended, lines, INKS, everywhere())

        assert printed.tobytes() == blended.tobytes()


def test_more_glyphs_than_are_kept_are_drawn_all_the_same() -> None:
    many = [
        (Bitmap(1, 1, bytes([number % 256]), left=0, top=0), number % 40, number // 40 % 25, "")
        for number in range(glyphs.KEPT // 2 + 2)
    ]
    printed, blended = paper(), paper()

    Glyphs().print(printed, many, INKS, everywhere(), GROUND)
    Glyphs().blend(blended, many, INKS, everywhere())

    assert printed.tobytes() == blended.tobytes()


def test_what_stands_out_of_its_place_is_reported_before_and_blended_with_what_is_there() -> None:
    printed, blended = paper(), paper()
    for picture in (printed, blended):
        picture.paste((0, 0, 0), (20, 0, 40, 25))
    line = [(SLOPE, 4, 3, ""), (TALL, 19, 2, ""), (TALL, 30, 2, "mark"), (SLOPE, 2, 12, "")]
    strays: list[tuple[int, int, int, int]] = []

    Glyphs().print(printed, line, INKS, Place((0, 0, 20, 12), strays.append), GROUND)
    Glyphs().blend(blended, line, INKS, everywhere())

    assert printed.tobytes() == blended.tobytes()
    assert strays == [(19, 2, 21, 9), (30, 2, 32, 9), (2, 12, 5, 15)]
