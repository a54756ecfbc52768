"""Fit the parts of a text into a limit: keep as much as possible, and say what was left out.

The rule, in order, so that the same parts always give the same text:

1. If everything fits, everything stays.
2. Flexible parts shrink to their least, and optional parts go.
3. Optional parts come back while they fit, the lowest level first, of one level the first in the text.
   One that does not fit is passed over, so a long part never takes the room of a shorter one after it.
4. Flexible parts grow into the room that is left, the first in the text first; where there is none even for
   their least, they shrink below it, for a text that is too long cannot be posted at all.
"""

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass

from announcer.core.posts.cutting import ELLIPSIS, cuts

Measure = Callable[[str], int]
"""The length of a text as its channel counts it."""

_GONE, _GONE_LINE = "\ufdd8\ufdd9"  # noncharacters: no text that is fitted can hold them
_GONE_WITH_ITS_LINE = re.compile(rf"{_GONE}*{_GONE_LINE}")
_GONE_BEFORE_STOP = re.compile(rf"(?:(?<![ \t])[ \t]++)?+{_GONE}[ \t{_GONE}]*(?=[.,;:،؛)\]])")
_SPACES = re.compile(r"[ \t]+")
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Text that is always kept in full."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flexible:
    """Text that may be cut at a word, `…` added; `least` of it, measured, goes before any optional part."""

    text: str
    least: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Optional:
    """Parts that stay or go together; the highest level goes first. Inside another, never before it.

    `otherwise` stands in their place where they are gone, or hold nothing.
    """

    level: int
    name: str
    parts: tuple["Part", ...]
    otherwise: tuple["Part", ...] = ()


Part = Kept | Flexible | Optional


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedText:
    """A text within its limit, unless what must be kept is longer.

    `dropped` names the outermost optional parts that went, `shortened` the flexible ones that were cut, `lost`
    those of the latter of which no word could be kept, because the first one is too long.
    """

    text: str
    length: int
    dropped: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def fit_parts(parts: Sequence[Part], limit: int, measure: Measure) -> FittedText:
    """Return the text that keeps the most of `parts` within `limit`, by the rule at the head of this module."""
    plan = _Plan(parts)
    everything = plan.text(plan.options, {})
    length = measure(everything)
    if length <= limit:
        return FittedText(text=everything, length=length)
    sizes = {place: _least(part, measure) for place, part in plan.flexible.items()}
    kept = _kept_options(plan, lambda some: measure(plan.text(some, sizes)) <= limit)
    for place in plan.flexible:
        sizes[place] = _grown(plan, place, kept, sizes, lambda text: measure(text) <= limit)
    return _fitted(plan, kept, sizes, measure)


def full_text(parts: Sequence[Part]) -> str:
    """Return the text with every part in full, however long."""
    plan = _Plan(parts)
    return plan.text(plan.options, {})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaf:
    """A stretch of text and what it hangs on, outermost first.

    `within` holds the number of each optional part that it is in; `~number` where it stands in that part's place.
    """

    text: str
    within: tuple[int, ...]


