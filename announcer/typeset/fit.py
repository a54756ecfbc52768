"""Fitting a paragraph into a box: the largest size with good lines, else the part of the text that fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from announcer.typeset.balance import (
    TOLERANCE,
    Breaks,
    Lines,
    balanced,
    first_fit,
    least_slack,
    widest,
)
from announcer.typeset.cut import shortened
from announcer.typeset.layout import Layout, TextBox, block_height, laid_out
from announcer.typeset.paragraph import Paragraph
from announcer.typeset.penalties import Opportunity

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


@dataclass(frozen=True)
class Fit:
    """A paragraph in the size and lines in which it fits a box; its letters are placed when that is asked for."""

    paragraph: Paragraph
    """What is set: the beginning of the text, where all of it would not fit."""
    box: TextBox
    size: int
    ends: tuple[Opportunity, ...]
    """Where the lines end; none where there is no text."""

    @cached_property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last, in pixels."""
        return block_height(self.paragraph, len(self.ends), self.size)

    @property
    def width(self) -> float:
        """Of the longest line, in pixels."""
        return self.layout.width

    @cached_property
    def layout(self) -> Layout:
        """Every line and letter in its place."""
        return laid_out(self.paragraph, self.box, self.size, self.ends)


def fit(paragraph: Paragraph, box: TextBox) -> Layout:
    """Return the paragraph as `fitted` sets it, laid out."""
    return fitted(paragraph, box).layout


def fitted(paragraph: Paragraph, box: TextBox) -> Fit:
    """Return the paragraph in the largest size, within the box's limits, at which it fits well.

    Title: lines of like length, as few as possible; up to 22 % below the largest possible size is looked at for
    better line ends. Body: the largest size, least total slack. Words of over 12 letters are parted only where they
    are wider than the box or hold the size down by a lot. What does not fit in the smallest size is cut at a word,
    with "…".
    """
    if not paragraph.text:
        return Fit(paragraph, box, box.max_size, ())
    search = _Search(paragraph, box)
    found = search.best(paragraph.breaks)
    if _held_down(paragraph.breaks, found, box):
        parted = search.best(paragraph.emergency_breaks)
        if parted and (found is None or parted.size > PARTED_GAIN * found.size):
            found = parted
    if found is None:
        paragraph, found = _cut(paragraph, box, search)
    return Fit(paragraph, box, found.size, tuple(found.breaks.places[place] for place in found.lines.places))


def least_height(paragraph: Paragraph, box: TextBox) -> float:
    """Return how high the paragraph is in the smallest size of a box, whose other sizes do not matter."""
    box = box._replace(max_size=box.min_size)
    if paragraph.text and box.mode == "title":  # balanced or not, lines of one size are as many
        search = _Search(paragraph, box)
        if lines := search.fits(paragraph.breaks, search.smallest):
            return block_height(paragraph, len(lines), search.smallest)
    return fitted(paragraph, box).height


def fits(paragraph: Paragraph, box: TextBox, *, whole_words: bool = False) -> bool:
    """Return whether `fit` would set all of the paragraph, without doing so; `whole_words`: without parting any."""
    if not paragraph.text or paragraph.clipped:
        return not paragraph.clipped
    search = _Search(paragraph, box)
    if paragraph.starts[-1] > search.lines_at(search.smallest) * (box.width / search.smallest + WIDEST_SPACE):
        return False
    if search.fits(paragraph.breaks, search.smallest):
        return True
    may_part = not whole_words and _held_down(paragraph.breaks, None, box)
    return may_part and bool(search.fits(paragraph.emergency_breaks, search.smallest))


@dataclass(frozen=True, slots=True)
class _Found:
    size: int
    breaks: Breaks
    lines: Lines


class _Search:
    """The search of sizes and lines for one paragraph in one box."""

    def __init__(self, paragraph: Paragraph, box: TextBox) -> None:
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
        bound = best_cost - WORTHWHILE - min(0.0, breaks.least_penalty) * (len(fewest) - 1)
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
            wanted = lowest
            while lines := balanced(breaks, self.box.width / wanted, number):
                size = max(int(self.box.width / widest(breaks, lines.places) + TOLERANCE), wanted)
                if size >= top:
                    break
                found.append((size, lines))
                wanted = size + 1
        return found


def _held_down(breaks: Breaks, found: _Found | None, box: TextBox) -> bool:
    """Return whether one long word is what keeps the size small, or the text from fitting at all."""
    size = found.size if found else box.min_size
    small = found is None or size < PARTED_BELOW * box.max_size
    return small and breaks.widest_unit * size > LONG_WORD_FROM * box.width


def _cut(paragraph: Paragraph, box: TextBox, search: _Search) -> tuple[Paragraph, _Found]:
    """Return the part of a paragraph that fits in the smallest size, and its lines."""
    size = search.smallest
    most = max(search.lines_at(size), 1)
    part, breaks, places = shortened(paragraph, box.width / size, most)
    lines: Lines | None = Lines(0.0, places)
    if box.mode == "title":
        lines = balanced(breaks, box.width / size, len(places))
    return part, _Found(size, breaks, lines or Lines(0.0, places))
