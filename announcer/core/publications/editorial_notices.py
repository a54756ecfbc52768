"""Tell notices and retracted, withdrawn or doubted papers by their type, status, title and abstract.

Sources mark them in many places: before the title (`RETRACTED:`), after it (`… (Retracted article)`), or only in
the abstract ("This manuscript has been withdrawn by the authors").
"""

import re

from announcer.core.publications.called_reviews import called_type
from announcer.core.publications.publication import Publication, PublicationStatus, PublicationType
from announcer.core.text.richtext import Rich
from announcer.core.text.styled import StyledText

SHORTEST_OF_PAPER = 26
"""Characters; the title of a retraction's record that has fewer may be `Statement of retraction` and no more."""

_ZWNJ = r"[\u200c ]?"
_DASH = r"[-\u2010-\u2015\u2212]"
_THING = (
    r"(?:\s(?:(?:and|&)\sre(?:placed|published)|article|paper|chapter|book|manuscript|preprint|publication|study))?"
)
_PERSIAN_SAID = (
    rf"(?:مقاله[\u0654\u06c0]?(?:ی)?[\u200c ])?(?:سلب[\u200c ]اعتبار[\u200c ]شده"
    rf"|(?:باز{_ZWNJ})?پس{_ZWNJ}گرفته{_ZWNJ}شده|(?:ابطال|باطل|ریترکت|حذف){_ZWNJ}شده)"
)
_PERSIAN_RETRACTION = rf"(?:باز{_ZWNJ}پس{_ZWNJ}گیری|سلب{_ZWNJ}اعتبار|ریترکت)"
_PERSIAN_CORRECTION = rf"(?:اصلاحیه|غلط{_ZWNJ}نامه)"
_PERSIAN_CONCERN = rf"(?:ابراز|اعلام){_ZWNJ} ?نگرانی"


def _at_end(in_brackets: str, bare: str) -> re.Pattern[str]:
    """Return the pattern of a mark after a title: in brackets, or after a colon or dash."""
    return re.compile(
        rf"\s?(?:[\[(](?:{in_brackets})[\])]|[:|]\s?(?:{bare})|\s{_DASH}\s(?:{bare}))\.?$", re.IGNORECASE
    )


_WHY = r"(?:[.,;:]?\s(?:see|due|by|at|in|from|on|because)\b[^()\[\]]{0,120})?"
_RETRACTED = (
    re.compile(
        rf"[\[(]?\s?(?:(?:article|paper|chapter)\s)?(?:retracted|withdrawn|removed){_THING}\s?[\])]?"
        rf"(?:\s?[:.|]|\s?{_DASH}\s)|[\[(](?:retracted|withdrawn){_THING}[\])]|temporary removal\s?:"
        rf"|(?-i:RETRACTED|WITHDRAWN)(?=(?:\sARTICLE)?\s\w?[a-z])"
        rf"|[\[(]?{_PERSIAN_SAID}\s?[:\])]|{_PERSIAN_SAID}(?=\s)",
        re.IGNORECASE,
    ),
    _at_end(
        rf"(?:retracted|withdrawn|removed){_THING}{_WHY}|{_PERSIAN_SAID}",
        rf"(?:retracted|withdrawn){_THING}|{_PERSIAN_SAID}",
    ),
)
_NOTE = r"(?:\s(?:note|notice|statement))"
_RETRACTION_NOTICE = (
    re.compile(
        r"(?:statement|notice|note)\s(?:of|on)\s(?:the\s)?(?:retraction|withdrawal|removal)\b|removal notice\b"
        r"|[\[(]?(?:editorial\s|partial\s|author\s)?(?:retraction|withdrawal)"
        rf"(?:\s?[:\])|]|\s{_DASH}\s|{_NOTE}\b|\s(?:of|to|for)\s?[:\"“‘«'])"
        rf"|[\[(]?(?:اطلاعیه|اعلان|اعلام)\u0654?\s{_PERSIAN_RETRACTION}|[\[(]?{_PERSIAN_RETRACTION}\s?[:\])]",
        re.IGNORECASE,
    ),
    _at_end(
        rf"(?:retraction|withdrawal){_NOTE}?|(?:retraction|withdrawal) of [^()\[\]]{{1,120}}|{_PERSIAN_RETRACTION}",
        rf"retraction{_NOTE}?|withdrawal{_NOTE}|{_PERSIAN_RETRACTION}",
    ),
)
_CORRECTION_NOTICE = (
    re.compile(
        rf"[\[(]?(?:(?:author|publisher)\s)?corrections?(?:\s?[:\])]|\sto\b|\sfor:|\s{_DASH}\s)|correction(?:\snotice)?$"
        r"|notice of correction\b|[\[(]?(?:erratum|errata|corrigendum|corrigenda|addendum)\b"
        r"(?:\s(?:to|in|for)\b)?"
        rf"|[\[(]?(?:{_PERSIAN_CORRECTION}|تصحیح\s?:)",
        re.IGNORECASE,
    ),
    # Web of Science ends the titles of corrections so: "… (vol 59, pg 211, 2012)".
    _at_end(
        r"(?:published\s)?(?:erratum|corrigendum|addendum|(?:author |publisher )?correction)"
        r"(?:\s(?:to|in|of)\s[^()\[\]]{1,120})?"
        rf"|vol\.?\s\d[^()\[\]]{{0,60}}\s(?:19|20)\d\d|{_PERSIAN_CORRECTION}",
        rf"erratum|corrigendum|addendum|(?:author|publisher) correction|{_PERSIAN_CORRECTION}",
    ),
)
_CONCERN_WORDS = rf"(?:editorial\s)?expressions?\sof\s(?:editorial\s)?concern|{_PERSIAN_CONCERN}"
_CONCERN = (
    re.compile(rf"[\[(]?(?:{_CONCERN_WORDS})(?!\w)", re.IGNORECASE),
    _at_end(_CONCERN_WORDS, _CONCERN_WORDS),
)
_MARKS = (_RETRACTED, _RETRACTION_NOTICE, _CORRECTION_NOTICE, _CONCERN)
_WITHDRAWN = re.compile(r"\b(?:withdrawn|withdrawal|removed|removal)\b", re.IGNORECASE)
_LONGEST_MARK = 200
_AFTER_MARK = re.compile(
    r"(?P<closed>\s?[\])])?(?:\s?(?:to|of|for)\s?(?=:)|\s(?:to|of|for)\s)?[\s:.|\u2010-\u2015-]*(?:(?:to|of|for)\s?:\s?)?",
    re.IGNORECASE,
)
"""What leads from a mark to the title of its paper: a bracket, `to`, a colon."""
_PLACE = re.compile(r"\s?\[[^\[\]]*\d[^\[\]]*\]$")
"""Where the paper stands, as Elsevier ends the titles of notices: `[J. Sample 12 (2020) 33]`."""
_QUOTES = {"“": "”", "‘": "’", "«": "»", '"': '"', "'": "'"}

