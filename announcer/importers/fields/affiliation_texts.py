"""Read affiliations as databases print them, without the mail addresses that stand in them."""

import re

from announcer.importers.limits import LONGEST_LINE

_MAIL = re.compile(
    r"[.,;]?\s?(?:\(?(?:electronic address|e-?mail)(?: address)?:\s?)?[^\s@:;,()]{1,64}@[^\s@;,()]{1,200}\)?",
    re.IGNORECASE,
)


def affiliation_text(text: str) -> str:
    """Return an affiliation as one line without mail addresses, which nobody asked to be passed on."""
    line = " ".join(text.split())
    if "@" in line and len(line) <= LONGEST_LINE:
        line = _MAIL.sub("", line)
    return line.strip(" ;,").removesuffix(".").strip()
