"""The seam between use cases and the store; tests/contracts/test_stores*.py check every rule on each database.

Every method is one transaction: it happens wholly and durably, or not at all. Times are aware and in UTC.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypedDict

from announcer.core.posting.lifecycle import Move, State
from announcer.core.posting.queued import (
    Budget,
    Event,
    KeptRecord,
    NewAnnouncement,
    NewPublication,
    Pace,
    Queued,
    ReadRecord,
    TakenSlot,
    Waiting,
)
from announcer.core.posts.post import Media, Post, Receipt
from announcer.core.publications.matching import Identifier, IdentifierKind
from announcer.ports.listing import ListingStore
from announcer.ports.proposal_store import ProposalStore
from announcer.ports.retraction_store import RetractionStore
from announcer.ports.status_store import MonitoringStore, StatusStore
from announcer.ports.undo_store import UndoStore


class Changes(TypedDict, total=False):
    """What a move writes beside the state; what is left out stays as it is."""

    held: str
    retraction: str
    due_at: datetime | None
    slot_at: datetime | None
    approved_by: str
    approved_digest: str
    approved_at: datetime | None
    undo_until: datetime | None
    attempts: int
    delays: int
    media_failures: int
    media: Media | None
    maybe_posted_at: datetime | None
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
    that reason; `hold_off` keeps it quiet until then. `intermediary` counts that something between here and the
    channel answered in its place; for the second in a row the account is stopped for that reason.
    """

    refund: bool = False
    pause: str = ""
    hold_off: datetime | None = None
    intermediary: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPublication:
    """A publication of the store; `record` is what is known of it, as JSON.

    `shared` are the kinds of identifiers by which it was found, and `title` is given where it was found by any.
    """

    uid: str
    record: str
    shared: frozenset[IdentifierKind]
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationUpdate:
    """What a further record of a publication changes.

    `replaces` is the record as the caller read it, `kept` the same where it could not be read and must not be
    lost. `changed` names the fields in words, empty where none has changed. `renewals` are announcements made
    anew, each with the one it takes the place of, as it was read. `retraction` is why nothing of the publication
    may go out any longer, empty where it may. `absorbed` are publications that turn out to be the same.
    """

    publication: NewPublication
    replaces: str
    kept: str = ""
    changed: str = ""
    renewals: tuple[tuple[Queued, NewAnnouncement], ...] = ()
    retraction: str = ""
    absorbed: tuple[KnownPublication, ...] = ()


class Impact(StrEnum):
    """What a changed record meant for an announcement."""

    RENEWED = "renewed"
    """It was made anew; nobody had approved it, or edited it by hand."""
    FLAGGED = "flagged"
    """It stands as it is, with a line in its history."""
    HELD = "held"
    """It is held: the paper was retracted or the like, or is announced twice."""
    PUBLIC = "public"
    """It is posted, and the paper was retracted or the like: a person must decide what becomes of the post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """An announcement after a change of its publication's record, and the state it was in before."""

    announcement: Queued
    was: State
    impact: Impact


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

        Coming back to review or to the queue, it is held where its paper was retracted since.
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

        Never one that is held, before its embargo's end, past its expiry, or that may be posted already. None where
        nothing is due, or the account is paused, in its gap, or has a budget used up. Any number of workers may ask
        at once: nothing is leased twice, and no budget is overdrawn.
        """

    def post_of(self, queued: Queued) -> Post:
        """Return what would be sent, as stored now."""

    def expired_leases(self, limit: int) -> Sequence[Queued]:
        """Return announcements whose lease has ended, of every channel, the longest first."""

    def end_all_leases(self) -> int:
        """End every lease at once; only for the sole user of the store, at its start. Return how many."""

    def due_for_lookup(self, channel: str, account: str, limit: int) -> Sequence[Queued]:
        """Return announcements that it is time to look up.

        Their outcome is unknown, or they are due and may be posted already (`Queued.maybe_posted_at`).
        """

    def overdue(self, channel: str, account: str, before: datetime, limit: int) -> Sequence[Queued]:
        """Return scheduled announcements whose slot lies before that time, none of them held."""

    def expired(self, channel: str, account: str, limit: int) -> Sequence[Queued]:
        """Return scheduled announcements that have expired."""

    def pace(self, channel: str, account: str) -> Pace:
        """Return whether and from when on the account takes posts."""

    def set_pause(self, channel: str, account: str, reason: str, *, actor: str) -> None:
        """Pause the account for that reason, or let it go on where the reason is empty; with a line of history."""

    def has_confirmed(self, channel: str, account: str, keys: str) -> bool:
        """Return whether the keys of that digest are known to be the account's."""

    def confirm_keys(self, channel: str, account: str, keys: str) -> None:
        """Write down that the keys of that digest are the account's, as the network said."""

    def record_heartbeat(self, worker: str) -> None:
        """Write down that the worker is alive.

        Raises:
            StoreUnusableError: the store's file is no longer where it was opened.
        """


