import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from announcer.errors import BrandError
from announcer.rendering.cards.looks import Picture
from announcer.rendering.cards.painting import png
from announcer.rendering.cards.painting.colour import BLACK, WHITE, Colour
from announcer.rendering.cards.painting.painter import Canvas
from announcer.rendering.cards.painting.pictures import Pictures
from announcer.rendering.cards.painting.shapes import Blend
from announcer.rendering.cards.placing import Rect
from announcer.typeset.raster import Bitmap

RED, BLUE = Colour(255, 0, 0), Colour(0, 0, 255)


def canvas(width: int = 20, height: int = 10) -> Canvas:
    return Canvas.blank(width, height, WHITE)


def at(drawn: Canvas, x: int, y: int, width: int = 20) -> Colour:
    start = y * (3 * width + 1) + 3 * x
    return Colour(*rows(drawn)[start : start + 3])


def rows(drawn: Canvas) -> bytes:
    """Return the rows as the encoder gets them: RGB, a zero byte between two."""
    inflated = (zlib.decompressobj(-15, zdict=b"\0").decompress(strip.deflated) for strip in drawn.strips())
    return b"".join(inflated)


def picture(
    path: Path, mode: str = "RGB", size: tuple[int, int] = (4, 2), colour: Any = "red", **options: Any
) -> Path:
    Image.new(mode, size, colour).save(path, **options)
    return path


def test_rows_hold_rgb_with_a_zero_byte_between_two() -> None:
    assert rows(Canvas.blank(2, 2, Colour(1, 2, 3))) == bytes((1, 2, 3)) * 2 + b"\0" + bytes((1, 2, 3)) * 2


def test_a_canvas_higher_than_a_strip_is_cut_into_strips_without_a_gap() -> None:
    high = canvas(width=1200, height=120)
    high.fill(Rect(0, 60, 1200, 1), RED)

    strips = list(high.strips())

    assert [strip.length for strip in strips] == [35 * 3601, 35 * 3601, 35 * 3601, 15 * 3601 - 1]
    assert zlib.decompress(_image_data(png.encode(strips, 1200, 120))) == b"\0" + rows(high)


def _image_data(data: bytes) -> bytes:
    start = data.index(b"IDAT")
    return data[start + 4 : start + 4 + int.from_bytes(data[start - 4 : start], "big")]


def test_only_the_strips_that_were_drawn_on_are_compressed_again() -> None:
    drawn = canvas(width=1200, height=120)
    drawn.fill(Rect(0, 0, 1200, 20), RED)
    drawn.save()
    plain = list(drawn.strips())
    drawn.restore()
    drawn.masks([(Bitmap(1, 2, b"\xff\xff", left=0, top=0), 3, 69, "")], {"": BLUE}, Rect(3, 69, 1, 2))

    strips = list(drawn.strips())

    assert [one is other for one, other in zip(strips, plain, strict=True)] == [True, False, False, True]


def test_a_canvas_comes_out_alike_whatever_was_drawn_before_it_was_restored() -> None:
    drawn = canvas(width=1200, height=120)
    drawn.save()
    drawn.fill(Rect(0, 50, 1200, 70), BLACK)
    list(drawn.strips())
    drawn.restore()
    drawn.fill(Rect(10, 75, 20, 2), RED)

    fresh = canvas(width=1200, height=120)
    fresh.fill(Rect(10, 75, 20, 2), RED)

    assert list(drawn.strips()) == list(fresh.strips())


def test_a_fill_covers_its_area_and_no_more() -> None:
    drawn = canvas()

    drawn.fill(Rect(2, 3, 5, 4), RED)

    assert [at(drawn, *place) for place in ((1, 3), (2, 2), (2, 3), (6, 6), (7, 6), (6, 7))] == [
        WHITE, WHITE, RED, RED, WHITE, WHITE,
    ]  # fmt: skip


def test_a_fill_may_let_the_ground_through_and_go_over_the_edge() -> None:
    drawn = canvas()

    drawn.fill(Rect(-5, -5, 100, 100), BLACK, opacity=0.5)
    drawn.fill(Rect(3, 3, 0, 5), RED)

    assert at(drawn, 0, 0) == at(drawn, 3, 4) == Colour(127, 127, 127)


