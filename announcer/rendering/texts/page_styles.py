"""What pages carry in themselves: style sheets with the Persian face, and digests for their security policy."""

import base64
import hashlib
from functools import cache

from announcer.system.paths import shipped_folder

FACE = "assets/web/fonts/vazirmatn-subset.woff2"

_RULE = (
    '@font-face {{ font-family: "Vazirmatn subset"; font-weight: 400 700; font-display: swap;'
    " src: url(data:font/woff2;base64,{font}) format('woff2');"
    " unicode-range: U+600-6FF, U+200C-200F, U+AB, U+BB; }}\n"
)
"""Latin letters and digits stay with the reader's own face."""


@cache
def persian_face() -> str:
    """Return the style rule that embeds the part of Vazirmatn that Persian pages use, about 31 kB."""
    font = base64.b64encode((shipped_folder() / FACE).read_bytes()).decode("ascii")
    return _RULE.format(font=font)


def policy_hash(text: str) -> str:
    """Return the digest of a style or script as Content Security Policy (level 3) writes it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}"
