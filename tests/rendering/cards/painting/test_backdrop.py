from announcer.rendering.cards.drawing import Observed
from announcer.rendering.cards.painting import png
from announcer.rendering.cards.painting.backdrop import Backdrop
from announcer.rendering.cards.painting.colour import BLACK, WHITE
from announcer.rendering.cards.painting.painter import Canvas
from announcer.rendering.cards.placing import Rect


def backdrop() -> Backdrop:
    canvas = Canvas.blank(1200, 120, WHITE)
    canvas.fill(Rect(0, 0, 1200, 20), BLACK)
    return Backdrop(canvas, Observed())


def test_only_the_strips_that_were_drawn_on_are_compressed_again() -> None:
    behind = backdrop()
    canvas, _ = behind.begun()
    plain = list(behind.strips(canvas))
    canvas.fill(Rect(10, 75, 20, 2), BLACK)

    strips = list(behind.strips(canvas))

    assert [one is other for one, other in zip(strips, plain, strict=True)] == [True, True, False, True]
    assert strips[2] == png.compress(canvas.rows(2)) != plain[2]


def test_a_card_comes_out_alike_whichever_card_came_before() -> None:
    behind, other = backdrop(), backdrop()
    before, _ = behind.begun()
    before.fill(Rect(0, 0, 1200, 120), BLACK)
    list(behind.strips(before))

    assert [png_of(behind), png_of(behind)] == [png_of(other)] * 2


def png_of(behind: Backdrop) -> bytes:
    canvas, _ = behind.begun()
    canvas.fill(Rect(10, 75, 20, 2), BLACK)
    return png.encode(behind.strips(canvas), 1200, 120)
