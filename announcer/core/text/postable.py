"""Which characters may reach a post: plain letters in reading order, nothing hidden, nothing pre-shaped."""

import re
import unicodedata

from announcer.core.text.letters import tidy

ZERO_WIDTH_SPACE = "\u200b"
"""Allowed in a post, for it keeps `ClinicalTrials.gov` from becoming a link; never kept from a record."""

MARKS = "\u200e\u200f"
"""The left-to-right and the right-to-left mark: put into right-to-left posts, never kept from a record."""

_PLANE_ENDS = "".join(chr(plane + end) for plane in range(0, 0xF0000, 0x10000) for end in (0xFFFE, 0xFFFF))
_UNPOSTABLE = re.compile(
    "["
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # controls, but for the line feed
    "\xad\u061c\u180e\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"  # unseen, and all bidi controls
    "\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff"  # lone surrogates and private use
    "\ufb00-\ufb06\ufb50-\ufd3d\ufd40-\ufdff\ufe70-\ufefe"  # presentation forms; U+FDD0 to FDEF mark template parts
    f"{_PLANE_ENDS}]"
)


def plain(text: str, language: str = "") -> str:
    """Return `text` as one line of characters that a post may carry, in NFC; it may come out empty.

    White space of any kind becomes one space; controls, bidi controls, lone surrogates, private use and
    noncharacters go; ligatures and Arabic presentation forms become the letters they stand for; the zero-width
    non-joiner stays between letters that join. Where `language` is `fa`, Persian letters replace Arabic ones.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return unicodedata.normalize("NFC", " ".join(_UNPOSTABLE.sub("", tidy(text, language)).split()))


def forbidden(text: str) -> str:
    """Return the first character of `text` that must not be posted, or an empty string.

    Line feeds are allowed, and so are the zero-width space and the marks of direction.
    """
    return next((found for found in _UNPOSTABLE.findall(text) if found not in MARKS), "")
