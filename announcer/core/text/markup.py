"""Read the mark-up that titles and abstracts come with: an allow-list of tags, the rest is text."""

import html
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from announcer.core.text.letters import tidy
from announcer.core.text.mathml import formula
from announcer.core.text.richtext import Rich, Run, Style
from announcer.core.text.styled import StyledText
from announcer.core.text.tex import tex_read

BREAK = "\n"
"""Stands where a block of text ends."""
LABEL_END = "\x1f"
"""Stands after a heading that the mark-up itself calls one."""
LONGEST_TEXT = 100_000
"""Characters of one text, its mark-up among them, that are read."""
LONGEST_WORDS = 20_000
"""Characters that are left of a text, or of an abstract, when its mark-up is read; no abstract has half of it."""
LONGEST_FORMULA = 8000
"""Characters between the tags of one formula in MathML; what is longer is taken as text."""

_INLINE = {
    **dict.fromkeys(("i", "em", "italic", "it", "cite"), Style.ITALIC),
    **dict.fromkeys(("b", "strong", "bold"), Style.BOLD),
    **dict.fromkeys(("sub", "inf", "subscript"), Style.SUB),
    **dict.fromkeys(("sup", "superscript"), Style.SUP),
    **dict.fromkeys(("sc", "scp", "small-caps", "smallcaps"), Style.SMALLCAPS),
}
_BLOCK = {
    *("abstract", "article", "br", "break", "dd", "disp-formula", "disp-quote", "div", "dl", "dt", "hr", "li"),
    *("list", "list-item", "ol", "p", "sec", "section", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_HEADING = {"title", "label", "h1", "h2", "h3", "h4", "h5", "h6"}
_LABELLED = {"abstracttext"}
_IGNORED = {
    *("a", "alternatives", "big", "blockquote", "body", "center", "code", "email", "ext-link", "fn", "font"),
    *("html", "inline-formula", "inline-graphic", "graphic", "img", "kbd", "mark", "monospace", "named-content"),
    *("overline", "pre", "q", "roman", "sans-serif", "small", "span", "strike", "styled-content", "tt", "u"),
    *("underline", "uri", "xref"),
}
_KNOWN = {*_INLINE, *_BLOCK, *_HEADING, *_LABELLED, *_IGNORED}
_SPACED_STYLES = {Style.ITALIC, Style.SMALLCAPS}

_LONGEST_UNSEEN = 4000
_UNSEEN_NAME = r"(?P<name>script|style|(?:\w+:)?annotation)"
_UNSEEN_START = re.compile(rf"<!--|(?P<whole><\?[^<>]*>|<!\[CDATA\[|\]\]>)|<{_UNSEEN_NAME}\b[^<>]*>", re.IGNORECASE)
_UNSEEN_END = re.compile(rf"-->|</{_UNSEEN_NAME}\s*>", re.IGNORECASE)
_TAG = re.compile(
    r"<(?P<close>/?)(?P<prefix>(?:\w+:)?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:\s[^<>]*)?)/?>"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LOST_AMPERSAND = re.compile(r"(?<![&\w])#(?:x[0-9a-fA-F]{2,5}|\d{3,5});")
_MOST_ESCAPES = 6
_FORMULA_START = re.compile(r"<((?:\w{1,12}:)?)math\b")
_FORMULA_END = re.compile(r"</((?:\w{1,12}:)?)math\s*>")
# What stands in a formula as `&lt;` is no tag: it is kept apart until the tags have been read.
_APART = {"&lt;": "\ue000", "&gt;": "\ue001", "&amp;": "\ue002"}
_TOGETHER = {apart: html.unescape(escaped) for escaped, apart in _APART.items()}
_SIGN_APART = re.compile(f"[{''.join(_TOGETHER)}]")
_LABEL_ATTRIBUTE = re.compile(r"""\bLabel\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)

_LOWER_CASE_WORD = re.compile(r"[a-z]{2}$")
_NEXT_WORD = re.compile(r"[^\W\d_]{3}")
_NEXT_NAME = re.compile(r"[A-Z][a-z]{3}")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text between two tags; `loses_space` marks those whose space to their neighbours sources lose."""

    text: str
    style: Style
    loses_space: bool = False
    is_formula: bool = False


def styled(raw: str, language: str = "en") -> StyledText:
    """Return `raw` unescaped and tidied, known tags as styles and `BREAK`s, any other `<` as it stands.

    It has `LONGEST_WORDS` characters at most; some letters become eighteen when they are tidied.
    """
    return _read(raw, language).part(0, LONGEST_WORDS)


def words_length(raw: str) -> int:
    """Return how many characters `raw` has without its mark-up, of which `styled` returns the first."""
    return len(_read(raw, "en").text)


def _read(raw: str, language: str) -> StyledText:
    tidied = tidy(unescaped(raw[:LONGEST_TEXT]), language)[:LONGEST_TEXT]
    text = tex_read(_without_unseen(tidied))
    return StyledText.of(_joined(_pieces(text))) if "<" in text else StyledText.plain(_signs_together(text))


def _without_unseen(text: str) -> str:
    """Return the text without comments, scripts and other markup that no reader sees, where it is soon ended."""
    if "<" not in text and "]]>" not in text:
        return text
    ends: dict[str, list[re.Match[str]]] | None = None
    kept: list[str] = []
    done = 0
    for start in _UNSEEN_START.finditer(text):
        if start.start() < done:
            continue
        ends = _unseen_ends(text) if ends is None else ends
        those = ends.get((start["name"] or "").lower(), ())
        end = start if start["whole"] else _first(those, start.end(), _LONGEST_UNSEEN)
        if end:
            kept.append(text[done : start.start()])
            done = end.end()
    return "".join([*kept, text[done:]])


def _unseen_ends(text: str) -> dict[str, list[re.Match[str]]]:
    """Return the ends of what no reader sees, by the name of the element; those of comments have none."""
    ends: dict[str, list[re.Match[str]]] = {}
    for found in _UNSEEN_END.finditer(text):
        ends.setdefault((found["name"] or "").lower(), []).append(found)
    return ends


def _first(ends: Sequence[re.Match[str]], start: int, most: int) -> re.Match[str] | None:
    """Return the first of the ends after `start`, None where there is none within `most` characters."""
    place = bisect_left(ends, start, key=re.Match.start)
    return ends[place] if place < len(ends) and ends[place].start() <= start + most else None


def unescaped(raw: str) -> str:
    """Return `raw` with its entities resolved, at most six layers deep; a bare `&` is left alone.

    Signs that are escaped within a formula come out as private characters, which `styled` turns into what they are.
    """
    if "#" in raw:
        raw = _LOST_AMPERSAND.sub(lambda match: html.unescape(f"&{match.group()}"), raw)
    for _ in range(_MOST_ESCAPES):
        if "&" not in raw:
            break
        plain = _ENTITY.sub(lambda match: html.unescape(match.group()), _with_signs_apart(raw))
        if plain == raw:
            break
        raw = plain
    return raw


def _with_signs_apart(raw: str) -> str:
    """Return the text with `&lt;`, `&gt;` and `&amp;` in formulas as private characters."""
    kept: list[str] = []
    done = 0
    ends = _formula_ends(raw)
    for start in _FORMULA_START.finditer(raw):
        end = _first(ends.get(start[1], ()), start.end(), LONGEST_FORMULA)
        if start.start() < done or not end:
            continue
        inside = raw[start.start() : end.start()]
        for escaped, apart in _APART.items():
            inside = inside.replace(escaped, apart)
        kept += [raw[done : start.start()], inside]
        done = end.start()
    return "".join([*kept, raw[done:]])


def _formula_ends(text: str) -> dict[str, list[re.Match[str]]]:
    """Return the tags that end formulas, by their prefix; looking for each formula's own would take too long."""
    ends: dict[str, list[re.Match[str]]] = {}
    for found in _FORMULA_END.finditer(text):
        ends.setdefault(found[1], []).append(found)
    return ends


def _pieces(text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    ends = _formula_ends(text)
    stack = _OpenStyles()
    tags = list(_TAG.finditer(text))
    known = _KNOWN | _pairs(tags)
    done = 0
    for tag in tags:
        name = tag["name"].lower()
        end = _end_of_formula(tag, ends) if name == "math" else tag.end() if name in known else 0
        if tag.start() < done or not end:
            continue
        pieces.append(_text_piece(text[done : tag.start()], stack.style))
        pieces += _formula_pieces(text[tag.start() : end]) if name == "math" else _tag_pieces(tag, name)
        if name in _INLINE:
            stack.restyle(name, closes=bool(tag["close"]))
        done = end
    pieces.append(_text_piece(text[done:], stack.style))
    return [piece for piece in pieces if piece.text]


def _pairs(tags: Sequence[re.Match[str]]) -> set[str]:
    """Return the names of which tags both open and close: mark-up, whatever it means, and never text."""
    closed = {tag["name"].lower() for tag in tags if tag["close"]}
    return closed & {tag["name"].lower() for tag in tags if not tag["close"]}


def _end_of_formula(tag: re.Match[str], ends: Mapping[str, Sequence[re.Match[str]]]) -> int:
    """Return where the formula that the tag begins ends; 0 where it has no end near enough, or begins none."""
    if tag["close"] or tag["name"] != "math":
        return 0
    end = _first(ends.get(tag["prefix"], ()), tag.end(), LONGEST_FORMULA)
    return end.end() if end else 0


class _OpenStyles:
    """The inline tags that are open, the innermost last."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._counts: Counter[str] = Counter()

    @property
    def style(self) -> Style:
        return _INLINE[self._names[-1]] if self._names else Style.PLAIN

    def restyle(self, name: str, *, closes: bool) -> None:
        if not closes:
            self._names.append(name)
            self._counts[name] += 1
        while closes and self._counts[name]:  # tags left open inside end with it
            ended = self._names.pop()
            self._counts[ended] -= 1
            if ended == name:
                return


def _text_piece(text: str, style: Style) -> _Piece:
    return _Piece(text, style, loses_space=style in _SPACED_STYLES)


def _tag_pieces(tag: re.Match[str], name: str) -> list[_Piece]:
    if name in _HEADING:
        return [_Piece(LABEL_END if tag["close"] else BREAK, Style.PLAIN)]
    if name in _LABELLED and not tag["close"]:
        label = _LABEL_ATTRIBUTE.search(tag["attributes"])
        heading = f"{label[1] or label[2]}{LABEL_END}" if label else ""
        return [_Piece(BREAK + heading, Style.PLAIN)]
    return [_Piece(BREAK, Style.PLAIN)] if name in _BLOCK | _LABELLED else []


def _formula_pieces(source: str) -> list[_Piece]:
    return [_Piece(run.text, run.style, loses_space=True, is_formula=True) for run in formula(source)]


def _joined(pieces: list[_Piece]) -> Rich:
    runs: list[Run] = []
    was_glued = False
    for before, piece in zip([None, *pieces], pieces, strict=False):
        glued = before is not None and _lost_space(before, piece)
        # One small capital may begin a word (<scp>T</scp>reebase), unless its other side was glued too.
        if glued and before and before.style is Style.SMALLCAPS and len(before.text) == 1:
            glued = was_glued
        if glued:
            runs.append(Run(text=" "))
        runs.append(Run(text=_signs_together(piece.text), style=piece.style))
        was_glued = glued
    return Rich.joined(runs)


def _signs_together(text: str) -> str:
    return text if text.isascii() else _SIGN_APART.sub(lambda found: _TOGETHER[found.group()], text)


def _lost_space(before: _Piece, piece: _Piece) -> bool:
    """Return whether a space was lost between two neighbours (measured on real titles and abstracts)."""
    if before.is_formula and piece.is_formula:
        return False
    if before.loses_space and not piece.loses_space:
        return bool(piece.style is Style.PLAIN and _NEXT_WORD.match(piece.text))
    if before.style in {Style.SUB, Style.SUP}:
        return bool(piece.style is Style.PLAIN and _NEXT_NAME.match(piece.text))
    if not piece.loses_space or not _LOWER_CASE_WORD.search(before.text):
        return False
    return piece.is_formula or piece.text[0].isalnum()