def test_round_corners_are_smooth() -> None:
    drawn = canvas()

    drawn.fill(Rect(0, 0, 20, 10), BLACK, radius=5)
    corner, edge = at(drawn, 0, 0), at(drawn, 1, 1)

    assert corner == WHITE
    assert BLACK.luminance < edge.luminance < WHITE.luminance
    assert at(drawn, 10, 0) == at(drawn, 5, 5) == BLACK
    assert {at(drawn, 19, 0), at(drawn, 0, 9), at(drawn, 19, 9)} == {WHITE}


def test_round_corners_let_the_ground_through_too() -> None:
    drawn = canvas()

    drawn.fill(Rect(0, 0, 20, 10), BLACK, radius=100, opacity=0.5)

    assert at(drawn, 10, 5) == Colour(127, 127, 127)


@pytest.mark.parametrize(
    ("angle", "start", "end"),
    [(0, (0, 5), (19, 5)), (90, (10, 0), (10, 9)), (180, (19, 5), (0, 5)), (45, (0, 0), (19, 9))],
)
def test_a_gradient_runs_along_its_angle(angle: float, start: tuple[int, int], end: tuple[int, int]) -> None:
    drawn = canvas()

    drawn.gradient(Rect(0, 0, 20, 10), Blend((BLACK, 1), (WHITE, 1)), angle)

    assert at(drawn, *start).luminance < 0.02
    assert at(drawn, *end).luminance > 0.85
    assert 0.05 < at(drawn, 10, 5).luminance < 0.5


def test_a_gradient_over_nothing_draws_nothing() -> None:
    drawn = canvas()

    drawn.gradient(Rect(0, 0, 0, 10), Blend((BLACK, 1), (WHITE, 1)), 0)

    assert at(drawn, 0, 0) == WHITE


def test_a_border_lies_along_the_inside() -> None:
    drawn = canvas()

    drawn.border(Rect(2, 2, 10, 6), RED, 2)

    assert at(drawn, 2, 2) == at(drawn, 3, 3) == at(drawn, 11, 7) == RED
    assert at(drawn, 4, 4) == at(drawn, 1, 2) == WHITE


def test_a_round_border_leaves_its_corners_and_its_inside() -> None:
    drawn = canvas()

    drawn.border(Rect(0, 0, 20, 10), RED, 1, radius=4)

    assert at(drawn, 0, 0) == at(drawn, 10, 5) == WHITE
    assert at(drawn, 10, 0) == RED


def test_a_border_wider_than_its_box_fills_it() -> None:
    drawn = canvas()

    drawn.border(Rect(2, 2, 4, 4), RED, 3)

    assert at(drawn, 4, 4) == RED


def test_glyphs_are_drawn_in_the_colour_of_their_role_and_coloured_ones_in_their_own() -> None:
    drawn = canvas()
    solid = Bitmap(2, 2, b"\xff" * 4, left=0, top=0)
    emoji = Bitmap(1, 1, b"\x00\x00\xff\xff", left=0, top=0, colour=True)

    masks = [(solid, 1, 1, ""), (solid, 5, 1, "mark"), (emoji, 9, 1, "")]
    drawn.masks(masks, {"": BLACK, "mark": RED}, Rect(1, 1, 9, 2))

    assert [at(drawn, x, 1) for x in (1, 5, 9)] == [BLACK, RED, BLUE]


def test_what_was_drawn_is_taken_back_and_what_was_saved_stays() -> None:
    drawn = canvas()
    drawn.gradient(Rect(0, 0, 10, 10), Blend((BLACK, 1), (WHITE, 1)), 0)
    drawn.fill(Rect(10, 0, 10, 10), RED)
    drawn.save()
    saved = rows(drawn)

    for _ in range(2):
        drawn.fill(Rect(-5, 2, 40, 5), BLUE)
        drawn.border(Rect(3, 3, 14, 5), BLACK, 1, radius=2)
        drawn.masks([(Bitmap(2, 9, b"\xff" * 18, left=0, top=0), 12, 1, "")], {"": BLACK}, Rect(12, 3, 1, 1))
        changed = rows(drawn)
        drawn.restore()

        assert changed != rows(drawn) == saved
        assert drawn.samples(Rect(12, 0, 5, 5)) == [(48 * 24, RED)]


