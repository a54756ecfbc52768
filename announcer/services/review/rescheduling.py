"""Give approved announcements another time: one of choice, the next free one, or that of another announcement."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from announcer.core.planning.slots import Slot
from announcer.core.posting.lifecycle import RESCHEDULE, State
from announcer.core.posting.queued import Queued
from announcer.errors import StoreConflictError, UsageError, WrongStateError
from announcer.ports.store import Store
from announcer.ports.undo_store import Step
from announcer.services.planning import Planner
from announcer.services.review.reviewing import unchanged

SWAP = "swap"
"""The name of a swap's two steps, which are only undone together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescheduling:
    """Another time for what is approved; text and approval stay.

    Args:
        store: The queue.
        planner_of: Gives the planner of the account that an announcement is for.
        command: The command whose steps these are, which are undone together.
    """

    store: Store
    planner_of: Callable[[Queued], Planner]
    command: str = field(default_factory=lambda: uuid4().hex)

    def move_to(self, announcement: str, at: datetime, *, actor: str, despite_cool_down: bool = False) -> Queued:
        """Let it go out at that local time, which has no zone; raises as `Planner.slot_at` does.

        Raises:
            WrongStateError: it is not approved, or is being sent.
        """
        queued = self._scheduled(announcement)
        slot = self.planner_of(queued).slot_at(queued, at, despite_cool_down=despite_cool_down)
        return self._give(queued, slot, actor)

    def move_up(self, announcement: str, *, actor: str) -> Queued:
        """Let it go out at the next free posting time; raises as `Planner.next_slot` does.

        Raises:
            WrongStateError: it is not approved, or is being sent.
        """
        queued = self._scheduled(announcement)
        return self._give(queued, self.planner_of(queued).next_slot(queued), actor)

    def _give(self, queued: Queued, slot: Slot, actor: str) -> Queued:
        step = Step(name=RESCHEDULE.name, actor=actor, command=self.command)
        try:
            moved = self.store.undoable(
                queued, step, lambda: self.store.reschedule(queued, key=slot.key, at=slot.at, actor=actor)
            )
        except StoreConflictError:
            message = f"{queued.id}: {slot.key} is taken"
            raise WrongStateError(message, hint="choose another time", step="calendar") from None
        return unchanged(queued, moved)

    def swap(self, announcement: str, other: str, *, actor: str) -> tuple[Queued, Queued]:
        """Let two announcements of one account have each other's time.

        Raises:
            UsageError: they are one, or for two accounts; or an embargo, an expiry or a cool-down forbids it.
            WrongStateError: one of them has no time, or it has come already.
        """
        one, two = self._scheduled(announcement), self._scheduled(other)
        if one.id == two.id or (one.channel, one.account) != (two.channel, two.account):
            raise UsageError(f"{one.id} and {two.id}: only two announcements of one account can be swapped")
        for each, time_of in ((one, two), (two, one)):
            self._check_swap(each, time_of)
        step = Step(name=SWAP, actor=actor, command=self.command)

        def exchange() -> Queued | None:
            swapped = self.store.swap(one, two, actor=actor)
            return swapped and swapped[0]

        unchanged(one, self.store.undoable(one, step, lambda: self.store.undoable(two, step, exchange)))
        return self.store.get(one.id), self.store.get(two.id)

    def _check_swap(self, queued: Queued, other: Queued) -> None:
        if other.slot_at is None or other.slot_at <= self.store.now() or other.due_at != other.slot_at:
            raise WrongStateError(
                f"{other.id}: it has no time to give away, or that has come already",
                hint="look at the calendar",
                step="calendar",
            )
        if not self.planner_of(queued).may_go_at(queued, other.slot_at):
            raise UsageError(
                f"{queued.id}: its embargo, its expiry or the cool-down does not allow the other's time"
            )

    def _scheduled(self, announcement: str) -> Queued:
        queued = self.store.get(announcement)
        if queued.state is State.IN_REVIEW:
            hint = "approve it for that time"
            raise WrongStateError(f"{queued.id}: it is in review, so it has no time yet", hint=hint, step="approve")
        if queued.state is not State.SCHEDULED:
            state = queued.state.value.replace("_", " ")
            raise WrongStateError(
                f"{queued.id}: it is {state}, so it cannot be rescheduled", hint="look at it", step="show"
            )
        return queued