_BEGINNING = 400
"""Characters of an abstract; further on, it may tell of other papers that were withdrawn."""
_THIS = r"(?:(?:this|the|our) (?:article|manuscript|paper|preprint|chapter|publication|study|work|submission))"
_GONE = r"(?:retracted|withdrawn|removed)"
_ABSTRACT_RETRACTED = re.compile(
    rf"(?:^|[.:!\n]\s?){_THIS} (?:(?:has|have|had) been (?:\w{{1,20}} )?{_GONE}\b"
    rf"|(?:was|is) (?:being )?{_GONE}\b (?:by|at|due|from))"
    r"|\bauthors? (?:have|has) (?:decided to )?(?:withdrawn?|retract(?:ed)?) (?:this|their) "
    r"(?:article|manuscript|paper|preprint|chapter|study|work|submission)\b"
    r"|^\W*(?:withdrawn|retracted)\W*$|^withdrawal statement\b"
    rf"|این مقاله [^.]{{0,80}}(?:پس{_ZWNJ}گرفته|سلب{_ZWNJ}اعتبار|حذف شد|ریترکت|باز{_ZWNJ}پس)",
    re.IGNORECASE,
)
_ABSTRACT_OF_RETRACTION = re.compile(r"^\W{0,3}this retracts the article", re.IGNORECASE)
_ABSTRACT_OF_CORRECTION = re.compile(r"^\W{0,3}this corrects the article", re.IGNORECASE)


def is_retraction_notice(publication: Publication) -> bool:
    """Return whether the record announces a retraction and no research of its own."""
    by_type = publication.type is PublicationType.RETRACTION_NOTICE
    return (
        by_type
        or _is_marked(publication, _RETRACTION_NOTICE)
        or _abstract_says(publication, _ABSTRACT_OF_RETRACTION)
    )


def is_correction_notice(publication: Publication) -> bool:
    """Return whether the record corrects another and holds no research of its own."""
    by_type = publication.type is PublicationType.CORRECTION_NOTICE
    return (
        by_type
        or _is_marked(publication, _CORRECTION_NOTICE)
        or _abstract_says(publication, _ABSTRACT_OF_CORRECTION)
    )


def is_retracted(publication: Publication) -> bool:
    """Return whether the paper itself has been retracted or withdrawn."""
    by_status = publication.status is PublicationStatus.RETRACTED
    return by_status or _is_marked(publication, _RETRACTED) or _abstract_says(publication, _ABSTRACT_RETRACTED)


def is_under_concern(publication: Publication) -> bool:
    """Return whether the journal has published a concern about the paper."""
    return publication.status is PublicationStatus.CONCERN or _is_marked(publication, _CONCERN)


