"""Words set once against whole lines set at once, and what one word is made of."""

import pytest
import uharfbuzz as hb

from announcer.typeset.fonts import shift_features
from announcer.typeset.inline_styles import MARKED_ROLE
from announcer.typeset.itemise import AIR_AT_ARABIC, AIR_AT_CJK
from announcer.typeset.paragraph import Paragraph
from announcer.typeset.shape import FALLBACK_RISE, Piece
from announcer.typeset.words import split
from tests.typeset.shipped import paragraph, stack
from tests.typeset.titles import VOCABULARY


def pieces(text: Paragraph) -> list[Piece]:
    return [piece for word in text.words for piece in word.pieces]


def glyphs(text: Paragraph) -> list[int]:
    return [glyph.id for piece in pieces(text) for glyph in piece.glyphs]


def faces(text: Paragraph) -> set[str]:
    fonts = {piece.font for piece in pieces(text)}
    everything = {face.name: face for face in stack().faces.values()}
    italics = {face.italic.name: face.italic for face in everything.values() if face.italic}
    return {name for name, face in {**everything, **italics}.items() if fonts & set(face._fonts.values())}  # noqa: SLF001


@pytest.mark.parametrize(
    ("script", "face", "direction"), [("Latin", "inter", "ltr"), ("Persian", "vazirmatn", "rtl")]
)
def test_words_set_one_by_one_are_as_long_as_the_line_set_at_once(script: str, face: str, direction: str) -> None:
    known = stack().faces[face]
    words = [word for word in VOCABULARY[script]["words"].split() if not {"<", "&"} & set(word)]
    line = " ".join(
        word
        for word in words
        if all(ord(char) in known.coverage and not (direction == "rtl" and char.isascii()) for char in word)
    )
    language = VOCABULARY[script]["language"]
    font = known.font(700, 28.0)
    buffer = hb.Buffer()
    buffer.add_str(line)
    buffer.direction, buffer.script, buffer.language = direction, "Arab" if direction == "rtl" else "Latn", language
    hb.shape(font.hb, buffer, {})
    whole = sum(position.x_advance for position in buffer.glyph_positions) * font.unit

    assert paragraph(line, language, weight=700).starts[-1] == pytest.approx(whole, abs=1e-6)


def test_words_are_split_at_spaces_and_at_full_width_characters() -> None:
    text = "stem cells 溶瘤IL-12\u00a0mg"

    assert [text[start:end] for start, end in split(text)] == ["stem ", "cells ", "溶", "瘤", "IL-12\u00a0", "mg"]
    assert [start for start, _ in split("か\u3099き")] == [0, 2]


def test_a_space_after_an_emoji_is_not_taken_from_the_emoji_face() -> None:
    after_letter, after_emoji = paragraph("a b"), paragraph("🧬 b")
    space = after_letter.words[0].prefix[2] - after_letter.words[0].prefix[1]

    assert after_emoji.words[0].prefix[2] - after_emoji.words[0].prefix[1] == pytest.approx(space, abs=0.02)


def test_subscripts_are_drawn_glyphs_of_the_face() -> None:
    inter = stack().faces["inter"]
    buffer = hb.Buffer()
    buffer.add_str("2")
    buffer.guess_segment_properties()
    hb.shape(inter.font(400, 28.0).hb, buffer, shift_features("subs"))

    assert buffer.glyph_infos[0].codepoint in glyphs(paragraph("H<sub>2</sub>O"))


def test_a_minus_in_a_superscript_is_raised_with_its_digits() -> None:
    raised, level = paragraph("10<sup>−6</sup>"), paragraph("10−6")

    assert not set(glyphs(raised)[2:]) & set(glyphs(level)[2:])


def test_a_list_of_superscripts_has_drawn_digits_and_a_scaled_comma() -> None:
    text = paragraph("R<sup>13, 14</sup>")
    lifted = {
        text.text[piece.start + text.spans[0][0]]
        for piece in text.words[0].pieces
        if any(g.y for g in piece.glyphs)
    }

    assert lifted == {","}


def test_a_superscript_with_a_letter_that_is_not_drawn_is_scaled_as_a_whole() -> None:
    text = paragraph("x<sup>1ж</sup>")

    assert [glyph.y for piece in pieces(text)[1:] for glyph in piece.glyphs] == [FALLBACK_RISE] * 2


