"""Faces given as bytes, their instances at a weight, and which face draws which character."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

import uharfbuzz as hb

from announcer.typeset.characters import is_emoji_cluster, is_ignorable

ANY_SCRIPT = "*"
EMOJI = "Zsye"

_BLANK_BRAILLE = 0x2800

REGULAR = 400
BOLD_FROM = 600
"""Weights from here on are emboldened where a face has only one weight."""

GlyphBox = tuple[float, float, float, float]
"""Ink box of a glyph in em: left, bottom, right, top, y upwards from the baseline."""


class Font:
    """A face at one weight and optical size; made by `Face.font`, compared by identity."""

    __slots__ = ("_boxes", "colour", "hb", "unit")

    def __init__(self, font: hb.Font, unit: float, *, colour: bool) -> None:
        self.hb = font
        self.unit = unit
        """Length of one font unit in em, the face's scale included."""
        self.colour = colour
        self._boxes: dict[int, GlyphBox | None] = {}

    def box(self, glyph: int) -> GlyphBox | None:
        """Return the ink box of a glyph in em; None where it has no ink."""
        try:
            return self._boxes[glyph]
        except KeyError:
            box = self._boxes[glyph] = self._measured(glyph)
            return box

    def _measured(self, glyph: int) -> GlyphBox | None:
        extents = self.hb.get_glyph_extents(glyph)
        if extents is None or not extents.width:
            return None
        left, top, unit = extents.x_bearing, extents.y_bearing, self.unit
        return left * unit, (top + extents.height) * unit, (left + extents.width) * unit, top * unit


def shift_features(feature: str) -> dict[str, bool]:
    """Return the features that draw superscripts or subscripts.

    Contextual alternates are off: they come first and would raise the minus of 10⁻⁶ for the digits around it, which
    hides it from the superscripts.
    """
    return {feature: True, "calt": False}


class Face:
    """One font file (TrueType or OpenType, variable or not) and, if there is one, its italic.

    Args:
        data: The file's bytes.
        name: The name that a `FontStack` orders it by.
        italic: The bytes of the italic file; without one, italic text is drawn upright.
        scale: Size in proportion to the other faces, so that the letters look of one size.
        embolden: Stroke added from `BOLD_FROM` on, in em; only for faces without a weight axis.
        colour: The glyphs carry their own colours.
    """

    def __init__(
        self,
        data: bytes,
        *,
        name: str,
        italic: bytes | None = None,
        scale: float = 1.0,
        embolden: float = 0.0,
        colour: bool = False,
    ) -> None:
        self.name = name
        self.scale = scale
        self.embolden = embolden
        self.colour = colour
        self.italic = (
            Face(italic, name=f"{name} italic", scale=scale, embolden=embolden, colour=colour) if italic else None
        )
        self._face = hb.Face(hb.Blob(data))
        self._axes = {axis.tag: (axis.min_value, axis.max_value) for axis in self._face.axis_infos}
        self._fonts: dict[tuple[int, float], Font] = {}
        self._drawn: set[int] = set()
        self._drawn_shifts: dict[tuple[str, str], bool] = {}

    @cached_property
    def coverage(self) -> frozenset[int]:
        """Code points that the face has a glyph for; none where the bytes are not a font."""
        return frozenset(self._face.unicodes)

    @property
    def is_empty(self) -> bool:
        """Whether the face has no glyph at all, as where the bytes are not a font."""
        return not self._face.glyph_count

    @property
    def is_blank(self) -> bool:
        """Whether no glyph but that of missing characters shows anything, as where a font has no outlines."""
        font = self.font(REGULAR, 28.0)
        return not any(font.box(glyph) for glyph in range(1, self._face.glyph_count))

    def draws(self, codes: set[int]) -> bool:
        """Return whether the face has a glyph for each code point, and one with ink for each visible one."""
        if codes <= self._drawn:
            return True
        if not codes <= self.coverage or any(self._draws_nothing_for(code) for code in codes - self._drawn):
            return False
        self._drawn |= codes
        return True

    def _draws_nothing_for(self, code: int) -> bool:
        if chr(code).isspace() or not chr(code).isprintable() or is_ignorable(chr(code)) or code == _BLANK_BRAILLE:
            return False
        font = self.font(REGULAR, 28.0)
        return font.box(font.hb.get_nominal_glyph(code)) is None

    def font(self, weight: int, optical_size: float) -> Font:
        """Return the face at a weight (100 to 900) and optical size (points), each as near as its axes allow."""
        key = (weight, optical_size)
        font = self._fonts.get(key)
        if font is None:
            font = self._fonts[key] = self._instance(weight, optical_size)
        return font

    def _instance(self, weight: int, optical_size: float) -> Font:
        font = hb.Font(self._face)
        wanted = {"wght": float(weight), "opsz": optical_size}
        settings = {
            tag: min(max(wanted[tag], low), high) for tag, (low, high) in self._axes.items() if tag in wanted
        }
        if settings:
            font.set_variations(settings)
        if self.embolden and "wght" not in self._axes and weight >= BOLD_FROM:
            font.synthetic_bold = (self.embolden, self.embolden, False)
        return Font(font, self.scale / self._face.upem, colour=self.colour)

    def draws_shifted(self, cluster: str, feature: str) -> bool:
        """Return whether the face has drawn superscripts (`sups`) or subscripts (`subs`) for all of a cluster."""
        key = (cluster, feature)
        known = self._drawn_shifts.get(key)
        if known is None:
            plain, shifted = self._glyphs(cluster, {}), self._glyphs(cluster, shift_features(feature))
            known = len(plain) == len(shifted) and all(
                one != other for one, other in zip(plain, shifted, strict=True)
            )
            self._drawn_shifts[key] = known
        return known

    def _glyphs(self, text: str, features: dict[str, bool]) -> list[int]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self.font(REGULAR, 20.0).hb, buffer, features)
        return [info.codepoint for info in buffer.glyph_infos]


