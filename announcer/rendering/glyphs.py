"""Glyphs drawn into a picture, from pictures of each that are made once.

Most texts stand on one colour. There a glyph is kept as it looks on it and is pasted as it is, which takes a tenth
of the time of blending it in and gives the same pixels.
"""

from collections.abc import Mapping, Sequence
from math import inf
from typing import TYPE_CHECKING

from PIL import Image

from announcer.typeset.raster import Bitmap, Mask

if TYPE_CHECKING:
    from PIL._imaging import ImagingCore

KEPT = 10_000
"""Pictures; one more and all are forgotten."""

Rgb = tuple[int, int, int]


class Glyphs:
    """Draws glyphs, keeping its pictures of them; canvases may share one.

    Pictures are Pillow's inner ones: the checks of its outer ones take longer than drawing a glyph.
    """

    def __init__(self) -> None:
        self._masks: dict[Bitmap, ImagingCore] = {}
        self._printed: dict[tuple[Rgb, Rgb], dict[Bitmap, ImagingCore]] = {}
        self._count = 0

    def blend(self, image: Image.Image, masks: Sequence[Mask], inks: Mapping[str, Rgb]) -> None:
        """Draw glyphs over whatever is there, each in the colour of its role."""
        for bitmap, x, y, role in masks:
            glyph = self._masks.get(bitmap) or self._mask(bitmap)
            box = (x, y, x + bitmap.width, y + bitmap.height)
            image.im.paste(glyph if bitmap.colour else inks[role], box, glyph)

    def print(self, image: Image.Image, masks: Sequence[Mask], inks: Mapping[str, Rgb], ground: Rgb) -> None:
        """Draw glyphs as `blend` would where nothing but `ground` is.

        A glyph is printed with its ground unless it shares its box with one before it: it begins right of all that
        are on its line, and below the lines above.
        """
        printed = {role: self._printed.setdefault((ink, ground), {}) for role, ink in inks.items()}
        paste = image.im.paste
        line_top = bottom = right = -inf
        for mask in masks:
            bitmap, x, y, role = mask
            end, foot = x + bitmap.width, y + bitmap.height
            if x < right and y >= bottom:  # the next line begins
                line_top, right = bottom, x
            if x >= right and y >= line_top:
                paste(printed[role].get(bitmap) or self._print(bitmap, inks[role], ground), (x, y, end, foot))
            else:
                self.blend(image, (mask,), inks)
            right = end if end > right else right  # noqa: FURB136 - max() for every glyph is slow
            bottom = foot if foot > bottom else bottom  # noqa: FURB136

    def _mask(self, bitmap: Bitmap) -> "ImagingCore":
        """Return a glyph's coverage, or a coloured one's own picture."""
        self._make_room()
        mode = "RGBA" if bitmap.colour else "L"
        mask = self._masks[bitmap] = Image.frombytes(mode, (bitmap.width, bitmap.height), bitmap.pixels).im
        return mask

    def _print(self, bitmap: Bitmap, ink: Rgb, ground: Rgb) -> "ImagingCore":
        """Return a glyph in one colour on another."""
        self._make_room()
        picture = Image.new("RGB", (bitmap.width, bitmap.height), ground)
        self.blend(picture, (Mask(bitmap, 0, 0, ""),), {"": ink})
        self._printed.setdefault((ink, ground), {})[bitmap] = picture.im
        return picture.im

    def _make_room(self) -> None:
        """Count one more picture, and forget all where there would be too many."""
        if self._count >= KEPT:
            self._masks.clear()
            self._printed.clear()
            self._count = 0
        self._count += 1
