"""Stretches of one face, level and style shaped into glyphs by HarfBuzz, in em, so that they serve every size."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import uharfbuzz as hb

from announcer.typeset.characters import ARABIC, EUROPEAN
from announcer.typeset.fonts import Font, GlyphBox, shift_features
from announcer.typeset.itemise import Item

FALLBACK_SHIFT_SCALE = 0.64
FALLBACK_RISE = 0.34
FALLBACK_DROP = -0.13
FALLBACK_SHIFT_WEIGHT = 60
"""Superscripts and subscripts that the face does not draw itself: smaller, heavier, moved."""

SMALL_CAPITALS_SCALE = 0.8
SMALL_CAPITALS_WEIGHT = 40
CONTEXT = 5
"""Characters on both sides that the shaper sees (HarfBuzz keeps as many)."""
BOLD = 700
HEAVIEST = 900


class Glyph(NamedTuple):
    """A glyph with the em position of its origin from the start of its piece, y upwards."""

    id: int
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Piece:
    """A shaped item: all of one font, level and colour role; lengths in em. Compared by identity, as a key."""

    start: int
    """First character, counted in the word that the piece is of."""
    end: int
    level: int
    font: Font
    unit: float
    """Length of a font unit in em, after all scaling."""
    glyphs: tuple[Glyph, ...]
    """In visual order, left to right."""
    advance: float
    advances: tuple[float, ...]
    """Advance of each character in logical order; a cluster's is at its first character."""
    ink: GlyphBox | None
    flat: bool
    """All glyphs sit on the baseline, each may be drawn by itself."""
    role: str


class Setting(NamedTuple):
    """What is the same for all pieces of a paragraph."""

    weight: int
    optical_size: float
    language: str
    european_scale: float = 1.0
    """Size of Latin, Greek and Cyrillic: a little less among Persian."""
    tracking: float = 0.0
    """Letter spacing in em; never between joined letters."""


def shape(text: str, item: Item, setting: Setting) -> Piece:
    """Return the glyphs of one item of `text`; what stands around it is context for joins and contextual forms."""
    weight, factor, lift = _measures(item, setting)
    font = item.face.font(weight, setting.optical_size)
    buffer = _shaped(text, item, font, setting)
    unit = font.unit * factor
    tracking = 0.0 if item.script == ARABIC else setting.tracking
    glyphs: list[Glyph] = []
    advances = [0.0] * (item.end - item.start)
    x = item.air_before
    offset = min(item.start, CONTEXT)  # clusters are counted from the start of the context
    last_cluster = -1
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        cluster = info.cluster - offset
        step = position.x_advance * unit + (tracking if cluster != last_cluster else 0.0)
        last_cluster = cluster
        glyphs.append(Glyph(info.codepoint, x + position.x_offset * unit, position.y_offset * unit + lift))
        advances[cluster] += step
        x += step
    advances[-1] += item.air_before + item.air_after
    return Piece(
        start=item.start,
        end=item.end,
        level=item.level,
        font=font,
        unit=unit,
        glyphs=tuple(glyphs),
        advance=x + item.air_after,
        advances=tuple(advances),
        ink=_ink(glyphs, font, factor),
        flat=font.colour or (item.script != ARABIC and not any(glyph.y for glyph in glyphs)),
        role=item.style.role,
    )


def _measures(item: Item, setting: Setting) -> tuple[int, float, float]:
    """Return weight, scale and lift of an item."""
    weight = max(setting.weight, BOLD) if item.style.bold else setting.weight
    factor = setting.european_scale if item.script in EUROPEAN else 1.0
    if item.style.small:
        weight, factor = min(weight + SMALL_CAPITALS_WEIGHT, HEAVIEST), factor * SMALL_CAPITALS_SCALE
    if not item.style.shift or item.drawn_shift:
        return weight, factor, 0.0
    lift = FALLBACK_RISE if item.style.shift > 0 else FALLBACK_DROP
    return min(weight + FALLBACK_SHIFT_WEIGHT, HEAVIEST), factor * FALLBACK_SHIFT_SCALE, lift


def _shaped(text: str, item: Item, font: Font, setting: Setting) -> hb.Buffer:
    buffer = hb.Buffer()
    first = max(item.start - CONTEXT, 0)
    codes = [ord(char) for char in text[first : item.end + CONTEXT]]
    buffer.add_codepoints(codes, item.start - first, item.end - item.start)
    buffer.direction = "rtl" if item.level & 1 else "ltr"
    buffer.script = item.script
    buffer.language = setting.language
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    hb.shape(font.hb, buffer, _features(item))
    return buffer


def _features(item: Item) -> dict[str, bool]:
    if item.drawn_shift:
        return shift_features(item.drawn_shift)
    return {"halt": True} if item.narrow else {}


def _ink(glyphs: list[Glyph], font: Font, factor: float) -> GlyphBox | None:
    boxes = [
        (x + box[0] * factor, y + box[1] * factor, x + box[2] * factor, y + box[3] * factor)
        for glyph, x, y in glyphs
        if (box := font.box(glyph))
    ]
    return union(boxes)


def union(boxes: Sequence[GlyphBox]) -> GlyphBox | None:
    """Return the box around all of `boxes`; None where there are none."""
    if len(boxes) <= 1:
        return boxes[0] if boxes else None
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
