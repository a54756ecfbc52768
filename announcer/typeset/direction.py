"""Which way languages and texts run: the one list of right-to-left languages, for texts, cards and pages alike."""

import re
import unicodedata
from functools import lru_cache

_RIGHT_TO_LEFT_TEXT = """
aeb ar arb arc ary arz azb bal bgn bqi ckb dv fa fas glk he heb iw khw ks lrc luz mzn nqo ota per pes
pnb prs ps rhg sd sdh skr syr ug ur yi yid
"""
RIGHT_TO_LEFT = frozenset(_RIGHT_TO_LEFT_TEXT.split())
"""Codes of languages (BCP 47) that are mostly written from right to left, as CLDR's likely scripts have it."""

_ASCII_LETTER = re.compile("[A-Za-z]")
_MAY_RUN_RIGHT_TO_LEFT = re.compile(
    r"[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""All characters of the bidirectional classes R and AL are in these blocks."""


def is_right_to_left(language: str) -> bool:
    """Return whether a language, such as `fa` or `fa-IR`, is written from right to left."""
    return language.partition("-")[0].lower() in RIGHT_TO_LEFT


def html_direction(language: str) -> str:
    """Return `rtl` or `ltr`, as HTML calls the direction that a language is written in."""
    return "rtl" if is_right_to_left(language) else "ltr"


@lru_cache(maxsize=1000)
def runs_right_to_left(text: str) -> bool | None:
    """Return which way most letters of a text run; None where there are none."""
    if not _MAY_RUN_RIGHT_TO_LEFT.search(text) and _ASCII_LETTER.search(text):
        return False
    kinds = list(map(unicodedata.bidirectional, text))
    right, left = kinds.count("R") + kinds.count("AL"), kinds.count("L")
    return right > left if right or left else None
