"""Cutting a text that does not fit: at a word, without dangling words or commas, "…" at the end."""

import re

from announcer.typeset.balance import Breaks, first_fit
from announcer.typeset.paragraph import Paragraph
from announcer.typeset.penalties import WEAK_WORDS

ELLIPSIS = "…"

_ROOM = 0.95
"""Width kept for the ellipsis, in em; none of the shipped faces needs more."""
_TRIES = 12
_DANGLING = " \u00a0\n,;:،؛.-–—/([{«“"
_LAST_WORD = re.compile(r"[ \u00a0\n]([^\W\d_]+)\Z")


def shortened(paragraph: Paragraph, width: float, most: int) -> tuple[Paragraph, Breaks, tuple[int, ...]]:
    """Return the longest beginning of a paragraph that fits, with its line ends.

    Args:
        paragraph: A text that does not fit.
        width: Of the lines, in em.
        most: How many lines there may be.
    """
    for breaks in (paragraph.breaks, paragraph.emergency_breaks):
        place = _last_place(breaks, width, most)
        for index in range(place, max(place - _TRIES, -1), -1):
            part = paragraph.prefix(_sensible_end(paragraph.text, breaks.places[index].end), ELLIPSIS)
            for part_breaks in (part.breaks, part.emergency_breaks):
                lines = first_fit(part_breaks, width, most)
                if lines:
                    return part, part_breaks, lines
    part = paragraph.prefix(0, ELLIPSIS)
    return part, part.breaks, (0,)


def _last_place(breaks: Breaks, width: float, most: int) -> int:
    """Return the last place that `most` full lines reach with an ellipsis, -1 if there is none."""
    start = 0
    for _ in range(most - 1):
        filled = _line_end(breaks, start, width)
        if filled < start:
            break
        start = filled + 1
    return _line_end(breaks, start, width - _ROOM)


def _line_end(breaks: Breaks, start: int, width: float) -> int:
    place = start - 1
    while place + 1 < len(breaks.ends) and breaks.ends[place + 1] - breaks.begins[start] <= width:
        place += 1
        if breaks.places[place].forced:
            break
    return place


def _sensible_end(text: str, end: int) -> int:
    """Return where to cut so that the text ends neither in punctuation nor in a word that leans on the next."""
    while True:
        kept = text[:end].rstrip(_DANGLING)
        word = _LAST_WORD.search(kept)
        if word and word.group(1).lower() in WEAK_WORDS:
            kept = kept[: word.start()]
        if len(kept) == end:
            return end
        end = len(kept)
