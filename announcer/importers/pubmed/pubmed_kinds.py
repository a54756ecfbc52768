"""What PubMed says of a paper's kind, and of its corrections, retractions and comments."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from announcer.core.publications.identifiers import normal_doi, normal_pmid
from announcer.core.publications.preprints import is_preprint_server
from announcer.core.publications.publication import PublicationStatus, PublicationType, RelationKind
from announcer.importers.fields.publication_kinds import kind_of, status_of
from announcer.importers.fields.update_notices import status_by_notices
from announcer.importers.record.model import RelationRecord
from announcer.importers.xml_content import text_at

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
    "PartialRetractionIn": RelationKind.CONCERNED_BY,
    "PartialRetractionOf": RelationKind.CONCERNS,
    "ErratumIn": RelationKind.CORRECTED_BY,
    "CorrectedandRepublishedIn": RelationKind.CORRECTED_BY,
    "ErratumFor": RelationKind.CORRECTS,
    "ExpressionOfConcernIn": RelationKind.CONCERNED_BY,
    "ExpressionOfConcernFor": RelationKind.CONCERNS,
    "CommentOn": RelationKind.COMMENTS_ON,
}
_DOI_OF_NOTICE = re.compile(r"\bdoi:\s*(10\.\S+)", re.IGNORECASE)


def kinds_of(record: Element, path: str) -> list[str]:
    """Return PubMed's types of a paper, in its order and spelling."""
    return [" ".join((kind.text or "").split()) for kind in record.iterfind(path)]


def type_of(kinds: list[str]) -> PublicationType:
    """Return the kind of paper; most have several, `Journal Article` nearly all."""
    return kind_of(kinds) or PublicationType.ARTICLE


def designs_of(kinds: list[str]) -> list[str]:
    """Return what the types say of how a study was done; they are headings of MeSH."""
    return [kind for kind in kinds if kind.lower() in _DESIGNS]


def what_became_of(kinds: list[str], links: Element | None) -> PublicationStatus:
    """Return what has happened to a paper, from its types and the notices about it."""
    notices = links.iterfind("CommentsCorrections") if links is not None else ()
    by_notices = status_by_notices(_RELATIONS.get(one.get("RefType", "")) for one in notices)
    status = status_of(kinds)
    return by_notices if status is PublicationStatus.CURRENT else status


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
    if name == "UpdateOf" and is_preprint_server(source.partition(".")[0].strip()):
        return RelationKind.PREPRINT
    return _RELATIONS.get(name)
