"""Templates of web pages."""

from pathlib import Path

import pytest

from announcer.errors import TemplateError
from announcer.rendering.texts.web_pages import WebPages


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "page.j2").write_text("<p>{% block word %}{{ word }}{% endblock %}</p>")
    return tmp_path / "shipped"


def own(tmp_path: Path, text: str | bytes) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    (site / "page.j2").write_bytes(text if isinstance(text, bytes) else text.encode())
    return site


def test_everything_printed_is_escaped(shipped: Path) -> None:
    assert WebPages(shipped=shipped).render("page.j2", {"word": "<b>&"}) == "<p>&lt;b&gt;&amp;</p>"


def test_a_site_may_replace_a_block_of_a_shipped_page(shipped: Path, tmp_path: Path) -> None:
    site = own(tmp_path, '{% extends "shipped:page.j2" %}{% block word %}ours{% endblock %}')

    assert WebPages(shipped=shipped, site=site).render("page.j2", {}) == "<p>ours</p>"


def test_a_missing_name_is_told_with_file_and_line(shipped: Path) -> None:
    with pytest.raises(TemplateError, match=r"page\.j2:1: 'word' is undefined"):
        WebPages(shipped=shipped).render("page.j2", {})


@pytest.mark.parametrize("text", ["\n{% if %}", "\n{{ 1 / 0 }}", "\n{{ ''.__class__ }}", "\n{{ 3 + 'a' }}"])
def test_a_broken_page_is_told_with_file_and_line(shipped: Path, tmp_path: Path, text: str) -> None:
    pages = WebPages(shipped=shipped, site=own(tmp_path, text))

    with pytest.raises(TemplateError, match=r"page\.j2:2: "):
        pages.render("page.j2", {})


def test_a_page_that_is_no_utf_8_is_told_by_name(shipped: Path, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"page\.j2: "):
        WebPages(shipped=shipped, site=own(tmp_path, b"\xff\xfe")).source("page.j2")


def test_a_page_that_is_not_there_is_told_by_name(shipped: Path) -> None:
    with pytest.raises(TemplateError, match=r"there is no template '\.\./secret'"):
        WebPages(shipped=shipped).render("../secret", {})
