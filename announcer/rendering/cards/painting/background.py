"""What colour lies behind a place on a canvas, told from what was drawn there and not from its pixels.

Most texts stand on one colour. Where that is known, contrast needs no samples, and letters need no blending.
"""

from announcer.rendering.cards.painting.colour import Colour

Pixels = tuple[int, int, int, int]
"""Left, top, right and bottom of an area, in whole pixels."""


class Background:
    """The areas that were drawn on a canvas in order, each with its colour if it is of one alone."""

    def __init__(self, areas: list[tuple[Pixels, Colour | None]]) -> None:
        self._areas = areas

    def copy(self) -> "Background":
        """Return the same background, to be drawn on apart."""
        return Background(list(self._areas))

    def cover(self, area: Pixels, colour: Colour | None = None) -> None:
        """Take note that an area was drawn on; `colour` is what all of it has now, None if that is not known."""
        self._areas.append((area, colour))

    def colour(self, area: Pixels) -> Colour | None:
        """Return the one colour of an area; None where it has several, or may have."""
        left, top, right, bottom = area
        for (first, high, last, low), colour in reversed(self._areas):
            if first < right and left < last and high < bottom and top < low:
                within = first <= left and right <= last and high <= top and bottom <= low
                return colour if within else None
        return None
