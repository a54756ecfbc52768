"""Boxes into places: what stands where on the card, and how large every text may be.

Each box is asked how high it would like to be at a given width. Where that is more than there is, texts shrink:
those of boxes that grow by most of what they can, then the others, then the former again; where that is not enough,
optional boxes go.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil
from typing import NamedTuple, Protocol

from announcer.rendering.cards.content import Content
from announcer.rendering.cards.flexing import grown, justified, levelled, share, shared
from announcer.rendering.cards.template import Chart, Layers, Logo, Qr, Row, Stack, Text
from announcer.typeset.layout import Layout

_SLACK = 0.01
"""Pixels by which sums of heights may be off before a box counts as too full."""
_MOST_DROPPED = 24
"""Optional boxes that go; each costs another attempt."""
_ENDLESS = 100_000.0
"""A height in pixels that no text reaches."""


class Rect(NamedTuple):
    """An area of the card in pixels from its top left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The y of the bottom edge."""
        return self.top + self.height

    @property
    def whole(self) -> "Rect":
        """The area between the nearest whole pixels."""
        left, top = round(self.left), round(self.top)
        return Rect(left, top, round(self.right) - left, round(self.bottom) - top)


class PlacedText(Protocol):
    """A text in the size at which it fits; how wide it is, and where its letters are, is found out when asked."""

    @property
    def height(self) -> float:
        """Height of all lines."""

    @property
    def width(self) -> float:
        """Width of the longest line."""

    @property
    def layout(self) -> Layout:
        """The text as set."""


class Measure(Protocol):
    """What the layout must know of things that it cannot measure itself."""

    def text(self, content: Content, width: float, height: float) -> PlacedText:
        """Return the text at the largest of its sizes at which it fits; cut, at the smallest, where none does."""

    def least_height(self, content: Content, width: float) -> float:
        """Return the height of the text at its smallest size."""

    def logo_shape(self, logo: Logo) -> float:
        """Return the logo's width in heights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A box with its place. `inner` is the place without padding; `text` is set where the box is a paragraph."""

    content: Content
    rect: Rect
    inner: Rect
    text: Layout | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLayout:
    """All boxes in the order in which they are drawn; `dropped` names those that there was no room for."""

    placed: tuple[Placed, ...]
    dropped: tuple[str, ...] = ()
    crowded: tuple[str, ...] = ()
    """Boxes that hold more than fits, whatever was dropped."""


def lay_out(content: Content, canvas: Rect, measure: Measure, *, rtl: bool) -> CardLayout:
    """Place a card's boxes on its canvas."""
    dropped: list[str] = []
    while True:
        flow = _Flow(measure, rtl=rtl)
        placed = tuple(flow.place(content, canvas))
        if not flow.crowded or len(dropped) == _MOST_DROPPED or not (least := _least_needed(content)):
            return CardLayout(placed=placed, dropped=tuple(dropped), crowded=tuple(flow.crowded))
        dropped.append(least.path)
        content = _without(content, least)


def _least_needed(content: Content) -> Content | None:
    """Return the box within that is to go first: of the highest `optional`, the last."""
    boxes = [part for part in _all(content) if part.box.optional]
    return max(reversed(boxes), key=lambda part: part.box.optional, default=None)


def _all(content: Content) -> Iterator[Content]:
    for child in content.children:
        yield child
        yield from _all(child)


def _without(content: Content, gone: Content) -> Content:
    kept = tuple(_without(child, gone) for child in content.children if child is not gone)
    return replace(content, children=kept)


def padded(content: Content, rect: Rect, *, rtl: bool) -> Rect:
    """Return a box's inside."""
    top, end, bottom, start = _sides(content.box.padding)
    left, right = (end, start) if rtl else (start, end)
    width, height = max(rect.width - left - right, 0), max(rect.height - top - bottom, 0)
    return Rect(rect.left + left, rect.top + top, width, height)


def _gaps(content: Content) -> float:
    """Return the space that a stack or row leaves between its boxes, all together."""
    box = content.box
    return box.gap * max(len(content.children) - 1, 0) if isinstance(box, Stack | Row) else 0


@lru_cache(maxsize=500)
def _sides(padding: tuple[float, ...]) -> tuple[float, float, float, float]:
    """Return the padding as top, end, bottom, start, from one to four values as in CSS."""
    match padding:
        case (every,):
            return every, every, every, every
        case (vertical, across):
            return vertical, across, vertical, across
        case (top, across, bottom):
            return top, across, bottom, across
        case (top, end, bottom, start):
            return top, end, bottom, start
    return 0, 0, 0, 0


