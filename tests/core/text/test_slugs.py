import pytest

from announcer.core.text.slugs import slug


def test_a_slug_is_cut_at_a_word() -> None:
    assert slug("Night-shift work & blood pressure", 20) == "night-shift-work"
    assert slug("Night-shift work & blood pressure", 16) == "night-shift-work"
    assert slug("Pneumonoultramicroscopicsilicovolcanoconiosis", 10) == "pneumonoul"


def test_a_persian_title_has_a_slug_in_latin_letters() -> None:
    assert slug("کیفیت خواب سالمندان در سال ۱۴۰۲") == "kifit-khvab-salmndan-dr-sal-1402"


def test_accents_greek_and_indices_are_put_into_plain_letters() -> None:
    assert slug("Müller’s β-cells in H₂O, Łódź") == "muller-s-beta-cells-in-h2o-lodz"


@pytest.mark.parametrize("title", ["???", "", "中文标题"])
def test_a_slug_is_never_empty(title: str) -> None:
    assert slug(title) == "publication"
