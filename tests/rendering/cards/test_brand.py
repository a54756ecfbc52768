from dataclasses import replace
from pathlib import Path

import pytest

from announcer.errors import BrandError
from announcer.rendering.cards.brand import NEEDED_COLOURS, load_brand
from announcer.rendering.cards.painting.colour import AA_CONTRAST, Colour, contrast
from announcer.rendering.texts.variables import AuthorView
from tests.rendering.cards.cardmaking import BRAND

WHOLE = """\
[colours]
background = "#fff"
surface = "#fff"
text = "#000"
muted = "#555"
accent = "#006"
on_accent = "#fff"
[fonts.heading]
weight = 700
[fonts.body]
"""


def load(tmp_path: Path, text: str, language: str = "") -> object:
    (tmp_path / "brand.toml").write_text(text, "utf-8")
    return load_brand(tmp_path / "brand.toml", language)


def problems(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(BrandError) as told:
        load(tmp_path, text)
    return [line.removeprefix(str(tmp_path) + "/") for line in str(told.value).splitlines()]


def test_the_shipped_brand_has_what_it_needs_and_its_files_are_there() -> None:
    brand = load_brand(BRAND)

    assert set(brand.colours) >= set(NEEDED_COLOURS)
    assert [path for path in brand.pictures.values() if not path.is_file()] == []
    assert {shape: (logo.on_light.name, logo.on_dark.name) for shape, logo in brand.logos.items()} == dict.fromkeys(
        ("any", "wide", "square"), ("logo-on-light.png", "logo-on-dark.png")
    )


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("text", "background"),
        ("muted", "background"),
        ("accent", "background"),
        ("text", "surface"),
        ("muted", "surface"),
        ("on_accent", "accent"),
        ("on_band", "band"),
        ("band_muted", "band"),
        ("band_accent", "band"),
        ("on_band", "band_deep"),
        ("band_muted", "band_deep"),
        ("band_accent", "band_deep"),
        ("band", "band_accent"),
    ],
)
def test_the_shipped_colours_can_be_read_on_one_another(text: str, behind: str) -> None:
    colours = load_brand(BRAND).colours

    assert contrast(colours[text], colours[behind]) >= AA_CONTRAST


def test_a_brand_may_go_without_a_logo(tmp_path: Path) -> None:
    (tmp_path / "brand.toml").write_text(WHOLE, "utf-8")

    brand = load_brand(tmp_path / "brand.toml")

    assert brand.logos == {}
    assert brand.colours["accent"] == Colour(0, 0, 0x66)
    assert brand.fonts["body"].weight == 400


def test_one_logo_serves_both_backgrounds(tmp_path: Path) -> None:
    (tmp_path / "brand.toml").write_text(WHOLE + "[logos]\non_light = 'logo.png'\n", "utf-8")

    logo = load_brand(tmp_path / "brand.toml").logos["any"]

    assert logo.file("on_light") == logo.file("on_dark") == tmp_path / "logo.png"


def test_a_brand_may_have_logos_for_wide_and_for_square_places(tmp_path: Path) -> None:
    text = "[logos]\non_light = 'logo.png'\nholds_name = true\n[logos.square]\non_light = 'emblem.png'\n"
    (tmp_path / "brand.toml").write_text(WHOLE + text, "utf-8")

    brand = load_brand(tmp_path / "brand.toml")

    assert {shape: logo.on_light.name for shape, logo in brand.logos.items()} == {
        "any": "logo.png",
        "wide": "logo.png",
        "square": "emblem.png",
    }
    assert [brand.holds_name(shape) for shape in ("any", "wide", "square")] == [True, True, False]


def test_a_language_may_have_its_own_values(tmp_path: Path) -> None:
    (tmp_path / "brand.toml").write_text(WHOLE + "[language.fa.fonts.heading]\nweight = 800\n", "utf-8")

    assert load_brand(tmp_path / "brand.toml", "fa").fonts["heading"].weight == 800
    assert load_brand(tmp_path / "brand.toml", "en").fonts["heading"].weight == 700


