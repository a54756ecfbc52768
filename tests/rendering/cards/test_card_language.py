"""Formats, shared boxes, charts and the rest of what templates may say beside boxes and texts."""

from dataclasses import replace
from pathlib import Path

import pytest

from announcer.core.posts.announcement import Card
from announcer.core.posts.card_choice import CardRule
from announcer.core.publications.publication import Author, PublicationType
from announcer.errors import TemplateError
from announcer.rendering.cards.card_painter import Cards
from announcer.rendering.cards.template_files import FORMATS, CardTemplates
from tests.builders import publication
from tests.rendering.cards.cardmaking import ROOT, SHIPPED_CARDS, cards, finding_ids, materials, pixels, templated

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)
PAGE = "width = 100\nheight = 60\n[boxes.page]\nkind = 'stack'\nfill = '#FFFFFF'\nchildren = ['one']\n"


def card(folder: Path, boxes: str, language: str = "en", template: str = "own") -> Card:
    return templated(folder, boxes).draw(publication(), language, "", template=template)


def at(drawn: Card, x: int, y: int) -> tuple[int, ...]:
    return pixels(drawn)[y][x]


# -- formats -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("template", ["summary", "figure"])
def test_every_template_is_drawn_in_every_format(template: str, name: str) -> None:
    drawn = cards().draw(publication(), "fa", "۶۲٪ از بیماران بهتر شدند.", template=f"{template}@{name}")

    assert (drawn.width, drawn.height) == FORMATS[name]
    assert set(finding_ids(drawn)) <= {"card-part-dropped"}


def test_a_format_changes_values_and_a_language_of_it_changes_them_again(tmp_path: Path) -> None:
    text = (
        PAGE
        + "[boxes.one]\nkind = 'shape'\nheight = 60\nfill = '#FF0000'\n"
        + "[format.wide]\nwidth = 120\nboxes.one.fill = '#0000FF'\n"
        + "[format.wide.language.fa]\nboxes.one.fill = '#FFFFFF'\n"
    )

    assert at(card(tmp_path, text), 50, 30) == RED
    assert at(card(tmp_path, text, template="own@wide"), 110, 30) == BLUE
    assert at(card(tmp_path, text, "fa", template="own@wide"), 110, 30) == WHITE


def test_an_unknown_format_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="there is no format 'sqare'; did you mean 'square'") as told:
        card(tmp_path, f"{PAGE}[boxes.one]\nkind = 'shape'\n", template="own@sqare")
    assert told.value.hint == "the formats are: linkedin, og, portrait, post, square, story"


def test_a_mistake_in_a_format_is_told_with_its_own_line(tmp_path: Path) -> None:
    text = f"{PAGE}[boxes.one]\nkind = 'shape'\n[format.wide.boxes.one]\nheigt = 3\n"

    with pytest.raises(
        TemplateError, match=r"own\.toml:10: format\.wide\.boxes\.one\.heigt: unknown key; did you mean 'height'"
    ):
        card(tmp_path, text, template="own@wide")


# -- shared boxes --------------------------------------------------------------------------------------------------


def site(folder: Path, shared: str, own: str) -> Cards:
    (folder / "shared").mkdir()
    (folder / "shared" / "house.toml").write_text(shared, "utf-8")
    (folder / "own.toml").write_text(own, "utf-8")
    return cards("own", templates=CardTemplates(folder, SHIPPED_CARDS))


def test_shared_boxes_are_included_and_changed(tmp_path: Path) -> None:
    shared = "[boxes.one]\nkind = 'shape'\nheight = 60\nfill = '#FF0000'\n[boxes.unused]\nkind = 'shape'\n"

    painter = site(tmp_path, shared, f"include = 'house'\n{PAGE}[boxes.one]\nfill = '#0000FF'\n")

    assert at(painter.paint(publication(), "en", ""), 50, 30) == BLUE


def test_a_mistake_in_shared_boxes_is_told_with_their_file(tmp_path: Path) -> None:
    painter = site(tmp_path, "[boxes.one]\nkind = 'shape'\nfil = 'text'\n", f"include = ['house']\n{PAGE}")

    with pytest.raises(TemplateError, match=r"shared/house\.toml:3: boxes\.one\.fil: unknown key"):
        painter.paint(publication(), "en", "")


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("['papr']", r"own\.toml:1: include\[0\]: there are no shared boxes 'papr'; did you mean 'paper'"),
        ("'../own'", "there are no shared boxes '../own'"),
        ("[3]", "there are no shared boxes 3"),
        (str(["paper"] * 9), "at most 8 files are included"),
    ],
)
def test_shared_boxes_that_are_not_there_are_told(tmp_path: Path, named: str, told: str) -> None:
    with pytest.raises(TemplateError, match=told):
        card(tmp_path, f"include = {named}\n{PAGE}[boxes.one]\nkind = 'shape'\n")


