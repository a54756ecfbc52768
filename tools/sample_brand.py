"""Draw the sample brand's pictures: a logo that says it is a placeholder, and a star-and-cross ornament.

Development only. Run `python tools/sample_brand.py` from anywhere; the pictures go to assets/brand.
"""

from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from announcer.rendering.cards.font_files import load_fonts
from announcer.typeset.fit import fit
from announcer.typeset.layout import TextBox
from announcer.typeset.paragraph import Paragraph, TextStyle
from announcer.typeset.raster import Rasteriser
from announcer.typeset.words import WordSetter

ASSETS = Path(__file__).parents[1] / "assets"
BRAND = ASSETS / "brand"

LAPIS, TURQUOISE, PAPER = (12, 43, 82), (31, 163, 174), (251, 248, 241)
LOGO_SIDE = 512
CELL = 120
FADE_SIZE = (2400, 240)
SMOOTHNESS = 4

Point = tuple[float, float]
RGB = tuple[int, int, int]


def star(centre: Point, radius: float) -> list[Point]:
    """Return the outline of the eight-pointed star of two squares, a point upwards."""
    inner = radius * cos(pi / 4) / cos(pi / 8)
    return [
        (centre[0] + length * sin(step * pi / 8), centre[1] - length * cos(step * pi / 8))
        for step, length in enumerate((radius, inner) * 8)
    ]


def outline(draw: ImageDraw.ImageDraw, points: list[Point], width: int) -> None:
    """Draw a closed line with even joints."""
    draw.line([*points, points[0], points[1]], fill=255, width=width, joint="curve")


def ornament(size: tuple[int, int]) -> Image.Image:
    """Return a mask of stars that touch at their points, with crosses between them; seamless at whole cells."""
    big = Image.new("L", (size[0] * SMOOTHNESS, size[1] * SMOOTHNESS))
    draw, cell = ImageDraw.Draw(big), CELL * SMOOTHNESS
    for column in range(big.width // cell + 1):
        for row in range(big.height // cell + 1):
            centre = (column * cell, row * cell)
            outline(draw, star(centre, cell / 2), 2 * SMOOTHNESS)
            outline(draw, star(centre, cell * 0.29), SMOOTHNESS)
    return big.reduce(SMOOTHNESS)


def fading(mask: Image.Image) -> Image.Image:
    """Return the mask, fading from the right to nothing at the middle."""
    ramp = Image.linear_gradient("L").rotate(90).resize(mask.size)
    return ImageChops.multiply(mask, ramp.point([max(0, min(255, (value - 110) * 2)) for value in range(256)]))


def white(mask: Image.Image) -> Image.Image:
    """Return white with the mask as its transparency, for templates to tint."""
    picture = Image.new("RGBA", mask.size, "white")
    picture.putalpha(mask)
    return picture


def write_line(
    picture: Image.Image, text: str, language: str, place: tuple[float, float, int], colour: RGB
) -> None:
    """Write one centred line; `place` is its top, its height to fill, and its weight."""
    top, size, weight = place
    paragraph = Paragraph(
        text, SETTER, TextStyle(weight=weight, language=language, tracking=0.06 if language == "en" else 0)
    )
    box = TextBox(
        width=LOGO_SIDE, height=LOGO_SIDE, max_size=int(size), min_size=int(size), max_lines=1, align="centre"
    )
    for bitmap, x, y, _ in Rasteriser().draw(fit(paragraph, box), 0, top):
        picture.paste(colour, (x, y), Image.frombytes("L", (bitmap.width, bitmap.height), bitmap.pixels))


def logo(ground: RGB, line: RGB, letters: RGB) -> Image.Image:
    """Return the emblem: a star with a finer star in it, and the words that it is a sample."""
    big = LOGO_SIDE * SMOOTHNESS
    centre = (big / 2, big / 2)
    shape, inner = Image.new("L", (big, big)), Image.new("L", (big, big))
    ImageDraw.Draw(shape).polygon(star(centre, big / 2 - 1), fill=255)
    outline(ImageDraw.Draw(inner), star(centre, big * 0.445), 7 * SMOOTHNESS)
    emblem = Image.new("RGBA", (LOGO_SIDE, LOGO_SIDE), ground)
    emblem.paste(line, mask=inner.reduce(SMOOTHNESS))
    write_line(emblem, "نمونه", "fa", (150, 112, 800), letters)
    write_line(emblem, "SAMPLE", "en", (272, 58, 700), letters)
    write_line(emblem, "LOGO", "en", (334, 44, 700), letters)
    emblem.putalpha(shape.reduce(SMOOTHNESS))
    return emblem


def main() -> None:
    """Write every picture."""
    pictures = {
        "logo-on-light": logo(LAPIS, TURQUOISE, PAPER),
        "logo-on-dark": logo(PAPER, TURQUOISE, LAPIS),
        "girih": white(ornament((2 * CELL, 2 * CELL))),
        "girih-fade": white(fading(ornament(FADE_SIZE))),
    }
    for name, picture in pictures.items():
        picture.save(BRAND / f"{name}.png", optimize=True)
        print(f"{name}.png: {picture.width} x {picture.height}")


SETTER = WordSetter(load_fonts([ASSETS / "fonts"]).stack())

if __name__ == "__main__":
    main()
