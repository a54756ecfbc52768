"""Pixels: fills, pictures and glyphs drawn with Pillow, which only this, `pictures` and `glyphs` import."""

from collections.abc import Iterable, Iterator, Mapping
from math import ceil

from PIL import Image

from announcer.rendering.cards.painting import png
from announcer.rendering.cards.painting.colour import Colour
from announcer.rendering.cards.painting.glyphs import Glyphs, Pixels, Place, Rgb
from announcer.rendering.cards.painting.shapes import Blend, Size, area_mask, combined, gradient, ring
from announcer.rendering.cards.placing import Rect
from announcer.typeset.raster import SHADES, Mask

_SAMPLES = (48, 24)
_FEWEST_SHADES = 4
_STRAY = 2
"""Pixels by which a glyph's may stand out of its ink box: it is moved to a whole one, and pixels have edges."""


def _coarse(opacity: float) -> list[int]:
    """Return the coverage for each of 256: in fewer steps the fainter it will be, as more would only cost bytes."""
    steps = max(round(SHADES * opacity), _FEWEST_SHADES)
    return [round(round(value * steps / 255) * 255 / steps) for value in range(256)]


class Background:
    """What colour lies behind a place on a canvas, known from what was drawn there and not from its pixels.

    Most texts stand on one colour. Where that is known, contrast needs no samples, and letters need no blending.

    Args:
        areas: The areas that were drawn on, in order, each with its colour if it is of one alone.
    """

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


