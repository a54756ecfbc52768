"""What kind a record is, and what became of it, by the words that databases have for that."""

import re
from collections.abc import Iterable

from announcer.core.publications.publication import PublicationStatus, PublicationType

_KINDS = (
    (r"retraction (?:of publication|notice)|retraction", PublicationType.RETRACTION_NOTICE),
    ((r"(?:published )?erratum|errata|corrigendum|corrigenda|correction(?:,? addition)?|correction notice"
     r"|corrected and republished article"), PublicationType.CORRECTION_NOTICE),
    (r"preprint|posted content|working paper", PublicationType.PREPRINT),
    (r"book chapter|chapter|book ?section|reference entry", PublicationType.CHAPTER),
    (r"(?:edited )?book|monograph|ebook|book series", PublicationType.BOOK),
    (r"data ?set|data collection|database", PublicationType.DATASET),
    (r"editorial(?: material)?", PublicationType.EDITORIAL),
    (r"letter(?: to the editor)?", PublicationType.LETTER),
    (r"case reports?|case study", PublicationType.CASE_REPORT),
    ((r"(?:systematic |scoping |short |mini ?|narrative |literature |conference )?review(?: article)?"
     r"|meta-?analysis|systematic review"), PublicationType.REVIEW),
    ((r"note|comment|commentary|news(?: item| article)?|newspaper ?article|book review|biography|biographical-item"
     r"|thesis|dissertation|report|patent|web ?page|software|video-audio media|interview|obituary"
     r"|meeting abstract|conference abstract|abstract|poster|presentation"), PublicationType.OTHER),
)  # fmt: skip
_RETRACTED = re.compile(r"retracted(?: publication| article)?|withdrawn publication", re.IGNORECASE)
_CONCERN = re.compile(r"expression of concern", re.IGNORECASE)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in _KINDS)
_LONGEST = 80


def kind_of(words: Iterable[str]) -> PublicationType | None:
    """Return what kind of publication the words of a source mean; None where they name none but an article.

    Of several, what is no paper counts first, then what is more than an article: `Journal Article`, `Review`.
    """
    found = {kind for word in words for pattern, kind in _PATTERNS if pattern.fullmatch(_bare(word))}
    return next((kind for _, kind in _PATTERNS if kind in found), None)


def status_of(words: Iterable[str]) -> PublicationStatus:
    """Return what became of the publication as far as the words of a source tell."""
    listed = [_bare(word) for word in words]
    if any(_RETRACTED.fullmatch(word) for word in listed):
        return PublicationStatus.RETRACTED
    if any(_CONCERN.fullmatch(word) for word in listed):
        return PublicationStatus.CONCERN
    return PublicationStatus.CURRENT


def _bare(word: str) -> str:
    return " ".join(word.split())[:_LONGEST].strip(" .")
