"""Tell Arabic from Persian, which share their letters: by endings, articles and small words."""

import re

_ONLY_PERSIAN = re.compile("[پچژگ]")
_SPELLINGS = str.maketrans("يىك", "ییک")
_WORD = re.compile(r"[^\W\d_]+")
_ENDING = re.compile("[ةۃ]$")
_ARTICLE = re.compile(
    "(?:[وبفک]?ال|لل)(?!کتر|کل|تهاب|تیام|بت|زام|حاق|ماس|یاف|هام|فبا|هی|تزام|قا[ءئی]|بسه|وار)\\w{3,}"
)
"""The article at the start of a word; what Persian words such as «الکتریکی» and «التهاب» begin with is none."""
_SMALL_TEXT = """
فی الی التی الذی الذین هذا هذه ذلک تلک عن لدی خلال لدراسه دراسة لم لن قد کانت کان ضمن عبر
حول أن إلی إن علی من مع لا هو هی
"""
_SMALL = frozenset(_SMALL_TEXT.split())
_PERSIAN_TEXT = """
در به از که این است با را آن برای های ها بر یا تا یک شده می شود شد بود نیز هر دو بررسی
"""
_PERSIAN_SMALL = frozenset(_PERSIAN_TEXT.split())
_PERSIAN_FORMS = re.compile("[کی]")
_FEWEST = 2
_SHARE, _SHARE_IN_PERSIAN_FORMS = 0.33, 0.6
"""Words of a text that show it; more where the letters are typed as in Persian, as journals in Iran type Arabic."""
_LONGEST = 4_000


def is_arabic(text: str) -> bool:
    """Return whether a text in the Arabic script is in Arabic; in doubt it is not."""
    text = text[:_LONGEST]
    if _ONLY_PERSIAN.search(text):
        return False
    words = _WORD.findall(text.translate(_SPELLINGS))
    shown = sum(bool(_ENDING.search(word) or _ARTICLE.match(word) or word in _SMALL) for word in words)
    against = sum(word in _PERSIAN_SMALL for word in words)
    share = _SHARE_IN_PERSIAN_FORMS if _PERSIAN_FORMS.search(text) else _SHARE
    return shown >= max(_FEWEST, share * len(words)) and shown > 2 * against
