"""The texts of a card, set by the typesetter in the fonts of the brand."""

from dataclasses import replace
from functools import lru_cache
from typing import Literal, cast

from announcer.rendering.cards.brand import Brand, FontRole
from announcer.rendering.cards.content import Content
from announcer.rendering.cards.font_files import Fonts
from announcer.rendering.cards.template import Text
from announcer.typeset.direction import is_right_to_left
from announcer.typeset.fit import Fit, fits, fitted, least_height
from announcer.typeset.layout import TextBox
from announcer.typeset.paragraph import Paragraph, TextStyle
from announcer.typeset.words import WordSetter

Align = Literal["start", "centre", "end"]

_SMALLEST_OPTICAL, _LARGEST_OPTICAL = 14.0, 32.0
_OPTICAL_PER_PIXEL = 0.75
_ENDLESS = 100_000.0
_ALIKE, _ANOTHER_LINE = 3, 1.4
"""Texts at the end of a list that are looked at together, and how much higher one is that has another line."""
_KEPT = 100
"""Texts and settings of one language's cards: enough for the words that they have in common."""


class CardTexts:
    """Sets texts in the fonts of one brand; keeps what it set, so that words common to all cards are set once."""

    def __init__(self, brand: Brand, fonts: Fonts, *, rtl: bool) -> None:
        self._roles = brand.fonts
        self._rtl = rtl
        faces = {role.faces for role in brand.fonts.values()}
        self._setters = {names: WordSetter(fonts.stack(names)) for names in faces}
        self._styles: dict[tuple[str, str], tuple[tuple[str, ...], TextStyle]] = {}
        self._fitted = lru_cache(_KEPT)(self._fit)
        self._least = lru_cache(_KEPT)(self._least_of)
        self._made = lru_cache(_KEPT)(self._paragraph_of)

    def set(self, content: Content, width: float, height: float) -> Fit:
        """Return the first of a box's texts that fits uncut, at its largest size; else the last one, cut."""
        last = len(content.texts) - 1
        low, high = 0, last
        middle = low  # most often the first one fits
        while low < high:
            if self._fits(content, middle, width, height):
                high = middle
            else:
                low = middle + 1
            middle = (low + high) // 2
        if low == last and not self._fits(content, low, width, height):
            # a shorter text may have letters that reach deeper, so one before it may fit where it does not
            low = next((place for place in range(last) if self._fits(content, place, width, height)), last)
        return self._set(content, low, width, height)

    def least_height(self, content: Content, width: float) -> float:
        """Return the height of the last of a box's texts at its smallest size.

        It is that of those before it where they have as many lines: a letter that reaches deeper is no reason for
        another text.
        """
        box = _box(_text(content), width, _ENDLESS)
        last = self._least(self._paragraph(content, -1), box)
        before = range(max(len(content.texts) - _ALIKE, 0), len(content.texts) - 1)
        heights = (self._least(self._paragraph(content, place), box) for place in before)
        return max(last, *(height for height in heights if height < _ANOTHER_LINE * last), last)

    def _set(self, content: Content, place: int, width: float, height: float) -> Fit:
        paragraph = self._paragraph(content, place)
        return self._fitted(paragraph, _box_of(content, paragraph, width, height, rtl=self._rtl))

    def _fits(self, content: Content, place: int, width: float, height: float) -> bool:
        paragraph = self._paragraph(content, place)
        is_last = place == len(content.texts) - 1
        return fits(paragraph, _box_of(content, paragraph, width, height, rtl=self._rtl), whole_words=not is_last)

    @staticmethod
    def _fit(paragraph: Paragraph, box: TextBox) -> Fit:
        return fitted(paragraph, box)

    @staticmethod
    def _least_of(paragraph: Paragraph, box: TextBox) -> float:
        return least_height(paragraph, box)

    def _paragraph(self, content: Content, place: int) -> Paragraph:
        faces, style = self._style(content)
        return self._made(content.texts[place], faces, style)

    def _style(self, content: Content) -> tuple[tuple[str, ...], TextStyle]:
        """Return the faces and the style of a box's texts, which are the same on every card."""
        key = (content.name, content.language)
        known = self._styles.get(key)
        if known is None:
            text = _text(content)
            role = self._roles[text.font]
            if is_right_to_left(content.language) != self._rtl:
                role = replace(role, leading=None)  # what suits the letters of the card's language, not these
            known = self._styles[key] = role.faces, _style(text, role, content.language)
        return known

    def _paragraph_of(self, markup: str, faces: tuple[str, ...], style: TextStyle) -> Paragraph:
        return Paragraph(markup, self._setters[faces], style)


def _text(content: Content) -> Text:
    return cast("Text", content.box)


def _style(text: Text, role: FontRole, language: str) -> TextStyle:
    optical = min(max(text.size.max * _OPTICAL_PER_PIXEL, _SMALLEST_OPTICAL), _LARGEST_OPTICAL)
    return TextStyle(
        weight=text.weight or role.weight,
        optical_size=optical,
        italic=text.italic,
        language=language,
        leading=text.leading or role.leading,
        tracking=text.tracking,
    )


def _box(text: Text, width: float, height: float, align: Align = "start") -> TextBox:
    return TextBox(
        width=width,
        height=height,
        max_size=text.size.max,
        min_size=text.size.min,
        max_lines=text.lines,
        mode="title" if text.balance else "body",
        align=align,
    )


def _box_of(content: Content, paragraph: Paragraph, width: float, height: float, *, rtl: bool) -> TextBox:
    text = _text(content)
    align = _align(text, card=rtl, text_rtl=paragraph.rtl)
    return _box(text, width, min(height, _ENDLESS), align)


def _align(text: Text, *, card: bool, text_rtl: bool) -> Align:
    """Return the side as the typesetter counts it, from where the text's own lines start."""
    if text.align == "center":
        return "centre"
    to_the_right = (text.align == "end") != card
    return "start" if to_the_right == text_rtl else "end"
