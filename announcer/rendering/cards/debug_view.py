"""A designer's view of a card: the boxes, baselines and text sizes drawn over it."""

from announcer.rendering.cards.box_drawing import text_corner
from announcer.rendering.cards.painting.colour import Colour
from announcer.rendering.cards.painting.painter import Canvas
from announcer.rendering.cards.placing import CardLayout, Placed, Rect

BOX = Colour(214, 0, 110)
INSIDE = Colour(0, 120, 212)
BASELINE = Colour(0, 150, 60)


def draw_debug(canvas: Canvas, layout: CardLayout) -> None:
    """Draw every box in red, its inside in blue, and the baselines of texts in green, each with its name."""
    for placed in layout.placed:
        _outline(canvas, placed.rect, BOX)
        if placed.inner != placed.rect:
            _outline(canvas, placed.inner, INSIDE)
        if placed.text:
            left, top = text_corner(placed)
            for baseline in placed.text.baselines:
                canvas.fill(Rect(left, top + baseline, placed.inner.width, 1), BASELINE)
    for placed in layout.placed:
        canvas.label(placed.rect, _label(placed), BOX, at_right=_has_room_at_right(placed))


def _outline(canvas: Canvas, rect: Rect, colour: Colour) -> None:
    canvas.border(rect, colour, 1)


def _has_room_at_right(placed: Placed) -> bool:
    """Return whether a box's text leaves more room at its right than at its left."""
    text = placed.text
    if text is None or not text.placed:
        return False
    ends = [offset + width for offset, width in zip(text.offsets, text.widths, strict=True)]
    return placed.inner.width - max(ends) >= min(text.offsets)


def _label(placed: Placed) -> str:
    area = f"{placed.content.path} {placed.rect.width:.0f}×{placed.rect.height:.0f}"
    if placed.text is None:
        return area
    state = " cut" if placed.text.cut else ""
    return f"{area}, text {placed.text.size}, {len(placed.text.lines)} lines{state}"
