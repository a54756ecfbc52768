"""Find the section labels of abstracts, however the source marks them."""

import re
from collections.abc import Iterator

from announcer.core.text.markup import LABEL_END

_WORDS = (
    "background backgrounds aims? objectives? purposes? goals? introduction context rationale importance "
    "significance hypothes[ie]s motivation problem methods? methodology methodologies materials? patients subjects "
    "participants? animals population samples? settings? design study procedures? measurements? measures "
    "interventions? exposures? outcomes? data diagnosis case discussion conclusions? interpretation implications? "
    "relevance limitations? strengths recommendations? originality value funding registration evidence scope "
    "ethics dissemination application novelty approach results? findings? observations"
)
_QUALIFIERS = (
    "study main primary secondary clinical practical general major key principal search selection eligibility "
    "statistical systematic trial review concluding"
)
_SECOND_WORDS = (
    "design population selection outcomes? measures? methods strategy criteria analysis results findings points "
    "messages conclusions significance relevance implications presentation report description summary sources? "
    "collection synthesis extraction registration number remarks evidence"
)
_WORD = (
    rf"(?:(?:{'|'.join(_QUALIFIERS.split())}|case|data|outcome|level of|scope of)"
    rf"(?: (?:{'|'.join(_SECOND_WORDS.split())}|outcome|trial|review)){{1,2}}|{'|'.join(_WORDS.split())})"
)
_PERSIAN_WORD = (
    r"(?:پیش[\u200c ]?زمینه|زمینه|مقدمه|اهداف|هدف(?: (?:مطالعه|پژوهش|تحقیق))?|سابقه|بحث|نتایج|(?:معرفی|گزارش) مورد"
    r"|یافته(?:[\u200c ]?ها(?:ی (?:اصلی|پژوهش))?)?|(?:نتیجه|جمع[\u200c ]?بندی)(?:[\u200c ]?گیری)?(?: (?:نهایی"
    r"|کلی))?"
    r"|مواد|(?:مواد و )?روش(?:[\u200c ]?شناسی)?(?:[\u200c ]?ها|(?:[\u200c ]?های)?"
    r" (?:بررسی|کار|اجرا|پژوهش|تحقیق|مطالعه|انجام))?|طراحی(?: مطالعه)?|کاربرد(?:[\u200c ]?های? بالینی)?"
    r"|محدودیت(?:[\u200c ]?ها)?)"
)
_NAME = rf"{_WORD}(?:\s*(?:,|/|&|and)\s*{_WORD}){{0,3}}"
_PERSIAN_NAME = rf"{_PERSIAN_WORD}(?:\s*(?:،|/|و)\s*{_PERSIAN_WORD}){{0,2}}"
_BEFORE = r"[.!?)\]؟\n]"
_START = rf"(?:^|(?<={_BEFORE})(?:,(?=\s?[A-Z]{{3}}))?\s{{0,20}}+)"
"""Where a label can stand: at the start, or after a sentence; some sources write `a third., CONCLUSION:`."""
_LABEL_LINE = re.compile(
    rf"(?:^|(?<=\n))[ \t]*((?=[A-Z])(?i:{_NAME})|{_PERSIAN_NAME})[ \t]*[:：]?[ \t]*\r?(?:\n|$)"
)
"""A line of raw text that holds nothing but a known label; the label is its only group."""

_END_BEFORE = re.compile(_BEFORE)
_LABEL = re.compile(
    rf"(?:^|(?<=\n))(?P<heading>[^\n{LABEL_END}]{{1,80}}?):?\s*{LABEL_END}\s*"
    rf"|{_START}(?=[A-Z])(?P<named>(?i:{_NAME}))\s?(?::|\.(?=\s)|\s[-–]\s|—)\s*"
    rf"|{_START}(?P<persian>{_PERSIAN_NAME})\s?[:：]\s*"
    rf"|{_START}(?P<capitals>[A-Z][A-Z /&,()-]{{3,58}}[A-Z)])\s?:\s+"
    rf"|{_START}(?P<glued>Background|Objectives?|Aims?|Purpose|Introduction|Methods?|Results?|Findings|Conclusions?"
    r"|Discussion)(?=[A-Z][a-z])"
)
"""A label with the white space around it: a heading of the mark-up, a known name, capitals with a colon."""


def with_parted_labels(raw: str) -> str:
    """Return raw text with each line that holds nothing but a known label as a paragraph that ends with a colon."""
    if "\n" not in raw and not _LABEL_LINE.match(raw):
        return raw
    return _LABEL_LINE.sub(r"\n\n\1:\n\n", raw)


def labels(text: str) -> Iterator[re.Match[str]]:
    """Yield the labels in a text with the white space around them, in their order."""
    done = 0
    for start in (0, *(before.end() for before in _END_BEFORE.finditer(text))):
        if start >= done and (found := _LABEL.match(text, start)):
            yield found
            done = found.end()


def label_name(found: re.Match[str]) -> str:
    """Return the label of a match of `labels`, without its colon; capitals become `Main outcome measures`."""
    label = " ".join(next(group for group in found.groups() if group).split())
    return label.capitalize() if label.isupper() else label
