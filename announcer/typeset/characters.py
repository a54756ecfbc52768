"""What the layers ask about single characters: script, emoji, invisible, and where clusters end."""

import unicodedata
from functools import lru_cache

import uharfbuzz as hb

COMMON = "Zyyy"
"""Script of characters that belong to every script: they take that of the text before them."""

ARABIC = "Arab"
LATIN = "Latn"
CJK = frozenset({"Hani", "Hira", "Kana", "Bopo", "Hang"})
"""Scripts set without spaces, in full-width characters."""
EUROPEAN = frozenset({LATIN, "Grek", "Cyrl"})

_UNSPECIFIC = frozenset({"Zinh", "Zzzz"})
_JOINER = "\u200d"
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_EMOJI = range(0x1F300, 0x1FB00)
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_FIRST_MARK = "\u0300"
_IGNORABLE = frozenset(
    chr(code)
    for first, last in (
        (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
        (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
        (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0xE0000, 0xE0FFF),
    )
    for code in range(first, last + 1)
)  # fmt: skip


@lru_cache(8192)
def script_of(char: str) -> str:
    """Return the ISO 15924 code of a character's script; `COMMON` where it has none of its own."""
    buffer = hb.Buffer()
    buffer.add_str(char)
    buffer.guess_segment_properties()
    script: str = buffer.script or COMMON
    return COMMON if script in _UNSPECIFIC else script


def is_ignorable(char: str) -> bool:
    """Return whether a character is invisible and needs no glyph (Default_Ignorable_Code_Point, line break)."""
    return char in _IGNORABLE or char == "\n"


def is_emoji(char: str) -> bool:
    """Return whether a character is drawn as an emoji without being asked to."""
    return ord(char) in _EMOJI or ord(char) in _FLAG_LETTERS


def is_emoji_cluster(cluster: str) -> bool:
    """Return whether a cluster wants an emoji face: by its nature, or by U+FE0F or a keycap."""
    return "\ufe0f" in cluster or "\u20e3" in cluster or any(map(is_emoji, cluster))


@lru_cache(4096)
def is_mark(char: str) -> bool:
    """Return whether a character is a combining mark: it belongs to the one before it."""
    return unicodedata.category(char)[0] == "M"


def clusters(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each cluster: what must come from one face and never be parted.

    A cluster is a base with its marks and variation selectors, a flag, a keycap, or an emoji with skin tone,
    joiners and tags: UAX #29 as far as the choice of a face needs it.
    """
    found = []
    start = 0
    while start < len(text):
        end = _cluster_end(text, start)
        found.append((start, end))
        start = end
    return found


def _cluster_end(text: str, start: int) -> int:
    end = start + 1
    if ord(text[start]) in _FLAG_LETTERS and end < len(text) and ord(text[end]) in _FLAG_LETTERS:
        end += 1
    while end < len(text):
        if _extends(text[end]):
            end += 1
        elif text[end] == _JOINER and end + 1 < len(text) and is_emoji_cluster(text[start:end]):
            end += 2
        else:
            break
    return end


def _extends(char: str) -> bool:
    return char >= _FIRST_MARK and (is_mark(char) or ord(char) in _SKIN_TONES or ord(char) in _TAGS)
