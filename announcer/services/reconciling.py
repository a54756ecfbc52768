"""What the pump does before it takes up anything new: sweep what dead workers left, look up what is in doubt.

Each function that moves an announcement is one row of the table in docs/decisions/posting.md.
"""

from collections.abc import Callable
from datetime import timedelta

from announcer.core.posting import lifecycle
from announcer.core.posting.lifecycle import State
from announcer.core.posting.policies import UnknownPolicy
from announcer.core.posting.queued import Queued
from announcer.core.posts.post import Receipt
from announcer.errors import ChannelPausedError, ReceiptTakenError
from announcer.ports.channels import Channel
from announcer.ports.store import Changes, Effects, PumpStore
from announcer.services.crash_points import point
from announcer.services.pump_rules import PumpRules
from announcer.system.clock import Clock

EARLIER = timedelta(minutes=5)
"""How much before our own mark a post may seem to have been made, by the channel's clock."""
UNREADABLE = timedelta(minutes=5)
AT_ONCE = 20
"""How many announcements one round sweeps, or looks up, at most."""


class Reconciler:
    """Takes care of what is under way or in doubt, for one account of one channel.

    `jitter` gives numbers from 0 up to 1, for the jitter; `worker` is this process's name in the history.
    """

    def __init__(
        self,
        store: PumpStore,
        channel: Channel,
        clock: Clock,
        *,
        rules: PumpRules,
        worker: str,
        jitter: Callable[[], float],
    ) -> None:
        self._store = store
        self._channel = channel
        self._clock = clock
        self._rules = rules
        self._worker = worker
        self._jitter = jitter

    # -- what others left lying ------------------------------------------------------------------------------------

    def sweep(self) -> None:
        """Take announcements from workers whose lease has ended: back to the queue, or into doubt."""
        for queued in self._store.expired_leases(AT_ONCE):
            if queued.state is State.SENDING:
                self._orphan(queued)
            else:
                self._release(queued)

    def _release(self, queued: Queued) -> None:
        """Claimed or uploaded, and the lease has ended: certainly not sent."""
        self._move(queued, lifecycle.RELEASE, f"the lease of {queued.owner} ended", effects=Effects(refund=True))

    def _orphan(self, queued: Queued) -> None:
        """Sending, and the lease has ended: perhaps sent, so never back to the queue."""
        evidence = f"{queued.owner} was stopped while sending"
        self._move(queued, lifecycle.ORPHAN, evidence, changes=self._in_doubt(evidence))

    def expire_overdue(self) -> None:
        """Ask a person again about what is long overdue, and call off what has expired."""
        before = self._store.now() - self._rules.late_after
        for queued in self._store.expired(self._channel.name, self._channel.account, AT_ONCE):
            self._move(queued, lifecycle.EXPIRE, f"expired at {queued.expires_at}")
        for queued in self._store.overdue(self._channel.name, self._channel.account, before, AT_ONCE):
            self._move(queued, lifecycle.OVERDUE, f"its time was {queued.slot_at}")

    # -- what is in doubt ------------------------------------------------------------------------------------------

    def reconcile(self) -> None:
        """Look up the announcements whose outcome is unknown and whose time to look has come."""
        for queued in self._store.due_for_lookup(self._channel.name, self._channel.account, AT_ONCE):
            self._look_up(queued)

    def _look_up(self, queued: Queued) -> None:
        since = (queued.first_send_at or queued.created_at) - EARLIER
        try:
            receipt = self._channel.find(self._store.post_of(queued), since)
        except Exception as error:  # noqa: BLE001 (whatever it was, it says nothing about the post)
            self._not_read(queued, error)
            return
        point("find.after_call")
        if receipt:
            self._found(queued, receipt)
        else:
            self._missed(queued)

    def _found(self, queued: Queued, receipt: Receipt) -> None:
        """Unknown, and it is there."""
        try:
            self._move(
                queued,
                lifecycle.FIND,
                f"found at {receipt.url}",
                changes={"receipt": receipt, "posted_at": self._store.now()},
            )
        except ReceiptTakenError as error:
            self._move(queued, lifecycle.MISS, str(error), changes={"check_at": None, "evidence": str(error)})

    def _missed(self, queued: Queued) -> None:
        """Unknown, and a clean look did not find it: look again later, or send it again if the site wants that."""
        now = self._store.now()
        misses, missing_at = queued.misses + 1, queued.missing_at or now
        if self._may_resend(queued) and self._rules.looking.surely_missing(now, missing_at, misses):
            self._move(
                queued,
                lifecycle.RESEND,
                f"not there after {misses} looks",
                changes={"due_at": now, "misses": 0, "missing_at": None, "check_at": None},
            )
            return
        check_at = self._rules.looking.next_look(now, queued.unknown_at or now, misses)
        changes: Changes = {"misses": misses, "missing_at": missing_at, "check_at": check_at}
        self._move(queued, lifecycle.MISS, f"not there, look {misses}", changes=changes)

    def _may_resend(self, queued: Queued) -> bool:
        return self._rules.policy is UnknownPolicy.RESEND and not queued.duplicate

    def _not_read(self, queued: Queued, error: Exception) -> None:
        """Unknown, and the channel could not be read: look again, without counting it as a miss."""
        check_at = self._store.now() + min(UNREADABLE, self._rules.looking.waits[-1])
        self._move(queued, lifecycle.MISS, f"could not look: {error}", changes={"check_at": check_at})
        if isinstance(error, ChannelPausedError):
            self._store.set_pause(queued.channel, queued.account, error.reason, actor=self._worker)

    def _in_doubt(self, evidence: str) -> Changes:
        now = self._store.now()
        return {
            "unknown_at": now,
            "check_at": self._rules.looking.next_look(now, now, 0),
            "missing_at": None,
            "misses": 0,
            "evidence": evidence[:2000],
        }

    def _move(
        self,
        queued: Queued,
        move: lifecycle.Move,
        detail: str = "",
        *,
        changes: Changes | None = None,
        effects: Effects | None = None,
    ) -> Queued | None:
        return self._store.move(
            queued, move, actor=self._worker, detail=detail, changes=changes, effects=effects or Effects()
        )
