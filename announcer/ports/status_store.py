"""What telling how the queue stands, and what goes wrong, needs of the store; tests/contracts check every rule."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from announcer.core.posting.attention import Due, Trouble
from announcer.core.posting.history import LoggedEvent
from announcer.core.posting.queued import Overview, Pace, Queued


class StatusStore(Protocol):
    """What `status` and the daemon's own housekeeping need."""

    def now(self) -> datetime:
        """Return the time the store goes by."""

    def overview(self, windows: Sequence[str]) -> Overview:
        """Return counts by state, pauses and the use of the budgets of those windows."""

    def retracted(self, limit: int) -> Sequence[Queued]:
        """Return announcements whose paper was retracted since, or the like, and about which nobody has decided.

        None that was rejected or called off.
        """

    def kept_back(self, limit: int, *, in_review: bool) -> Sequence[Queued]:
        """Return approved announcements that the program holds, and with `in_review` what a finding holds there.

        None that a person has held, and none for a retraction.
        """

    def returned(self, limit: int) -> Sequence[Queued]:
        """Return announcements that came back to review without a person's doing and are there still."""

    def delayed(self, times: int, limit: int) -> Sequence[Queued]:
        """Return scheduled announcements, none of them held, that the channel has delayed so often."""

    def ready_since(self, before: datetime, limit: int) -> Sequence[Queued]:
        """Return announcements that have lain ready since before that time, the longest first."""

    def due(self) -> Sequence[Due]:
        """Return what could go out now by its own time, of each account that has any."""

    def paces(self) -> Sequence[Pace]:
        """Return the pace of every account that has one."""

    def last_posted(self) -> Mapping[tuple[str, str], datetime]:
        """Return when something was last posted to each channel and account."""

    def accounts(self) -> Sequence[tuple[str, str]]:
        """Return the channels and accounts for which approved or doubtful announcements wait."""

    def heartbeats(self) -> Mapping[str, datetime]:
        """Return when each worker was last seen."""

    def posted_between(self, start: datetime, end: datetime) -> Sequence[Queued]:
        """Return what was posted from `start` up to but not including `end`, in order."""

    def prune(self, before: datetime) -> int:
        """Drop what nobody will ask for: budgets, workers and steps to undo of before that; return how many."""


class MonitoringStore(Protocol):
    """What the daemon writes down of itself, and what it was told and has told."""

    def record_trouble(self, host: str, job: str, message: str) -> None:
        """Write down that the job failed once more on that machine, and why."""

    def clear_trouble(self, host: str, job: str = "") -> None:
        """Forget that the job failed on that machine; every job of it where none is named."""

    def troubles(self, since: datetime) -> Sequence[Trouble]:
        """Return what failed last time, and was seen to fail since."""

    def begin_log(self) -> None:
        """Have the log begin with what comes next, if it has not begun before."""

    def take_events(self, limit: int) -> Sequence[LoggedEvent]:
        """Return the next lines of history that are not logged yet, in order; nobody else is given them."""

    def events_between(self, start: datetime, end: datetime, names: Collection[str]) -> Sequence[LoggedEvent]:
        """Return the lines of those names from `start` up to but not including `end`, in order."""

    def claim_notices(self, target: str, reasons: Collection[str], *, lease: timedelta) -> Sequence[str]:
        """Return which of the reasons are to be told to that target now; for `lease` nobody else is given them.

        It forgets those told an hour ago or longer that are not among `reasons` any more.
        """

    def confirm_notices(self, target: str, reasons: Collection[str], *, again: timedelta) -> None:
        """Write down that the reasons were told just now, and are to be told again after that time."""