def test_samples_tell_the_colours_of_an_area() -> None:
    drawn = canvas()
    drawn.fill(Rect(0, 0, 10, 10), BLACK)

    assert drawn.samples(Rect(0, 0, 10, 10)) == [(48 * 24, BLACK)]
    assert {colour for _, colour in drawn.samples(Rect(-5, -5, 100, 100))} == {BLACK, WHITE}
    assert drawn.samples(Rect(50, 0, 10, 10)) == []


def test_a_label_is_written_in_either_corner() -> None:
    drawn = Canvas.blank(200, 30, BLACK)

    drawn.label(Rect(0, 0, 200, 30), "box", RED, at_right=False)
    drawn.label(Rect(0, 0, 200, 30), "box", RED, at_right=True)

    assert WHITE in {at(drawn, 3, y, 200) for y in range(12)}
    assert WHITE in {at(drawn, 197, y, 200) for y in range(12)}


@pytest.mark.parametrize(
    ("mode", "name", "options"),
    [
        ("RGB", "a.png", {}),
        ("RGB", "a.jpg", {"quality": 95}),
        ("RGB", "a.webp", {"lossless": True}),
        ("CMYK", "a.jpg", {"quality": 95}),
        ("P", "a.png", {}),
        ("RGBA", "a.png", {}),
    ],
)
def test_pictures_of_all_usual_kinds_can_be_drawn(tmp_path: Path, mode: str, name: str, options: Any) -> None:
    path = tmp_path / name
    Image.new("RGB", (8, 8), "red").convert(mode).save(path, **options)
    drawn = canvas()

    drawn.picture(Rect(0, 0, 8, 8), Pictures().logo(path, (8, 8)))

    assert at(drawn, 4, 4).red > 200
    assert max(at(drawn, 4, 4).green, at(drawn, 4, 4).blue) < 60


def test_of_a_moving_picture_the_first_frame_is_drawn(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "a.webp", save_all=True, append_images=frames[1:], lossless=True)
    drawn = canvas()

    drawn.picture(Rect(0, 0, 4, 4), Pictures().logo(tmp_path / "a.webp", (4, 4)))

    assert at(drawn, 1, 1).red > 200


def test_a_picture_lying_on_its_side_is_put_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    picture(tmp_path / "a.jpg", size=(4, 2), exif=exif)

    assert Pictures().logo_shape(tmp_path / "a.jpg") == 0.5


