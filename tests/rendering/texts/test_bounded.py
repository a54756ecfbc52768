"""Templates that would take all the time or memory there is, each of a line or two."""

from pathlib import Path

import pytest

from announcer.core.posts.wording import full_text
from announcer.errors import TemplateError
from announcer.rendering.texts.templates import Templates
from announcer.rendering.texts.web_pages import WebPages

DOUBLED = "".join("{% set a = a ~ a %}" for _ in range(40))
BOMBS = {
    "joining": "{% set a = 'xy' %}" + DOUBLED,
    "adding": "{% set a = 'xy' %}" + DOUBLED.replace("~", "+"),
    "adding lists": "{% set a = ['x'] %}" + DOUBLED.replace("~", "+"),
    "multiplying": "{% set a = 99999 %}" + DOUBLED.replace("~", "*"),
    "a power": "{{ 9 ** 99999999 }}",
    "rounding": "{{ 1 | round(1000000000, 'ceil') }}",
    "replacing": "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a | replace('x', a) %}" * 12,
    "the method replace": "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a.replace('x', a) %}" * 12,
    "the method join": "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a.join(a) %}" * 12,
    "the filter join": "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a | list | join(a) %}" * 12,
    "summing lists": "{% set a = ['x'] %}" + "{% set a = [a, a, a, a] | sum(start=[]) %}" * 20,
    "lists in lists": "{% set a = 'x' %}" + "{% set a = [a, a, a, a] %}" * 14 + "{{ a | string }}",
    "printed lists in lists": "{% set a = 'x' %}" + "{% set a = [a, a, a, a] %}" * 14 + "{{ a }}",
    "a recursive loop": "{% for x in [1, 1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
    "a recursive macro": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}"
    "{{ m(40) }}",
    "a macro that doubles": "{% macro m(x) %}{{ x }}{{ x }}{% endmacro %}{% set a = 'xy' %}"
    + "{% set a = m(a) %}" * 40,
    "a block that doubles": "{% set a = 'xy' %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40,
    "nested loops": "{% for a in x %}{% for b in x %}{% for c in x %}{% for d in x %}" + "{% endfor %}" * 4,
    "much text in loops": "{% set a %}{% for b in x %}{% for c in x %}"
    + "words " * 10_000
    + "{% endfor %}{% endfor %}{% endset %}",
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_template_of_a_line_cannot_take_all_there_is(tmp_path: Path, bomb: str) -> None:
    folder = tmp_path / "post" / "en"
    folder.mkdir(parents=True)
    (folder / "bomb.txt.j2").write_text(bomb, "utf-8")

    with pytest.raises(TemplateError, match=r"bomb\.txt\.j2:1: "):
        Templates(shipped=tmp_path).parts("post/en/bomb.txt.j2", {"x": list(range(100))})


@pytest.mark.parametrize("page", ["{{ lipsum(n=99999) }}", "{% for a in range(99999999) %}{% endfor %}"])
def test_a_page_has_no_endless_sources_of_words_and_numbers(tmp_path: Path, page: str) -> None:
    (tmp_path / "page.html.j2").write_text(page, "utf-8")

    with pytest.raises(TemplateError):
        WebPages(shipped=tmp_path).render("page.html.j2", {})


def test_what_templates_do_every_day_is_let_through(tmp_path: Path) -> None:
    (tmp_path / "day.txt.j2").write_text(
        "{{ 3 * 4 + 1 }} {{ ['a', 'b'] | join(', ') }} {{ 'a-b'.replace('-', ' ') | upper }} {{ 2.456 | round(1) }}"
        "{% for x in [1, 2] %} {{ x ~ '.' }}{% endfor %} {{ [1] + [2] }}",
        "utf-8",
    )

    (part,) = Templates(shipped=tmp_path).parts("day.txt.j2", {})

    assert full_text([part]) == "13 a, b A B 2.5 1. 2. [1, 2]"
