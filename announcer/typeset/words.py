"""Words set once and kept: the pieces of each word of a paragraph, from a cache wherever the word was set before.

A word is a stretch up to and with its space, or one full-width character: no shipped face kerns or forms ligatures
over more (tests/typeset/test_words.py compares with whole lines).
"""

import re
from dataclasses import dataclass
from itertools import accumulate

from announcer.typeset.fonts import FontStack, GlyphBox
from announcer.typeset.inline_styles import SpanStyle
from announcer.typeset.itemise import Context, itemise, last_script
from announcer.typeset.shape import Piece, Setting, shape, union

_FULL_WIDTH = r"\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_ATTACHED = r"\ufe00-\ufe0f\u3099\u309a\U000e0100-\U000e01ef"
_SPACES = r" \u00a0\n"
_WORD = re.compile(
    rf"[{_FULL_WIDTH}][{_ATTACHED}]*|[^{_SPACES}{_FULL_WIDTH}]+[{_SPACES}]?|[{_SPACES}]|."  # the last: stray marks
)
_PLAIN_WORD = re.compile(rf"[^{_SPACES}]+[{_SPACES}]?|[{_SPACES}]")
"""The same where nothing is full-width."""
_FULL_WIDTH_FROM = "\u2e80"
_WORDS_KEPT = 10_000
_SHELVES_KEPT = 200
_LONGEST_KEPT = 80


@dataclass(frozen=True, slots=True)
class Word:
    """A word as set: lengths in em, positions counted from its first character."""

    pieces: tuple[Piece, ...]
    """In logical order."""
    prefix: tuple[float, ...]
    """Advance of the characters before each position; one more than there are characters."""
    ink: GlyphBox | None
    """Ink box over all pieces, of which only bottom and top hold in bidirectional words."""
    missing: tuple[str, ...]
    """Clusters that no face has, drawn as empty boxes."""
    script: str
    """Script that following signs take over."""

    @property
    def advance(self) -> float:
        """Length of the word with its space."""
        return self.prefix[-1]


def split(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each word of `text`; together they are all of it."""
    pattern = _WORD if max(text, default="") >= _FULL_WIDTH_FROM else _PLAIN_WORD
    return [word.span() for word in pattern.finditer(text)]


Shelf = dict[tuple[object, ...], Word]
"""Words of one setting and style by text, levels, script before and character after."""


class WordSetter:
    """Sets words in one stack of faces, keeping what it set. One for each stack serves all its paragraphs."""

    def __init__(self, stack: FontStack) -> None:
        self.stack = stack
        self._shelves: dict[tuple[object, ...], Shelf] = {}

    def shelf(self, styles: tuple[SpanStyle, ...] | SpanStyle, setting: Setting) -> Shelf:
        """Return the words already set in a style; `set` adds to it."""
        key = (styles, setting)
        shelf = self._shelves.get(key)
        if shelf is None:
            if len(self._shelves) >= _SHELVES_KEPT:
                self._shelves.clear()
            shelf = self._shelves[key] = {}
        return shelf

    def set(
        self,
        text: str,
        styles: tuple[SpanStyle, ...] | SpanStyle,
        levels: tuple[int, ...] | int,
        context: Context,
        setting: Setting,
    ) -> Word:
        """Return a word as set.

        Args:
            text: The word.
            styles: Style of each character, or the one of all.
            levels: Bidi level of each character, or the one of all.
            context: What stands before and after.
            setting: The paragraph's setting.
        """
        shelf = self.shelf(styles, setting)
        key = (text, levels, context.script, context.touching, context.rtl)
        word = shelf.get(key)
        if word is None:
            word = self._made(text, styles, levels, context, setting)
            if len(text) <= _LONGEST_KEPT:
                if len(shelf) >= _WORDS_KEPT:
                    shelf.clear()
                shelf[key] = word
        return word

    def _made(
        self,
        text: str,
        styles: tuple[SpanStyle, ...] | SpanStyle,
        levels: tuple[int, ...] | int,
        context: Context,
        setting: Setting,
    ) -> Word:
        items, missing = itemise(text, styles, levels, self.stack, context)
        pieces = tuple(shape(text, item, setting) for item in items)
        advances = [advance for piece in pieces for advance in piece.advances]
        return Word(
            pieces,
            tuple(accumulate(advances, initial=0.0)),
            union([piece.ink for piece in pieces if piece.ink]),
            missing,
            last_script(text, context.script),
        )
