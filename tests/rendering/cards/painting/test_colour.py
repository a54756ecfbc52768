import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.rendering.cards.painting.colour import (
    AA_CONTRAST,
    BLACK,
    WHITE,
    Colour,
    contrast,
    distance,
    is_colour,
    legible,
)

COLOURS = st.builds(Colour, *(st.integers(0, 255) for _ in range(3)))


def test_a_colour_is_read_from_six_digits_or_three() -> None:
    assert Colour.parse("#0c2B52") == Colour(12, 43, 82)
    assert Colour.parse(" #fa0 ") == Colour(255, 170, 0)
    assert Colour(12, 43, 82).hex == "#0C2B52"


@pytest.mark.parametrize("text", ["", "red", "#12", "#12345", "0C2B52", "#0C2B5G"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    assert not is_colour(text)
    with pytest.raises(ValueError, match="is not a colour such as #0B2A4A"):
        Colour.parse(text)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    assert contrast(Colour.parse("#767676"), WHITE) == pytest.approx(4.54, abs=0.005)


def test_a_colour_that_is_legible_already_is_kept() -> None:
    assert legible(BLACK, WHITE) == BLACK


@given(COLOURS, COLOURS)
def test_a_proposed_colour_is_always_legible(colour: Colour, behind: Colour) -> None:
    assert contrast(legible(colour, behind), behind) >= AA_CONTRAST


def test_a_proposed_colour_keeps_to_the_brands_own_side() -> None:
    proposed = legible(Colour.parse("#4FA8B0"), WHITE)

    assert proposed.luminance < Colour.parse("#4FA8B0").luminance
    assert contrast(proposed, WHITE) < AA_CONTRAST + 0.5


def test_a_proposed_colour_keeps_the_hue_and_strength_of_the_first() -> None:
    coral = legible(Colour.parse("#FFB199"), WHITE)

    assert coral.hex == "#A8614C"
    assert max(coral.rgb) - min(coral.rgb) > 85
    assert coral.red > coral.green > coral.blue


def test_colours_are_as_different_as_they_look() -> None:
    navy = Colour.parse("#0C2B52")

    assert distance(BLACK, WHITE) == pytest.approx(1, abs=0.001)
    assert distance(navy, Colour.parse("#0F2340")) < distance(navy, Colour.parse("#0B6E7C")) < distance(navy, WHITE)


def test_nothing_reaches_more_than_black_or_white_do() -> None:
    assert legible(Colour(128, 128, 128), Colour(119, 119, 119), ratio=20) in {BLACK, WHITE}
