"""The store's part for proposals: pairs of publications that a person decides about."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from announcer.core.publications.identity.resemblance import ProposalKind
from announcer.ports.proposal_store import Proposal, ProposalState
from announcer.store.base import StoreBase
from announcer.store.database import Database, Row

_SELECT = """
SELECT proposal.*, coalesce(a.title, '') AS title, coalesce(b.title, '') AS other_title
  FROM proposal LEFT JOIN publication a ON a.uid = one LEFT JOIN publication b ON b.uid = other
"""


class ProposalsPart(StoreBase):
    """The store's part for proposals."""

    def propose(self, kind: ProposalKind, one: str, other: str, reason: str) -> bool:
        """Write down a proposal; False where the pair was proposed before, or refused."""
        with self.database.transaction("propose"):
            return _insert(self.database, kind.value, one, other, reason)

    def proposals(self, *, limit: int = 200) -> Sequence[Proposal]:
        """Return the proposals that nobody has decided, the first proposed first."""
        rows = self.database.rows(f"{_SELECT} WHERE state = 'open' ORDER BY proposed_at, id LIMIT {int(limit)}")
        return [_proposal_of(row) for row in rows]

    def undecided_proposals(self) -> tuple[int, datetime | None]:
        """Return how many proposals nobody has decided, and when the first of them was proposed."""
        row = self.database.rows(
            "SELECT count(*) AS number, min(proposed_at) AS since_at FROM proposal WHERE state = 'open'"
        )[0]
        return int(row["number"]), row["since_at"]

    def proposals_with_prefix(self, prefix: str) -> Sequence[Proposal]:
        """Return the proposals whose id begins so, in the order of ids; at most two."""
        rows = self.database.rows(
            f"{_SELECT} WHERE substr(id, 1, :length) = :prefix ORDER BY id LIMIT 2",
            length=len(prefix),
            prefix=prefix,
        )
        return [_proposal_of(row) for row in rows]

    def decide(self, proposal: Proposal, state: ProposalState, *, actor: str) -> bool:
        """Write down what a person decided; False where somebody has decided already."""
        with self.database.transaction("decide"):
            decided = self.database.run(
                "UPDATE proposal SET state = :state, decided_by = :actor, decided_at = :now"
                " WHERE id = :id AND (state = 'open' OR decided_by = '')",
                state=state.value,
                actor=actor,
                now=self.database.now(),
                id=proposal.id,
            )
        return bool(decided)


def hand_over_proposals(database: Database, uid: str, other: str) -> None:
    """Let what is proposed of a publication that has become part of another one be proposed of that."""
    rows = database.rows(
        "SELECT * FROM proposal WHERE state = 'open' AND (one = :other OR other = :other)", other=other
    )
    for row in rows:
        database.run("DELETE FROM proposal WHERE id = :id", id=row["id"])
        one, second = (uid if name == other else name for name in (row["one"], row["other"]))
        if one != second:
            _insert(database, row["kind"], one, second, row["reason"])
        else:  # the two have become one by other records
            database.run(
                "INSERT INTO proposal (id, kind, one, other, reason, state, proposed_at, decided_at)"
                " VALUES (:id, :kind, :one, :other, :reason, 'accepted', :proposed_at, :now)",
                now=database.now(),
                **{name: row[name] for name in ("id", "kind", "one", "other", "reason", "proposed_at")},
            )


def _insert(database: Database, kind: str, one: str, other: str, reason: str) -> bool:
    met = database.row(
        "SELECT 1 AS found FROM proposal WHERE (one = :one AND other = :other) OR (one = :other AND other = :one)",
        one=one,
        other=other,
    )
    if met:
        return False
    inserted = database.run(
        "INSERT INTO proposal (id, kind, one, other, reason, state, proposed_at)"
        " VALUES (:id, :kind, :one, :other, :reason, 'open', :now) ON CONFLICT DO NOTHING",
        id=hashlib.sha256(f"{one}\n{other}".encode()).hexdigest()[:8],
        kind=kind,
        one=one,
        other=other,
        reason=reason,
        now=database.now(),
    )
    return bool(inserted)


def _proposal_of(row: Row) -> Proposal:
    return Proposal(
        id=row["id"],
        kind=ProposalKind(row["kind"]),
        one=row["one"],
        other=row["other"],
        reason=row["reason"],
        state=ProposalState(row["state"]),
        proposed_at=row["proposed_at"],
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        titles=(row["title"], row["other_title"]),
    )
