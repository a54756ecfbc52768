"""What asks of the store to keep proposals: what two publications may be to one another, for a person to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from announcer.core.publications.identity.resemblance import ProposalKind


class ProposalState(StrEnum):
    """Whether a person has decided."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Two publications by their uids, what they may be, and why; of a preprint and an article the former is `one`.

    `titles` are those of both, empty for a publication that is no longer registered under that uid.
    """

    id: str
    kind: ProposalKind
    one: str
    other: str
    reason: str
    state: ProposalState
    proposed_at: datetime
    decided_by: str = ""
    decided_at: datetime | None = None
    titles: tuple[str, str] = ("", "")


class ProposalStore(Protocol):
    """What proposing and deciding needs."""

    def propose(self, kind: ProposalKind, one: str, other: str, reason: str) -> bool:
        """Write down a proposal; False, and nothing is changed, where the pair was proposed before, or refused."""

    def proposals(self, *, limit: int = 200) -> Sequence[Proposal]:
        """Return the proposals that nobody has decided, the first proposed first."""

    def undecided_proposals(self) -> tuple[int, datetime | None]:
        """Return how many proposals nobody has decided, and when the first of them was proposed."""

    def proposals_with_prefix(self, prefix: str) -> Sequence[Proposal]:
        """Return the proposals whose id begins so, decided ones too, in the order of ids; at most two."""

    def decide(self, proposal: Proposal, state: ProposalState, *, actor: str) -> bool:
        """Write down what a person decided; False, and nothing is changed, where somebody has decided already."""
