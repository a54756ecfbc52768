"""The seam between use cases and the store; tests/contracts/test_stores.py checks every rule on each database.

Every method is one transaction: it happens wholly and durably, or not at all. Times are aware and in UTC.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypedDict

from announcer.core.posting.lifecycle import Move, State
from announcer.core.posting.queued import Budget, Event, NewAnnouncement, Overview, Pace, Queued, TakenSlot, Waiting
from announcer.core.posts.post import Media, Post, Receipt


class Changes(TypedDict, total=False):
    """What a move writes beside the state; what is left out stays as it is."""

    held: str
    due_at: datetime | None
    slot_at: datetime | None
    approved_by: str
    approved_digest: str
    approved_at: datetime | None
    attempts: int
    delays: int
    media_failures: int
    media: Media | None
    first_send_at: datetime | None
    send_started_at: datetime | None
    unknown_at: datetime | None
    check_at: datetime | None
    missing_at: datetime | None
    misses: int
    evidence: str
    duplicate: bool
    receipt: Receipt
    posted_at: datetime | None
    reminded_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What a move does to the account besides, in the same transaction.

    `refund` gives back what the claim charged to the budgets, for nothing was posted; `pause` stops the account for
    that reason; `hold_off` keeps it quiet until then.
    """

    refund: bool = False
    pause: str = ""
    hold_off: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTerms:
    """Who claims, for which account, for how long, and within which bounds."""

    channel: str
    account: str
    worker: str
    lease: timedelta
    gap: timedelta = timedelta(0)
    budgets: tuple[Budget, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """New content; None leaves a part as it is. An empty `card` takes the card away.

    `cost` is what posting it costs with that content, in millionths of the currency.
    """

    text: str | None = None
    link: str | None = None
    alt_text: str | None = None
    card: bytes | None = None
    card_type: str | None = None
    cost: int | None = None


class Moving(Protocol):
    """Reading one announcement and moving it on."""

    def now(self) -> datetime:
        """Return the time the store goes by; where several machines share it, it is the database's own."""

    def get(self, announcement: str) -> Queued:
        """Return the announcement.

        Raises:
            UnknownAnnouncementError: there is none of that id.
        """

    def move(
        self,
        queued: Queued,
        move: Move,
        *,
        actor: str,
        detail: str = "",
        changes: Changes | None = None,
        effects: Effects = Effects(),
    ) -> Queued | None:
        """Move it from the state it was read in to `move.target`, with a line of history; return it as it then is.

        None, and nothing is changed, where its state, token or revision is no longer that of `queued`. Leaving the
        leased states, entering or leaving `unknown` gives it a new token, so that nobody can act on an old reading.

        Raises:
            WrongStateError: the move does not start from the state of `queued`.
            ReceiptTakenError: the receipt is another announcement's.
        """


class PumpStore(Moving, Protocol):
    """What the pump needs."""

    def claim(self, terms: ClaimTerms) -> Queued | None:
        """Lease the announcement that is due longest, charge it to the budgets and start the gap after it.

        Never one that is held, before its embargo's end or past its expiry. None where nothing is due, or the
        account is paused, in its gap, or has a budget used up. Any number of workers may ask at once: nothing
        is leased twice, and no budget is overdrawn.
        """

    def post_of(self, queued: Queued) -> Post:
        """Return what would be sent, as stored now."""

    def expired_leases(self, limit: int) -> Sequence[Queued]:
        """Return announcements whose lease has ended, of every channel, the longest first."""

    def end_all_leases(self) -> int:
        """End every lease at once; only for the sole user of the store, at its start. Return how many."""

    def due_for_lookup(self, channel: str, account: str, limit: int) -> Sequence[Queued]:
        """Return announcements with unknown outcome that it is time to look up."""

    def overdue(self, channel: str, account: str, before: datetime, limit: int) -> Sequence[Queued]:
        """Return scheduled announcements whose slot lies before that time, none of them held."""

    def expired(self, channel: str, account: str, limit: int) -> Sequence[Queued]:
        """Return scheduled announcements that have expired."""

    def pace(self, channel: str, account: str) -> Pace:
        """Return whether and from when on the account takes posts."""

    def set_pause(self, channel: str, account: str, reason: str, *, actor: str) -> None:
        """Pause the account for that reason, or let it go on where the reason is empty; with a line of history."""

    def record_heartbeat(self, worker: str) -> None:
        """Write down that the worker is alive."""


class ReviewStore(Moving, Protocol):
    """What people's commands need."""

    def add(self, new: NewAnnouncement, *, state: State, actor: str) -> bool:
        """Put an announcement into the queue; False, and nothing is changed, where it is there already.

        It is there already where the same publication, channel, account, language and round are.

        Raises:
            StoreConflictError: another publication's announcement has the same id.
        """

    def register(self, uid: str, *, title: str, record: str, source: str) -> bool:
        """Register a publication, without announcing it; False where it is known already."""

    def is_registered(self, uid: str) -> bool:
        """Return whether the publication is registered."""

    def record(self, uid: str) -> str:
        """Return the publication's record as it was registered; nothing where it is not known."""

    def announced(self, uid: str) -> Sequence[Queued]:
        """Return every announcement of the publication, whatever its state, in the order of rounds."""

    def note(self, queued: Queued, name: str, *, actor: str, detail: str) -> None:
        """Write a line into its history; nothing else changes."""

    def edit(self, queued: Queued, edit: Edit, *, actor: str) -> Queued | None:
        """Change the content; the approval and the coming slot are gone. None as for `move`."""

    def set_held(self, queued: Queued, reason: str, *, actor: str) -> Queued | None:
        """Hold it back for that reason, or let it go on where the reason is empty. None as for `move`."""

    def card(self, digest: str) -> bytes:
        """Return the card of that digest; nothing where the digest is empty."""

    def listing(
        self, states: Sequence[State] = (), *, channel: str = "", limit: int = 50, after: Queued | None = None
    ) -> Sequence[Queued]:
        """Return announcements, the newest first; the page after that of which `after` was the last."""

    def history(self, announcement: str = "", *, limit: int = 200) -> Sequence[Event]:
        """Return what happened to the announcement, or to the whole queue, the latest last."""

    def unreminded(self, before: datetime, limit: int = 50) -> Sequence[Queued]:
        """Return announcements `ready` since before that time, of which nobody was reminded since either."""

    def mark_reminded(self, queued: Queued) -> None:
        """Write down that somebody was just reminded of it."""


class PlanStore(Moving, Protocol):
    """What planning needs."""

    def taken(self, channel: str, account: str, start: datetime, end: datetime) -> Sequence[TakenSlot]:
        """Return the taken slots from `start` up to but not including `end`, in order."""

    def waiting(self, channel: str, account: str, *, by: datetime, per_department: int) -> Sequence[Waiting]:
        """Return approved announcements without a slot: of each department the first ones by priority and age.

        None whose embargo lasts beyond `by`, or that has expired.
        """

    def last_served(self, channel: str, account: str) -> Mapping[str, datetime]:
        """Return each department's latest slot."""

    def take_slot(self, announcement: str, *, key: str, at: datetime, actor: str) -> bool:
        """Give the slot to the announcement; False where the slot is taken, or it waits no longer."""


class StatusStore(Protocol):
    """What `status` and the daemon's own housekeeping need."""

    def now(self) -> datetime:
        """Return the time the store goes by."""

    def overview(self, windows: Sequence[str]) -> Overview:
        """Return counts by state, pauses and the use of the budgets of those windows."""

    def accounts(self) -> Sequence[tuple[str, str]]:
        """Return the channels and accounts for which approved or doubtful announcements wait."""

    def heartbeats(self) -> Mapping[str, datetime]:
        """Return when each worker was last seen."""

    def prune(self, before: datetime) -> int:
        """Drop what nobody will ask for: budgets not used and workers not seen since; return how many."""


class Store(PumpStore, ReviewStore, PlanStore, StatusStore, Protocol):
    """The whole store."""

    def close(self) -> None:
        """Let go of the file or the connection."""
