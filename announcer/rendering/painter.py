"""Pixels: fills, pictures and glyph masks drawn with Pillow, which no other module imports."""

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from math import cos, radians, sin
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageOps

from announcer.errors import BrandError
from announcer.rendering.cardlayout import Rect
from announcer.rendering.cardtemplate import Picture
from announcer.rendering.colour import Colour
from announcer.typeset.raster import Bitmap, Mask

FORMATS = ("PNG", "JPEG", "WEBP")
LARGEST_FILE = 30_000_000
LARGEST_PICTURE = 25_000_000
"""Pixels; what has more is refused before it is decoded."""

_SVG_HINT = "export it as PNG, twice as large as it is shown"
_HINT = "give a PNG, JPEG or WebP file of at most 25 million pixels"
_SMALLEST_TILE = 8
_SAMPLES = (48, 24)
_SMOOTHNESS = 4
_KEPT_GLYPHS = 20_000
_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Warning)

Pixels = tuple[int, int, int, int]


class Pictures:
    """Picture files, decoded and scaled once."""

    def __init__(self) -> None:
        self._decoded: dict[Path, Image.Image] = {}
        self._prepared: dict[tuple[object, ...], Image.Image] = {}

    def shape(self, path: Path) -> float:
        """Return a picture's width in heights.

        Raises:
            BrandError: the file cannot be read as a picture.
        """
        picture = self.decoded(path)
        return picture.width / picture.height

    def decoded(self, path: Path) -> Image.Image:
        """Return a picture as RGB or RGBA.

        Raises:
            BrandError: the file cannot be read as a picture.
        """
        if path not in self._decoded:
            self._decoded[path] = _decoded(path)
        return self._decoded[path]

    def fitted(self, path: Path, size: tuple[int, int], wish: Picture, *, mirrored: bool) -> Image.Image:
        """Return a picture that covers `size`, RGBA, transparent where the picture does not reach.

        Raises:
            BrandError: the file cannot be read as a picture.
        """
        key = (path, size, wish.fit, wish.focus, mirrored)
        if key not in self._prepared:
            picture = self.decoded(path).convert("RGBA")
            if mirrored:
                picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
                wish = replace(wish, focus=(1 - wish.focus[0], wish.focus[1]))
            self._prepared[key] = _fitted(picture, size, wish)
        return self._prepared[key]

    def within(self, path: Path, size: tuple[int, int]) -> Image.Image:
        """Return a picture as large as `size` allows, in its own shape, RGBA.

        Raises:
            BrandError: the file cannot be read as a picture.
        """
        key = (path, size)
        if key not in self._prepared:
            self._prepared[key] = ImageOps.contain(
                self.decoded(path).convert("RGBA"), size, Image.Resampling.LANCZOS
            )
        return self._prepared[key]


def _decoded(path: Path) -> Image.Image:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BrandError(f"{path}: larger than {LARGEST_FILE // 1_000_000} MB", hint=_HINT)
        with path.open("rb") as file:
            if b"<svg" in file.read(1024).lower():
                raise BrandError(f"{path}: SVG pictures cannot be drawn", hint=_SVG_HINT)
            file.seek(0)
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                return _opaque_or_not(Image.open(file, formats=FORMATS), path)
    except FileNotFoundError:
        raise BrandError(f"{path}: there is no such file", hint=_HINT) from None
    except _UNREADABLE as problem:
        reason = problem.strerror if isinstance(problem, OSError) else None
        raise BrandError(
            f"{path}: no picture that can be read{f' ({reason})' if reason else ''}", hint=_HINT
        ) from None


def _opaque_or_not(picture: Image.Image, path: Path) -> Image.Image:
    if picture.width * picture.height > LARGEST_PICTURE:
        raise BrandError(f"{path}: {picture.width} by {picture.height} pixels are too many", hint=_HINT)
    upright = ImageOps.exif_transpose(picture)
    return upright.convert("RGBA" if upright.has_transparency_data else "RGB")


