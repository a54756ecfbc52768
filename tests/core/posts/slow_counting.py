"""The counting rules written the slow, plain way: one backtracking expression, one character at a time.

The tests hold the quick way in `announcer.core.posts.counting` to it.
"""

import re
import unicodedata

from announcer.core.posts.counting import CountingRules
from announcer.core.posts.emoji import EMOJI_SEQUENCE
from announcer.core.posts.tlds import ASCII_TLDS, OTHER_TLDS
from announcer.core.posts.weblinks import FORBIDDEN, LATIN, PUNCTUATION, SPACES

_BEYOND_ASCII = [chr(code) for code in range(0x80, 0x10000)]


def _capital(letter: str) -> str:
    capital = letter.upper()
    return letter if len(capital) > 1 or capital.isascii() else capital


def _in_any_case(letters: str) -> str:
    """Return the letters beyond ASCII that stand between brackets, and those that differ from them in case only."""
    named = re.compile(f"[{letters}]")
    capitals = {_capital(letter) for letter in _BEYOND_ASCII if named.match(letter)}
    return "".join(letter for letter in _BEYOND_ASCII if _capital(letter) in capitals)


_LATIN = _in_any_case(LATIN)
_CYRILLIC = _in_any_case(r"\u0400-\u04ff")
_MARKS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_LETTER = f"[^{re.escape(PUNCTUATION)}{SPACES}{FORBIDDEN}{_MARKS}]"
_ASCII, _OTHERS = (
    "|".join(sorted(map(re.escape, names), key=len, reverse=True)) for names in (ASCII_TLDS, OTHER_TLDS)
)
# (?a: as JavaScript takes no letter beyond ASCII, such as İ, for one of ASCII, which Python's ignoring of case does
_TLD = rf"(?:(?:(?ai:{_ASCII})|(?i:{_OTHERS}))(?=[^0-9a-zA-Z@+\-]|\Z)|[xX][nN]--[\-0-9a-zA-Z]+)"
_DOMAIN = rf"(?:(?:{_LETTER}(?:[_\-]|{_LETTER})*)?{_LETTER}\.)*(?:{_LETTER}(?:-|{_LETTER})*)?{_LETTER}\.{_TLD}"
_PATH = rf"[a-zA-Z{_CYRILLIC}0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{_LATIN}]"
_PARENTHESES = rf"\((?:{_PATH}+|{_PATH}*\({_PATH}+\){_PATH}*)\)"
_PATH_END = rf"[+\-a-zA-Z{_CYRILLIC}0-9=_#/{_LATIN}]"
_QUERY = r"\?[a-zA-Z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-zA-Z0-9\-_&=#/]"
_LINK = re.compile(
    rf"(?P<before>[^A-Za-z0-9@＠$#＃{FORBIDDEN}]|^)"
    rf"(?P<link>(?P<protocol>(?ai:https?)://)?(?P<domain>{_DOMAIN})(?::[0-9]+)?"
    rf"(?P<path>/(?:{_PATH}*(?:{_PARENTHESES}{_PATH}*)*{_PATH_END}|{_PARENTHESES})*)?(?:{_QUERY})?)"
)
_LATIN_DOMAIN = re.compile(rf"(?:[\-a-zA-Z0-9{_LATIN}]+\.)+{_TLD}")
_SHORT_LINK = re.compile(rf"(?ai:https?://t\.co/)(?P<code>[a-zA-Z0-9]+)(?:{_QUERY})?")


def slow_spans(text: str) -> list[tuple[int, int]]:
    """Return where the links of a text are."""
    return [span for found in _LINK.finditer(text) for span in _spans(found)]


def _spans(found: re.Match[str]) -> list[tuple[int, int]]:
    domain = found["domain"]
    if any(_label_length(label) > 63 for label in domain.split(".")):
        return []
    if domain.startswith("xn--") and not _LATIN_DOMAIN.search(domain):
        return []
    if found["protocol"]:
        short = _SHORT_LINK.match(found["link"])
        if short and len(short["code"]) > 40:
            return []
        return [(found.start("link"), found.start("link") + (short.end() if short else len(found["link"])))]
    if found["before"] in set("-_./"):
        return []
    spans = [
        (found.start("domain") + part.start(), found.start("domain") + part.end())
        for part in _LATIN_DOMAIN.finditer(domain)
    ]
    if spans and found["path"] and spans[-1][1] == found.end("domain"):
        spans[-1] = (spans[-1][0], found.end("link"))
    return spans


def _label_length(label: str) -> int:
    parts = re.split("[\u3002\uff0e\uff61]", label)
    return sum(len(part if part.isascii() else b"xn--" + part.encode("punycode")) + 1 for part in parts) - 1


def slow_length(text: str, rules: CountingRules) -> int:
    """Return the length of a text, adding up what stands at each position."""
    text = unicodedata.normalize("NFC", text)
    ends = dict(slow_spans(text))
    at = weight = 0
    while at < len(text):
        emoji = EMOJI_SEQUENCE.match(text, at) if rules.emoji_as_one else None
        if at in ends:
            weight += rules.link_length * rules.scale
            at = ends[at]
        elif emoji:
            weight += rules.default_weight
            at = emoji.end()
        else:
            light = any(start <= ord(text[at]) <= end for start, end in rules.light_ranges)
            weight += rules.light_weight if light else rules.default_weight
            at += 1
    return -(-weight // rules.scale)
