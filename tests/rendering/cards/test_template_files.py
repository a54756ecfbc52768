import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from announcer.errors import TemplateError
from announcer.rendering.cards.looks import Border, Gradient, Picture, Scrim
from announcer.rendering.cards.template import (
    KINDS,
    CardTemplate,
    Heading,
    Repeat,
    SizeRange,
    Stack,
    Text,
)
from announcer.rendering.cards.template_files import CardTemplates
from tests.rendering.cards.cardmaking import ROOT, SHIPPED_CARDS

SMALL = """\
[boxes.page]
kind = "stack"
children = ["title"]
[boxes.title]
kind = "text"
size = { max = 60, min = 30 }
"""


class Site:
    """A site's and the program's folder of templates."""

    def __init__(self, folder: Path) -> None:
        self.own, self.shipped = folder / "own", folder / "shipped"
        for each in (self.own, self.shipped):
            each.mkdir()
        (self.shipped / "plain.toml").write_text(SMALL, "utf-8")

    def write(self, text: str, name: str = "mine") -> "Site":
        (self.own / f"{name}.toml").write_text(text, "utf-8")
        return self

    def load(self, name: str = "mine", language: str = "en") -> CardTemplate:
        return CardTemplates(self.own, self.shipped).load(name, language)

    def problems(self, name: str = "mine", language: str = "en") -> list[str]:
        with pytest.raises(TemplateError) as told:
            self.load(name, language)
        return [line.removeprefix(f"{self.own}/") for line in str(told.value).splitlines()]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.mark.parametrize("model", [*KINDS.values(), Heading, Picture, Gradient, Border, Scrim, Repeat, SizeRange])
def test_every_key_is_in_the_reference(model: type[Any]) -> None:
    text = (ROOT / "docs" / "reference" / "card-templates.md").read_text("utf-8")

    assert [field.name for field in fields(model) if not re.search(rf"\b{field.name}\b", text)] == []


@pytest.mark.parametrize("name", [path.stem for path in sorted(SHIPPED_CARDS.glob("*.toml"))])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_shipped_template_is_right_and_says_what_it_is(name: str, language: str) -> None:
    assert CardTemplates(ROOT / "nowhere", SHIPPED_CARDS).load(name, language).description


def test_a_template_has_a_size_and_boxes(site: Site) -> None:
    template = site.load("plain")

    assert (template.width, template.height, template.small_text) == (1200, 675, 24)
    assert isinstance(template.boxes["page"], Stack)
    title = template.boxes["title"]
    assert isinstance(title, Text)
    assert title.size == SizeRange(max=60, min=30)
    assert title.content == ("",)


def test_a_site_changes_one_value_without_copying(site: Site) -> None:
    site.write('extends = "shipped:plain"\n[boxes.title.size]\nmax = 72\n', "plain")

    title = site.load("plain").boxes["title"]

    assert isinstance(title, Text)
    assert title.size == SizeRange(max=72, min=30)


def test_a_site_may_leave_out_a_box_of_the_template_that_it_extends(site: Site) -> None:
    site.write('extends = "plain"\n[boxes.page]\nchildren = []\n')

    assert site.load().boxes["page"] == Stack(children=())


def test_a_template_may_look_otherwise_in_a_language(site: Site) -> None:
    site.write(SMALL + "[language.fa.boxes.title]\nsize = 40\n")

    persian, english = site.load(language="fa").boxes["title"], site.load(language="en").boxes["title"]

    assert isinstance(persian, Text)
    assert isinstance(english, Text)
    assert (persian.size.max, english.size.max) == (40, 60)


def test_templates_are_listed_once_each(site: Site) -> None:
    site.write(SMALL, "plain").write(SMALL, "mine")

    assert CardTemplates(site.own, site.shipped).names() == ["mine", "plain"]


