"""The jobs that are done again and again: take in, plan, post, remind, back up, tidy."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from announcer.core.posting.attention import SETTINGS_JOB, Facts, Trouble, attention
from announcer.core.posting.attention_reasons import Reason
from announcer.core.text.plurals import counted
from announcer.daemon.history_log import HistoryLog
from announcer.daemon.metrics import HealthReport
from announcer.daemon.settings_file import SettingsFile, check_fit
from announcer.errors import AnnouncerError, ConfigurationError, StoreError, described
from announcer.services.backups import Backups
from announcer.services.intake.inbox import AT_ONCE, Inbox
from announcer.services.notifying import Unsaved
from announcer.services.posting.pump import Pump
from announcer.settings.site_settings import SiteSettings
from announcer.wiring.site_notices import machine_name
from announcer.wiring.site_queue import SiteQueue, worker_name

if TYPE_CHECKING:
    from announcer.services.overview import QueueOverview

log = logging.getLogger(__name__)

MOST_AT_ONCE = 100
"""How many posts one round sends to an account at most, where the site asks for no gap between them."""
JOBS = ("post", "plan", "take-in", "remind", "back-up", "tidy", "look", "notify")
"""The jobs by name, as the log and the figures have them."""
TROUBLE_REPEATED = 3600.0
"""Seconds after which a trouble that lasts is written down again, so that it does not look like an old one."""


@dataclass(slots=True)
class Heartbeat:
    """When posting was last seen to go on, by a clock that never jumps, and how often each job failed."""

    last: float
    rounds: int = 0
    failures: dict[str, int] = field(default_factory=lambda: dict.fromkeys(JOBS, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class DaemonHooks:
    """What the jobs ask of the process they run in, or tell it.

    `stopping` says whether it was asked to stop, so that nothing new is begun. `on_progress` is called whenever
    posting has come a step further, `on_new_queue` when the keys of an account or the settings are others.
    """

    stopping: Callable[[], bool] = field(default=lambda: False)
    on_progress: Callable[[], None] = field(default=lambda: None)
    on_new_queue: Callable[[SiteQueue], None] = field(default=lambda _queue: None)


class Jobs:
    """The jobs of one process for one site.

    `take` brings files of the inbox into the queue and returns its exit code, negative where it was killed.
    `overview` is how the queue stood after the last round, None before the first; it is there for other threads.
    """

    def __init__(
        self, queue: SiteQueue, take: Callable[[Sequence[Path]], int], hooks: DaemonHooks | None = None
    ) -> None:
        self._take = take
        self._hooks = hooks or DaemonHooks()
        self._use(queue, queue.pumps())
        self._credentials = queue.credentials_fingerprint()
        self._inbox = Inbox(queue.folder / "queue" / "inbox")
        self._settings_file = SettingsFile(queue.folder)
        self._settings_trouble: tuple[str, float] | None = None
        self._troubles: dict[str, Trouble] = {}
        self._unsaved = Unsaved()
        daemon = queue.settings.daemon
        self._backups = Backups(queue.folder / daemon.backup_folder, keep=daemon.backup_keep)
        self.history = HistoryLog(queue.store)
        self.heartbeat = Heartbeat(last=queue.clock.monotonic())
        self.overview: QueueOverview | None = None
        self.more_to_take = False
        """Whether the last round of the inbox was ended before all of its files were taken in."""

    def _use(self, queue: SiteQueue, pumps: Sequence[Pump]) -> None:
        self._queue = queue
        self._pumps = pumps

    # -- settings --------------------------------------------------------------------------------------------------

    def reread_settings(self) -> None:
        """Read the settings at the next round, whether they have changed or not."""
        self._settings_file.look_again()

    def _follow_settings(self) -> None:
        """Go on with changed settings; with the old ones where they are wrong, which is told once."""
        try:
            settings = self._settings_file.changed()
            if settings is not None:
                self._take_settings(settings)
        except ConfigurationError as error:
            self._settings_trouble = (str(error), -TROUBLE_REPEATED)
            words = " ".join(str(error).split())
            log.warning("the settings cannot be taken: %s", words, extra={"event": "settings-broken"})
        self._repeat_settings_trouble()

    def _take_settings(self, settings: SiteSettings) -> None:
        if settings != self._queue.settings:
            check_fit(self._queue.settings, settings)
            queue = replace(self._queue, settings=settings)
            queue.rules, queue.secrets()
            self._use(queue, queue.pumps())
            self._hooks.on_new_queue(queue)
            log.info("read the settings anew", extra={"event": "settings-read"})
        self._settings_trouble = None
        self._queue.store.clear_trouble(machine_name(), SETTINGS_JOB)

    def _repeat_settings_trouble(self) -> None:
        now = self._queue.clock.monotonic()
        if self._settings_trouble and self._settings_trouble[1] + TROUBLE_REPEATED <= now:
            self._queue.store.record_trouble(machine_name(), SETTINGS_JOB, self._settings_trouble[0])
            self._settings_trouble = (self._settings_trouble[0], now)

    def health_report(self) -> HealthReport:
        """Return how the daemon is, without asking the store: that may be busy, or be what is wrong."""
        return HealthReport(
            age=timedelta(seconds=max(0.0, self._queue.clock.monotonic() - self.heartbeat.last)),
            stall_after=stall_after(self._queue.settings.daemon.tick),
            rounds=self.heartbeat.rounds,
            failures=dict(self.heartbeat.failures),
            overview=self.overview,
            own_reasons=self._own_reasons(),
            moves=dict(self.history.moves),
            delays=dict(self.history.delays),
        )

    # -- the jobs --------------------------------------------------------------------------------------------------

    def take_in(self) -> None:
        """Bring the inbox's settled files into the queue."""
        self.more_to_take = False
        if self._settings_trouble:
            return  # the process that takes files in would read them, and fail
        self._queue.store.check_place()  # or the files would go into a new queue beside this one
        taken = self._inbox.take_up(self._queue.clock.now(), self._take, self._hooks.stopping)
        if taken is None:
            return
        left = taken.files - taken.taken
        self.more_to_take = bool(taken.taken and left) or taken.files == AT_ONCE
        extra = {"event": "inbox-taken", "files": taken.taken, "left": left, "code": taken.code}
        level = logging.INFO if taken.taken or not taken.code else logging.WARNING  # a long file takes many rounds
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

    def round(self) -> None:
        """Post, then see how the queue stands, whatever posting met."""
        try:
            self.post()
        finally:
            self.look()

    def post(self) -> None:
        """Sweep, look up unknown outcomes, and post what is due, on every channel.

        An account that fails does not keep the others from posting; the first error is raised at the end.
        """
        self._follow_settings()
        self._reread_keys()
        errors = [error for pump in self._pumps if (error := self._error_of(pump))]
        if errors:
            raise errors[0]
        self._queue.store.record_heartbeat(worker_name())
        self.heartbeat.rounds += 1
        self._record_progress()

    def _reread_keys(self) -> None:
        """Go on with other keys once somebody has logged in anew."""
        credentials = self._queue.credentials_fingerprint()
        if credentials != self._credentials:
            self._use(self._queue, self._queue.pumps())
            self._credentials = credentials
            self._hooks.on_new_queue(self._queue)
            log.info("read the keys anew", extra={"event": "keys-read"})

    def _error_of(self, pump: Pump) -> Exception | None:
        """Post all that is due on one account; return what went wrong."""
        try:
            for _ in range(MOST_AT_ONCE):
                taken_up = None if self._hooks.stopping() else pump.pump()
                self._record_progress()
                if taken_up is None:
                    break
                self.history.follow()
        except Exception as error:  # noqa: BLE001 (`post` raises it once the other accounts had their turn)
            return error
        return None

    def _record_progress(self) -> None:
        self.heartbeat.last = self._queue.clock.monotonic()
        self._hooks.on_progress()

    def look(self) -> None:
        """Log what has become of announcements, see how the queue stands, and log what a person is needed for."""
        self.history.follow()
        self.overview = self._queue.overview()
        self._queue.notifying.log_new(self.overview.reasons)

    def notify(self) -> None:
        """Tell people that they are needed, as of the last look; it takes as long as others take to answer."""
        notifying = self._queue.notifying
        if self.overview is not None:
            try:
                notifying.tell(self.health_report().reasons, self._queue.store.now())
            except StoreError:
                notifying.tell_unsaved(self._own_reasons(), self._queue.clock.now(), self._unsaved)
                raise
        self._queue.ask_reviewers()

    def _own_reasons(self) -> tuple[Reason, ...]:
        """Return what this daemon itself fails at again and again, whatever the store knows of it."""
        facts = Facts(now=self._queue.clock.now(), troubles=tuple(self._troubles.values()))
        return attention(facts, self._queue.settings.attention.as_rules(lambda _now: True, held_in_review=False))

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
            "look": self.look,
            "notify": self.notify,
        }.items():
            try:
                job()
            except Exception as error:  # noqa: BLE001 (whatever it was: posting goes on, and the log has it)
                self.record_failure(name, error)
            else:
                self.record_success(name)

    def record_failure(self, job: str, error: BaseException | None) -> None:
        """Count and write down that a job failed, and log it unless it failed just so before; it is tried again."""
        self.heartbeat.failures[job] += 1
        unforeseen = None if isinstance(error, AnnouncerError) else error
        words = described(error) if error else "it is not known why"
        now, before = self._queue.clock.now(), self._troubles.get(job)
        level = logging.DEBUG if before and before.message == words else logging.ERROR
        log.log(
            level, "%s failed: %s", job, words, exc_info=unforeseen, extra={"event": "duty-failed", "duty": job}
        )
        first = Trouble(host=machine_name(), job=job, message=words, times=0, since=now, seen=now)
        known = before or first
        self._troubles[job] = replace(known, message=words, times=known.times + 1, seen=now)
        with suppress(AnnouncerError):  # the store may be what failed
            self._queue.store.record_trouble(machine_name(), job, words)

    def record_success(self, job: str) -> None:
        """Write down that a job no longer fails."""
        if self._troubles.pop(job, None):
            log.info("%s works again", job, extra={"event": "duty-works", "duty": job})
        with suppress(AnnouncerError):
            self._queue.store.clear_trouble(machine_name(), job)


def stall_after(tick: timedelta) -> timedelta:
    """Return how long a round of posting may take before something is wrong with it."""
    return 3 * tick + timedelta(minutes=4)
