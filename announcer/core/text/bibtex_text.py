"""Read texts that are TeX throughout, as all of BibTeX's are: braces, accents, commands, ties and dashes.

Elsewhere a brace or a tilde is a sign like others, so `tex` reads TeX only where it is sure of it.
"""

import re

from announcer.core.text.tex import command_read, formulas_read

LONGEST_TEX = 100_000
"""Characters; of a longer text, no commands are read."""

_ESCAPED = re.compile(r"\\([%&#_${}])")
_KEPT = {"%": "%", "&": "&", "#": "#", "_": "_", "$": "\ue000", "{": "\ue001", "}": "\ue002"}
_PUT_BACK = str.maketrans({"\ue000": "$", "\ue001": "{", "\ue002": "}", "\ue003": "~"})
_SIGNS = re.compile(r"\\text(less|greater)\b(?:\{\}|\s)?")
_ACCENT = re.compile(
    r"""\{?\\(?:(?P<sign>["'`^~=.])\s?|(?P<letter>[uvHtcdbkr])(?:\s|(?=[{\\])))"""
    r"(?:\{\s?(?P<braced>\\?[A-Za-z]{1,2})\s?\}|(?P<bare>\\[ij](?![A-Za-z])|[A-Za-z]))\}?"
)
_STYLED = re.compile(
    r"\\(?P<command>emph|textit|textsl|textbf|textsc|textsuperscript|textsubscript|mkbibemph"
    r"|mkbibitalic|mkbibbold)"
    r"\s?\{(?P<words>[^{}]{0,2000})\}"
    r"|\{\\(?P<font>it|em|bf|sl|sc)\s(?P<more>[^{}]{0,2000})\}"
)
_TAGS = {
    "emph": "i", "textit": "i", "textsl": "i", "mkbibemph": "i", "mkbibitalic": "i", "it": "i", "em": "i",
    "sl": "i", "textbf": "b", "bf": "b", "mkbibbold": "b", "textsc": "sc", "sc": "sc",
    "textsuperscript": "sup", "textsubscript": "sub",
}  # fmt: skip
_LINK = re.compile(r"\\(?:url|path)\s?\{([^{}]{0,2000})\}|\\href\s?\{[^{}]{0,2000}\}\s?\{([^{}]{0,2000})\}")
_SYMBOL = re.compile(r"\{?\\(?P<name>[A-Za-z]{1,30})(?:\{\}\}?|\}| |(?![A-Za-z]))")
_NOT_PRINTED = re.compile(r"\\(?:[-/;:!>]|(?:protect|noopsort|relax|nobreak|allowbreak|sloppy)\b\s?)|\\(?= )")
_PLAIN_FORMULA = re.compile(r"\$([^$]{1,400})\$")  # such as $p<0.05$; \$ is another sign by now
_MOST_NESTED = 3
_LINE_BREAK = re.compile(r"\\\\|\\newline\b|\\par\b")


def bibtex_read(source: str) -> str:
    """Return a text of BibTeX as plain characters and tags, as `markup` reads them; `<` comes as `&lt;`."""
    text = " ".join(source.split())
    if not any(sign in text for sign in "\\{}$~`'-"):
        return text
    if "\\" in text and len(text) <= LONGEST_TEX:
        text = _without_commands(text)
    if "$" in text:
        text = _PLAIN_FORMULA.sub(r"\1", formulas_read(text))
    text = (
        text.replace("{", "")
        .replace("}", "")
        .replace("~", " ")
        .replace("``", "“")
        .replace("''", "”")
        .replace("---", "—")
        .replace("--", "–")
    )
    return " ".join(text.translate(_PUT_BACK).split())


def _without_commands(text: str) -> str:
    text = _ESCAPED.sub(lambda found: _KEPT[found[1]], _LINE_BREAK.sub(" ", text))
    text = _SIGNS.sub(lambda found: "&lt;" if found[1] == "less" else "&gt;", text)
    text = text.replace("\\textasciitilde", "\ue003").replace("\\,", " ")
    parts = text.split("$")  # every second one is a formula, which has commands of its own
    parts[::2] = map(_outside_formulas, parts[::2])
    return "$".join(parts)


def _outside_formulas(text: str) -> str:
    if "\\" not in text:
        return text
    text = _ACCENT.sub(_accent, text)
    text = _LINK.sub(lambda found: found[1] or found[2] or "", text)
    for _ in range(_MOST_NESTED):
        styled = _STYLED.sub(_tagged, text)
        if styled == text:
            break
        text = styled
    return _NOT_PRINTED.sub("", _SYMBOL.sub(_symbol, text))


def _accent(found: re.Match[str]) -> str:
    """Return the letter with its accent; a brace beside it that has no partner within stays."""
    source = found.group()
    opened = source.startswith("{")
    closed = source.endswith("}") and source.count("}") > source.count("{") - opened
    inner = source[1 if opened else 0 : len(source) - 1 if closed else len(source)]
    printed = command_read(inner)
    return printed if opened == closed else f"{'{' * opened}{printed}{'}' * closed}"


def _tagged(found: re.Match[str]) -> str:
    tag = _TAGS[found["command"] or found["font"]]
    words = found["words"] if found["words"] is not None else found["more"]
    return f"<{tag}>{words}</{tag}>"


def _symbol(found: re.Match[str]) -> str:
    """Return the sign that a command stands for; one that is unknown goes where an argument follows it."""
    source, name = found.group(), found["name"]
    opened, closed = source.startswith("{"), source.endswith("}") and not source.endswith("{}")
    printed = command_read(f"\\{name}")
    if printed == f"\\{name}":
        follows = found.string[found.end() : found.end() + 1] == "{"
        return source if not follows else "{" * opened
    return printed if opened == closed else f"{'{' * opened}{printed}{'}' * closed}"