def _fitted(picture: Image.Image, size: tuple[int, int], wish: Picture) -> Image.Image:
    if wish.fit == "cover":
        return ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=wish.focus)
    sheet = Image.new("RGBA", size)
    if wish.fit == "contain":
        small = ImageOps.contain(picture, size, Image.Resampling.LANCZOS)
        spare = (size[0] - small.width) * wish.focus[0], (size[1] - small.height) * wish.focus[1]
        sheet.paste(small, (round(spare[0]), round(spare[1])))
        return sheet
    if min(picture.size) < _SMALLEST_TILE:
        picture = ImageOps.fit(picture, (_SMALLEST_TILE, _SMALLEST_TILE))
    for left in range(0, size[0], picture.width):
        for top in range(0, size[1], picture.height):
            sheet.paste(picture, (left, top))
    return sheet


class Canvas:
    """A card in the making; everything is given in pixels from the top left corner and clipped to the card."""

    def __init__(self, image: Image.Image, glyphs: dict[Bitmap, Image.Image]) -> None:
        self._image = image
        self._glyphs = glyphs

    @classmethod
    def blank(cls, width: int, height: int, colour: Colour) -> "Canvas":
        """Return a canvas of one colour."""
        return cls(Image.new("RGB", (width, height), colour.rgb), {})

    def copy(self) -> "Canvas":
        """Return a canvas that looks the same and is drawn on apart; the two share the glyphs they have seen."""
        return Canvas(self._image.copy(), self._glyphs)

    def fill(self, rect: Rect, colour: Colour, *, opacity: float = 1, radius: float = 0) -> None:
        """Fill an area with one colour."""
        box = _pixels(rect)
        if _area(box):
            self._image.paste(colour.rgb, box, _veil(box, opacity, radius))

    def gradient(
        self, rect: Rect, colours: tuple[Colour, Colour], angle: float, *, opacity: float = 1, radius: float = 0
    ) -> None:
        """Fill an area with a gradient; 0° runs from left to right, 90° from top to bottom."""
        box = _pixels(rect)
        if not _area(box):
            return
        width, height = box[2] - box[0], box[3] - box[1]
        run = Image.composite(
            Image.new("RGB", (width, height), colours[1].rgb),
            Image.new("RGB", (width, height), colours[0].rgb),
            _ramp(width, height, angle),
        )
        self._image.paste(run, box, _veil(box, opacity, radius))

    def border(self, rect: Rect, colour: Colour, width: float, *, opacity: float = 1, radius: float = 0) -> None:
        """Draw a line along the inside of an area's edge."""
        box, line = _pixels(rect), max(round(width), 1)
        inner = (box[0] + line, box[1] + line, box[2] - line, box[3] - line)
        if not _area(box) or not _area(inner):
            self.fill(rect, colour, opacity=opacity, radius=radius)
            return
        ring = _veil(box, opacity, radius) or Image.new("L", (box[2] - box[0], box[3] - box[1]), 255)
        ring = ring.copy()
        hole = _veil(inner, 1, max(radius - line, 0)) or Image.new(
            "L", (inner[2] - inner[0], inner[3] - inner[1]), 255
        )
        ring.paste(0, (line, line), hole)
        self._image.paste(colour.rgb, box, ring)

    def picture(self, rect: Rect, picture: Image.Image, *, opacity: float = 1, radius: float = 0) -> None:
        """Draw an RGBA picture of the area's size."""
        box = _pixels(rect)
        mask = picture.getchannel("A")
        self._image.paste(picture, box, _combined(mask, _veil(box, opacity, radius)))

    def tinted(
        self, rect: Rect, picture: Image.Image, colour: Colour, *, opacity: float = 1, radius: float = 0
    ) -> None:
        """Draw one colour through the transparency of an RGBA picture of the area's size."""
        box = _pixels(rect)
        self._image.paste(colour.rgb, box, _combined(picture.getchannel("A"), _veil(box, opacity, radius)))

    def masks(self, masks: Iterable[Mask], colours: Mapping[str, Colour]) -> None:
        """Draw glyphs, each in the colour of its role."""
        inks = {role: colour.rgb for role, colour in colours.items()}
        for bitmap, x, y, role in masks:
            glyph = self._glyph(bitmap)
            self._image.paste(glyph if bitmap.colour else inks[role], (x, y), glyph)

    def _glyph(self, bitmap: Bitmap) -> Image.Image:
        glyph = self._glyphs.get(bitmap)
        if glyph is None:
            if len(self._glyphs) >= _KEPT_GLYPHS:
                self._glyphs.clear()
            mode = "RGBA" if bitmap.colour else "L"
            glyph = self._glyphs[bitmap] = Image.frombytes(mode, (bitmap.width, bitmap.height), bitmap.pixels)
        return glyph

    def label(self, rect: Rect, text: str, colour: Colour) -> None:
        """Write a short note in the top left corner of an area, for designers."""
        draw = ImageDraw.Draw(self._image)
        font = ImageFont.load_default_imagefont()
        place = (round(rect.left) + 2, round(rect.top) + 1)
        draw.rectangle(draw.textbbox(place, text, font=font), fill=(255, 255, 255))
        draw.text(place, text, fill=colour.rgb, font=font)

    def samples(self, rect: Rect) -> list[tuple[int, Colour]]:
        """Return the colours at points spread over an area, each with how many points have it."""
        width, height = self._image.size
        left, top, right, bottom = _pixels(rect)
        box = (max(left, 0), max(top, 0), min(right, width), min(bottom, height))
        if not _area(box):
            return []
        points = self._image.resize(_SAMPLES, Image.Resampling.NEAREST, box=box)
        found = points.getcolors(_SAMPLES[0] * _SAMPLES[1]) or []
        return [(count, Colour(*rgb)) for count, rgb in found if isinstance(rgb, tuple)]

    def rows(self) -> bytes:
        """Return the rows as `announcer.rendering.png` takes them: a zero byte, then RGB."""
        padded_row = 3 * self._image.width + 1
        shifted: bytes = self._image.tobytes("raw", "RGB", padded_row)
        return b"\0" + shifted[:-1]


