from pathlib import Path

import pytest

from announcer.errors import TemplateError
from announcer.rendering.texts.phrases import phrases

SHIPPED = Path(__file__).parents[3] / "templates"


def site_with(tmp_path: Path, text: str, language: str = "en") -> Path:
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases" / f"{language}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_english_and_persian_are_shipped_with_the_same_words() -> None:
    english, persian = phrases([SHIPPED], "en"), phrases([SHIPPED], "fa")

    assert english.keys() == persian.keys()
    assert english["kicker"] == "New publication"
    assert persian["kicker"] == "مقالهٔ تازه"


def test_a_site_s_words_go_before_the_shipped_ones(tmp_path: Path) -> None:
    words = phrases([site_with(tmp_path, 'kicker = "Fresh from our labs"\nown = "word"'), SHIPPED], "en")

    assert words["kicker"] == "Fresh from our labs"
    assert words["own"] == "word"
    assert words["colleagues"] == "and colleagues"


def test_a_language_with_few_words_borrows_the_rest_from_english(tmp_path: Path) -> None:
    words = phrases([site_with(tmp_path, 'kicker = "Neue Publikation"', "de"), SHIPPED], "de")

    assert (words["kicker"], words["colleagues"]) == ("Neue Publikation", "and colleagues")


def test_separators_keep_their_spaces_and_hidden_characters_go(tmp_path: Path) -> None:
    words = phrases([site_with(tmp_path, 'list_end = " & "\nkicker = "\\u202eNew"'), SHIPPED], "en")

    assert (words["list_end"], words["kicker"]) == (" & ", "New")


@pytest.mark.parametrize(
    ("text", "told"),
    [("kicker = \n", "en.toml:1: "), ("\nkicker = 3", "en.toml:2: kicker: must be text in quotation marks")],
)
def test_a_broken_file_is_told_by_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(TemplateError, match=r"phrases/en\.toml") as caught:
        phrases([site_with(tmp_path, text), SHIPPED], "en")

    assert told in str(caught.value)


def test_a_folder_that_cannot_be_looked_into_is_told() -> None:
    with pytest.raises(TemplateError, match="File name too long"):
        phrases([SHIPPED], "x" * 300)
