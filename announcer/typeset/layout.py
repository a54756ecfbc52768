"""A fitted text with the place of each line and letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

from announcer.typeset.glue import ISOLATES, NO_BREAK_SPACE
from announcer.typeset.paragraph import Paragraph
from announcer.typeset.penalties import Opportunity
from announcer.typeset.place import PlacedLine, place_line

SIDEWAYS_TOLERANCE = 0.1
"""Ink may stand out of the box this far sideways, in em: italics and swashes do."""

Ink = tuple[float, float, float, float]
NO_INK: Ink = (0.0, 0.0, 0.0, 0.0)

_AS_READ = MappingProxyType({ord(NO_BREAK_SPACE): " ", **{ord(isolate): "" for isolate in ISOLATES}})


class TextBox(NamedTuple):
    """Where a text goes. Lengths and sizes in pixels."""

    width: float
    height: float
    max_size: int
    min_size: int
    max_lines: int | None = None
    mode: Literal["title", "body"] = "title"
    """`title` balances all lines; `body` fills them and leaves the last one free."""
    align: Literal["start", "centre", "end"] = "start"
    """`start` is left in left-to-right text, right in right-to-left text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A fitted text; positions in pixels from the top left corner of its box.

    The first baseline lies so that letters touch the top: the block is as high as its ink may be, without the space
    of half a line that leading would add above and below.
    """

    size: int
    lines: tuple[str, ...]
    """The text of each line, without the no-break spaces and isolates of the setting."""
    widths: tuple[float, ...]
    offsets: tuple[float, ...]
    """Left end of each line."""
    baselines: tuple[float, ...]
    width: float
    """Of the longest line."""
    height: float
    """From the top of the first line to the bottom of the last."""
    ink: Ink
    """Left, top, right, bottom of everything drawn; all 0 where nothing is."""
    missing: tuple[str, ...]
    """Clusters that no face has; they are drawn as empty boxes."""
    cut: bool
    """Text was left out, "…" stands for it."""
    overflow: bool
    """Something does not fit: no size is small enough for even a part of the text."""
    rtl: bool
    placed: tuple[PlacedLine, ...]
    """What the rasteriser draws."""


def block_height(paragraph: Paragraph, lines: int, size: int) -> float:
    """Return how high so many lines are, from the top of the first to the bottom of the last."""
    return (paragraph.ascent + paragraph.descent + (lines - 1) * paragraph.leading) * size if lines else 0.0


def laid_out(paragraph: Paragraph, box: TextBox, size: int, ends: Sequence[Opportunity]) -> Layout:
    """Return a paragraph in a size with its lines ending at `ends`; without any it is empty."""
    if not ends:
        return _empty(paragraph, size)
    starts = [0, *(end.position for end in ends)]
    placed = tuple(place_line(paragraph, start, end) for start, end in zip(starts, ends, strict=False))
    widths = tuple(line.width * size for line in placed)
    height = block_height(paragraph, len(placed), size)
    offsets = tuple(_offset(width, box, rtl=paragraph.rtl) for width in widths)
    baselines = tuple((paragraph.ascent + index * paragraph.leading) * size for index in range(len(placed)))
    ink = _ink(placed, offsets, baselines, size)
    return Layout(
        size=size,
        lines=tuple(line.text.translate(_AS_READ) for line in placed),
        widths=widths,
        offsets=offsets,
        baselines=baselines,
        width=max(widths),
        height=height,
        ink=ink,
        missing=paragraph.missing,
        cut=paragraph.clipped,
        overflow=height > box.height + 0.5 or _stands_out(max(widths), ink, box, SIDEWAYS_TOLERANCE * size),
        rtl=paragraph.rtl,
        placed=placed,
    )


def _stands_out(width: float, ink: Ink, box: TextBox, margin: float) -> bool:
    return width > box.width + margin or ink[0] < -margin or ink[2] > box.width + margin


def _offset(width: float, box: TextBox, *, rtl: bool) -> float:
    if box.align == "centre":
        return (box.width - width) / 2
    return box.width - width if (box.align == "end") != rtl else 0.0


def _ink(placed: Sequence[PlacedLine], offsets: Sequence[float], baselines: Sequence[float], size: int) -> Ink:
    boxes = [
        (x + (left + at) * size, y - top * size, x + (right + at) * size, y - bottom * size)
        for line, x, y in zip(placed, offsets, baselines, strict=True)
        for piece, at in line.pieces
        if piece.ink
        for left, bottom, right, top in (piece.ink,)
    ]
    if not boxes:
        return NO_INK
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _empty(paragraph: Paragraph, size: int) -> Layout:
    return Layout(
        size=size,
        lines=(),
        widths=(),
        offsets=(),
        baselines=(),
        width=0.0,
        height=0.0,
        ink=NO_INK,
        missing=(),
        cut=False,
        overflow=False,
        rtl=paragraph.rtl,
        placed=(),
    )
