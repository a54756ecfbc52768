from pathlib import Path
from typing import Any

import pytest

from announcer.core.publications.institution import PostStyle
from announcer.core.publications.publication import Author
from announcer.core.text.richtext import Rich, Run, Style
from announcer.errors import TemplateError
from announcer.rendering.cards.card_filters import host, initials
from announcer.rendering.cards.content import CardContents, Content, text_language
from announcer.rendering.cards.template_files import CardTemplates
from announcer.rendering.texts.variables import AuthorView, view
from tests.builders import institution, publication
from tests.rendering.cards.cardmaking import many_authors, words


def author(name: str, *, is_group: bool = False) -> AuthorView:
    return AuthorView(name=name, is_home=True, is_group=is_group)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Sara Rahimi", "SR"),
        ("S. F. Hosseinzadeh-Mohammadabadi", "SH"),
        ("Ludwig van Beethoven", "LB"),
        ("ßara o\u0301mar", "SÓ"),
        ("x\u0323\u0301y z", "X\u0323\u0301Z"),
        ("سارا رحیمی", "س\u202fر"),
        ("م. احمدی", "م\u202fا"),
        ("王小明", "王"),
        ("Plato", "P"),
        ("(Ali) 2 Karimi", "AK"),
        ("123 …", ""),
    ],
)
def test_initials_are_the_first_letters_of_the_first_and_last_name(name: str, letters: str) -> None:
    assert initials(author(name)) == letters


def test_a_group_has_one_letter() -> None:
    assert initials(author("Isfahan Sleep Group", is_group=True)) == "I"


PAGE = '[boxes.page]\nkind = "stack"\nchildren = ["one"]\n[boxes.one]\nkind = "text"\n'


def contents(tmp_path: Path, text: str, language: str = "en") -> CardContents:
    (tmp_path / "own.toml").write_text(text, "utf-8")
    return CardContents(CardTemplates(tmp_path, tmp_path).load("own", language))


def content(tmp_path: Path, text: str, language: str = "en", sentence: str = "", **record: Any) -> Content:
    paper = publication(**record)
    shown = view(paper, language, institution(), PostStyle(), sentence=sentence, words=words(language))
    return contents(tmp_path, text, language).of(shown, paper.language)


def said(tmp_path: Path, expression: str, language: str = "en", **record: Any) -> str:
    """Return what a text box with that content says."""
    return content(tmp_path, PAGE + f"content = {expression!r}\n", language, **record).children[0].texts[0]


def problem(tmp_path: Path, text: str, **record: Any) -> str:
    with pytest.raises(TemplateError) as told:
        content(tmp_path, text, **record)
    return str(told.value).removeprefix(f"{tmp_path}/")


def test_values_are_escaped_and_the_titles_mark_up_is_not(tmp_path: Path) -> None:
    title = Rich((Run(text="CO"), Run(text="2", style=Style.SUB), Run(text=" & p < 0.05")))

    assert said(tmp_path, "{{ pub.title_markup }}", title=title) == "CO<sub>2</sub> &amp; p &lt; 0.05"
    assert said(tmp_path, "{{ pub.journal }} <i>x</i>", journal="A & <b>") == "A &amp; &lt;b&gt; <i>x</i>"


def test_a_box_whose_condition_does_not_hold_is_not_there(tmp_path: Path) -> None:
    text = PAGE + 'content = "x"\nwhen = "pub.doi"\n'

    assert len(content(tmp_path, text).children) == 1
    assert content(tmp_path, text, doi="").children == ()


def test_a_page_whose_own_condition_does_not_hold_is_empty(tmp_path: Path) -> None:
    text = '[boxes.page]\nkind = "text"\ncontent = "x"\nwhen = "false"\n'

    assert content(tmp_path, text).texts == ()


