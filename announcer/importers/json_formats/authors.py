"""Authors out of the parts that sources give: family and given name, or one text; institutions are told apart."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from announcer.importers.record.model import AuthorRecord

_INSTITUTION = re.compile(
    r"\b(?:universit\w{0,4}|college|hospital|institut\w{0,3}|departments?|department of|faculty|school of|academy"
    r"|laborator\w{1,4}|centre|center|clinic|ministry|دانشگاه|بیمارستان|دانشکده|پژوهش\w{0,6})\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\d|,[^,]*,")
_MOST_WORDS = 4
"""Words of a family name; what has more before its comma is no name."""
_LIFE = re.compile(r",\s*(?:b\. |d\. )?\d{4}\??(?:\s?[-–]\s?(?:\d{4}\??)?)?\.?\s*$")
_UNKNOWN = re.compile(
    r"\W*(?:\(?:(?:unav|unkn|unas|null|none|tba|unap|unal|tba|etal)\)?.{0,40}|unknown|anonymous|anon\.?|not known"
    r"|no author|n/?a|none|null)\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a source calls an author: by family and given name, or by one text."""

    family: str = ""
    given: str = ""
    name: str = ""
    suffix: str = ""
    is_group: bool = False


def author(
    names: Names, *, orcid: str = "", affiliations: Iterable[int] = (), home: bool | None = None
) -> AuthorRecord | None:
    """Return an author; None without a name, or where it is `Unknown` or the like."""
    family, given, name = names.family.strip(), names.given.strip(), names.name.strip()
    shown = family or name or given
    if not shown or _UNKNOWN.fullmatch(shown[:60]):
        return None
    return AuthorRecord(
        name="" if family else shown,
        family=family,
        given=given if family else "",
        suffix=names.suffix.strip(),
        group=names.is_group,
        orcid=orcid,
        affiliations=tuple(dict.fromkeys(number for number in affiliations if number)),
        home=home,
    )


def is_address(name: str) -> bool:
    """Return whether what stands among the authors is an affiliation: an institution with its street or town."""
    return name.startswith(",") or bool(_INSTITUTION.search(name) and _ADDRESS.search(name))


def parted(name: str) -> tuple[str, str]:
    """Return family and given name of `Family, Given`; two empty ones of a name in another form."""
    family, comma, given = _LIFE.sub("", name).partition(",")
    is_one = comma and "," not in given and len(family.split()) <= _MOST_WORDS
    return (family.strip(), given.strip()) if is_one and family.strip() and given.strip() else ("", "")
