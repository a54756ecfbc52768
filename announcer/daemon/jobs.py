"""What is to be done again and again: take in, plan, post, remind, back up, tidy."""

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
from announcer.services.inbox import Inbox
from announcer.services.posting import Pump
from announcer.wiring.site_queue import SiteQueue, worker_name

log = logging.getLogger(__name__)

MOST_AT_ONCE = 100
"""How many posts one round sends to an account at most, where the site asks for no gap between them."""
_LOUD = (State.UNKNOWN, State.FAILED)


@dataclass(slots=True)
class Heartbeat:
    """When posting last went round, by a clock that never jumps, and how often each duty failed."""

    last: float
    rounds: int = 0
    failures: dict[str, int] = field(default_factory=dict)


class Jobs:
    """The duties of one process for one site.

    `take` brings files of the inbox into the queue and returns its exit code, negative where it was killed.
    `stopping` tells that the process was asked to stop, so that nothing new is begun; `on_new_keys` is called when
    the keys of an account were changed.
    """

    def __init__(
        self,
        queue: SiteQueue,
        take: Callable[[Sequence[Path]], int],
        *,
        stopping: Callable[[], bool] = lambda: False,
        on_new_keys: Callable[[], None] = lambda: None,
    ) -> None:
        self._desk = queue
        self._take = take
        self._stopping = stopping
        self._on_new_keys = on_new_keys
        self._keys_mark = queue.credentials_fingerprint()
        self._pumps = queue.pumps()
        self._inbox = Inbox(queue.folder / "queue" / "inbox")
        daemon = queue.settings.daemon
        self._backups = Backups(queue.folder / daemon.backup_folder, keep=daemon.backup_keep)
        self.pulse = Heartbeat(last=queue.clock.monotonic())

    def take_in(self) -> None:
        """Bring the inbox's settled files into the queue."""
        taken = self._inbox.take_up(self._desk.clock.now(), self._take, self._stopping)
        if taken is None:
            return
        extra = {"event": "inbox-taken", "files": taken.files, "code": taken.code}
        log.info("took in %s", counted(taken.files, "file"), extra=extra)
        if taken.set_aside:
            extra = {"event": "inbox-poison", "file": str(taken.set_aside)}
            log.error("%s stopped the program and was set aside", taken.set_aside, extra=extra)

    def plan(self) -> None:
        """Give approved announcements their slots."""
        for channel, account in self._desk.accounts:
            given = self._desk.planner(channel, account).plan()
            if given:
                log.info(
                    "gave %s on %s", counted(given, "slot"), channel, extra={"event": "slots-given", "slots": given}
                )

    def post(self) -> None:
        """Sweep, look up what is in doubt, and post what is due, on every channel."""
        self._read_keys_anew()
        for pump in self._pumps:
            self._post_all(pump)
        self._desk.store.record_heartbeat(worker_name())
        self.pulse.last = self._desk.clock.monotonic()
        self.pulse.rounds += 1

    def _read_keys_anew(self) -> None:
        """Go on with other keys once somebody has logged in anew."""
        mark = self._desk.credentials_fingerprint()
        if mark != self._keys_mark:
            self._pumps = self._desk.pumps()
            self._keys_mark = mark
            self._on_new_keys()
            log.info("read the keys anew", extra={"event": "keys-read"})

    def _post_all(self, pump: Pump) -> None:
        for _ in range(MOST_AT_ONCE):
            taken_up = None if self._stopping() else pump.pump()
            if taken_up is None:
                return
            _tell(taken_up)

    def remind(self) -> None:
        """Remind of announcements that lie ready, and that nobody has posted for long; clear away what is over."""
        for one in self._desk.clear_ready():
            log.info("%s lay ready and is over", one, extra={"event": "post-cleared", "announcement": one})
        after = self._desk.settings.channels.drafts.remind_after
        for queued in self._desk.store.unreminded(self._desk.clock.now() - after):
            log.warning(
                "%s lies ready since %s and is not recorded as posted: %s",
                queued.id,
                f"{self._desk.local(queued.updated_at):%Y-%m-%d %H:%M}",
                queued.title,
                extra={"event": "post-waits", "announcement": queued.id},
            )
            self._desk.store.mark_reminded(queued)

    def back_up(self) -> None:
        """Copy an SQLite store once a day; a PostgreSQL server has backups of its own."""
        if self._desk.settings.store.is_postgres:
            return
        queue = self._desk
        written = self._backups.due(queue.clock.now(), lambda path: queue.store.back_up(path, clock=queue.clock))
        if written:
            log.info("wrote %s", written, extra={"event": "backup-written", "file": str(written)})

    def tidy(self) -> None:
        """Drop what nobody will ask for."""
        self._desk.store.prune(self._desk.clock.now() - self._desk.settings.daemon.prune_after)

    def failed(self, duty: str, error: BaseException | None) -> None:
        """Write down that a duty failed; it is tried again at its next turn."""
        self.pulse.failures[duty] = self.pulse.failures.get(duty, 0) + 1
        ours = None if isinstance(error, AnnouncerError) else error
        log.error("%s failed: %s", duty, error, exc_info=ours, extra={"event": "duty-failed", "duty": duty})

    def everything(self) -> None:
        """Do each duty once, for `run --once`; one that fails does not keep the others from being done."""
        for name, duty in {
            "take-in": self.take_in,
            "plan": self.plan,
            "post": self.post,
            "remind": self.remind,
            "back-up": self.back_up,
            "tidy": self.tidy,
        }.items():
            try:
                duty()
            except AnnouncerError as error:
                self.failed(name, error)


def _tell(queued: Queued) -> None:
    level = logging.WARNING if queued.state in _LOUD else logging.INFO
    url = queued.receipt.url if queued.receipt else ""
    extra = {
        "event": f"post-{queued.state.value}",
        "announcement": queued.id,
        "channel": queued.channel,
        "url": url,
    }
    log.log(level, "%s is %s: %s", queued.id, queued.state.value.replace("_", " "), queued.title, extra=extra)


def stall_after(tick: timedelta) -> timedelta:
    """Return how long posting may take to go round before something is wrong with it."""
    return 3 * tick + timedelta(minutes=4)
