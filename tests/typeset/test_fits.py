"""Whether a text fits, asked without setting it, is what setting it would show."""

import pytest

from announcer.typeset.fit import fit, fits
from tests.typeset.shipped import paragraph, title_box
from tests.typeset.titles import VOCABULARY, made_up


@pytest.mark.parametrize("script", VOCABULARY)
@pytest.mark.parametrize("height", [60, 130, 440])
@pytest.mark.parametrize("lines", [1, 2, 5])
def test_what_fits_is_what_is_set_without_a_cut(script: str, height: int, lines: int) -> None:
    for markup in made_up(script, 12):
        text = paragraph(markup, VOCABULARY[script]["language"])
        box = title_box(height=height, max_lines=lines)

        assert fits(text, box) is not fit(text, box).cut


def test_nothing_fits_always_and_one_endless_word_where_it_may_be_parted() -> None:
    assert fits(paragraph(""), title_box())
    assert fits(paragraph("x" * 60), title_box())
    assert not fits(paragraph("x" * 600), title_box(max_lines=1))