class FontStack:
    """Faces in order of preference per script.

    Args:
        faces: The faces by name.
        order: Names of faces by script: ISO 15924 codes, `EMOJI` for emoji, `ANY_SCRIPT` for all others. A cluster
            of characters takes the first face that has all of it; after a script's own list come the faces of
            `ANY_SCRIPT`, then all the others.
    """

    def __init__(self, faces: Mapping[str, Face], order: Mapping[str, Sequence[str]]) -> None:
        self.faces = MappingProxyType(dict(faces))
        default = order[ANY_SCRIPT]
        scripts = {*order, ANY_SCRIPT}
        self._order = {
            script: tuple(faces[name] for name in dict.fromkeys((*order.get(script, ()), *default, *faces)))
            for script in scripts
        }
        self._picked: dict[tuple[str, str, bool], tuple[Face, bool]] = {}

    def pick(self, cluster: str, script: str, *, italic: bool) -> tuple[Face, bool]:
        """Return the face for a cluster and whether it has all of it; without one, the first (its empty box)."""
        key = (cluster, script, italic)
        picked = self._picked.get(key)
        if picked is None:
            if len(self._picked) > _PICKS_KEPT:
                self._picked.clear()
            picked = self._picked[key] = self._find(cluster, script, italic=italic)
        return picked

    def first(self, text: str, script: str, *, italic: bool) -> Face | None:
        """Return the preferred face of a script if it has all of `text`, which has no emoji; else None."""
        face = self._order.get(script, self._order[ANY_SCRIPT])[0]
        if italic and face.italic:
            face = face.italic
        return face if face.draws(set(map(ord, text))) else None

    def _find(self, cluster: str, script: str, *, italic: bool) -> tuple[Face, bool]:
        needed = {ord(char) for char in cluster if not is_ignorable(char)}
        wanted = EMOJI if is_emoji_cluster(cluster) and not cluster.isspace() else script
        candidates = self._order.get(wanted, self._order[ANY_SCRIPT])
        for upright in candidates:
            if italic and upright.italic and upright.italic.draws(needed):
                return upright.italic, True
            if upright.draws(needed):
                return upright, True
        return candidates[0], False


_PICKS_KEPT = 20_000
