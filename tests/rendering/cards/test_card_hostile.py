"""Templates and pictures that would hang a program or fill its memory: refused, or drawn within bounds."""

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from announcer.core.findings import Level
from announcer.core.posts.announcement import Card
from announcer.errors import TemplateError
from tests.builders import publication
from tests.rendering.cards.cardmaking import BRAND, finding_ids, pixels, templated

LOGO_PAGE = """\
[boxes.page]
kind = "row"
fill = "background"
children = ["logo"]
[boxes.logo]
kind = "logo"
height = 40
"""


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(side: int, pixel_bytes: int, extra: bytes = b"") -> bytes:
    """Return a black PNG that says it is so large and unpacks to so many bytes."""
    header = chunk(b"IHDR", struct.pack(">II", side, side) + bytes((8, 2, 0, 0, 0)))
    pixel_rows = chunk(b"IDAT", zlib.compress(bytes(pixel_bytes), 9))
    return b"\x89PNG\r\n\x1a\n" + header + extra + pixel_rows + chunk(b"IEND", b"")


def with_logo(folder: Path, name: str) -> Card:
    """Return a card whose logo is that file."""
    colours = BRAND.read_text("utf-8").split("[logos]")[0]
    (folder / "brand.toml").write_text(f"{colours}[logos]\non_light = '{name}'\n", "utf-8")
    return templated(folder, LOGO_PAGE, brand=folder / "brand.toml").paint(publication(), "en", "")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("huge.png", png(20_000, 1000)),
        ("profile.png", png(10, 310, chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(50_000_000), 9)))),
        ("comment.png", png(10, 310, chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(200_000_000), 9)))),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("logo.png", b"no picture"),
        ("empty.png", b""),
    ],
)
def test_a_logo_that_is_no_picture_for_a_card_holds_it(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)

    card = with_logo(tmp_path, name)

    assert [(finding.id, finding.level) for finding in card.findings] == [("card-picture-unreadable", Level.HOLD)]
    assert name in card.findings[0].message


def test_a_missing_logo_holds_the_card(tmp_path: Path) -> None:
    assert finding_ids(with_logo(tmp_path, "gone.png")) == ["card-picture-unreadable"]


def test_a_picture_that_unpacks_to_more_than_it_says_is_read_as_far_as_it_says(tmp_path: Path) -> None:
    (tmp_path / "bomb.png").write_bytes(png(10, 100_000_000))

    assert with_logo(tmp_path, "bomb.png").findings == ()


def test_a_picture_of_25_million_pixels_is_shrunk_as_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "large.png").write_bytes(png(5000, 5000 * 15_001))

    card = with_logo(tmp_path, "large.png")

    assert card.findings == ()
    assert pixels(card)[337][20] == (0, 0, 0)


