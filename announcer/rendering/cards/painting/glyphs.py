"""Glyphs drawn into a picture, from pictures of each that are made once.

Most texts stand on one colour. There a glyph is kept as it looks on it and is pasted as it is, which takes a tenth
of the time of blending it in and gives the same pixels.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from PIL import Image

from announcer.typeset.raster import Bitmap, Mask

KEPT = 10_000
"""Pictures; one more and all are forgotten."""

Rgb = tuple[int, int, int]
Pixels = tuple[int, int, int, int]
"""Left, top, right and bottom of an area, in whole pixels."""


class Place(NamedTuple):
    """Where glyphs are drawn; `outside` is called with the box of each before it is drawn outside of `area`."""

    area: Pixels
    outside: Callable[[Pixels], None]


class Glyphs:
    """Draws glyphs, keeping its pictures of them; canvases may share one."""

    def __init__(self) -> None:
        self._masks: dict[Bitmap, Image.Image] = {}
        self._printed: dict[tuple[Rgb, Rgb], dict[Bitmap, Image.Image]] = {}
        self._count = 0

    def blend(self, image: Image.Image, masks: Iterable[Mask], inks: Mapping[str, Rgb], place: Place) -> None:
        """Draw glyphs over whatever is there, each in the colour of its role."""
        left, top, right, bottom = place.area
        for bitmap, x, y, role in masks:
            box = (x, y, x + bitmap.width, y + bitmap.height)
            if x < left or y < top or right < box[2] or bottom < box[3]:
                place.outside(box)
            glyph = self._masks.get(bitmap) or self._mask(bitmap)
            image.paste(glyph if bitmap.colour else inks[role], box, glyph)

    def print(
        self, image: Image.Image, masks: Iterable[Mask], inks: Mapping[str, Rgb], place: Place, behind: Rgb
    ) -> None:
        """Draw glyphs as `blend` would, at a place that is all of the colour `behind`.

        A glyph is pasted with its background unless it shares its box with one before it: it begins right of all
        that are on its line, and below the lines above. All others are blended.
        """
        left, line_top, end, foot = place.area
        printed = {role: self._printed.setdefault((ink, behind), {}) for role, ink in inks.items()}
        paste = image.paste
        right, bottom = left, line_top
        for mask in masks:
            bitmap, x, y, role = mask
            glyph_right, glyph_bottom = x + bitmap.width, y + bitmap.height
            if x < right and y >= bottom:  # the next line begins
                line_top, right = bottom, left
            if right <= x and line_top <= y and glyph_right <= end and glyph_bottom <= foot:
                paste(printed[role].get(bitmap) or self._print(bitmap, inks[role], behind), (x, y))
            else:
                self.blend(image, (mask,), inks, place)
            # max() for each glyph would take as long as drawing it
            right = glyph_right if glyph_right > right else right  # noqa: FURB136
            bottom = glyph_bottom if glyph_bottom > bottom else bottom  # noqa: FURB136

    def _mask(self, bitmap: Bitmap) -> Image.Image:
        """Return a glyph's coverage, or a coloured one's own picture."""
        self._make_room()
        mode = "RGBA" if bitmap.colour else "L"
        mask = Image.frombuffer(mode, (bitmap.width, bitmap.height), bitmap.pixels, "raw", mode, 0, 1)
        self._masks[bitmap] = mask
        return mask

    def _print(self, bitmap: Bitmap, ink: Rgb, behind: Rgb) -> Image.Image:
        """Return a glyph in one colour on another."""
        self._make_room()
        picture = Image.new("RGB", (bitmap.width, bitmap.height), behind)
        mask = self._masks.get(bitmap) or self._mask(bitmap)
        picture.paste(mask if bitmap.colour else ink, (0, 0), mask)
        self._printed.setdefault((ink, behind), {})[bitmap] = picture
        return picture

    def _make_room(self) -> None:
        """Count one more picture, and forget all where there would be too many."""
        if self._count >= KEPT:
            self._masks.clear()
            self._printed.clear()
            self._count = 0
        self._count += 1
