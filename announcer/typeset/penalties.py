"""How good each place for a line end is: the weights were set by looking at hundreds of titles.

A penalty is in the unit of the fit's cost, where a line that is off the mean width by a third costs about 0.1.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from announcer.typeset.breaks import positions
from announcer.typeset.characters import CJK, clusters, is_emoji_cluster, script_of
from announcer.typeset.glue import ISOLATE_END, ISOLATE_LTR, ISOLATE_RTL
from announcer.typeset.inline_styles import SpanStyle

AFTER_HYPHEN = 0.26
AFTER_SLASH = 0.40
AFTER_DASH = 0.02
IN_RANGE = 0.50
BEFORE_DASH = 0.30
AFTER_WEAK_WORD = 0.12
AFTER_EZAFE = 0.10
"""After a Persian word that is bound to the next one, as in «خطر مرگ»."""
AT_OPERATOR = 0.18
AFTER_EMOJI = 0.15
AFTER_COLON = -0.12
AFTER_COMMA = -0.03
BEFORE_NUMERAL = 0.15
AFTER_NUMBER = 0.12
IN_ITALICS = 0.12
IN_BRACKETS = 0.05
BEFORE_LAST_BRACKETS = 0.30
"""Before brackets that would be all of the last line."""
IN_FOREIGN_PHRASE = 0.25
"""Between words that run against the paragraph: parted, the second is read before the first."""
IN_CJK_PHRASE = 0.20
IN_CJK_COMPOUND = 0.10
AFTER_SYLLABLE = 0.80
IN_SYLLABLE = 0.95
"""Parting a word with a hyphen, as it is wider than the box: what follows begins like a syllable, or does not."""
IN_SIGNS = 0.81
"""Parting digits, links and the like, without a hyphen."""
ADDRESS_AFTER_SLASH = -0.10
ADDRESS_AFTER_HYPHEN = 0.45
"""Line ends in links and DOIs: a hyphen there may be taken for one that only parts a word."""

WEAK_WORDS = frozenset({
    "a", "an", "the", "of", "in", "on", "for", "and", "with", "to", "by", "from", "as", "at", "or", "via", "vs",
    "its", "is", "are", "between", "into", "during", "among", "using", "after", "not",
    "و", "در", "از", "به", "با", "بر", "برای", "که", "یا", "این", "آن", "تا", "من", "في", "على", "إلى", "عن",
})  # fmt: skip
"""Words that lean on the next one; a line should not end with them, nor a cut text."""

_BOUND_TEXT = """
اثر اثرات تأثیر تاثیر ارتباط ارزیابی افزایش الگوی اختلال بخش بررسی بروز بهبود بیماران بیماری
پرستاران پرفشاری پزشکی پیامد پیامدهای تغییر تعیین خطر خون داروی دانشجویان دانشگاه دانشکدهٔ درمان
زنان سالمندان سرطان سطح شاخص شدت شیوع عوارض عوامل علوم عملکرد فشار قند کاهش کودکان کیفیت گروه
مبتلایان مدت مرکز مصرف مقایسهٔ مقدار میزان نقش مجلهٔ پژوهش بقای سلامت طول
"""
_BOUND = frozenset(_BOUND_TEXT.split())
"""Persian words that mostly take an ezafe, which binds them to the next word."""
_HAMZA = "\u0654"
_EZAFE_ENDINGS = ("های", _HAMZA, "\u200cی")
"""Endings that bind a Persian word to the next one."""

_ADDRESS_PENALTIES = MappingProxyType({"/": ADDRESS_AFTER_SLASH, "-": ADDRESS_AFTER_HYPHEN})
_KANA = re.compile(r"[\u3041-\u30ff]")
_FULL_WIDTH_FROM = "\u2e80"
_HYPHENATED = frozenset({AFTER_SYLLABLE, IN_SYLLABLE})
_LONG_WORD = 12
_EDGE = 3
_NUMERALS = frozenset("IVX0123456789۰۱۲۳۴۵۶۷۸۹")
_NUMERAL = re.compile(r"(?:[IVX]{1,4}|\d{1,3})(?![\w.])")
_NUMBER = re.compile(r"[\d.,٫٬]*\d\Z")
_UNSPACED = re.compile(r"[^ \u00a0\n]+")
_HOST = re.compile(r"[A-Za-z0-9]\.[A-Za-z]{2,30}\Z|10\.\d{4,9}\Z")
"""The end of what comes before the first slash of a link or of a DOI."""
_HAS_BRACKETS = re.compile(r"[()\[\]{}«»“”]")
_LAST_BRACKETS = re.compile(r"[(\[][^()\[\]]{1,40}[)\]][.؟?!]?\Z")
_OPERATORS = frozenset("<>=≤≥≈≪≫±×+−~∼→")
_CHINESE_ENCLITICS = frozenset("的了地得们性中")
_CHINESE_PROCLITICS = frozenset("与和及或在对从以第")
_OPENING = frozenset("([{«“")
_CLOSING = frozenset(")]}»”")
_ISOLATES = frozenset({ISOLATE_LTR, ISOLATE_RTL})
_ISOLATE_ENDS = frozenset({ISOLATE_END})
_SYLLABLE = re.compile(r"(?![aeiouyh])[a-z][aeiouyhlr]")
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


def opportunities(text: str, styles: Sequence[SpanStyle], *, anywhere: bool = False) -> list[Opportunity]:
    """Return the places where lines of `text` may end, in order; the last is the end of the text.

    Args:
        text: Normalised text.
        styles: Style of each character.
        anywhere: Allow breaks inside words of more than 12 characters, at a high price.
    """
    places = positions(text)
    addressed = _in_addresses(text) if "/" in text else [False] * len(text)
    parted = _inside_long_words(text, places, addressed) if anywhere else {}
    if parted:
        places = sorted({*places, *parted})
    penalties = _plain_penalties(text, places)
    if any(addressed):
        _price_addresses(penalties, text, places, addressed)
    if styles and styles.count(styles[0]) < len(styles):
        _add(penalties, IN_ITALICS, [styles[place - 1].italic and styles[place].italic for place in places])
    if _HAS_BRACKETS.search(text):
        bracketed = _between(text, _OPENING, _CLOSING)
        _add(penalties, IN_BRACKETS, [bracketed[place] for place in places])
        if last := _LAST_BRACKETS.search(text):
            _add(penalties, BEFORE_LAST_BRACKETS, [place == last.start() for place in places])
    if ISOLATE_END in text:
        within = _between(text, _ISOLATES, _ISOLATE_ENDS)
        _add(penalties, IN_FOREIGN_PHRASE, [within[place] for place in places])
    for index, place in enumerate(places if parted else ()):
        penalties[index] += parted.get(place, 0.0)
    found = []
    for place, penalty in zip(places, penalties, strict=True):
        before = text[place - 1]
        end = place - 1 if before in " \n" else place
        found.append(Opportunity(place, end, penalty, before == "\n", parted.get(place) in _HYPHENATED))
    found.append(Opportunity(len(text), len(text), 0.0, forced=True))
    return found


def _add(penalties: list[float], penalty: float, where: list[bool]) -> None:
    for index, holds in enumerate(where):
        if holds:
            penalties[index] += penalty


def _plain_penalties(text: str, places: list[int]) -> list[float]:
    """Return the penalties that hang on the words and signs around each place."""
    japanese = bool(_KANA.search(text))
    word_start = 0
    penalties = []
    for place in places:
        spaced = text[place - 1] in " \n"
        end = place - 1 if spaced else place
        last, following = text[end - 1], text[place]
        if spaced and (last.isalpha() or last == _HAMZA):
            penalty = _word_penalty(text[word_start:end].lower())
            if not following.isalpha() or following in _NUMERALS:
                penalty += _sign_penalty(last, following, spaced=True)
                penalty += BEFORE_NUMERAL if _NUMERAL.match(text, place) else 0.0
        else:
            penalty = _sign_penalty(last, following, spaced=spaced)
            if spaced and last.isdigit() and following.isalpha() and _is_number(text, word_start, end):
                penalty += AFTER_NUMBER
            if following >= _FULL_WIDTH_FROM or last >= _FULL_WIDTH_FROM:
                penalty += _cjk_penalty(last, following, japanese=japanese)
        penalties.append(penalty)
        word_start = place
    return penalties


@lru_cache(4096)
def _word_penalty(word: str) -> float:
    """Return the penalty of a line end after a word."""
    if word in WEAK_WORDS:
        return AFTER_WEAK_WORD
    return AFTER_EZAFE if word in _BOUND or word.endswith(_EZAFE_ENDINGS) else 0.0


def _is_number(text: str, start: int, end: int) -> bool:
    """Return whether a stretch is a number by itself, as in "24 trials", and not the end of a name such as PD-1."""
    return (not start or text[start - 1] in " \n") and bool(_NUMBER.match(text, start, end))


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


def _unspaced_penalty(last: str, following: str) -> float:
    if last in "-‐\u2011":
        return AFTER_HYPHEN
    if last == "/":
        return AFTER_SLASH
    if last == "–":
        return IN_RANGE if following.isdigit() else AFTER_HYPHEN
    if last == "—":
        return AFTER_DASH
    if following in "–—":
        return BEFORE_DASH
    return 0.0


@lru_cache(16_384)
def _cjk_penalty(last: str, following: str, *, japanese: bool) -> float:
    """Return the penalty between two characters of which one or both are full-width.

    Japanese phrases end in hiragana and start without; Chinese particles lean on the word before them, Chinese
    conjunctions and prepositions, and numbers, on the one after.
    """
    if following in _CHINESE_ENCLITICS or last in _CHINESE_PROCLITICS or last.isdigit():
        return IN_CJK_PHRASE
    scripts = script_of(last), script_of(following)
    if not set(scripts) <= CJK or not japanese:
        return 0.0
    if scripts[0] == "Hira" and scripts[1] != "Hira":
        return 0.0
    return IN_CJK_COMPOUND if scripts == ("Hani", "Hani") else IN_CJK_PHRASE


def _between(text: str, opening: AbstractSet[str], closing: AbstractSet[str]) -> list[bool]:
    """Return for each position whether it is between an opening and a closing sign."""
    depth = 0
    inside = []
    for char in text:
        inside.append(depth > 0)
        if char in opening:
            depth += 1
        elif char in closing:
            depth = max(0, depth - 1)
    return inside


def _in_addresses(text: str) -> list[bool]:
    """Return for each character whether it is of a link or DOI."""
    inside = [False] * len(text)
    for word in _UNSPACED.finditer(text):
        before, slash, _ = word[0].rpartition("://")[2].partition("/")
        if slash and _HOST.search(before):
            inside[word.start() : word.end()] = [True] * len(word[0])
    return inside


def _price_addresses(penalties: list[float], text: str, places: list[int], addressed: list[bool]) -> None:
    """Put the penalties inside links and DOIs in the place of those of words."""
    for index, place in enumerate(places):
        price = _ADDRESS_PENALTIES.get(text[place - 1])
        if price is not None and addressed[place - 1] and addressed[place]:
            penalties[index] = price


def _inside_long_words(text: str, places: list[int], addressed: list[bool]) -> dict[int, float]:
    """Return the places inside words that cannot be parted otherwise, with the penalty of each."""
    found = {}
    for start, end in zip([0, *places], [*places, len(text)], strict=True):
        if end - start <= _LONG_WORD:
            continue
        for cluster_start, _ in clusters(text[start:end].rstrip(" \n"))[_EDGE : 1 - _EDGE]:
            place = start + cluster_start
            letters = all(_EUROPEAN_LETTERS.match(char) for char in text[place - 1 : place + 1])
            if letters and not addressed[place]:
                found[place] = AFTER_SYLLABLE if _SYLLABLE.match(text, place) else IN_SYLLABLE
            else:
                found[place] = IN_SIGNS
    return found
