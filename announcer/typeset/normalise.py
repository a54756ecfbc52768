"""One clean form of a text before it is set: composed letters, single spaces, no controls."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from types import MappingProxyType

from announcer.typeset.characters import is_mark
from announcer.typeset.inline_styles import SpanStyle

MAX_CHARACTERS = 5_000
"""Longer text is cut here before any work is done."""
MAX_MARKS = 6
"""More combining marks than this on one letter are dropped: no language needs them."""

StyledChars = tuple[str, list[SpanStyle]]
"""A text and the style of each of its characters: two sequences of one length."""

_PERSIAN = "fa"
_PERSIAN_LETTERS = MappingProxyType(
    {"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9", "\u06c0": "\u0647\u0654", "\u0640": ""}
)
_INVISIBLE_JOINS = ("\u200c", "\u200d")
_INVISIBLE_SIGNS = frozenset("\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\ufe0e\ufe0f")
"""Kept once, however often they are repeated."""
_MANY_SIGNS = re.compile(rf"[^\x00-\u02ff\w\s]{{{MAX_MARKS + 1},}}")
"""Marks are not part of words for `re`: where there are too many, this is found first."""
_NO_BREAK_SPACE = "\u00a0"
_KEPT_SPACES = frozenset("\u00a0\u202f\u2007\u2009\u200a\u3000")
# What a title cannot need and an attacker can use: embeddings and overrides (isolates are harmless and stay),
# invisible operators, byte order marks, soft hyphens and zero-width spaces of other people's line breaking.
_DROPPED = frozenset("\u00ad\u034f\u061c\u180e\u200b\u202a\u202b\u202c\u202d\u202e\ufeff\ufff9\ufffa\ufffb")
_MATHS_LETTERS = ("\U0001d400", "\U0001d7ff")
_MATHS_SHAPES = ("SCRIPT", "FRAKTUR", "DOUBLE-STRUCK")


def normalise(stretches: Iterable[tuple[str, SpanStyle]], language: str) -> StyledChars:
    """Return the text in NFC with a style for each character, white space made single and trimmed.

    Removed are controls, bidi embeddings and overrides, soft hyphens, zero-width spaces and marks beyond
    `MAX_MARKS`; lone surrogates become U+FFFD. Kept are ZWNJ, ZWJ, direction marks, isolates, line feeds and every
    character that draws something, assigned or not. Styled mathematical letters (U+1D400…) become plain letters
    with that style. In Persian, Arabic ye and kaf become Persian ones and kashidas go; in Arabic they stay.
    """
    persian = language.partition("-")[0] == _PERSIAN
    chars: list[str] = []
    styles: list[SpanStyle] = []
    for stretch, style in _with_whole_letters(stretches):
        tidy = stretch, [style] * len(stretch)
        clean, each = tidy if _is_tidy(stretch, persian=persian) else _tidied(stretch, style, persian=persian)
        clean, each = _small_capitals(clean, each) if style.small else (clean, each)
        chars.append(clean)
        styles += each
    return _single_spaced("".join(chars)[:MAX_CHARACTERS], styles[:MAX_CHARACTERS])


def overmarked(text: str) -> Iterator[tuple[str, int]]:
    """Yield each letter of `text` that bears more marks than `normalise` leaves it, and how many it bears."""
    if text.isascii():
        return
    for signs in _MANY_SIGNS.finditer(text):
        start = signs.start()
        for are_marks, group in groupby(signs[0], is_mark):
            length = len(list(group))
            if start and are_marks and length > MAX_MARKS:
                yield text[start - 1 : start], length
            start += length


def _with_whole_letters(stretches: Iterable[tuple[str, SpanStyle]]) -> list[tuple[str, SpanStyle]]:
    """Return the stretches with marks at their start moved to the letter before them."""
    moved: list[tuple[str, SpanStyle]] = []
    for text, style in stretches:
        start = 0
        while moved and start < len(text) and is_mark(text[start]):
            start += 1
        if start:
            moved[-1] = (moved[-1][0] + text[:start], moved[-1][1])
        moved.append((text[start:], style))
    return moved


def _is_tidy(text: str, *, persian: bool) -> bool:
    """Return whether the slow way would return `text` as it is; white space is seen to afterwards."""
    if text.isascii():
        return text.isprintable()
    visible = text
    for join in _INVISIBLE_JOINS:
        if join + join in text:
            return False
        visible = visible.replace(join, "")
    return (
        visible.replace(_NO_BREAK_SPACE, " ").isprintable()
        and unicodedata.is_normalized("NFC", text)
        and not (persian and any(letter in text for letter in _PERSIAN_LETTERS))
        and max(text, default="") < _MATHS_LETTERS[0]
        and not any(map(is_mark, set(text)))
    )


def _tidied(text: str, style: SpanStyle, *, persian: bool) -> StyledChars:
    chars: list[str] = []
    styles: list[SpanStyle] = []
    for cluster in _letters_with_marks(text):
        composed = unicodedata.normalize("NFC", cluster)
        for char in composed:
            if char in _INVISIBLE_SIGNS and chars and chars[-1] == char:
                continue
            clean, clean_style = _cleaned(char, style, persian=persian)
            chars.extend(clean)
            styles.extend([clean_style] * len(clean))
    return "".join(chars), styles


def _letters_with_marks(text: str) -> Iterable[str]:
    """Yield each letter with its first marks; marks without a letter are left out."""
    start = next((position for position, char in enumerate(text) if not is_mark(char)), len(text))
    for position, char in enumerate(text[start + 1 :], start + 1):
        if not is_mark(char):
            yield text[start : min(position, start + 1 + MAX_MARKS)]
            start = position
    yield text[start : start + 1 + MAX_MARKS]


def _cleaned(char: str, style: SpanStyle, *, persian: bool) -> tuple[str, SpanStyle]:
    if persian and char in _PERSIAN_LETTERS:
        return _PERSIAN_LETTERS[char], style
    if _MATHS_LETTERS[0] <= char <= _MATHS_LETTERS[1]:
        return _plain_letter(char, style)
    category = unicodedata.category(char)
    if category in {"Zs", "Zl", "Zp"}:
        return (char if char in _KEPT_SPACES else " "), style
    if category == "Cs":
        return "\ufffd", style
    if char in _DROPPED or (category == "Cc" and char != "\n"):
        return "", style
    return char, style


def _plain_letter(char: str, style: SpanStyle) -> tuple[str, SpanStyle]:
    """Return a styled mathematical letter as a plain one: it then has the weight of the text around it."""
    name = unicodedata.name(char, "")
    if not name or any(shape in name for shape in _MATHS_SHAPES):
        return char, style
    plain = unicodedata.normalize("NFKC", char)
    return plain, style._replace(italic=style.italic or "ITALIC" in name, bold=style.bold or "BOLD" in name)


def _small_capitals(text: str, styles: list[SpanStyle]) -> StyledChars:
    """Turn small letters into capitals; what is not a small letter is not set as a small capital."""
    capitals = [upper if len(upper := char.upper()) == 1 else char for char in text]
    each = [
        style if capital != char else style._replace(small=False)
        for capital, char, style in zip(capitals, text, styles, strict=True)
    ]
    return "".join(capitals), each


def _single_spaced(text: str, styles: list[SpanStyle]) -> StyledChars:
    if "  " not in text and "\n" not in text and text == text.strip(" "):
        return text, styles
    chars: list[str] = []
    kept: list[SpanStyle] = []
    for char, style in zip(text.rstrip(" \n"), styles, strict=False):
        if char == "\n":
            while chars and chars[-1] == " ":
                chars.pop()
                kept.pop()
        if char in " \n" and (not chars or chars[-1] in " \n"):
            continue
        chars.append(char)
        kept.append(style)
    return "".join(chars), kept
