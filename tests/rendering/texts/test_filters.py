from pathlib import Path

import pytest
from jinja2 import DictLoader

from announcer.core.publications.institution import PostStyle
from announcer.core.publications.publication import Author
from announcer.rendering.texts import filters
from announcer.rendering.texts.bounded import start_counting
from announcer.rendering.texts.phrases import phrases
from announcer.rendering.texts.sandbox import Environment
from announcer.rendering.texts.variables import view
from tests.builders import institution, publication

SHIPPED = Path(__file__).parents[3] / "templates"


def rendered(source: str, language: str = "en", authors: int = 2, *, complete: bool = True) -> str:
    people = tuple(Author(name=f"Writer {letter}") for letter in "ABCDE"[:authors])
    words = phrases([SHIPPED], language)
    paper = publication(authors=people, authors_complete=complete)
    seen = view(paper, language, institution(), PostStyle(), sentence="", words=words)
    start_counting()
    return Environment(DictLoader({})).from_string(source).render(seen.variables())


@pytest.mark.parametrize(
    ("source", "authors", "expected"),
    [
        ("{{ pub.authors | names }}", 0, ""),
        ("{{ pub.authors | names }}", 1, "A. Writer"),
        ("{{ pub.authors | names }}", 2, "A. Writer and B. Writer"),
        ("{{ pub.authors | names }}", 3, "A. Writer, B. Writer and C. Writer"),
        ("{{ pub.authors | names(most=1) }}", 3, "A. Writer and colleagues"),
        ("{{ pub.authors | names(most=2) }}", 3, "A. Writer, B. Writer and colleagues"),
        ("{{ pub.authors | names(most=3) }}", 3, "A. Writer, B. Writer and C. Writer"),
        ("{{ ['x', 'y'] | names }}", 0, "x and y"),
    ],
)
def test_names_are_listed_as_english_does(source: str, authors: int, expected: str) -> None:
    assert rendered(source, authors=authors) == expected


@pytest.mark.parametrize(
    ("source", "language", "authors", "expected"),
    [
        ("{{ pub.authors | names(most=1) }}", "en", 1, "A. Writer and colleagues"),
        ("{{ pub.authors | names(most=2) }}", "en", 2, "A. Writer, B. Writer and colleagues"),
        ("{{ pub.authors | names(most=1) }}", "en", 3, "A. Writer and colleagues"),
        ("{{ pub.authors | names(most=1) }}", "fa", 1, "A. Writer و همکاران"),
        ("{{ pub.authors[:1] | names(most=2) }}", "en", 2, "A. Writer"),
        ("{{ 3 | others }}", "en", 4, "and colleagues"),
    ],
)
def test_where_not_all_authors_are_known_there_are_colleagues(
    source: str, language: str, authors: int, expected: str
) -> None:
    assert rendered(source, language, authors, complete=False) == expected


def test_names_are_listed_as_persian_does() -> None:
    assert rendered("{{ ['الف', 'ب', 'ج'] | names }}", "fa") == "الف، ب و ج"
    assert rendered("{{ ['الف', 'ب', 'ج'] | names(most=1) }}", "fa") == "الف و همکاران"


def test_digits_are_persian_in_persian_only() -> None:
    assert rendered("{{ pub.year | digits }}") == "2026"
    assert rendered("{{ pub.year | digits }}", "fa") == "۲۰۲۶"


def test_a_phrase_is_filled_in_with_the_language_s_digits() -> None:
    assert rendered("{{ words.more | fill(n=12) }}") == "and 12 others"
    assert rendered("{{ words.more | fill(n=12) }}", "fa") == "و ۱۲ نفر دیگر"
    assert rendered("{{ '{who} wrote it' | fill(who='Ada 2') }}", "fa") == "Ada 2 wrote it"


@pytest.mark.parametrize(
    ("count", "english", "persian"),
    [(1, "and 1 other", "و یک نفر دیگر"), (4, "and 4 others", "و ۴ نفر دیگر")],
)
def test_others_are_counted_in_words(count: int, english: str, persian: str) -> None:
    assert rendered(f"{{{{ {count} | others }}}}") == english
    assert rendered(f"{{{{ {count} | others }}}}", "fa") == persian


def test_a_number_beside_latin_letters_keeps_latin_digits() -> None:
    assert rendered("{{ 2026 | digits_like('Sample Journal') }}", "fa") == "2026"
    assert rendered("{{ 2026 | digits_like('مجلهٔ نمونه') }}", "fa") == "۲۰۲۶"


def test_quotation_marks_inside_others_become_inner_ones() -> None:
    assert rendered("“{{ 'a “b” c' | within_quotes }}”") == "“a ‘b’ c”"
    assert rendered("«{{ 'a «b» c' | within_quotes }}»", "fa") == "«a “b” c»"


def test_the_marks_of_a_typewriter_become_inner_ones_where_they_are_a_pair() -> None:
    assert rendered("""{{ 'a "b c" d' | within_quotes }}""") == "a ‘b c’ d"
    assert rendered("""{{ 'a "b" c' | within_quotes }}""", "fa") == "a “b” c"
    assert rendered("""{{ 'a 5" tube and a 6" one' | within_quotes }}""") == 'a 5" tube and a 6" one'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title", "Title."),
        ("Why?", "Why?"),
        ("“Why?”", "“Why?”"),
        ("Title [Titel.]", "Title [Titel.]"),
        ("چرا؟", "چرا؟"),
        ("", ""),
    ],
)
def test_a_full_stop_is_added_where_there_is_none(text: str, expected: str) -> None:
    assert rendered(f"{{{{ '{text}' | ended }}}}") == expected


def test_a_keyword_becomes_a_hashtag() -> None:
    assert rendered("{{ 'blood pressure' | hashtag }}") == "#BloodPressure"


def test_every_filter_is_in_the_reference() -> None:
    text = (Path(__file__).parents[3] / "docs" / "reference" / "template-language.md").read_text("utf-8")

    assert [name for name in filters.OWN if f"`{name}" not in text] == []
    assert [name for name in filters.FROM_JINJA if f"`{name}`" not in text] == []
