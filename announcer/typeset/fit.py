"""Fitting a paragraph into a box: the largest size with good lines, else the part of the text that fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

from announcer.typeset.balance import (
    TOLERANCE,
    Breaks,
    Lines,
    balanced,
    first_fit,
    least_slack,
    widest,
    widest_unit,
)
from announcer.typeset.cut import shortened
from announcer.typeset.glue import ISOLATES, NO_BREAK_SPACE
from announcer.typeset.paragraph import Paragraph
from announcer.typeset.place import PlacedLine, place_line

SMALLEST = 4
LARGEST = 1000
"""Sizes in pixels outside these are brought inside."""

WORSE_PER_SIZE = 1.1
"""What a smaller size costs, in units of the cost of lines: all of the size lost would cost this."""
SMALLEST_PART = 0.78
"""How far below the largest size that fits a better rag is looked for."""
WORTHWHILE = 0.005

PARTED_BELOW = 0.55
"""Below this part of the largest size a long word that holds the size down may be parted."""
PARTED_GAIN = 1.2
LONG_WORD_FROM = 0.8
"""Part of the line that a word fills where it is said to hold the size down."""
WIDEST_SPACE = 1.0
"""In em; the space at a line's end takes no room."""
SIDEWAYS_TOLERANCE = 0.1
"""Ink may stand out of the box this far sideways, in em: italics and swashes do."""

Ink = tuple[float, float, float, float]
NO_INK: Ink = (0.0, 0.0, 0.0, 0.0)

_AS_READ = MappingProxyType({ord(NO_BREAK_SPACE): " ", **{ord(isolate): "" for isolate in ISOLATES}})


class Box(NamedTuple):
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


def fit(paragraph: Paragraph, box: Box) -> Layout:
    """Return the paragraph in the largest size, within the box's limits, at which it fits well.

    Title: lines of like length, as few as possible; up to 22 % below the largest possible size is looked at for
    better line ends. Body: the largest size, least total slack. Words of over 12 letters are parted only where they
    are wider than the box or hold the size down by a lot. What does not fit in the smallest size is cut at a word,
    with "…".
    """
    if not paragraph.text:
        return _empty(paragraph, box)
    search = _Search(paragraph, box)
    found = search.best(paragraph.breaks)
    if _held_down(paragraph.breaks, found, box):
        parted = search.best(paragraph.emergency_breaks)
        if parted and (found is None or parted.size > PARTED_GAIN * found.size):
            found = parted
    if found is None:
        paragraph, found = _cut(paragraph, box, search)
    return _laid_out(paragraph, found, box)


def fits(paragraph: Paragraph, box: Box) -> bool:
    """Return whether `fit` would set all of the paragraph, without doing so."""
    if not paragraph.text or paragraph.clipped:
        return not paragraph.clipped
    search = _Search(paragraph, box)
    if paragraph.starts[-1] > search.lines_at(search.smallest) * (box.width / search.smallest + WIDEST_SPACE):
        return False
    if search.fits(paragraph.breaks, search.smallest):
        return True
    may_part = _held_down(paragraph.breaks, None, box)
    return may_part and bool(search.fits(paragraph.emergency_breaks, search.smallest))


@dataclass(frozen=True, slots=True)
class _Found:
    size: int
    breaks: Breaks
    lines: Lines