def bomb() -> bytes:
    """Return a PNG of a few kilobytes that says it has 20,000 by 20,000 pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(99_999)))
        + chunk(b"IEND", b"")
    )


def large() -> bytes:
    data = BytesIO()
    Image.new("1", (6000, 5000)).save(data, "PNG")
    return data.getvalue()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "not a picture that can be read"),
        (b"GIF89a", "not a picture that can be read"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a picture that can be read"),
        (b"<?xml version='1.0'?><SVG xmlns='http://www.w3.org/2000/svg'/>", "SVG pictures cannot be drawn"),
        (bomb(), "more pixels than are decoded"),
        (large(), "6000 by 5000 pixels are too many"),
    ],
)
def test_what_is_no_picture_for_a_card_is_refused_before_it_is_decoded(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(content)

    with pytest.raises(BrandError, match=problem) as told:
        Pictures().logo_shape(path)

    assert told.value.hint


def test_a_picture_of_sixteen_bits_of_grey_keeps_its_greys(tmp_path: Path) -> None:
    grey = Image.new("I;16", (3, 1))
    for x, value in enumerate((0, 0x8080, 0xFFFF)):
        grey.putpixel((x, 0), value)
    grey.save(tmp_path / "grey.png")

    shown = Pictures().logo(tmp_path / "grey.png", (3, 1))

    assert [shown.getpixel((x, 0)) for x in range(3)] == [(grey, grey, grey, 255) for grey in (0, 128, 255)]


def test_a_half_written_picture_is_refused(tmp_path: Path) -> None:
    whole = picture(tmp_path / "a.png", size=(200, 200)).read_bytes()
    (tmp_path / "half.png").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(BrandError, match="not a picture that can be read"):
        Pictures().logo_shape(tmp_path / "half.png")


def test_a_missing_or_huge_file_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "huge.png").open("wb") as file:
        file.truncate(30_000_001)

    with pytest.raises(BrandError, match=r"none\.png: no such file"):
        Pictures().logo_shape(tmp_path / "none.png")
    with pytest.raises(BrandError, match="larger than 30 MB"):
        Pictures().logo_shape(tmp_path / "huge.png")


def halves(path: Path) -> Path:
    """Write a picture that is red at the left and blue at the right."""
    image = Image.new("RGB", (40, 10), "red")
    image.paste((0, 0, 255), (20, 0, 40, 10))
    image.save(path)
    return path


def drawn_with(path: Path, *, mirrored: bool = False, **wish: Any) -> Canvas:
    drawn = canvas()
    fitted = Pictures().fitted(path, (10, 10), Picture(name="x", **wish), mirrored=mirrored)
    drawn.picture(Rect(0, 0, 10, 10), fitted)
    return drawn


@pytest.mark.parametrize(
    ("focus", "mirrored", "colour"),
    [((0.0, 0.5), False, RED), ((1.0, 0.5), False, BLUE), ((0.0, 0.5), True, RED), ((1.0, 0.5), True, BLUE)],
)
def test_a_picture_that_covers_keeps_its_focus_in_sight(
    tmp_path: Path, focus: tuple[float, float], *, mirrored: bool, colour: Colour
) -> None:
    drawn = drawn_with(halves(tmp_path / "a.png"), focus=focus, mirrored=mirrored)

    assert at(drawn, 5, 5) == colour


def test_a_contained_picture_is_seen_whole(tmp_path: Path) -> None:
    drawn = drawn_with(halves(tmp_path / "a.png"), fit="contain", focus=(0.5, 0.0))

    assert at(drawn, 1, 0).red > 200
    assert at(drawn, 8, 0).blue > 200
    assert at(drawn, 1, 8) == WHITE


def test_a_tiled_picture_is_repeated_at_its_own_size(tmp_path: Path) -> None:
    tile = Image.new("RGB", (8, 8), "red")
    tile.putpixel((0, 0), (0, 0, 255))
    tile.save(tmp_path / "a.png")

    drawn = drawn_with(tmp_path / "a.png", fit="tile")

    assert at(drawn, 0, 0) == at(drawn, 8, 8) == BLUE
    assert at(drawn, 1, 1) == RED


def test_a_tile_of_one_pixel_is_no_work_without_end(tmp_path: Path) -> None:
    assert at(drawn_with(picture(tmp_path / "a.png", size=(1, 1)), fit="tile"), 9, 9) == RED


def test_only_the_transparency_of_a_tinted_picture_counts(tmp_path: Path) -> None:
    Image.new("RGBA", (10, 10), (255, 255, 255, 128)).save(tmp_path / "a.png")
    drawn = canvas()
    fitted = Pictures().fitted(tmp_path / "a.png", (10, 10), Picture(name="x"), mirrored=False)

    drawn.tinted_picture(Rect(0, 0, 10, 10), fitted, BLACK, opacity=0.5, radius=5)

    assert at(drawn, 5, 5).red == pytest.approx(191, abs=2)
    assert at(drawn, 0, 0) == WHITE


def test_a_picture_that_changes_while_cards_are_drawn_is_told_by_its_content(tmp_path: Path) -> None:
    path, red, blue = tmp_path / "a.png", Image.new("RGB", (8, 4), "red"), Image.new("RGB", (4, 4), "blue")
    pictures = Pictures()
    red.save(path)
    assert pictures.logo_shape(path) == 2
    blue.save(path)
    assert pictures.logo(path, (6, 6)).getpixel((0, 0)) == (0, 0, 255, 255)

    red.save(path)
    again = Pictures().logo(path, (6, 6))

    assert (again.size, again.getpixel((0, 0))) == ((6, 3), (255, 0, 0, 255))
