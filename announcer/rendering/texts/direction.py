"""Which way a text runs, told from its letters."""

import re
import unicodedata
from functools import lru_cache

_ASCII_LETTER = re.compile("[A-Za-z]")
_MAY_RUN_RIGHT_TO_LEFT = re.compile(
    r"[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""All characters of the bidirectional classes R and AL are in these blocks."""


@lru_cache(maxsize=1000)
def runs_right_to_left(text: str) -> bool | None:
    """Return which way most letters run; None where there are none."""
    if not _MAY_RUN_RIGHT_TO_LEFT.search(text) and _ASCII_LETTER.search(text):
        return False
    kinds = list(map(unicodedata.bidirectional, text))
    right, left = kinds.count("R") + kinds.count("AL"), kinds.count("L")
    return right > left if right or left else None
