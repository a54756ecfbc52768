"""Turn the platform's page from HTML into lines of text and the addresses behind its links."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from announcer.core.publications.identifiers import whole_link
from announcer.core.publications.publication import LinkKind
from announcer.importers.page.html_tokens import Comment, Tag, tokens

_HTML = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|div|main|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_START = re.compile(r"<html[\s>]", re.IGNORECASE)
_HTML_END = re.compile(r"</html\s*>", re.IGNORECASE)

_SILENT = {"head", "script", "style", "noscript", "template", "svg"}
_STYLES = {"i", "em", "sub", "sup"}
_IN_LINE = _STYLES | {
    *("a", "abbr", "b", "button", "cite", "code", "font", "img", "label", "mark", "small", "span", "strong"),
    *("time", "u", "wbr"),
}
_LABELS = {"publisher": LinkKind.PUBLISHER, "pubmed": LinkKind.PUBMED}
_COUNT = re.compile(r"[0-9]{1,4}")
_SAVED_FROM = re.compile(r"\s*saved from url=\(\d+\)(\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLines:
    """The page's lines, white space collapsed, and the addresses it links to or was saved from."""

    lines: tuple[str, ...]
    links: Mapping[LinkKind, str] = field(default_factory=dict)


def is_html(text: str) -> bool:
    """Return whether the text begins as HTML does."""
    return bool(_HTML.match(text))


def is_whole(text: str) -> bool:
    """Return whether an HTML document that was begun is ended too; a part of one has neither mark."""
    return bool(_HTML_END.search(text)) or not _HTML_START.search(text)


def page_lines(text: str) -> PageLines:
    """Return the lines a reader sees, with `<i> <sub> <sup>` kept as tags and list numbers written out.

    The words of the Publisher and Pubmed links are taken off their line, so that a title may end in either.
    """
    reader = _Reader()
    for token in tokens(text):
        if isinstance(token, Tag):
            reader.take_tag(token)
        elif isinstance(token, Comment):
            reader.take_comment(token.text)
        else:
            reader.take_text(token)
    return PageLines(lines=tuple(reader.finished()), links=reader.links)


class _Reader:
    def __init__(self) -> None:
        self.links: dict[LinkKind, str] = {}
        self._lines: list[str] = []
        self._line: list[str] = []
        self._silent = 0
        self._counters: list[int | None] = []
        self._address = ""
        self._label_start: int | None = None

    def finished(self) -> list[str]:
        self._end_line()
        return self._lines

    def take_tag(self, tag: Tag) -> None:
        if not tag.is_end:
            self._begin(tag.name, tag.attributes)
        if tag.is_end or tag.is_empty:
            self._end(tag.name)

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in {"link", "meta"}:
            self._note_own_address(attributes)
        elif tag in _SILENT:
            self._silent += 1
        elif tag == "a":
            self._address, self._label_start = attributes.get("href", ""), len(self._line)
        elif tag in _STYLES:
            self._line.append(f"<{tag}>")
        elif tag not in _IN_LINE:
            self._start_block(tag, attributes)

    def _end(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "a":
            self._end_link()
        elif tag in _STYLES:
            self._line.append(f"</{tag}>")
        elif tag not in _IN_LINE:
            self._end_line()
            if tag in {"ol", "ul"} and self._counters:
                self._counters.pop()

    def take_text(self, text: str) -> None:
        if not self._silent:
            self._line.append(text)

    def take_comment(self, text: str) -> None:
        found = _SAVED_FROM.match(text)
        if found:
            self._note_page(found[1])

    def _start_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._end_line()
        if tag in {"ol", "ul"}:
            start = attributes.get("start", "")
            self._counters.append((int(start) if _COUNT.fullmatch(start) else 1) if tag == "ol" else None)
        elif tag == "li" and self._counters and (number := self._counters[-1]) is not None:
            self._counters[-1] = number + 1
            self._line = [f"{number}. "]

    def _end_line(self) -> None:
        line = " ".join("".join(self._line).split())
        if line:
            self._lines.append(line)
        self._line = []
        self._label_start = None

    def _end_link(self) -> None:
        if self._label_start is None:
            return
        kind = _LABELS.get("".join(self._line[self._label_start :]).strip().lower())
        if kind:
            del self._line[self._label_start :]
            if address := whole_link(self._address):
                self.links.setdefault(kind, address)
        self._label_start = None

    def _note_own_address(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("rel") == "canonical":
            self._note_page(attributes.get("href", ""))
        elif attributes.get("property") == "og:url":
            self._note_page(attributes.get("content", ""))

    def _note_page(self, address: str) -> None:
        if link := whole_link(address):
            self.links.setdefault(LinkKind.PAGE, link)
