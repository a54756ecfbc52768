"""Styled text that patterns can edit: the words as one string, the styles beside it."""

import re
from dataclasses import dataclass

from announcer.core.text.richtext import Rich, Run, Style

_STYLES = tuple(Style)
_CODES = {style: bytes([code]) for code, style in enumerate(_STYLES)}
_PLAIN = _CODES[Style.PLAIN]
_ONE_STYLE = re.compile(rb"(.)\1*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class StyledText:
    """Text with one style for each character; `text` and `styles` have the same length.

    `styles` holds a byte for each character, its style's place in `Style`.
    """

    text: str
    styles: bytes

    @classmethod
    def of(cls, rich: Rich) -> "StyledText":
        """Return the runs laid end to end."""
        return cls(rich.plain, b"".join(_CODES[run.style] * len(run.text) for run in rich.runs))

    @classmethod
    def plain(cls, text: str) -> "StyledText":
        """Return `text` without styles."""
        return cls(text, _PLAIN * len(text))

    @property
    def rich(self) -> Rich:
        """The text as runs."""
        if self.is_in_one_style:
            return Rich((Run(text=self.text, style=_STYLES[self.styles[0]]),))
        spans = ((found.start(), found.end()) for found in _ONE_STYLE.finditer(self.styles))
        return Rich(
            tuple(Run(text=self.text[start:end], style=_STYLES[self.styles[start]]) for start, end in spans)
        )

    @property
    def is_in_one_style(self) -> bool:
        """Whether no two characters differ in style."""
        return self.styles.count(self.styles[:1]) == len(self.styles)

    def part(self, start: int, end: int | None = None) -> "StyledText":
        """Return the characters from `start` up to `end`, both as in slices."""
        return StyledText(self.text[start:end], self.styles[start:end])

    def stripped(self) -> "StyledText":
        """Return the text without white space at either end."""
        text = self.text.strip()
        if len(text) == len(self.text):
            return self
        start = len(self.text) - len(self.text.lstrip())
        return StyledText(text, self.styles[start : start + len(text)])

    def replaced(self, pattern: re.Pattern[str], replacement: str = "") -> "StyledText":
        """Return the text with every match replaced by the literal `replacement`.

        What is put in takes the style around it where both sides agree, else none.
        """
        texts, styles, done = [], [], 0
        for match in pattern.finditer(self.text):
            style = self._style_around(match.start(), match.end())
            texts += [self.text[done : match.start()], replacement]
            styles += [self.styles[done : match.start()], style * len(replacement)]
            done = match.end()
        if not texts:
            return self
        return StyledText("".join([*texts, self.text[done:]]), b"".join([*styles, self.styles[done:]]))

    def with_restyled_spaces(self) -> "StyledText":
        """Return the text with each single space in the style around it where both sides agree, else in none."""
        if self.is_in_one_style:
            return self
        ends = [found.end() for found in _ONE_STYLE.finditer(self.styles)]
        styles = bytearray(self.styles)
        for place in (place for end in ends[:-1] for place in (end - 1, end) if self.text[place] == " "):
            styles[place : place + 1] = self._style_around(place, place + 1)
        return StyledText(self.text, bytes(styles))

    def _style_around(self, start: int, end: int) -> bytes:
        around = {*self.styles[max(start - 1, 0) : start], *self.styles[end : end + 1]}
        return bytes(around) if len(around) == 1 else _PLAIN