class _Flow:
    """One attempt at placing all boxes; `crowded` names those whose content is higher than they are."""

    def __init__(self, measure: Measure, *, rtl: bool) -> None:
        self._measure = measure
        self._rtl = rtl
        self.crowded: list[str] = []
        self._texts: dict[tuple[int, float, float], PlacedText] = {}
        self._known_heights: dict[tuple[int, float, float], float] = {}

    def place(self, content: Content, rect: Rect) -> Iterator[Placed]:
        """Yield a box and then what is in it."""
        box = content.box
        if box.shift != (0, 0):
            along, down = box.shift
            rect = rect._replace(left=rect.left + (-along if self._rtl else along), top=rect.top + down)
        inner = padded(content, rect, rtl=self._rtl)
        text = self._text(content, inner.width, inner.height).layout if isinstance(box, Text) else None
        yield Placed(content=content, rect=rect, inner=inner, text=text)
        match box:
            case Stack():
                yield from self._stacked(content, box, inner)
            case Row():
                yield from self._rowed(content, box, inner)
            case Layers():
                for child in content.children:
                    yield from self.place(child, inner)

    def _stacked(self, content: Content, box: Stack, inner: Rect) -> Iterator[Placed]:
        kids = content.children
        room = inner.height - _gaps(content)
        heights = self._heights(content, inner.width, room)
        spare, gap = max(room - sum(heights), 0), box.gap
        top, between = justified(box.justify, spare, len(kids))
        for child, height in zip(kids, heights, strict=True):
            width = inner.width if box.align == "stretch" else min(self._width(child, inner.width), inner.width)
            width = min(child.box.width or width, inner.width)
            left = inner.left + self._aside(box.align, inner.width - width)
            yield from self.place(child, Rect(left, inner.top + top, width, height))
            top += height + gap + between

    def _rowed(self, content: Content, box: Row, inner: Rect) -> Iterator[Placed]:
        kids = content.children
        widths = self._widths(content, inner.width, inner.height)
        spare = max(inner.width - sum(widths) - _gaps(content), 0)
        along, between = justified(box.justify, spare, len(kids))
        lowest = self._above(content, widths, inner.height) if box.align == "baseline" else None
        for child, width in zip(kids, widths, strict=True):
            stretched = box.align == "stretch" and child.box.height is None
            height = inner.height if stretched else min(self._height(child, width), inner.height)
            down = share(box.align) * (inner.height - height)
            if lowest is not None:
                down = lowest - self._baseline(child, width, height)
            left = inner.right - along - width if self._rtl else inner.left + along
            yield from self.place(child, Rect(left, inner.top + down, width, height))
            along += width + box.gap + between

    def _above(self, content: Content, widths: list[float], limit: float) -> float:
        """Return how far below the top of a row the baseline lies that all its boxes share."""
        pairs = zip(content.children, widths, strict=True)
        return max(
            (self._baseline(child, width, min(self._height(child, width, limit), limit)) for child, width in pairs),
            default=0,
        )

    def _baseline(self, content: Content, width: float, height: float) -> float:
        """Return how far below its top a box has its first baseline; its lower edge where there is no text."""
        top, end, bottom, start = _sides(content.box.padding)
        width, inside = max(width - start - end, 0), max(height - top - bottom, 0)
        match content.box:
            case Text():
                baselines = self._text(content, width, inside).layout.baselines
                return top + baselines[0] if baselines else height
            case Stack() | Layers() if content.children:
                first = content.children[0]
                return top + self._baseline(first, width, min(self._height(first, width, inside), inside))
            case Row() if content.children:
                return top + self._above(content, self._widths(content, width, inside), inside)
        return height

    def _aside(self, align: str, spare: float) -> float:
        before = share(align)
        return (1 - before if self._rtl else before) * spare

    def _widths(self, content: Content, width: float, limit: float = _ENDLESS) -> list[float]:
        """Share a row's width: what does not grow takes what it likes, the rest is shared by `grow`.

        What would be higher than `limit` takes the width that it has when it is no higher.
        """
        kids = content.children
        room = width - _gaps(content)
        widths = [0.0] * len(kids)
        for place, child in enumerate(kids):
            if not child.box.grow:
                left = max(room - sum(widths), 0)
                widths[place] = min(self._width(child, left, limit), left)
        return grown(kids, widths, room)

    def _heights(self, content: Content, width: float, room: float) -> list[float]:
        """Share a stack's height, shrinking texts where the boxes would like to be higher than it is."""
        kids = content.children
        wanted = [self._height(child, width) for child in kids]
        if sum(wanted) <= room + _SLACK:
            return grown(kids, wanted, room)
        least = [self._least(child, width) for child in kids]
        if sum(least) > room + _SLACK:
            self.crowded.append(content.path)
            return levelled(kids, least, room)
        return grown(kids, self._shrunk(content, width, room, (least, wanted)), room)

    def _shrunk(
        self, content: Content, width: float, room: float, ends: tuple[list[float], list[float]]
    ) -> list[float]:
        """Return the heights of a stack's boxes with texts shrunk into less room than is wanted, before any grows.

        `ends` are the heights that they need at least, and those that they want.
        """
        kids, (least, wanted) = content.children, ends
        asked = shared(kids, least, wanted, room)
        heights = [self._height(child, width, limit) for child, limit in zip(kids, asked, strict=True)]
        for place, child in enumerate(kids):
            if heights[place] < wanted[place]:
                heights[place] = self._height(child, width, heights[place] + room - sum(heights))
        return heights

    def _text(self, content: Content, width: float, height: float) -> PlacedText:
        """Return a text as it is where it has all the height it wants, if that is no more than it may have."""
        if height < _ENDLESS:
            wanted = self._text(content, width, _ENDLESS)
            if wanted.height <= height + _SLACK:
                return wanted
        key = (id(content), width, height)
        if key not in self._texts:
            self._texts[key] = self._measure.text(content, width, height)
        return self._texts[key]

    def _height(self, content: Content, width: float, limit: float = _ENDLESS) -> float:
        """Return how high a box would like to be at that width, texts within it no higher than `limit`."""
        if content.box.height is not None:
            return content.box.height
        key = (id(content), width, limit)
        known = self._known_heights.get(key)
        if known is None:
            top, end, bottom, start = _sides(content.box.padding)
            outer = min(width, width if content.box.width is None else content.box.width)
            inside = self._height_inside(content, max(outer - start - end, 0), max(limit - top - bottom, 0))
            known = self._known_heights[key] = inside + top + bottom
        return known

    def _height_inside(self, content: Content, width: float, limit: float) -> float:
        box, kids = content.box, content.children
        match box:
            case Text():
                return self._text(content, width, limit).height
            case Logo() | Qr():
                return self._shaped(box, width)[1]
            case Row():
                widths = self._widths(content, width, limit)
                heights = [self._height(child, wide, limit) for child, wide in zip(kids, widths, strict=True)]
                return self._on_one_baseline(content, box, widths, heights)
            case Stack():
                return self._stack_height(content, width, limit)
            case Layers():
                return max((self._height(child, width, limit) for child in kids), default=0)
        return 0

    def _stack_height(self, content: Content, width: float, limit: float) -> float:
        """Return how high a stack is that may be `limit` high: less, where shrunk texts do not take all of it."""
        gaps = _gaps(content)
        wanted = [self._height(child, width) for child in content.children]
        if sum(wanted) + gaps <= limit:
            return sum(wanted) + gaps
        least = [self._least(child, width) for child in content.children]
        if sum(least) + gaps >= limit:
            return limit
        shrunk = sum(self._shrunk(content, width, limit - gaps, (least, wanted)))
        return min(max(shrunk, sum(least)) + gaps, limit)

    def _on_one_baseline(self, content: Content, box: Row, widths: list[float], heights: list[float]) -> float:
        """Return how high a row is whose boxes may hang from one baseline."""
        if box.align != "baseline":
            return max(heights, default=0)
        ups = [
            self._baseline(child, wide, high)
            for child, wide, high in zip(content.children, widths, heights, strict=True)
        ]
        return max(ups, default=0) + max((high - up for high, up in zip(heights, ups, strict=True)), default=0)

    def _width(self, content: Content, width: float, limit: float = _ENDLESS) -> float:
        """Return how wide a box would like to be if it may be `width` wide, and texts within it `limit` high."""
        box = content.box
        if box.width is not None:
            return min(width, box.width)
        top, end, bottom, start = _sides(content.box.padding)
        high = limit if box.height is None else min(limit, box.height)
        return self._width_inside(content, max(width - start - end, 0), max(high - top - bottom, 0)) + start + end

    def _width_inside(  # noqa: PLR0911 (one for each kind)
        self, content: Content, width: float, limit: float
    ) -> float:
        box, kids = content.box, content.children
        match box:
            case Text():
                # a whole pixel more, lest the same text need another line
                return ceil(self._text(content, width, limit).width)
            case Logo() | Qr():
                return self._shaped(box, width)[0]
            case Chart():
                return min(width, box.width_at(box.height or 0, content.values))
            case Row():
                return sum(self._widths(content, width, limit)) + _gaps(content)
            case Stack():
                return max((self._width(child, width) for child in kids), default=0)
            case Layers():
                return max((self._width(child, width, limit) for child in kids), default=0)
        return 0

    def _shaped(self, box: Logo | Qr, width: float) -> tuple[float, float]:
        shape = self._measure.logo_shape(box) if isinstance(box, Logo) else 1
        wide = min(width, width if box.height is None else box.height * shape)
        return wide, wide / shape if shape else 0

    def _least(self, content: Content, width: float) -> float:
        """Return the height below which a box's texts would have to be cut."""
        box, kids = content.box, content.children
        if box.height is not None:
            return box.height
        top, end, bottom, start = _sides(content.box.padding)
        inside = max(min(width, width if box.width is None else box.width) - start - end, 0)
        match box:
            case Text():
                high = self._measure.least_height(content, inside)
            case Stack():
                high = sum(self._least(child, inside) for child in kids) + _gaps(content)
            case Row():
                pairs = zip(kids, self._widths(content, inside), strict=True)
                high = max((self._least(child, wide) for child, wide in pairs), default=0)
            case Layers():
                high = max((self._least(child, inside) for child in kids), default=0)
            case _:
                return self._height(content, width)
        return high + top + bottom