def test_a_scaled_superscript_is_smaller_and_raised_and_a_subscript_lowered() -> None:
    raised, lowered = pieces(paragraph("x<sup>ж</sup>"))[-1], pieces(paragraph("x<sub>ж</sub>"))[-1]

    assert raised.unit < pieces(paragraph("ж"))[0].unit
    assert raised.glyphs[0].y > 0 > lowered.glyphs[0].y


def test_letters_that_join_still_join_where_the_style_changes() -> None:
    alone, plain, styled = (paragraph(text, "fa") for text in ("اب", "کتاب", "کت<b>اب</b>"))

    assert set(glyphs(plain)[:2]) == set(glyphs(styled)[-2:])
    assert set(glyphs(alone)) != set(glyphs(styled)[-2:])


def test_there_is_a_little_air_where_latin_touches_chinese() -> None:
    touching, apart = paragraph("瘤IL", "zh"), [paragraph("瘤", "zh"), paragraph("IL", "zh")]

    assert touching.starts[-1] == pytest.approx(sum(part.starts[-1] for part in apart) + AIR_AT_CJK)


def test_there_is_a_little_air_where_latin_touches_persian() -> None:
    touching, apart = paragraph("RNAها", "fa"), [paragraph("RNA", "fa"), paragraph("ها", "fa")]

    assert touching.starts[-1] == pytest.approx(sum(part.starts[-1] for part in apart) + AIR_AT_ARABIC, abs=0.02)


def test_a_full_width_bracket_before_a_full_width_colon_takes_half_its_width() -> None:
    assert paragraph("瘤）：", "zh").starts[-1] == pytest.approx(2.5)
    assert paragraph("瘤）瘤", "zh").starts[-1] == pytest.approx(3)


def test_latin_is_a_little_smaller_in_persian_paragraphs_and_only_there() -> None:
    latin, persian = paragraph("BRCA1"), paragraph("BRCA1", "fa")

    assert persian.starts[-1] == pytest.approx(0.94 * latin.starts[-1])


def test_digits_of_a_latin_name_in_persian_come_from_the_latin_face() -> None:
    assert "vazirmatn" not in faces(paragraph("BRCA1", "fa"))
    assert "inter" not in faces(paragraph("۱۲۳", "fa"))


def test_ascii_signs_among_chinese_come_from_the_text_face() -> None:
    assert faces(paragraph("治疗2023年", "zh")) >= {"inter", "noto-sans-han"}


def test_italics_come_from_the_italic_file() -> None:
    assert "inter italic" in faces(paragraph("<i>in vivo</i>", weight=650, optical_size=17.0))


def test_mathematical_signs_are_emboldened_with_the_text() -> None:
    light, bold = pieces(paragraph("≪", weight=400))[0], pieces(paragraph("≪", weight=700))[0]

    assert light.ink
    assert bold.ink
    assert bold.ink[3] - bold.ink[1] > light.ink[3] - light.ink[1]


def test_small_capitals_are_smaller_than_capitals() -> None:
    small, capitals = paragraph("<sc>abc</sc>"), paragraph("ABC")

    assert 0.7 < small.starts[-1] / capitals.starts[-1] < 0.95


def test_a_marked_span_keeps_its_role() -> None:
    assert [piece.role for piece in pieces(paragraph("a <mark>b</mark>"))] == ["", MARKED_ROLE]


def test_letter_spacing_is_added_to_letters_that_do_not_join_only() -> None:
    plain, spaced = paragraph("NEW"), paragraph("NEW", tracking=0.1)

    assert spaced.starts[-1] == pytest.approx(plain.starts[-1] + 0.3)
    assert paragraph("سلام", "fa", tracking=0.1).starts[-1] == paragraph("سلام", "fa").starts[-1]


def test_characters_without_a_face_are_listed_once_and_drawn_as_boxes() -> None:
    text = paragraph("ქართული A ქ \U0003fffd")

    assert text.missing == ("ქ", "ა", "რ", "თ", "უ", "ლ", "ი", "\U0003fffd")
    assert 0 in glyphs(text)


def test_a_word_is_set_once_and_kept() -> None:
    first, second = paragraph("carcinoma of"), paragraph("the carcinoma of")

    assert first.words[0] is second.words[1]
