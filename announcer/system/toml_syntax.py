"""Read TOML, and say in plain words what is wrong with a text that is not TOML."""

import re
import tomllib
from typing import Any

_CURLY = "“”„‟‘’‚‛«»‹›`"
_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)

MOST_KEY_PARTS = 20
"""`tomllib` takes time by the square of a key's parts; ours have four."""
_KEY_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(
    rf"(?:^[ \t]*+(?:\[\[?+[ \t]*+)?+|[{{,][ \t]*+){_KEY_PART}(?:[ \t]*+\.[ \t]*+{_KEY_PART}){{{MOST_KEY_PARTS}}}",
    re.MULTILINE,
)

_STARTS = (
    ("Illegal character '\\n'", "a closing quotation mark is missing"),
    ("Unterminated string", "a closing quotation mark is missing"),
    ('Expected "\'"', "a closing quotation mark is missing"),
    ("Invalid statement", "a line is a key, = and a value, or the name of a table in [ ]"),
    ("Expected newline or end of document", "something follows the value; text needs quotation marks"),
    ("Expected '='", "= is missing after the key"),
    ("Expected ']", "] is missing after the name of the table"),
    ("Cannot overwrite", "this key has a value already"),
    ("Cannot declare", "this table is there already; give its keys in one place"),
    ("Unescaped '\\'", "write a backslash twice, or put the text in single quotes"),
    ("Invalid hex value", "write a backslash twice, or put the text in single quotes"),
    ("Unclosed array", "a comma, or the ] of a list, is missing"),
    ("Unclosed inline table", "a comma, or the } of a table, is missing"),
    ("Illegal character", "a character stands here that TOML does not allow, such as a control character"),
    ("Found invalid character", "a character stands here that TOML does not allow, such as a control character"),
    ("Invalid initial character for a key", "a table in { } stands on one line, without a comma at its end"),
)
"""How messages of `tomllib` begin, and what to say in their place."""


class TomlRefusedError(Exception):
    """A text is not read as TOML, since that would take too long or too much; the message says why."""


class TomlSyntaxError(Exception):
    """A text is not TOML; `problem` says why in plain words; `line` is 0 where it is not known."""

    def __init__(self, problem: str, line: int = 0) -> None:
        super().__init__(f"{problem} (line {line})" if line else problem)
        self.problem = problem
        self.line = line


def parse_toml(text: str) -> dict[str, Any]:
    """Return what a TOML text holds.

    Raises:
        TomlSyntaxError: it is not TOML.
    """
    try:
        return load_toml(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(text, str(error)) from None
    except TomlRefusedError as error:
        raise TomlSyntaxError(str(error)) from None


def load_toml(text: str) -> dict[str, Any]:
    """Return what a TOML text holds, as `tomllib` does, and raise no other errors than these.

    Raises:
        tomllib.TOMLDecodeError: it is not TOML.
        TomlRefusedError: it may be, but would take too long or too deep a stack to read.
    """
    if _LONG_KEY.search(text):
        raise TomlRefusedError(f"a key has more than {MOST_KEY_PARTS} parts")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise TomlRefusedError("it is nested too deeply") from None
    except ValueError:  # Python's own limit
        raise TomlRefusedError("it holds a number of too many digits") from None


def _syntax_error(text: str, message: str) -> TomlSyntaxError:
    lines = text.replace("\r\n", "\n").rstrip().split("\n")
    found = _PLACE.fullmatch(message)
    if not found:
        return TomlSyntaxError(message)
    problem, line, column = found[1], int(found[2] or len(lines)), int(found[3] or len(lines[-1]) + 1)
    whole = lines[line - 1] if line <= len(lines) else ""
    return TomlSyntaxError(_plain_words(problem, whole, whole[column - 1 :]), line)


def _plain_words(problem: str, line: str, rest: str) -> str:
    """Return what is wrong with a line whose `rest` could not be read."""
    if rest[:1] in _CURLY and rest:
        return "use straight quotation marks, \" or '"
    if problem == "Invalid value":
        return _no_value(line, rest)
    words = next((words for start, words in _STARTS if problem.startswith(start)), problem)
    if "quotation mark is missing" in words and any(mark in line for mark in _CURLY):
        return f"{words}; only straight ones count, \" or '"
    return words


def _no_value(line: str, rest: str) -> str:
    if line.rstrip().endswith(("[", ",")):
        return "the ] of a list is missing"
    if rest.startswith("#") or not rest.strip():
        return "a value is missing; text needs quotation marks"
    if rest.strip().lower() in {"true", "false"}:
        return "write true and false in small letters"
    return "this is not a value; text needs quotation marks"
