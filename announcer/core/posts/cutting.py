"""Where a text may be cut short: after a word, never inside one, never between a number and its unit."""

import re
from collections.abc import Iterator
from itertools import pairwise

ELLIPSIS = "…"

_IDEOGRAPH = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_IDEOGRAPH}]|[^\s{_IDEOGRAPH}]+")
_NUMBER_TAIL = r"[\d.,٫٬/:–−%٪⁰¹²³⁴-⁹⁺⁻₀-₉-]*"
_SIGN = r"[<>≤≥=±~≈×·+−/-]+"

_UNIT_FOLLOWS = re.compile(rf".*\d{_NUMBER_TAIL}|{_SIGN}|per", re.IGNORECASE | re.DOTALL)
_UNIT_GOES_ON = re.compile(r"[<>≤≥=±~≈×·+−%٪°].*|per|Hg|درصد", re.DOTALL)
_LEADS_ON = re.compile(
    r"(?:a|an|and|are|as|at|between|but|by|during|except|for|from|in|into|is|its|n|no|nor|not|of|on|only|or|p|than|that"
    r"|the|their|to|under|unless|until|upon|versus|via|vs\.?|was|were|when|whether|which|while|who|with|within|without)"
    r"|(?:از|اما|با|بدون|بر|برای|به|بین|تا|جز|در|روی|که|مگر|نه|نیز|و|ولی|یا|هر|این|آن)",
    re.IGNORECASE,
)
_TURNS_THE_SENSE = re.compile(
    r"(?:but|except|however|neither|no|nor|not|only|unless|without|although)\b.*"
    r"|(?:اما|ولی|مگر|نه|بدون|جز|به\u200cجز)",
    re.IGNORECASE,
)
_LOOSE_END = " \t\n.,;:،؛–—-/([{«“‘'\""
_OPENING, _CLOSING = "([{«“", ")]}»”"


def cuts(text: str) -> list[int]:
    """Return the lengths to which `text` may be cut, shortest first; `…` is to follow each.

    A cut falls between words (or ideographs), never between a number and its unit (`4.2 mmHg`, `p < 0.05`,
    `۱۲ درصد`), never before `but`, `not` and the like, never inside brackets or quotation marks, and leaves no
    `of` or comma at its end. Where no place is that good, any between words is taken that splits no number.
    """
    good, fair = [], []
    for before, after, depth in _gaps(text):
        word, following = before.group().strip(_LOOSE_END) or before.group(), after.group()
        end = len(text[before.start() : before.end()].rstrip(_LOOSE_END)) + before.start()
        if end == before.start() or _UNIT_FOLLOWS.fullmatch(word) or _UNIT_GOES_ON.fullmatch(following):
            continue
        fair.append(end)
        if depth == 0 and not _LEADS_ON.fullmatch(word) and not _TURNS_THE_SENSE.fullmatch(following):
            good.append(end)
    return good or fair


def _gaps(text: str) -> Iterator[tuple[re.Match[str], re.Match[str], int]]:
    """Yield the words on both sides of each place between words, with the number of brackets open there."""
    depth = 0
    for before, after in pairwise(_WORD.finditer(text)):
        word = before.group()
        depth = max(0, depth + sum(map(word.count, _OPENING)) - sum(map(word.count, _CLOSING)))
        parted = before.end() < after.start()
        if parted or (len(word) == len(after.group()) == 1):
            yield before, after, depth
