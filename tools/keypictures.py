"""Draw a picture of what each key of card templates does, for docs/reference/card-templates.md.

Development only. Run `python -m tools.keypictures`. What is drawn stands in tools/keypictures.toml; the program
itself draws it, and the pictures go to docs/images/keys.
"""

import shutil
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from announcer.core.keysentences.choosing import best_sentence, candidates
from announcer.core.publications.publication import Publication
from announcer.wiring.site import Site, open_site

ROOT = Path(__file__).parents[1]
SAMPLES = Path(__file__).with_suffix(".toml")
PICTURES = ROOT / "docs" / "images" / "keys"

ACROSS = 2
GAP = 8
SHADES = 64
"""So many colours are enough for flat pictures, and keep them at a few kilobytes."""

PANEL = """
width = 180
height = 124
[boxes.page]
kind = "stack"
fill = "surface"
border = { colour = "rule", width = 1 }
padding = 8
gap = 8
children = ["sample", "caption"]
[boxes.caption]
kind = "text"
content = '{% raw %}<<line>>{% endraw %}'
size = { max = 14, min = 11 }
lines = 2
colour = "muted"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What a key's picture shows: one panel for each of `lines`, each in each of `languages`.

    `boxes` are TOML in which LINE is where the line stands; without `whole` they stand in a panel with the line as
    its caption. With `in_formats` the lines are formats that it is drawn in. `shown` is the width
    that cards are made smaller to; with `wide_logo` the brand has a logo for wide places, too.
    """

    boxes: str
    lines: Sequence[str]
    languages: Sequence[str] = ("en",)
    record: str = "1-short"
    whole: bool = False
    debug: bool = False
    shown: int = 0
    wide_logo: bool = False
    in_formats: bool = False

    def template(self, line: str) -> str:
        """Return the template of one panel."""
        text = self.boxes if self.whole else f"{PANEL}\n{self.boxes}"
        return text.replace("<<line>>", line.replace("\n", "  ")).replace("LINE", line)


def samples() -> Mapping[str, Sample]:
    """Return what there is to draw, by the names of the pictures, such as `text.align`."""
    document: dict[str, dict[str, dict[str, Any]]] = tomllib.loads(SAMPLES.read_text("utf-8"))
    return {f"{table}.{key}": Sample(**sample) for table, keys in document.items() for key, sample in keys.items()}


class Studio:
    """Draws samples in the shipped brand; `folder` is where their templates are put."""

    def __init__(self, folder: Path) -> None:
        self._templates = folder / "templates" / "card"
        self._templates.mkdir(parents=True)
        settings = open_site(ROOT).settings
        self._site = Site(folder, settings)
        _make_brand(folder / "assets" / "wide-logo")
        brand = settings.card.brand.replace("assets/brand/", "assets/wide-logo/")
        self._site_with_wide_logo = Site(folder, replace(settings, card=replace(settings.card, brand=brand)))

    def drawn(self, name: str, sample: Sample) -> Image.Image:
        """Return the picture of one key."""
        cards = list(self._cards(name.replace(".", "-"), sample))
        return on_one_sheet(cards).quantize(SHADES, dither=Image.Dither.NONE)

    def _cards(self, name: str, sample: Sample) -> Iterator[Image.Image]:
        record = self._records[sample.record]
        site = self._site_with_wide_logo if sample.wide_logo else self._site
        for place, line in enumerate(sample.lines):
            template = f"{name}-{place}"
            (self._templates / f"{template}.toml").write_text(sample.template(line), "utf-8")
            template += f"@{line}" if sample.in_formats and line else ""
            for language in sample.languages:
                sentence = best_sentence(candidates(record, language))
                card = site.cards.draw(record, language, sentence, template=template, debug=sample.debug)
                picture = Image.open(BytesIO(card.data)).convert("RGB")
                yield shrunk(picture, sample.shown) if sample.shown else picture

    @cached_property
    def _records(self) -> Mapping[str, Publication]:
        records = open_site(ROOT).stress_records().publications
        return {Path(record.source).stem: record.publication for record in records}


def _make_brand(folder: Path) -> None:
    """Write the shipped brand with a logo for wide places: the emblem with two bars that stand for a name."""
    shutil.copytree(ROOT / "assets" / "brand", folder)
    with (folder / "brand.toml").open("a", encoding="utf-8") as file:
        file.write('\n[logos.wide]\non_light = "logo-wide.png"\n')
    wide = Image.new("RGBA", (1400, 512))
    wide.paste(Image.open(folder / "logo-on-light.png"), (0, 0))
    for left, top, right, bottom in ((580, 130, 1400, 220), (580, 290, 1160, 380)):
        wide.paste((12, 43, 82, 255), (left, top, right, bottom))
    wide.save(folder / "logo-wide.png")


def shrunk(picture: Image.Image, width: int) -> Image.Image:
    """Return the picture as a phone would show it at that width."""
    return picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)


def on_one_sheet(cards: Sequence[Image.Image]) -> Image.Image:
    """Return the cards two by two, from the left."""
    rows = [cards[start : start + ACROSS] for start in range(0, len(cards), ACROSS)]
    width = max(sum(card.width + GAP for card in row) for row in rows) - GAP
    heights = [max(card.height for card in row) for row in rows]
    sheet = Image.new("RGB", (width, sum(heights) + GAP * (len(rows) - 1)), "white")
    top = 0
    for row, height in zip(rows, heights, strict=True):
        left = 0
        for card in row:
            sheet.paste(card, (left, top))
            left += card.width + GAP
        top += height + GAP
    return sheet


def main() -> None:
    """Draw every picture, and take away those that belong to no key."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    wanted = samples()
    for path in PICTURES.glob("*.png"):
        if path.stem not in wanted:
            path.unlink()
    with TemporaryDirectory() as folder:
        studio = Studio(Path(folder))
        for name, sample in wanted.items():
            studio.drawn(name, sample).save(PICTURES / f"{name}.png", optimize=True)
    print(f"{len(wanted)} pictures, {sum(p.stat().st_size for p in PICTURES.glob('*.png')) // 1000} kB")


if __name__ == "__main__":
    main()
