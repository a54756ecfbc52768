"""Colours of a brand: read, mixed, and compared as WCAG 2.2 compares them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

AA_CONTRAST = 4.5
"""What WCAG 2.2 (1.4.3, level AA) asks of text."""

_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_STEPS = 50


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

    def mixed(self, other: "Colour", share: float) -> "Colour":
        """Return this colour with `share` (0 to 1) of the other in it, channel by channel."""
        return Colour(*(round(a + (b - a) * share) for a, b in zip(self.rgb, other.rgb, strict=True)))


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
    """Return the colour nearest to `colour`, towards black or white, that reaches `ratio` on `behind`.

    Black or white alone always reaches 4.58, so an AA answer exists for every background.
    """
    return next(
        (candidate for candidate in _away_from(colour, behind) if contrast(candidate, behind) >= ratio),
        max(BLACK, WHITE, key=lambda end: contrast(end, behind)),
    )


def _away_from(colour: Colour, behind: Colour) -> Iterator[Colour]:
    ends = sorted((BLACK, WHITE), key=lambda end: abs(end.luminance - colour.luminance))
    if contrast(ends[0], behind) < AA_CONTRAST:
        ends.reverse()
    for step in range(_STEPS + 1):
        for end in ends:
            yield colour.mixed(end, step / _STEPS)
