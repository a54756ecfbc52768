"""Where a line may end: UAX #14 (Unicode 16), with a short cut for everyday words that gives the same answer.

uniseg is the authority. It takes about 0.3 ms for a word it has not seen; the words of most titles are made of so
few classes of characters that one pattern answers for them (tests/typeset/test_breaks.py compares both).
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType


def _classes() -> Mapping[int, str]:
    """Return a letter for the line break class of each everyday character; joiners and marks count as letters."""
    letters = (
        *range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0xD7), *range(0xD8, 0xF7), *range(0xF8, 0x250),
        *range(0x370, 0x374), 0x376, 0x377, *range(0x37B, 0x37E), *range(0x391, 0x3A2), *range(0x3A3, 0x3CF),
        *range(0x400, 0x482), *range(0x48A, 0x528), *range(0x620, 0x656), *range(0x671, 0x6D4),
        0x200C, 0x2066, 0x2067, 0x2069,
        *range(0x1EA0, 0x1EFA), 0x207A, *range(0x2080, 0x208A), *map(ord, "&*<=>@^_~#®©²³¹×·™µ≤≥≈∼→"),
    )  # fmt: skip
    ideographs = (*range(0x3042, 0x3097), *range(0x30A2, 0x30FB), *range(0x4E00, 0xA000))
    digits = (*range(0x30, 0x3A), *range(0x660, 0x66A), *range(0x6F0, 0x6FA))
    signs = {
        "R": "$£+−±", "P": "%°‰٪′", "O": "([", "C": ")]", "I": ".,:;،", "S": "/", "H": "-", "B": "–|", "Q": "\"'",
        "A": "“‘«", "F": "”’»", "G": "\u00a0", "E": "…", "V": "（「『［【〈《〔", "W": "）」』］】〉》〕、。，．",
        "T": "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶーゝゞヽヾ々〜・：；", "X": "!?؟؛！？",
    }  # fmt: skip
    return {
        **dict.fromkeys(letters, "L"),
        **dict.fromkeys(ideographs, "D"),
        **dict.fromkeys(digits, "N"),
        **{ord(sign): name for name, all_signs in signs.items() for sign in all_signs},
    }


_CLASSES = MappingProxyType(_classes())
_KNOWN = re.compile(r"[A-Z]*\Z")
_ONLY_LETTERS = re.compile(r"[A-Za-z]+[.,]?\Z")

# Everything that no rule forbids is a break (LB31). Each line is one rule or two, numbered as in UAX #14.
_BREAKS = re.compile(
    r"(?!\A|\Z)"
    r"(?![XCWSIQAFBHET])"  # LB13, LB15d, LB19, LB21, LB22
    r"(?<![OVQAFG])"  # LB14, LB19, LB12
    r"(?!(?<![HB])G)"  # LB12a
    r"(?!(?<=[LNRPIC])L)(?!(?<=\AH)L)(?!(?<=GH)L)"  # LB28, LB23, LB24, LB29, LB30; LB20a
    r"(?!(?<=[LNRPIHC])N)(?!(?<=NS)N)"  # LB23, LB25, LB30
    r"(?!(?<=[LN])[RP])(?!(?<=N[SICW])[RP])(?!(?<=R)D)(?!(?<=D)P)"  # LB24, LB25, LB23a
    r"(?!(?<=[LN])O)(?!(?<=[RP])[OV]I?N)"  # LB30, LB25
)
_UNSURE = re.compile(r"N[SI]+[SICW]|[DTVW].*[QAF]|[QAF].*[DTVW]")
"""Left to uniseg: a number with several separators, as the pattern above looks back over one only, and quotes among
full-width characters, which have rules of their own."""

_LONGEST_FOR_UNISEG = 200

_ENDS_LINE = frozenset("LNRPCIXSHBQFEDTW")
_STARTS_LINE = frozenset("LNRPOHQADV")

# Between two of these a line may always end, whatever stands around them.
_IDEOGRAPHS = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")


def positions(text: str) -> list[int]:
    """Return the positions in `text` (0 and the end excluded) before which a new line may start.

    Line feeds are the only hard breaks; white space is single spaces and no-break spaces.
    """
    found: list[int] = []
    start = 0
    for line in text.split("\n"):
        if start:
            found.append(start)
        _add_in_line(found, line, start)
        start += len(line) + 1
    return found


def _add_in_line(found: list[int], line: str, start: int) -> None:
    previous = ""
    for word in line.split(" "):
        if word:
            if previous and _may_part(previous, word):
                found.append(start)
            if not _ONLY_LETTERS.match(word):
                found.extend([start + offset for offset in _inside(word)])
            previous = word
        start += len(word) + 1


@lru_cache(8192)
def _inside(word: str) -> tuple[int, ...]:
    """Return the positions inside a word without spaces at which it may be parted."""
    classes = word.translate(_CLASSES)
    if _KNOWN.match(classes) and not _UNSURE.search(classes):
        return tuple(gap.start() for gap in _BREAKS.finditer(classes))
    found: list[int] = []
    start = 0
    for part in _IDEOGRAPHS.split(word):
        if start:
            found.append(start)
        if len(part) > 1:
            found.extend(start + offset for offset in _by_uniseg(part))
        start += len(part)
    return tuple(found)


def _may_part(word: str, following: str) -> bool:
    """Return whether a line may end at the space between two words."""
    if _CLASSES.get(ord(word[-1])) in _ENDS_LINE and _CLASSES.get(ord(following[0])) in _STARTS_LINE:
        return True
    return _may_part_oddly(word, following)


@lru_cache(8192)
def _may_part_oddly(word: str, following: str) -> bool:
    return len(word) + 1 in _by_uniseg(f"{word} {following}")


def _by_uniseg(text: str) -> list[int]:
    """Return uniseg's answer, in stretches of a length that it is quick with: its time grows with the square."""
    from uniseg.linebreak import line_break_breakables  # noqa: PLC0415  # 25 ms that most cards do without

    return [
        start + position
        for start in range(0, len(text), _LONGEST_FOR_UNISEG)
        for position, may in enumerate(line_break_breakables(text[start : start + _LONGEST_FOR_UNISEG]))
        if may and position
    ]