def box(keys: str, kind: str = "text") -> str:
    return f'[boxes.page]\nkind = "{kind}"\n{keys}\n'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("width = 1200\n", "mine.toml: boxes: a template needs a box named page, which is the card itself"),
        ("boxes = 3\n", "mine.toml:1: boxes: should be a table"),
        ("heigth = 600\n" + box(""), "mine.toml:1: heigth: unknown key; did you mean 'height'?"),
        ("width = 15\n" + box(""), "mine.toml:1: width: should be at least 16, not 15"),
        ("height = 1000000000\n" + box(""), "mine.toml:1: height: should be at most 4096, not 1000000000"),
        (box("", "txt"), "mine.toml:2: boxes.page.kind: should be one of stack, row, layers, text, logo, shape"),
        (box("size = 0"), "mine.toml:3: boxes.page.size.max: should be at least 4, not 0"),
        (box("size = 1000000000"), "mine.toml:3: boxes.page.size.max: should be at most 1000, not 1000000000"),
        (box("size = { max = 20, min = 30 }"), "mine.toml:3: boxes.page.size: min (30) is more than max (20)"),
        (
            box("size = '26px'"),
            "mine.toml:3: boxes.page.size: write a size in whole pixels, such as 26, or a range",
        ),
        (box("size = true"), "mine.toml:3: boxes.page.size: write a size in whole pixels"),
        (box("colur = 'text'"), "mine.toml:3: boxes.page.colur: unknown key; did you mean 'colour'?"),
        (box("size = { max = 30, mn = 3 }"), "mine.toml:3: boxes.page.size.mn: unknown key; did you mean 'min'?"),
        (box("size = { max = 30 }"), "mine.toml:3: boxes.page.size.min: must be given"),
        (box("picture = { nam = 'x' }"), "mine.toml:3: boxes.page.picture.nam: unknown key; did you mean 'name'?"),
        (box("align = 'left'"), "mine.toml:3: boxes.page.align: there is no 'left'; did you mean 'start'?"),
        (
            box("align = 'right'", "row"),
            "mine.toml:3: boxes.page.align: there is no 'right'; did you mean 'end'?",
        ),
        (
            box("justify = 'center '", "stack"),
            "mine.toml:3: boxes.page.justify: should be one of start, center, end, between; did you mean 'center'?",
        ),
        (box("shadow = 3"), "mine.toml:3: boxes.page.shadow: unknown key; known here: when, repeat, optional, "),
        (
            box("repeat = { over = 'x', name = 'X 1' }"),
            "mine.toml:3: boxes.page.repeat.name: a name is small letters and _",
        ),
        (
            box("balance = 3"),
            "mine.toml:3: boxes.page.balance: should be true or false, not 3",
        ),
        (box("width = nan"), "mine.toml:3: boxes.page.width: should be a number, not nan"),
        (box("padding = [1, 2, 3, 4, 5]"), "mine.toml:3: boxes.page.padding: should have at most 4 values"),
        (box("content = 3"), "mine.toml:3: boxes.page.content[0]: should be text in quotes"),
        ("[boxes]\npage = 3\n", "mine.toml:2: boxes.page: should be a table"),
        ('[boxes.Page]\nkind = "text"\n', "mine.toml:1: boxes.Page: a box's name is small letters"),
        (box("children = ['titel']", "stack"), "mine.toml:3: boxes.page.children[0]: there is no box 'titel'"),
        (
            box("children = ['page']", "stack"),
            "mine.toml:3: boxes.page.children[0]: 'page' stands in the card already",
        ),
        (
            box("") + "[boxes.lost]\nkind = 'shape'\n",
            "mine.toml:4: boxes.lost: no box has this one among its children",
        ),
        ("a = [", "mine.toml:1: the ] of a list is missing"),
        ("a = 1\na = 2", "mine.toml:2: this key has a value already"),
    ],
)
def test_a_wrong_template_is_told_with_file_line_and_box(site: Site, text: str, problem: str) -> None:
    problems = site.write(text).problems()

    assert [line for line in problems if problem in line], problems


def test_all_problems_are_told_at_once(site: Site) -> None:
    site.write(box("size = 1\nlines = 0") + "[boxes.other]\nkind = 'shape'\nfil = 'text'\n")

    assert [problem.split(": ")[1] for problem in site.problems()] == [
        "boxes.page.size.max",
        "boxes.page.size.min",
        "boxes.page.lines",
        "boxes.other.fil",
    ]


def test_a_problem_in_an_override_names_the_file_that_makes_it(site: Site) -> None:
    site.write('extends = "plain"\n[boxes.title.size]\nmax = 20\n')

    assert site.problems() == ["mine.toml:2: boxes.title.size: min (30) is more than max (20)"]


def test_a_problem_under_a_language_names_its_own_line(site: Site) -> None:
    site.write(SMALL + "[language.fa.boxes.title]\nlines = 0\n")

    assert site.problems(language="fa")[0].startswith("mine.toml:8: language.fa.boxes.title.lines: ")
    assert site.load(language="en")


def test_boxes_within_boxes_come_to_an_end(site: Site) -> None:
    nested = "".join(f"[boxes.b{n}]\nkind = 'stack'\nchildren = ['b{n + 1}']\n" for n in range(12))
    site.write(box("children = ['b0']", "stack") + nested + "[boxes.b12]\nkind = 'shape'\n")

    assert site.problems() == ["mine.toml:36: boxes.b10.children[0]: boxes are more than 12 deep"]


def test_there_is_a_limit_to_the_number_of_boxes(site: Site) -> None:
    names = [f"b{n}" for n in range(200)]
    shapes = "".join(f"[boxes.{name}]\nkind = 'shape'\n" for name in names)
    site.write(box(f"children = {names}", "stack") + shapes)

    assert site.problems() == ["mine.toml:1: boxes: 201 boxes; at most 200 are allowed"]


def test_templates_that_extend_one_another_in_a_circle_are_told(site: Site) -> None:
    site.write('extends = "other"\n').write('extends = "mine"\n', "other")

    (problem,) = site.problems()

    assert problem.startswith("mine.toml:1: extends: ")
    assert "in a circle, or more than 5 deep" in problem


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "shipped:../x", "", "Nó", "missing"])
def test_a_name_that_is_no_templates_lists_those_there_are(site: Site, name: str) -> None:
    with pytest.raises(TemplateError, match="there is no card template") as told:
        site.load(name)

    assert told.value.hint == "the templates are: plain"


def test_extending_what_is_not_there_names_the_line(site: Site) -> None:
    assert site.write("\nextends = 3\n").problems() == ["mine.toml:2: extends: there is no card template 3"]


def test_one_size_that_is_wrong_is_told_of_the_file_that_gives_it(site: Site) -> None:
    site.write('extends = "plain"\n[boxes.title]\nsize = 0\n')

    assert [problem.partition(": should")[0] for problem in site.problems()] == [
        "mine.toml:3: boxes.title.size.max",
        "mine.toml:3: boxes.title.size.min",
    ]
