"""Take back the last thing that a person did, where nothing has gone out and nobody has changed it since."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Event, Queued
from announcer.errors import WrongStateError
from announcer.ports.store import Store
from announcer.ports.undo_store import Undoable
from announcer.services.planning import Planner
from announcer.services.ready_folders import NoFolders, ReadyFolders
from announcer.services.review.rescheduling import SWAP


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """An announcement as it is again, and the name of the step that was taken back, such as `cancel`.

    `lost_its_time` says that it came back to review, for the time that it had has passed or is another's now.
    """

    queued: Queued
    step: str
    lost_its_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """Takes steps back.

    An announcement comes back with all that it had: words, card, approval, time. Where it would come back to a time
    that has passed or is another's now, it comes back to review instead, so that it never goes out unasked.

    Args:
        store: The queue.
        planner_of: Gives the planner of the account that an announcement is for.
        ready: Where announcements are laid out for people.
    """

    store: Store
    planner_of: Callable[[Queued], Planner]
    ready: ReadyFolders = field(default_factory=NoFolders)

    def undo_last(self, *, actor: str) -> Sequence[Undone]:
        """Take back the last command of that person, with all the announcements that it changed, or nothing.

        Raises:
            WrongStateError: there is none, it is of a kind that cannot be undone, or one of the announcements was
                changed since.
        """
        command, event = self.store.last_command(actor)
        if event is None:
            raise WrongStateError(f"there is nothing that {actor} has done")
        if not command:
            what = f"{event.name} {event.announcement}".strip()
            hint = "name the announcement whose last step is to be taken back"
            raise WrongStateError(f"the last that {actor} did, {what}, cannot be undone", hint=hint)
        return self._undo(self.store.kept_steps(command), actor)

    def undo(self, announcement: str, *, actor: str) -> Sequence[Undone]:
        """Take back that person's last step with an announcement; of a swap, with both.

        Raises:
            UnknownAnnouncementError: there is none of that id.
            WrongStateError: there is no such step, or the announcement was changed since.
        """
        queued = self.store.get(announcement)
        step = self.store.kept_step(queued.id)
        if step is None:
            raise WrongStateError(f"{queued.id}: there is no step to take back", hint="look at it", step="show")
        return self._undo(self.store.kept_steps(step.step.command) if step.step.name == SWAP else [step], actor)

    def _undo(self, steps: Sequence[Undoable], actor: str) -> Sequence[Undone]:
        problems = [problem for step in steps if (problem := _problem(step, actor))]
        if problems:
            raise WrongStateError("\n".join(problems), hint="look at it", step="show")
        lost = {step.was.id for step in steps if self._has_lost_its_time(step)}
        back = self.store.undo(steps, actor=actor, to_review=lost)
        for queued in back:
            if queued.state is State.READY:
                self.ready.lay_out(self.store.post_of(queued))
        return [
            Undone(queued=queued, step=step.step.name, lost_its_time=queued.id in lost)
            for queued, step in zip(back, steps, strict=True)
        ]

    def _has_lost_its_time(self, step: Undoable) -> bool:
        """Return whether it would come back to a time that is over, or another's."""
        was = step.was
        if was.state is not State.SCHEDULED or was.due_at is None:
            return False
        if was.due_at <= self.store.now():
            return not was.held
        keeps_it = step.now.state is State.SCHEDULED and step.now.due_at == was.due_at
        if keeps_it or step.step.name == SWAP:
            return False
        return not self.planner_of(was).fits(was, was.due_at)


def _problem(step: Undoable, actor: str) -> str:
    """Return why the step cannot be taken back by that person; empty where it can."""
    if step.step.actor != actor:
        return f"{step.was.id}: the last step, {step.step.name}, was {step.step.actor}'s"
    if step.since:
        return f"{step.was.id}: since the {step.step.name} there was {_told(step.since[-1])}"
    return ""


def _told(event: Event) -> str:
    return f"{event.name} by {event.actor}"
