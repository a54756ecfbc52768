"""Placed boxes drawn on a canvas in the colours of the brand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from html import unescape
from math import inf

from announcer.errors import BrandError
from announcer.rendering.cards.brand import Brand
from announcer.rendering.cards.looks import Border, Picture, paint
from announcer.rendering.cards.painting.charts import chart_mask
from announcer.rendering.cards.painting.colour import AA_CONTRAST, Colour, contrast
from announcer.rendering.cards.painting.painter import Canvas
from announcer.rendering.cards.painting.pictures import Pictures
from announcer.rendering.cards.painting.qr import LEAST_MODULE, Setting, set_code
from announcer.rendering.cards.painting.shapes import Blend
from announcer.rendering.cards.placing import Placed, Rect
from announcer.rendering.cards.template import Chart, Logo, Qr, Text
from announcer.system.paths import is_file
from announcer.typeset.inline_styles import MARKED_ROLE, PLAIN_ROLE
from announcer.typeset.layout import Layout
from announcer.typeset.raster import Rasteriser

_WORST_SHARE = 0.03
"""The part of the points behind a text that may contrast less than its measured contrast."""

SHARES = {"start": 0.0, "center": 0.5, "end": 1.0}
"""How much of the spare room lies before what stands there."""

_CAPITAL_MIDDLE, _JOINED_MIDDLE = 0.364, 0.2
"""How far above the baseline the middle of capitals is, and of Persian letters, in text sizes."""

_DARK = 0.18
"""Luminance below which white stands out more than black."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LowContrast:
    """A text that stands out too little: its colour, the worst colour behind it, and their contrast."""

    path: str
    colour: Colour
    behind: Colour
    ratio: float


@dataclass(slots=True, kw_only=True)
class DrawingProblems:
    """What went wrong while drawing; `codes` holds the path of a QR code's box and what is wrong with the code."""

    contrasts: list[LowContrast] = field(default_factory=list)
    pictures: list[BrandError] = field(default_factory=list)
    codes: list[tuple[str, str]] = field(default_factory=list)

    def copy(self) -> "DrawingProblems":
        """Return the same problems, in lists of their own."""
        return DrawingProblems(contrasts=list(self.contrasts), pictures=list(self.pictures), codes=list(self.codes))


class Drawing:
    """Draws boxes of one template in one brand, which has the colours that the template names."""

    def __init__(self, brand: Brand, pictures: Pictures, *, rtl: bool) -> None:
        self._brand = brand
        self._pictures = pictures
        self._rtl = rtl
        self._rasteriser = Rasteriser()
        self._colour = cache(lambda name: Colour.parse(name) if name.startswith("#") else brand.colours[name])

    def draw(self, canvas: Canvas, placed: Iterable[Placed], problems: DrawingProblems) -> None:
        """Draw boxes in order; add what goes wrong to `problems`."""
        for each in placed:
            self._decorate(canvas, each, problems)
            match each.content.box:
                case Text() as box:
                    self._text(canvas, each, box, problems)
                case Logo() as logo:
                    self._logo(canvas, each, logo, problems)
                case Qr() as code:
                    self._qr(canvas, each, code, problems)
                case Chart() as chart:
                    self._chart(canvas, each, chart)

    def _decorate(self, canvas: Canvas, each: Placed, problems: DrawingProblems) -> None:
        box, rect = each.content.box, each.rect
        if box.fill:
            colour, covering = self._paint(box.fill)
            canvas.fill(rect, colour, opacity=box.opacity * covering, radius=box.radius)
        if box.gradient:
            angle = (180 - box.gradient.angle) % 360 if self._rtl else box.gradient.angle
            ends = Blend(self._paint(box.gradient.start), self._paint(box.gradient.end), box.gradient.stops)
            canvas.gradient(rect, ends, angle, opacity=box.opacity, radius=box.radius)
        if box.picture:
            try:
                self._picture(canvas, each, box.picture)
            except BrandError as error:
                problems.pictures.append(error)
        if box.border:
            self._border(canvas, each, box.border)

    def _paint(self, text: str) -> tuple[Colour, float]:
        name, covering = paint(text)
        return self._colour(name), covering

    def _border(self, canvas: Canvas, each: Placed, border: Border) -> None:
        box, rect, (colour, covering) = each.content.box, each.rect, self._paint(border.colour)
        opacity = box.opacity * covering
        if not border.sides:
            canvas.border(rect, colour, border.width, opacity=opacity, radius=box.radius)
        for side in border.sides:
            canvas.fill(_edge(rect, side, border.width, rtl=self._rtl), colour, opacity=opacity)

    def _picture(self, canvas: Canvas, each: Placed, options: Picture) -> None:
        name = each.content.picture
        path = self._brand.picture(name)
        if not options.needed and not is_file(path):
            return
        options = replace(options, focus=self._brand.focus.get(name, options.focus))
        rect, radius = each.rect.whole, each.content.box.radius
        size = int(rect.width), int(rect.height)
        if not all(size):
            return
        picture = self._pictures.fitted(path, size, options, mirrored=self._rtl and options.mirror)
        if options.tint:
            canvas.tinted_picture(rect, picture, self._colour(options.tint), opacity=options.opacity, radius=radius)
        else:
            canvas.picture(rect, picture, opacity=options.opacity, radius=radius)
        if options.scrim:
            canvas.fill(rect, self._colour(options.scrim.colour), opacity=options.scrim.opacity, radius=radius)

    def _text(self, canvas: Canvas, each: Placed, box: Text, problems: DrawingProblems) -> None:
        if each.text is None or not each.text.placed:
            return
        left, top = text_corner(each)
        area = ink(each)
        colours = {PLAIN_ROLE: self._colour(box.colour), MARKED_ROLE: self._colour(box.mark)}
        shown = {role: colours[role] for role in _roles(each.text)}
        problems.contrasts.extend(_low_contrasts(each.content.path, shown, canvas.samples(area)))
        canvas.masks(self._rasteriser.draw(each.text, left, top), colours, area)

    def _logo(self, canvas: Canvas, each: Placed, logo: Logo, problems: DrawingProblems) -> None:
        if not self._brand.logos:
            return
        inner = each.inner.whole
        variant = logo.variant if logo.variant != "auto" else _variant_on(canvas.samples(inner))
        path = self._brand.logos[logo.shape].file(variant)
        try:
            picture = self._pictures.logo(path, (int(inner.width), int(inner.height)))
        except BrandError as error:
            problems.pictures.append(error)
            return
        left = inner.left + round((inner.width - picture.width) * self._share(logo.align))
        top = inner.top + (int(inner.height) - picture.height) // 2
        canvas.picture(Rect(left, top, picture.width, picture.height), picture)

    def _qr(self, canvas: Canvas, each: Placed, box: Qr, problems: DrawingProblems) -> None:
        path, colour = each.content.path, self._colour(box.colour)
        behind = canvas.samples(each.inner)
        problems.contrasts.extend(_low_contrasts(path, {PLAIN_ROLE: colour}, behind))
        code = set_code(unescape(each.content.texts[0]), each.inner, self._setting(box))
        if code is None:
            problems.codes.append((path, "no QR code holds what it should say, so there is none"))
            return
        if code.module < LEAST_MODULE:
            problem = f"the QR code's modules are {code.module} pixels wide; cameras need {LEAST_MODULE}"
            problems.codes.append((path, problem))
        if _mean_luminance(behind) < colour.luminance:
            problems.codes.append((path, "the QR code is light on dark, which many phones cannot read"))
        for bar in code.bars:
            canvas.fill(bar, colour)

    def _setting(self, box: Qr) -> Setting:
        across = self._share(box.align)
        return Setting(quiet=box.quiet, across=across, down=SHARES[box.valign])

    def _share(self, place: str) -> float:
        return 1 - SHARES[place] if self._rtl else SHARES[place]

    def _chart(self, canvas: Canvas, each: Placed, chart: Chart) -> None:
        area = each.inner.whole
        for layer, ink in (("track", chart.track), ("value", chart.colour)):
            colour, covering = self._paint(ink)
            mask = chart_mask(chart.form, layer, each.content.values, (int(area.width), int(area.height)))
            if mask is not None:
                canvas.shape(area, colour, mask, opacity=covering * chart.opacity, mirrored=self._rtl)


