"""What taking a person's last step back asks of the store; tests/services/test_undoing.py checks it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from announcer.core.posting.queued import Event, Queued


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a person does to one announcement. `command` is the same for all the steps of one command."""

    name: str
    actor: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotRow:
    """A slot as the store keeps it; see `TakenSlot`."""

    key: str
    at: datetime
    department: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """A person's last step with an announcement, and how the announcement was before it.

    `now` is the announcement as it is, `since` what happened to it after the step; a slot that the planner gave,
    notes and answers to the checklist are left out.
    """

    step: Step
    done_at: datetime
    was: Queued
    slots: tuple[SlotRow, ...]
    now: Queued
    since: tuple[Event, ...]


class UndoStore(Protocol):
    """What taking a person's step back needs."""

    def undoable(self, queued: Queued, step: Step, change: Callable[[], Queued | None]) -> Queued | None:
        """Carry out `change`, which calls this store, and keep how the announcement was before: both, or neither.

        Only the last step with each announcement is kept. Returns, or raises, what `change` does.
        """

    def kept_step(self, announcement: str) -> Undoable | None:
        """Return the last step that was kept of the announcement."""

    def kept_steps(self, command: str) -> Sequence[Undoable]:
        """Return the steps of that command that were kept and are still the last with their announcements."""

    def last_command(self, actor: str) -> tuple[str, Event | None]:
        """Return the command that wrote the last line of history of that person, and that line.

        The command is empty where it was none that can be undone.
        """

    def undo(self, steps: Sequence[Undoable], *, actor: str, to_review: Collection[str] = ()) -> Sequence[Queued]:
        """Bring the announcements back to what they were before the steps: all of them, or none.

        Those of the ids `to_review` come back to review instead, unapproved and without a time.

        Raises:
            WrongStateError: one of them is not as it was read, or its slot was given away.
        """
