"""Simple charts as masks: a bar, a ring, persons in a row, a line from one number to another.

All run from the left; cards that are read from the right turn them round. The ring begins at the top.
"""

from functools import lru_cache

from PIL import Image, ImageChops

from announcer.rendering.cards.template import LARGEST_AREA, PERSON_WIDTH, PERSONS_APART

Size = tuple[int, int]
Values = tuple[float, ...]

_Part = tuple[str, tuple[float, float, float, float], tuple[float, ...]]
"""What is drawn (`rounded`, `hole` or `arc`), where, and a corner's radius, or an arc's turn and its width."""

_SMOOTHNESS, _LARGE = 4, 1_000_000
"""A chart is drawn so many times as large, and reduced; one of more pixels than that is drawn as it is."""
_RING = 0.17
"""Width of a ring's band in its diameter."""
_HEAD, _NECK = 0.19, 0.05
"""A person in heights: the head's radius, the room beneath it."""
_LINE, _DOT = 0.16, 0.5
"""A change in heights: how thick its line is, and the radius of its dots."""
_MOST_PERSONS = 20


@lru_cache(maxsize=8)
def chart_mask(form: str, layer: str, values: Values, size: Size) -> Image.Image | None:
    """Return where a chart has its colour (`layer` is `value`) or that of what is left (`track`); None for nowhere.

    `values` is a share from 0 to 1; for `persons` also how many there are; for `change` the first and last number.
    """
    if not all(side > 0 for side in size) or size[0] * size[1] > LARGEST_AREA:
        return None
    drawn = {"bar": _bar, "ring": _ring, "persons": _persons, "change": _change}[form]
    return drawn(size, values, whole=layer == "track")


def _bar(size: Size, values: Values, *, whole: bool) -> Image.Image:
    width, height = size
    share = 1.0 if whole else _share(values)
    return _drawn(size, [("rounded", (0, 0, width * share, height), (height / 2,))] if share else [])


def _ring(size: Size, values: Values, *, whole: bool) -> Image.Image:
    side = min(size)
    left, top = (size[0] - side) / 2, (size[1] - side) / 2
    area = (left, top, left + side, top + side)
    turn = 1.0 if whole else _share(values)
    return _drawn(size, [("arc", area, (turn, side * _RING))])


def _persons(size: Size, values: Values, *, whole: bool) -> Image.Image:
    """Draw people as large as fits, the last of those that count in part."""
    width, height = size
    count = min(max(round(values[1]), 1), _MOST_PERSONS)
    tall = min(height, width / (count + (count - 1) * PERSONS_APART) / PERSON_WIDTH)
    broad, step = tall * PERSON_WIDTH, tall * PERSON_WIDTH * (1 + PERSONS_APART)
    top = (height - tall) / 2
    parts: list[_Part] = []
    for place in range(count):
        parts += _person(place * step, top, broad, tall)
    everyone = _drawn(size, parts)
    if whole:
        return everyone
    counted = _share(values) * count
    end = int(counted) * step + (counted - int(counted)) * broad
    return ImageChops.multiply(everyone, _drawn(size, [("rounded", (0, 0, end, height), (0,))]))


def _person(left: float, top: float, broad: float, tall: float) -> list[_Part]:
    head, middle = tall * _HEAD, left + broad / 2
    shoulder = top + tall * (2 * _HEAD + _NECK)
    return [
        ("rounded", (middle - head, top, middle + head, top + 2 * head), (head,)),
        ("rounded", (left, shoulder, left + broad, top + tall), (broad * 0.36,)),
    ]


def _change(size: Size, values: Values, *, whole: bool) -> Image.Image:
    """Draw a line over all from 0 to the larger number, and on it the way from a ring to a dot."""
    width, height = size
    first, last = max(values[0], 0.0), max(values[1], 0.0)
    largest, dot, middle = max(first, last) or 1.0, height * _DOT, height / 2
    line = height * _LINE / 2
    if whole:
        return _drawn(size, [("rounded", (0, middle - line, width, middle + line), (line,))])
    places = [dot + (width - 2 * dot) * value / largest for value in (first, last)]
    way = (min(places), middle - line, max(places), middle + line)
    ends = [(place - dot, middle - dot, place + dot, middle + dot) for place in places]
    return _drawn(
        size,
        [
            ("rounded", way, (line,)),
            ("hole", ends[0], (dot,)),
            ("arc", ends[0], (1.0, line * 2)),
            ("rounded", ends[1], (dot,)),
        ],
    )


def _share(values: Values) -> float:
    return min(max(values[0], 0.0), 1.0)


def _drawn(size: Size, parts: list[_Part]) -> Image.Image:
    """Return a mask with parts drawn several times as large, and reduced."""
    from PIL import ImageDraw  # noqa: PLC0415 (with it comes Pillow's own setting of texts)

    times = _SMOOTHNESS if size[0] * size[1] <= _LARGE else 1
    big = Image.new("L", (size[0] * times, size[1] * times))
    draw = ImageDraw.Draw(big)
    for kind, area, how in parts:
        left, top, right, bottom = (round(edge * times) for edge in area)
        if right - 1 <= left or bottom - 1 <= top:
            continue
        box = (left, top, right - 1, bottom - 1)
        if kind == "arc":
            turn, band = how
            draw.arc(box, -90, -90 + 360 * turn, fill=255, width=max(round(band * times), 1))
        else:
            corner = min(round(how[0] * times), (right - left) // 2, (bottom - top) // 2)
            draw.rounded_rectangle(box, corner, fill=0 if kind == "hole" else 255)
    return big.reduce(times)
