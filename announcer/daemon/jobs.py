"""The jobs that are done again and again: take in, plan, post, remind, back up, tidy."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.core.text.plurals import counted
from announcer.errors import AnnouncerError
from announcer.services.backups import Backups
from announcer.services.inbox import AT_ONCE, Inbox
from announcer.services.posting.pump import Pump
from announcer.wiring.site_queue import SiteQueue, worker_name

log = logging.getLogger(__name__)

MOST_AT_ONCE = 100
"""How many posts one round sends to an account at most, where the site asks for no gap between them."""
_WARN_OF = (State.UNKNOWN, State.FAILED)


@dataclass(slots=True)
class Heartbeat:
    """When the last round of posting ended, by a clock that never jumps, and how often each job failed."""

    last: float
    rounds: int = 0
    failures: dict[str, int] = field(default_factory=dict)


class Jobs:
    """The jobs of one process for one site.

    `take` brings files of the inbox into the queue and returns its exit code, negative where it was killed.
    `stopping` says whether the process was asked to stop, so that nothing new is begun; `on_new_keys` is called
    when the keys of an account were changed.
    """

    def __init__(
        self,
        queue: SiteQueue,
        take: Callable[[Sequence[Path]], int],
        *,
        stopping: Callable[[], bool] = lambda: False,
        on_new_keys: Callable[[], None] = lambda: None,
    ) -> None:
        self._queue = queue
        self._take = take
        self._stopping = stopping
        self._on_new_keys = on_new_keys
        self._credentials = queue.credentials_fingerprint()
        self._pumps = queue.pumps()
        self._inbox = Inbox(queue.folder / "queue" / "inbox")
        daemon = queue.settings.daemon
        self._backups = Backups(queue.folder / daemon.backup_folder, keep=daemon.backup_keep)
        self.heartbeat = Heartbeat(last=queue.clock.monotonic())
        self.more_to_take = False
        """Whether the last round of the inbox was ended before all of its files were taken in."""

    def take_in(self) -> None:
        """Bring the inbox's settled files into the queue."""
        self.more_to_take = False
        self._queue.store.check_place()  # or the files would go into a new queue beside this one
        taken = self._inbox.take_up(self._queue.clock.now(), self._take, self._stopping)
        if taken is None:
            return
        left = taken.files - taken.taken
        self.more_to_take = bool(taken.taken and left) or taken.files == AT_ONCE
        extra = {"event": "inbox-taken", "files": taken.taken, "left": left, "code": taken.code}
        level = logging.INFO if taken.taken else logging.WARNING
        log.log(level, "took in %s of %d", counted(taken.taken, "file"), taken.files, extra=extra)
        if taken.set_aside:
            extra = {"event": "inbox-poison", "file": str(taken.set_aside)}
            log.error("%s stopped the program and was set aside", taken.set_aside, extra=extra)

    def plan(self) -> None:
        """Give approved announcements their slots."""
        for channel, account in self._queue.accounts:
            given = self._queue.planner(channel, account).plan()
            if given:
                log.info(
                    "gave %s on %s", counted(given, "slot"), channel, extra={"event": "slots-given", "slots": given}
                )

    def post(self) -> None:
        """Sweep, look up unknown outcomes, and post what is due, on every channel.

        An account that fails does not keep the others from posting; the first error is raised at the end.
        """
        self._reread_keys()
        errors = [error for pump in self._pumps if (error := self._error_of(pump))]
        if errors:
            raise errors[0]
        self._queue.store.record_heartbeat(worker_name())
        self.heartbeat.last = self._queue.clock.monotonic()
        self.heartbeat.rounds += 1

    def _reread_keys(self) -> None:
        """Go on with other keys once somebody has logged in anew."""
        credentials = self._queue.credentials_fingerprint()
        if credentials != self._credentials:
            self._pumps = self._queue.pumps()
            self._credentials = credentials
            self._on_new_keys()
            log.info("read the keys anew", extra={"event": "keys-read"})

    def _error_of(self, pump: Pump) -> Exception | None:
        """Post all that is due on one account; return what went wrong."""
        try:
            for _ in range(MOST_AT_ONCE):
                taken_up = None if self._stopping() else pump.pump()
                if taken_up is None:
                    break
                _log_outcome(taken_up)
        except Exception as error:  # noqa: BLE001 (`post` raises it once the other accounts had their turn)
            return error
        return None

    def remind(self) -> None:
        """Remind people of what was laid out long ago, and remove what is not to be posted any more."""
        for one in self._queue.clear_ready():
            log.info(
                "%s is not to be posted any more; its folder was removed",
                one,
                extra={"event": "post-cleared", "announcement": one},
            )
        after = self._queue.settings.channels.drafts.remind_after
        for queued in self._queue.store.unreminded(self._queue.clock.now() - after):
            log.warning(
                "%s lies ready since %s and is not recorded as posted: %s",
                queued.id,
                f"{self._queue.local(queued.updated_at):%Y-%m-%d %H:%M}",
                queued.title,
                extra={"event": "post-waits", "announcement": queued.id},
            )
            self._queue.store.mark_reminded(queued)

    def back_up(self) -> None:
        """Copy an SQLite store once a day; a PostgreSQL server has backups of its own."""
        if self._queue.settings.store.is_postgres:
            return
        store, clock = self._queue.store, self._queue.clock
        written = self._backups.due(clock.now(), lambda path: store.back_up(path, clock=clock))
        if written:
            log.info("wrote %s", written, extra={"event": "backup-written", "file": str(written)})

    def tidy(self) -> None:
        """Drop what nobody will ask for."""
        self._queue.store.prune(self._queue.clock.now() - self._queue.settings.daemon.prune_after)

    def run_once(self) -> None:
        """Do each job once, for `run --once`; one that fails does not keep the others from being done."""
        for name, job in {
            "take-in": self.take_in,
            "plan": self.plan,
            "post": self.post,
            "remind": self.remind,
            "back-up": self.back_up,
            "tidy": self.tidy,
        }.items():
            try:
                job()
            except Exception as error:  # noqa: BLE001 (whatever it was: posting goes on, and the log has it)
                self.record_failure(name, error)

    def record_failure(self, job: str, error: BaseException | None) -> None:
        """Log and count that a job failed; it is tried again at its next turn."""
        self.heartbeat.failures[job] = self.heartbeat.failures.get(job, 0) + 1
        unforeseen = None if isinstance(error, AnnouncerError) else error
        fields = {"event": "duty-failed", "duty": job}
        log.error("%s failed: %s", job, str(error) or repr(error), exc_info=unforeseen, extra=fields)


def _log_outcome(queued: Queued) -> None:
    level = logging.WARNING if queued.state in _WARN_OF else logging.INFO
    url = queued.receipt.url if queued.receipt else ""
    fields = {
        "event": f"post-{queued.state.value}",
        "announcement": queued.id,
        "channel": queued.channel,
        "url": url,
    }
    log.log(level, "%s is %s: %s", queued.id, queued.state.value.replace("_", " "), queued.title, extra=fields)


def stall_after(tick: timedelta) -> timedelta:
    """Return how long a round of posting may take before something is wrong with it."""
    return 3 * tick + timedelta(minutes=4)