def _edge(rect: Rect, side: str, width: float, *, rtl: bool) -> Rect:
    """Return the strip inside one edge of an area."""
    if side in ("above", "below"):
        top = rect.top if side == "above" else rect.bottom - width
        return Rect(rect.left, top, rect.width, width)
    at_left = (side == "start") != rtl
    return Rect(rect.left if at_left else rect.right - width, rect.top, width, rect.height)


def text_corner(each: Placed) -> tuple[float, float]:
    """Return the top left corner of a text's own box, which `valign` may move down within its place.

    One line that is centred both ways stands with its baseline where those of its size do: beside one another, the
    initials in discs keep one line, whatever marks they bear. Latin capitals are in the middle then, and so is the
    body of letters that are joined.
    """
    box, text = each.content.box, each.text
    if not isinstance(box, Text) or text is None:
        return each.inner.left, each.inner.top
    share = SHARES[box.valign]
    if box.align == box.valign == "center" and len(text.lines) == 1:
        middle = text.baselines[0] - text.size * (_JOINED_MIDDLE if text.rtl else _CAPITAL_MIDDLE)
        return each.inner.left, each.inner.top + each.inner.height / 2 - middle
    return each.inner.left, each.inner.top + max(each.inner.height - text.height, 0) * share


def ink(each: Placed) -> Rect:
    """Return the area that a text's letters take."""
    left, top = text_corner(each)
    box = each.text.ink if each.text else (0, 0, 0, 0)
    return Rect(left + box[0], top + box[1], box[2] - box[0], box[3] - box[1])


def _roles(text: Layout) -> Iterable[str]:
    """Return the colour roles that letters of a text have, each once."""
    return dict.fromkeys(piece.role for line in text.placed for piece, _ in line.pieces if piece.ink)


def _variant_on(samples: list[tuple[int, Colour]]) -> str:
    """Return the logo's variant that suits what lies behind it."""
    return "on_dark" if _mean_luminance(samples) < _DARK else "on_light"


def _mean_luminance(samples: list[tuple[int, Colour]]) -> float:
    """Return the mean luminance of sampled points; 1 where there are none."""
    points = sum(count for count, _ in samples)
    return sum(count * colour.luminance for count, colour in samples) / points if points else 1.0


def _low_contrasts(
    path: str, colours: Mapping[str, Colour], behind: list[tuple[int, Colour]]
) -> Iterator[LowContrast]:
    """Yield the colours of a text that stand out too little from the points behind it."""
    for colour in colours.values():
        ratio, worst = _measured(colour, behind)
        if ratio < AA_CONTRAST:
            yield LowContrast(path=path, colour=colour, behind=worst, ratio=ratio)


def _measured(colour: Colour, behind: list[tuple[int, Colour]]) -> tuple[float, Colour]:
    """Return the contrast that nearly all points reach, and the colour of the one that just does."""
    allowed = _WORST_SHARE * sum(count for count, _ in behind)
    for count, other in sorted(behind, key=lambda point: contrast(colour, point[1])):
        allowed -= count
        if allowed < 0:
            return contrast(colour, other), other
    return inf, colour
