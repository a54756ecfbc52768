"""What PubMed says of a paper's kind, and of its corrections, retractions and comments."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from announcer.core.publications.identifiers import normal_doi, normal_pmid
from announcer.core.publications.publication import PublicationStatus, PublicationType, RelationKind
from announcer.importers.record.model import RelationRecord
from announcer.importers.xml_content import text_at

# The first that a paper has decides: most have several, `Journal Article` nearly all.
_TYPES = {
    PublicationType.RETRACTION_NOTICE: {"retraction of publication", "retraction notice"},
    PublicationType.CORRECTION_NOTICE: {"published erratum", "expression of concern", "correction notice"},
    PublicationType.PREPRINT: {"preprint"},
    PublicationType.DATASET: {"dataset"},
    PublicationType.CASE_REPORT: {"case reports"},
    PublicationType.LETTER: {"letter"},
    PublicationType.EDITORIAL: {"editorial"},
    PublicationType.REVIEW: {
        "review",
        "systematic review",
        "meta-analysis",
        "scoping review",
        "network meta-analysis",
    },
    PublicationType.OTHER: {
        *(
            "address",
            "autobiography",
            "bibliography",
            "biography",
            "directory",
            "festschrift",
            "interview",
            "lecture",
        ),
        *("introductory journal article", "news", "newspaper article", "patient education handout", "portrait"),
        *("personal narrative", "video-audio media", "webcast"),
    },
}
_COMMENT = "comment"
_DESIGNS = {
    *(
        "adaptive clinical trial",
        "clinical study",
        "clinical trial",
        "clinical trial protocol",
        "clinical trial, phase i",
    ),
    *("clinical trial, phase ii", "clinical trial, phase iii", "clinical trial, phase iv", "comparative study"),
    *("controlled clinical trial", "equivalence trial", "evaluation study", "evaluation studies", "guideline"),
    *(
        "meta-analysis",
        "multicenter study",
        "network meta-analysis",
        "observational study",
        "pragmatic clinical trial",
    ),
    *("practice guideline", "randomized controlled trial", "scoping review", "systematic review", "twin study"),
    *("observational study, veterinary", "clinical trial, veterinary", "randomized controlled trial, veterinary"),
    *("validation study", "validation studies", "consensus development conference"),
}

_RELATIONS = {
    "RetractionIn": RelationKind.RETRACTED_BY,
    "RetractedandRepublishedIn": RelationKind.RETRACTED_BY,
    "RetractionOf": RelationKind.RETRACTS,
    "ErratumIn": RelationKind.CORRECTED_BY,
    "CorrectedandRepublishedIn": RelationKind.CORRECTED_BY,
    "ErratumFor": RelationKind.CORRECTS,
    "ExpressionOfConcernIn": RelationKind.CONCERNED_BY,
    "ExpressionOfConcernFor": RelationKind.CONCERNS,
    "CommentOn": RelationKind.COMMENTS_ON,
}
_STATUSES = {
    RelationKind.RETRACTED_BY: PublicationStatus.RETRACTED,
    RelationKind.CONCERNED_BY: PublicationStatus.CONCERN,
    RelationKind.CORRECTED_BY: PublicationStatus.CORRECTED,
}
"""The first that applies is the status."""
_PREPRINTS = re.compile(
    r"(?:bio|med|chem|arabi|psy|edu|eco|agri|engr|afric|india)?rxiv\b|(?:psy|socar|eart|edu)[ax]r?xiv"
    r"|res(?:earch)? sq|ssrn\b|preprints?\b|authorea|techrxiv|osf\b",
    re.IGNORECASE,
)
_DOI_OF_NOTICE = re.compile(r"\bdoi:\s*(10\.\S+)", re.IGNORECASE)


def kinds_of(record: Element, path: str) -> list[str]:
    """Return PubMed's types of a paper, in its order and spelling."""
    return [" ".join((kind.text or "").split()) for kind in record.iterfind(path)]


def type_of(kinds: list[str]) -> PublicationType:
    """Return the kind of paper; a comment that is nothing else counts as a letter."""
    named = {kind.lower() for kind in kinds}
    found = next((kind for kind, names in _TYPES.items() if names & named), None)
    return found or (PublicationType.LETTER if _COMMENT in named else PublicationType.ARTICLE)


def designs_of(kinds: list[str]) -> list[str]:
    """Return what the types say of how a study was done; they are headings of MeSH."""
    return [kind for kind in kinds if kind.lower() in _DESIGNS]


def status_of(kinds: list[str], links: Element | None) -> PublicationStatus:
    """Return what has happened to a paper, from its types and the notices about it."""
    if any(kind.lower() == "retracted publication" for kind in kinds):
        return PublicationStatus.RETRACTED
    notices = (
        {_RELATIONS.get(one.get("RefType", "")) for one in links.iterfind("CommentsCorrections")}
        if (links is not None)
        else set()
    )
    return next((status for kind, status in _STATUSES.items() if kind in notices), PublicationStatus.CURRENT)


def relations_of(links: Element | None, kind: PublicationType) -> tuple[RelationRecord, ...]:
    """Return the papers that this one corrects, retracts, comments on, is corrected by and so on, each once."""
    if links is None:
        return ()
    return tuple(dict.fromkeys(_relations(links, is_preprint=kind is PublicationType.PREPRINT)))


def _relations(links: Element, *, is_preprint: bool) -> Iterator[RelationRecord]:
    for one in links.iterfind("CommentsCorrections"):
        source = text_at(one, "RefSource")
        kind = _relation(one.get("RefType", ""), source, is_preprint=is_preprint)
        pmid = normal_pmid(text_at(one, "PMID"))
        found = _DOI_OF_NOTICE.search(source)
        doi = normal_doi(found[1]) if found else ""
        if kind and (pmid or doi):
            yield RelationRecord(kind=kind, pmid=pmid, doi=doi)


def _relation(name: str, source: str, *, is_preprint: bool) -> RelationKind | None:
    """Return how the other paper stands to this one; preprint and article are updates of one another."""
    if name == "UpdateIn" and is_preprint:
        return RelationKind.ARTICLE
    if name == "UpdateOf" and _PREPRINTS.match(source):
        return RelationKind.PREPRINT
    return _RELATIONS.get(name)
