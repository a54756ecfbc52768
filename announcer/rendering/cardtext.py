"""The texts of a card, set by the typesetter in the fonts of the brand."""

from functools import lru_cache
from typing import Literal, cast

from announcer.rendering.brand import Brand, FontRole
from announcer.rendering.cardcontent import Content
from announcer.rendering.cardtemplate import Text
from announcer.rendering.fontfiles import Fonts
from announcer.typeset.fit import Box, Layout, fit
from announcer.typeset.paragraph import Paragraph, TextStyle
from announcer.typeset.words import WordSetter

Align = Literal["start", "centre", "end"]

_SMALLEST_OPTICAL, _LARGEST_OPTICAL = 14.0, 32.0
_OPTICAL_PER_PIXEL = 0.75
_ENDLESS = 100_000.0
_KEPT = 100
"""Texts and settings of one language's cards: enough for the words that they have in common."""


class CardTexts:
    """Sets texts in the fonts of one brand; keeps what it set, so that words common to all cards are set once."""

    def __init__(self, brand: Brand, fonts: Fonts) -> None:
        self._roles = brand.fonts
        faces = {role.faces for role in brand.fonts.values()}
        self._setters = {names: WordSetter(fonts.stack(names)) for names in faces}
        self._fitted = lru_cache(_KEPT)(self._fit)
        self._made = lru_cache(_KEPT)(self._paragraph_of)

    def set(self, content: Content, width: float, height: float, *, rtl: bool) -> Layout:
        """Return the first of a box's texts that fits uncut, at its largest size; else the last one, cut."""
        first = self._set(content, 0, width, height, rtl=rtl)
        if not first.cut or len(content.texts) == 1:
            return first
        low, high = 1, len(content.texts) - 1
        while low < high:
            middle = (low + high) // 2
            if self._set(content, middle, width, height, rtl=rtl).cut:
                low = middle + 1
            else:
                high = middle
        return self._set(content, low, width, height, rtl=rtl)

    def smallest(self, content: Content, width: float) -> Layout:
        """Return the last of a box's texts at its smallest size."""
        text = _text(content)
        return self._fitted(self._paragraph(content, -1), _box(text, width, _ENDLESS, largest=text.size.min))

    def _set(self, content: Content, place: int, width: float, height: float, *, rtl: bool) -> Layout:
        text = _text(content)
        paragraph = self._paragraph(content, place)
        align = _align(text, card=rtl, text_rtl=paragraph.rtl)
        return self._fitted(paragraph, _box(text, width, min(height, _ENDLESS), largest=text.size.max, align=align))

    @staticmethod
    def _fit(paragraph: Paragraph, box: Box) -> Layout:
        return fit(paragraph, box)

    def _paragraph(self, content: Content, place: int) -> Paragraph:
        text = _text(content)
        role = self._roles[text.font]
        return self._made(content.texts[place], role.faces, _style(text, role, content.language))

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


def _box(text: Text, width: float, height: float, *, largest: int, align: Align = "start") -> Box:
    return Box(
        width=width,
        height=height,
        max_size=largest,
        min_size=text.size.min,
        max_lines=text.lines,
        mode="title" if text.balance else "body",
        align=align,
    )


def _align(text: Text, *, card: bool, text_rtl: bool) -> Align:
    """Return the side as the typesetter counts it, from where the text's own lines start."""
    if text.align == "center":
        return "centre"
    to_the_right = (text.align == "end") != card
    return "start" if to_the_right == text_rtl else "end"
