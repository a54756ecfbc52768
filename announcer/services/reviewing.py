"""What people do with announcements: approve, reject, hold, edit, call off, record where it was posted.

Each step is whole, whoever calls it: all is checked before anything is changed, the change is one transaction of
the store's, and what must be cleaned up is cleaned up afterwards.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from announcer.core.planning.slots import Slot
from announcer.core.posting import lifecycle
from announcer.core.posting.lifecycle import HOLDABLE, Move, State
from announcer.core.posting.policies import Approval
from announcer.core.posting.queued import NewAnnouncement, Queued
from announcer.core.posts.cost import PostPrices
from announcer.core.posts.post import Receipt
from announcer.errors import StoreConflictError, UsageError, WrongStateError
from announcer.ports.channels import ChannelRules
from announcer.ports.store import Changes, Edit, Store
from announcer.services.editing import check_edit, priced
from announcer.services.planning import NO_TIMES, Planner
from announcer.services.ready_folders import NoFolders, ReadyFolders, clear_one

SHORTEST_DIGEST = 8
"""So many characters of a digest are enough to say which content somebody saw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRules:
    """How a site reviews. With `four_eyes` nobody approves what they edited last.

    `prices` are those of the channels that charge for posts, by the channel's name.
    """

    approval: Approval = Approval.REQUIRED
    four_eyes: bool = False
    prices: Mapping[str, PostPrices] = field(default_factory=dict)


