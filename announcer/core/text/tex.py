"""Read the TeX that titles and abstracts come with: formulas between dollar signs, and BibTeX's braces.

Sub- and superscripts become tags that `markup` reads; pylatexenc knows what the commands stand for.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

LONGEST_FORMULA = 400
"""Characters between two dollar signs; what is longer is taken as text."""

MOST_FORMULAS = 200
"""So many formulas of a text are read; what follows is taken as text, which a finding tells of a title."""

LONGEST_READ = 4_000
"""Characters of a text whose commands are read; no title or abstract with TeX is longer."""

_SIGNS = re.compile(r"[\\^_{]")
_FORMULA = re.compile(
    rf"\$\$?(?P<dollars>[^$]{{1,{LONGEST_FORMULA}}})\$\$?"
    rf"|\\\((?P<round>[^$]{{1,{LONGEST_FORMULA}}}?)\\\)"
)
_WORD = r"[+-]?(?:[A-Za-z]{1,8}\d{0,3}|\d{1,12}(?:[.,]\d{1,12})?[A-Za-z]?)"
_SIMPLE = re.compile(
    rf"(?<![\w}}$\\])\$\$?(?P<body>{_WORD}(?: ?(?:[-+=/>≤≥×±~,]|<(?![A-Za-z])) ?{_WORD}){{0,6}})"
    r"\$\$?(?![\d$])"
)
"""A formula without any command: `$s$-wave`, `$p < 0.05$`. Of prices, a digit follows the second dollar."""
_TAGGED = re.compile(
    rf"<(?P<tag>tex-math|tex)\b[^<>]{{0,200}}>(?P<tagged>[^<]{{0,{4 * LONGEST_FORMULA}}})</(?P=tag)\s?>"
)
_MATH_TAG = re.compile(r"(<(?:\w{1,12}:)?math\b[^<>]*>)")
_MATH_BEFORE = re.compile(r"</(?:\w{1,12}:)?math\s?>\s?$")
_MATH_AFTER = re.compile(r"\s?<(?:\w{1,12}:)?math\b")
_PREAMBLE = re.compile(r"\\(?:documentclass|usepackage|setlength)\b|\\begin\{document\}")
_SCRIPT = re.compile(
    r"(?P<sign>[\^_])\s?(?:\{(?P<group>[^{}]{1,80})\}|(?P<command>\\[A-Za-z]{1,20})|(?P<one>[\w+*′-]))"
)
_TAGS = {"^": "sup", "_": "sub"}
_MOST_SCRIPTS = 4
_STYLED_WORDS = re.compile(
    r"\{\\(?P<font>it|em|bf|rm|sl|sc)\s(?P<words>[^{}]{1,200})\}"
    r"|\\text(?P<cmd>it|bf|sc|rm)\{(?P<text>[^{}]{1,200})\}"
)
_FONTS = {"it": "i", "em": "i", "sl": "i", "bf": "b", "sc": "sc"}
_BRACED = re.compile(r"\{(?P<words>[\w .,:'’-]{1,80})\}")
_LETTERLIKE = re.compile("[\U0001d400-\U0001d7ff]+")  # 𝐾, which no reader searches for
_FRACTION = re.compile(r"\\[dt]?frac\s?\{(?P<above>[^{}]{1,80})\}\s?\{(?P<below>[^{}]{1,80})\}")
_TERM = re.compile(r"\\?[\w.,]+\s?")
_CHANGE_MEANING = {"frac", "dfrac", "tfrac", "over", "binom", "stackrel", "overset", "underset"}
"""Commands whose parts come out side by side, so that `a+b` over `c` would read `a+b/c`."""
_NAME = re.compile(r"\\([A-Za-z]{1,30}|[^A-Za-z\s])")
_LONE_PERCENT = re.compile(r"(?<!\\)%")
_COMMAND = re.compile(r"\\(?:[A-Za-z]{2,20}|[\"'`^~=.uvHcdbkr]\{?\w)")


def tex_read(text: str) -> str:
    """Return `text` with its TeX as plain characters and tags; text without TeX comes back as it is."""
    if "$" not in text and "\\" not in text and "<tex" not in text and "{" not in text:
        return text
    parts = _MATH_TAG.split(text)  # every second one is a tag, whose TeX `mathml` reads or leaves
    parts[::2] = _without_formulas(parts[::2])
    text = _TAGGED.sub(_tagged_formula, "".join(parts), MOST_FORMULAS)
    text = _STYLED_WORDS.sub(_styled_words, text)
    text = _BRACED.sub(lambda found: found["words"], text)
    return _plain(text) if _COMMAND.search(text) and "$" not in text else text


def _without_formulas(parts: list[str]) -> Iterator[str]:
    """Yield the parts of one text with the first formulas printed: each takes as long as a page of plain text."""
    left = MOST_FORMULAS
    for part in parts:
        if left and ("$" in part or "\\(" in part):
            simple = _SIMPLE.sub(lambda found: found["body"], part)
            printed, number = _FORMULA.subn(_formula, simple, left)
            left -= number
            yield printed
        else:
            yield part


def has_tex(text: str) -> bool:
    """Return whether commands of TeX are left in a text that has been read."""
    return bool(_COMMAND.search(text))


def formulas_read(text: str) -> str:
    """Return `text` with its first formulas, between dollar signs or round brackets of TeX, as it prints them."""
    return next(_without_formulas([text]))


@lru_cache(maxsize=2_000)
def command_read(source: str) -> str:
    """Return what TeX prints for a command with its argument; the source where nobody knows it."""
    return _plain(source)


def _formula(found: re.Match[str]) -> str:
    source = found["dollars"] or found["round"]
    return _printed(source) if _SIGNS.search(source) else found.group()  # "$5 to $10"


def _tagged_formula(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    if _MATH_AFTER.match(text, end) or _MATH_BEFORE.search(text[max(0, start - 40) : start]):
        return ""  # the same formula stands there in MathML
    body = _PREAMBLE.split(found["tagged"])[-1].replace("\\end{document}", "")
    return _printed(body.strip().strip("$"))


def _printed(body: str) -> str:
    for _ in range(_MOST_SCRIPTS):
        tagged = _SCRIPT.sub(_script, body)
        if tagged == body:
            break
        body = tagged
    return _plain(body.strip())


def _script(found: re.Match[str]) -> str:
    tag = _TAGS[found["sign"]]
    inside = found["group"] or found["command"] or found["one"]
    return f"<{tag}>{inside.strip()}</{tag}>"


def _styled_words(found: re.Match[str]) -> str:
    tag = _FONTS.get(found["font"] or found["cmd"])
    words = found["words"] or found["text"]
    return f"<{tag}>{words}</{tag}>" if tag else words


def _plain(source: str) -> str:
    """Return what TeX would print; the source itself where it is long or has a command that nobody knows."""
    source = _FRACTION.sub(lambda found: f"{_one_term(found['above'])}/{_one_term(found['below'])}", source)
    if len(source) > LONGEST_READ or not _SIGNS.search(source):
        return source
    from pylatexenc.latexwalker import LatexWalkerError  # noqa: PLC0415 -- see below

    reader, known = _reader()
    if not known.issuperset(_NAME.findall(source)):
        return source  # what it does not know, it would leave out
    try:
        printed: str = reader.latex_to_text(_LONE_PERCENT.sub(r"\\%", source))
    except (LatexWalkerError, ValueError, IndexError, RecursionError):
        return source
    printed = _LETTERLIKE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), printed)
    return printed if printed.strip() else source


@cache
def _reader() -> tuple[Any, frozenset[str]]:
    """Return pylatexenc's reader, and the names of the commands that it prints well."""
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 -- few records need it, and it is slow to load

    reader = LatexNodes2Text(math_mode="text", keep_comments=True)
    names = {spec.macroname for spec in reader.latex_context.iter_macro_specs()}
    return reader, frozenset(names - _CHANGE_MEANING)


def _one_term(source: str) -> str:
    """Return a part of a fraction, in brackets where a sign in it would be read as standing outside."""
    return source if _TERM.fullmatch(source) else f"({source})"
