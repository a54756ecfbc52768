"""Which way a text runs, told from its letters."""

import unicodedata

from announcer.patterns import lazy

_ASCII_LETTER = lazy("[A-Za-z]")


def runs_right_to_left(text: str) -> bool | None:
    """Return which way most letters run; None where there are none."""
    if text.isascii():
        return False if _ASCII_LETTER.search(text) else None
    kinds = list(map(unicodedata.bidirectional, text))
    right, left = kinds.count("R") + kinds.count("AL"), kinds.count("L")
    return right > left if right or left else None