# -- looks ---------------------------------------------------------------------------------------------------------


def test_a_see_through_colour_lets_the_ground_through(tmp_path: Path) -> None:
    drawn = card(tmp_path, f"{PAGE}[boxes.one]\nkind = 'shape'\nheight = 60\nfill = '#FF0000 50%'\n")

    assert at(drawn, 50, 30)[0] == 255
    assert 120 < at(drawn, 50, 30)[1] < 135


def test_a_gradient_begins_and_ends_at_its_stops_and_fades_to_nothing(tmp_path: Path) -> None:
    drawn = card(
        tmp_path,
        f"{PAGE}[boxes.one]\nkind = 'shape'\nheight = 60\n"
        "gradient = { start = '#FF0000 0%', end = '#FF0000 100%', stops = [0.5, 0.8], angle = 0 }\n",
    )

    assert at(drawn, 40, 30) == WHITE
    assert at(drawn, 90, 30) == RED


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("fill = 'text 101%'", "a colour covers by 0% to 100%"),
        (
            "gradient = { start = 'text', end = 'text', stops = [0.8, 0.2] }",
            "the first stop comes before the second",
        ),
        ("border = { colour = 'text', sides = ['left'] }", "there is no 'left'; did you mean 'start'"),
        ("fill = 'texx 50%'", "the brand has no colour 'texx'; did you mean 'text'"),
        ("shift = [5000, 0]", "should be at most 4096"),
    ],
)
def test_looks_that_cannot_be_are_told(tmp_path: Path, keys: str, told: str) -> None:
    with pytest.raises(TemplateError, match=told):
        card(tmp_path, f"{PAGE}[boxes.one]\nkind = 'shape'\n{keys}\n")


def test_a_border_along_the_start_is_at_the_right_of_a_persian_card(tmp_path: Path) -> None:
    border = "border = { colour = '#FF0000', width = 4, sides = 'start' }"
    text = f"{PAGE}[boxes.one]\nkind = 'shape'\nheight = 60\n{border}\n"

    english, persian = card(tmp_path, text), card(tmp_path, text, "fa")

    assert (at(english, 2, 30), at(english, 97, 30)) == (RED, WHITE)
    assert (at(persian, 2, 30), at(persian, 97, 30)) == (WHITE, RED)


def test_a_box_off_its_place_moves_with_what_is_in_it_and_mirrors(tmp_path: Path) -> None:
    box = "kind = 'shape'\nwidth = 20\nheight = 20\nfill = '#FF0000'\nshift = [10, 5]\n"
    text = f"{PAGE}align = 'start'\n[boxes.one]\n{box}"

    english, persian = card(tmp_path, text), card(tmp_path, text, "fa")

    assert (at(english, 8, 10), at(english, 12, 10), at(english, 12, 3)) == (WHITE, RED, WHITE)
    assert (at(persian, 91, 10), at(persian, 87, 10)) == (WHITE, RED)


def test_a_picture_that_is_not_needed_may_be_missing(tmp_path: Path) -> None:
    box = f"{PAGE}[boxes.one]\nkind = 'shape'\nheight = 60\n"

    assert finding_ids(card(tmp_path, f"{box}picture = {{ name = 'none', needed = false }}\n")) == []
    assert finding_ids(card(tmp_path, f"{box}picture = {{ name = 'none' }}\n")) == ["card-picture-unreadable"]


def test_texts_of_two_sizes_stand_on_one_baseline(tmp_path: Path) -> None:
    text = (
        "small_text = 4\nwidth = 300\nheight = 100\n[boxes.page]\nkind = 'row'\n"
        "fill = '#FFFFFF'\nalign = '{}'\nchildren = ['a', 'b']\n"
        + "".join(
            f"[boxes.{name}]\nkind = 'text'\nsize = {size}\ncolour = '#000000'\ncontent = 'H'\n"
            for name, size in (("a", 80), ("b", 20))
        )
    )

    def foot(drawn: Card, left: int, right: int) -> int:
        return max(y for y, row in enumerate(pixels(drawn)) if any(pixel != WHITE for pixel in row[left:right]))

    on_line, above = card(tmp_path, text.format("baseline")), card(tmp_path, text.format("start"))

    assert abs(foot(on_line, 0, 55) - foot(on_line, 62, 90)) <= 1
    assert foot(above, 0, 55) - foot(above, 62, 90) > 30


