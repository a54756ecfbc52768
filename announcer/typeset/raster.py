"""Glyph bitmaps of a layout, with where to put them: what a painter needs and nothing of its picture library.

Letters are drawn once for each font, size and quarter of a pixel and kept; a painter pastes each mask in the colour
of its role. It may keep its own picture of each `Bitmap`, which stays the same object while it is in the cache:

    for bitmap, x, y, role in raster.draw(layout, box_x, box_y):
        picture = pictures.get(bitmap) or made(bitmap)   # Image.frombytes("L", (width, height), pixels)
        image.paste(colours[role], (x, y), picture)
"""

from collections.abc import Iterator
from math import floor

import uharfbuzz as hb

from announcer.typeset.fonts import Font
from announcer.typeset.layout import Layout
from announcer.typeset.shape import Piece

PHASES = 4
"""Positions of a glyph between two pixels, sideways; baselines are on whole pixels."""

SHADES = 32
"""Steps of coverage between nothing and all. More cannot be seen and make the finished card a quarter larger."""

MASKS_KEPT = 10_000


_SHADED = bytes(round(round(value * SHADES / 255) * 255 / SHADES) for value in range(256))


class Bitmap:
    """Pixels of a glyph or word, rows from the top, without padding. Compared by identity, so it can key a cache.

    `pixels` holds one byte of coverage a pixel; where `colour` is true, four: red, green, blue, alpha
    (not premultiplied).
    """

    __slots__ = ("colour", "height", "left", "pixels", "top", "width")

    def __init__(
        self, width: int, height: int, pixels: bytes, *, left: int, top: int, colour: bool = False
    ) -> None:
        self.width = width
        self.height = height
        self.pixels = pixels
        self.left = left
        """Pixels from the pen position to the left edge."""
        self.top = top
        """Pixels from the baseline down to the top edge (negative above it)."""
        self.colour = colour


Mask = tuple[Bitmap, int, int, str]
"""A bitmap, the whole pixel (x, y) where its top left corner goes, and the role that stands for its colour.

No class of its own: there are hundreds on a card, each for a moment.
"""


class Rasteriser:
    """Draws layouts, keeping the bitmaps it drew. Same layout and place, same masks, whatever was drawn before.

    Args:
        keep: How many bitmaps are kept; one more and all are forgotten.
    """

    def __init__(self, keep: int = MASKS_KEPT) -> None:
        self._keep = keep
        self._draw = hb.RasterDraw()
        self._paint = hb.RasterPaint()
        self._glyphs: dict[tuple[Font, float], dict[int, Bitmap | None]] = {}
        self._pieces: dict[tuple[Piece, int, int], Bitmap | None] = {}
        self._count = 0

    def draw(self, layout: Layout, x: float, y: float) -> Iterator[Mask]:
        """Yield the masks of a layout whose box has its top left corner at (`x`, `y`), in pixels.

        They come line by line, those of a line from left to right.
        """
        if self._count > self._keep:
            self._glyphs.clear()
            self._pieces.clear()
            self._count = 0
        size = layout.size
        for line, offset, baseline in zip(layout.placed, layout.offsets, layout.baselines, strict=True):
            pen_y = round(y + baseline)
            for piece, at in line.pieces:
                if piece.flat:
                    yield from self._single(piece, x + offset + at * size, pen_y, size)
                elif piece.ink:
                    yield from self._whole(piece, x + offset + at * size, pen_y, size)

    def _single(self, piece: Piece, x: float, y: int, size: int) -> Iterator[Mask]:
        """Yield a mask for each glyph: on the baseline each may be moved to the nearest phase by itself."""
        font, scale, role = piece.font, piece.unit * size, piece.role
        kept = self._glyphs.setdefault((font, scale), {})
        start, step = x * PHASES + 0.5, size * PHASES
        for glyph, glyph_x, _ in piece.glyphs:
            place = floor(start + glyph_x * step)
            phase = place % PHASES
            key = glyph * PHASES + phase
            try:
                bitmap = kept[key]
            except KeyError:
                bitmap = kept[key] = self._drawn(font, glyph, scale, phase)
                self._count += 1
            if bitmap is not None:
                yield bitmap, place // PHASES + bitmap.left, y + bitmap.top, role

    def _whole(self, piece: Piece, x: float, y: int, size: int) -> Iterator[Mask]:
        """Yield one mask for all of a piece: letters that join and marks must not move against each other."""
        pixel, phase = divmod(floor(x * PHASES + 0.5), PHASES)
        key = (piece, size, phase)
        if key in self._pieces:
            bitmap = self._pieces[key]
        else:
            places = [(glyph, x * size, y * size) for glyph, x, y in piece.glyphs]
            bitmap = self._pieces[key] = self._outlined(piece.font, places, piece.unit * size, phase)
            self._count += 1
        if bitmap is not None:
            yield bitmap, pixel + bitmap.left, y + bitmap.top, piece.role

    def _drawn(self, font: Font, glyph: int, scale: float, phase: int) -> Bitmap | None:
        if font.colour:
            return self._coloured(font, glyph, scale, phase)
        return self._outlined(font, [(glyph, 0.0, 0.0)], scale, phase)

    def _outlined(
        self, font: Font, glyphs: list[tuple[int, float, float]], scale: float, phase: int
    ) -> Bitmap | None:
        """Return the coverage of glyphs in pixels from the pen, y upwards."""
        for glyph, x, y in glyphs:
            self._draw.transform = (scale, 0, 0, scale, x + phase / PHASES, y)
            self._draw.draw_glyph(font.hb, glyph)
        image = self._draw.render()
        self._draw.reset()
        return _bitmap(image)

    def _coloured(self, font: Font, glyph: int, scale: float, phase: int) -> Bitmap | None:
        self._paint.transform = (scale, 0, 0, scale, phase / PHASES, 0)
        extents = font.hb.get_glyph_extents(glyph)
        if extents is None or not self._paint.set_glyph_extents(extents):
            return None
        self._paint.paint_glyph(font.hb, glyph)
        return _bitmap(self._paint.render(), colour=True)


def _bitmap(image: hb.RasterImage | None, *, colour: bool = False) -> Bitmap | None:
    """Return the rows of a picture, which HarfBuzz gives from the bottom, from the top and without padding."""
    if image is None or not image.extents.width or not image.extents.height:
        return None
    extents = image.extents
    row = extents.width * (4 if colour else 1)
    rows = bytes(image.buffer)
    starts = range((extents.height - 1) * extents.stride, -1, -extents.stride)
    pixels = b"".join(rows[start : start + row] for start in starts)
    return Bitmap(
        extents.width,
        extents.height,
        _straight(pixels) if colour else pixels.translate(_SHADED),
        left=extents.x_origin,
        top=-extents.y_origin - extents.height,
        colour=colour,
    )


def _straight(pixels: bytes) -> bytes:
    """Return premultiplied BGRA as straight RGBA."""
    straight = bytearray(len(pixels))
    for start in range(0, len(pixels), 4):
        blue, green, red, alpha = pixels[start : start + 4]
        if alpha:
            straight[start : start + 4] = (
                _divided(red, alpha),
                _divided(green, alpha),
                _divided(blue, alpha),
                alpha,
            )
    return bytes(straight)


def _divided(part: int, alpha: int) -> int:
    return min(255, (part * 255 + alpha // 2) // alpha)
