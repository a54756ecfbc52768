import pytest
from PIL import Image

from tools.golden import GOLDEN, cases, check, compared, golden, side_by_side

LARGEST = 3_000_000


@pytest.mark.parametrize("name", cases())
def test_a_card_looks_as_it_did_when_people_last_looked(name: str) -> None:
    assert golden(name), "there is no golden picture of it; look at the card, then run 'make golden'"
    differing = [f"mean {each.mean:.2f}, far off {each.far_off:.2%}" for _, each, _ in check([name])]

    assert not differing, "run 'python -m tools.golden' and look at what differs; if it is meant, 'make golden'"


def test_no_golden_picture_is_left_of_a_card_that_is_not_drawn() -> None:
    assert {path.stem for path in GOLDEN.glob("*.png")} <= set(cases())


def test_the_golden_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in GOLDEN.glob("*.png")) < LARGEST


@pytest.mark.parametrize(
    ("shade", "matters"), [((0, 0, 0), False), ((1, 0, 0), False), ((2, 2, 2), True), ((255, 255, 255), True)]
)
def test_a_difference_matters_when_it_is_more_than_rounding(shade: tuple[int, int, int], *, matters: bool) -> None:
    old, new = Image.new("RGB", (40, 40)), Image.new("RGB", (40, 40), shade)

    assert compared(old, new).matters is matters


def test_a_few_pixels_far_off_matter_where_the_mean_does_not() -> None:
    old, new = Image.new("RGB", (100, 100)), Image.new("RGB", (100, 100))
    new.paste((40, 40, 40), (0, 0, 5, 5))

    assert compared(old, new).mean < 0.6
    assert compared(old, new).matters


def test_a_card_of_another_size_differs() -> None:
    assert compared(Image.new("RGB", (10, 10)), Image.new("RGB", (10, 11))).matters


def test_old_new_and_difference_stand_side_by_side() -> None:
    sheet = side_by_side(Image.new("RGB", (10, 10), (9, 9, 9)), Image.new("RGB", (10, 8), (12, 9, 9)))

    assert sheet.size == (30, 10)
    assert [sheet.getpixel((x, 4)) for x in (5, 15, 25)] == [(9, 9, 9), (12, 9, 9), (12, 0, 0)]
