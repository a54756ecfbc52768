"""QR codes: a text as black and white modules on whole pixels, by segno, which no other module imports.

ISO/IEC 18004: four modules of quiet zone on every side; error correction M (15 % of the code may be lost), or
better where that costs no larger code.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from announcer.rendering.cards.placing import Rect

QUIET_ZONE = 4
LEAST_MODULE = 3
"""Pixels; a card is shown at half its size on most screens, and cameras lose modules of one pixel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code set into an area: the side of its modules in pixels (0: no room), and its dark bars."""

    module: int
    bars: tuple[Rect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a code stands in its area: modules of quiet zone, and the share of spare room left and above of it."""

    quiet: int = QUIET_ZONE
    across: float = 0.5
    down: float = 0.5


def set_code(text: str, area: Rect, setting: Setting = Setting()) -> Code | None:
    """Return the code as large as whole pixels allow, set in the area; None where no code holds the text."""
    rows = _rows(text)
    if not rows:
        return None
    count = len(rows) + 2 * setting.quiet
    module = int(min(area.width, area.height)) // count
    zone = setting.quiet * module
    left = round(area.left + zone + (area.width - count * module) * setting.across)
    top = round(area.top + zone + (area.height - count * module) * setting.down)
    bars = tuple(
        Rect(left + start * module, top + down * module, length * module, module)
        for down, row in enumerate(rows)
        for start, length in _dark(row)
    )
    return Code(module=module, bars=bars if module else ())


def as_svg(text: str) -> str:
    """Return the code as an SVG picture, a unit a module, that scales without blur; empty if no code holds it."""
    rows = _rows(text)
    if not rows:
        return ""
    side = len(rows) + 2 * QUIET_ZONE
    bars = "".join(
        f"M{start + QUIET_ZONE} {down + QUIET_ZONE}h{length}v1h-{length}z"
        for down, row in enumerate(rows)
        for start, length in _dark(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{bars}"/></svg>'
    )


@lru_cache(maxsize=32)
def _rows(text: str) -> tuple[Sequence[int], ...]:
    """Return the rows of modules, 1 for dark; none where there is no text, or more than codes hold."""
    import segno  # noqa: PLC0415 (20 ms that most cards do without)

    try:
        return tuple(bytes(row) for row in segno.make_qr(text, error="m").matrix) if text else ()
    except segno.DataOverflowError:
        return ()


def _dark(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where each run of dark modules begins, and how long it is."""
    place = 0
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            yield place, length
        place += length
