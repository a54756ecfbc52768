"""What Crossref says of a work's corrections, retractions, reviews and preprints."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from announcer.core.publications.identifiers import normal_doi
from announcer.core.publications.publication import PublicationStatus, PublicationType, RelationKind
from announcer.importers.fields.update_notices import (
    notice_type,
    relation_named,
    seen_from_the_work,
    status_by_notices,
    update_named,
)
from announcer.importers.record.model import RelationRecord
from announcer.importers.xml_content import text_of


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
    about = [(relation, other) for name, other in _updates(work) if (relation := update_named(name))]
    others = [(relation, other) for relation, other in about if other != doi]
    own = [seen_from_the_work(relation) for relation, other in about if other == doi]
    by = [(seen_from_the_work(relation), other) for relation, other in _updated_by(record)]
    relations = [
        *(RelationRecord(kind=relation, doi=other) for relation, other in (*others, *by)),
        *_relations(work),
    ]
    return Notice(
        type=notice_type({relation for relation, _ in others}) or kind,
        status=status_by_notices([*own, *(relation for relation, _ in by)]),
        relations=tuple(
            dict.fromkeys(relation for relation in (*relations, *_relations(work)) if relation.doi != doi)
        ),
    )


def _updates(work: Element) -> Iterator[tuple[str, str]]:
    """Yield the type and the DOI of each update that the work makes."""
    for one in work.iterfind("crossmark/updates/update"):
        if doi := normal_doi(text_of(one)):
            yield one.get("type", ""), doi


def _updated_by(record: Element) -> Iterator[tuple[RelationKind, str]]:
    """Yield the notices about the work that the answer to a query names."""
    for one in record.iterfind("crm-item"):
        kind = update_named(one.get("claim", ""))
        doi = normal_doi(text_of(one)) if one.get("type") == "doi" and one.get("name") == "relation" else ""
        if kind and doi:
            yield kind, doi


def _relations(work: Element) -> Iterator[RelationRecord]:
    for item in work.iter("related_item"):
        for one in item:
            kind = relation_named(one.get("relationship-type", ""))
            doi = normal_doi(text_of(one)) if one.get("identifier-type") == "doi" else ""
            if kind and doi:
                yield RelationRecord(kind=kind, doi=doi)
