"""What people do with announcements: approve, reject, hold, edit, call off, record where it was posted.

Each step is whole, whoever calls it: all is checked before anything is changed, the change is one transaction of
the store's, and what must be cleaned up is cleaned up afterwards.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import uuid4

from announcer.core.planning.slots import Slot
from announcer.core.posting import lifecycle
from announcer.core.posting.lifecycle import ANNOUNCED_TWICE, HOLDABLE, Move, State
from announcer.core.posting.policies import Approval
from announcer.core.posting.queued import NewAnnouncement, Queued
from announcer.core.posts.cost import PostPrices
from announcer.core.posts.post import Receipt, receipt_without_address
from announcer.errors import StoreConflictError, UsageError, WrongStateError
from announcer.ports.channels import ChannelRules
from announcer.ports.store import Changes, Edit, Store
from announcer.ports.undo_store import Step
from announcer.services.planning import NO_TIMES, Planner
from announcer.services.ready_folders import NoFolders, ReadyFolders, clear_one
from announcer.services.review.editing import check_edit, priced

CHANGES_WANTED = "changes wanted: "
"""How the reason begins for which an announcement is held until somebody has edited it."""

SHORTEST_DIGEST = 8
"""So many characters of a digest are enough to say which content somebody saw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRules:
    """How a site reviews. With `four_eyes` nobody approves what they edited last.

    `prices` are those of the channels that charge for posts, by the channel's name. `objection` gives why an
    announcement must not go out that nobody has seen yet; nothing where it may. For `undo_window` after an approval
    nothing claims it, so that it can be taken back.
    """

    approval: Approval = Approval.REQUIRED
    four_eyes: bool = False
    prices: Mapping[str, PostPrices] = field(default_factory=dict)
    objection: Callable[[Queued], str] = field(default=lambda _queued: "")
    undo_window: timedelta = timedelta(0)


