"""How the queue stands: what asks for a person, what comes next, what the month has cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Overview, Queued, TakenSlot
from announcer.ports.store import Store

LISTED = 20
COMING = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueOverview:
    """The queue at a moment, each list its first few.

    `retracted` are announcements whose paper was retracted since, posted or not, until a person has decided.
    `stranded` are channels and accounts that announcements wait for, though the settings have them no longer.
    """

    overview: Overview
    retracted: Sequence[Queued]
    unknown: Sequence[Queued]
    ready: Sequence[Queued]
    failed: Sequence[Queued]
    coming: Sequence[TakenSlot]
    seen: Mapping[str, datetime]
    stranded: Sequence[tuple[str, str]]

    @property
    def person_needed(self) -> bool:
        """Whether somebody should look."""
        return self.overview.person_needed or bool(self.stranded)

    @property
    def last_seen(self) -> datetime | None:
        """When any worker was last seen."""
        return max(self.seen.values(), default=None)


def queue_overview(store: Store, *, accounts: Sequence[tuple[str, str]], windows: Sequence[str]) -> QueueOverview:
    """Return how the queue of these channels and accounts stands, with the budgets of those windows."""
    now = store.now()
    coming = [
        slot
        for channel, account in accounts
        for slot in store.taken(channel, account, now, now + COMING)
        if slot.state is State.SCHEDULED
    ]
    return QueueOverview(
        overview=store.overview(windows),
        retracted=store.retracted(LISTED),
        unknown=store.listing([State.UNKNOWN], limit=LISTED),
        ready=store.listing([State.READY], limit=LISTED),
        failed=store.listing([State.FAILED], limit=LISTED),
        coming=sorted(coming, key=lambda slot: slot.at)[:LISTED],
        seen=store.heartbeats(),
        stranded=[account for account in store.accounts() if account not in accounts],
    )
