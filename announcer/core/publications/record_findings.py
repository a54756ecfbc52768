"""What an editor should know of a record before it is announced."""

import re
from collections.abc import Iterator

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.publications.identifiers import best_link
from announcer.core.publications.institution import Institution
from announcer.core.publications.publication import Publication, PublicationStatus, PublicationType
from announcer.core.publications.study import study_findings

SHORTEST_TITLE = 8
"""Characters; the shortest titles of real papers that say anything have more."""
SHORTEST_OF_PAPER = 26
"""Characters; the title of a retraction's record that has fewer may be `Statement of retraction` and no more."""
EARLIEST_YEAR, LATEST_YEAR = 1600, 2100
"""No journal is older; a year such as 1402 is one of the Iranian calendar, and 2912 a slip of the keys."""
LONGEST_TITLE = 250
"""Characters; a longer title is shortened in posts and printed small on cards."""

_RETRACTION_NOTICE = re.compile(
    r"retraction(?:\s*:|\s+(?:note|notice|statement)\b|\s+(?:of|to|for)\s*[:\"“‘«'])|notice of retraction\b"
    r"|(?:اطلاعیه|اعلان|اعلام)\u0654?\s+(?:بازپس[\u200c ]?گیری|سلب اعتبار|ریترکت)"
    r"|(?:بازپس[\u200c ]?گیری|سلب اعتبار)\s*:",
    re.IGNORECASE,
)
_CORRECTION_NOTICE = re.compile(
    r"(?:(?:author|publisher)\s+)?corrections?\s*(?::|to\b|for:)|correction(?:\s+notice)?$|notice of correction\b"
    r"|(?:erratum|errata|corrigendum|corrigenda|addendum)\b|(?:اصلاحیه|غلط[\u200c ]?نامه|تصحیح\s*:)",
    re.IGNORECASE,
)
_RETRACTED = re.compile(
    r"[\[(]?(?:retracted|withdrawn)\b(?:\s+article)?\s*[:\])]"
    r"|[\[(]?(?:مقاله[\u0654\u06c0]?(?:ی)?[\u200c ])?(?:سلب[\u200c ]اعتبار[\u200c ]شده"
    r"|(?:باز[\u200c ]?)?پس[\u200c ]?گرفته[\u200c ]?شده|(?:ابطال|باطل|ریترکت)[\u200c ]?شده\s*[:\])])",
    re.IGNORECASE,
)
_CONCERN = re.compile(r"(?:editorial\s+)?expressions?\s+of\s+concern\b", re.IGNORECASE)
_WITHDRAWN = re.compile(r"[\[(]?withdrawn\b", re.IGNORECASE)
_MARKS = (_RETRACTED, _RETRACTION_NOTICE, _CORRECTION_NOTICE, _CONCERN)
_AFTER_MARK = " :\u2013\u2014-"


def record_findings(publication: Publication, institution: Institution) -> tuple[Finding, ...]:
    """Return the findings of a record whose home authors are known already; the most serious come first."""
    return (
        *_retraction(publication),
        *_link(publication, institution),
        *_title(publication.title.plain),
        *_authors(publication),
        *_affiliations(publication),
        *_kind_and_abstract(publication),
        *_date(publication),
        *study_findings(publication),
    )


def is_retraction_notice(publication: Publication) -> bool:
    """Return whether the record announces a retraction and no research of its own."""
    by_type = publication.type is PublicationType.RETRACTION_NOTICE
    return by_type or bool(_RETRACTION_NOTICE.match(publication.title.plain))


def is_correction_notice(publication: Publication) -> bool:
    """Return whether the record corrects another and holds no research of its own."""
    by_type = publication.type is PublicationType.CORRECTION_NOTICE
    return by_type or bool(_CORRECTION_NOTICE.match(publication.title.plain))


def is_retracted(publication: Publication) -> bool:
    """Return whether the paper itself has been retracted or withdrawn."""
    return publication.status is PublicationStatus.RETRACTED or bool(_RETRACTED.match(publication.title.plain))


def is_under_concern(publication: Publication) -> bool:
    """Return whether the journal has published a concern about the paper."""
    return publication.status is PublicationStatus.CONCERN or bool(_CONCERN.match(publication.title.plain))