class Review:
    """People's part in an announcement's life; every step names who took it.

    Args:
        store: The queue.
        rules: How the site reviews.
        rules_of: Gives what a channel takes, by its name; raises UsageError where there is none.
        planner_of: Gives the planner of the account that an announcement is for; without it there are no posting
            times, so that what is approved waits.
        ready: Where announcements are laid out for people; without it, nowhere.
    """

    def __init__(
        self,
        store: Store,
        rules: ReviewRules,
        *,
        rules_of: Callable[[str], ChannelRules],
        planner_of: Callable[[Queued], Planner] | None = None,
        ready: ReadyFolders | None = None,
    ) -> None:
        self._store = store
        self._rules = rules
        self._rules_of = rules_of
        self._planner_of = planner_of or self._planner_without_times
        self._ready = ready or NoFolders()

    def _planner_without_times(self, queued: Queued) -> Planner:
        return Planner(self._store, NO_TIMES, channel=queued.channel, account=queued.account)

    def receive(self, new: NewAnnouncement, *, actor: str) -> bool:
        """Put an announcement into review; False where it is in the queue already.

        Where the site approves automatically it is approved at once, unless a finding holds it or its record has a
        note for editors, which a person must have read first.
        """
        added = self._store.add(new, state=State.IN_REVIEW, actor=actor)
        if added and self._rules.approval is Approval.AUTOMATIC and not (new.held or new.note):
            self._approve(self._store.get(new.id), None, "automatic")
        return added

    def approve(
        self,
        announcement: str,
        *,
        actor: str,
        seen: str | None = None,
        at: datetime | None = None,
        at_once: bool = False,
    ) -> Queued:
        """Approve what was seen, and give it its time; return it as it then is.

        `seen` is the digest of what somebody looked at, or its beginning: only those bytes will be sent. None
        approves what is stored now. `at` is a local time, without a zone, at which it is to go out, `at_once` the
        next possible moment; without either it gets the next free slot of the posting times, or waits for one.

        Raises:
            UsageError: `seen` is too short, or the time cannot be had; see `Planner.slot_at`.
            WrongStateError: it is not in review, is held, was changed since it was seen, or was last edited by the
                same person where two are needed; or the time is taken.
        """
        if at and at_once:
            raise UsageError("a time and 'at once' do not go together", hint="leave one of them out")
        queued = self._store.get(announcement)
        self._check_approval(queued, actor, seen)
        planner = self._planner_of(queued)
        slot = planner.slot_at(queued, at) if at else planner.slot_now(queued) if at_once else None
        self._approve(queued, slot, actor)
        if slot is None:
            planner.plan()
        return self._store.get(announcement)

    def _check_approval(self, queued: Queued, actor: str, seen: str | None) -> None:
        if seen is not None and len(seen) < SHORTEST_DIGEST:
            raise UsageError(f"{seen!r} is too short: give at least {SHORTEST_DIGEST} characters of the digest")
        if seen is not None and not queued.digest.startswith(seen.lower()):
            raise WrongStateError(
                f"{queued.id}: it was changed since you looked", hint="look at it again", step="show"
            )
        if queued.held:
            hint = "let it go on when that is settled"
            raise WrongStateError(f"{queued.id}: it is held: {queued.held}", hint=hint, step="resume")
        if self._rules.four_eyes and queued.edited_by == actor:
            raise WrongStateError(f"{queued.id}: you edited it last", hint="somebody else must approve it")

    def _approve(self, queued: Queued, slot: Slot | None, actor: str) -> Queued:
        changes: Changes = {
            "approved_by": actor,
            "approved_digest": queued.digest,
            "approved_at": self._store.now(),
            "attempts": 0,
            "delays": 0,
        }
        if slot is None:
            return self._move(queued, lifecycle.APPROVE, actor, queued.digest, changes)
        try:
            approved = self._store.approve_at(queued, key=slot.key, at=slot.at, actor=actor, changes=changes)
        except StoreConflictError:
            message = f"{queued.id}: {slot.key} is taken"
            raise WrongStateError(message, hint="choose another time", step="calendar") from None
        return _unchanged(queued, approved)

    def reject(self, announcement: str, *, actor: str, reason: str = "") -> Queued:
        """Turn it down; an edit brings it back."""
        return self._move(self._store.get(announcement), lifecycle.REJECT, actor, reason)

    def cancel(self, announcement: str, *, actor: str, reason: str = "") -> Queued:
        """Call it off for good, and take away what was laid out of it; too late where it is being sent."""
        return self._move_away(announcement, lifecycle.CANCEL, actor, reason)

    def hold(self, announcement: str, *, actor: str, reason: str) -> Queued:
        """Keep it back where it stands, and take away what was laid out of it; its approval stays good.

        Raises:
            WrongStateError: it is too late to hold it.
        """
        queued = self._store.get(announcement)
        if queued.state not in HOLDABLE:
            raise WrongStateError(f"{announcement}: it is {queued.state.value}, which cannot be held")
        held = _unchanged(queued, self._store.set_held(queued, reason or "held", actor=actor))
        clear_one(self._store, self._ready, announcement)
        return held

    def resume(self, announcement: str, *, actor: str) -> Queued:
        """Let it go on from where it was held; a finding that held it is overruled."""
        queued = self._store.get(announcement)
        if not queued.held:
            raise WrongStateError(f"{announcement}: it is not held")
        return _unchanged(queued, self._store.set_held(queued, "", actor=actor))

    def edit(self, announcement: str, edit: Edit, *, actor: str, anyway: bool = False) -> Queued:
        """Change the content, and with it the estimated cost; take away what was laid out of it.

        The approval is gone and it is in review again. `anyway` overrules what a person may judge.

        Raises:
            UsageError: the edit cannot be posted, or needs `anyway`; see `check_edit`.
            WrongStateError: it can be edited no longer.
        """
        queued = self._store.get(announcement)
        check_edit(queued, edit, self._rules_of(queued.channel), anyway=anyway)
        prices = self._rules.prices.get(queued.channel)
        if prices:
            edit = priced(queued, edit, prices)
        edited = _unchanged(queued, self._store.edit(queued, edit, actor=actor))
        clear_one(self._store, self._ready, announcement)
        return edited

    def record(self, announcement: str, url: str, *, actor: str) -> Queued:
        """Record where it was posted, by hand or by a sending whose outcome was unknown; clear what was laid out.

        Raises:
            UsageError: `url` is not a web address.
            ReceiptTakenError: the post is recorded as another announcement's.
        """
        receipt = receipt_of(url)
        changes: Changes = {"receipt": receipt, "posted_at": self._store.now()}
        return self._move_away(announcement, lifecycle.RECORD, actor, receipt.url, changes)

    def send_again(self, announcement: str, *, actor: str) -> Queued:
        """Say that it is not public, so that the approved bytes go out at once.

        Raises:
            WrongStateError: its outcome is not unknown, and it has not failed; or nobody ever approved it.
        """
        queued, now = self._store.get(announcement), self._store.now()
        if not queued.approved_digest:
            raise WrongStateError(f"{announcement}: it is not approved", hint="edit it, and have it approved again")
        changes: Changes = {
            "due_at": now,
            "slot_at": now,
            "attempts": 0,
            "delays": 0,
            "misses": 0,
            "missing_at": None,
            "check_at": None,
            "duplicate": False,
        }
        return self._move(queued, lifecycle.SEND_AGAIN, actor, "a person says it is not there", changes)

    def _move_away(
        self, announcement: str, move: Move, actor: str, detail: str, changes: Changes | None = None
    ) -> Queued:
        """Move it to where nobody is to post it any more."""
        moved = self._move(self._store.get(announcement), move, actor, detail, changes)
        clear_one(self._store, self._ready, announcement)
        return moved

    def _move(
        self, queued: Queued, move: Move, actor: str, detail: str = "", changes: Changes | None = None
    ) -> Queued:
        return _unchanged(queued, self._store.move(queued, move, actor=actor, detail=detail, changes=changes))


def _unchanged(queued: Queued, moved: Queued | None) -> Queued:
    """Return the announcement that was moved, where nobody else had changed it meanwhile."""
    if moved is None:
        hint = "look at it again"
        raise WrongStateError(f"{queued.id}: somebody changed it just now", hint=hint, step="show")
    return moved


def receipt_of(url: str) -> Receipt:
    """Return the receipt for a post at that address: its id is the path's last number, else the address itself.

    Raises:
        UsageError: it is not a web address.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        hint = "copy the address of the post, such as https://x.com/…"
        raise UsageError(f"{url!r} is not a web address", hint=hint)
    numbers = [piece for piece in parts.path.split("/") if piece.isdecimal()]
    return Receipt(remote_id=numbers[-1] if numbers else url.strip(), url=url.strip())
