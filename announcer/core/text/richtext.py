"""Text with the few inline styles that scientific titles need."""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby


class Style(StrEnum):
    """How a run is set; the values are the mark-up tags of `Rich.markup`."""

    PLAIN = "plain"
    ITALIC = "i"
    BOLD = "b"
    SUB = "sub"
    SUP = "sup"
    SMALLCAPS = "sc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in one style."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Rich:
    """Styled text: runs in reading order, no two neighbours of one style, none empty."""

    runs: tuple[Run, ...] = ()

    @classmethod
    def of(cls, text: str) -> "Rich":
        """Return `text` as one plain run (none for empty text)."""
        return cls((Run(text=text),)) if text else cls()

    @classmethod
    def joined(cls, runs: Iterable[Run]) -> "Rich":
        """Return the runs with empty ones dropped and neighbours of one style made one."""
        grouped = groupby((run for run in runs if run.text), key=lambda run: run.style)
        return cls(tuple(Run(text="".join(run.text for run in group), style=style) for style, group in grouped))

    @property
    def plain(self) -> str:
        """The text without styles."""
        return "".join(run.text for run in self.runs)

    @property
    def markup(self) -> str:
        """The text as escaped mark-up with `<i> <b> <sub> <sup> <sc>`, as the typesetter reads it."""
        return "".join(_tagged(run) for run in self.runs)

    def __bool__(self) -> bool:
        """Return whether there is any text."""
        return bool(self.runs)


def _tagged(run: Run) -> str:
    text = html.escape(run.text, quote=False)
    return text if run.style is Style.PLAIN else f"<{run.style}>{text}</{run.style}>"
