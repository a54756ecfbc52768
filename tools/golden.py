"""Golden pictures: what every card template drew when people last looked, and how today's cards differ from it.

Development only. `python -m tools.golden` draws the cards anew and, for each that differs, writes old, new and
difference side by side; `python -m tools.golden --write` makes today's cards the golden ones.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

from announcer.services.sample_cards import SampleOptions, draw_samples, sample_names
from announcer.wiring.site import Site, open_site

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
NOTICES = ROOT / "tests" / "data" / "notices"
"""Records of retractions and the like, whose cards say so first; kept in one template, English and Persian."""
NOTICES_IN = "quote"
FIGURE = [f"{template}-figure-{language}" for template in ("figure", "voice") for language in ("en", "fa")]
"""Cards of the stress record with a figure."""
RECORDS = {"many-authors": ("en", "fa"), "formulas": ("en",), "mixed": ("fa",)}
"""The stress records that are kept, and in which languages: few enough to stay small, and every trap among them."""

MOST_MEAN = 0.6
MOST_FAR_OFF = 0.002
FAR_OFF = 32
"""A tenth of a pixel's shift gives a mean of 0.3 and no pixel far off; half a pixel gives 1.4 and 1.6 %."""

SMALLER = 2
"""Golden pictures are so many times smaller than cards: a quarter of the bytes, and differences stay."""

STRONGER = 4
"""So many times a difference is shown, for the eye."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How two pictures differ: the mean over all channels of 0 to 255, and the share of pixels far off."""

    mean: float
    far_off: float

    @property
    def matters(self) -> bool:
        """Whether it is more than another machine's arithmetic explains."""
        return self.mean > MOST_MEAN or self.far_off > MOST_FAR_OFF


@cache
def site() -> Site:
    """Return the repository's own site."""
    return open_site(ROOT)


def cases() -> list[str]:
    """Return the names of the golden pictures that there should be, such as `summary-mixed-fa`."""
    kept = [(record, language) for record, languages in RECORDS.items() for language in languages]
    notices = [
        f"{NOTICES_IN}-{path.stem}-{language}"
        for path in sorted(NOTICES.glob("*.toml"))
        for language in ("en", "fa")
    ]
    return [
        *(f"{template}-{record}-{language}" for template in templates() for record, language in kept),
        *notices,
        *FIGURE,
    ]


def templates() -> list[str]:
    """Return the names of the shipped card templates."""
    return sorted(path.stem for path in (ROOT / "templates" / "card").glob("*.toml"))


@cache
def drawn(template: str) -> dict[str, bytes]:
    """Return today's cards in a template, by the names of `cases`."""
    records = site().stress_records().publications
    chosen = [
        record for name, record in zip(sample_names(records), records, strict=True) if name in {*RECORDS, "figure"}
    ]
    if template == NOTICES_IN:
        chosen += site().read([NOTICES]).publications
    options = SampleOptions(templates=[template], languages=["en", "fa"])
    samples = draw_samples(chosen, options, drawer=site().cards)
    for problem in samples.problems:
        raise problem
    wanted = cases()
    return {sample.name: sample.card.data for sample in samples.cards if sample.name in wanted}


def compared(old: Image.Image, new: Image.Image) -> Difference:
    """Return how two pictures differ; of different sizes, wholly."""
    if old.size != new.size:
        return Difference(mean=255, far_off=1)
    between = ImageChops.difference(old, new)
    red, green, blue = between.split()
    worst = ImageChops.lighter(ImageChops.lighter(red, green), blue).histogram()
    return Difference(mean=sum(ImageStat.Stat(between).mean) / 3, far_off=sum(worst[FAR_OFF + 1 :]) / sum(worst))


def side_by_side(old: Image.Image, new: Image.Image) -> Image.Image:
    """Return old, new and their difference, made stronger, in one picture."""
    width, height = max(old.width, new.width), max(old.height, new.height)
    whole = [_padded(each, width, height) for each in (old, new)]
    between = ImageChops.difference(*whole).point([min(value * STRONGER, 255) for value in range(256)] * 3)
    sheet = Image.new("RGB", (3 * width, height))
    for place, part in enumerate((*whole, between)):
        sheet.paste(part, (place * width, 0))
    return sheet


def _padded(picture: Image.Image, width: int, height: int) -> Image.Image:
    sheet = Image.new("RGB", (width, height), "magenta")
    sheet.paste(picture)
    return sheet


def today(name: str) -> Image.Image:
    """Return today's card of that name as a golden picture would be."""
    return _opened(drawn(name.partition("-")[0])[name]).reduce(SMALLER)


def golden(name: str) -> Image.Image | None:
    """Return the golden picture of that name, None where there is none yet."""
    path = GOLDEN / f"{name}.png"
    return _opened(path.read_bytes()) if path.is_file() else None


def _opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def check(names: Sequence[str]) -> Iterator[tuple[str, Difference, Image.Image]]:
    """Yield for each card that differs its name, by how much, and the pictures side by side."""
    for name in names:
        new, old = today(name), golden(name)
        old = old or Image.new("RGB", new.size, "magenta")
        if (difference := compared(old, new)).matters:
            yield name, difference, side_by_side(old, new)


def write() -> None:
    """Make today's cards the golden ones, as small as PNG without loss can be."""
    for path in GOLDEN.glob("*.png"):
        path.unlink()
    for name in cases():
        today(name).save(GOLDEN / f"{name}.png", optimize=True)


def main() -> None:
    """Check, or write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="make today's cards the golden ones")
    parser.add_argument(
        "--out", type=Path, default=Path("golden-differences"), help="where differences are written"
    )
    options = parser.parse_args()
    if options.write:
        write()
        print(f"{len(cases())} golden pictures, {sum(p.stat().st_size for p in GOLDEN.glob('*.png')) / 1e6:.1f} MB")
        return
    failed = 0
    for name, difference, picture in check(cases()):
        failed += 1
        options.out.mkdir(parents=True, exist_ok=True)
        picture.save(options.out / f"{name}.png")
        print(f"{options.out / name}.png: mean {difference.mean:.2f}, {difference.far_off:.2%} of pixels far off")
    print(f"{len(cases())} cards, {failed} differ from the golden pictures")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
