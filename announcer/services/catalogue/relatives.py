"""Let publications know of one another: a paper of its notice, an article of its preprint, whichever comes first.

Two publications that may be one, or a preprint and its article, are proposed to a person and left as they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.posting.lifecycle import State
from announcer.core.publications.editorial_notices import bare_title
from announcer.core.publications.identity.likeness import are_alike
from announcer.core.publications.identity.profiles import Profile, profile_of
from announcer.core.publications.identity.relations import informed, names
from announcer.core.publications.identity.resemblance import ProposalKind, resemblance
from announcer.core.publications.matching import Identifier, IdentifierKind, all_keys
from announcer.core.publications.publication import Publication, Relation, RelationKind
from announcer.core.text.letters import folded
from announcer.ports.importing import Imported
from announcer.ports.store import CatalogueStore, KnownPublication
from announcer.services.catalogue.record_form import Found, RecordFormat

PREPRINT_ANNOUNCED = "preprint-announced"
_NEAR = frozenset({IdentifierKind.NEAR})
_GIVEN_UP = (State.REJECTED, State.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relatives:
    """Finds what other publications say of one, and what it says of them.

    Args:
        store: The catalogue.
        form: How the store keeps publications.
    """

    store: CatalogueStore
    form: RecordFormat

    def found(self, keys: Iterable[Identifier]) -> list[Found]:
        """Return the known publications that are kept under any of the keys."""
        return [(known, self.form.read(known.record)) for known in self.store.find(frozenset(keys))]

    def candidates(self, publication: Publication) -> list[Found]:
        """Return the known publications that may be this one, may name it, or that a person should compare with it.

        The record of one that only has a key of likeness in common, and a title that is not like this one's, is not
        read: None stands for it.
        """
        title = profile_of(publication).title
        found = self.store.find(all_keys(publication) | search_for(publication))
        return [(known, None if _is_far(known, title) else self.form.read(known.record)) for known in found]

    def named_by(self, publication: Publication) -> list[Found]:
        """Return the known publications that this one names."""
        return self.found(chain.from_iterable(_names_of(relation) for relation in publication.relations))

    def informed(self, publication: Publication, others: Iterable[Imported]) -> Publication:
        """Return what is known of the publication once those others that name it are heard."""
        for other in others:
            if names(other.publication, publication):
                publication = informed(publication, other.publication)
        return publication

    def findings(self, publication: Publication) -> list[Finding]:
        """Return what an editor should know of other publications: that the preprint was announced, or will be."""
        preprints = (relation for relation in publication.relations if relation.kind is RelationKind.PREPRINT)
        uids = {known.uid for relation in preprints for known in self.store.find(frozenset(_names_of(relation)))}
        announced = chain.from_iterable(self.store.announced(uid) for uid in sorted(uids))
        return [
            finding("preprint-announced", where="relations", id=each.id, state=each.state.value.replace("_", " "))
            for each in announced
            if each.state not in _GIVEN_UP
        ][:1]

    def with_findings(self, imported: Imported) -> Imported:
        """Return the record with what an editor should know of other publications."""
        own = (each for each in imported.findings if each.id != PREPRINT_ANNOUNCED)
        return replace(imported, findings=(*own, *self.findings(imported.publication)))

    def propose(self, uid: str, imported: Imported, others: Sequence[Found]) -> int:
        """Write down which of the others a person should compare with this one; return how many are new."""
        mine = profile_of(imported.publication)
        proposals = list(_proposals(uid, imported.publication, mine, others))
        return sum(self.store.propose(kind, one, other, reason) for kind, one, other, reason in proposals)


def naming(publication: Publication, others: Iterable[Found]) -> list[Found]:
    """Return those of the others that name the publication, and that it does not name itself."""
    return [
        (known, record)
        for known, record in others
        if record and names(record.publication, publication) and not names(publication, record.publication)
    ]


def search_for(publication: Publication) -> frozenset[Identifier]:
    """Return what others that name this publication are kept under."""
    keys = (
        (IdentifierKind.RELATED_DOI, publication.doi),
        (IdentifierKind.RELATED_PMID, publication.pmid),
    )
    return frozenset(Identifier(kind, value) for kind, value in keys if value)


def _is_far(known: KnownPublication, title: str) -> bool:
    if known.shared != _NEAR:
        return False
    return not are_alike(folded(bare_title(known.title)).replace(" ", ""), title)


def _names_of(relation: Relation) -> Iterator[Identifier]:
    if relation.doi:
        yield Identifier(IdentifierKind.DOI, relation.doi)
    if relation.pmid:
        yield Identifier(IdentifierKind.PMID, relation.pmid)


def _proposals(
    uid: str, publication: Publication, mine: Profile, others: Sequence[Found]
) -> Iterator[tuple[ProposalKind, str, str, str]]:
    for known, record in others:
        if record is None or known.uid == uid or _are_related(publication, record.publication):
            continue
        found = resemblance(mine, profile_of(record.publication))
        if found:
            pair = (uid, known.uid) if mine.is_preprint else (known.uid, uid)
            yield found.kind, *pair, found.reason


def _are_related(one: Publication, other: Publication) -> bool:
    return names(one, other) or names(other, one)
