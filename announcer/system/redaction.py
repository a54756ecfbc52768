"""Take secrets out of text that people or files get to see."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

HIDDEN = "[hidden]"
SHORTEST = 6
"""Values shorter than this are no secrets worth the name, and would blot out ordinary words."""

PATTERNS = (
    re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/%-]{8,}=*"),
    re.compile(
        r"""(?i)\b(oauth_\w+|\w*(?:token|secret|password|api_?key|code_verifier))(["']?\s*[=:]\s*["']?)[^\s"'&,}]+"""
    ),
    re.compile(r"(?i)(\w+://[^\s/:@]+):[^\s/@]+@"),
)
"""Headers, assignments and addresses that carry a secret, whatever its value."""


@dataclass(frozen=True, slots=True, init=False)
class Redaction:
    """Replaces known secrets, and whatever looks like one, by `[hidden]`."""

    values: tuple[str, ...]

    def __init__(self, values: Iterable[str] = ()) -> None:
        # the longest first: a secret that contains another one is hidden whole
        chosen = sorted({value for value in values if len(value) >= SHORTEST}, key=len, reverse=True)
        object.__setattr__(self, "values", tuple(chosen))

    def __call__(self, text: str) -> str:
        """Return the text without secrets."""
        for value in self.values:
            text = text.replace(value, HIDDEN)
        bearer, assigned, address = PATTERNS
        text = bearer.sub(rf"\1 {HIDDEN}", text)
        text = assigned.sub(rf"\1\2{HIDDEN}", text)
        return address.sub(rf"\1:{HIDDEN}@", text)