class Review:
    """People's part in an announcement's life; every step names who took it.

    Args:
        store: The queue.
        rules: How the site reviews.
        rules_of: Gives what a channel takes, by its name; raises UsageError where there is none.
        planner_of: Gives the planner of the account that an announcement is for; without it there are no posting
            times, so that what is approved waits.
        ready: Where announcements are laid out for people; without it, nowhere.
        command: The command whose steps these are, which are undone together; without it, one of its own.
    """

    def __init__(
        self,
        store: Store,
        rules: ReviewRules,
        *,
        rules_of: Callable[[str], ChannelRules],
        planner_of: Callable[[Queued], Planner] | None = None,
        ready: ReadyFolders | None = None,
        command: str = "",
    ) -> None:
        self._store = store
        self._command = command or uuid4().hex
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
            queued = self._store.get(new.id)
            self._move(queued, lifecycle.APPROVE, "automatic", queued.digest, self._approval(queued, "automatic"))
        return added

    def approve(
        self,
        announcement: str,
        *,
        actor: str,
        seen: str | None = None,
        at: datetime | None = None,
        at_once: bool = False,
        despite_cool_down: bool = False,
    ) -> Queued:
        """Approve what was seen, and give it its time; return it as it then is.

        `seen` is the digest of what somebody looked at, or its beginning: only those bytes will be sent. None
        approves what is stored now. `at` is a local time, without a zone, at which it is to go out, `at_once` the
        next possible moment; without either it gets the next free slot of the posting times, or waits for one.
        `despite_cool_down` lets a time of choice lie within the cool-down of the publication.

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
        bound = self._bound(queued)
        if at:
            slot: Slot | None = planner.slot_at(bound, at, despite_cool_down=despite_cool_down)
        else:
            slot = planner.slot_now(bound, despite_cool_down=despite_cool_down) if at_once else None
        self._approve(bound, slot, actor)
        if slot is None:
            planner.plan()
        return self._store.get(announcement)

    def approve_for(self, queued: Queued, slot: Slot | None, *, actor: str) -> Queued:
        """Approve the announcement as it was read, for that slot or, without one, for the next that is free.

        Raises:
            WrongStateError: as for `approve`, or the slot was taken meanwhile.
        """
        self._check_approval(self._store.get(queued.id), actor, queued.digest)
        return self._approve(self._bound(queued), slot, actor)

    def _check_approval(self, queued: Queued, actor: str, seen: str | None) -> None:
        _check_seen(queued, seen)
        if queued.held:
            hint = "let it go on when that is settled"
            raise WrongStateError(f"{queued.id}: it is held: {queued.held}", hint=hint, step="resume")
        if objection := self._rules.objection(queued):
            hint = "read the list of retractions once more, which holds it; then let it go on, or call it off"
            raise WrongStateError(f"{queued.id}: {objection}", hint=hint, step="retractions")
        if self._rules.four_eyes and queued.edited_by == actor:
            raise WrongStateError(f"{queued.id}: you edited it last", hint="somebody else must approve it")

    def _approve(self, queued: Queued, slot: Slot | None, actor: str) -> Queued:
        changes = self._approval(queued, actor)
        if slot is None:
            return self._step(queued, lifecycle.APPROVE, actor, queued.digest, changes)
        try:
            return self._undoable(
                queued,
                lifecycle.APPROVE.name,
                actor,
                lambda: self._store.approve_at(queued, key=slot.key, at=slot.at, actor=actor, changes=changes),
            )
        except StoreConflictError:
            message = f"{queued.id}: {slot.key} is taken"
            raise WrongStateError(message, hint="choose another time", step="calendar") from None

    def _approval(self, queued: Queued, actor: str) -> Changes:
        return {
            "approved_by": actor,
            "approved_digest": queued.digest,
            "approved_at": self._store.now(),
            "undo_until": queued.undo_until,
            "attempts": 0,
            "delays": 0,
        }

    def _bound(self, queued: Queued) -> Queued:
        """Return the announcement with the time until which an approval that is given now can be taken back."""
        window = self._rules.undo_window
        return replace(queued, undo_until=self._store.now() + window if window else None)

    def reject(self, announcement: str, *, actor: str, reason: str = "") -> Queued:
        """Turn it down; an edit brings it back."""
        return self._step(self._store.get(announcement), lifecycle.REJECT, actor, reason)

    def cancel(self, announcement: str, *, actor: str, reason: str = "") -> Queued:
        """Call it off, and take away what was laid out of it; too late where it is being sent."""
        return self._step_away(announcement, lifecycle.CANCEL, actor, reason)

    def unapprove(self, announcement: str, *, actor: str, reason: str = "") -> Queued:
        """Bring what is approved back to review, whoever approved it; the text stays, the slot is free again."""
        return self._step_away(announcement, lifecycle.UNAPPROVE, actor, reason)

    def hold(self, announcement: str, *, actor: str, reason: str) -> Queued:
        """Keep it back where it stands, and take away what was laid out of it; its approval stays good.

        Raises:
            WrongStateError: it is too late to hold it.
        """
        queued = self._store.get(announcement)
        if queued.state not in HOLDABLE:
            problem = f"{announcement}: it is {queued.state.value.replace('_', ' ')} already, and cannot be held"
            ready = queued.state is State.READY
            hint = "take it back to review; what was laid out of it goes then" if ready else ""
            raise WrongStateError(problem, hint=hint, step="unapprove" if ready else "")
        held = self._undoable(
            queued, "hold", actor, lambda: self._store.set_held(queued, reason or "held", actor=actor)
        )
        clear_one(self._store, self._ready, announcement)
        return held

    def resume(self, announcement: str, *, actor: str) -> Queued:
        """Let it go on from where it was held; a finding that held it is overruled.

        Raises:
            WrongStateError: it is not held; or it was held because its publication has another announcement in its
                language, and that goes on or went out.
        """
        queued = self._store.get(announcement)
        if not queued.held:
            raise WrongStateError(f"{announcement}: it is not held")
        self._refuse_second(queued)
        return self._undoable(queued, "resume", actor, lambda: self._store.set_held(queued, "", actor=actor))

    def edit(
        self,
        announcement: str,
        edit: Edit,
        *,
        actor: str,
        anyway: bool = False,
        seen: str | None = None,
        settles_changes: bool = False,
    ) -> Queued:
        """Change the content, and with it the estimated cost; take away what was laid out of it.

        The approval is gone and it is in review again. `anyway` overrules what a person may judge. `seen` is the
        digest of what the edit was made from, or its beginning. With `settles_changes`, what was held for changes
        that somebody wanted is so no longer.

        Raises:
            UsageError: the edit cannot be posted, or needs `anyway`; see `check_edit`.
            WrongStateError: it can be edited no longer, or was changed since it was seen.
        """
        queued = self._store.get(announcement)
        _check_seen(queued, seen)
        check_edit(queued, edit, self._rules_of(queued.channel), anyway=anyway)
        prices = self._rules.prices.get(queued.channel)
        if prices:
            edit = priced(queued, edit, prices)
        edited = self._undoable(
            queued, lifecycle.EDIT.name, actor, lambda: self._store.edit(queued, edit, actor=actor)
        )
        clear_one(self._store, self._ready, announcement)
        if settles_changes and edited.held.startswith(CHANGES_WANTED):
            edited = self._store.set_held(edited, "", actor=actor) or self._store.get(announcement)
        return edited

    def record(self, announcement: str, url: str, *, actor: str) -> Queued:
        """Record where it was posted, by hand or by a sending whose outcome was unknown; clear what was laid out.

        Of what was said to be posted, the address is added; when it was posted stays.

        Raises:
            UsageError: no post of the channel's network can have that address.
            ReceiptTakenError: the post is recorded as another announcement's.
        """
        queued = self._store.get(announcement)
        receipt = receipt_of(url, self._rules_of(queued.channel))
        if queued.lacks_address:
            return self._step(queued, lifecycle.GIVE_ADDRESS, actor, receipt.url, {"receipt": receipt})
        changes: Changes = {"receipt": receipt, "posted_at": self._store.now()}
        return self._step_away(announcement, lifecycle.RECORD, actor, receipt.url, changes)

    def say_posted(self, announcement: str, *, actor: str) -> Queued:
        """Write down that somebody posted it by hand, its address to be given later by `record`.

        From then on nobody is asked to post it any more, and what was laid out of it is gone.

        Raises:
            WrongStateError: it does not lie ready to be posted by hand.
        """
        queued = self._store.get(announcement)
        if queued.state is not State.READY:
            state = queued.state.value.replace("_", " ")
            message = f"{queued.id}: it is {state}, and only what lies ready can be said to be posted"
            raise WrongStateError(message, hint="give the address of the post", step="posted")
        changes: Changes = {"receipt": receipt_without_address(queued.id), "posted_at": self._store.now()}
        return self._step_away(announcement, lifecycle.SAY_POSTED, actor, "", changes)

    def note(self, announcement: str, text: str, *, actor: str) -> Queued:
        """Write a note for colleagues into its history.

        Raises:
            UsageError: there is nothing in it.
        """
        queued = self._store.get(announcement)
        words = " ".join(text.split())
        if not words:
            raise UsageError("the note is empty", hint="say what colleagues should know")
        self._store.note(queued, "note", actor=actor, detail=words)
        return queued

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

    def _step_away(
        self, announcement: str, move: Move, actor: str, detail: str, changes: Changes | None = None
    ) -> Queued:
        """Move it to where nobody is to post it any more."""
        moved = self._step(self._store.get(announcement), move, actor, detail, changes)
        clear_one(self._store, self._ready, announcement)
        return moved

    def _step(
        self, queued: Queued, move: Move, actor: str, detail: str = "", changes: Changes | None = None
    ) -> Queued:
        """Move it so that the person can take that back."""
        return self._undoable(
            queued,
            move.name,
            actor,
            lambda: self._store.move(queued, move, actor=actor, detail=detail, changes=changes),
        )

    def _refuse_second(self, queued: Queued) -> None:
        if ANNOUNCED_TWICE not in queued.held:
            return
        for other in self._store.announced(queued.publication):
            goes_on = not other.held and other.state not in (State.REJECTED, State.CANCELLED, State.FAILED)
            if other.id != queued.id and other.language == queued.language and goes_on:
                state = other.state.value.replace("_", " ")
                words = f"{queued.id}: the same publication is announced by {other.id}, which is {state}"
                raise WrongStateError(words, hint="call one of the two off", step="cancel")

    def _undoable(self, queued: Queued, name: str, actor: str, change: Callable[[], Queued | None]) -> Queued:
        step = Step(name=name, actor=actor, command=self._command)
        return unchanged(queued, self._store.undoable(queued, step, change))

    def _move(
        self, queued: Queued, move: Move, actor: str, detail: str = "", changes: Changes | None = None
    ) -> Queued:
        return unchanged(queued, self._store.move(queued, move, actor=actor, detail=detail, changes=changes))


def unchanged(queued: Queued, moved: Queued | None) -> Queued:
    """Return the announcement that was moved.

    Raises:
        WrongStateError: somebody else had changed it meanwhile.
    """
    if moved is None:
        hint = "look at it again"
        raise WrongStateError(f"{queued.id}: somebody changed it just now", hint=hint, step="show")
    return moved


def _check_seen(queued: Queued, seen: str | None) -> None:
    """Refuse to go on where `seen`, a digest or its beginning, is not that of the announcement."""
    if seen is not None and len(seen) < SHORTEST_DIGEST:
        raise UsageError(f"{seen!r} is too short: give at least {SHORTEST_DIGEST} characters of the digest")
    if seen is not None and not queued.digest.startswith(seen.lower()):
        raise WrongStateError(f"{queued.id}: it was changed since you looked", hint="look at it again", step="show")


def receipt_of(url: str, rules: ChannelRules) -> Receipt:
    """Return the receipt for the post at that address, as the channel's network writes them.

    Raises:
        UsageError: no post of the network can have it.
    """
    receipt = rules.receipt(url)
    if receipt is None:
        hint = f"copy the address of the post, such as {rules.example}"
        raise UsageError(f"{url!r} is not the address of a post on {rules.title}", hint=hint)
    return receipt
