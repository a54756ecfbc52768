"""JSON of any length as a text that is read bit by bit: values out of it, and past what is broken in it."""

import json
import re
from collections.abc import Callable
from io import StringIO

from announcer.importers.limits import LONGEST_RECORD, MOST_BYTES

PIECE = 32_768
"""Characters that are read at a time, at least."""
LONGEST_ITEM = MOST_BYTES
"""Characters of a record as written, with its list of references; no record seen has a tenth of it."""

_JSON = json.JSONDecoder()
_SPACE = re.compile(r"[\s\ufeff\x1e]*")  # a mark of byte order between joined files; RS parts records in RFC 7464
# JSON has no strings of several lines, so one that is not closed ends with its line. A comma counts before a `{`.
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"?|[\[\]{}]|,(?=\s*\{)')
_OPENING = re.compile(r'\{\s*"[^"\\\n]{1,80}"\s*:')
_LONGEST_TOKEN = 16
"""Characters of `-Infinity` or of a pair of escapes: an error so near the end may be one of the cut alone."""
_LONGEST_INDENT = 200
_MOST_VAIN = 10
"""Searches for the end of a broken item that may come to nothing; each goes through all that a record may have."""


class JsonBrokenError(Exception):
    """What stands here is not JSON; the message says what and where."""


class JsonText:
    """A text with a place in it, `at`; what stands before it is forgotten when more is read."""

    def __init__(self, text: str = "", more: Callable[[int], str] = lambda _: "") -> None:
        """Begin with what is known of the text; `more` returns about so many characters of the rest, or none."""
        self.text, self.at = text, 0
        self._more = more
        self._line = self._first_line = 1
        self._counted = self._columns = 0
        self._before = ""
        self._vain = 0

    @property
    def line(self) -> int:
        """The number of the line of this place, counted from 1."""
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def grow(self) -> bool:
        """Read on; return whether there was more."""
        piece = self._more(max(PIECE, len(self.text) - self.at))
        if not piece:
            return False
        self._first_line, self._before, end = self.line, self._line_so_far(), self.text.rfind("\n", 0, self.at)
        self._columns = self.at - end - 1 if end >= 0 else self._columns + self.at
        self.text = self.text[self.at :] + piece
        self.at = self._counted = 0
        return True

    def next(self) -> str:
        """Move past white space and return the character there; empty at the end."""
        while True:
            found = _SPACE.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.grow():
                return ""

    def passes(self, mark: str) -> bool:
        """Move past white space and that character, if it comes next; return whether it did."""
        if self.next() != mark:
            return False
        self.at += 1
        return True

    def pass_mark(self, mark: str) -> None:
        """Move past white space and that character.

        Raises:
            JsonBrokenError: another one comes next.
        """
        if not self.passes(mark):
            raise JsonBrokenError(f"it is not JSON: {mark} is missing (at line {self.line})")

    def value(self) -> tuple[object, str]:
        """Move past the value that begins here; return it and how it is written.

        Raises:
            JsonBrokenError: it is not JSON, or no value of a length that records have; the place stays.
        """
        while True:
            try:
                content, end = _JSON.raw_decode(self.text, self.at)
            except RecursionError:
                problem = "it is nested too deeply for a record"
            except json.JSONDecodeError as error:
                if self.may_be_cut(error):
                    if len(self.text) - self.at > LONGEST_ITEM:
                        raise JsonBrokenError(f"it has more than {LONGEST_ITEM:,} characters") from None
                    if self.grow():
                        continue
                problem = self._described(error)
            except ValueError:  # Python's own limit for the digits of whole numbers
                problem = "it holds a number of too many digits"
            else:
                is_cut = end == len(self.text) and isinstance(content, int | float)
                if is_cut and self.grow():
                    continue
                written, self.at = self.text[self.at : end], end
                return content, written
            raise JsonBrokenError(problem)

    def may_be_cut(self, error: json.JSONDecodeError) -> bool:
        """Return whether the rest of the text could put right what is wrong with its beginning."""
        return error.msg.startswith("Unterminated") or error.pos >= len(self.text) - _LONGEST_TOKEN

    def skip_item(self) -> str:
        """Move from a broken item of a list to the comma before the next one, or to the end of the list.

        Returns what was passed over, which is the item, if not more; nothing where that is too long for one.
        """
        indent, opening = self._line_so_far(), self._opening()
        end = self._end_of_item() if self._vain < _MOST_VAIN else -1
        if end >= 0:
            begun, self.at = self.at, end
            return self.text[begun:end]
        if not indent.strip():  # A bracket is missing; items that begin on lines of their own begin alike.
            return self._seek(f"\n{indent}{{")
        return self._seek(opening)

    def _end_of_item(self) -> int:
        """Return where the broken item here ends, by its brackets; -1 where they do not tell."""
        end = _end_of_item(self.text, self.at)
        while end < 0 and len(self.text) - self.at < LONGEST_RECORD and self.grow():
            end = _end_of_item(self.text, self.at)
        self._vain += end < 0
        return end

    def skip_line(self) -> str:
        """Move from a broken value to the next line on which a table or list begins as far left as it does.

        Returns what was passed over, as `skip_item` does.
        """
        indent = self._line_so_far()
        return self._seek(f"\n{'' if indent.strip() else indent}{{")

    def _seek(self, words: str) -> str:
        """Move to where those words come next, to the end of the text where they do not; return what was passed."""
        start, passed, length = self.at + 1, [], 0
        while not words or (found := self.text.find(words, start)) < 0:
            before, self.at = self.at, max(self.at, len(self.text) - len(words))
            length += self.at - before
            passed.append(self.text[before : self.at] if length <= LONGEST_RECORD else "")
            if not self.grow():
                passed.append(self.text[self.at :])
                self.at = len(self.text)
                return "".join(passed) if length <= LONGEST_RECORD else ""
            start = 1
        passed.append(self.text[self.at : found])
        self.at = found
        return "".join(passed) if length <= LONGEST_RECORD else ""

    def _line_so_far(self) -> str:
        """Return what stands before this place on its line; of a long line, the end of that."""
        start = self.text.rfind("\n", max(0, self.at - _LONGEST_INDENT), self.at)
        if start >= 0:
            return self.text[start + 1 : self.at]
        return (self._before + self.text[max(0, self.at - _LONGEST_INDENT) : self.at])[-_LONGEST_INDENT:]

    def _opening(self) -> str:
        found = _OPENING.match(self.text, self.at)
        return found.group() if found else ""

    def _described(self, error: json.JSONDecodeError) -> str:
        line = self._first_line + error.lineno - 1
        column = error.colno + (self._columns if error.lineno == 1 else 0)
        return f"it is not JSON: {error.msg} (at line {line}, column {column})"


def text_in_pieces(text: str) -> JsonText:
    """Return a whole text to be read bit by bit: telling where an error is takes as long as what is in view."""
    waiting = StringIO(text, newline="")
    return JsonText("", waiting.read)


def _end_of_item(text: str, start: int) -> int:
    """Return where the broken item at `start` ends: at a comma or at its list's end; -1 if it has none."""
    depth = 0
    for token in _TOKEN.finditer(text, start, start + LONGEST_RECORD):
        mark = token.group()
        if mark in {"{", "["}:
            depth += 1
        elif depth == 0 and mark in {",", "]"}:
            return token.start()
        elif mark in {"}", "]"}:
            depth = max(depth - 1, 0)
    return -1
