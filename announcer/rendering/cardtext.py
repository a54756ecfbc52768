"""The texts of a card, set by the typesetter in the fonts of the brand."""

from dataclasses import replace
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
_KEPT = 400


class CardTexts:
    """Sets texts in the fonts of one brand; keeps what it set, so that words common to all cards are set once."""

    def __init__(self, brand: Brand, fonts: Fonts) -> None:
        self._roles = brand.fonts
        faces = {role.faces for role in brand.fonts.values()}
        self._setters = {names: WordSetter(fonts.stack(names)) for names in faces}
        self._paragraphs: dict[tuple[str, str, TextStyle], Paragraph] = {}
        self._layouts: dict[tuple[Paragraph, Box], Layout] = {}

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
        least = _text(content).size.min
        return self._layout(content, -1, _box(_text(content), width, _ENDLESS, largest=least))

    def _set(self, content: Content, place: int, width: float, height: float, *, rtl: bool) -> Layout:
        text = _text(content)
        wanted = _box(text, width, min(height, _ENDLESS), largest=text.size.max)
        runs_right = self._paragraph(content, place).rtl
        return self._layout(content, place, replace(wanted, align=_align(text, card=rtl, text_rtl=runs_right)))

    def _layout(self, content: Content, place: int, box: Box) -> Layout:
        paragraph = self._paragraph(content, place)
        key = (paragraph, box)
        layout = self._layouts.get(key)
        if layout is None:
            if len(self._layouts) >= _KEPT:
                self._layouts.clear()
            layout = self._layouts[key] = fit(paragraph, box)
        return layout

    def _paragraph(self, content: Content, place: int) -> Paragraph:
        text = _text(content)
        role = self._roles[text.font]
        key = (content.texts[place], text.font, _style(text, role, content.language))
        paragraph = self._paragraphs.get(key)
        if paragraph is None:
            if len(self._paragraphs) >= _KEPT:
                self._paragraphs.clear()
                self._layouts.clear()
            markup, _, style = key
            paragraph = self._paragraphs[key] = Paragraph(markup, self._setters[role.faces], style)
        return paragraph


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


def _box(text: Text, width: float, height: float, *, largest: int) -> Box:
    return Box(
        width=width,
        height=height,
        max_size=largest,
        min_size=text.size.min,
        max_lines=text.lines,
        mode="title" if text.balance else "body",
    )


def _align(text: Text, *, card: bool, text_rtl: bool) -> Align:
    """Return the side as the typesetter counts it, from where the text's own lines start."""
    if text.align == "center":
        return "centre"
    to_the_right = (text.align == "end") != card
    return "start" if to_the_right == text_rtl else "end"
