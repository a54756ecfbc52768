import pytest

from announcer.rendering.cards.painting.qr import QUIET_ZONE, set_code
from announcer.rendering.cards.placing import Rect

LINK = "https://doi.org/10.5555/announcer.1"


def dark(text: str, side: int = 160) -> set[tuple[int, int]]:
    """Return the dark pixels of a code in a square."""
    code = set_code(text, Rect(0, 0, side, side))
    assert code
    return {
        (x, y)
        for bar in code.bars
        for x in range(int(bar.left), int(bar.right))
        for y in range(int(bar.top), int(bar.bottom))
    }


def test_a_code_has_its_three_finders_and_a_quiet_zone() -> None:
    pixels = dark(LINK)
    left, top = min(x for x, _ in pixels), min(y for _, y in pixels)
    right, bottom = max(x for x, _ in pixels) + 1, max(y for _, y in pixels) + 1

    assert right - left == bottom - top == 29 * 4  # version 3 in modules of 4 pixels
    assert min(left, top, 160 - right, 160 - bottom) >= QUIET_ZONE * 4
    for x, y in ((left, top), (right - 28, top), (left, bottom - 28)):
        assert all((x + step, y) in pixels for step in range(28))
        assert (x + 6, y + 6) not in pixels
        assert (x + 14, y + 14) in pixels


def test_modules_are_whole_pixels_and_as_large_as_there_is_room() -> None:
    sizes = [code.module for side in (36, 37, 147, 148, 400) if (code := set_code(LINK, Rect(0, 0, side, side)))]

    assert sizes == [0, 1, 3, 4, 10]


def test_without_room_for_its_modules_a_code_is_not_drawn() -> None:
    code = set_code(LINK, Rect(0, 0, 20, 20))

    assert code
    assert code.bars == ()


def test_a_code_stands_amid_an_area_of_any_shape() -> None:
    code = set_code(LINK, Rect(100, 50, 400, 160))

    assert code
    assert {bar.left % 1 for bar in code.bars} == {0}
    assert min(bar.left for bar in code.bars) - 100 == 500 - max(bar.right for bar in code.bars)


def test_the_same_link_gives_the_same_code_and_another_link_another() -> None:
    assert dark(LINK) == dark(LINK)
    assert dark(LINK) != dark(LINK.replace("1", "2"))


@pytest.mark.parametrize("text", ["", "x" * 3000])
def test_what_no_code_holds_has_none(text: str) -> None:
    assert set_code(text, Rect(0, 0, 160, 160)) is None
