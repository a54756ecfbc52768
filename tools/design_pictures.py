"""Draw the pictures of the shipped designs, for docs/reference/card-templates.md and the README.

Development only. Run `python -m tools.design_pictures`. Each design is shown in English and Persian, with a record
of templates/stress.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image

from announcer.core.keysentences.choosing import best_sentence, candidates
from announcer.wiring.site import Site, open_site
from tools.golden import ROOT, templates

PICTURES = ROOT / "docs" / "images"
WIDTH, GAP = 600, 16
COLOURS = 128
SHOWN = {"authors": "5-many-authors", "figure": "9-figure", "voice": "9-figure"}
"""The record that a design is shown with, where it is not the usual one."""
USUAL = "9-figure"
BEST = "figure"
"""The design on the README."""


def cards(site: Site, template: str) -> Iterator[Image.Image]:
    """Yield a design's card in English, then in Persian."""
    stem = SHOWN.get(template, USUAL)
    record = next(each.publication for each in site.stress_records().publications if Path(each.source).stem == stem)
    for language in ("en", "fa"):
        sentence = best_sentence(candidates(record, language))
        card = site.cards.draw(record, language, sentence, template=template)
        yield Image.open(BytesIO(card.data)).convert("RGB")


def main() -> None:
    """Draw every picture."""
    site = open_site(ROOT)
    for template in templates():
        whole = list(cards(site, template))
        if template == BEST:
            whole[0].save(PICTURES / "card-en.png", optimize=True)
        small = [
            each.resize((WIDTH, round(each.height * WIDTH / each.width)), Image.Resampling.LANCZOS)
            for each in whole
        ]
        sheet = Image.new("RGB", (2 * WIDTH + GAP, small[0].height), "white")
        for place, each in enumerate(small):
            sheet.paste(each, (place * (WIDTH + GAP), 0))
        sheet = sheet.quantize(COLOURS, dither=Image.Dither.NONE)
        sheet.save(PICTURES / f"card-{template}.png", optimize=True)


if __name__ == "__main__":
    main()
