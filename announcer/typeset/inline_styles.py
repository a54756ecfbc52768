"""Inline mark-up of scientific titles into styled stretches of text; unknown tags are dropped, text is kept."""

import html
import re
from types import MappingProxyType
from typing import NamedTuple

PLAIN_ROLE = ""
MARKED_ROLE = "mark"


class SpanStyle(NamedTuple):
    """How a stretch of text is set. A tuple, as every character has one and they are compared by the thousand."""

    italic: bool = False
    bold: bool = False
    shift: int = 0
    """1 raised as a superscript, -1 lowered as a subscript."""
    small: bool = False
    """Small capitals."""
    role: str = PLAIN_ROLE
    """Which of the painter's colours it takes: `MARKED_ROLE` inside `<mark>`."""


PLAIN = SpanStyle()

_ATTRIBUTE = r"""\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'<>=]+)"""
_TAG = re.compile(
    rf"<!--.*?-->|<(/?)(?:[a-z][\w.-]*:)?([a-z][\w.-]*)(?:{_ATTRIBUTE})*\s*(/?)>", re.IGNORECASE | re.DOTALL
)
_MEANINGS = MappingProxyType({
    "i": "i", "em": "i", "italic": "i", "b": "b", "strong": "b", "bold": "b", "sub": "sub", "inf": "sub",
    "sup": "sup", "sc": "sc", "scp": "sc", "smallcaps": "sc", "mark": "mark",
})  # fmt: skip
_WHITE_SPACE = re.compile(r"[\t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")


def parse(markup: str, base: SpanStyle = PLAIN) -> list[tuple[str, SpanStyle]]:
    """Return the text of `markup` in stretches of one style each, in order, none empty.

    Known are `<i> <b> <sub> <sup> <sc> <mark>` with their usual synonyms (em, strong, inf, scp …), `<br>` (which
    becomes a line feed) and HTML entities. Tags that are not closed end with the text; end tags without a start are
    dropped. `<i>` inside italics turns upright. A `<` that starts no tag is a less-than sign.
    """
    stretches: list[tuple[str, SpanStyle]] = []
    open_tags: list[tuple[str, SpanStyle]] = [("", base)]
    position = 0
    for tag in _TAG.finditer(markup):
        _add(stretches, markup[position : tag.start()], open_tags[-1][1])
        position = tag.end()
        closing, name, empty = tag.groups()
        meaning = _MEANINGS.get((name or "").lower(), "")
        if (name or "").lower() == "br":
            stretches.append(("\n", open_tags[-1][1]))
        elif closing:
            _close(open_tags, meaning)
        elif meaning and not empty:
            open_tags.append((meaning, _within(open_tags[-1][1], meaning)))
    _add(stretches, markup[position:], open_tags[-1][1])
    return stretches


def _add(stretches: list[tuple[str, SpanStyle]], escaped: str, style: SpanStyle) -> None:
    if escaped:
        stretches.append((_WHITE_SPACE.sub(" ", html.unescape(escaped)), style))


def _close(open_tags: list[tuple[str, SpanStyle]], meaning: str) -> None:
    for depth in range(len(open_tags) - 1, 0, -1):
        if open_tags[depth][0] == meaning:
            del open_tags[depth:]
            return


def _within(style: SpanStyle, meaning: str) -> SpanStyle:
    match meaning:
        case "i":
            return style._replace(italic=not style.italic)
        case "b":
            return style._replace(bold=True)
        case "sc":
            return style._replace(small=True)
        case "mark":
            return style._replace(role=MARKED_ROLE)
        case _:
            return style._replace(shift=1 if meaning == "sup" else -1)