def is_notice(publication: Publication) -> bool:
    """Return whether the record reports on another paper: its title is that of a notice, not of research."""
    return (
        is_retraction_notice(publication)
        or is_correction_notice(publication)
        or bool(_CONCERN[0].match(publication.title.plain))
    )


def is_untitled(publication: Publication) -> bool:
    """Return whether a record reports a retraction or the like, and its title names no paper: `Withdrawn`."""
    return bool(grave_status(publication)) and len(bare_title(publication.title.plain)) < SHORTEST_OF_PAPER


def effective_status(publication: Publication) -> PublicationStatus:
    """Return the status with what type, title and abstract say, for sources often leave the status out."""
    if is_retraction_notice(publication) or is_retracted(publication):
        return PublicationStatus.RETRACTED
    if is_under_concern(publication):
        return PublicationStatus.CONCERN
    return PublicationStatus.CORRECTED if is_notice(publication) else publication.status


def grave_status(publication: Publication) -> str:
    """Return in words what must keep a publication from being announced; empty where nothing does."""
    match effective_status(publication):
        case PublicationStatus.RETRACTED:
            return "withdrawn" if _WITHDRAWN.search(_mark(publication)) else "retracted"
        case PublicationStatus.CONCERN:
            return "under an expression of concern"
    return ""


def kicker_name(publication: Publication) -> str:
    """Return what post and card must call the record, by its name in templates/phrases: `kicker_retracted`.

    Whoever lets out a retracted, withdrawn or doubted paper, or a notice, lets it out as that and never as new.
    """
    if is_retraction_notice(publication):
        return "kicker_retraction-notice"
    if is_correction_notice(publication):
        return "kicker_correction-notice"
    match grave_status(publication):
        case "":
            return f"kicker_{called_type(publication)}"
        case "under an expression of concern":
            return "kicker_concern"
        case status:
            return f"kicker_{status}"


def is_told_as_notice(publication: Publication) -> bool:
    """Return whether post and card must say first what has become of a paper, or that the record is a notice."""
    return bool(grave_status(publication)) or is_notice(publication)


def is_graver(publication: Publication, other: Publication) -> bool:
    """Return whether the first record reports a retraction or a concern that the other does not."""
    order = list(PublicationStatus)
    status, before = effective_status(publication), effective_status(other)
    return bool(grave_status(publication)) and order.index(status) > order.index(before)


def bare_title(title: str) -> str:
    """Return a title without a mark such as `RETRACTED:` before it or `(Retracted article)` after it."""
    start, end = _bare(title)
    return title[start:end]


def bare_rich(title: Rich) -> Rich:
    """Return a styled title without its mark."""
    return StyledText.of(title).part(*_bare(title.plain)).rich


def _bare(title: str) -> tuple[int, int]:
    """Return where a title without its marks begins and ends; the whole, where nothing would be left."""
    for before, after in _MARKS:
        found = before.match(title)
        if found:
            start, end = _paper(title, found)
            if start < end:
                return start, end
        found = after.search(title, max(0, len(title) - _LONGEST_MARK))
        if found and title[: found.start()].strip():
            return 0, found.start()
    return 0, len(title)


def _paper(title: str, mark: re.Match[str]) -> tuple[int, int]:
    """Return where the paper's own title begins and ends in that of a notice, without its brackets and quotes."""
    marked = mark.end() - (mark.group()[-1] in _QUOTES)
    after = _AFTER_MARK.match(title, marked)
    start, end = (after.end() if after else marked), len(title)
    opened = mark.group()[:1] in "[(" and not (mark.group()[-1] in "])" or (after and after["closed"]))
    if opened and title.endswith(("]", ")")):
        end -= 1
    place = _PLACE.search(title, start, end)
    end = place.start() if place else end
    closing = _QUOTES.get(title[start : start + 1], "")
    if closing and end - start > 1 and title.find(closing, start + 1, end) == end - 1:
        return start + 1, end - 1
    return start, end


def _is_marked(publication: Publication, marks: tuple[re.Pattern[str], re.Pattern[str]]) -> bool:
    before, after = marks
    title = publication.title.plain
    return bool(before.match(title) or after.search(title, max(0, len(title) - _LONGEST_MARK)))


def _mark(publication: Publication) -> str:
    """Return the words of a retraction's mark, wherever it stands."""
    title = publication.title.plain
    start, end = _bare(title)
    said = _ABSTRACT_RETRACTED.search(_beginning(publication))
    return title[:start] + title[end:] + (said.group() if said else "") or title


def _abstract_says(publication: Publication, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.search(_beginning(publication)))


def _beginning(publication: Publication) -> str:
    sections = publication.abstract.sections if publication.abstract else ()
    return sections[0].text.plain[:_BEGINNING] if sections else ""
