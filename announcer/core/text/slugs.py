"""Short names for folders and addresses, in plain ASCII whatever the title's script."""

import re

from announcer.core.text.letters import folded

_NAMELESS = "publication"
_ENOUGH = 50

# A reader of Persian should recognise the title; no standard of transliteration is followed.
_PERSIAN = (
    "ا:a آ:a ب:b پ:p ت:t ث:s ج:j چ:ch ح:h خ:kh د:d ذ:z ر:r ز:z ژ:zh س:s ش:sh ص:s ض:z ط:t ظ:z ع:a غ:gh ف:f ق:gh "
    "ک:k گ:g ل:l م:m ن:n و:v ه:h ی:i ة:h"
)
_GREEK = (
    "α:alpha β:beta γ:gamma δ:delta ε:epsilon ζ:zeta η:eta θ:theta ι:iota κ:kappa λ:lambda μ:mu ν:nu ξ:xi "
    "ο:omicron π:pi ρ:rho σ:sigma ς:s τ:tau υ:upsilon φ:phi χ:chi ψ:psi ω:omega"
)
_LATIN = "æ:ae œ:oe ø:o đ:d ð:d þ:th ł:l ı:i"
_LETTERS = str.maketrans(dict(pair.split(":") for pair in f"{_PERSIAN} {_GREEK} {_LATIN}".split())) | {
    ord("\u06f0") + digit: str(digit) for digit in range(10)
}


def slug(title: str, max_length: int = 60) -> str:
    """Return the title in `a-z0-9-`, cut at a word where it can be, at most `max_length` long, never empty.

    Persian letters are put into Latin ones; a title in another script, or of signs only, is "publication".
    """
    beginning = title[: _ENOUGH * max_length]  # a title that goes on for pages gives no other name
    ascii_title = folded(beginning).translate(_LETTERS).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_title).strip("-")
    if len(words) > max_length:
        cut = words[: max_length + 1].rpartition("-")[0]
        words = (cut or words[:max_length]).strip("-")
    return words or _NAMELESS[:max_length]
