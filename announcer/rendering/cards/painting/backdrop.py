"""What many cards have in common, drawn and compressed once."""

from collections.abc import Iterator

from announcer.rendering.cards.drawing import Observed
from announcer.rendering.cards.painting import png
from announcer.rendering.cards.painting.painter import Canvas


class Backdrop:
    """A canvas that cards are drawn on, one after the other, and what was noticed of what they have in common."""

    def __init__(self, canvas: Canvas, observed: Observed) -> None:
        canvas.settle()
        self._canvas = canvas
        self._observed = observed
        self._strips: dict[int, png.Strip] = {}

    def begun(self) -> tuple[Canvas, Observed]:
        """Return a card that looks like the backdrop, to be drawn on; the card begun before is gone with that."""
        self._canvas.clear()
        return self._canvas, self._observed.copy()

    def strips(self, canvas: Canvas) -> Iterator[png.Strip]:
        """Yield the strips of a card that was begun here; those not drawn on since are the backdrop's own.

        Which are whose depends on the card alone, so the same card gives the same strips.
        """
        for number in range(canvas.strip_count):
            yield png.compress(canvas.rows(number)) if number in canvas.touched else self._own(number)

    def _own(self, number: int) -> png.Strip:
        if number not in self._strips:
            self._strips[number] = png.compress(self._canvas.rows(number))
        return self._strips[number]
