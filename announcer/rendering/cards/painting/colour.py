"""Colours of a brand: read, mixed, and compared as WCAG 2.2 compares them."""

import re
from math import atan2, cbrt, cos, dist, hypot, sin
from typing import NamedTuple

AA_CONTRAST = 4.5
"""What WCAG 2.2 (1.4.3, level AA) asks of text."""

_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_STEPS = 100
_OUTSIDE = 0.001
"""How far a channel may be outside of sRGB for the sake of rounding."""


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB


_LINEAR = tuple(_linear(value / 255) for value in range(256))


class Colour(NamedTuple):
    """An opaque sRGB colour; every channel is 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> "Colour":
        """Read `#rgb` or `#rrggbb`.

        Raises:
            ValueError: the text is neither.
        """
        if not (match := _HEX.fullmatch(text.strip())):
            message = f"{text!r} is not a colour such as #0B2A4A"
            raise ValueError(message)
        digits = match[1] if len(match[1]) > len("rgb") else "".join(2 * digit for digit in match[1])
        return cls(*bytes.fromhex(digits))

    @property
    def rgb(self) -> tuple[int, int, int]:
        """The three channels."""
        return self.red, self.green, self.blue

    @property
    def hex(self) -> str:
        """The colour as `#RRGGBB`."""
        return "#" + bytes(self.rgb).hex().upper()

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
        return 0.2126 * _LINEAR[self.red] + 0.7152 * _LINEAR[self.green] + 0.0722 * _LINEAR[self.blue]


BLACK = Colour(0, 0, 0)
WHITE = Colour(255, 255, 255)


def is_colour(text: str) -> bool:
    """Return whether `Colour.parse` reads the text."""
    return bool(_HEX.fullmatch(text.strip()))


def contrast(one: Colour, other: Colour) -> float:
    """Return the WCAG contrast ratio, 1 to 21, of two colours in either order."""
    dark, light = sorted((one.luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)


def legible(colour: Colour, behind: Colour, ratio: float = AA_CONTRAST) -> Colour:
    """Return the colour nearest to `colour` that reaches `ratio` on `behind`: darker or lighter, of the same hue.

    It is looked for in OKLCH, where a colour keeps its hue and strength while its lightness changes. Black or white
    alone always reaches 4.58, so an AA answer exists for every background.
    """
    if contrast(colour, behind) >= ratio:
        return colour
    lightness, chroma, hue = _oklch(colour)
    steps = (step / _STEPS * sign for step in range(1, _STEPS + 1) for sign in (-1, 1))
    return next(
        (
            found
            for step in steps
            if contrast(found := _within_srgb(lightness + step, chroma, hue), behind) >= ratio
        ),
        max(BLACK, WHITE, key=lambda end: contrast(end, behind)),
    )


def distance(one: Colour, other: Colour) -> float:
    """Return how different two colours look: their distance in OKLab, where black and white are 1 apart."""
    return dist(_oklab(one), _oklab(other))


# OKLab and OKLCH: https://bottosson.github.io/posts/oklab/


def _oklab(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = (_LINEAR[channel] for channel in colour.rgb)
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _oklch(colour: Colour) -> tuple[float, float, float]:
    lightness, a, b = _oklab(colour)
    return lightness, hypot(a, b), atan2(b, a)


def _within_srgb(lightness: float, chroma: float, hue: float) -> Colour:
    """Return the sRGB colour of an OKLCH one, with as much of its chroma as sRGB has at that lightness."""
    lightness = min(max(lightness, 0.0), 1.0)
    for part in range(_STEPS, -1, -1):
        linear = _linear_srgb(lightness, chroma * part / _STEPS, hue)
        if all(-_OUTSIDE <= channel <= 1 + _OUTSIDE for channel in linear):
            break
    return Colour(*(round(255 * _gamma(min(max(channel, 0.0), 1.0))) for channel in linear))


def _linear_srgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _gamma(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055  # noqa: PLR2004 - sRGB
