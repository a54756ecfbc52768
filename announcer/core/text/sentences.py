"""Split running text of medical papers into sentences: with abbreviations, decimals, species and missing spaces."""

import re
from collections.abc import Iterator

_ABBREVIATIONS_TEXT = """
agg al approx appl assoc av avg bv c ca cf chap clin co corp cv dept dr ed eds e.g eq eqs esp est etc ex exp ext fig
figs g gen i.a i.d i.e i.m i.p i.v inc incl inst int jr lat lit ltd max mg min mr mrs ms n.b neg no nos nov
nr obs op orig p p.o pp pres prof pt pts pv q.d ref refs resp rev s.c sci sec sect ser soc sp spp sr ssp st
str subg subsp suppl syn temp univ var viz vol vols vs wt yr yrs ه.ق ه.ش ق.م
"""
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_TEXT.split())
"""In lower case, without their last stop."""

_ALSO_LAST_TEXT = """
al etc inc ltd co corp no max min neg mg wt temp p.o i.v i.p i.m s.c sp spp yr yrs
"""
_ALSO_LAST = frozenset(_ALSO_LAST_TEXT.split())
"""Abbreviations that end sentences too; only a following word that opens sentences shows it."""

_OPENERS_TEXT = """
a additionally after all also although among an and as at based because before both but by collectively
compared conclusion conclusions consequently considering data despite due during each finally findings first
for from further furthermore given he hence here how however if importantly in interestingly it its moreover
most next no none nonetheless of on one only our over overall participants patients results second she
significant similarly since so some such taken that the their then there therefore these they third this
those three thus to together two under using we what when where whereas whether which while with
"""
_OPENERS = frozenset(_OPENERS_TEXT.split())
_LETTERED_TEXT = """
b category class complex factor grade group hepatitis influenza panel phase protein stage type vitamin
vitamins
"""
_LETTERED = frozenset(_LETTERED_TEXT.split())
"""Words that a single letter belongs to, so that a stop after the letter is not that of an initial."""

_STOP = re.compile(r"(?P<stop>[.?!؟][.?!؟]*)[\"'”’»)\]]*(?P<gap>\s*)(?=\S)")
_OPENING = "\"'“‘«([{•●▪ "
_INITIAL = re.compile(r"(?:[A-Z](?:\.-?|-))*[A-Z]")
_DOTTED = re.compile(r"(?:\w\.)+\w")
_BEGINS_LOWER = re.compile(r"[a-z]{1,5}(?:[A-Z\d]|-[A-Z\dα-ω])|[α-ω]")
_GLUED_BEFORE = re.compile(r".*(?:[a-z]{3}|[)\]%])|.*[آ-ی]{2}", re.DOTALL)
_GLUED_AFTER = re.compile(r"[A-Z][A-Za-z]|[آ-ی]{2}")
_REACH = 40
"""Characters around a stop that are looked at; no word that matters is longer."""


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`, each stripped, none empty.

    A sentence ends at `.`, `?`, `!` or `؟`, closing quotation marks and brackets included, where what follows
    can begin one. With no space after it, a stop ends one only between a whole word and a capitalised or a
    Persian one (`cancers.MSCs`).
    """
    ends = [*sentence_ends(text), len(text)]
    starts = [0, *ends[:-1]]
    found = (text[start:end].strip() for start, end in zip(starts, ends, strict=True))
    return [sentence for sentence in found if sentence]


def sentence_ends(text: str) -> Iterator[int]:
    """Yield where each sentence of `text` but the last one ends: after its stop and the space that follows."""
    start = 0
    for stop in _STOP.finditer(text):
        before = text[max(start, stop.start() - _REACH) : stop.start()]
        after = text[stop.end() : stop.end() + _REACH].lstrip(_OPENING)
        joined = _is_glued_end(before, stop, after) if not stop["gap"] else _is_end(before, stop["stop"], after)
        if joined:
            yield stop.end()
            start = stop.end()


def _is_end(before: str, stop: str, after: str) -> bool:
    if not _can_begin(after):
        return False
    words = before.split()
    if stop != "." or not words:
        return bool(words)
    word = words[-1].lstrip(_OPENING)
    if _INITIAL.fullmatch(word):
        return _opens(after) or (len(words) > 1 and words[-2].lower() in _LETTERED)
    if word.lower() in _ABBREVIATIONS or _DOTTED.fullmatch(word):
        return _opens(after) and (word.lower() in _ALSO_LAST or word.lower() not in _ABBREVIATIONS)
    return not (len(words) == 1 and word.isdecimal())  # "1. Introduction"


def _is_glued_end(before: str, stop: re.Match[str], after: str) -> bool:
    if len(stop["stop"]) > 1 or not before or before[-1].isspace():
        return False
    closed = stop.end() - stop.start() > 1
    if closed or before[-1].isdecimal():
        return _opens(after)
    same_script = (before[-1] < "\u0600") == (after[:1] < "\u0600")
    return bool(same_script and _GLUED_BEFORE.fullmatch(before) and _GLUED_AFTER.match(after))


def _can_begin(after: str) -> bool:
    """Return whether a sentence can begin so: a capital, a digit, a letter without case, or `mRNA` and `p53`."""
    first = after[:1]
    if first.islower():
        return bool(_BEGINS_LOWER.match(after))
    return first.isalnum()


def _opens(after: str) -> bool:
    word = re.match(r"\w+(?!\.\s?[A-Z])", after)  # `R. A. Fisher`: no article
    return bool(word and word.group().lower() in _OPENERS and word.group()[0].isupper())
