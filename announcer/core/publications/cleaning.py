"""Make titles and short texts out of what sources give: unescaped, tags read, spaces and stops repaired."""

import re
from collections.abc import Sequence
from dataclasses import replace

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.publications.publication import Related
from announcer.core.text.letters import hidden_characters, language_of, may_grow, windows_characters
from announcer.core.text.markup import LABEL_END, LONGEST_TEXT, LONGEST_WORDS, styled, words_length
from announcer.core.text.richtext import Rich
from announcer.core.text.styled import StyledText
from announcer.core.text.superscripts import unicode_text
from announcer.core.text.tex import has_tex

_PLACEHOLDER = r"\[[^\[\]]{0,60}(?:not available: ?see full ?text|see text)\.?\]"
_PLACEHOLDER_APART = re.compile(rf"(?:(?<!\s)\s++)?+{_PLACEHOLDER}(?=[\s.,;:)]|$)", re.IGNORECASE)
_PLACEHOLDER_GLUED = re.compile(_PLACEHOLDER, re.IGNORECASE)
_STOP_AND_CAPITAL = re.compile(r"[.?!][A-Z]")
_GLUED_STOP = re.compile(r"(?<=[a-z]{3}[.?!])(?=[A-Z][a-z]|A [a-z]|(?!(?:[IVXL]+|COM|EDU|GOV|NET|ORG)\b)[A-Z]{2})")
_LABEL_END = re.compile(LABEL_END)
_ODD_WHITE_SPACE = re.compile(r"\s{2,}|[^\S ]")
_STRAY_SPACE = re.compile(r"(?<=[(\[]) | (?=[)\],])|(?<=[^\s.]) (?=\.(?: |$))")
_STRAY_SPACES = ("( ", "[ ", " )", " ]", " ,", " .")
"""One of these is in every text that has a stray space; each is found far sooner than the pattern's match."""

