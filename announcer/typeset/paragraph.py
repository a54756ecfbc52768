"""A paragraph ready to be fitted: mark-up cleaned, levels resolved, words set, places for line ends weighed."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple, TypeVar

from announcer.typeset import glue
from announcer.typeset.balance import Breaks
from announcer.typeset.bidi import Levels, needs_bidi, resolve_levels
from announcer.typeset.characters import ARABIC, CJK, COMMON, LATIN, script_of
from announcer.typeset.direction import is_right_to_left, runs_right_to_left
from announcer.typeset.fonts import FontStack
from announcer.typeset.inline_styles import SpanStyle, parse
from announcer.typeset.itemise import FULL_WIDTH_CLOSING, FULL_WIDTH_SIGNS, Context
from announcer.typeset.normalise import MAX_CHARACTERS, StyledChars, normalise
from announcer.typeset.penalties import Opportunity, opportunities
from announcer.typeset.shape import Setting
from announcer.typeset.words import Word, WordSetter, split

UNDETERMINED = frozenset({"", "und", "mul"})

MAX_MARKUP = 4 * MAX_CHARACTERS
"""Longer mark-up is cut here before it is read."""

EUROPEAN_SCALE_IN_RTL = 0.94
"""Latin letters look too large among Persian ones of the same size."""

LATIN_LEADING = 1.2
ARABIC_LEADING = 1.5
CJK_LEADING = 1.32
LEAST_AIR = 0.12

CAPITALS = 0.74
DESCENDERS = 0.21

_CJK_FROM = "\u2e80"
_Value = TypeVar("_Value")


class TextStyle(NamedTuple):
    """How a whole paragraph is set."""

    weight: int = 400
    """100 to 900; faces of one weight are emboldened from 600 on."""
    optical_size: float = 28.0
    """For faces drawn for more than one size, in their points: 14 for small print, 32 for display."""
    italic: bool = False
    language: str = "en"
    """BCP 47; decides letter forms, the base direction, and how text is cleaned."""
    direction: str = "auto"
    """`ltr`, `rtl`, or `auto`: that of the language; the first letter never decides where a language is given."""
    leading: float | None = None
    """Distance of baselines in em; None is that of the script: 1.2 Latin, 1.5 Arabic, 1.32 Chinese and Japanese."""
    tracking: float = 0.0
    """Letter spacing in em, for lines in capitals; joined letters are never spaced."""


class Paragraph:
    """Text shaped once, in em, to be fitted at any size.

    Args:
        markup: Text with `<i> <b> <sub> <sup> <sc> <mark> <br>` and HTML entities (see `markup.parse`), or text
            that is normalised already, with its styles.
        words: The setter of the faces to use; it keeps what it set, so give all paragraphs of a stack the same.
        style: How it is set.
        clipped: Text is left out at the end. Becomes true where there are more than `MAX_CHARACTERS`.
    """

    def __init__(
        self,
        markup: str | StyledChars,
        words: WordSetter | FontStack,
        style: TextStyle | None = None,
        *,
        clipped: bool = False,
    ) -> None:
        self.style = style or TextStyle()
        self.setter = words if isinstance(words, WordSetter) else WordSetter(words)
        self.clipped = clipped
        text, styles = self._read(markup) if isinstance(markup, str) else markup
        self.rtl = is_rtl(text, self.style)
        self.text, self.styles = glue.glued(text), styles
        self.levels: Levels | None = None
        if self.rtl or needs_bidi(text):
            self.text, self.styles = glue.isolated(self.text, styles, rtl=self.rtl)
            self.levels = resolve_levels(self.text, int(self.rtl))
        self._setting = Setting(
            weight=self.style.weight,
            optical_size=self.style.optical_size,
            language=self.style.language,
            european_scale=EUROPEAN_SCALE_IN_RTL if self.rtl else 1.0,
            tracking=self.style.tracking,
        )
        self.spans = split(self.text)
        self.words = self._set_words()

    def _read(self, markup: str) -> StyledChars:
        stretches = parse(markup[:MAX_MARKUP], SpanStyle(italic=self.style.italic))
        self.clipped |= len(markup) > MAX_MARKUP or sum(len(text) for text, _ in stretches) > MAX_CHARACTERS
        return normalise(stretches, self.style.language)

    def _set_words(self) -> list[Word]:
        """Set all words; those in the style of the whole paragraph that were set before come from their shelf."""
        styles = _one_or_each(self.styles) if self.styles else SpanStyle()
        shelf = self.setter.shelf(styles, self._setting) if isinstance(styles, SpanStyle) else {}
        text, rtl, script = self.text, self.rtl, self._first_script()
        levels = self.levels.levels if self.levels else None
        wide = bool(text) and max(text) >= _CJK_FROM
        found = []
        for start, end in self.spans:
            level = _one_or_each(levels[start:end]) if levels else 0
            touching = self._touching(end) if wide else ""
            word = shelf.get((text[start:end], level, script, touching, rtl)) or self._set(start, end, script)
            script = word.script
            found.append(word)
        return found

    def _set(self, start: int, end: int, script: str) -> Word:
        styles = _one_or_each(self.styles[start:end])
        levels = _one_or_each(self.levels.levels[start:end]) if self.levels else 0
        context = Context(script=script, touching=self._touching(end), rtl=self.rtl)
        return self.setter.set(self.text[start:end], styles, levels, context, self._setting)

    def _touching(self, end: int) -> str:
        """Return the character after a word if the space between them may change (see `itemise.Context`)."""
        last, following = self.text[end - 1], self.text[end : end + 1]
        if not following:
            return ""
        signs = last in FULL_WIDTH_CLOSING and following in FULL_WIDTH_SIGNS
        return following if signs or (last >= _CJK_FROM) != (following >= _CJK_FROM) else ""

    def word_at(self, position: int) -> int:
        """Return the index of the word that holds a character."""
        return bisect_right(self.spans, position, key=itemgetter(0)) - 1

    def part(self, index: int, start: int, end: int) -> Word:
        """Return characters `start` to `end` of word `index` set by themselves, for a line that parts the word."""
        begin = self.spans[index][0]
        script = self.words[index - 1].script if index else self._first_script()
        return self._set(begin + start, begin + end, script)

    def _first_script(self) -> str:
        scripts = (script_of(char) for char in self.text)
        return next((script for script in scripts if script != COMMON), ARABIC if self.rtl else LATIN)

    @cached_property
    def hyphen(self) -> Word:
        """A hyphen in the paragraph's own style."""
        context = Context(script=LATIN)
        return self.setter.set("-", SpanStyle(italic=self.style.italic), 0, context, self._setting)

    @cached_property
    def starts(self) -> list[float]:
        """Distance of each word from the start of the text in em, and of the end."""
        return list(accumulate((word.advance for word in self.words), initial=0.0))

    @cached_property
    def breaks(self) -> Breaks:
        """Where lines may end."""
        return _measured(self, opportunities(self.text, self.styles))

    @cached_property
    def emergency_breaks(self) -> Breaks:
        """Where lines may end when words are wider than the box: inside them, too."""
        return _measured(self, opportunities(self.text, self.styles, anywhere=True))

    @property
    def missing(self) -> tuple[str, ...]:
        """The clusters that no face has, each once, in order; they are drawn as empty boxes."""
        return tuple(dict.fromkeys(cluster for word in self.words for cluster in word.missing))

    @cached_property
    def leading(self) -> float:
        """Distance of baselines in em."""
        if self.style.leading is not None:
            return self.style.leading
        scripts = {word.script for word in self.words}
        if self.rtl:
            return ARABIC_LEADING
        if ARABIC in scripts:  # a word or two in a Latin text: as much as keeps lines apart
            return min(max(self.ascent + self.descent + LEAST_AIR, LATIN_LEADING), ARABIC_LEADING)
        return CJK_LEADING if scripts & CJK else LATIN_LEADING

    @cached_property
    def ascent(self) -> float:
        """Height of the first line above its baseline in em: capitals, or the highest ink of the paragraph."""
        return max([CAPITALS, *(word.ink[3] for word in self.words if word.ink)])

    @cached_property
    def descent(self) -> float:
        """Depth of the last line below its baseline in em: descenders, or the lowest ink of the paragraph."""
        return max([DESCENDERS, *(-word.ink[1] for word in self.words if word.ink)])

    def prefix(self, end: int, tail: str) -> "Paragraph":
        """Return a paragraph of the first `end` characters and `tail`, in the same setting."""
        kept = [
            (char, style)
            for char, style in zip(self.text[:end], self.styles[:end], strict=True)
            if char not in glue.ISOLATES  # set anew, so that none is left open
        ]
        text = "".join(char for char, _ in kept) + tail
        styles = [*(style for _, style in kept), *[SpanStyle(italic=self.style.italic)] * len(tail)]
        direction = "rtl" if self.rtl else "ltr"
        return Paragraph((text, styles), self.setter, self.style._replace(direction=direction), clipped=True)


