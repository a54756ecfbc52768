from pathlib import Path

import pytest

from announcer.errors import BrandError, TemplateError
from announcer.rendering.cards.brand_checks import brand_problems
from announcer.rendering.cards.template_files import CardTemplates
from tests.builders import publication
from tests.rendering.cards.cardmaking import BRAND, SHIPPED_CARDS, cards, fonts, templated

TEXT = BRAND.read_text("utf-8").partition("[logos]")[0]


def brand(folder: Path, text: str) -> Path:
    (folder / "girih.png").write_bytes((BRAND.parent / "girih.png").read_bytes())
    (folder / "brand.toml").write_text(text, "utf-8")
    return folder / "brand.toml"


def problems(folder: Path, text: str, site: Path | None = None) -> list[BrandError]:
    templates = CardTemplates(site or folder / "nowhere", SHIPPED_CARDS)
    return list(brand_problems(brand(folder, text), templates, fonts, ("en", "fa")))


def drawn(folder: Path, text: str) -> None:
    cards(brand=brand(folder, text)).paint(publication(), "en", "")


def test_nothing_is_wrong_with_the_shipped_brand() -> None:
    templates = CardTemplates(BRAND.parent / "nowhere", SHIPPED_CARDS)

    assert list(brand_problems(BRAND, templates, fonts, ("en", "fa"))) == []


def test_a_face_that_is_not_there_is_told_with_its_line_and_the_nearest_one(tmp_path: Path) -> None:
    faces = 'faces = ["intre"]'
    text = TEXT.replace("weight = 650", faces)
    place = f"{tmp_path}/brand.toml:{text.splitlines().index(faces) + 1}"

    (problem,) = problems(tmp_path, text)
    assert str(problem) == f"{place}: fonts.heading.faces[0]: there is no face 'intre'; did you mean 'inter'?"
    assert problem.hint.startswith("the faces are: inter, ")
    with pytest.raises(BrandError, match="there is no face 'intre'"):
        drawn(tmp_path, text)


def test_a_wrong_colour_is_told_once_for_all_languages(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, TEXT.replace("#0B6E7C", "blue"))

    assert "colours.accent: 'blue' is not a colour" in str(problem)


def test_a_colour_that_shipped_templates_use_is_missed_in_the_brand_and_not_in_them(tmp_path: Path) -> None:
    text = TEXT.replace("\nband =", "\nbande =")

    (problem,) = problems(tmp_path, text)

    assert str(problem).endswith("brand.toml:4: colours.band: must be given")
    assert problem.hint == (
        "add band to [colours] in brand.toml; "
        "7 templates use it: authors, figure, preview, quote, summary, title, voice"
    )
    with pytest.raises(BrandError) as told:
        drawn(tmp_path, text)
    assert str(told.value) == str(problem)
    assert told.value.hint == "add band to [colours] in brand.toml; the template summary uses it"


def test_a_colour_that_only_a_template_of_the_site_names_is_that_template_s_mistake(tmp_path: Path) -> None:
    painter = templated(tmp_path, '[boxes.page]\nkind = "shape"\nfill = "brihgt"\n')

    assert problems(tmp_path, TEXT, site=tmp_path) == []
    with pytest.raises(TemplateError, match="the brand has no colour 'brihgt'; did you mean 'bright'"):
        painter.paint(publication(), "en", "")


def test_portraits_logos_and_pictures_that_are_not_there_are_told(tmp_path: Path) -> None:
    text = f"""{TEXT}
[logos]
on_light = "logo.png"
[logos.square]
on_light = "logo.svg"
[pictures]
girih = "girih.png"
[people]
"0000-0002-1825-0097" = "people/rahimi.jpg"
"A. Karimi" = {{ picture = "../karimi.jpg" }}
"""
    (tmp_path / "logo.svg").write_text("<svg/>", "utf-8")

    assert [str(problem).replace(f"{tmp_path}/", "") for problem in problems(tmp_path, text)] == [
        "logo.png: no such file or directory",
        "logo.svg: SVG pictures cannot be drawn",
        "the portrait of 0000-0002-1825-0097: people/rahimi.jpg: no such file or directory",
        "the portrait of A. Karimi: ../karimi.jpg: not in the brand's folder",
    ]


def test_a_template_that_is_wrong_itself_is_not_the_brand_s_affair(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("boxes = 3\n", "utf-8")

    assert problems(tmp_path, TEXT, site=tmp_path) == []
