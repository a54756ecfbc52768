"""Corrections, retractions and concerns: what they make of a notice, and of the work that it is about."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from announcer.core.publications.publication import PublicationStatus, PublicationType, RelationKind

_UPDATES: Mapping[str, RelationKind] = MappingProxyType(
    {
        **dict.fromkeys(("retraction", "withdrawal", "removal", "retracted", "withdrawn"), RelationKind.RETRACTS),
        **dict.fromkeys(("expression of concern", "concern"), RelationKind.CONCERNS),
        **dict.fromkeys(("partial retraction",), RelationKind.CONCERNS),
        **dict.fromkeys(
            ("correction", "corrigendum", "erratum", "addendum", "clarification", "corrected article"),
            RelationKind.CORRECTS,
        ),
    }
)
"""Crossmark's types of updates. A paper that is retracted in part is no retracted one, and is to be looked at."""
_PASSIVE = MappingProxyType(
    {
        RelationKind.RETRACTS: RelationKind.RETRACTED_BY,
        RelationKind.CONCERNS: RelationKind.CONCERNED_BY,
        RelationKind.CORRECTS: RelationKind.CORRECTED_BY,
    }
)
_STATUSES = MappingProxyType(
    {
        RelationKind.RETRACTED_BY: PublicationStatus.RETRACTED,
        RelationKind.CONCERNED_BY: PublicationStatus.CONCERN,
        RelationKind.CORRECTED_BY: PublicationStatus.CORRECTED,
    }
)
"""The first that applies counts: it is the gravest."""
_NOTICES = MappingProxyType(
    {
        RelationKind.RETRACTS: PublicationType.RETRACTION_NOTICE,
        RelationKind.CONCERNS: PublicationType.CORRECTION_NOTICE,
        RelationKind.CORRECTS: PublicationType.CORRECTION_NOTICE,
    }
)
_RELATIONS: Mapping[str, RelationKind] = MappingProxyType(
    {
        "haspreprint": RelationKind.PREPRINT,
        "ispreprintof": RelationKind.ARTICLE,
        "isreviewof": RelationKind.REVIEWS,
        "iscommenton": RelationKind.COMMENTS_ON,
        "isreplyto": RelationKind.COMMENTS_ON,
        "ispartof": RelationKind.PART_OF,
    }
)


def update_named(name: str) -> RelationKind | None:
    """Return what a notice does to the work that it is about, by Crossmark's name of that; None for other names."""
    return _UPDATES.get(name.strip().casefold().replace("_", " ").replace("-", " "))


def relation_named(name: str) -> RelationKind | None:
    """Return how another work stands to this one, by Crossref's name: `is-preprint-of`, `isPreprintOf`."""
    return _RELATIONS.get(name.casefold().replace("-", ""))


def seen_from_the_work(kind: RelationKind) -> RelationKind:
    """Return what a notice is to the work that it is about: `retracted-by` for `retracts`."""
    return _PASSIVE.get(kind, kind)


def status_by_notices(kinds: Iterable[RelationKind | None]) -> PublicationStatus:
    """Return what became of a work by the notices about it, the gravest first."""
    known = set(kinds)
    return next((status for kind, status in _STATUSES.items() if kind in known), PublicationStatus.CURRENT)


def notice_type(kinds: Collection[RelationKind]) -> PublicationType | None:
    """Return the type of a notice by what it does to others; None where it does nothing, and is no notice."""
    return next((form for kind, form in _NOTICES.items() if kind in kinds), None)