class _Search:
    """The search of sizes and lines for one paragraph in one box."""

    def __init__(self, paragraph: Paragraph, box: Box) -> None:
        self.paragraph = paragraph
        self.box = box
        self.smallest = min(max(int(box.min_size), SMALLEST), LARGEST)
        self.largest = max(min(int(box.max_size), LARGEST), self.smallest)

    def lines_at(self, size: int) -> int:
        """Return how many lines of a size the box takes."""
        spare = self.box.height / size - self.paragraph.ascent - self.paragraph.descent
        lines = int(spare / self.paragraph.leading + TOLERANCE) + 1 if spare > -TOLERANCE else 0
        return lines if self.box.max_lines is None else min(lines, max(self.box.max_lines, 1))

    def fits(self, breaks: Breaks, size: int) -> tuple[int, ...] | None:
        """Return the fewest lines at a size, None if the box does not take them."""
        return first_fit(breaks, self.box.width / size, self.lines_at(size))

    def best(self, breaks: Breaks) -> _Found | None:
        """Return the best size and lines, None where not even the smallest size fits."""
        size = self._largest_fitting(breaks)
        if size is None:
            return None
        if self.box.mode == "body":
            return _Found(size, breaks, self._filled(breaks, size))
        return self._best_balanced(breaks, size)

    def _largest_fitting(self, breaks: Breaks) -> int | None:
        low, high = self.smallest, self.largest
        if self.fits(breaks, high):
            return high
        if not self.fits(breaks, low):
            return None
        high -= 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.fits(breaks, middle):
                low = middle
            else:
                high = middle - 1
        return low

    def _filled(self, breaks: Breaks, size: int) -> Lines:
        greedy = Lines(0.0, self.fits(breaks, size) or ())
        if len(greedy.places) == 1:
            return greedy
        lines = least_slack(breaks, self.box.width / size)
        return lines if lines and len(lines.places) <= self.lines_at(size) else greedy

    def _best_balanced(self, breaks: Breaks, top: int) -> _Found:
        """Return the best of the largest size and those a little below it."""
        fewest = self.fits(breaks, top) or ()
        if len(fewest) == 1:
            return _Found(top, breaks, Lines(0.0, fewest))
        lines = balanced(breaks, self.box.width / top, len(fewest)) or Lines(0.0, fewest)
        best, best_cost = _Found(top, breaks, lines), lines.cost
        # no way of so many lines costs less than its line ends would at their best, so small sizes need no look
        bound = best_cost - WORTHWHILE - min(0.0, *breaks.penalties) * (len(fewest) - 1)
        lowest = max(self.smallest, int(max(SMALLEST_PART, 1 - bound / WORSE_PER_SIZE) * top) + 1)
        for size, other in self._alternatives(breaks, top, lowest, len(fewest)):
            cost = other.cost + WORSE_PER_SIZE * (top - size) / top
            if cost < best_cost - WORTHWHILE:
                best, best_cost = _Found(size, breaks, other), cost
        return best

    def _alternatives(self, breaks: Breaks, top: int, lowest: int, count: int) -> Sequence[tuple[int, Lines]]:
        """Return ways of `count` lines or one fewer whose longest line of a size below `top`, `lowest` at least."""
        found: list[tuple[int, Lines]] = []
        if lowest >= top:
            return found
        for number in range(count, max(count - 2, 0), -1):
            width = self.box.width / lowest
            while lines := balanced(breaks, width, number):
                size = int(self.box.width / widest(breaks, lines.places) + TOLERANCE)
                if size >= top:
                    break
                found.append((size, lines))
                width = self.box.width / (size + 1)
        return found


def _held_down(breaks: Breaks, found: _Found | None, box: Box) -> bool:
    """Return whether one long word is what keeps the size small, or the text from fitting at all."""
    size = found.size if found else box.min_size
    small = found is None or size < PARTED_BELOW * box.max_size
    return small and widest_unit(breaks) * size > LONG_WORD_FROM * box.width


def _cut(paragraph: Paragraph, box: Box, search: _Search) -> tuple[Paragraph, _Found]:
    """Return the part of a paragraph that fits in the smallest size, and its lines."""
    size = search.smallest
    most = max(search.lines_at(size), 1)
    part, breaks, places = shortened(paragraph, box.width / size, most)
    lines: Lines | None = Lines(0.0, places)
    if box.mode == "title":
        lines = balanced(breaks, box.width / size, len(places))
    return part, _Found(size, breaks, lines or Lines(0.0, places))


def _laid_out(paragraph: Paragraph, found: _Found, box: Box) -> Layout:
    starts = [0, *(found.breaks.places[place].position for place in found.lines.places)]
    placed = tuple(
        place_line(paragraph, start, found.breaks.places[place])
        for start, place in zip(starts, found.lines.places, strict=False)
    )
    size = found.size
    widths = tuple(line.width * size for line in placed)
    height = (paragraph.ascent + paragraph.descent + (len(placed) - 1) * paragraph.leading) * size
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


def _stands_out(width: float, ink: Ink, box: Box, margin: float) -> bool:
    return width > box.width + margin or ink[0] < -margin or ink[2] > box.width + margin


def _offset(width: float, box: Box, *, rtl: bool) -> float:
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


def _empty(paragraph: Paragraph, box: Box) -> Layout:
    return Layout(
        size=box.max_size,
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
