"""Spell out what must act on no terminal and forge no line: control characters and marks that turn text round.

Names of files, words of records and answers of networks are other people's. A line feed in one of them would make a
second line, which reads like the program's own; an escape character moves the cursor, renames the window or hides
what follows; a mark of direction shows letters in another order than they have.
"""

import re

_CONTROLS = r"\x00-\x1f\x7f-\x9f"
_LINE_ENDS = r"\u2028\u2029"
_HALVES = r"\ud800-\udfff"  # how Python reads the bytes of a name that is not UTF-8
_DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ACTING = re.compile(f"[{_CONTROLS}{_LINE_ENDS}{_DIRECTIONS}{_HALVES}]")
_ACTING_IN_LINES = re.compile(rf"(?![\t\n])[{_CONTROLS}{_LINE_ENDS}{_DIRECTIONS}{_HALVES}]")
_FAMILIAR = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}
_FIRST_UNLIKE_JSON = 0x20
"""JSON has spelled out what is below, and nothing else; the rest is spelled as JSON would."""


def visible(text: str) -> str:
    r"""Return the text on one line, with `\n`, `\x1b` and `\u202e` in place of characters that are not letters.

    A JSON document means the same afterwards: of these characters it holds only some that may be spelled `\u202e`.
    """
    return _ACTING.sub(_spelled, text)


def visible_lines(text: str) -> str:
    """Return the same of a text whose line feeds and tabs are the program's own, or a person's who wrote it."""
    return _ACTING_IN_LINES.sub(_spelled, text)


def _spelled(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _FAMILIAR.get(found[0]) or (f"\\x{code:02x}" if code < _FIRST_UNLIKE_JSON else f"\\u{code:04x}")
