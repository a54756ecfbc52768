"""Decide about publications that may be one, or a preprint and its article: a person accepts or refuses."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from announcer.core.publications.identity.resemblance import ProposalKind
from announcer.core.publications.publication import Publication, Relation, RelationKind
from announcer.errors import UnknownProposalError, WrongStateError
from announcer.ports.importing import Imported
from announcer.ports.proposal_store import Proposal, ProposalState
from announcer.ports.store import Affected, CatalogueStore
from announcer.services.catalogue.record_form import Found, RecordFormat
from announcer.services.catalogue.updating import Updating


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A proposal after a person's decision, and the announcements that it means something for."""

    proposal: Proposal
    affected: tuple[Affected, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MergingByHand:
    """The use case behind `announcer merges`.

    Args:
        store: The catalogue.
        updating: Changes publications.
        form: How the store keeps publications.
    """

    store: CatalogueStore
    updating: Updating
    form: RecordFormat

    def open_proposals(self, *, limit: int = 200) -> Sequence[Proposal]:
        """Return what nobody has decided, the first proposed first."""
        return self.store.proposals(limit=limit)

    def publications(self, proposal: Proposal) -> tuple[Publication | None, Publication | None]:
        """Return what is known of both; None for one that is gone or cannot be read."""
        one, other = (self.form.read(self.store.record(uid)) for uid in (proposal.one, proposal.other))
        return one.publication if one else None, other.publication if other else None

    def accept(self, name: str, *, actor: str) -> Decided:
        """Make one of two publications, or note that one is the preprint of the other.

        Where both have an open announcement in a language, what of them is in review or scheduled is held.

        Raises:
            UnknownProposalError: there is no such proposal, or several ids begin so.
            WrongStateError: somebody has decided about it.
            SourceError: the record of one of them cannot be read.
            ChangedMeanwhileError: somebody else was faster; nothing was done.
        """
        proposal = self._open(name)
        one, other = self._found(proposal.one), self._found(proposal.other)
        if proposal.kind is ProposalKind.SAME:
            affected = self.updating.join(one, other, actor=actor).affected
        else:
            affected = self._relate(one, other, actor)
        self.store.decide(proposal, ProposalState.ACCEPTED, actor=actor)
        return Decided(proposal=replace(proposal, state=ProposalState.ACCEPTED), affected=affected)

    def refuse(self, name: str, *, actor: str) -> Decided:
        """Note that the two are not what was proposed; nobody is asked about them again.

        Raises:
            UnknownProposalError, WrongStateError: as for `accept`.
        """
        proposal = self._open(name)
        if not self.store.decide(proposal, ProposalState.REFUSED, actor=actor):
            raise _decided(proposal)
        return Decided(proposal=replace(proposal, state=ProposalState.REFUSED))

    def _relate(self, preprint: Found, article: Found, actor: str) -> tuple[Affected, ...]:
        """Note of both what they are to one another."""
        one, other = _readable(self.form, preprint), _readable(self.form, article)
        told = (
            (preprint, _naming(other, one, RelationKind.PREPRINT)),
            (article, _naming(one, other, RelationKind.ARTICLE)),
        )
        updated = [self.updating.inform(found, by, actor=actor, is_record=False) for found, by in told]
        return tuple(affected for each in updated if each for affected in each.affected)

    def _found(self, uid: str) -> Found:
        return self.updating.stored(uid)

    def _open(self, name: str) -> Proposal:
        found = self.store.proposals_with_prefix(name) if name else []
        if len(found) != 1:
            several = "several proposals begin so" if found else "there is no such proposal"
            raise UnknownProposalError(f"{name!r}: {several}", hint="see which there are", step="merges")
        if found[0].state is not ProposalState.OPEN:
            raise _decided(found[0])
        return found[0]


def _decided(proposal: Proposal) -> WrongStateError:
    by = f" by {proposal.decided_by}" if proposal.decided_by else ""
    return WrongStateError(f"{proposal.id}: it was {proposal.state.value} already{by}")


def _readable(form: RecordFormat, found: Found) -> Imported:
    known, record = found
    return record or form.decode(known.record)


def _naming(one: Imported, other: Imported, kind: RelationKind) -> Imported:
    """Return the first record as if it named the second."""
    publication = other.publication
    relation = Relation(kind=kind, doi=publication.doi, pmid=publication.pmid)
    named = replace(one.publication, relations=(*one.publication.relations, relation))
    return replace(one, publication=named)
