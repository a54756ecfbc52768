"""Hashtags out of keywords: readable, accessible, and exactly what X takes them for."""

import re

from announcer.core.posts.entities import hashtags

LONGEST = 30
"""Letters; a longer tag is hard to read and takes too much of the post."""

_LONGEST_KEYWORD = 300
"""Letters, remarks in brackets included; what is longer gives no tag of 30."""
_TOO_GENERAL_TEXT = """
adolescent adult adults aged animal animals article child children controlled female females human humans
infant journal major male males men middle patient patients review study women
"""
_TOO_GENERAL = frozenset(_TOO_GENERAL_TEXT.split())
_REMARK = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*|/.*")
_BETWEEN_WORDS = re.compile(r"[\s\u200c\u200d_‐‑–-]+")
_SILENT = re.compile(r"['’ʼ.]")
_PLAIN_TAG = re.compile("[0-9]*[A-Za-z][A-Za-z0-9]*")
"""Certainly a hashtag; for all others the full grammar is used, which takes long to compile."""


def hashtag(keyword: str) -> str:
    """Return the keyword as a hashtag, or an empty string where none would be both valid and worth reading.

    Latin words run together, each with a capital (`#NightShift`), which screen readers need; words of other
    scripts are joined by underscores (`#فشار_خون`), and so are parts with a zero-width non-joiner between them.
    A keyword with signs that a hashtag cannot carry, such as `CD8+`, gives none, since its meaning would change.
    """
    if len(keyword) > _LONGEST_KEYWORD:
        return ""
    words = [_SILENT.sub("", word) for word in _BETWEEN_WORDS.split(_REMARK.sub("", keyword.lstrip("#")).strip())]
    words = [word for word in words if word]
    latin = all(word.isascii() or _has_case(word) for word in words)
    tag = "".join(_capital(word) for word in words) if latin else "_".join(words)
    worth = 1 < len(tag) <= LONGEST and tag.lower() not in _TOO_GENERAL
    return f"#{tag}" if worth and (_PLAIN_TAG.fullmatch(tag) or _is_hashtag(f"#{tag}")) else ""


def _is_hashtag(text: str) -> bool:
    return [found.text for found in hashtags(text)] == [text]


def _has_case(word: str) -> bool:
    return word.lower() != word.upper()


def _capital(word: str) -> str:
    """Return the word with a capital unless it has its own, as `mRNA` does, or is a sign such as `p53` or `α`."""
    is_word = word.islower() and word.isalpha() and (len(word) > 1 or word.isascii())
    return word[:1].upper() + word[1:] if is_word else word
