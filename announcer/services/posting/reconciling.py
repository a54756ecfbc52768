"""What the pump does before it takes up anything new: sweep expired leases, look up posts of unknown outcome.

Each function that moves an announcement is one row of the table in docs/decisions/posting.md.
"""

from datetime import datetime, timedelta

from announcer.core.posting import lifecycle
from announcer.core.posting.lifecycle import Move, State
from announcer.core.posting.policies import UnknownPolicy
from announcer.core.posting.queued import Queued
from announcer.core.posts.post import Receipt
from announcer.errors import ChannelPausedError, IntermediaryError, ReceiptTakenError, described
from announcer.ports.store import Changes, Effects
from announcer.services.posting.crash_points import point
from announcer.services.posting.pump_worker import LONGEST_EVIDENCE, PumpWorker

CLOCK_MARGIN = timedelta(minutes=5)
"""By the channel's clock a post may seem to have been made so much before we wrote down that it is being sent."""
UNREADABLE_WAIT = timedelta(minutes=5)
"""When to look again where the channel could not be read."""
BATCH = 20
"""How many announcements one round sweeps at most."""
LOOKUPS = 4
"""How many one round looks up at most: each may take as long as a call may, and a round must end well before a
supervisor takes the daemon for hung."""


class Reconciler:
    """Settles what is under way or unknown, for one account of one channel."""

    def __init__(self, worker: PumpWorker) -> None:
        self._worker = worker
        self._store = worker.store
        self._channel = worker.channel
        self._rules = worker.rules

    # -- expired leases, and what is too late ----------------------------------------------------------------------

    def sweep(self) -> None:
        """Take announcements from workers whose lease has ended: back to the queue, or into unknown."""
        for queued in self._store.expired_leases(BATCH):
            if queued.state is State.SENDING:
                self._orphan(queued)
            else:
                self._release(queued)

    def _release(self, queued: Queued) -> None:
        """Claimed or uploaded, and the lease has ended: certainly not sent."""
        detail = f"the lease of {queued.owner} ended"
        self._worker.move(queued, lifecycle.RELEASE, detail, effects=Effects(refund=True))

    def _orphan(self, queued: Queued) -> None:
        """Sending, and the lease has ended: perhaps sent, so never back to the queue."""
        evidence = f"{queued.owner} was stopped while sending"
        self._worker.move(queued, lifecycle.ORPHAN, evidence, changes=self._worker.outcome_unknown(evidence))

    def expire_overdue(self) -> None:
        """Ask a person again about what is long overdue, and call off what has expired."""
        before = self._store.now() - self._rules.late_after
        for queued in self._store.expired(self._channel.name, self._channel.account, BATCH):
            self._worker.move(queued, lifecycle.EXPIRE, f"not to go out after {self._local(queued.expires_at)}")
        for queued in self._store.overdue(self._channel.name, self._channel.account, before, BATCH):
            self._worker.move(queued, lifecycle.OVERDUE, f"its time was {self._local(queued.slot_at)}")

    def _local(self, at: datetime | None) -> str:
        return f"{at.astimezone(self._rules.zone):%Y-%m-%d %H:%M}" if at else "not known"

    # -- unknown outcomes, and what may be public already ----------------------------------------------------------

    def reconcile(self) -> None:
        """Look up what may be public: outcomes that are unknown, and what must be looked up before it is sent."""
        for queued in self._store.due_for_lookup(self._channel.name, self._channel.account, LOOKUPS):
            self._look_up(queued)

    def _look_up(self, queued: Queued) -> None:
        known = [moment for moment in (queued.first_send_at, queued.maybe_posted_at) if moment]
        since = min(known, default=queued.created_at) - CLOCK_MARGIN
        try:
            self._worker.confirm_account()  # another account's posts would prove nothing
            receipt = self._channel.find(self._store.post_of(queued), since)
        except Exception as error:  # noqa: BLE001 (whatever it was, it says nothing about the post)
            self._not_read(queued, error)
            return
        point("find.after_call")
        if receipt:
            self._found(queued, receipt)
        elif queued.state is State.SCHEDULED:
            self._is_not_there(queued)
        else:
            self._missed(queued)

    def _found(self, queued: Queued, receipt: Receipt) -> None:
        """Unknown, or scheduled and perhaps posted before, and it is there."""
        try:
            self._worker.move(
                queued,
                lifecycle.FIND,
                f"found at {receipt.url}",
                changes={"receipt": receipt, "posted_at": self._store.now()},
            )
        except ReceiptTakenError as error:
            changes: Changes = {"check_at": None, "evidence": str(error)}
            if queued.state is State.SCHEDULED:
                changes["held"] = str(error)
            self._worker.move(queued, self._again(queued), str(error), changes=changes)

    def _again(self, queued: Queued) -> Move:
        return lifecycle.LOOK if queued.state is State.SCHEDULED else lifecycle.MISS

    def _is_not_there(self, queued: Queued) -> None:
        """Scheduled and perhaps posted before, and it was not: it goes out as planned."""
        changes: Changes = {"maybe_posted_at": None, "check_at": None}
        self._worker.move(queued, lifecycle.LOOK, "not there, so it may be sent", changes=changes)

    def _missed(self, queued: Queued) -> None:
        """Unknown, and a clean look did not find it: look again later, or send it again if the site wants that."""
        now = self._store.now()
        misses, missing_at = queued.misses + 1, queued.missing_at or now
        if self._may_resend(queued) and self._rules.lookup.surely_missing(now, missing_at, misses):
            self._worker.move(
                queued,
                lifecycle.RESEND,
                f"not there after {misses} looks",
                changes={"due_at": now, "misses": 0, "missing_at": None, "check_at": None, "maybe_posted_at": None},
            )
            return
        check_at = self._rules.lookup.next_look(now, queued.unknown_at or now, misses)
        changes: Changes = {"misses": misses, "missing_at": missing_at, "check_at": check_at}
        self._worker.move(queued, lifecycle.MISS, f"not there, look {misses}", changes=changes)

    def _may_resend(self, queued: Queued) -> bool:
        return self._rules.policy is UnknownPolicy.RESEND and not queued.duplicate

    def _not_read(self, queued: Queued, error: Exception) -> None:
        """The channel could not be read: look again, without counting it as a miss."""
        check_at = self._store.now() + min(UNREADABLE_WAIT, self._rules.lookup.waits[-1])
        changes: Changes = {"check_at": check_at}
        words = described(error)
        if queued.state is State.SCHEDULED:
            changes |= {"delays": queued.delays + 1, "evidence": words[:LONGEST_EVIDENCE]}
        effects = Effects(intermediary=error.reason if isinstance(error, IntermediaryError) else "")
        self._worker.move(queued, self._again(queued), f"could not look: {words}", changes=changes, effects=effects)
        if isinstance(error, ChannelPausedError):
            self._store.set_pause(queued.channel, queued.account, error.reason, actor=self._worker.name)
