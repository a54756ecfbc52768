from collections.abc import Sequence

from announcer.rendering.cards.backdrops import MOST_BACKDROPS, Backdrops
from announcer.rendering.cards.box_drawing import DrawingProblems
from announcer.rendering.cards.content import Content
from announcer.rendering.cards.painting.colour import BLACK, WHITE
from announcer.rendering.cards.painting.painter import Canvas
from announcer.rendering.cards.placing import Placed, Rect
from announcer.rendering.cards.template import AnyBox, Qr, Shape


def placed(path: str, left: float = 0, *, box: AnyBox | None = None, text: str = "", picture: str = "") -> Placed:
    content = Content(name=path, path=path, box=box or Shape(), texts=(text,), picture=picture)
    rect = Rect(left, 0, 10, 10)
    return Placed(content=content, rect=rect, inner=rect)


class Drawn:
    """Draws each box as a black square, and notes which boxes were drawn on empty cards."""

    def __init__(self) -> None:
        self.boxes: list[list[str]] = []
        self.backdrops = Backdrops(self._draw)

    def _draw(self, boxes: Sequence[Placed]) -> tuple[Canvas, DrawingProblems]:
        self.boxes.append([box.content.path for box in boxes])
        canvas = Canvas.blank(40, 10, WHITE)
        for box in boxes:
            canvas.fill(box.rect, BLACK)
        return canvas, DrawingProblems(codes=[(box.content.path, "dim") for box in boxes])

    def left_to_draw(self, *card: Placed) -> list[str]:
        """Start a card; return the boxes that are still to be drawn on it."""
        _, _, boxes = self.backdrops.start(card)
        return [box.content.path for box in boxes]


PAGE, LOGO = placed("page"), placed("logo", 10)


def test_the_first_boxes_that_two_cards_have_in_common_are_drawn_once() -> None:
    drawn = Drawn()

    left = [drawn.left_to_draw(PAGE, LOGO, placed("title", place), LOGO) for place in (20, 21, 22, 23)]

    assert left == [["page", "logo", "title", "logo"], ["title", "logo"], ["title", "logo"], ["title", "logo"]]
    assert drawn.boxes == [[], ["page", "logo"]]


def test_a_card_that_begins_otherwise_gets_a_smaller_backdrop_and_the_larger_one_stays() -> None:
    drawn = Drawn()
    drawn.left_to_draw(PAGE, LOGO, placed("title", 20))
    drawn.left_to_draw(PAGE, LOGO, placed("title", 21))

    assert drawn.left_to_draw(PAGE, placed("seal", 10)) == ["seal"]
    assert drawn.left_to_draw(PAGE, LOGO, placed("title", 22)) == ["title"]
    assert drawn.left_to_draw(PAGE, placed("seal", 11)) == ["seal"]
    assert drawn.boxes == [[], ["page", "logo"], ["page"]]


def test_a_box_with_another_picture_or_another_code_is_drawn_anew() -> None:
    drawn = Drawn()
    card = [PAGE, placed("face", picture="a.png"), placed("code", box=Qr(), text="https://example.org/1")]
    other_face = [PAGE, placed("face", picture="b.png"), card[2]]
    other_code = [*card[:2], placed("code", box=Qr(), text="https://example.org/2")]

    assert drawn.left_to_draw(*card) == ["page", "face", "code"]
    assert drawn.left_to_draw(*other_code) == ["code"]
    assert drawn.left_to_draw(*other_face) == ["face", "code"]


def test_what_was_drawn_on_the_card_before_is_gone() -> None:
    drawn = Drawn()
    for place in (20, 21):
        canvas, problems, _ = drawn.backdrops.start([PAGE, placed("title", place)])
        canvas.fill(Rect(place, 0, 10, 10), BLACK)
        problems.codes.append(("title", "dim"))

    canvas, problems, _ = drawn.backdrops.start([PAGE, placed("title", 22)])

    fresh = Canvas.blank(40, 10, WHITE)
    fresh.fill(PAGE.rect, BLACK)
    assert list(canvas.strips()) == list(fresh.strips())
    assert problems.codes == [("page", "dim")]


def test_only_a_few_backdrops_are_kept() -> None:
    drawn = Drawn()
    for number in range(MOST_BACKDROPS + 2):
        drawn.left_to_draw(placed(f"page{number}"), placed("a"))
        drawn.left_to_draw(placed(f"page{number}"), placed("b"))
    made = len(drawn.boxes)

    drawn.left_to_draw(placed(f"page{number}"), placed("c"))
    assert len(drawn.boxes) == made

    drawn.left_to_draw(placed("page0"), placed("c"))
    assert len(drawn.boxes) == made + 1
