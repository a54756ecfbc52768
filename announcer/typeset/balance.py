"""Choosing line ends: as few lines as possible, balanced lines for titles, least total slack for running text.

Lengths are in em. A way to set the lines is a list of places (indices into `Breaks.places`), one for each line.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from announcer.typeset.penalties import Opportunity

TOLERANCE = 1e-6

UNEVENNESS = 3.2
"""Cost of squared deviations from the mean width, shared by all lines."""
SHORT_LAST_UNEVENNESS = 1.4
WIDOW = 0.5
"""Cost of a last line of under a third of the mean."""
WIDOW_BELOW = 0.33
BODY_WIDOW = 0.4
BODY_WIDOW_BELOW = 0.12
BODY_PENALTY = 0.3
BODY_LINE = 0.02

_SHORTEST, _SHORTEST_OF_MANY = 0.4, 0.75
"""Lines below this part of the mean are tried only where there is no other way: a search of few places is quick."""
_MANY = 60


@dataclass(frozen=True)
class Breaks:
    """The places where lines may end, with distances in em from the start of the text.

    What was found out about them is kept: the same text is fitted into boxes of several heights.
    """

    places: list[Opportunity]
    begins: list[float]
    """Where the line after each place begins; the first entry, 0, is the start of the text."""
    ends: list[float]
    """Where the line before each place ends, spaces at its end left out and a hyphen counted."""
    penalties: list[float]
    forced: list[int]
    """Indices of the hard breaks; the last place, the end of the text, is always one."""
    fewest: dict[float, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)
    """The fewest lines by width; none where something is wider than that."""
    best: dict[tuple[float, int], "Lines | None"] = field(default_factory=dict, repr=False, compare=False)
    """The best lines by width and count."""

    @cached_property
    def widest_unit(self) -> float:
        """Length of the longest stretch that cannot be parted."""
        return max(end - begin for begin, end in zip(self.begins, self.ends, strict=False))

    @cached_property
    def widest_space(self) -> float:
        """Length of the longest space at which a line may end; a hyphen makes it less."""
        return max(begin - end for begin, end in zip(self.begins[1:], self.ends, strict=True))

    @cached_property
    def least_penalty(self) -> float:
        """Penalty of the best place."""
        return min(self.penalties)


class Lines(NamedTuple):
    """A way to set the lines and what it costs."""

    cost: float
    places: tuple[int, ...]


def widest(breaks: Breaks, places: Sequence[int]) -> float:
    """Return the length of the longest line."""
    starts = [0, *(place + 1 for place in places)]
    return max(breaks.ends[place] - breaks.begins[start] for start, place in zip(starts, places, strict=False))


def first_fit(breaks: Breaks, width: float, most: int) -> tuple[int, ...] | None:
    """Return the fewest lines of at most `width`; None where they are more than `most` or one is too wide."""
    places = breaks.fewest.get(width)
    if places is None:
        places = breaks.fewest[width] = _first_fit(breaks, width)
    return places if 0 < len(places) <= most else None


def _first_fit(breaks: Breaks, width: float) -> tuple[int, ...]:
    """Return the fewest lines of at most `width`, none where one is too wide."""
    count = len(breaks.ends)
    places: list[int] = []
    start = 0
    while start < count:
        place = bisect_right(breaks.ends, breaks.begins[start] + width + TOLERANCE, start) - 1
        if place < start:
            return ()
        place = min(place, _next_forced(breaks, start))
        places.append(place)
        start = place + 1
    return tuple(places)


def _next_forced(breaks: Breaks, start: int) -> int:
    return breaks.forced[bisect_left(breaks.forced, start)]


def balanced(breaks: Breaks, width: float, count: int) -> Lines | None:
    """Return the `count` lines of at most `width` that are most alike and end best; None if there are none."""
    key = (width, count)
    if key not in breaks.best:
        limits = (_SHORTEST, 0.0) if len(breaks.ends) < _MANY else (_SHORTEST_OF_MANY, _SHORTEST, 0.0)
        ways = (_balanced(breaks, width, count, shortest) for shortest in limits)
        breaks.best[key] = next(filter(None, ways), None)
    return breaks.best[key]


def _balanced(breaks: Breaks, width: float, count: int, shortest: float) -> Lines | None:
    """Dynamic programme over lines and the places at which they end."""
    begins, ends, penalties = breaks.begins, breaks.ends, breaks.penalties
    last = len(ends) - 1
    mean = ends[last] / count or 1.0
    share = UNEVENNESS / count
    space = breaks.widest_space
    ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for line in range(count - 1):
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        least_end = ends[last] - (count - line - 1) * (width + space) - TOLERANCE  # else the rest will not fit
        for start, (cost, places) in ways.items():
            begin = begins[start]
            low = bisect_left(ends, max(begin + shortest * mean, least_end), start)
            high = bisect_right(ends, begin + width + TOLERANCE, start)
            for place in range(low, min(high, last, _next_forced(breaks, start) + 1)):
                if ends[place] > begin + width + TOLERANCE:  # a hyphen may end later than the place after it
                    continue
                deviation = (ends[place] - begin) / mean - 1.0
                total = cost + share * deviation * deviation + penalties[place]
                known = longer.get(place + 1)
                if known is None or total < known[0]:
                    longer[place + 1] = (total, (*places, place))
        ways = longer
    finished = [
        Lines(cost + _last_line_cost((ends[last] - begins[start]) / mean, count), (*places, last))
        for start, (cost, places) in ways.items()
        if ends[last] - begins[start] <= width + TOLERANCE and _next_forced(breaks, start) == last
    ]
    return min(finished, default=None)


def _last_line_cost(proportion: float, count: int) -> float:
    deviation = proportion - 1.0
    unevenness = SHORT_LAST_UNEVENNESS if deviation < 0 else UNEVENNESS
    return unevenness / count * deviation * deviation + (WIDOW if proportion < WIDOW_BELOW else 0.0)


def least_slack(breaks: Breaks, width: float) -> Lines | None:
    """Return lines of at most `width` with the least sum of squared slack (Knuth and Plass, without stretching)."""
    begins, ends = breaks.begins, breaks.ends
    last = len(ends) - 1
    costs: list[tuple[float, int] | None] = [(0.0, -1)]
    for place, end in enumerate(ends):
        best: tuple[float, int] | None = None
        for start in range(place, -1, -1):
            length = end - begins[start]
            if length > width + TOLERANCE or _next_forced(breaks, start) < place:
                break
            before = costs[start]
            if before is not None:
                cost = before[0] + _body_cost(1 - length / width, breaks.penalties[place], final=place == last)
                best = min(best, (cost, start)) if best else (cost, start)
        costs.append(best)
    return _traced(costs)


def _body_cost(slack: float, penalty: float, *, final: bool) -> float:
    if final:
        return BODY_LINE + (BODY_WIDOW if slack > 1 - BODY_WIDOW_BELOW else 0.0)
    return BODY_LINE + slack * slack + BODY_PENALTY * max(0.0, penalty)


def _traced(costs: Sequence[tuple[float, int] | None]) -> Lines | None:
    final = costs[-1]
    if final is None:
        return None
    places: list[int] = []
    point = len(costs) - 1
    while point > 0:
        places.append(point - 1)
        step = costs[point]
        point = step[1] if step else 0
    return Lines(final[0], tuple(reversed(places)))
