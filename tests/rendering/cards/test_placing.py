"""Layout with a measure of its own: every line of text is as high as its size, and a character half as wide."""

from dataclasses import dataclass
from typing import Any

import pytest

from announcer.rendering.cards.content import Content
from announcer.rendering.cards.placing import CardLayout, Rect, lay_out
from announcer.rendering.cards.template import (
    AnyBox,
    Layers,
    Logo,
    Row,
    Shape,
    SizeRange,
    Stack,
    Text,
)
from announcer.typeset.layout import Layout

CARD = Rect(0, 0, 200, 100)


class Ruler:
    """A measure whose texts take lines of whole sizes."""

    def __init__(self, logo: float = 2) -> None:
        self._logo = logo

    def text(self, content: Content, width: float, height: float) -> "Set":
        box = content.box
        assert isinstance(box, Text)
        for size in range(box.size.max, box.size.min - 1, -1):
            lines = self._lines(content, size, width)
            if lines <= box.lines and lines * size <= height:
                return _layout(content, size, lines)
        kept = max(min(int(height // box.size.min), box.lines), 1)
        return _layout(content, box.size.min, kept, cut=True)

    def least_height(self, content: Content, width: float) -> float:
        box = content.box
        assert isinstance(box, Text)
        return box.size.min * min(self._lines(content, box.size.min, width), box.lines)

    def logo_shape(self, logo: Logo) -> float:  # noqa: ARG002 - one shape for all
        return self._logo

    def _lines(self, content: Content, size: int, width: float) -> int:
        return max(-(-len(content.texts[0]) * size // 2 // max(int(width), 1)), 1)


@dataclass(frozen=True)
class Set:
    layout: Layout

    @property
    def width(self) -> float:
        return self.layout.width

    @property
    def height(self) -> float:
        return self.layout.height


def _layout(content: Content, size: int, lines: int, *, cut: bool = False) -> Set:
    width = len(content.texts[0]) * size / 2 / lines
    layout = Layout(
        size=size,
        lines=("x",) * lines,
        widths=(width,) * lines,
        offsets=(0.0,) * lines,
        baselines=tuple(size * (line + 1.0) for line in range(lines)),
        width=width,
        height=float(size * lines),
        ink=(0.0, 0.0, width, float(size * lines)),
        missing=(),
        cut=cut,
        overflow=False,
        rtl=False,
        placed=(),
    )
    return Set(layout)


def of(box: AnyBox, *within: Content, name: str = "page", **fields: Any) -> Content:
    return Content(name=name, path=name, box=box, children=within, **fields)


def shape(name: str, **fields: Any) -> Content:
    return of(Shape(**fields), name=name)


def text(name: str, characters: int, size: int | tuple[int, int] = 10, **fields: Any) -> Content:
    least, most = size if isinstance(size, tuple) else (size, size)
    box = Text(size=SizeRange(max=most, min=least), **({"lines": 10} | fields))
    return of(box, name=name, texts=("x" * characters,))


def places(layout: CardLayout) -> dict[str, tuple[float, ...]]:
    """Return the place of each box but the page: left, top, width, height."""
    return {
        each.content.path: (each.rect.left, each.rect.top, each.rect.width, each.rect.height)
        for each in layout.placed[1:]
    }


def placed(*within: Content, page: AnyBox | None = None, rtl: bool = False) -> dict[str, tuple[float, ...]]:
    return places(lay_out(of(page or Stack(), *within), CARD, Ruler(), rtl=rtl))


def sizes(*within: Content) -> dict[str, int]:
    layout = lay_out(of(Stack(), *within), CARD, Ruler(), rtl=False)
    return {each.content.path: each.text.size for each in layout.placed if each.text}


def test_a_stack_sets_boxes_below_one_another_as_wide_as_itself() -> None:
    assert placed(shape("a", height=10), shape("b", height=20), page=Stack(gap=5)) == {
        "a": (0, 0, 200, 10),
        "b": (0, 15, 200, 20),
    }


def test_what_is_left_over_goes_to_the_boxes_that_grow() -> None:
    found = placed(shape("a", grow=1), shape("b", height=20), shape("c", grow=3))

    assert found == {"a": (0, 0, 200, 20), "b": (0, 20, 200, 20), "c": (0, 40, 200, 60)}


@pytest.mark.parametrize(
    ("justify", "tops"),
    [("start", (0, 10)), ("center", (40, 50)), ("end", (80, 90)), ("between", (0, 90))],
)
def test_boxes_that_do_not_fill_a_stack_stand_where_it_says(justify: Any, tops: tuple[float, float]) -> None:
    found = placed(shape("a", height=10), shape("b", height=10), page=Stack(justify=justify))

    assert (found["a"][1], found["b"][1]) == tops


def test_one_box_between_nothing_stands_at_the_start() -> None:
    assert placed(shape("a", height=10), page=Stack(justify="between"))["a"][1] == 0


@pytest.mark.parametrize(("align", "left", "right"), [("start", 0, 150), ("center", 75, 75), ("end", 150, 0)])
def test_narrow_boxes_stand_at_a_side_of_their_stack_and_the_other_in_persian(
    align: Any, left: float, right: float
) -> None:
    box = shape("a", height=10, width=50)

    assert placed(box, page=Stack(align=align))["a"][0] == left
    assert placed(box, page=Stack(align=align), rtl=True)["a"][0] == right


def test_a_row_sets_boxes_side_by_side_and_in_persian_from_the_right() -> None:
    within = shape("a", width=20, height=10), shape("b", width=30, height=10)

    assert placed(*within, page=Row(gap=5)) == {"a": (0, 45, 20, 10), "b": (25, 45, 30, 10)}
    assert placed(*within, page=Row(gap=5), rtl=True) == {"a": (180, 45, 20, 10), "b": (145, 45, 30, 10)}


def test_a_row_shares_its_width_and_may_stretch_its_boxes() -> None:
    found = placed(shape("a", width=50), shape("b", grow=1), shape("c", grow=2), page=Row(align="stretch"))

    assert found == {"a": (0, 0, 50, 100), "b": (50, 0, 50, 100), "c": (100, 0, 100, 100)}


@pytest.mark.parametrize(("align", "top"), [("start", 0), ("center", 45), ("end", 90)])
def test_low_boxes_stand_at_a_height_of_their_row(align: Any, top: float) -> None:
    assert placed(shape("a", width=20, height=10), page=Row(align=align))["a"][1] == top


def test_layers_lie_upon_one_another() -> None:
    found = placed(shape("a"), shape("b", width=20), page=Layers())

    assert found == {"a": (0, 0, 200, 100), "b": (0, 0, 200, 100)}


@pytest.mark.parametrize(
    ("padding", "inside"),
    [
        ((), (0, 0, 200, 100)),
        ((5,), (5, 5, 190, 90)),
        ((5, 10), (10, 5, 180, 90)),
        ((5, 10, 15), (10, 5, 180, 80)),
        ((5, 10, 15, 20), (20, 5, 170, 80)),
        ((60, 120), (120, 60, 0, 0)),
    ],
)
def test_padding_keeps_content_from_the_edges(padding: tuple[float, ...], inside: tuple[float, ...]) -> None:
    assert placed(shape("a", grow=1), page=Stack(padding=padding))["a"] == inside


def test_padding_at_the_start_and_end_change_sides_in_persian() -> None:
    page = Stack(padding=(5, 10, 15, 20))

    assert placed(shape("a", grow=1), page=page, rtl=True)["a"] == (10, 5, 170, 80)


def test_a_box_is_as_high_as_its_content_with_padding() -> None:
    inner = of(Stack(padding=(4,), gap=2), shape("x", height=6), shape("y", height=8), name="inner")
    layers = of(Layers(padding=(1,)), shape("p", height=3), shape("q", height=9), name="layers")
    row = of(Row(padding=(1,), gap=3), shape("v", width=10, height=3), shape("w", width=10, height=9), name="row")

    found = placed(inner, layers, row, page=Stack(align="start"))

    wanted = {"inner": (0, 0, 8, 24), "layers": (0, 24, 2, 11), "row": (0, 35, 25, 11)}
    assert {name: found[name] for name in wanted} == wanted


def test_a_logo_keeps_its_shape() -> None:
    assert placed(of(Logo(height=30), name="logo"), page=Row())["logo"] == (0, 35, 60, 30)
    assert placed(of(Logo(), name="logo"), page=Stack())["logo"] == (0, 0, 200, 100)


def test_a_brand_without_a_logo_leaves_no_hole() -> None:
    layout = lay_out(of(Row(), of(Logo(height=30), name="logo")), CARD, Ruler(logo=0), rtl=False)

    assert places(layout)["logo"][2] == 0


def test_a_text_is_as_large_as_it_may_be_where_there_is_room() -> None:
    assert sizes(text("a", 10, (10, 30))) == {"a": 30}


def test_texts_that_grow_shrink_before_the_others() -> None:
    assert sizes(text("lead", 40, (10, 30), grow=1), text("title", 10, (10, 40))) == {"lead": 20, "title": 40}


def test_texts_shrink_together_where_those_that_grow_cannot_any_more() -> None:
    found = sizes(text("lead", 60, (20, 30), grow=1), text("title", 20, (10, 40)))

    assert found["lead"] == 20
    assert 10 < found["title"] < 40


def test_room_that_one_text_does_not_use_goes_to_the_next() -> None:
    layout = lay_out(of(Stack(), text("a", 40, (10, 30)), text("b", 40, (10, 30))), CARD, Ruler(), rtl=False)

    assert sum(each.rect.height for each in layout.placed[1:]) <= 100
    assert layout.crowded == ()


def test_where_texts_cannot_shrink_enough_optional_boxes_go_the_highest_first() -> None:
    low, high = text("low", 100, 10, optional=1), of(Stack(optional=2), text("in", 100, 10), name="high")

    layout = lay_out(of(Stack(), text("a", 180, 10), low, high), CARD, Ruler(), rtl=False)

    assert layout.dropped == ("high",)
    assert "in" not in places(layout)
    assert layout.crowded == ()


def test_of_equally_optional_boxes_the_last_goes_first() -> None:
    first, last = text("first", 100, 10, optional=1), text("last", 100, 10, optional=1)

    assert lay_out(of(Stack(), text("a", 180, 10), first, last), CARD, Ruler(), rtl=False).dropped == ("last",)


def test_where_nothing_may_go_the_longest_texts_are_cut() -> None:
    within = text("short", 4, 10), text("long", 400, 10), text("longer", 800, 10, lines=30)

    layout = lay_out(of(Stack(), *within), CARD, Ruler(), rtl=False)

    assert layout.crowded == ("page",)
    assert [(each.content.path, each.text.cut) for each in layout.placed if each.text] == [
        ("short", False),
        ("long", True),
        ("longer", True),
    ]
    assert max(each.rect.bottom for each in layout.placed) <= 100


def test_texts_in_a_row_and_in_layers_shrink_too() -> None:
    row = of(Row(), shape("bar", width=20), text("in-row", 60, (10, 30), grow=1), name="row")
    layers = of(Layers(), text("in-layers", 60, (10, 30)), name="layers")

    found = sizes(of(Stack(), row, layers, name="inner"))

    assert found["in-row"] < 30
    assert found["in-layers"] < 30


def test_a_box_of_fixed_height_stays_as_high() -> None:
    fixed = of(Stack(height=60), text("a", 100, (10, 30)), name="fixed")

    found = placed(fixed, text("b", 200, (10, 30)))

    assert found["fixed"][3] == 60
    assert found["b"][1] == 60


def test_an_area_between_whole_pixels_has_no_gaps() -> None:
    assert Rect(0.4, 1.6, 10.2, 3.3).whole == Rect(0, 2, 11, 3)


def test_every_box_is_placed_before_what_is_in_it() -> None:
    inner = of(Stack(), shape("x", height=1), name="inner")

    paths = [each.content.path for each in lay_out(of(Stack(), inner), CARD, Ruler(), rtl=False).placed]

    assert paths == ["page", "inner", "x"]
