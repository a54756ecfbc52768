"""The shipped fonts as files, and which face draws what."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb

from announcer.typeset.fonts import ANY_SCRIPT, Face, FontStack
from tests.typeset.fontmaking import font_with
from tests.typeset.shipped import FONTS, manifest, stack

FACES: dict[str, dict[str, Any]] = manifest()["faces"]
FILES = [(name, key) for name, entry in FACES.items() for key in ("file", "italic") if key in entry]


@pytest.mark.parametrize(("name", "key"), FILES)
def test_a_shipped_font_is_the_one_in_the_manifest(name: str, key: str) -> None:
    entry = FACES[name]
    expected = entry["sha256" if key == "file" else "italic_sha256"]

    assert hashlib.sha256((FONTS / entry[key]).read_bytes()).hexdigest() == expected


@pytest.mark.parametrize("name", FACES)
def test_a_shipped_font_comes_with_its_licence_version_and_source(name: str) -> None:
    entry = FACES[name]

    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / entry["licence"]).read_text("utf-8")
    assert entry["version"]
    assert entry["source"].split()[0] in {"npm", "pip"}
    assert entry["role"]


def test_nothing_else_lies_among_the_fonts() -> None:
    named = {entry[key] for entry in FACES.values() for key in ("file", "italic", "licence") if key in entry}
    found = {path.relative_to(FONTS).as_posix() for path in FONTS.rglob("*") if path.is_file()}

    assert found == {*named, "fonts.toml"}


def test_the_fonts_take_less_than_their_share_of_the_package() -> None:
    assert sum(path.stat().st_size for path in FONTS.rglob("*")) < 6_600_000


def test_no_modified_font_bears_a_reserved_name() -> None:
    for name, key in FILES:
        face = hb.Face(hb.Blob((FONTS / FACES[name][key]).read_bytes()))
        names = [face.get_name(identifier) or "" for identifier in (1, 3, 4, 6)]
        assert not any("source" in text.lower() for text in names), Path(FACES[name][key])


@pytest.mark.parametrize(
    ("text", "script", "face"),
    [
        ("a", "Latn", "inter"),
        ("ế", "Latn", "inter"),
        ("Ω", "Grek", "inter"),
        ("ж", "Cyrl", "inter"),
        ("پ", "Arab", "vazirmatn"),
        ("۵", "Arab", "vazirmatn"),
        ("瘤", "Hani", "noto-sans-han"),
        ("発", "Hani", "noto-sans-han"),
        ("ル", "Kana", "noto-sans-han"),
        ("≪", "Latn", "noto-sans-math"),
        ("ℝ", "Latn", "noto-sans-math"),
        ("♀", "Latn", "noto-sans-math"),
        ("🧬", "Latn", "noto-emoji"),
        ("👩🏽\u200d🔬", "Latn", "noto-emoji"),
        ("❤\ufe0f", "Latn", "noto-emoji"),
        ("1\ufe0f\u20e3", "Latn", "noto-emoji"),
    ],
)
def test_each_cluster_goes_to_the_first_face_that_has_all_of_it(text: str, script: str, face: str) -> None:
    picked, covered = stack().pick(text, script, italic=False)

    assert (picked.name, covered) == (face, True)


def test_italic_text_takes_the_italic_file_where_there_is_one() -> None:
    assert stack().pick("a", "Latn", italic=True)[0].name == "inter italic"
    assert stack().pick("پ", "Arab", italic=True)[0].name == "vazirmatn"


def test_a_character_that_no_face_has_is_told() -> None:
    picked, covered = stack().pick("ქ", "Geor", italic=False)

    assert (picked.name, covered) == ("inter", False)


def test_invisible_characters_need_no_glyph() -> None:
    assert stack().pick("\u200c", "Arab", italic=False)[1]


@pytest.mark.parametrize("operator", "≤≥≠≈≪≫∈∉⊂⊃∪∩∇∂∑∏∫√∝∞∼≅≡±∓×÷·∘→←↔⇌⇒⇔∀∃¬∧∨⊕⊗ℝℕℤℏ♀♂°′″‰†‡µ⁻⁺")
def test_every_operator_of_scientific_titles_is_drawn(operator: str) -> None:
    assert stack().pick(operator, "Latn", italic=False)[1]


def test_weights_are_clamped_to_what_the_face_has_and_faces_of_one_weight_are_emboldened() -> None:
    inter, maths = stack().faces["inter"], stack().faces["noto-sans-math"]

    assert inter.font(700, 28.0) is inter.font(700, 28.0)
    assert inter.font(950, 28.0).box(40) == inter.font(800, 28.0).box(40)
    glyph = maths.font(400, 28.0).hb.get_nominal_glyph(ord("≪"))
    light, bold = maths.font(400, 28.0).box(glyph), maths.font(700, 28.0).box(glyph)
    assert light
    assert bold
    assert bold[2] - bold[0] > light[2] - light[0]


def test_a_glyph_without_ink_has_no_box() -> None:
    font = stack().faces["inter"].font(400, 28.0)

    assert font.box(font.hb.get_nominal_glyph(ord(" "))) is None


def test_bytes_that_are_no_font_cover_nothing() -> None:
    face = Face(b"no font at all", name="broken")

    assert face.coverage == frozenset()
    assert FontStack({"broken": face}, {ANY_SCRIPT: ["broken"]}).pick("a", "Latn", italic=False) == (face, False)


def test_a_font_without_outlines_is_blank() -> None:
    assert Face(font_with(), name="blank").is_blank
    assert not Face(font_with("z"), name="one letter").is_blank
    assert not any(face.is_blank for face in stack().faces.values())


def test_a_letter_that_a_face_shows_nothing_for_is_taken_from_the_next_one_or_is_missing() -> None:
    half = Face(font_with("a", "b"), name="half")
    alone = FontStack({"half": half}, {ANY_SCRIPT: ["half"]})
    both = FontStack({"half": half, "inter": stack().faces["inter"]}, {ANY_SCRIPT: ["half", "inter"]})

    assert alone.pick("a", "Latn", italic=False) == (half, True)
    assert alone.pick(" ", "Latn", italic=False) == (half, True)
    assert alone.pick("c", "Latn", italic=False) == (half, False)
    assert alone.first("ab ", "Latn", italic=False) is half
    assert alone.first("abc", "Latn", italic=False) is None
    assert both.pick("c", "Latn", italic=False)[0].name == "inter"


def test_a_face_draws_the_superscripts_that_it_was_made_with() -> None:
    inter, maths = stack().faces["inter"], stack().faces["noto-sans-math"]

    assert inter.draws_shifted("3", "sups")
    assert inter.draws_shifted("−", "sups")
    assert not inter.draws_shifted(",", "sups")
    assert not maths.draws_shifted("3", "sups")
