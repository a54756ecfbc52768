"""The fixed words of pages."""

from pathlib import Path

import pytest

from announcer.errors import TemplateError
from announcer.rendering.texts.page_words import page_words
from announcer.rendering.texts.web_pages import WebPages

SHIPPED = Path(__file__).parents[3] / "templates" / "web"


def site_with(folder: Path, text: str, language: str = "fa") -> Path:
    (folder / "phrases").mkdir()
    (folder / "phrases" / f"{language}.toml").write_text(text, "utf-8")
    return folder


def test_numbers_come_in_the_digits_of_the_language() -> None:
    assert page_words([SHIPPED], "en")("sheet_title", n=12) == "12 drafts"
    assert page_words([SHIPPED], "fa")("sheet_title", n=12) == "۱۲ پیش‌نویس"


def test_one_has_words_of_its_own_where_the_language_needs_them() -> None:
    assert page_words([SHIPPED], "en")("sheet_title", n=1) == "1 draft"
    assert page_words([SHIPPED], "en")("draft_left", n=1) == "1 left"


def test_a_language_without_words_has_those_of_english_and_their_direction() -> None:
    words = page_words([SHIPPED], "de")

    assert (words.language, words.direction) == ("en", "ltr")


def test_a_site_changes_single_words(tmp_path: Path) -> None:
    words = page_words([site_with(tmp_path, 'draft_post = "برو"'), SHIPPED], "fa")

    assert (words("draft_post"), words("draft_more"), words.direction) == ("برو", "بیشتر", "rtl")


def test_a_word_that_is_not_there_is_an_error_unless_another_is_given() -> None:
    words = page_words([SHIPPED], "en")

    assert words.get("language_de", "DE") == "DE"
    with pytest.raises(KeyError):
        words("nope")


def test_wrong_words_of_a_site_are_found_when_pages_are_tried(tmp_path: Path) -> None:
    pages = WebPages(shipped=SHIPPED, site=site_with(tmp_path, "draft_post = 3"))

    with pytest.raises(TemplateError, match=r"phrases/fa\.toml"):
        pages.try_all()
    WebPages(shipped=SHIPPED).try_all()
