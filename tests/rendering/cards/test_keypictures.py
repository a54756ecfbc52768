"""The pictures of docs/reference/card-templates.md: one for each key, drawn as the program draws today."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from PIL import Image

from announcer.rendering.cards.looks import Picture
from announcer.rendering.cards.template import Box, Chart, Heading, Logo, Qr, Stack, Text
from tests.rendering.cards.cardmaking import ROOT
from tools.golden import compared
from tools.keypictures import PICTURES, Sample, Studio, on_one_sheet, samples, shrunk

PAGE = ROOT / "docs" / "reference" / "card-templates.md"
NEVER_DRAWN = {"file.description"}
BESIDE_THE_HEADING = {"file.boxes", "file.extends", "file.format", "file.include", "file.language", "box.kind"}
LARGEST = 15_000
LARGEST_TOGETHER = 250_000


def own_keys(kind: Any, table: str) -> Iterator[str]:
    """Return the keys that only this kind of box has."""
    of_every_box = {field.name for field in fields(Box)} | {"kind"}
    return (f"{table}.{field.name}" for field in fields(kind) if field.name not in of_every_box)


KEYS = {
    *(f"file.{field.name}" for field in fields(Heading)),
    *(f"box.{field.name}" for field in fields(Box)),
    *(f"picture.{field.name}" for field in fields(Picture)),
    *own_keys(Stack, "stack"),
    *own_keys(Text, "text"),
    *own_keys(Logo, "logo"),
    *own_keys(Qr, "qr"),
    *own_keys(Chart, "chart"),
    "gradient.stops",
    "border.sides",
    "row.baseline",
    *BESIDE_THE_HEADING,
} - NEVER_DRAWN


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    """Return one place to draw all pictures in."""
    return Studio(tmp_path_factory.mktemp("studio"))


def test_every_key_has_its_picture_and_no_picture_is_of_no_key() -> None:
    assert set(samples()) == KEYS
    assert {path.stem for path in PICTURES.iterdir()} == KEYS


def test_the_reference_shows_every_picture() -> None:
    page = PAGE.read_text("utf-8")

    assert [key for key in sorted(KEYS) if f"(../images/keys/{key}.png)" not in page] == []


@pytest.mark.parametrize("name", sorted(samples()))
def test_a_picture_shows_what_the_key_does_today(studio: Studio, name: str) -> None:
    kept = Image.open(PICTURES / f"{name}.png").convert("RGB")

    assert not compared(kept, studio.drawn(name, samples()[name]).convert("RGB")).matters, (
        "look at what it does now; if it is meant, run 'python -m tools.keypictures'"
    )


def test_a_picture_shows_a_difference(studio: Studio) -> None:
    one, other = (
        studio.drawn(name, Sample(boxes="[boxes.sample]\nkind = 'shape'\ngrow = 1\nLINE", lines=[line]))
        for name, line in (("plain", ""), ("filled", 'fill = "accent"'))
    )

    assert compared(one.convert("RGB"), other.convert("RGB")).matters


def test_the_pictures_stay_small() -> None:
    sizes = [path.stat().st_size for path in PICTURES.iterdir()]

    assert max(sizes) < LARGEST
    assert sum(sizes) < LARGEST_TOGETHER


def test_cards_stand_two_by_two_on_white() -> None:
    sheet = on_one_sheet([Image.new("RGB", (10, 10)), Image.new("RGB", (20, 6)), Image.new("RGB", (10, 4))])

    assert sheet.size == (38, 22)
    assert sheet.getpixel((30, 20)) == (255, 255, 255)


def test_a_card_made_smaller_keeps_its_shape() -> None:
    assert shrunk(Image.new("RGB", (1200, 600)), 360).size == (360, 180)


def test_a_line_stands_in_the_boxes_and_under_them() -> None:
    template = Sample(boxes="[boxes.sample]\nLINE", lines=[]).template("gap = 1\ngrow = 1")

    assert "[boxes.sample]\ngap = 1\ngrow = 1" in template
    assert "gap = 1  grow = 1{% endraw %}" in template
