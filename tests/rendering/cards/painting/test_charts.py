"""Charts as masks: how much of them is drawn, and where."""

import pytest
from PIL import Image

from announcer.rendering.cards.painting.charts import chart_mask

SIZE = (200, 40)


def mask(form: str, layer: str, *values: float, size: tuple[int, int] = SIZE) -> Image.Image:
    found = chart_mask(form, layer, values, size)
    assert found is not None
    return found


def covered(picture: Image.Image) -> float:
    """Return the covered part of a mask in pixels."""
    return sum(value * count for value, count in enumerate(picture.histogram())) / 255


@pytest.mark.parametrize(("form", "more"), [("bar", ()), ("ring", ()), ("persons", (10,))])
@pytest.mark.parametrize("share", [0.1, 0.25, 0.62, 0.9])
def test_a_share_covers_that_part_of_the_whole(form: str, more: tuple[float, ...], share: float) -> None:
    whole, part = mask(form, "track", 1, *more), mask(form, "value", share, *more)

    assert covered(part) / covered(whole) == pytest.approx(share, abs=0.05)


@pytest.mark.parametrize("form", ["bar", "ring", "persons"])
@pytest.mark.parametrize(("value", "meant"), [(-1.0, 0.0), (7.0, 1.0)])
def test_what_is_no_share_is_brought_to_the_nearest(form: str, value: float, meant: float) -> None:
    assert mask(form, "value", value, 5).tobytes() == mask(form, "value", meant, 5).tobytes()


def test_persons_are_counted_from_the_left() -> None:
    part = mask("persons", "value", 0.5, 2)

    left, right = part.crop((0, 0, 19, 40)), part.crop((20, 0, 200, 40))
    assert covered(left) > 100
    assert covered(right) < 5


def test_there_are_never_more_persons_than_can_be_told_apart() -> None:
    assert mask("persons", "track", 1, 1_000_000).tobytes() == mask("persons", "track", 1, 20).tobytes()


def test_a_change_runs_between_its_two_numbers() -> None:
    down, up = mask("change", "value", 60, 30), mask("change", "value", 30, 60)

    assert down.getbbox() == up.getbbox() != None  # noqa: E711 (both, and something)
    assert down.tobytes() != up.tobytes()


@pytest.mark.parametrize("form", ["bar", "ring", "persons", "change"])
def test_no_room_is_nothing_to_draw(form: str) -> None:
    assert chart_mask(form, "value", (0.5, 10), (0, 40)) is None
    assert chart_mask(form, "value", (0.5, 10), (1, 1)) is not None


@pytest.mark.parametrize("form", ["bar", "ring", "persons", "change"])
def test_a_large_chart_takes_no_more_memory_than_its_pixels_and_one_larger_than_any_card_is_not_drawn(
    form: str,
) -> None:
    large = mask(form, "value", 0.5, 10, size=(2400, 2400))

    assert large.size == (2400, 2400)
    assert covered(large) > 100_000
    assert chart_mask(form, "value", (0.5, 10), (4096, 4096)) is None


def test_a_change_from_nothing_to_nothing_is_drawn() -> None:
    assert covered(mask("change", "value", 0, 0)) > 0
