"""Read the value of a field: braces or quotation marks around it, abbreviations, parts joined by `#`."""

import re
from collections.abc import Mapping
from types import MappingProxyType

MONTH_NAMES: Mapping[str, str] = MappingProxyType(
    {
        name[:3].lower(): name
        for name in (
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        )
    }
)  # fmt: skip
"""What the abbreviations that every BibTeX style has stand for."""
LONGEST_VALUE = 1_000_000
"""Characters of a value with all that its abbreviations stand for; an abbreviation may name others."""

_BARE = re.compile(r'[^\s#{}",]+')
_MARKS = re.compile(r'\\.|[{}"]', re.DOTALL)


def value_of(source: str, strings: Mapping[str, str]) -> str:
    """Return the text of a value; of a broken one, what stands before the break.

    Args:
        source: `{Salt}`, `"Salt"`, `2024`, `jan`, `"1~" # jan`.
        strings: What abbreviations stand for, by their names in small letters; others stand for themselves.
    """
    parts = []
    place = _after_space(source, 0)
    while place < len(source):
        text, place = _part(source, place, strings)
        parts.append(text)
        place = _after_space(source, place)
        if source[place : place + 1] != "#":
            break
        place = _after_space(source, place + 1)
    return _without_double_braces("".join(parts)[:LONGEST_VALUE].strip())


def _part(source: str, place: int, strings: Mapping[str, str]) -> tuple[str, int]:
    """Return one part of a value, and where what follows it begins."""
    if source[place] in '{"':
        end = _closing(source, place)
        return source[place + 1 : end], end + 1
    found = _BARE.match(source, place)
    if not found:
        return "", len(source)
    return strings.get(found.group().lower(), found.group()), found.end()


def _closing(source: str, place: int) -> int:
    """Return where the brace or quotation mark that opens at `place` is closed; the end where it is not."""
    is_quoted = source[place] == '"'
    depth = 0 if is_quoted else 1
    for mark in _MARKS.finditer(source, place + 1):
        sign = mark.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if not depth and not is_quoted:
                return mark.start()
        elif sign == '"' and is_quoted and depth <= 0:
            return mark.start()
    return len(source)


def _after_space(source: str, place: int) -> int:
    while place < len(source) and source[place].isspace():
        place += 1
    return place


def _without_double_braces(text: str) -> str:
    """Return the value without further braces around the whole of it, which only keep its capitals."""
    while text.startswith("{") and _closing(text, 0) == len(text) - 1 and text.count("{", 0, 20) < 20:  # noqa: PLR2004
        text = text[1:-1].strip()
    return text
