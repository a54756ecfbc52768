"""Styled text that patterns can edit: the words as one string, the styles beside it."""

import re
from dataclasses import dataclass
from itertools import groupby

from announcer.core.text.richtext import Rich, Run, Style


@dataclass(frozen=True, slots=True)
class StyledText:
    """Text with one style for each character; `text` and `styles` have the same length."""

    text: str
    styles: tuple[Style, ...]

    @classmethod
    def of(cls, rich: Rich) -> "StyledText":
        """Return the runs laid end to end."""
        return cls(rich.plain, tuple(run.style for run in rich.runs for _ in run.text))

    @property
    def rich(self) -> Rich:
        """The text as runs."""
        start, runs = 0, []
        for style, group in groupby(self.styles):
            end = start + len(tuple(group))
            runs.append(Run(text=self.text[start:end], style=style))
            start = end
        return Rich.joined(runs)

    def part(self, start: int, end: int | None = None) -> "StyledText":
        """Return the characters from `start` up to `end`, both as in slices."""
        return StyledText(self.text[start:end], self.styles[start:end])

    def stripped(self) -> "StyledText":
        """Return the text without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, max(start, len(self.text.rstrip())))

    def replaced(self, pattern: re.Pattern[str], replacement: str = "") -> "StyledText":
        """Return the text with every match replaced by the literal `replacement`.

        What is put in takes the style around it where both sides agree, else none.
        """
        texts, styles, done = [], [], 0
        for match in pattern.finditer(self.text):
            around = set(self.styles[max(match.start() - 1, 0) : match.start()])
            around |= set(self.styles[match.end() : match.end() + 1])
            style = around.pop() if len(around) == 1 else Style.PLAIN
            texts += [self.text[done : match.start()], replacement]
            styles += [*self.styles[done : match.start()], *[style] * len(replacement)]
            done = match.end()
        return StyledText("".join([*texts, self.text[done:]]), (*styles, *self.styles[done:]))
