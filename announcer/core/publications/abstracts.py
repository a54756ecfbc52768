"""Make an abstract out of what sources give: sections with their labels, and the copyright line by itself."""

import re

from announcer.core.publications.abstract_endings import without_endings, without_page
from announcer.core.publications.abstract_labels import label_name, labels, with_parted_labels
from announcer.core.publications.cleaning import repaired, without_placeholders
from announcer.core.publications.publication import Abstract, Section
from announcer.core.text.markup import styled
from announcer.core.text.richtext import Rich
from announcer.core.text.styled import StyledText

_FEWEST_WORDS = 5
_MOST_WORDS_OF_NONE = 60

_NO_ABSTRACT = re.compile(
    r"\W*(?:(?:(?:sorry, )?there (?:is|was) )?no abstract (?:(?:is|was) )?(?:available|given|provided|supplied"
    r"|present)\b"
    r"|(?:(?:the|an|this) )?abstract (?:(?:is|was|has) )?(?:not (?:been )?|un)(?:available|provided|supplied"
    r"|given|included)\b"
    r"|(?:this|the) (?:\w+ ){1,6}?(?:has|have|contains?|includes?|does not (?:have|contain|include))"
    r" (?:no|an?) abstract\b\W*$"
    r"|(?:این (?:مقاله|نامه|نوشته) )?(?:چکیده|خلاصه)(?: مقاله)?(?: (?:ای|انگلیسی|فارسی))? (?:در دسترس نیست|موجود"
    r" نیست|ندارد"
    r"|ارائه نشده(?: است)?)|(?:این (?:مقاله|نامه|نوشته) )?(?:فاقد|بدون) چکیده\b)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?i:abstract|summary|چکیده)\s*[:.\n\x1f]\s*|(?:Abstract|Summary)(?=[A-Z][a-z])"
    r"|(?:Abstract|ABSTRACT|Summary|SUMMARY)\s+(?=[A-Z])"
)

_SOURCE_MARK = re.compile(r"(?:(?<!\s)\s++)?+\[[A-Z]{2,5}\]$")


def clean_abstract(raw: str, language: str = "en") -> Abstract | None:
    """Return the abstract in sections, or None where the text only says that there is none."""
    text = without_placeholders(styled(with_parted_labels(raw), language)).stripped()
    text = without_page(text).stripped()
    opening = _OPENING.match(text.text)
    text, rights = without_endings(_without_mark(text.part(opening.end() if opening else 0)))
    if not _is_abstract(text.text):
        return None
    return Abstract(sections=_sections(text), copyright=repaired(StyledText.of(Rich.of(rights))).text)


def _is_abstract(text: str) -> bool:
    words = len(text.split())
    return words >= _FEWEST_WORDS and not (words <= _MOST_WORDS_OF_NONE and _NO_ABSTRACT.match(text))


def _without_mark(text: StyledText) -> StyledText:
    mark = _SOURCE_MARK.search(text.text) if text.text.endswith("]") else None
    return text.part(0, mark.start()) if mark else text


def _sections(text: StyledText) -> tuple[Section, ...]:
    those = list(labels(text.text))
    starts = [0, *(found.end() for found in those)]
    ends = [*(found.start() for found in those), len(text.text)]
    names = ["", *map(label_name, those)]
    return tuple(
        Section(text=words, label=name)
        for name, start, end in zip(names, starts, ends, strict=True)
        if (words := repaired(text.part(start, end)).rich)
    )
