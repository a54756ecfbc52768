from collections.abc import Callable
from pathlib import Path

import pytest

from announcer.core.posts.wording import Flexible, Kept, Optional, full_text
from announcer.core.publications.institution import PostStyle
from announcer.core.text.richtext import Rich
from announcer.errors import EXIT_USAGE, TemplateError
from announcer.rendering.texts.templates import MOST_CHARACTERS, Templates
from announcer.rendering.texts.variables import view
from tests.builders import institution, publication

SHIPPED = Path(__file__).parents[3] / "templates"
WORDS = {
    "kicker": "New publication",
    "colleagues": "and colleagues",
    "of_ours": "of ours",
    "list_separator": ", ",
    "list_end": " and ",
}

Write = Callable[[str], Templates]


def variables(language: str = "en") -> dict[str, object]:
    seen = view(publication(), language, institution(), PostStyle(), sentence="Pressure rose.", words=WORDS)
    return seen.variables()


@pytest.fixture
def site(tmp_path: Path) -> Write:
    """Return a function that makes a site whose `post/en/own.txt.j2` has the given source."""

    def write(source: str) -> Templates:
        file = tmp_path / "post" / "en" / "own.txt.j2"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, encoding="utf-8")
        return Templates(shipped=SHIPPED, site=tmp_path)

    return write


def problem(templates: Templates, name: str = "post/en/own.txt.j2") -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        templates.parts(name, variables())
    assert caught.value.exit_code == EXIT_USAGE
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_template_is_read_into_its_parts(site: Write) -> None:
    templates = site(
        'A {{ pub.title | flexible(min=9, name="title") }}{% optional 2 %} {{ pub.journal }}{% endoptional %}'
    )

    assert templates.parts("post/en/own.txt.j2", variables()) == (
        Kept(text="A "),
        Flexible(text="Night-shift work and blood pressure in hospital nurses", least=9, name="title"),
        Optional(level=2, name="journal", parts=(Kept(text=" Journal of Made-up Medicine"),)),
    )


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("{% optional 1 %}{{ link }}{% endoptional %}", "link"),
        ('{% optional 1, "web address" %}{{ link }}{% endoptional %}', "web address"),
        ("{% optional 1 %}{% if link %}{{ pub.year | digits }}{% endif %}{% endoptional %}", "year"),
        ("{% optional 1 %}fixed words{% endoptional %}", "text"),
    ],
)
def test_an_optional_part_is_named_after_what_it_shows(site: Write, source: str, name: str) -> None:
    (part,) = site(source).parts("post/en/own.txt.j2", variables())

    assert isinstance(part, Optional)
    assert part.name == name


def test_a_site_changes_one_block_of_a_shipped_template(tmp_path: Path) -> None:
    own = tmp_path / "post" / "en" / "new-publication.txt.j2"
    own.parent.mkdir(parents=True)
    own.write_text(
        '{% extends "shipped:post/en/new-publication.txt.j2" %}'
        "{% block opening %}Fresh: {{ pub.title }}{% endblock %}",
        encoding="utf-8",
    )
    templates = Templates(shipped=SHIPPED, site=tmp_path)

    text = full_text(templates.parts("post/en/new-publication.txt.j2", variables()))
    assert text.startswith("Fresh: Night-shift work")
    assert "https://doi.org/10.5555/announcer.1" in text


def test_what_stands_in_the_place_of_a_part_is_read_back(site: Write) -> None:
    otherwise = "{% otherwise %}{% optional 3 %}In{% endoptional %}"
    parts = site(f"{{% optional 2, 'who' %}}By {{{{ pub.year }}}} in{otherwise}{{% endoptional %}} it").parts(
        "post/en/own.txt.j2", variables()
    )

    inner = Optional(level=3, name="text", parts=(Kept(text="In"),))
    assert parts == (
        Optional(level=2, name="who", parts=(Kept(text="By 2026 in"),), otherwise=(inner,)),
        Kept(text=" it"),
    )


