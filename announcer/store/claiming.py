"""What the pump asks of the store: lease what is due, find what was left lying."""

import json
from collections.abc import Sequence
from datetime import datetime

from announcer.core.posting.lifecycle import CLAIM, State
from announcer.core.posting.queued import Budget, Pace, Queued, Unit
from announcer.core.posts.post import Post
from announcer.ports.store import ClaimTerms
from announcer.store.base import StoreBase
from announcer.store.database import Row
from announcer.store.rows import queued_of

_DUE = """
SELECT * FROM announcement
 WHERE channel = :channel AND account = :account AND state = 'scheduled' AND held = '' AND due_at <= :now
   AND maybe_posted_at IS NULL
   AND (expires_at IS NULL OR expires_at > :now) AND (embargo_until IS NULL OR embargo_until <= :now)
   AND (undo_until IS NULL OR undo_until <= :now)
 ORDER BY due_at, id LIMIT 1
"""
_LEASE = """
UPDATE announcement
   SET state = 'claimed', owner = :worker, token = token + 1, lease_until = :until, attempts = attempts + 1,
       charged = :charged, updated_at = :now
 WHERE id = :id AND state = 'scheduled' RETURNING *
"""
_START_GAP = """
INSERT INTO pace (channel, account, free_at) VALUES (:channel, :account, :until)
    ON CONFLICT (channel, account) DO UPDATE SET free_at = excluded.free_at
 WHERE pace.paused = '' AND (pace.free_at IS NULL OR pace.free_at <= :now)
"""
_CHARGE = """
INSERT INTO budget (channel, account, period, unit, used, cap, changed_at)
VALUES (:channel, :account, :period, :unit, :amount, :cap, :now)
    ON CONFLICT (channel, account, period, unit)
    DO UPDATE SET used = budget.used + excluded.used, cap = excluded.cap, changed_at = excluded.changed_at
 WHERE budget.used + excluded.used <= excluded.cap
"""


class _NotNowError(Exception):
    """Leave the claim's transaction without a trace."""


