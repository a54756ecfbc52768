"""What an editor should know of a record before it is announced."""

import re
from collections.abc import Iterator

from announcer.core.findings import Finding, Level
from announcer.core.publications.identifiers import best_link
from announcer.core.publications.institution import Institution
from announcer.core.publications.publication import Publication, PublicationStatus, PublicationType

SHORTEST_TITLE = 8
"""Characters; the shortest titles of real papers that say anything have more."""
SHORTEST_OF_PAPER = 26
"""Characters; the title of a retraction's record that has fewer may be `Statement of retraction` and no more."""
EARLIEST_YEAR = 1600
"""No journal is older; a year such as 1402 is one of the Iranian calendar."""
LONGEST_TITLE = 250
"""Characters; a longer title is shortened in posts and set small on cards."""

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
    r"[\[(]?(?:retracted|withdrawn)\b(?:\s+article)?\s*[:\])]|[\[(]?(?:سلب اعتبار شده|بازپس[\u200c ]?گرفته شده)",
    re.IGNORECASE,
)
_CONCERN = re.compile(r"(?:editorial\s+)?expressions?\s+of\s+concern\b", re.IGNORECASE)
_WITHDRAWN = re.compile(r"[\[(]?withdrawn\b", re.IGNORECASE)
_MARKS = (_RETRACTED, _RETRACTION_NOTICE, _CORRECTION_NOTICE, _CONCERN)
_AFTER_MARK = " :\u2013\u2014-"


def record_findings(publication: Publication, institution: Institution) -> tuple[Finding, ...]:
    """Return the findings of a record whose home authors are told already; the gravest come first."""
    return (
        *_retraction(publication),
        *_link(publication, institution),
        *_title(publication.title.plain),
        *_authors(publication),
        *_kind_and_abstract(publication),
        *_date(publication),
    )


def is_retraction_notice(publication: Publication) -> bool:
    """Return whether the record announces a retraction and no research of its own."""
    named = publication.type is PublicationType.RETRACTION_NOTICE
    return named or bool(_RETRACTION_NOTICE.match(publication.title.plain))


def is_correction_notice(publication: Publication) -> bool:
    """Return whether the record corrects another and holds no research of its own."""
    named = publication.type is PublicationType.CORRECTION_NOTICE
    return named or bool(_CORRECTION_NOTICE.match(publication.title.plain))


def is_retracted(publication: Publication) -> bool:
    """Return whether the paper itself has been retracted or withdrawn."""
    return publication.status is PublicationStatus.RETRACTED or bool(_RETRACTED.match(publication.title.plain))


def is_under_concern(publication: Publication) -> bool:
    """Return whether the journal has published a concern about the paper."""
    return publication.status is PublicationStatus.CONCERN or bool(_CONCERN.match(publication.title.plain))


def is_notice(publication: Publication) -> bool:
    """Return whether the record tells of another paper: its title is that of a notice, not of research."""
    return (
        is_retraction_notice(publication)
        or is_correction_notice(publication)
        or bool(_CONCERN.match(publication.title.plain))
    )


def is_untitled(publication: Publication) -> bool:
    """Return whether a record tells of a retraction or the like, and its title names no paper: `Withdrawn`."""
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
    """Return whether the first record tells of a retraction or a concern that the other does not tell of."""
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
        yield Finding(
            id="retraction-notice",
            level=Level.HOLD,
            message="this record is the notice of a retraction, not a paper",
            hint="Do not announce it as research; tell what was retracted, if anything.",
            where="type",
        )
    elif is_correction_notice(publication):
        yield Finding(
            id="correction-notice",
            level=Level.HOLD,
            message="this record is the correction of another paper, not a paper",
            hint="Do not announce it as research; see whether the paper it corrects was announced.",
            where="type",
        )
    elif is_retracted(publication):
        yield Finding(
            id="retracted",
            level=Level.HOLD,
            message="the paper has been retracted",
            hint="Do not announce it.",
            where="status",
        )
    if is_under_concern(publication):
        yield Finding(
            id="expression-of-concern",
            level=Level.HOLD,
            message="the journal has published a concern about the paper",
            hint="Read the journal's note and decide.",
            where="status",
        )


def _link(publication: Publication, institution: Institution) -> Iterator[Finding]:
    if not best_link(publication, institution.page_url):
        yield Finding(
            id="no-link",
            level=Level.HOLD,
            message="there is no address to send readers to: no DOI, publisher, PubMed or page link",
            hint="Add a DOI or a link to the record, import the page as HTML, or set institution.page_url.",
            where="links",
        )


def _title(title: str) -> Iterator[Finding]:
    if len(title) < SHORTEST_TITLE:
        yield Finding(
            id="title-too-short",
            level=Level.HOLD,
            message=f"the title has {len(title)} characters",
            hint="Compare it with the paper; something may have been lost.",
            where="title",
        )
    elif len(title) > LONGEST_TITLE:
        yield Finding(
            id="very-long-title",
            level=Level.WARNING,
            message=f"the title has {len(title)} characters; it is shortened in the post and small on the card",
            hint="Look at the card, and think of giving a key sentence.",
            where="title",
        )
    if _is_capitals(title):
        yield Finding(
            id="all-caps-title",
            level=Level.WARNING,
            message="the title is in capitals",
            hint="Write it in the record as the paper has it; capitals are never changed by program.",
            where="title",
        )


def _is_capitals(title: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]{2,}", title) if word.lower() != word.upper()]
    return len(words) > 2 and all(word.isupper() for word in words)  # noqa: PLR2004 -- "DNA PCR" is no shouting


def _authors(publication: Publication) -> Iterator[Finding]:
    if not publication.authors:
        yield Finding(
            id="no-authors",
            level=Level.WARNING,
            message="the record names no authors",
            hint="Add them to the record, or import it from another source.",
            where="authors",
        )
    elif any(author.is_home is not None for author in publication.authors) and not publication.home_authors:
        yield Finding(
            id="no-home-author",
            level=Level.WARNING,
            message="none of the authors' affiliations is the institution's own",
            hint="See whether the paper is ours; add the spelling to institution.home if it is.",
            where="affiliations",
        )


def _kind_and_abstract(publication: Publication) -> Iterator[Finding]:
    if publication.type is PublicationType.PREPRINT:
        yield Finding(
            id="preprint",
            level=Level.NOTE,
            message="this is a preprint: no journal has reviewed it yet",
            hint="The post and the card say so; keep it that way.",
            where="type",
        )
    if publication.abstract is None and not (publication.lay_summary or publication.key_sentence):
        yield Finding(
            id="no-abstract",
            level=Level.WARNING,
            message="there is neither an abstract nor a summary, so there is no key sentence",
            hint="Add key_sentence or lay_summary to the record.",
            where="abstract",
        )


def _date(publication: Publication) -> Iterator[Finding]:
    if publication.published and publication.published.year < EARLIEST_YEAR:
        yield Finding(
            id="unlikely-year",
            level=Level.WARNING,
            message=f"the year of publication is {publication.published.year}",
            hint="Give the year of the Gregorian calendar; 1402 of the Iranian one began in 2023.",
            where="published",
        )