def is_notice(publication: Publication) -> bool:
    """Return whether the record reports on another paper: its title is that of a notice, not of research."""
    return (
        is_retraction_notice(publication)
        or is_correction_notice(publication)
        or bool(_CONCERN.match(publication.title.plain))
    )


def is_untitled(publication: Publication) -> bool:
    """Return whether a record reports a retraction or the like, and its title names no paper: `Withdrawn`."""
    return bool(grave_status(publication)) and len(bare_title(publication.title.plain)) < SHORTEST_OF_PAPER


def effective_status(publication: Publication) -> PublicationStatus:
    """Return the status with what type and title say: sources that mark the title often leave the status out."""
    if is_retraction_notice(publication) or is_retracted(publication):
        return PublicationStatus.RETRACTED
    if is_under_concern(publication):
        return PublicationStatus.CONCERN
    return PublicationStatus.CORRECTED if is_notice(publication) else publication.status


def grave_status(publication: Publication) -> str:
    """Return in words what must keep a publication from being announced; empty where nothing does."""
    match effective_status(publication):
        case PublicationStatus.RETRACTED:
            return "withdrawn" if _WITHDRAWN.match(publication.title.plain) else "retracted"
        case PublicationStatus.CONCERN:
            return "under an expression of concern"
    return ""


def is_graver(publication: Publication, other: Publication) -> bool:
    """Return whether the first record reports a retraction or a concern that the other does not."""
    order = list(PublicationStatus)
    status, before = effective_status(publication), effective_status(other)
    return bool(grave_status(publication)) and order.index(status) > order.index(before)


def bare_title(title: str) -> str:
    """Return a title without a mark such as `RETRACTED:` before it."""
    for mark in _MARKS:
        found = mark.match(title)
        rest = title[found.end() :].lstrip(_AFTER_MARK) if found else ""
        if rest:
            return rest
    return title


def _retraction(publication: Publication) -> Iterator[Finding]:
    if is_retraction_notice(publication):
        yield finding("retraction-notice", where="type")
    elif is_correction_notice(publication):
        yield finding("correction-notice", where="type")
    elif is_retracted(publication):
        yield finding("retracted", where="status")
    if is_under_concern(publication):
        yield finding("expression-of-concern", where="status")


def _link(publication: Publication, institution: Institution) -> Iterator[Finding]:
    if not best_link(publication, institution.page_url):
        yield finding("no-link", where="links")


def _title(title: str) -> Iterator[Finding]:
    if len(title) < SHORTEST_TITLE:
        yield finding("title-too-short", where="title", length=len(title))
    elif len(title) > LONGEST_TITLE:
        yield finding("very-long-title", where="title", length=len(title))
    if _is_capitals(title):
        yield finding("all-caps-title", where="title")


def _is_capitals(title: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]{2,}", title) if word.lower() != word.upper()]
    return len(words) > 2 and all(word.isupper() for word in words)  # noqa: PLR2004 -- "DNA PCR" is not shouting


def _authors(publication: Publication) -> Iterator[Finding]:
    if not publication.authors:
        yield finding("no-authors", where="authors")
    elif any(author.is_home is not None for author in publication.authors) and not publication.home_authors:
        yield finding("no-home-author", where="affiliations")


def _affiliations(publication: Publication) -> Iterator[Finding]:
    listed = {affiliation.number for affiliation in publication.affiliations}
    missing = sorted({number for author in publication.authors for number in author.affiliations} - listed)
    if missing:
        yield finding("affiliation-missing", where="affiliations", numbers=", ".join(map(str, missing)))


def _kind_and_abstract(publication: Publication) -> Iterator[Finding]:
    if publication.type is PublicationType.PREPRINT:
        yield finding("preprint", where="type")
    if publication.abstract is None and not (publication.lay_summary or publication.key_sentence):
        yield finding("no-abstract", where="abstract")


def _date(publication: Publication) -> Iterator[Finding]:
    if publication.published and not EARLIEST_YEAR <= publication.published.year <= LATEST_YEAR:
        yield finding("unlikely-year", where="published", year=publication.published.year)