def test_the_names_of_templates_are_those_of_both_folders(site: Write) -> None:
    names = site("").names("post/en")

    assert {"post/en/own.txt.j2", "post/en/new-publication.txt.j2"} <= set(names)
    assert not [name for name in names if "/_" in name]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("\n{{ pub.titel }}", ":2: pub has no field 'titel'; did you mean 'title'?"),
        ("{{ pubs.title }}", ":1: there is no variable 'pubs'; did you mean 'pub'?"),
        ("{{ words.kickr }}", ":1: there are no words 'kickr'; did you mean 'kicker'?"),
        ("{{ words['kickr'] }}", ":1: there are no words 'kickr'; did you mean 'kicker'?"),
        ("{{ pub.keywords[0] }}", ":1: the list is empty, so it has no item 0"),
        ("{{ pub.authors[9] }}", ":1: the list has 2 items, so it has no item 9"),
        ("{{ pub.first_author.nam }}", ":1: an author has no field 'nam'; did you mean 'name'?"),
        (
            "{{ pub.title.length }}",
            ":1: 'Night-shift work and blood pressure in hospital nurses' has no field 'length'",
        ),
        ("{{ pub.title | flexibel }}", ":1: No filter named 'flexibel'; did you mean 'flexible'?"),
        ("{% if pub.title %}", ":1: Unexpected end of template."),
        ("one\n{% optional %}two", ":2: "),
        ("{% optional 'x' %}a{% endoptional %}", "optional takes a whole number, not 'x'"),
        ("{{ pub.title | flexible(min=-1) }}", "flexible takes a min of 0 or more, not -1"),
        ("{{ pub.title | flexible | flexible }}", "flexible takes a value that holds no other part"),
        ("{{ (pub.title | flexible)[3:] }}", "a part lost its beginning"),
        ("{{ (pub.title | flexible)[:-1] }}", "a part never ends"),
        ("{{ (pub.title | flexible)[-1:] }}", "a part ends that never began"),
        ("{{ ''.__class__ }}", "unsafe"),
        ("{{ 'a' * 1000000000 }}", "'*' works on numbers only"),
        ("{{ '%99999999d' % 1 }}", "'%' works on numbers only"),
        ("{{ 9 ** 9 }}", "powers are not worked out"),
        ("{{ '{:>999999999}'.format(1) }}", "unsafe"),
        ("{{ 'a'.center(999999999) }}", "unsafe"),
        ("{{ range(9) }}", "there is no variable 'range'"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ pub.year + 1 }}", "can only concatenate str"),
        ("{{ pub.authors | names(most='two') }}", "not supported between"),
        ("{{ words.kicker | fill(n=2) }}", "the phrase 'New publication' has no {n}"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "maximum recursion depth"),
        ("{% include 'post/en/new-publicaton.txt.j2' %}", "did you mean 'post/en/new-publication.txt.j2'?"),
        ("{% extends '../../etc/passwd' %}", "there is no template '../../etc/passwd'"),
        ("\ufdd0", "U+FDD0"),
    ],
)
def test_a_mistake_is_told_by_file_line_and_field(site: Write, source: str, told: str) -> None:
    message = str(problem(site(source)))

    assert "post/en/own.txt.j2" in message
    assert told in message


def test_numbers_may_still_be_multiplied(site: Write) -> None:
    assert full_text(site("{{ 3 * 4 % 5 }}").parts("post/en/own.txt.j2", variables())) == "2"


def test_a_mistake_in_an_included_file_is_told_by_that_file(site: Write, tmp_path: Path) -> None:
    templates = site('{% include "post/en/_piece.txt.j2" %}')
    (tmp_path / "post" / "en" / "_piece.txt.j2").write_text("\n\n{{ pub.foo }}", encoding="utf-8")

    assert "post/en/_piece.txt.j2:3: pub has no field 'foo'" in str(problem(templates))


def test_loops_that_hardly_end_are_stopped(site: Write) -> None:
    loop = "{% for letter in pub.title %}"
    deep = loop * 4 + "{% endfor %}" * 4

    assert "more than 100,000 times" in str(problem(site(deep)))


def test_an_ordinary_loop_runs_to_its_end(site: Write) -> None:
    source = (
        "{% for author in pub.authors %}{{ loop.index }}{{ author.name }}{{ '' if loop.last else ';' }}{% endfor %}"
    )

    assert full_text(site(source).parts("post/en/own.txt.j2", variables())) == "1S. Rahimi;2K. Hansen"


def test_a_text_without_end_is_stopped(site: Write) -> None:
    source = "{% for letter in pub.title %}" + "x" * 500 + "{% endfor %}"

    assert f"writes more than {MOST_CHARACTERS:,} characters" in str(problem(site(source)))


def test_a_template_that_is_not_there_is_told_with_those_that_are() -> None:
    templates = Templates(shipped=SHIPPED)
    told = problem(templates, "post/en/new-publicatoin.txt.j2")

    assert "did you mean" not in str(problem(templates, "post/en/nosuch.txt.j2"))

    assert "did you mean 'post/en/new-publication.txt.j2'?" in str(told)
    assert "post/en/our-authors.txt.j2" in told.hint


def test_a_template_in_another_encoding_is_told(site: Write, tmp_path: Path) -> None:
    templates = site("")
    (tmp_path / "post" / "en" / "own.txt.j2").write_bytes(b"caf\xe9")

    assert "own.txt.j2: not UTF-8 (byte 3)" in str(problem(templates))


def test_a_template_with_a_byte_order_mark_is_read(site: Write, tmp_path: Path) -> None:
    templates = site("")
    (tmp_path / "post" / "en" / "own.txt.j2").write_bytes(b"\xef\xbb\xbfplain")

    assert full_text(templates.parts("post/en/own.txt.j2", variables())) == "plain"


def test_a_folder_in_a_template_s_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "post" / "en" / "own.txt.j2").mkdir(parents=True)

    assert "there is no template" in str(problem(Templates(shipped=SHIPPED, site=tmp_path)))


def test_a_record_cannot_write_template_language_or_marks(site: Write) -> None:
    record = publication(title=Rich.of("{{ link }} {% optional 9 %} \ufdd0" + "9:x\ufdd2y\ufdd3"))
    seen = view(record, "en", institution(), PostStyle(), sentence="", words=WORDS)

    parts = site("{{ pub.title }}").parts("post/en/own.txt.j2", seen.variables())
    assert parts == (Kept(text="{{ link }} {% optional 9 %} 9:xy"),)