# -- charts --------------------------------------------------------------------------------------------------------


def test_a_chart_runs_from_the_start_side(tmp_path: Path) -> None:
    text = f"{PAGE}[boxes.one]\nkind = 'chart'\nvalue = '0.5'\nheight = 60\ncolour = '#FF0000'\ntrack = '#0000FF'\n"

    english, persian = card(tmp_path, text), card(tmp_path, text, "fa")

    assert (at(english, 20, 30), at(english, 80, 30)) == (RED, BLUE)
    assert (at(persian, 20, 30), at(persian, 80, 30)) == (BLUE, RED)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("value = 'pub.title'", r"boxes\.one\.value: should give a number"),
        ("value = 'none_such'", "there is no variable 'none_such'"),
        ("value = '1 / 0'", "division by zero"),
        ("value = 'true'", "should give a number"),
        ("form = 'persons'\nvalue = '1'\nof = '1e999'", r"boxes\.one\.of: "),
        ("form = 'change'\nvalue = '1'", "a change needs `start`"),
        ("value = '1'\ntrack = 'rul'", "the brand has no colour 'rul'; did you mean 'rule'"),
    ],
)
def test_a_chart_without_a_number_is_told(tmp_path: Path, keys: str, told: str) -> None:
    with pytest.raises(TemplateError, match=told):
        card(tmp_path, f"{PAGE}[boxes.one]\nkind = 'chart'\nheight = 20\n{keys}\n")


# -- figures and authors -------------------------------------------------------------------------------------------


def said(folder: Path, expression: str, sentence: str = "", language: str = "en", **changes: object) -> Card:
    box = f"{PAGE}[boxes.one]\nkind = 'text'\nsize = {{ max = 20, min = 4 }}\nlines = 9\ncontent = '{expression}'\n"
    return templated(folder, f"small_text = 4\n{box}").draw(replace(publication(), **changes), language, sentence)  # type: ignore[arg-type]


def test_templates_see_the_figure_of_the_key_sentence_and_nothing_where_there_is_none(tmp_path: Path) -> None:
    shown = "{{ figure.number }}{{ figure.unit }}{{ figure.sentence }}"
    whole = said(
        tmp_path, f"{{% if figure %}}{shown}{{% else %}}none{{% endif %}}", "In all, 62% of patients walked."
    )
    none = said(tmp_path, f"{{% if figure %}}{shown}{{% else %}}none{{% endif %}}", "Patients walked.")

    assert pixels(whole) == pixels(said(tmp_path, "62%In all, <mark>62%</mark> of patients walked."))
    assert pixels(none) == pixels(said(tmp_path, "none"))


def test_one_more_author_is_named_and_ours_are_named_before_the_others_are_counted(tmp_path: Path) -> None:
    authors = tuple(Author(name=f"Hansen {letter}", is_home=letter in "AD") for letter in "ABCDE")
    rest = "{{ pub.authors[1:] | with_others(2) }}"

    assert pixels(said(tmp_path, rest, authors=authors[:2])) == pixels(said(tmp_path, "and B.&#160;Hansen"))
    assert pixels(said(tmp_path, rest, authors=authors)) == pixels(
        said(tmp_path, "<b><mark>D.&#160;Hansen</mark></b> and&#160;3&#160;others")
    )
    assert pixels(said(tmp_path, rest, authors=authors[:3])) == pixels(said(tmp_path, "and&#160;2&#160;others"))


def test_shipped_designs_have_a_format_of_each_kind_that_is_kept() -> None:
    assert CardTemplates(ROOT / "nowhere", SHIPPED_CARDS).load("summary@story", "en").height == 1920


# -- rules ---------------------------------------------------------------------------------------------------------


def test_a_site_s_rules_choose_the_template_and_the_card_says_why() -> None:
    rules = (CardRule(templates=("figure",), number=True), CardRule(templates=("title",), types=("review",)))
    painter = Cards(materials(), template="quote", rules=rules)
    review = publication(type=PublicationType.REVIEW)

    one, other, third = (
        painter.paint(publication(), "en", "In all, 62% of patients walked."),
        painter.paint(review, "en", ""),
        painter.paint(publication(), "en", ""),
    )

    assert [each.template for each in (one, other, third)] == ["figure", "title", "quote"]
    assert one.reason == "rule 1 of card.choose: its key sentence has one certain number"
    assert one.data == cards().draw(publication(), "en", "In all, 62% of patients walked.", template="figure").data
