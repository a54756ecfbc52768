"""Tell a review that only its database calls so: its own words report a survey, a workshop or a patient."""

import re

from announcer.core.publications.publication import Publication, PublicationType

_CALLS_ITSELF = re.compile(
    r"\b(?:this|our|the present|narrative|scoping|umbrella|mini|state-of-the-art) (?:\w+ )?(?:review"
    r"|overview)\b"
    r"|\b(?:we|article|paper|chapter) (?:briefly |critically |also )?(?:reviews?|summari[sz]es?"
    r"|discuss(?:es)?)\b",
    re.IGNORECASE,
)
_REVIEW_IN_TITLE = re.compile(
    r"\b(?:reviews?|overview|advances|update|perspectives?|state of the art)\b", re.IGNORECASE
)
_CASE_IN_TITLE = re.compile(r"\bcase reports?\b", re.IGNORECASE)
_KIND_IN_TITLE = {
    PublicationType.REVIEW: re.compile(r"\breviews?\b|\boverview\b|مرور", re.IGNORECASE),
    PublicationType.CASE_REPORT: re.compile(
        r"\bcase (?:reports?|series)\b|\breports? of (?:an?|one|two|three|\d+) cases?\b|\ba case of\b"
        r"|گزارش (?:یک |دو |سه )?مورد|سری موارد",
        re.IGNORECASE,
    ),
    PublicationType.LETTER: re.compile(r"\bletter\b|نامه به سردبیر", re.IGNORECASE),
    PublicationType.EDITORIAL: re.compile(r"^editorial\b|\beditorial\s*$|سرمقاله|سخن سردبیر", re.IGNORECASE),
    PublicationType.DATASET: re.compile(r"\bdata ?sets?\b", re.IGNORECASE),
}
"""Words of titles that say what kind of publication they head."""
_BEGINS_AS = re.compile(r"(?:(?P<letter>نامه به سردبیر)|سرمقاله|سخن سردبیر)\s*[:：،-]")
_OWN_STUDY = re.compile(
    r"\b(?:workshops?|interviews|questionnaires?|survey among|via a survey|participants|respondents"
    r"|\d+-year-old|stakeholders|consensus was reached|(?:aim|objective) of (?:the present|this) (?:study"
    r"|project|trial))\b",
    re.IGNORECASE,
)


def called_type(publication: Publication) -> PublicationType:
    """Return the type that a post may call a publication by: no review where its own words tell of another study.

    A Persian article whose title begins with «نامه به سردبیر» or «سخن سردبیر» is that.
    A case report is called so though its authors read the literature besides.
    """
    title = publication.title.plain
    if publication.type is PublicationType.ARTICLE and (said := _BEGINS_AS.match(title)):
        return PublicationType.LETTER if said["letter"] else PublicationType.EDITORIAL
    if publication.type is not PublicationType.REVIEW:
        return publication.type
    if _CASE_IN_TITLE.search(title):
        return PublicationType.CASE_REPORT
    abstract = publication.abstract.plain if publication.abstract else ""
    is_called = _REVIEW_IN_TITLE.search(title) or _CALLS_ITSELF.search(abstract)
    return PublicationType.ARTICLE if not is_called and _OWN_STUDY.search(abstract) else PublicationType.REVIEW


def says_its_kind(publication: Publication, title: str) -> bool:
    """Return whether a title says itself that it is a review, case report or the like, so that no post need."""
    words = _KIND_IN_TITLE.get(called_type(publication))
    return bool(words and words.search(title))