def test_a_box_is_repeated_for_each_value_up_to_its_limit(tmp_path: Path) -> None:
    text = PAGE + 'content = "{{ who.name }}"\nrepeat = { over = "pub.authors", name = "who", most = 2 }\n'

    found = content(tmp_path, text, authors=many_authors(5)).children

    assert [(part.name, part.path) for part in found] == [("one", "one[0]"), ("one", "one[1]")]
    assert tuple(found[0].texts) == ("M. Hosseinia",)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "content = '{{ pub.titel }}'",
            "own.toml:6: boxes.one.content: pub has no field 'titel'; did you mean 'title'",
        ),
        ("content = '{{ pub.title'", "own.toml:6: boxes.one.content: unexpected end of template"),
        ("content = '{{ 1 / 0 }}'", "own.toml:6: boxes.one.content: division by zero"),
        ("when = 'pub.'", "own.toml:6: boxes.one.when: "),
        ("when = 'nothing'", "own.toml:6: boxes.one.when: there is no variable 'nothing'"),
        ("repeat = { over = 'pub.title' }", "own.toml:6: boxes.one.repeat.over: should give a list"),
        ("repeat = { over = 'pub.titles' }", "own.toml:6: boxes.one.repeat.over: pub has no field 'titles'"),
        ("picture = { name = '{{ logo }}' }", "own.toml:6: boxes.one.picture.name: there is no variable 'logo'"),
        ("content = '{{ pub.__class__ }}'", "own.toml:6: boxes.one.content: "),
        (
            "content = '{{ pub.home_authors[7].name }}'",
            "own.toml:6: boxes.one.content: the list has 1 item, so it has no item 7",
        ),
        (
            "content = '{{ pub.title | uper }}'",
            "own.toml:6: boxes.one.content: No filter named 'uper'; did you mean 'upper'?",
        ),
    ],
)
def test_a_wrong_expression_is_told_with_file_line_and_box(tmp_path: Path, line: str, told: str) -> None:
    assert problem(tmp_path, PAGE + line + "\n").startswith(told)


def test_repeats_within_repeats_come_to_an_end(tmp_path: Path) -> None:
    repeat = 'repeat = { over = "pub.authors" }\n'
    text = f'[boxes.page]\nkind = "stack"\nchildren = ["a"]\n[boxes.a]\nkind = "stack"\nchildren = ["b"]\n{repeat}'
    text += f'[boxes.b]\nkind = "shape"\n{repeat}'

    assert "more than 200 boxes on one card" in problem(tmp_path, text, authors=many_authors(24))


def test_a_text_beyond_all_measure_is_not_looked_at_whole(tmp_path: Path) -> None:
    assert (
        len(said(tmp_path, "{% for n in pub.title %}{{ pub.title }}{% endfor %}", title=Rich.of("x" * 300))) == 4000
    )


def test_optional_parts_of_a_text_are_kept_whole(tmp_path: Path) -> None:
    assert said(tmp_path, "a{% optional 1 %} b{% endoptional %}") == "a b"


@pytest.mark.parametrize(
    ("text", "card", "record", "language"),
    [
        ("A trial of curcumin", "en", "en", "en"),
        ("A trial of curcumin", "fa", "en", "en"),
        ("A trial of curcumin", "fa", "de", "de"),
        ("A trial of curcumin", "fa", "fa", "en"),
        ("اثر کورکومین بر BRCA1", "fa", "en", "fa"),
        ("اثر کورکومین", "en", "ar", "ar"),
        ("اثر کورکومین", "en", "en", "fa"),
        ("دراسة في أدب الأطفال", "fa", "ar", "ar"),
        ("2026", "fa", "en", "fa"),
        ("<i>اثر</i> &amp; <b><mark>س</mark></b>", "fa", "en", "fa"),
    ],
)
def test_a_texts_language_is_the_cards_unless_its_letters_run_the_other_way(
    text: str, card: str, record: str, language: str
) -> None:
    assert text_language(text, card, record) == language


def test_a_text_may_always_take_the_cards_language(tmp_path: Path) -> None:
    text = PAGE + 'content = "{{ pub.title }}"\nlanguage = "card"\n'

    assert content(tmp_path, text, "fa").children[0].language == "fa"
    assert content(tmp_path, text.replace('"card"', '"text"'), "fa").children[0].language == "en"


