"""Cards for tests: the shipped brand and fonts, and templates written into a folder of the test's own."""

import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from announcer.core.posts.announcement import Card
from announcer.core.publications.institution import PostStyle
from announcer.core.publications.publication import Author
from announcer.rendering.cards.card_painter import Cards, Materials
from announcer.rendering.cards.font_files import Fonts, load_fonts
from announcer.rendering.cards.template_files import CardTemplates
from announcer.rendering.texts.phrases import phrases
from tests.builders import institution

ROOT = Path(__file__).parents[3]
SHIPPED_CARDS = ROOT / "templates" / "card"
BRAND = ROOT / "assets" / "brand" / "brand.toml"
FONTS = ROOT / "assets" / "fonts"

LONG_TITLE = (
    "Association between the dietary inflammatory index, serum high-sensitivity C-reactive protein and the risk of "
    "colorectal adenoma: results from a population-based case–control study in Isfahan province, with a ten-year "
    "follow-up of 4,812 participants and external validation in two independent cohorts from Oslo"
)

Pixel = tuple[int, ...]


@cache
def fonts() -> Fonts:
    """Return the shipped faces, opened once."""
    return load_fonts([FONTS])


def words(language: str) -> Mapping[str, str]:
    """Return the shipped words of a language."""
    return phrases([ROOT / "templates"], language)


def materials(**changes: Any) -> Materials:
    """Return the shipped materials of the sample institution."""
    fields: dict[str, Any] = {
        "templates": CardTemplates(ROOT / "nowhere", SHIPPED_CARDS),
        "brand": BRAND,
        "fonts": fonts,
        "words": words,
        "institution": institution(),
        "style": PostStyle(),
    }
    return Materials(**(fields | changes))


def cards(template: str = "summary", **changes: Any) -> Cards:
    """Return a painter of cards in the shipped materials."""
    return Cards(materials(**changes), template=template)


def templated(folder: Path, text: str, **changes: Any) -> Cards:
    """Return a painter of cards in a template of the test's own."""
    (folder / "own.toml").write_text(text, "utf-8")
    return cards("own", templates=CardTemplates(folder, SHIPPED_CARDS), **changes)


def finding_ids(card: Card) -> list[str]:
    """Return the ids of a card's findings, in order."""
    return [finding.id for finding in card.findings]


def pixels(card: Card) -> list[list[Pixel]]:
    """Return the rows of a card, read with nothing but the format's rules: RGB, every row unfiltered."""
    data, position = b"", 8
    while position < len(card.data):
        length, kind = (
            int.from_bytes(card.data[position : position + 4], "big"),
            card.data[position + 4 : position + 8],
        )
        if kind == b"IDAT":
            data += card.data[position + 8 : position + 8 + length]
        position += 12 + length
    rows, stride = zlib.decompress(data), 3 * card.width + 1
    lines = (rows[start + 1 : start + stride] for start in range(0, stride * card.height, stride))
    return [list(zip(line[::3], line[1::3], line[2::3], strict=True)) for line in lines]


def many_authors(count: int, home: frozenset[int] = frozenset({1})) -> tuple[Author, ...]:
    """Return authors with names of usual length, those at `home` ours."""
    return tuple(
        Author(name=f"Hosseini{'abcdefghij'[place % 10]} M", is_home=place in home) for place in range(count)
    )
