"""Logos on cards: which one is taken, where it stands, and what is not written beside it."""

from pathlib import Path

import pytest
from PIL import Image

from announcer.core.findings import Level
from tests.builders import institution, publication
from tests.rendering.cards.cardmaking import BRAND, SHIPPED_CARDS, cards, finding_ids, pixels, templated

DESIGNS = sorted(path.stem for path in SHIPPED_CARDS.glob("*.toml"))
SENTENCE = "Nurses on rotating night shifts had a systolic pressure 4.2 mmHg higher than day workers."

LOGO = """
[boxes.page]
kind = "row"
children = ["logo"]
fill = "background"
[boxes.logo]
kind = "logo"
height = 40
"""


def logo_brand(folder: Path, on_light: str, on_dark: str = "") -> Path:
    text = (
        BRAND.read_text("utf-8").split("[logos]")[0] + f"[logos]\non_light = '{on_light}'\non_dark = '{on_dark}'\n"
    )
    (folder / "brand.toml").write_text(text, "utf-8")
    return folder / "brand.toml"


@pytest.mark.parametrize(("fill", "colour"), [("background", (255, 0, 0)), ("band", (0, 0, 255))])
def test_the_logo_suits_what_lies_behind_it(tmp_path: Path, fill: str, colour: tuple[int, ...]) -> None:
    Image.new("RGB", (8, 8), "red").save(tmp_path / "light.png")
    Image.new("RGB", (8, 8), "blue").save(tmp_path / "dark.png")
    painter = templated(
        tmp_path, LOGO.replace('"background"', f'"{fill}"'), brand=logo_brand(tmp_path, "light.png", "dark.png")
    )

    assert pixels(painter.paint(publication(), "en", ""))[337][20] == colour


@pytest.mark.parametrize(("align", "x"), [("start", 5), ("center", 600), ("end", 1195)])
def test_the_logo_stands_where_its_box_says(tmp_path: Path, align: str, x: int) -> None:
    Image.new("RGB", (8, 8), "red").save(tmp_path / "logo.png")
    text = LOGO + f"align = '{align}'\nwidth = 1200\n"
    painter = templated(tmp_path, text, brand=logo_brand(tmp_path, "logo.png"))

    row = pixels(painter.paint(publication(), "en", ""))[337]
    mirrored = pixels(painter.paint(publication(), "fa", ""))[337]

    assert row[x] == mirrored[1199 - x] == (255, 0, 0)


def test_transparent_margins_of_a_logo_take_no_room(tmp_path: Path) -> None:
    logo = Image.new("RGBA", (80, 80))
    logo.paste((255, 0, 0, 255), (30, 30, 50, 50))
    logo.save(tmp_path / "logo.png")

    rows = pixels(templated(tmp_path, LOGO, brand=logo_brand(tmp_path, "logo.png")).paint(publication(), "en", ""))

    assert {rows[y][x] for y in (319, 337, 355) for x in (1, 20, 38)} == {(255, 0, 0)}


def test_a_place_takes_the_logo_of_its_shape(tmp_path: Path) -> None:
    Image.new("RGB", (40, 8), "red").save(tmp_path / "wide.png")
    Image.new("RGB", (8, 8), "blue").save(tmp_path / "square.png")
    brand = logo_brand(tmp_path, "wide.png")
    brand.write_text(brand.read_text("utf-8") + "[logos.square]\non_light = 'square.png'\n", "utf-8")

    wide, square = (
        pixels(templated(tmp_path, f"{LOGO}shape = '{shape}'\n", brand=brand).paint(publication(), "en", ""))[337]
        for shape in ("wide", "square")
    )

    assert wide[5] == wide[195] == (255, 0, 0)
    assert square[5] == square[35] == (0, 0, 255)
    assert square[45] != (0, 0, 255)


@pytest.mark.parametrize("template", DESIGNS)
def test_where_the_logo_holds_the_name_cards_do_not_write_it_again(tmp_path: Path, template: str) -> None:
    for path in BRAND.parent.glob("*.png"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "brand.toml").write_text(
        BRAND.read_text("utf-8").replace("[logos]", "[logos]\nholds_name = true"), "utf-8"
    )
    long_name = institution(names={"en": "University of many words " * 20}, platforms={})

    written = cards(template, institution=long_name).paint(publication(), "en", SENTENCE)
    held = cards(template, institution=long_name, brand=tmp_path / "brand.toml").paint(
        publication(), "en", SENTENCE
    )

    assert "card-text-cut" in finding_ids(written)
    assert finding_ids(held) == []


def test_a_brand_without_a_logo_needs_none(tmp_path: Path) -> None:
    (tmp_path / "brand.toml").write_text(BRAND.read_text("utf-8").split("[logos]")[0], "utf-8")

    assert templated(tmp_path, LOGO, brand=tmp_path / "brand.toml").paint(publication(), "en", "").findings == ()


@pytest.mark.parametrize("width", ["", "width = 60\n"])
def test_a_logo_that_cannot_be_read_holds_the_card_which_is_drawn_without(tmp_path: Path, width: str) -> None:
    painter = templated(tmp_path, LOGO + width, brand=logo_brand(tmp_path, "none.png"))

    card = painter.paint(publication(), "en", "")

    assert [(finding.id, finding.level) for finding in card.findings] == [("card-picture-unreadable", Level.HOLD)]
    assert "none.png: no such file" in card.findings[0].message
    assert len(card.data) > 100