_TRAILING_STOP = re.compile(r"(?<!\.)\.$")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:spp?|subspp?|ssp|var|et al|etc|inc|ltd|corp|jr|sr|nov|gen|cf|[^\W\d_](?:\.[^\W\d_])+)\.$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[(?P<title>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\.?")
_NOTE_MARK = re.compile(r"(?<=[\w)”\"?!])\s?[*†‡§¶]{1,3}$")
"""The sign of a footnote at a title's end."""
_GLUED_SPECIES = re.compile(
    r"(?<=[a-z]{4}(?:um|us|ia))(?=spp?\.(?: |$))"
    r"|(?<=[a-z]{4}(?:ae|um|us|is|ii|ns))(?=[A-Z]{2,4}\d{2,5}\b)"
)
_LONE_END = re.compile(r"\]\.?$")
_BILINGUAL = re.compile(r"(?P<title>.{8,}?)\s*[;/]\s*\[(?P<other>[^\[\]]{8,})\]\.?")

# What UTF-8 looks like when it was read as Windows-1252 or -1256; never found in correct text. ftfy knows others,
# but not Persian's.
_MOJIBAKE = re.compile(
    "\ufffd|Ã[\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“•–—˜™š›œžŸ]|â€|Â[\u00a0-\u00bf]"
    "|(?:[ØÙÚÛ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ]){2}|ط§ظ|ظ†|غŒ"
)


_SUSPECT = re.compile("[\u0080-\u009f\u00c2-\u00f4\u0102-\u0111\u0391-\u03a9\u0410-\u042f][^\x00-\x7f]")
"""How a letter of UTF-8 begins where its bytes were read one by one."""
_PARTS = re.compile(r"[^\n]{1,1000}")
LONGEST_TITLE = 2000
"""Characters of a title; the longest seen has 727."""
_ENTITIES_GROW = 3
"""By so much an entity may be longer as text: `&#xfdfa;` stands for a ligature of eighteen letters."""


# Words of Latin letters and digits, one space between them; a stop or a comma only before a space or at the end.
_CLEAN = re.compile(r"(?:[A-Za-z0-9'-]{1,40}[.,;:]? )*[A-Za-z0-9'-]{1,40}\.?|")
_SHORT = 200


def clean_title(raw: str, language: str = "en") -> Rich:
    """Return a title with its styles; of a bracketed or bilingual one, the title itself."""
    text = repaired(styled(raw, language))
    for pattern in (_BRACKETED, _BILINGUAL):
        match = pattern.fullmatch(text.text)
        if match:
            text = text.part(*match.span("title")).stripped()
    text = _without_lone_bracket(text)
    if _TRAILING_STOP.search(text.text) and not _ABBREVIATION.search(text.text):
        text = text.part(0, -1)
    text = _with_parted_words(text)
    if _NOTE_MARK.search(text.text):
        text = text.replaced(_NOTE_MARK)
    return text.stripped().part(0, LONGEST_TITLE).rich


def _with_parted_words(text: StyledText) -> StyledText:
    """Return a title with the spaces that were lost within names of organisms: `Lyophyllumsp.`, `terraeBS001`."""
    return text.replaced(_GLUED_SPECIES, " ") if _GLUED_SPECIES.search(text.text) else text


def _without_lone_bracket(text: StyledText) -> StyledText:
    """Return a title without the `[` or `]` at an end that lost its other half: `Ethanol and the neurons]`."""
    if text.text.count("(") != text.text.count(")"):
        return text  # a half-open interval, (0, 1]
    ends = _LONE_END.search(text.text)
    if ends and text.text.count("]") > text.text.count("["):
        text = text.part(0, ends.start()).stripped()
    if text.text.startswith("[") and text.text.count("[") > text.text.count("]"):
        text = text.part(1, len(text.text)).stripped()
    return text


def clean_passage(raw: str, language: str = "en") -> Rich:
    """Return a paragraph on one line with its styles."""
    return repaired(styled(raw, language)).rich


def clean_line(raw: str, language: str = "en") -> str:
    """Return a name, a journal or a short paragraph as one line of plain text."""
    if not raw or _is_clean(raw):
        return raw
    return unicode_text(clean_passage(raw, language))


def _is_clean(raw: str) -> bool:
    """Return whether no rule of cleaning applies to a short text; most names are so, and a record has hundreds."""
    return len(raw) <= _SHORT and bool(_CLEAN.fullmatch(raw))


def clean_related(row: Related) -> Related:
    """Return the row with its title and journal as `clean_line` gives them, each in its own language."""
    title, journal = (clean_line(text, language_of(text)) for text in (row.title, row.journal))
    return replace(row, title=title, journal=journal)


def repaired(text: StyledText) -> StyledText:
    """Return `text` on one line, a space after each stop, none inside brackets, no placeholders."""
    if LABEL_END in text.text:
        text = text.replaced(_LABEL_END, ": ")
    text = without_placeholders(text)
    if _STOP_AND_CAPITAL.search(text.text):
        text = text.replaced(_GLUED_STOP, " ")
    if "  " in text.text or not text.text.isprintable():  # the plain space is the only white space that is
        text = text.replaced(_ODD_WHITE_SPACE, " ")
    text = text.with_restyled_spaces()  # one that stands where styles meet has neither of two that differ
    if any(pair in text.text for pair in _STRAY_SPACES):
        text = text.replaced(_STRAY_SPACE)
    return text.stripped()


def without_placeholders(text: StyledText) -> StyledText:
    """Return `text` without `[Formula: see text]`, `[MediaObject not available: see fulltext.]` and the like."""
    if not _PLACEHOLDER_GLUED.search(text.text):
        return text
    return text.replaced(_PLACEHOLDER_APART).replaced(_PLACEHOLDER_GLUED, " ")


def letter_findings(raw: str, where: str) -> tuple[Finding, ...]:
    """Return what is wrong with a raw text that cleaning cannot repair; `where` names the field."""
    findings = []
    if not raw.isascii() and (_MOJIBAKE.search(raw) or _is_mojibake(raw)):
        findings.append(finding("mojibake", where=where))
    if hidden := hidden_characters(raw):
        findings.append(finding("hidden-characters", where=where, characters=", ".join(hidden)))
    if read := windows_characters(raw):
        findings.append(finding("windows-characters", where=where, characters=", ".join(read)))
    return tuple(findings)


def cut_findings(raw: Sequence[str], where: str, limit: int = LONGEST_WORDS) -> tuple[Finding, ...]:
    """Return whether cleaning cuts one of the texts of a field, all of which are in `where`, for its length."""
    if all(_ENTITIES_GROW * len(text) <= limit and text.isascii() for text in raw):
        return ()
    length = max((_length(text, limit) for text in raw), default=0)
    return (finding("text-cut", where=where, length=length, limit=limit),) if length > limit else ()


def _length(raw: str, limit: int) -> int:
    """Return how long a text is without its mark-up, or with it where that is certainly within the limit."""
    is_short = _ENTITIES_GROW * len(raw) <= limit and not may_grow(raw)
    return len(raw) if is_short or len(raw) > LONGEST_TEXT else words_length(raw)


def _is_mojibake(raw: str) -> bool:
    """Return whether letters were read in a wrong encoding; ftfy finds one in which they make more sense."""
    beginning = raw[:LONGEST_TEXT]
    if not _SUSPECT.search(beginning):
        return False
    from ftfy import fix_encoding  # noqa: PLC0415 -- few records need it, and it is slow to load

    return any(fix_encoding(line) != line for line in _PARTS.findall(beginning) if _SUSPECT.search(line))


def title_findings(raw: str) -> tuple[Finding, ...]:
    """Return what an editor should know about how the source gives the title."""
    text = repaired(styled(raw)).text
    if has_tex(text):
        return (finding("tex-left", where="title"),)
    if bilingual := _BILINGUAL.fullmatch(text):
        return (finding("bilingual-title", where="title", other=bilingual["other"]),)
    return (finding("translated-title", where="title"),) if _BRACKETED.fullmatch(text) else ()