def test_all_problems_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    text = WHOLE.replace('"#006"', '"blue"').replace("weight = 700", "wieght = 700").replace('text = "#000"\n', "")

    assert problems(tmp_path, text) == [
        "brand.toml:1: colours.text: must be given",
        "brand.toml:5: colours.accent: 'blue' is not a colour such as #0B2A4A",
        "brand.toml:8: fonts.heading.wieght: unknown key; did you mean 'weight'?",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("colours = 3\n[fonts.heading]\n[fonts.body]\n", "brand.toml:1: colours: should be a table, not a number"),
        (
            WHOLE + "[pictures]\nGirih = 'a.png'\n",
            "brand.toml:12: pictures.Girih: a role's name is small letters, digits and _, first a letter",
        ),
        (WHOLE + "[logo]\n", "brand.toml:11: logo: unknown key; did you mean 'logos'?"),
        (
            WHOLE + "[logos]\non_light = 'a'\nwide = { on_drak = 'b' }\n",
            "logos.wide.on_drak: unknown key; did you mean 'on_dark'?",
        ),
        (
            WHOLE + "[effects]\n",
            "effects: unknown key; known here: colours, fonts, logos, pictures, people, language",
        ),
        (
            WHOLE + "[logos]\non_lihgt = 'a'\n",
            "brand.toml:12: logos.on_lihgt: unknown key; did you mean 'on_light'?",
        ),
        (
            WHOLE + "[people]\nx = { pictur = 'a' }\n",
            "brand.toml:12: people.x.pictur: unknown key; did you mean 'picture'?",
        ),
        (WHOLE + "[people]\nx = ''\n", "brand.toml:12: people.x.picture: should not be empty"),
        (WHOLE.replace("700", "'bold'"), "brand.toml:9: fonts.heading.weight: should be a whole number, not text"),
        (WHOLE.replace('"#006"', "6"), "brand.toml:6: colours.accent: '6' is not a colour such as #0B2A4A"),
        ("colours = [", "brand.toml:1: the ] of a list is missing"),
    ],
)
def test_a_problem_is_told_with_file_line_and_key(tmp_path: Path, text: str, problem: str) -> None:
    assert any(told.endswith(problem) for told in problems(tmp_path, text))


PERSON = AuthorView(name="S. Rahimi", is_home=True, is_group=False)


def test_people_are_found_by_orcid_or_by_their_exact_name(tmp_path: Path) -> None:
    people = """
[people]
"https://orcid.org/0000-0002-1825-0097" = "a.jpg"
"S. Rahimi" = { picture = "b.jpg", focus = [0, 1] }
"""
    (tmp_path / "brand.toml").write_text(WHOLE + people, "utf-8")
    brand = load_brand(tmp_path / "brand.toml")

    assert brand.portrait(replace(PERSON, orcid="0000-0002-1825-0097")) == "a.jpg"
    assert brand.portrait(PERSON) == "b.jpg"
    assert brand.portrait(replace(PERSON, name="S Rahimi")) == ""
    assert brand.portrait(replace(PERSON, orcid="0000-0001-0000-0000")) == ""
    assert brand.focus == {"a.jpg": (0.5, 0.35), "b.jpg": (0, 1)}


def test_a_missing_brand_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BrandError, match="no such file") as told:
        load_brand(tmp_path / "brand.toml")

    assert "announcer init" in told.value.hint


def test_pictures_are_found_by_role_or_below_the_brands_folder(tmp_path: Path) -> None:
    (tmp_path / "brand.toml").write_text(WHOLE + "[pictures]\npattern = 'p.png'\n", "utf-8")
    brand = load_brand(tmp_path / "brand.toml")

    assert brand.picture("pattern") == tmp_path / "p.png"
    assert brand.picture("people/rahimi.jpg") == tmp_path / "people" / "rahimi.jpg"
    for name in ("", "../secret.png", "/etc/passwd"):
        with pytest.raises(BrandError, match="not in the brand's folder"):
            brand.picture(name)