def test_a_logo_for_print_and_one_that_moves_are_drawn(tmp_path: Path) -> None:
    Image.new("CMYK", (80, 80), (0, 255, 255, 0)).save(tmp_path / "print.jpg")
    frames = [Image.new("RGB", (80, 80), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "moving.png", save_all=True, append_images=frames[1:])

    for name in ("print.jpg", "moving.png"):
        card = with_logo(tmp_path, name)
        red, green, blue = pixels(card)[337][20]
        assert card.findings == ()
        assert red > 180
        assert max(green, blue) < 60


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(TemplateError) as told:
        templated(folder, text).paint(publication(), "en", "")
    return [line.removeprefix(f"{folder}/") for line in str(told.value).splitlines()]


PAGE = '[boxes.page]\nkind = "stack"\n'


def test_a_template_that_extends_itself_is_told(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, 'extends = "own"\n')

    assert problem.startswith("own.toml:1: extends: templates extend one another in a circle")


@pytest.mark.parametrize(
    ("heading", "problem"),
    [
        ("width = 0\n", "own.toml:1: width: should be at least 16, not 0"),
        ("height = 1_000_000_000\n", "own.toml:1: height: should be at most 4096, not 1000000000"),
        ("width = 4096\nheight = 4096\n", "own.toml: 4096 by 4096 pixels are more than 6,000,000"),
    ],
)
def test_a_card_of_no_size_or_an_endless_one_is_told(tmp_path: Path, heading: str, problem: str) -> None:
    assert problems(tmp_path, heading + PAGE) == [problem]


def test_ten_thousand_boxes_are_one_problem(tmp_path: Path) -> None:
    boxes = "".join(f"[boxes.b{n}]\nkind = 'shape'\n" for n in range(9_000))

    assert problems(tmp_path, PAGE + boxes) == ["own.toml:1: boxes: 9001 boxes; at most 200 are allowed"]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"k{n} = 1\n" for n in range(9_000)) + PAGE,
        PAGE + "".join(f"k{n} = 1\n" for n in range(9_000)),
        PAGE + f"children = {[f'b{n}' for n in range(9_000)]}\n",
    ],
    ids=["unknown keys", "a box's unknown keys", "children that are not there"],
)
def test_of_thousands_of_problems_the_first_fifty_are_told(tmp_path: Path, text: str) -> None:
    assert len(problems(tmp_path, text)) == 50


def test_a_file_of_megabytes_is_not_read(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, PAGE + "#" * 300_000)

    assert "larger than 262 kB" in problem


def test_repeats_within_repeats_come_to_an_end(tmp_path: Path) -> None:
    loop = "repeat = { over = '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]' }\n"
    outer = f"{PAGE}children = ['a']\n[boxes.a]\nkind = 'stack'\nchildren = ['b']\n{loop}"
    text = f"{outer}[boxes.b]\nkind = 'shape'\n{loop}"

    assert problems(tmp_path, text)[0].endswith("more than 200 boxes on one card")


def test_boxes_without_room_go_one_by_one_but_not_without_end(tmp_path: Path) -> None:
    names = [f"t{n}" for n in range(60)]
    nested = "".join(f"[boxes.s{n}]\nkind = 'row'\nchildren = ['s{n + 1}']\n" for n in range(9))
    texts = "".join(
        f"[boxes.{name}]\nkind = 'text'\ncontent = 'words and words'\noptional = 1\nsize = 90\n" for name in names
    )
    card = templated(
        tmp_path, f"{PAGE}children = ['s0']\n{nested}[boxes.s9]\nkind = 'stack'\nchildren = {names}\n{texts}"
    ).paint(publication(), "en", "")

    assert finding_ids(card).count("card-part-dropped") == 24
    assert "card-overflow" in finding_ids(card)


CODE = '[boxes.page]\nkind = "row"\nfill = "background"\nchildren = ["code"]\n[boxes.code]\nkind = "qr"\n'


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ("height = 100\n", "the QR code's modules are 2 pixels wide; cameras need 3"),
        ("height = 160\ncontent = '{{ pub.note }}'\n", "no QR code holds what it should say, so there is none"),
        ("height = 160\nfill = 'band'\ncolour = 'surface'\n", "the QR code is light on dark, which many phones"),
    ],
)
def test_a_code_that_no_camera_reads_holds_the_card(tmp_path: Path, keys: str, problem: str) -> None:
    (finding,) = templated(tmp_path, CODE + keys).paint(publication(), "en", "").findings

    assert (finding.id, finding.level, finding.where) == ("card-qr-unreadable", Level.HOLD, "own: code")
    assert finding.message.startswith(problem)


def test_a_faint_code_is_a_warning(tmp_path: Path) -> None:
    card = templated(tmp_path, CODE + "height = 160\ncolour = '#999999'\n").paint(publication(), "en", "")

    assert finding_ids(card) == ["card-low-contrast"]


def test_a_code_in_a_colour_that_the_brand_lacks_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path, CODE + "colour = 'txt'\n") == [
        "own.toml:7: boxes.code.colour: the brand has no colour 'txt'; did you mean 'text'?"
    ]
