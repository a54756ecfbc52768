"""What the cards of a design begin with, drawn once: the boxes before the first one in which two cards differ.

Cards of one institution share its band, its logo and its names. They are found by comparing cards, and only boxes
that are drawn before all others count, so a card looks the same whichever cards were drawn before it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from announcer.rendering.cards.box_drawing import DrawingProblems
from announcer.rendering.cards.painting.painter import Canvas
from announcer.rendering.cards.placing import Placed
from announcer.rendering.cards.template import Qr

MOST_BACKDROPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Backdrop:
    """The first boxes of a card, drawn on a canvas that cards with the same first boxes take turns to use."""

    boxes: Sequence[Placed]
    canvas: Canvas
    problems: DrawingProblems


class Backdrops:
    """The backdrops of one design.

    Args:
        draw: Draws boxes on an empty card.
    """

    def __init__(self, draw: Callable[[Sequence[Placed]], tuple[Canvas, DrawingProblems]]) -> None:
        self._draw = draw
        self._backdrops: list[Backdrop] = []
        self._last: Sequence[Placed] = ()

    def start(self, placed: Sequence[Placed]) -> tuple[Canvas, DrawingProblems, Sequence[Placed]]:
        """Return a canvas with the first boxes of a card, their problems, and the boxes that are still to be drawn.

        The canvas is good until the next call.
        """
        backdrop = self._largest(placed) or self._new(placed)
        self._last = placed
        backdrop.canvas.restore()
        return backdrop.canvas, backdrop.problems.copy(), placed[len(backdrop.boxes) :]

    def _largest(self, placed: Sequence[Placed]) -> Backdrop | None:
        """Return the backdrop with the most boxes of those that the card begins with."""
        fitting = (each for each in self._backdrops if _common(each.boxes, placed) == len(each.boxes))
        return max(fitting, key=lambda each: len(each.boxes), default=None)

    def _new(self, placed: Sequence[Placed]) -> Backdrop:
        """Return a backdrop of what the card has in common with the last one; it is kept unless that is nothing."""
        boxes = placed[: _common(self._last, placed)]
        canvas, problems = self._draw(boxes)
        canvas.save()
        backdrop = Backdrop(boxes=boxes, canvas=canvas, problems=problems)
        if boxes:
            self._backdrops = [backdrop, *self._backdrops[: MOST_BACKDROPS - 1]]
        return backdrop


def _common(one: Sequence[Placed], other: Sequence[Placed]) -> int:
    """Return how many boxes two cards have in common before the first one in which they differ."""
    return sum(1 for _ in takewhile(lambda pair: _look_alike(*pair), zip(one, other, strict=False)))


def _look_alike(one: Placed, other: Placed) -> bool:
    """Return whether two placed boxes of one template are drawn alike."""
    mine, its = one.content, other.content
    if mine.path != its.path or one.rect != other.rect or mine.picture != its.picture or mine.values != its.values:
        return False
    if isinstance(mine.box, Qr):
        return mine.texts[0] == its.texts[0]
    return one.text is other.text or one.text == other.text