class ReviewStore(Moving, ListingStore, Protocol):
    """What people's commands need."""

    def add(self, new: NewAnnouncement, *, state: State, actor: str) -> bool:
        """Put an announcement into the queue; False, and nothing is changed, where it is there already.

        It is there already where the same publication, channel, account, language and round are. A publication that
        is not registered yet is, in the same transaction.

        Raises:
            StoreConflictError: another publication's announcement has the same id.
            ChangedMeanwhileError: as for `register`.
        """

    def record(self, uid: str) -> str:
        """Return what is known of the publication, as JSON; nothing where it is not registered."""

    def note(self, queued: Queued, name: str, *, actor: str, detail: str) -> None:
        """Write a line into its history; nothing else changes."""

    def edit(self, queued: Queued, edit: Edit, *, actor: str) -> Queued | None:
        """Change the content; the approval and the coming slot are gone. None as for `move`."""

    def set_held(self, queued: Queued, reason: str, *, actor: str) -> Queued | None:
        """Hold it back for that reason, or let it go on where the reason is empty. None as for `move`.

        Going on settles a retraction, too.
        """

    def card(self, digest: str) -> bytes:
        """Return the card of that digest; nothing where the digest is empty."""

    def history(self, announcement: str = "", *, limit: int = 200) -> Sequence[Event]:
        """Return what happened to the announcement, or to the whole queue, the latest last."""

    def unreminded(self, before: datetime, limit: int = 50) -> Sequence[Queued]:
        """Return announcements `ready` since before that time, of which nobody was reminded since either."""

    def mark_reminded(self, queued: Queued) -> None:
        """Write down that somebody was just reminded of it."""


class CatalogueStore(ReviewStore, ProposalStore, Protocol):
    """What bringing publications in needs."""

    def find(self, identifiers: Collection[Identifier]) -> Sequence[KnownPublication]:
        """Return the publications that have any of the identifiers, the first registered first."""

    def register(self, new: NewPublication) -> bool:
        """Register a publication, without announcing it; False where it is registered already with that record.

        Raises:
            ChangedMeanwhileError: it is registered with another record, or a publication that is not among
                `new.others` has one of its identifiers; nothing is changed.
        """

    def is_registered(self, uid: str) -> bool:
        """Return whether the publication is registered."""

    def unannounced(self, limit: int) -> Sequence[KnownPublication]:
        """Return publications without any announcement, the last registered first; `shared` is empty."""

    def publications(self, *, after: str = "", limit: int) -> Sequence[KnownPublication]:
        """Return the publications in the order of their uids, those after the given one."""

    def sources(self, uid: str) -> Sequence[KeptRecord]:
        """Return every record of the publication that was read, the first read first."""

    def has_read(self, uid: str, read: ReadRecord) -> bool:
        """Return whether a record of the same text was read of the publication before, wherever it came from."""

    def import_position(self, mark: str) -> int:
        """Return how many publications of the file of that mark are in; 0 where nothing was kept of it."""

    def keep_import_position(self, mark: str, done: int) -> None:
        """Write down how many publications of the file of that mark are in."""

    def update(self, update: PublicationUpdate, *, actor: str) -> Sequence[Affected]:
        """Write down what a further record changes, keep that record, and return the announcements it affects.

        Identifiers are only ever added. Where fields have changed, renewals take the place of what they were made
        from, their id and state kept; other announcements that are neither posted nor called off get a line of
        history and stand as they are. A retraction renews nothing. It holds what is in review or scheduled; what
        is claimed, uploaded or ready goes back to scheduled, held; what is being sent, in doubt, failed or
        rejected is held should it come back; what is posted is listed until a person settles it. The announcements
        of absorbed publications become this one's, in further rounds; where both have open ones in a language,
        what of them is in review or scheduled is held, so that a person chooses.

        Raises:
            ChangedMeanwhileError: the publication or an announcement to be renewed is not as it was read.
        """

    def settle_retraction(self, queued: Queued, *, actor: str, detail: str = "") -> bool:
        """Note that a person has decided about a post whose paper was retracted; False where nobody needs to."""

    def note_taken_down(self, queued: Queued, *, actor: str) -> bool:
        """Note that its post was taken down, which settles a retraction; False where that is noted already."""


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

    def approve_at(self, queued: Queued, *, key: str, at: datetime, actor: str, changes: Changes) -> Queued | None:
        """Approve the announcement and give it the slot: both, or neither. None as for `move`.

        Raises:
            StoreConflictError: the slot is taken.
            WrongStateError: it is not in review.
        """

    def reschedule(self, queued: Queued, *, key: str, at: datetime, actor: str) -> Queued | None:
        """Give the announcement that slot in place of its own: both, or neither. Raises as `approve_at` does."""

    def swap(self, one: Queued, other: Queued, *, actor: str) -> tuple[Queued, Queued] | None:
        """Let two announcements of one account have each other's slot and time. None as for `move`."""

    def last_announced(self, queued: Queued) -> datetime | None:
        """Return when the same publication last went, or will go, to the same account in the same language.

        Other announcements of it count, but those that were called off or turned down, or that have failed.
        """

    def posts_used(self, channel: str, account: str, day: date) -> int:
        """Return how many posts of that day's cap are used up."""


class Store(
    PumpStore, CatalogueStore, UndoStore, PlanStore, StatusStore, MonitoringStore, RetractionStore, Protocol
):
    """The whole store."""

    def close(self) -> None:
        """Let go of the file or the connection."""
