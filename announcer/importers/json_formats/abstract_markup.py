"""Part what Crossref gives as one abstract: the abstract, a plain-language summary, those in other languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from announcer.importers.fields.language_names import language_named

_LAY_WORDS = (
    r"(?:(?:plain|lay|easy)[- ]?(?:language|english)?[- ](?:summary|abstract)|summary for lay (?:people|persons))"
)
_LAY = re.compile(
    rf"<(?P<tag>(?:jats:)?title)[^<>]*>\s*{_LAY_WORDS}\W*</(?P=tag)>(?P<text>.*?)(?=<(?:jats:)?title\b|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_WRAPPED = re.compile(
    r"<(?:jats:)?(?:trans-)?abstract\b(?P<marks>[^<>]*)>(?P<text>.*?)(?:</(?:jats:)?(?:trans-)?abstract>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_LANGUAGE = re.compile(r"""\bxml:lang\s*=\s*["']([\w-]{2,12})["']""")
_LAY_TYPE = re.compile(r"""abstract-type\s*=\s*["'](?:plain-language-summary|lay-summary|lay-abstract)["']""")
_NO_TEXT = re.compile(r"""abstract-type\s*=\s*["'](?:graphical|toc|teaser|precis)["']""")


@dataclass(slots=True, kw_only=True)
class JatsAbstracts:
    """What there is of abstracts, as written; `others` by language."""

    own: str = ""
    lay: str = ""
    others: dict[str, str] = field(default_factory=dict)


def parted_abstracts(raw: str, language: str = "") -> JatsAbstracts:
    """Return the parts; of several abstracts the own one is that in `language`, else the first."""
    found = JatsAbstracts()
    by_language: dict[str, str] = {}
    for match in _WRAPPED.finditer(raw):
        if _LAY_TYPE.search(match["marks"]):
            found.lay = found.lay or match["text"]
        elif not _NO_TEXT.search(match["marks"]):
            code = _LANGUAGE.search(match["marks"])
            by_language.setdefault(language_named(code[1]) if code else "", match["text"])
    found.own = by_language.pop(_own(by_language, language), "") if by_language or found.lay else raw
    found.others = {code: text for code, text in by_language.items() if code}
    if lay := _LAY.search(found.own):
        found.lay = found.lay or lay["text"]
        found.own = found.own[: lay.start()] + found.own[lay.end() :]
    return found


def _own(by_language: Mapping[str, str], language: str) -> str:
    return language if language in by_language else next(iter(by_language), "")
