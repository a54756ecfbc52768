"""Cutting a word into items: stretches of one level, script, style and face, each of which HarfBuzz can shape."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from announcer.typeset.characters import ARABIC, CJK, COMMON, LATIN, clusters, script_of
from announcer.typeset.fonts import Face, FontStack
from announcer.typeset.inline_styles import SpanStyle

AIR_AT_ARABIC = 0.10
AIR_AT_CJK = 0.14
"""Space in em where letters or digits of two scripts touch without one."""

FULL_WIDTH_CLOSING = frozenset("）］｝」』】》〉〕，。、；：")
FULL_WIDTH_SIGNS = FULL_WIDTH_CLOSING | frozenset("（［｛「『【《〈〔！？")

_LAST_OF_LATIN_BLOCKS = "\u024f"
_ARABIC_WORD = re.compile(r"[\u0620-\u06ff\u200c]+[ .]?\Z")
_ARABIC_DIGITS = ("\u0660", "\u0669")


class Item(NamedTuple):
    """A stretch of text that one call of the shaper takes."""

    start: int
    end: int
    level: int
    script: str
    face: Face
    style: SpanStyle
    drawn_shift: str = ""
    """The OpenType feature with drawn superscripts or subscripts, where the face has them all."""
    narrow: bool = False
    """A full-width closing sign before another full-width sign: its blank half is left out."""
    air_before: float = 0.0
    air_after: float = 0.0
    """Space in em at its left and right side."""


class Context(NamedTuple):
    """What a word takes over from the text around it."""

    script: str
    """Script of the text before, for signs and digits that have none of their own."""
    touching: str = ""
    """The character that follows without a space, where one of both is full-width or both are full-width signs."""
    rtl: bool = False
    """The paragraph runs right to left."""


class _Cluster(NamedTuple):
    start: int
    end: int
    level: int
    script: str
    face: Face
    style: SpanStyle
    covered: bool


def itemise(
    text: str,
    styles: Sequence[SpanStyle] | SpanStyle,
    levels: Sequence[int] | int,
    stack: FontStack,
    context: Context,
) -> tuple[list[Item], tuple[str, ...]]:
    """Return the items of a word and the clusters that no face has.

    Args:
        text: The word, with its trailing space if it has one.
        styles: Style of each character, or the one of all.
        levels: Bidi level of each character, or the one of all.
        stack: The faces.
        context: What stands before and after.
    """
    if isinstance(styles, SpanStyle) and isinstance(levels, int) and _is_simple(text, styles, levels, context):
        face = stack.first(text, context.script, italic=styles.italic)
        if face:
            return [Item(start=0, end=len(text), level=levels, script=context.script, face=face, style=styles)], ()
    each_style = [styles] * len(text) if isinstance(styles, SpanStyle) else styles
    each_level = [levels] * len(text) if isinstance(levels, int) else levels
    found = _clusters(text, each_style, each_level, stack, context)
    missing = tuple(text[cluster.start : cluster.end] for cluster in found if not cluster.covered)
    return _aired(_joined(found, _drawn_shifts(text, found)), text, context), missing


def _is_simple(text: str, style: SpanStyle, level: int, context: Context) -> bool:
    """Return whether a word is surely all of the script before it: a face that has it all is its only one."""
    if style.shift or context.touching:
        return False
    if context.script == LATIN:
        return max(text) <= _LAST_OF_LATIN_BLOCKS
    return context.script == ARABIC and bool(level & 1) and bool(_ARABIC_WORD.match(text))


def last_script(text: str, before: str) -> str:
    """Return the script that a following sign or digit takes over from `text`, which itself follows `before`."""
    for char in reversed(text):
        script = script_of(char)
        if script != COMMON:
            return script
    return before


def _clusters(
    text: str, styles: Sequence[SpanStyle], levels: Sequence[int], stack: FontStack, context: Context
) -> list[_Cluster]:
    found = []
    running = context.script
    for start, end in clusters(text):
        own = script_of(text[start])
        running = running if own == COMMON else own
        script = _resolved(text[start], own, running, levels[start])
        face, covered = stack.pick(text[start:end], script, italic=styles[start].italic)
        found.append(
            _Cluster(
                start=start,
                end=end,
                level=levels[start],
                script=script,
                face=face,
                style=styles[start],
                covered=covered,
            )
        )
    return found


def _resolved(char: str, own: str, running: str, level: int) -> str:
    """Return the script that a character is set in: its own, else that of the text it stands in."""
    if own != COMMON:
        return own
    if running in CJK and char <= _LAST_OF_LATIN_BLOCKS:
        return LATIN
    arabic_digit = _ARABIC_DIGITS[0] <= char <= _ARABIC_DIGITS[1]
    if running == ARABIC and not level & 1 and not arabic_digit:
        return LATIN  # digits and signs of a left-to-right stretch among Arabic letters
    return running


def _drawn_shifts(text: str, found: list[_Cluster]) -> list[str]:
    """Return for each cluster the feature that draws it raised or lowered, or "".

    In one superscript either all letters and digits are drawn or all are scaled: a mix of both looks broken.
    Signs such as commas may be scaled among drawn digits.
    """
    shifts: list[str] = []
    for shift, group in groupby(found, key=lambda cluster: cluster.style.shift):
        members = list(group)
        feature = {1: "sups", -1: "subs"}.get(shift, "")
        drawn = [
            cluster.covered
            and bool(feature)
            and cluster.face.draws_shifted(text[cluster.start : cluster.end], feature)
            for cluster in members
        ]
        complete = all(
            has or not text[cluster.start : cluster.end].isalnum()
            for cluster, has in zip(members, drawn, strict=True)
        )
        shifts += [feature if has and complete else "" for has in drawn]
    return shifts


def _joined(found: list[_Cluster], shifts: list[str]) -> list[Item]:
    """Return the clusters as items, those that can be shaped together as one."""
    items: list[Item] = []
    for cluster, shift in zip(found, shifts, strict=True):
        if items and _continues(items[-1], cluster, shift):
            items[-1] = items[-1]._replace(end=cluster.end)
        else:
            items.append(
                Item(
                    start=cluster.start,
                    end=cluster.end,
                    level=cluster.level,
                    script=cluster.script,
                    face=cluster.face,
                    style=cluster.style,
                    drawn_shift=shift,
                )
            )
    return items


def _continues(item: Item, cluster: _Cluster, shift: str) -> bool:
    """Return whether a cluster can be shaped with the item before it."""
    return (
        item.face is cluster.face
        and item.level == cluster.level
        and item.script == cluster.script
        and item.style == cluster.style
        and item.drawn_shift == shift
    )


def _aired(items: list[Item], text: str, context: Context) -> list[Item]:
    """Return the items with a little air where letters or digits of two scripts touch."""
    aired = list(items)
    for index, (item, following) in enumerate(pairwise(items)):
        air = _air(item, text[item.end - 1], following.script, text[following.start])
        if air and not following.style.shift:
            aired[index] = _with_air(aired[index], air, rtl=context.rtl)
    if items and context.touching:
        own = script_of(context.touching)
        script = LATIN if own == COMMON and context.touching.isascii() else own
        air = _air(items[-1], text[-1], script, context.touching)
        if air:
            aired[-1] = _with_air(aired[-1], air, rtl=context.rtl)
        elif text[-1] in FULL_WIDTH_CLOSING:
            aired[-1] = aired[-1]._replace(narrow=True)
    return aired


def _air(item: Item, last: str, script: str, first: str) -> float:
    if item.script == script or item.style.shift or not (last.isalnum() and first.isalnum()):
        return 0.0
    scripts = {item.script, script}
    if len(scripts & CJK) == 1:
        return AIR_AT_CJK
    return AIR_AT_ARABIC if ARABIC in scripts else 0.0


def _with_air(item: Item, air: float, *, rtl: bool) -> Item:
    """Return the item with air on the side where the next one stands."""
    return item._replace(air_before=air) if rtl else item._replace(air_after=air)
