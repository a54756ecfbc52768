"""Room along a stack or row shared out among its boxes."""

from collections.abc import Sequence

from announcer.rendering.cards.content import Content

_YIELDING = ((True, 0.75), (False, 1.0), (True, 1.0))
"""Who gives way where room is short: boxes that grow by most of what they can, the others, the former again."""


def shared(kids: Sequence[Content], least: list[float], wanted: list[float], room: float) -> list[float]:
    """Share out less room than is wanted, in the order of `_YIELDING`, boxes of one kind all by the same part."""
    limits = list(wanted)
    for grows, most in _YIELDING:
        giving = [place for place, child in enumerate(kids) if bool(child.box.grow) is grows]
        low = {place: wanted[place] - (wanted[place] - least[place]) * most for place in giving}
        slack = sum(limits[place] - low[place] for place in giving)
        part = min(max(sum(limits) - room, 0) / slack, 1) if slack > 0 else 0
        for place in giving:
            limits[place] -= (limits[place] - low[place]) * part
    return limits


def levelled(kids: Sequence[Content], heights: list[float], room: float) -> list[float]:
    """Return the heights with the highest cut down to one level, so that all take no more than `room` together.

    A height that the template gives stays as it is.
    """
    given = [child.box.height is not None for child in kids]
    left = room - sum(height for height, fixed in zip(heights, given, strict=True) if fixed)
    free = sorted(height for height, fixed in zip(heights, given, strict=True) if not fixed)
    level = 0.0
    for place, height in enumerate(free):
        level = max(left, 0) / (len(free) - place)
        if height > level:
            break
        left -= height
    return [height if fixed else min(height, level) for height, fixed in zip(heights, given, strict=True)]


def grown(kids: Sequence[Content], lengths: list[float], room: float) -> list[float]:
    """Return the lengths with what is left of `room` shared by `grow`."""
    spare, shares = max(room - sum(lengths), 0), sum(child.box.grow for child in kids)
    if not shares:
        return lengths
    return [length + spare * child.box.grow / shares for child, length in zip(kids, lengths, strict=True)]


def justified(justify: str, spare: float, count: int) -> tuple[float, float]:
    """Return the space before the first box, and what is added between boxes."""
    if justify == "between":
        return (0, spare / (count - 1)) if count > 1 else (0, 0)
    return share(justify) * spare, 0


def share(place: str) -> float:
    """Return how much of the spare room lies before a box."""
    return {"center": 0.5, "end": 1.0}.get(place, 0.0)
