"""What kind a record is, and what became of it, by the words that sources have for that."""

import re
from collections.abc import Iterable
from functools import lru_cache

from announcer.core.publications.publication import PublicationStatus, PublicationType

# Words and codes of PubMed, Crossref, OpenAlex, CSL, Pure, JATS, COAR and repositories: small letters, no hyphens.
_KINDS = (
    (PublicationType.RETRACTION_NOTICE, r"retraction(?: (?:of publication|notice))?|withdrawal(?: notice)?"),
    (PublicationType.CORRECTION_NOTICE, (
     r"(?:published )?erratum|errata|corrigendum|corrigenda|correction(?:,? addition| notice)?|addendum"
     r"|expression of concern|partial retraction")),
    (PublicationType.PREPRINT, r"(?:e ?)?preprint|posted content|working ?paper"),
    (PublicationType.CHAPTER, (
     r"(?:book ?)?(?:chapter|section|part)|reference entry|entry(?: (?:dictionary|encyclopedia))?|bookpart")),
    (PublicationType.BOOK, r"(?:edited |reference )?book|monograph|e ?book|anthology"),
    (PublicationType.DATASET, r"data ?set|data collection|database"),
    (PublicationType.EDITORIAL, r"editorial(?: material)?|contributiontoperiodical"),
    (PublicationType.LETTER, (
     r"letter(?: to the editor)?|lettertoeditor|correspondence|reply|article commentary|commentary|discussion"
     r"|comment")),
    (PublicationType.CASE_REPORT, r"case ?reports?|case study|گزارش مورد"),
    (PublicationType.REVIEW, (
     r"(?:systematic |scoping |short |mini ?|narrative |literature |conference )?review(?: ?article)?"
     r"|systematicreview|(?:network )?meta ?analysis|short ?survey|overview")),
    (PublicationType.OTHER, (
     r"note|news(?: ?item| article)?|newspaper ?article|article newspaper|book ?review|review book|product review"
     r"|(?:auto)?biography|biographical item|bibliography|directory|festschrift|portrait|address|oration"
     r"|(?:doctoral |master |bachelor )?(?:thesis|dissertation)|(?:doctoral|master|bachelor)thesis|phd|doctoral"
     r"|yüksek lisans|doktora|پایان[ \u200c]نامه|(?:technical )?report(?: series)?|patent|annotation|standard"
     r"|web ?page|website|post(?: weblog)?|software|video audio media|webcast|interview|obituary|lecture|calendar"
     r"|(?:meeting |conference )?abstract|meeting report|poster|presentation|speech|announcement|in brief"
     r"|introduction|introductory journal article|books received|collection|other|misc|peer ?review|paratext"
     r"|supplementary materials|libguides|patient education handout|personal narrative|(?:still|moving)?image"
     r"|sound|video|multimedia|broadcast|map|manuscript|legal case|legislation|personal communication")),
    (PublicationType.ARTICLE, (
     r"(?:journal |research |original |conference |proceedings |magazine |data )?article"
     r"|article (?:journal|magazine)|(?:journal|research|conference)article|brief report|rapid communication"
     r"|conference(?: ?(?:paper|object|article))?|paper conference|data ?paper|contribution to journal")),
)  # fmt: skip
"""In the order in which they count where a record has several: what is no paper first, an article last."""
_PATTERNS = tuple((re.compile(pattern), kind) for kind, pattern in _KINDS)
_ORDER = tuple(kind for kind, _ in _KINDS)
_RETRACTED = re.compile(r"retracted(?: publication| article)?|withdrawn publication", re.IGNORECASE)
_CONCERN = re.compile(r"(?:publication|article) of concern|object of concern", re.IGNORECASE)
_OF_VOCABULARY = re.compile(r"^(?:info:eu-repo/semantics/|https?://[^\s/]+/(?:\S*/)?)", re.IGNORECASE)
_LONGEST = 80


def kind_of(words: Iterable[str]) -> PublicationType | None:
    """Return what kind of publication the words of a source mean; None where they name none that is known.

    Of several, what is no paper counts first, then what is more than an article: `Journal Article`, `Review`.
    """
    found = {_meant(_bare(word)) for word in words}
    return next((kind for kind in _ORDER if kind in found), None)


def kind_beside(words: Iterable[str], form: PublicationType) -> PublicationType:
    """Return the kind beside a form such as `@inbook`, which a word for an article does not undo."""
    kind = kind_of(words)
    return form if kind in {None, PublicationType.ARTICLE} else kind or form


def status_of(words: Iterable[str]) -> PublicationStatus:
    """Return what became of the publication as far as the words of a source tell."""
    listed = [_bare(word) for word in words]
    if any(_RETRACTED.fullmatch(word) for word in listed):
        return PublicationStatus.RETRACTED
    if any(_CONCERN.fullmatch(word) for word in listed):
        return PublicationStatus.CONCERN
    return PublicationStatus.CURRENT


@lru_cache(maxsize=1_000)
def _meant(word: str) -> PublicationType | None:
    return next((kind for pattern, kind in _PATTERNS if pattern.fullmatch(word)), None)


def _bare(word: str) -> str:
    word = _OF_VOCABULARY.sub("", word.strip()[: 2 * _LONGEST])
    return " ".join(word.replace("-", " ").replace("_", " ").split())[:_LONGEST].strip(" .").lower()
