"""Make an abstract out of what sources give: sections with their labels, and the copyright line by itself."""

import re

from announcer.core.publications.abstract_labels import LABEL, label_name
from announcer.core.publications.cleaning import repaired, without_placeholders
from announcer.core.publications.publication import Abstract, Section
from announcer.core.text.markup import styled
from announcer.core.text.styled import StyledText

_FEWEST_WORDS = 5
_LONGEST_TAIL = 250
_LONGEST_LICENCE = 900

_NO_ABSTRACT = re.compile(
    r"\W*(?:(?:there is )?no abstract (?:is )?(?:available|given|provided)|abstract (?:is )?not available)\W*",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?i:abstract|summary|چکیده)\s*[:.\n\x1f]\s*|(?:Abstract|Summary)(?=[A-Z][a-z])"
    r"|(?:Abstract|ABSTRACT|Summary|SUMMARY)\s+(?=[A-Z])"
)

_SIGN = r"(?:©|(?i:\(c\)) ?(?=(?:19|20)\d\d))"
_STATEMENT = (
    rf"(?:(?:Crown )?(?i:copyright)[ ,]*(?={_SIGN}|by\b|the\b|(?:19|20)\d\d)|Published by (?:the )?(?=[A-Z])"
    r"|(?i:all rights reserved)|\[ABSTRACT FROM AUTHOR\]|\(?ABSTRACT TRUNCATED|\((?i:PsycINFO) Database)"
)
_TAIL = re.compile(
    rf"(?:(?:^|(?<=[\s.!?)\]])){_SIGN}|(?:^|(?<=[.!?)\]\n])\s*){_STATEMENT})"
    rf"(?:.{{0,{_LONGEST_TAIL}}}|(?=.*(?:Creative Commons|distributed under)).{{0,{_LONGEST_LICENCE}}})$",
    re.DOTALL,
)
_SOURCE_MARK = re.compile(r"(?:(?<!\s)\s++)?+\[[A-Z]{2,5}\]$")


def clean_abstract(raw: str, language: str = "en") -> Abstract | None:
    """Return the abstract in sections, or None where the text only says that there is none."""
    text = without_placeholders(styled(raw, language)).stripped()
    opening = _OPENING.match(text.text)
    text, copyright_line = _without_tail(text.part(opening.end() if opening else 0))
    if not _is_abstract(text.text):
        return None
    return Abstract(sections=_sections(text), copyright=copyright_line)


def _is_abstract(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS and not _NO_ABSTRACT.fullmatch(text)


def _without_tail(text: StyledText) -> tuple[StyledText, str]:
    mark = _SOURCE_MARK.search(text.text)
    text = text.part(0, mark.start()) if mark else text
    tail = _TAIL.search(text.text, max(0, len(text.text) - _LONGEST_LICENCE - 100))
    if not tail:
        return text, ""
    return text.part(0, tail.start()), repaired(text.part(tail.start())).text


def _sections(text: StyledText) -> tuple[Section, ...]:
    labels = list(LABEL.finditer(text.text))
    starts = [0, *(found.end() for found in labels)]
    ends = [*(found.start() for found in labels), len(text.text)]
    names = ["", *(label_name(found) for found in labels)]
    return tuple(
        Section(text=words, label=name)
        for name, start, end in zip(names, starts, ends, strict=True)
        if (words := repaired(text.part(start, end)).rich)
    )
