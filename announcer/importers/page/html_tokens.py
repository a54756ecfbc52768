"""Part HTML into its tags, comments and text, in time that grows no faster than the text.

Python's own parser takes minutes for a page of some thousand unfinished tags. This one reads what browsers save;
what is left unfinished at the end it drops, as browsers do. No pattern looks twice at what it has passed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)"""
    r"""(?P<attributes>(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+)*+)(?P<end>[\s/]*+)>"""
)
_ATTRIBUTE = re.compile(r"""[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
_BEGINS_TAG = re.compile(r"</?[A-Za-z]")
_RAW = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style")}
"""Elements in which nothing is a tag but their own end."""
_MARK_UP = re.compile(r"<(?:[A-Za-z]|/[A-Za-z]|!|\?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """The beginning or the end of an element, its name in small letters; `is_empty` for `<br/>`."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    is_end: bool = False
    is_empty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What stands in a comment."""

    text: str


Token = Tag | Comment | str
"""A tag, a comment, or text with its entities resolved."""


def tokens(html: str) -> Iterator[Token]:
    """Yield the tags, comments and texts of the page in their order; declarations are left out."""
    at, raw = 0, ""
    while at < len(html):
        found = (_RAW[raw] if raw else _MARK_UP).search(html, at)
        start = found.start() if found else len(html)
        if start > at:
            yield html[at:start] if raw else unescape(html[at:start])
        if not found:
            return
        token, at = _mark_up(html, start)
        if token:
            yield token
        raw = token.name if isinstance(token, Tag) and not token.is_end and token.name in _RAW else ""


def _mark_up(html: str, start: int) -> tuple[Token | None, int]:
    """Return what begins with the `<` at `start`, and where it ends: at the end of all where it is unfinished."""
    if _BEGINS_TAG.match(html, start):
        tag = _TAG.match(html, start)
        return (_tag(tag), tag.end()) if tag else (None, len(html))
    if html.startswith("<!--", start):
        end = html.find("-->", start + 4)
        return (Comment(text=html[start + 4 : end]), end + 3) if end >= 0 else (None, len(html))
    end = html.find(">", start)
    return None, end + 1 if end >= 0 else len(html)


def _tag(found: re.Match[str]) -> Tag:
    attributes: dict[str, str] = {}
    for each in _ATTRIBUTE.finditer(found["attributes"]):
        value = each[2] or ""
        quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
        attributes[each[1].lower()] = unescape(value[1:-1] if quoted else value)
    return Tag(
        name=found["name"].lower(),
        attributes=attributes,
        is_end=bool(found["close"]),
        is_empty="/" in found["end"] and not found["close"],
    )
