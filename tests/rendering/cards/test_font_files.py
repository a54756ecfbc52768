import re
from pathlib import Path

import pytest

from announcer.errors import BrandError
from announcer.rendering.cards import font_files
from announcer.rendering.cards.font_files import load_fonts
from tests.rendering.cards.cardmaking import FONTS, fonts
from tests.typeset.fontmaking import font_with


def manifest(tmp_path: Path, text: str) -> Path:
    (tmp_path / "fonts.toml").write_text(text, "utf-8")
    return tmp_path


def test_the_shipped_fonts_open_and_draw_both_scripts() -> None:
    stack = fonts().stack()

    assert stack.pick("A", "Latn", italic=False)[0].name == "inter"
    assert stack.pick("ن", "Arab", italic=False)[0].name == "vazirmatn"


def test_a_role_may_prefer_faces_of_its_own() -> None:
    assert fonts().stack(("vazirmatn",)).pick("A", "Latn", italic=False)[0].name == "vazirmatn"


def test_a_site_may_add_faces_to_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "mine.ttf").write_bytes((FONTS / "Vazirmatn.ttf").read_bytes())
    folder = manifest(tmp_path, '[order]\n"*" = ["mine"]\n[faces.mine]\nfile = "mine.ttf"\nlicence = "OFL"\n')

    both = load_fonts([FONTS, folder])

    assert "inter" in both.names
    assert both.stack().pick("A", "Latn", italic=False)[0].name == "mine"


def test_a_site_may_add_faces_without_an_order_for_its_brand_to_name(tmp_path: Path) -> None:
    (tmp_path / "mine.ttf").write_bytes((FONTS / "Vazirmatn.ttf").read_bytes())

    both = load_fonts([FONTS, manifest(tmp_path, '[faces.mine]\nfile = "mine.ttf"\n')])

    assert both.stack().pick("A", "Latn", italic=False)[0].name == "inter"
    assert both.stack(("mine",)).pick("A", "Latn", italic=False)[0].name == "mine"


def test_the_examples_of_the_reference_work_as_they_stand(tmp_path: Path) -> None:
    reference = (FONTS.parents[1] / "docs" / "reference" / "brand.md").read_text("utf-8")
    examples = [block for block in re.findall(r"```toml\n(.*?)```", reference, re.DOTALL) if "[faces." in block]
    for number, example in enumerate(examples):
        folder = tmp_path / str(number)
        folder.mkdir()
        for file in re.findall(r'"([\w-]+\.ttf)"', example):
            (folder / file).write_bytes((FONTS / "Inter.ttf").read_bytes())

        faces = load_fonts([FONTS, manifest(folder, example)])

        assert faces.stack(("house-sans",)).pick("A", "Latn", italic=False)[0].name == "house-sans"
    assert faces.stack().pick("A", "Latn", italic=False)[0].name == "house-sans"


def test_a_font_that_draws_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "blank.ttf").write_bytes(font_with())

    with pytest.raises(BrandError, match=r"blank\.ttf: no glyph of this font has an outline"):
        load_fonts([FONTS, manifest(tmp_path, '[faces.blank]\nfile = "blank.ttf"\n')])


def test_an_unknown_face_in_an_order_is_told_with_the_nearest_of_all_fonts(tmp_path: Path) -> None:
    folder = manifest(tmp_path, '[order]\n"*" = ["intre"]\n[faces]\n')

    with pytest.raises(BrandError, match="there is no face 'intre'; did you mean 'inter'"):
        load_fonts([FONTS, folder])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[order]\n[faces.a]\nfile = "a.ttf"\n', "fonts.toml:1: order.*: must be given"),
        ('[order]\n"*" = ["b"]\n[faces.a]\nfile = "a.ttf"\n', "fonts.toml:2: order.*[0]: there is no face 'b'"),
        ('[order]\n"*" = ["a"]\n[faces.a]\n', "fonts.toml:3: faces.a.file: must be given"),
        ('[order]\n"*" = "a"\n[faces.a]\nfile = "a.ttf"\n', "fonts.toml:2: order.*: should be a list"),
        ("order = 3\n", "fonts.toml:1: order: should be a table"),
        ('[order]\n"*" = ["a"]\n[faces.a]\nfile = "a.ttf"\n', "a.ttf: no such file or directory"),
    ],
)
def test_a_wrong_manifest_is_told_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(BrandError) as told:
        load_fonts([manifest(tmp_path, text)])

    assert f"{tmp_path}/{problem}" in str(told.value)


def test_a_folder_without_a_manifest_is_told(tmp_path: Path) -> None:
    with pytest.raises(BrandError, match=r"fonts\.toml: no such file"):
        load_fonts([tmp_path])


@pytest.mark.parametrize("extra", ["", 'italic = "broken.ttf"\n'])
def test_a_file_that_is_no_font_is_told(tmp_path: Path, extra: str) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    (tmp_path / "a.ttf").write_bytes((FONTS / "Vazirmatn.ttf").read_bytes() if extra else b"")
    folder = manifest(tmp_path, f'[order]\n"*" = ["a"]\n[faces.a]\nfile = "a.ttf"\n{extra}')

    with pytest.raises(BrandError, match="not a font that can be read"):
        load_fonts([folder])


def test_a_font_whose_names_are_broken_is_told_as_a_font(tmp_path: Path) -> None:
    font = (FONTS / "Vazirmatn.ttf").read_bytes()
    axis = font.index(b"wght\x01\x90")
    (tmp_path / "a.ttf").write_bytes(font[:axis] + b"\xff\xff" + font[axis + 2 :])

    with pytest.raises(BrandError, match=r"a\.ttf: not a font that can be read"):
        load_fonts([manifest(tmp_path, '[order]\n"*" = ["a"]\n[faces.a]\nfile = "a.ttf"\n')])


def test_a_device_in_place_of_a_font_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").symlink_to("/dev/zero")

    with pytest.raises(BrandError, match="not a plain file"):
        load_fonts([manifest(tmp_path, '[order]\n"*" = ["a"]\n[faces.a]\nfile = "a.ttf"\n')])


def test_a_font_file_beyond_all_measure_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.ttf").open("wb") as file:
        file.truncate(font_files.LARGEST_FONT + 1)
    folder = manifest(tmp_path, '[order]\n"*" = ["a"]\n[faces.a]\nfile = "a.ttf"\n')

    with pytest.raises(BrandError, match="larger than 40 MB"):
        load_fonts([folder])