def _pixels(rect: Rect) -> Pixels:
    return round(rect.left), round(rect.top), round(rect.right), round(rect.bottom)


def _area(box: Pixels) -> int:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def _combined(mask: Image.Image, veil: Image.Image | None) -> Image.Image:
    return ImageChops.multiply(mask, veil) if veil else mask


def _veil(box: Pixels, opacity: float, radius: float) -> Image.Image | None:
    """Return the mask for a fill of that size; None where the fill is whole."""
    size = box[2] - box[0], box[3] - box[1]
    corner = min(round(radius), *(side // 2 for side in size))
    if corner <= 0:
        return Image.new("L", size, round(255 * opacity)) if opacity < 1 else None
    rounded = _rounded(size, corner)
    return rounded.point([round(value * opacity) for value in range(256)]) if opacity < 1 else rounded


@lru_cache(maxsize=64)
def _rounded(size: tuple[int, int], radius: int) -> Image.Image:
    """Return the mask of a rectangle with smooth round corners."""
    big = radius * _SMOOTHNESS
    quarter = Image.new("L", (big, big))
    ImageDraw.Draw(quarter).ellipse((0, 0, 2 * big - 1, 2 * big - 1), fill=255)
    corner = quarter.reduce(_SMOOTHNESS)
    mask = Image.new("L", size, 255)
    flipped = corner.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    for piece, left in ((corner, 0), (flipped, size[0] - radius)):
        mask.paste(piece, (left, 0))
        mask.paste(piece.transpose(Image.Transpose.FLIP_TOP_BOTTOM), (left, size[1] - radius))
    return mask


def _ramp(width: int, height: int, angle: float) -> Image.Image:
    """Return a mask that rises from 0 to 255 in the direction of `angle` from corner to corner."""
    across, down = cos(radians(angle)), sin(radians(angle))
    ends = [across * x + down * y for x in (0, width) for y in (0, height)]
    first, span = min(ends), max(max(ends) - min(ends), 1e-6)
    steps = Image.linear_gradient("L")
    scale = (steps.height - 1) / span
    move = (0, 0, steps.width / 2, across * scale, down * scale, 0.5 - first * scale)
    return steps.transform((width, height), Image.Transform.AFFINE, move, Image.Resampling.BILINEAR)
