"""The daemon: wakes the duties at their times, and stops at once when it is asked to.

The scheduler only wakes. What is due, who posts it and what became of it is the store's to know, so that nothing is
lost or doubled however this process ends.
"""

import logging
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, EVENT_JOB_MISSED, JobEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.blocking import BlockingScheduler

from announcer.daemon.health import HealthReport, serve
from announcer.daemon.jobs import Jobs, stall_after
from announcer.daemon.systemd import ALIVE, READY, STOPPING, notify
from announcer.errors import ConfigurationError
from announcer.wiring.site_queue import SiteQueue, worker_name

log = logging.getLogger(__name__)

GRACE_SECONDS = 1.0
"""How long a duty under way may take to finish when the daemon is asked to stop."""
TAKING_SECONDS = 120
ACTOR = "inbox"
"""Who brought in, in the history, what lay in the inbox."""
SIGNALS = (signal.SIGTERM, signal.SIGINT)


class InboxRunner:
    """Takes files of the inbox in, by `announcer add` in a process of its own.

    Drawing cards needs much memory and reads what strangers wrote; neither is to weigh on the process that posts.
    """

    def __init__(self, site: Path) -> None:
        self._site = site
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, files: Sequence[Path]) -> int:
        """Take the files in, and return the exit code; negative where the process was killed, or took too long."""
        arguments = ["--site", str(self._site), "add", "--take", "--", *map(str, files)]
        command = [sys.executable, "-m", "announcer", *arguments]
        environment = {**os.environ, "ANNOUNCER_ACTOR": ACTOR}
        with subprocess.Popen(  # noqa: S603 (our own program)
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment
        ) as process:
            self._process = process
            try:
                return process.wait(TAKING_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                return -signal.SIGKILL
            finally:
                self._process = None

    def stop(self) -> None:
        """Stop taking in; what was not finished is still in the inbox."""
        process = self._process
        if process:
            process.terminate()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledJob:
    """A duty and how often it is its turn."""

    name: str
    duty: Callable[[], None]
    every: timedelta


class Daemon:
    """Runs the duties of a site until it is asked to stop."""

    def __init__(self, opened: SiteQueue, taker: InboxRunner, on_new_keys: Callable[[], None]) -> None:
        self._desk = opened
        self._taker = taker
        self._duties = Jobs(opened, taker, stopping=lambda: self._stopping, on_new_keys=on_new_keys)
        self._stopping = False
        self._busy = threading.Lock()
        self._orders: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._scheduler = BlockingScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone=UTC,
        )

    def run(self) -> bool:
        """Run until SIGTERM or SIGINT; return whether the last duty was finished.

        Where it was not, it is in the middle of a call, and the caller should leave without waiting for it.

        Raises:
            ConfigurationError: the port for health cannot be had.
        """
        logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it tells of every tick
        logging.getLogger("apscheduler.executors").setLevel(logging.CRITICAL)  # failures come to `_hear`
        for turn in self._scheduled_jobs():
            self._add(turn)
        self._scheduler.add_listener(self._hear, EVENT_JOB_ERROR | EVENT_JOB_MISSED | EVENT_JOB_MAX_INSTANCES)
        threading.Thread(target=self._obey, name="stopper", daemon=True).start()
        for number in SIGNALS:  # SimpleQueue.put may be called from a signal's handler
            signal.signal(number, lambda given, _frame: self._orders.put(given))
        with self._health():
            notify(READY)
            log.info("at work as %s", worker_name(), extra={"event": "daemon-started"})
            self._scheduler.start()
        notify(STOPPING)
        finished = self._busy.acquire(timeout=GRACE_SECONDS)
        if finished:
            self._busy.release()  # for those in the line behind it, who see that they are to stop
        log.info("stopped", extra={"event": "daemon-stopped", "finished": finished})
        return finished

    def _scheduled_jobs(self) -> Iterator[ScheduledJob]:
        tick = self._desk.settings.daemon.tick
        yield ScheduledJob(name="post", duty=self._duties.post, every=tick)
        yield ScheduledJob(name="plan", duty=self._duties.plan, every=2 * tick)
        yield ScheduledJob(name="take-in", duty=self._duties.take_in, every=tick)
        yield ScheduledJob(name="remind", duty=self._duties.remind, every=timedelta(minutes=15))
        yield ScheduledJob(name="back-up", duty=self._duties.back_up, every=timedelta(hours=1))
        yield ScheduledJob(name="tidy", duty=self._duties.tidy, every=timedelta(hours=24))

    def _add(self, turn: ScheduledJob) -> None:
        self._scheduler.add_job(
            partial(self._do, turn),
            "interval",
            id=turn.name,
            seconds=turn.every.total_seconds(),
            next_run_time=self._desk.clock.now(),
        )

    def _do(self, turn: ScheduledJob) -> None:
        with self._busy:
            if self._stopping:
                return
            turn.duty()
            if turn.name == "post":
                notify(ALIVE)

    def _hear(self, event: JobEvent) -> None:
        """Write down what the scheduler tells of a duty."""
        if event.code == EVENT_JOB_ERROR:
            self._duties.failed(event.job_id, getattr(event, "exception", None))
        else:
            log.info("%s is late", event.job_id, extra={"event": "duty-late", "duty": event.job_id})

    def _obey(self) -> None:
        """Wait for the order to stop, and stop; in a thread of its own, as the scheduler's locks may be held."""
        self._orders.get()
        self._stopping = True
        self._taker.stop()
        self._scheduler.shutdown(wait=False)

    @contextmanager
    def _health(self) -> Iterator[None]:
        daemon = self._desk.settings.daemon
        with ExitStack() as stack:
            if daemon.health_port:
                try:
                    stack.enter_context(serve(daemon.health_address, daemon.health_port, self._health_report))
                except OSError as error:
                    problem = f"daemon.health_port: {daemon.health_port}: {error.strerror}"
                    raise ConfigurationError([problem], hint="choose a free port, or 0 for none") from None
            yield

    def _health_report(self) -> HealthReport:
        pulse, opened = self._duties.pulse, self._desk
        return HealthReport(
            age=timedelta(seconds=max(0.0, opened.clock.monotonic() - pulse.last)),
            stall_after=stall_after(opened.settings.daemon.tick),
            rounds=pulse.rounds,
            failures=dict(pulse.failures),
            overview=opened.store.overview(opened.windows()),
        )