class _Plan:
    """The parts laid out flat: leaves in reading order, and what may go or shrink.

    `options` gives level and name of each optional part that holds any text, by its number; `flexible` the
    flexible parts by their place among the leaves.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self.options: dict[int, tuple[int, str]] = {}
        self.flexible: dict[int, Flexible] = {}
        self._leaves: list[_Leaf] = []
        self._lay_out(parts, within=(), level=0)
        filled = {number for leaf in self._leaves if leaf.text.strip() for number in leaf.within}
        self.options = {number: option for number, option in self.options.items() if number in filled}

    def _lay_out(self, parts: Sequence[Part], within: tuple[int, ...], level: int) -> None:
        for part in parts:
            if isinstance(part, Optional):
                number, inner = len(self.options), max(level, part.level)
                self.options[number] = (inner, part.name)
                self._leaves.append(_Leaf(text="", within=(*within, number)))  # an empty part leaves its mark too
                self._lay_out(part.parts, (*within, number), inner)
                self._lay_out(part.otherwise, (*within, ~number), inner)
                continue
            if isinstance(part, Flexible):
                self.flexible[len(self._leaves)] = part
            self._leaves.append(_Leaf(text=part.text, within=within))

    def has(self, place: int, kept: Container[int]) -> bool:
        """Return whether the leaf at that place stays when only these optional parts do."""
        return _holds(self._leaves[place].within, kept)

    def has_room(self, number: int, kept: Container[int]) -> bool:
        """Return whether what is around the optional part of that number stays, so that it can."""
        around = next(leaf.within for leaf in self._leaves if leaf.within[-1:] == (number,))
        return _holds(around[:-1], kept)

    def text(self, kept: Container[int], sizes: Mapping[int, str]) -> str:
        """Return the text with the optional parts in `kept`, flexible ones at their `sizes` or else in full."""
        pieces = (
            sizes.get(place, leaf.text) if self.has(place, kept) else _mark_of(leaf, kept)
            for place, leaf in enumerate(self._leaves)
        )
        return _tidied("".join(pieces))


def _holds(within: Sequence[int], kept: Container[int]) -> bool:
    return all(((number if number >= 0 else ~number) in kept) == (number >= 0) for number in within)


def _mark_of(leaf: _Leaf, kept: Container[int]) -> str:
    """Return what stands for a leaf that is gone; one that ended its line takes the line end with it.

    Nothing is gone where a leaf was only to stand in the place of a part that is there.
    """
    if any(number < 0 and ~number in kept for number in leaf.within):
        return ""
    return _GONE_LINE if leaf.text.endswith("\n") else _GONE


def _kept_options(plan: _Plan, fits: Callable[[frozenset[int]], bool]) -> frozenset[int]:
    kept: frozenset[int] = frozenset()
    for number in sorted(plan.options, key=lambda number: (plan.options[number][0], number)):
        wider = kept | {number}
        if plan.has_room(number, kept) and fits(wider):
            kept = wider
    return kept


def _least(part: Flexible, measure: Measure) -> str:
    if measure(part.text) <= part.least:
        return part.text
    return _longest(part.text, lambda text: measure(text) <= part.least) or ELLIPSIS


def _grown(
    plan: _Plan, place: int, kept: frozenset[int], sizes: Mapping[int, str], fits: Callable[[str], bool]
) -> str:
    """Return the most of the flexible part at that place that fits beside the others at their sizes."""

    def fits_with(text: str) -> bool:
        return fits(plan.text(kept, {**sizes, place: text}))

    if not plan.has(place, kept) or fits_with(plan.flexible[place].text):
        return plan.flexible[place].text
    grown = _longest(plan.flexible[place].text, fits_with) or ELLIPSIS
    return max(grown, sizes[place], key=len) if fits_with(sizes[place]) else grown


def _longest(text: str, fits: Callable[[str], bool]) -> str:
    """Return the longest cut of `text` that fits, found by halving; empty if none does."""
    ends = cuts(text)
    best, low, high = "", 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        short = text[: ends[middle]] + ELLIPSIS
        if fits(short):
            best, low = short, middle + 1
        else:
            high = middle
    return best


def _fitted(plan: _Plan, kept: frozenset[int], sizes: Mapping[int, str], measure: Measure) -> FittedText:
    text = plan.text(kept, sizes)
    gone = [number for number in plan.options if number not in kept and plan.has_room(number, kept)]
    cut = [place for place, part in plan.flexible.items() if plan.has(place, kept) and sizes[place] != part.text]
    return FittedText(
        text=text,
        length=measure(text),
        dropped=tuple(dict.fromkeys(plan.options[number][1] for number in gone)),
        shortened=tuple(plan.flexible[place].name for place in cut),
        lost=tuple(plan.flexible[place].name for place in cut if sizes[place] == ELLIPSIS),
    )


def _tidied(text: str) -> str:
    """Return the text without the marks of what is gone, and without the white space it left."""
    text = _GONE_WITH_ITS_LINE.sub("", text)
    lines = (line for line in text.split("\n") if _GONE not in line or line.replace(_GONE, "").strip())
    tidy = (_SPACES.sub(" ", _GONE_BEFORE_STOP.sub("", line).replace(_GONE, "")).strip() for line in lines)
    return _BLANK_LINES.sub("\n\n", "\n".join(tidy)).strip()