def _measured(paragraph: Paragraph, places: list[Opportunity]) -> Breaks:
    """Return the places with their distances from the start of the paragraph."""
    hyphen = paragraph.hyphen.advance if any(place.hyphen for place in places) else 0.0
    starts, spans, words = paragraph.starts, paragraph.spans, paragraph.words
    begins, ends = [0.0], []
    index = 0
    for place in places:
        while spans[index][1] < place.end:
            index += 1
        end = starts[index] + words[index].prefix[place.end - spans[index][0]]
        ends.append(end + hyphen if place.hyphen else end)
        while spans[index][1] < place.position:
            index += 1
        begins.append(starts[index] + words[index].prefix[place.position - spans[index][0]])
    forced = [index for index, place in enumerate(places) if place.forced]
    return Breaks(places, begins, ends, [place.penalty for place in places], forced)


def _one_or_each(values: Sequence[_Value]) -> _Value | tuple[_Value, ...]:
    """Return the value that all of `values` are, else all."""
    first = values[0]
    return first if values.count(first) == len(values) else tuple(values)


def is_rtl(text: str, style: TextStyle) -> bool:
    """Return whether a paragraph runs right to left: by its style, else its language, else most of its letters."""
    if style.direction != "auto":
        return style.direction == "rtl"
    if style.language.partition("-")[0].lower() not in UNDETERMINED:
        return is_right_to_left(style.language)
    return bool(runs_right_to_left(text))
