"""How good each place for a line end is: the weights were set by looking at hundreds of titles.

A penalty is in the unit of the fit's cost, where a line that is off the mean width by a third costs about 0.1.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from announcer.typeset.breaks import positions
from announcer.typeset.characters import CJK, clusters, is_emoji_cluster, script_of
from announcer.typeset.markup import Style

AFTER_HYPHEN = 0.26
AFTER_SLASH = 0.40
AFTER_DASH = 0.02
BEFORE_DASH = 0.30
AFTER_WEAK_WORD = 0.12
AT_OPERATOR = 0.18
AFTER_EMOJI = 0.15
AFTER_COLON = -0.12
AFTER_COMMA = -0.03
BEFORE_NUMERAL = 0.15
IN_ITALICS = 0.12
IN_BRACKETS = 0.05
IN_CJK_PHRASE = 0.20
IN_WORD = 0.80
"""Parting a word anywhere, because it is wider than the box."""

WEAK_WORDS = frozenset({
    "a", "an", "the", "of", "in", "on", "for", "and", "with", "to", "by", "from", "as", "at", "or", "via", "vs",
    "its", "is", "are", "between", "into", "during", "among", "using", "after", "not",
    "و", "در", "از", "به", "با", "بر", "برای", "که", "یا", "این", "آن", "تا", "من", "في", "على", "إلى", "عن",
})  # fmt: skip
"""Words that lean on the next one; a line should not end with them, nor a cut text."""

_LONG_WORD = 12
_EDGE = 3
_NUMERALS = frozenset("IVX0123456789۰۱۲۳۴۵۶۷۸۹")
_NUMERAL = re.compile(r"(?:[IVX]{1,4}|\d{1,3})(?![\w.])")
_HAS_BRACKETS = re.compile(r"[()\[\]{}«»“”]")
_OPERATORS = frozenset("<>=≤≥≈≪≫±×+−~∼→")
_CHINESE_ENCLITICS = frozenset("的了地得们性中")
_CHINESE_PROCLITICS = frozenset("与和及或在对从以第")
_OPENING = frozenset("([{«“")
_CLOSING = frozenset(")]}»”")
_EUROPEAN_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f]")


class Opportunity(NamedTuple):
    """A place where a line may end."""

    position: int
    """Where the next line starts."""
    end: int
    """Where this line ends, the space before the break left out."""
    penalty: float
    forced: bool
    """A hard break, or the end of the text."""
    hyphen: bool = False
    """A hyphen is drawn at the end of the line."""


def opportunities(text: str, styles: Sequence[Style], *, anywhere: bool = False) -> list[Opportunity]:
    """Return the places where lines of `text` may end, in order; the last is the end of the text.

    Args:
        text: Normalised text.
        styles: Style of each character.
        anywhere: Allow breaks inside words of more than 12 characters, at a high price.
    """
    places = positions(text)
    inside = _inside_long_words(text, places) if anywhere else {}
    bracketed = _bracketed(text) if _HAS_BRACKETS.search(text) else ()
    mixed = bool(styles) and styles.count(styles[0]) < len(styles)
    word_start = 0
    found = []
    for position in sorted({*places, *inside}) if inside else places:
        before = text[position - 1]
        spaced = before in " \n"
        end = position - 1 if spaced else position
        last, following = text[end - 1], text[position]
        if spaced and last.isalpha():
            penalty = AFTER_WEAK_WORD if text[word_start:end].lower() in WEAK_WORDS else 0.0
            if not following.isalpha() or following in _NUMERALS:
                penalty += _sign_penalty(last, following, spaced=True) + _numeral_penalty(
                    text[position : position + 6]
                )
        else:
            penalty = _sign_penalty(last, following, spaced=spaced)
        if mixed and styles[position - 1].italic and styles[position].italic:
            penalty += IN_ITALICS
        if bracketed and bracketed[position]:
            penalty += IN_BRACKETS
        hyphen = inside.get(position)
        if hyphen is not None:
            penalty += IN_WORD
        found.append(Opportunity(position, end, penalty, before == "\n", bool(hyphen)))
        word_start = position
    found.append(Opportunity(len(text), len(text), 0.0, forced=True))
    return found


@lru_cache(4096)
def _sign_penalty(last: str, following: str, *, spaced: bool) -> float:
    """Return the part of a penalty that hangs on the two characters at a break."""
    penalty = 0.0 if spaced else _unspaced_penalty(last, following)
    if last in ":;؛.?؟!":
        penalty += AFTER_COLON
    elif last in ",،–—":
        penalty += AFTER_COMMA
    if is_emoji_cluster(last):
        penalty += AFTER_EMOJI
    if last in _OPERATORS or following in _OPERATORS:
        penalty += AT_OPERATOR
    return penalty


def _numeral_penalty(following: str) -> float:
    """Return what it costs to part a name from its number (Angiotensin II, Covid 19)."""
    return BEFORE_NUMERAL if _NUMERAL.match(following) else 0.0


def _unspaced_penalty(last: str, following: str) -> float:
    if last in "-‐\u2011":
        return AFTER_HYPHEN
    if last == "/":
        return AFTER_SLASH
    if last in "–—":
        return AFTER_DASH
    if following in "–—":
        return BEFORE_DASH
    return _cjk_penalty(last, following)


def _cjk_penalty(last: str, following: str) -> float:
    """Return the penalty between two full-width characters.

    Japanese phrases end in hiragana and start without; Chinese particles lean on the word before them, Chinese
    conjunctions and prepositions on the one after.
    """
    scripts = script_of(last), script_of(following)
    if "Hira" not in scripts and "Kana" not in scripts:
        return IN_CJK_PHRASE if following in _CHINESE_ENCLITICS or last in _CHINESE_PROCLITICS else 0.0
    phrase_ends = scripts[0] == "Hira" and scripts[1] in CJK and scripts[1] != "Hira"
    return 0.0 if phrase_ends or not set(scripts) <= CJK else IN_CJK_PHRASE


def _bracketed(text: str) -> list[bool]:
    """Return for each position whether it is inside brackets or quotes."""
    depth = 0
    inside = []
    for char in text:
        inside.append(depth > 0)
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
    return inside


def _inside_long_words(text: str, places: list[int]) -> dict[int, bool]:
    """Return the places inside words that cannot be parted otherwise, and whether a hyphen is drawn at each."""
    found = {}
    for start, end in zip([0, *places], [*places, len(text)], strict=True):
        if end - start <= _LONG_WORD:
            continue
        for cluster_start, _ in clusters(text[start:end].rstrip(" \n"))[_EDGE : 1 - _EDGE]:
            place = start + cluster_start
            found[place] = all(_EUROPEAN_LETTERS.match(char) for char in text[place - 1 : place + 1])
    return found
