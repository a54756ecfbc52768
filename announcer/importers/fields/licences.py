"""Licences: only those of Creative Commons make a publication open, and each has one spelling."""

import re
from collections.abc import Iterable

from announcer.core.publications.identifiers import whole_link

_ADDRESS = re.compile(
    r"(?<![\w/?=&.-])(?:https?://)?(?:www\.)?creativecommons\.org/(?:licen[sc]es|publicdomain)/([^\s<>\"'()\[\],;]+)",
    re.IGNORECASE,
)
_NAMES = frozenset({"by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd"})
_DEDICATIONS = frozenset({"cc0", "cc-0", "public-domain", "cc-zero"})
_OF_DEDICATIONS = ("zero", "mark")


def licence_in(texts: Iterable[str]) -> str:
    """Return the address of the first Creative Commons licence or dedication in the texts, as https; or none."""
    for text in texts:
        if found := _ADDRESS.search(text):
            path = found[1].rstrip(".").lower()
            folder = "publicdomain" if path.startswith(_OF_DEDICATIONS) else "licenses"
            return whole_link(f"https://creativecommons.org/{folder}/{path}")
    return ""


def licence_named(name: str) -> str:
    """Return the address of the licence that databases call `cc-by` or `cc_by`, without the version, as they do."""
    name = name.casefold().replace("_", "-")
    if name in _DEDICATIONS:
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    kind = name.removeprefix("cc-")
    return f"https://creativecommons.org/licenses/{kind}/" if kind in _NAMES and kind != name else ""
