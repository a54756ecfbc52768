"""Where X sees web links in a text, by the grammar of twitter-text 3.1.

A link is an address with `http://` or `https://`, or a bare domain such as `mui.ac.ir` or, by accident,
`patients.In`. The public grammar is a backtracking expression that takes quadratic time on text such as `a.a.a…`;
here time is linear. A link needs a dot with domain letters on both sides; around such a dot lies a run of domain
characters, cut by its dots into labels. From right to left each label learns where a domain that begins in it would
end (the longest wins); then from left to right the first place where a link may begin is taken.

Characters are code points. (The edition in JavaScript looks at halves of those beyond U+FFFF; where an emoji stands
between a sign such as `#` and a dot or hyphen, it takes half an emoji for a place where a link may begin.)
"""

import re
import sys
from typing import NamedTuple

from announcer.core.posts.tlds import ASCII_TLDS, OTHER_TLDS

MAX_LINK_LENGTH = 4096
"""UTF-16 units of an address and a protocol; a longer one is not a link."""
MAX_LABEL_LENGTH = 63
"""Characters of a domain's part, in Punycode; with a longer part it is not a link."""
MAX_SHORT_LINK_CODE = 40
"""Characters after `t.co/`; with more it is not a link."""

SPACES = (
    "\t\n\v\f\r \x85\xa0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
PUNCTUATION = "!'#%&()*+,\\-./:;<=>?@[]^_{|}~$"
FORBIDDEN = "\ufffe\ufeff\uffff"
LATIN = (
    r"\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb"
    r"\u0300-\u036f\u1e00-\u1eff"
)
"""Accented Latin letters and combining marks, for use between the brackets of an expression."""

# The grammar ignores case, and so takes in letters whose other case it names (Python's IGNORECASE would take more).
_LATIN = LATIN + r"\u0260\u0269\u0275\u0280\u0283\u0288\u028a\u028c\u0292\u0399\u03b9\u1fbe\u2c65\u2c66\u2c7e\u2c7f"
_CYRILLIC = r"\u0400-\u04ff\u1c80-\u1c87"
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_BETWEEN_LETTERS = frozenset("-_.")
_BREAKS = frozenset(PUNCTUATION + SPACES + FORBIDDEN + _DIRECTIONS) - _BETWEEN_LETTERS
_BREAK = re.compile(f"[{re.escape(''.join(sorted(_BREAKS)))}]")
_LETTER = f"[^{re.escape(PUNCTUATION + SPACES + FORBIDDEN + _DIRECTIONS)}]"
_LABEL = rf"[\-a-zA-Z0-9{_LATIN}]++"
# What a path or a query may end with, and what else it may hold; a path may also hold and end with parentheses.
_PATH_END = rf"a-zA-Z{_CYRILLIC}0-9+\-=_#/{_LATIN}"
_PATH_MIDDLE = r"!*';:,.$%\[\]\u2013~@|&"
_QUERY_END = r"a-zA-Z0-9\-_&=#/"
_QUERY_MIDDLE = r"!?*'@();:+$%\[\].,~|"
_IN_PATH = f"[{_PATH_MIDDLE}{_PATH_END}]"
_BALANCED = rf"\((?:{_IN_PATH}++(?:\({_IN_PATH}++\){_IN_PATH}*+)?+|\({_IN_PATH}++\){_IN_PATH}*+)\)"
_PATH = rf"/(?:(?:[{_PATH_MIDDLE}]++|{_BALANCED})*+[{_PATH_END}]++)*+(?:{_BALANCED})*+"
_QUERY = rf"\?(?:[{_QUERY_MIDDLE}]*+[{_QUERY_END}]++)++"

_INNER_DOT = re.compile(rf"\.(?<={_LETTER}\.)(?={_LETTER})")
_BEGINNING = re.compile(rf"(?<=[^A-Za-z0-9@＠$#＃{FORBIDDEN}]){_LETTER}")
_PROTOCOL = re.compile(rf"(?<![A-Za-z0-9@＠$#＃{FORBIDDEN}])[hH][tT][tT][pP][sS]?://")
_TAIL = re.compile(rf"(?::[0-9]++)?+(?P<path>{_PATH})?+(?:{_QUERY})?+")
_SHORT_LINK = re.compile(rf"[hH][tT][tT][pP][sS]?://[tT]\.[cC][oO]/(?P<code>[a-zA-Z0-9]++)(?:{_QUERY})?+")
_LATIN_RUN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*+\.?+")
_ASCII_NAME = re.compile(r"[a-zA-Z]++(?![0-9@+\-])")
_NAME_END = re.compile(r"(?![0-9a-zA-Z@+\-])")
_PUNYCODE_NAME = re.compile(r"[xX][nN]--[\-0-9a-zA-Z]++")
_LABEL_SEPARATOR = re.compile("[\u3002\uff0e\uff61]")
_OTHER_TLDS = {
    first: sorted((name for name in OTHER_TLDS if name[0] == first), key=len, reverse=True)
    for first in {name[0] for name in OTHER_TLDS}
}


class Span(NamedTuple):
    """Where a link stands: code points from `start` up to, not including, `end`."""

    start: int
    end: int


class _Ending(NamedTuple):
    """A domain that begins in one label, at `low` or later but before `stop`, ends at `end`."""

    low: int
    stop: int
    end: int


class _Address(NamedTuple):
    """A match of the grammar, which may still not be a link; the protocol is what precedes the domain."""

    start: int
    domain_start: int
    domain_end: int
    end: int
    has_path: bool


def link_spans(text: str) -> list[Span]:
    """Return where the links of a text are, in order; they never overlap."""
    spans: list[Span] = []
    resume = run_end = 0
    for dot in _INNER_DOT.finditer(text):
        at = dot.start()
        if at < resume or at < run_end:
            continue
        run_start, run_end = _run_around(text, at, resume)
        for ending in _endings(text, run_start, run_end):
            address = _address(text, ending, run_start, resume)
            if address:
                spans += _links_in(text, address)
                resume = address.end
    return spans


def _run_around(text: str, at: int, floor: int) -> Span:
    """Return the run of domain characters around the dot at `at`; it begins at `floor` at the earliest."""
    start = at
    while start > floor and text[start - 1] not in _BREAKS:
        start -= 1
    next_break = _BREAK.search(text, at)
    return Span(start, next_break.start() if next_break else len(text))


def _endings(text: str, run_start: int, run_end: int) -> list[_Ending]:
    """Return, for the labels of a run in which a domain can begin, where the longest one ends.

    Labels begin and end with a letter; the one before the top-level domain has no underscore. The first label of a
    domain may be the last part of a longer word.
    """
    *labels, last = text[run_start:run_end].split(".")
    endings: list[_Ending] = []
    stop = run_end - len(last) - 1
    reach = 0
    for label in reversed(labels):
        start = low = stop - len(label)
        if not label or label[-1] in _BETWEEN_LETTERS:
            end = 0
        elif reach:
            end = reach
        else:
            end = _tld_end(text, stop + 1)
            low += label.rfind("_") + 1
        if end:
            endings.append(_Ending(low, stop, end))
        reach = end if low == start and label[:1] not in _BETWEEN_LETTERS else 0
        stop = start - 1
    return endings[::-1]


def _tld_end(text: str, at: int, stop: int = sys.maxsize) -> int:
    """Return where the top-level domain at `at` ends, or 0 where there is none; nothing is read from `stop` on."""
    word = _ASCII_NAME.match(text, at, stop)
    if word and word[0].lower() in ASCII_TLDS:
        return word.end()
    for name in _OTHER_TLDS.get(text[at : at + 1].lower(), ()):
        end = at + len(name)
        if end <= stop and text[at:end].lower() == name and _NAME_END.match(text, end, stop):
            return end
    code = _PUNYCODE_NAME.match(text, at, stop)
    return code.end() if code else 0


def _address(text: str, ending: _Ending, run_start: int, resume: int) -> _Address | None:
    """Return the address whose domain begins in a label, if one may begin there after `resume`."""
    domain_start = _beginning(text, ending, resume)
    if domain_start < 0:
        return None
    start = _protocol_start(text, domain_start, resume) if domain_start == run_start else domain_start
    tail = next(_TAIL.finditer(text, ending.end))  # at the least it is empty
    return _Address(start, domain_start, ending.end, tail.end(), tail["path"] is not None)


def _beginning(text: str, ending: _Ending, resume: int) -> int:
    """Return where the domain of an ending may first begin, or -1.

    The character before it must not be part of a word or of an earlier link. Only the very
    beginning of a text needs no such character, and there a link begins with the second character if one can.
    """
    found = _BEGINNING.search(text, max(ending.low, resume + 1), ending.stop)
    start = found.start() if found else -1
    if ending.low == 0 and start != 1 and text[0] not in _BETWEEN_LETTERS:
        return 0
    return start


def _protocol_start(text: str, domain_start: int, resume: int) -> int:
    """Return where the protocol before a domain begins; with none that counts, the domain's own beginning."""
    if text[domain_start - 1 : domain_start] == "/":
        for start in (domain_start - 7, domain_start - 8):
            if start >= 0 and _PROTOCOL.fullmatch(text, start, domain_start) and (start == 0 or start > resume):
                return start
    return domain_start


def _links_in(text: str, address: _Address) -> list[Span]:
    """Return the links that an address stands for: none, one, or for a bare domain in other script several."""
    if not _is_sound(text, address):
        return []
    if address.start < address.domain_start:
        return _link_with_protocol(text, address)
    if address.start and text[address.start - 1] in "-_./":
        return []
    spans = _ascii_domains(text, address.domain_start, address.domain_end)
    if spans and address.has_path and spans[-1].end == address.domain_end:
        spans[-1] = Span(spans[-1].start, address.end)
    return spans


def _link_with_protocol(text: str, address: _Address) -> list[Span]:
    short = _SHORT_LINK.match(text, address.start, address.end)
    if not short:
        return [Span(address.start, address.end)]
    return [Span(*short.span())] if len(short["code"]) <= MAX_SHORT_LINK_CODE else []


def _ascii_domains(text: str, start: int, stop: int) -> list[Span]:
    """Return the domains of Latin letters within a domain; other script around them is left out."""
    spans = []
    for run in _LATIN_RUN.finditer(text, start, stop):
        dot = run.end()
        while (dot := text.rfind(".", run.start(), dot)) >= 0:
            if end := _tld_end(text, dot + 1, stop):
                spans.append(Span(run.start(), end))
                break
    return spans


def _is_sound(text: str, address: _Address) -> bool:
    """Return whether an address keeps the lengths that the domain name system and X allow."""
    domain = text[address.domain_start : address.domain_end]
    if domain.startswith("xn--") and not _ascii_domains(domain, 0, len(domain)):
        return False
    protocol = address.domain_start - address.start or len("https://")
    if protocol + _utf16_length(text[address.start : address.end]) > MAX_LINK_LENGTH:
        return False
    return all(_label_length(label) <= MAX_LABEL_LENGTH for label in domain.split("."))


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _label_length(label: str) -> int:
    """Return how long a label is in Punycode; from `MAX_LABEL_LENGTH` on it may be an estimate, never too long."""
    if label.isascii() or len(label) > MAX_LABEL_LENGTH:
        return len(label)
    parts = _LABEL_SEPARATOR.split(label)
    encoded = [part if part.isascii() else "xn--" + part.encode("punycode").decode("ascii") for part in parts]
    return len(".".join(encoded))