class ClaimingPart(StoreBase):
    """The pump's part of the store."""

    def claim(self, terms: ClaimTerms) -> Queued | None:
        """Lease the announcement that is due longest, if the account's pace and budgets allow."""
        self.database.check_place()
        try:
            with self.database.transaction(CLAIM.name):
                return self._claim(terms)
        except _NotNowError:
            return None

    def _claim(self, terms: ClaimTerms) -> Queued:
        now = self.database.now()
        row = self.database.row(
            _DUE + self.database.skip_locked, channel=terms.channel, account=terms.account, now=now
        )
        if row is None:
            raise _NotNowError
        self._start_gap(terms, now)
        charges = [self._charge(terms, budget, row, now) for budget in terms.budgets]
        leased = self.database.row(
            _LEASE, id=row["id"], worker=terms.worker, until=now + terms.lease, charged=json.dumps(charges), now=now
        )
        if leased is None:
            raise _NotNowError
        claimed = queued_of(leased)
        self._add_event(
            claimed, CLAIM.name, actor=terms.worker, detail=f"attempt {claimed.attempts}", source=State.SCHEDULED
        )
        return claimed

    def _start_gap(self, terms: ClaimTerms, now: datetime) -> None:
        started = self.database.run(
            _START_GAP,
            channel=terms.channel,
            account=terms.account,
            until=now + terms.gap if terms.gap else None,
            now=now,
        )
        if not started:
            raise _NotNowError

    def _charge(self, terms: ClaimTerms, budget: Budget, row: Row, now: datetime) -> tuple[str, str, int]:
        amount = int(row["cost"]) if budget.unit is Unit.COST else 1
        charged = amount <= budget.cap and self.database.run(
            _CHARGE,
            channel=terms.channel,
            account=terms.account,
            period=budget.window,
            unit=budget.unit.value,
            amount=amount,
            cap=budget.cap,
            now=now,
        )
        if not charged:
            raise _NotNowError
        return budget.window, budget.unit.value, amount

    def post_of(self, queued: Queued) -> Post:
        """Return what would be sent, as stored now."""
        stored = self.get(queued.id)
        return Post(
            id=stored.id,
            text=stored.text,
            card=self.card(stored.card_digest),
            card_type=stored.card_type,
            alt_text=stored.alt_text,
            link=stored.link,
            account=stored.account,
        )

    def expired_leases(self, limit: int) -> Sequence[Queued]:
        """Return announcements whose lease has ended, of every channel, the longest first."""
        return self._listed(
            "state IN ('claimed', 'uploaded', 'sending') AND lease_until < :now ORDER BY lease_until LIMIT :limit",
            now=self.database.now(),
            limit=limit,
        )

    def end_all_leases(self) -> int:
        """End every lease at once; only for the sole user of the store, at its start."""
        with self.database.transaction():
            return self.database.run(
                "UPDATE announcement SET lease_until = :past WHERE state IN ('claimed', 'uploaded', 'sending')",
                past=datetime.fromisoformat("1970-01-01T00:00:00+00:00"),
            )

    def due_for_lookup(self, channel: str, account: str, limit: int) -> Sequence[Queued]:
        """Return announcements that it is time to look up: of unknown outcome, or due and perhaps posted before."""
        terms = {"channel": channel, "account": account, "now": self.database.now(), "limit": limit}
        unknown = self._listed(
            "channel = :channel AND account = :account AND state = 'unknown' AND check_at <= :now"
            " ORDER BY check_at LIMIT :limit",
            **terms,
        )
        due = self._listed(
            "channel = :channel AND account = :account AND state = 'scheduled' AND held = '' AND due_at <= :now"
            " AND maybe_posted_at IS NOT NULL AND (check_at IS NULL OR check_at <= :now)"
            " ORDER BY due_at LIMIT :limit",
            **terms,
        )
        return [*unknown, *due][:limit]

    def overdue(self, channel: str, account: str, before: datetime, limit: int) -> Sequence[Queued]:
        """Return scheduled announcements whose slot lies before that time, none of them held."""
        return self._listed(
            "channel = :channel AND account = :account AND state = 'scheduled' AND held = '' AND slot_at < :before"
            " ORDER BY slot_at LIMIT :limit",
            channel=channel,
            account=account,
            before=before,
            limit=limit,
        )

    def expired(self, channel: str, account: str, limit: int) -> Sequence[Queued]:
        """Return scheduled announcements that have expired."""
        return self._listed(
            "channel = :channel AND account = :account AND state = 'scheduled' AND expires_at <= :now"
            " ORDER BY expires_at LIMIT :limit",
            channel=channel,
            account=account,
            now=self.database.now(),
            limit=limit,
        )

    def pace(self, channel: str, account: str) -> Pace:
        """Return whether and from when on the account takes posts."""
        row = self.database.row(
            "SELECT channel, account, paused, paused_at, free_at FROM pace"
            " WHERE channel = :channel AND account = :account",
            channel=channel,
            account=account,
        )
        return Pace(**row) if row else Pace(channel=channel, account=account)

    def set_pause(self, channel: str, account: str, reason: str, *, actor: str) -> None:
        """Pause the account for that reason, or let it go on where the reason is empty."""
        with self.database.transaction("pause"):
            self._pause(channel, account, reason)
            self._forget_intermediaries(channel, account)
            name = "pause" if reason else "go-on"
            self._add_event_of(None, name, actor=actor, detail=f"{channel}/{account} {reason}".strip())

    def has_confirmed(self, channel: str, account: str, keys: str) -> bool:
        """Return whether the keys of that digest are known to be the account's."""
        row = self.database.row(
            "SELECT 1 AS found FROM confirmed_keys"
            " WHERE channel = :channel AND account = :account AND digest = :keys",
            channel=channel,
            account=account,
            keys=keys,
        )
        return row is not None

    def confirm_keys(self, channel: str, account: str, keys: str) -> None:
        """Write down that the keys of that digest are the account's, as the network said."""
        with self.database.transaction("confirm-keys"):
            self.database.run(
                "INSERT INTO confirmed_keys (channel, account, digest, confirmed_at)"
                " VALUES (:channel, :account, :keys, :now)"
                " ON CONFLICT (channel, account, digest) DO UPDATE SET confirmed_at = excluded.confirmed_at",
                channel=channel,
                account=account,
                keys=keys,
                now=self.database.now(),
            )

    def record_heartbeat(self, worker: str) -> None:
        """Write down that the worker is alive."""
        self.database.check_place()
        with self.database.transaction():
            self.database.run(
                "INSERT INTO worker (name, seen_at) VALUES (:name, :now)"
                " ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at",
                name=worker,
                now=self.database.now(),
            )
