"""One line of a paragraph put in visual order: which piece goes how far from the line's left end."""

from dataclasses import dataclass

from announcer.typeset.bidi import visual_order
from announcer.typeset.paragraph import Paragraph
from announcer.typeset.penalties import Opportunity
from announcer.typeset.shape import Piece


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """The pieces of a line from left to right with their distances from its left end, in em."""

    text: str
    pieces: tuple[tuple[Piece, float], ...]
    width: float


def place_line(paragraph: Paragraph, start: int, place: Opportunity) -> PlacedLine:
    """Return the line from character `start` to the end that `place` gives it."""
    pieces, trailing = _pieces(paragraph, start, place)
    if paragraph.levels:
        pieces = [pieces[index] for index in visual_order([piece.level for piece in pieces])]
    placed = []
    x = 0.0
    for piece in pieces:
        placed.append((piece, x))
        x += piece.advance
    return PlacedLine(paragraph.text[start : place.end], tuple(placed), x - trailing)


def _pieces(paragraph: Paragraph, start: int, place: Opportunity) -> tuple[list[Piece], float]:
    """Return the pieces of a line in logical order and the width of the space at its end.

    Words that the line holds only in part are set again. So is the last word without its space where the order of
    pieces may change, because the space would end up between two words.
    """
    found: list[Piece] = []
    trailing = 0.0
    for index in range(paragraph.word_at(start), len(paragraph.spans)):
        begin, end = paragraph.spans[index]
        if begin >= place.end:
            break
        word = paragraph.words[index]
        if begin >= start and (end <= place.end or _keeps_its_space(paragraph, end, place)):
            found += word.pieces
            trailing = word.advance - word.prefix[min(end, place.end) - begin]
        else:
            found += paragraph.part(index, max(start - begin, 0), min(end, place.end) - begin).pieces
    if place.hyphen:
        found += paragraph.hyphen.pieces
    return found, trailing


def _keeps_its_space(paragraph: Paragraph, end: int, place: Opportunity) -> bool:
    """Return whether a line's last word may stand with what follows it: a space, but no hard break to be drawn."""
    return end == place.position and not paragraph.levels and paragraph.text[end - 1] != "\n"