def test_a_byline_marks_our_authors_and_counts_who_is_left_out(tmp_path: Path) -> None:
    authors = many_authors(40, home=frozenset({3, 17}))

    whole = said(tmp_path, "{{ pub.authors | byline }}", authors=authors[:3])
    short = said(tmp_path, "{{ pub.authors | byline(3) }}", authors=authors)

    assert whole == "M.\u00a0Hosseinia, M.\u00a0Hosseinib, M.\u00a0Hosseinic"
    assert short == (
        "M.\u00a0Hosseinia\u00a0… <b><mark>M.\u00a0Hosseinid</mark></b>\u00a0… "
        "<b><mark>M.\u00a0Hosseinih</mark></b> and\u00a037\u00a0others"
    )


def test_a_byline_of_a_record_that_does_not_name_all_says_so(tmp_path: Path) -> None:
    authors = tuple(Author(name=f"Writer {letter}") for letter in "AB")

    for line in ("{{ pub.authors | byline }}", "{{ pub.authors | byline(1) }}"):
        said_so = said(tmp_path, line, authors=authors, authors_complete=False)
        assert said_so.replace("\u00a0", " ").endswith(" and colleagues")


def test_a_byline_is_in_the_records_order_with_the_first_author_kept(tmp_path: Path) -> None:
    authors = many_authors(6, home=frozenset({4, 5}))

    assert "Hosseinia" in said(tmp_path, "{{ pub.authors | byline(1) }}", authors=authors)
    assert said(tmp_path, "{{ pub.authors | byline(4) }}", authors=authors).startswith(
        "M.\u00a0Hosseinia, M.\u00a0Hosseinib"
    )


def test_a_persian_byline_has_persian_commas_and_digits_where_the_names_are_persian(tmp_path: Path) -> None:
    persian = tuple(Author(name=name) for name in ("سارا رحیمی", "زهرا اکبری", "پیمان ادیبی"))

    assert said(tmp_path, "{{ pub.authors | byline(2) }}", "fa", authors=persian) == (
        "سارا\u00a0رحیمی و\u00a0۲\u00a0نفر\u00a0دیگر"
    )
    assert said(tmp_path, "{{ pub.authors | byline(2) }}", "fa").count("،") == 0


def test_no_line_ends_within_a_name(tmp_path: Path) -> None:
    authors = (Author(name="García-López <M>"),)

    assert said(tmp_path, "{{ pub.authors | byline }}", authors=authors) == "García\u2011López\u00a0&lt;M&gt;"


def test_no_line_ends_within_a_name_of_ideographs(tmp_path: Path) -> None:
    authors = (Author(name="王小明"),)

    assert said(tmp_path, "{{ pub.authors | byline }}", authors=authors) == "王\u2060小\u2060明"


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://www.rimpacts.com/en/detail/12345678/a-long-title", "rimpacts.com"),
        ("http://Example.ac.ir:8080/x?y=1", "example.ac.ir"),
        ("example.org/x", "example.org/x"),
        ("https://[::1/x", "https://[::1/x"),
    ],
)
def test_of_a_link_only_its_site_is_shown(link: str, shown: str) -> None:
    assert host(link) == shown


def test_a_year_takes_the_digits_of_the_journal_beside_it(tmp_path: Path) -> None:
    expression = "{{ pub.year | digits_like(pub.journal) }}"

    assert said(tmp_path, expression, "fa", journal="Lancet") == "2026"
    assert said(tmp_path, expression, "fa", journal="中国睡眠医学样刊") == "2026"
    assert said(tmp_path, expression, "fa", journal="مجلهٔ پزشکی") == "۲۰۲۶"
    assert said(tmp_path, expression, "fa", journal="") == "۲۰۲۶"
    assert said(tmp_path, expression, "en", journal="مجلهٔ پزشکی") == "2026"
