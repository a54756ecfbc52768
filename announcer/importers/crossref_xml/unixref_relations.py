"""What Crossref says of a work's corrections, retractions, reviews and preprints."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from announcer.core.publications.identifiers import normal_doi
from announcer.core.publications.publication import PublicationStatus, PublicationType, RelationKind
from announcer.importers.record.model import RelationRecord
from announcer.importers.xml_content import text_of

# Crossmark's types of updates: they stand with the notice, and name the work that it is about.
_UPDATES = {
    **dict.fromkeys(("retraction", "withdrawal", "removal", "partial_retraction"), RelationKind.RETRACTS),
    **dict.fromkeys(("expression_of_concern", "concern"), RelationKind.CONCERNS),
    **dict.fromkeys(("correction", "corrigendum", "erratum", "addendum", "clarification"), RelationKind.CORRECTS),
}
_NOTICES = {
    RelationKind.RETRACTS: PublicationType.RETRACTION_NOTICE,
    RelationKind.CONCERNS: PublicationType.CORRECTION_NOTICE,
    RelationKind.CORRECTS: PublicationType.CORRECTION_NOTICE,
}
_STATUSES = {
    RelationKind.RETRACTS: PublicationStatus.RETRACTED,
    RelationKind.CONCERNS: PublicationStatus.CONCERN,
    RelationKind.CORRECTS: PublicationStatus.CORRECTED,
}
_PASSIVE = {
    RelationKind.RETRACTS: RelationKind.RETRACTED_BY,
    RelationKind.CONCERNS: RelationKind.CONCERNED_BY,
    RelationKind.CORRECTS: RelationKind.CORRECTED_BY,
}
# The vocabulary of relations (relations.xsd), and that of the answers to queries (`claim`).
_RELATIONS = {
    "ispreprintof": RelationKind.ARTICLE,
    "haspreprint": RelationKind.PREPRINT,
    "isreviewof": RelationKind.REVIEWS,
    "iscommenton": RelationKind.COMMENTS_ON,
    "isreplyto": RelationKind.COMMENTS_ON,
    "ispartof": RelationKind.PART_OF,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A work's kind, what has happened to it, and the works it has to do with."""

    type: PublicationType
    status: PublicationStatus
    relations: tuple[RelationRecord, ...]


def notice_of(record: Element, work: Element, doi: str, kind: PublicationType) -> Notice:
    """Return what the record says; an update of a work to itself, as some publishers write it, is about that work.

    Args:
        record: The whole record, whose answer to a query may name updates of the work.
        work: The work within.
        doi: The work's own.
        kind: What the work is if it is no notice.
    """
    about = [(_UPDATES[name], other) for name, other in _updates(work) if name in _UPDATES]
    own = [relation for relation, other in about if other == doi]
    others = [(relation, other) for relation, other in about if other != doi]
    by = list(_updated_by(record))
    happened = {*own, *(relation for relation, _ in by)}
    notices = [_NOTICES[relation] for relation in _NOTICES if relation in {name for name, _ in others}]
    relations = [
        *(RelationRecord(kind=relation, doi=other) for relation, other in others),
        *(RelationRecord(kind=_PASSIVE[relation], doi=other) for relation, other in by),
        *_relations(work),
    ]
    return Notice(
        type=notices[0] if notices else kind,
        status=next((status for name, status in _STATUSES.items() if name in happened), PublicationStatus.CURRENT),
        relations=tuple(dict.fromkeys(relation for relation in relations if relation.doi != doi)),
    )


def _updates(work: Element) -> Iterator[tuple[str, str]]:
    """Yield the type and the DOI of each update that the work makes."""
    for one in work.iterfind("crossmark/updates/update"):
        if doi := normal_doi(text_of(one)):
            yield one.get("type", "").strip().lower().replace(" ", "_").replace("-", "_"), doi


def _updated_by(record: Element) -> Iterator[tuple[RelationKind, str]]:
    """Yield the notices about the work that the answer to a query names."""
    for one in record.iterfind("crm-item"):
        kind = _UPDATES.get(one.get("claim", "").lower().replace(" ", "_"))
        doi = normal_doi(text_of(one)) if one.get("type") == "doi" and one.get("name") == "relation" else ""
        if kind and doi:
            yield kind, doi


def _relations(work: Element) -> Iterator[RelationRecord]:
    for item in work.iter("related_item"):
        for one in item:
            kind = _RELATIONS.get(one.get("relationship-type", "").lower())
            doi = normal_doi(text_of(one)) if one.get("identifier-type") == "doi" else ""
            if kind and doi:
                yield RelationRecord(kind=kind, doi=doi)