class Canvas:
    """A card in the making; everything is given in pixels from the top left corner and clipped to the card."""

    def __init__(self, image: Image.Image, background: Background, glyphs: Glyphs) -> None:
        self._image = image
        self._background = background
        self._glyphs = glyphs
        self._strip_rows = max(png.STRIP_BYTES // (3 * image.width + 1), 1)
        self._touched: set[int] = set()
        """The strips, some whole rows each, that were drawn on since the canvas was made, saved or restored."""
        self._untouched: dict[int, png.Strip] = {}
        """The strips that were not, each once it was compressed."""
        self._saved: Background | None = None
        self._before: list[tuple[Pixels, Image.Image | Rgb]] = []
        """What each area drawn on since `save` looked like until then."""

    @classmethod
    def blank(cls, width: int, height: int, colour: Colour, glyphs: Glyphs | None = None) -> "Canvas":
        """Return a canvas of one colour; canvases given the same `glyphs` share them."""
        background = Background([((0, 0, width, height), colour)])
        return cls(Image.new("RGB", (width, height), colour.rgb), background, glyphs or Glyphs())

    def save(self) -> None:
        """Keep what was drawn so far: `restore` takes back what is drawn from now on."""
        self._saved = self._background.copy()
        self._before.clear()
        self._touched.clear()
        self._untouched.clear()

    def restore(self) -> None:
        """Take back what was drawn since `save`, which is quicker than drawing on a copy."""
        self._background = (self._saved or self._background).copy()
        for area, pixels in reversed(self._before):
            self._image.paste(pixels, area)
        self._before.clear()
        self._touched.clear()

    def fill(self, rect: Rect, colour: Colour, *, opacity: float = 1, radius: float = 0) -> None:
        """Fill an area with one colour."""
        box = _pixels(rect)
        if _area(box):
            veil = area_mask(_size(box), opacity, radius)
            self._paste(colour.rgb, box, veil)
            if veil is None:
                self._background.cover(box, colour)

    def gradient(self, rect: Rect, blend: Blend, angle: float, *, opacity: float = 1, radius: float = 0) -> None:
        """Fill an area with a gradient; 0° runs from left to right, 90° from top to bottom."""
        box = _pixels(rect)
        if not _area(box):
            return
        picture, veil = gradient(_size(box), blend, angle)
        mask = area_mask(_size(box), opacity, radius)
        self._paste(picture, box, combined(veil, mask) if veil else mask)

    def border(self, rect: Rect, colour: Colour, width: float, *, opacity: float = 1, radius: float = 0) -> None:
        """Draw a line along the inside of an area's edge."""
        box, line = _pixels(rect), max(round(width), 1)
        inner = (box[0] + line, box[1] + line, box[2] - line, box[3] - line)
        if not _area(box) or not _area(inner):
            self.fill(rect, colour, opacity=opacity, radius=radius)
            return
        self._paste(colour.rgb, box, ring(_size(box), line, opacity, radius))

    def shape(
        self, rect: Rect, colour: Colour, mask: Image.Image, *, opacity: float = 1, mirrored: bool = False
    ) -> None:
        """Draw one colour through a mask of the area's size, turned round where it is `mirrored`."""
        box = _pixels(rect)
        if mirrored:
            mask = mask.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        self._paste(colour.rgb, box, combined(mask, area_mask(_size(box), opacity, 0)))

    def picture(self, rect: Rect, picture: Image.Image, *, opacity: float = 1, radius: float = 0) -> None:
        """Draw an RGBA picture of the area's size."""
        box = _pixels(rect)
        mask = picture.getchannel("A")
        self._paste(picture, box, combined(mask, area_mask(_size(box), opacity, radius)))

    def tinted_picture(
        self, rect: Rect, picture: Image.Image, colour: Colour, *, opacity: float = 1, radius: float = 0
    ) -> None:
        """Draw one colour through the transparency of an RGBA picture of the area's size."""
        box = _pixels(rect)
        mask = picture.getchannel("A").point(_coarse(opacity))  # before it fades: few steps of little would show
        self._paste(colour.rgb, box, combined(mask, area_mask(_size(box), opacity, radius)))

    def masks(self, masks: Iterable[Mask], colours: Mapping[str, Colour], around: Rect) -> None:
        """Draw glyphs, each in the colour of its role. They are in or near the area `around`."""
        left, top, right, bottom = _pixels(around)
        area = (left - _STRAY, top - _STRAY, right + _STRAY, bottom + _STRAY)
        inks = {role: colour.rgb for role, colour in colours.items()}
        place, behind = Place(area, self._change), self._background.colour(area)
        self._change(area)
        if behind:
            self._glyphs.print(self._image, masks, inks, place, behind.rgb)
        else:
            self._glyphs.blend(self._image, masks, inks, place)

    def _paste(self, ink: Image.Image | Rgb, box: Pixels, mask: Image.Image | None) -> None:
        """Draw a colour or picture through a mask."""
        self._change(box)
        self._image.paste(ink, box, mask)

    def _change(self, area: Pixels) -> None:
        """Make ready for a change; it is called before any pixel of an area is drawn."""
        inside = self._clipped(area)
        if _area(inside):
            if self._saved:
                behind = self._background.colour(inside)
                self._before.append((inside, behind.rgb if behind else self._image.crop(inside)))
            self._background.cover(inside)
            self._touched.update(range(inside[1] // self._strip_rows, (inside[3] - 1) // self._strip_rows + 1))

    def _clipped(self, area: Pixels) -> Pixels:
        """Return the part of an area that is on the canvas."""
        left, top, right, bottom = area
        return max(left, 0), max(top, 0), min(right, self._image.width), min(bottom, self._image.height)

    def label(self, rect: Rect, text: str, colour: Colour, *, at_right: bool) -> None:
        """Write a short note in an upper corner of an area, for designers."""
        from PIL import ImageDraw, ImageFont  # noqa: PLC0415 (designers alone ask for it)

        draw = ImageDraw.Draw(self._image)
        font = ImageFont.load_default_imagefont()
        width = draw.textlength(text, font=font)
        left = max(rect.right - width - 2, rect.left + 2) if at_right else rect.left + 2
        place = (round(left), round(rect.top) + 1)
        area = draw.textbbox(place, text, font=font)
        self._change((int(area[0]), int(area[1]), int(area[2]) + 2, int(area[3]) + 2))
        draw.rectangle(area, fill=(255, 255, 255))
        draw.text(place, text, fill=colour.rgb, font=font)

    def samples(self, rect: Rect) -> list[tuple[int, Colour]]:
        """Return the colours at points spread over an area, each with how many points have it."""
        box = self._clipped(_pixels(rect))
        if not _area(box):
            return []
        if known := self._background.colour(box):
            return [(_SAMPLES[0] * _SAMPLES[1], known)]
        points = self._image.resize(_SAMPLES, Image.Resampling.NEAREST, box=box)
        found = points.getcolors(_SAMPLES[0] * _SAMPLES[1]) or []
        return [(count, Colour(*rgb)) for count, rgb in found if isinstance(rgb, tuple)]

    def strips(self) -> Iterator[png.Strip]:
        """Yield the rows in compressed strips; those not drawn on since `save` are compressed once."""
        for number in range(ceil(self._image.height / self._strip_rows)):
            strip = None if number in self._touched else self._untouched.get(number)
            strip = strip or png.compress(self._rows(number))
            if number not in self._touched:
                self._untouched[number] = strip
            yield strip

    def _rows(self, strip: int) -> bytes:
        """Return the rows of a strip as `png.py` takes them: RGB, a zero byte after each but the last of all."""
        width, height = self._image.size
        first, end = strip * self._strip_rows, min((strip + 1) * self._strip_rows, height)
        rows = self._image.crop((0, first, width, end)).tobytes("raw", "RGB", 3 * width + 1)
        return rows if end < height else rows[:-1]


def _pixels(rect: Rect) -> Pixels:
    return round(rect.left), round(rect.top), round(rect.right), round(rect.bottom)


def _area(box: Pixels) -> int:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def _size(box: Pixels) -> Size:
    return box[2] - box[0], box[3] - box[1]
