"""What works say of one another: a notice of its paper, a preprint of its article.

One of the two says it, and it is known of both, whichever comes first.
"""

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from announcer.core.publications.editorial_notices import effective_status, is_notice
from announcer.core.publications.publication import Publication, PublicationStatus, Relation, RelationKind

_INVERSE = MappingProxyType(
    {
        RelationKind.PREPRINT: RelationKind.ARTICLE,
        RelationKind.ARTICLE: RelationKind.PREPRINT,
        RelationKind.CORRECTS: RelationKind.CORRECTED_BY,
        RelationKind.RETRACTS: RelationKind.RETRACTED_BY,
        RelationKind.CONCERNS: RelationKind.CONCERNED_BY,
        RelationKind.CORRECTED_BY: RelationKind.CORRECTS,
        RelationKind.RETRACTED_BY: RelationKind.RETRACTS,
        RelationKind.CONCERNED_BY: RelationKind.CONCERNS,
    }
)
"""How the other work stands to this one, where that is worth knowing."""
TOLD_TO_BOTH = frozenset(_INVERSE)
"""What is known of both works when one of them says it."""
_MEANS = MappingProxyType(
    {
        RelationKind.CORRECTS: PublicationStatus.CORRECTED,
        RelationKind.CONCERNS: PublicationStatus.CONCERN,
        RelationKind.RETRACTS: PublicationStatus.RETRACTED,
    }
)
"""What a notice makes of its paper."""
_GRAVITY = list(PublicationStatus)


def names(one: Publication, other: Publication) -> bool:
    """Return whether the first record is of another work, and names the second one's work."""
    return any(_kinds(one, other))


def informed(publication: Publication, by: Publication) -> Publication:
    """Return what is known of a publication once a record of another work that names it has come.

    A notice makes it corrected, doubted or retracted; nothing makes it less so. The relation is noted.
    """
    kinds = list(_kinds(by, publication))
    status = max(
        (publication.status, *(_MEANS[kind] for kind in kinds if kind in _MEANS), *_said_by(by, kinds)),
        key=_GRAVITY.index,
    )
    back = (Relation(kind=_INVERSE[kind], doi=by.doi, pmid=by.pmid) for kind in kinds if by.doi or by.pmid)
    return replace(publication, status=status, relations=all_relations(publication.relations, back))


def _said_by(notice: Publication, kinds: Iterable[RelationKind]) -> Iterable[PublicationStatus]:
    """Return what a notice's own words make of its paper: some sources call a retraction an update."""
    return [effective_status(notice)] if is_notice(notice) and not _MEANS.keys().isdisjoint(kinds) else []


def _kinds(one: Publication, other: Publication) -> Iterable[RelationKind]:
    if (one.doi and one.doi == other.doi) or (one.pmid and one.pmid == other.pmid):
        return ()
    return (
        relation.kind
        for relation in one.relations
        if relation.kind in _INVERSE and (_is_it(relation.doi, other.doi) or _is_it(relation.pmid, other.pmid))
    )


def _is_it(mine: str, theirs: str) -> bool:
    return bool(mine) and mine == theirs


def all_relations(*lists: Iterable[Relation]) -> tuple[Relation, ...]:
    """Return every relation once, one that names a DOI and one that names the PMID of the same work as one.

    They are one where a third names both.
    """
    every = {relation for relations in lists for relation in relations}
    whole = {relation for relation in every if relation.doi and relation.pmid}
    partly = {part for relation in whole for part in (replace(relation, doi=""), replace(relation, pmid=""))}
    return tuple(sorted(every - partly))
