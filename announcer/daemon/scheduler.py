"""The daemon: starts the jobs at their times, and stops at once when it is asked to.

The scheduler only starts them. What is due, who posts it and what became of it stands in the store, so that nothing
is lost or doubled however this process ends.
"""

import logging
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path
from time import monotonic
from typing import IO

from apscheduler.events import (
    EVENT_JOB_ERROR,
    EVENT_JOB_MAX_INSTANCES,
    EVENT_JOB_MISSED,
    EVENT_SCHEDULER_STARTED,
    JobEvent,
)
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.blocking import BlockingScheduler

from announcer.daemon.health_server import serve
from announcer.daemon.jobs import DaemonHooks, Jobs
from announcer.daemon.systemd import ALIVE, READY, STOPPING, notify
from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, AnnouncerError, ConfigurationError, IntakeError
from announcer.system.child_limits import INTAKE, limit
from announcer.system.paths import is_there
from announcer.wiring.site_notices import machine_name
from announcer.wiring.site_queue import SiteQueue, worker_name

log = logging.getLogger(__name__)

GRACE_SECONDS = 1.0
"""How long a job under way may take to finish when the daemon is asked to stop."""
MOST_PROBLEMS = 20
"""So many lines of what taking files in said are logged, the last ones."""
ROUND_SECONDS = 15.0
"""How long a round of taking in files lasts while records come in: half of a tick, so that posts are not late."""
INBOX_SECONDS = 60.0
"""How long it may last while no file, and no record of a long one, comes in: then something is wrong with one."""
PASSED_A_SECOND = 5_000_000
"""Bytes of a long file that are passed over in a second, at least: what was in before gets that much time more."""
LOOK_SECONDS = 0.25
"""How often it is looked whether anything has come in."""
MOST_SAID = 100_000
"""Bytes of what taking in said that are looked at for problems, the last ones."""
ACTOR = "inbox"
"""Who, in the history, brought in what lay in the inbox."""
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class InboxRunner:
    """Takes files of the inbox in, by `announcer add` in a process of its own.

    Drawing cards needs much memory and reads what strangers wrote; the process that posts is kept apart from both,
    and the other has limits of time and memory.
    """

    def __init__(
        self, site: Path, *, round_seconds: float = ROUND_SECONDS, most_seconds: float = INBOX_SECONDS
    ) -> None:
        self._site = site
        self._round_seconds = round_seconds
        self._most_seconds = most_seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, files: Sequence[Path]) -> int:
        """Take the files in, and return the exit code; negative where the process was killed, or came no further.

        A round in which files or records come in is ended when its time is up, which is fine: the rest is for the
        next one, which goes on with a long file where this one was.

        Raises:
            IntakeError: it cannot take in anything, because of the settings or a template.
        """
        arguments = ["--site", str(self._site), "add", "--take", "--", *map(str, files)]
        command = [sys.executable, "-m", "announcer", *arguments]
        environment = {**os.environ, "ANNOUNCER_ACTOR": ACTOR}
        with (
            tempfile.TemporaryFile() as listed,
            tempfile.TemporaryFile() as said,
            subprocess.Popen(  # noqa: S603 (our own program)
                command, stdin=subprocess.DEVNULL, stdout=listed, stderr=said, env=environment
            ) as process,
        ):
            self._process = process
            try:
                with suppress(ProcessLookupError):  # it has ended already
                    limit(INTAKE, process.pid)
                most = self._most_seconds + max(map(_size, files), default=0) / PASSED_A_SECOND
                code = self._waited(process, lambda: _progress(files, listed, said), most)
            finally:
                self._process = None
            problems = _problems(_end_of(said).decode("utf-8", "replace"))
        if code > EXIT_ITEM_FAILED:  # it could not begin, so it says the same next time
            raise IntakeError("; ".join(problems) or f"taking in ended with {code}")
        for problem in problems:
            log.warning("taking in: %s", problem, extra={"event": "inbox-problem"})
        return code

    def _waited(self, process: "subprocess.Popen[bytes]", progress: Callable[[], object], most: float) -> int:
        """Return the exit code once the process has ended, is ended for its time is up, or was killed.

        Its time begins when something has come in: what was in before is passed over first. From its end on, the
        next record that comes in ends the round, so that one which stops the program is told from a long file.
        """
        state, first, moved = progress(), 0.0, monotonic()
        while True:
            with suppress(subprocess.TimeoutExpired):
                return process.wait(timeout=min(LOOK_SECONDS, self._round_seconds))
            now, state_before, state = monotonic(), state, progress()
            if state != state_before:
                first, moved = first or now, now
                if now - first >= self._round_seconds:
                    return _ended(process)
            elif now - moved >= most:
                process.kill()
                process.wait()
                return -signal.SIGKILL

    def stop(self) -> None:
        """Stop taking in; what was not finished is still in the inbox."""
        process = self._process
        if process:
            process.terminate()


def _progress(files: Sequence[Path], *written: IO[bytes]) -> tuple[int, ...]:
    """Return what grows, or shrinks, with each file and each record that is taken in or refused."""
    return (sum(map(is_there, files)), *(os.fstat(file.fileno()).st_size for file in written))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # somebody took it away
        return 0


def _ended(process: "subprocess.Popen[bytes]") -> int:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=GRACE_SECONDS)
        return EXIT_FINE
    process.kill()
    process.wait()
    return EXIT_FINE


def _end_of(file: IO[bytes]) -> bytes:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - MOST_SAID))
    return file.read()


def _problems(said: str) -> list[str]:
    """Return the problems among what the process said for people to read, without the hints."""
    lines = [line.strip() for line in said.splitlines() if not line.startswith("hint:")]
    return [line.removeprefix("error:").strip() for line in lines if line][-MOST_PROBLEMS:]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledJob:
    """A job and how often it is done."""

    name: str
    run: Callable[[], None]
    every: timedelta
    alone: bool = True
    """Whether no other job runs meanwhile; one that waits for strangers must not keep posting from going on."""


class Daemon:
    """Runs the jobs of a site until it is asked to stop."""

    def __init__(
        self, opened: SiteQueue, inbox_runner: InboxRunner, on_new_queue: Callable[[SiteQueue], None]
    ) -> None:
        self._queue = opened
        self._inbox_runner = inbox_runner
        hooks = DaemonHooks(
            stopping=lambda: self._stopping, on_progress=lambda: notify(ALIVE), on_new_queue=on_new_queue
        )
        self._jobs = Jobs(opened, inbox_runner, hooks)
        self._stopping = False
        self._started = threading.Event()
        self._busy = threading.Lock()
        self._stop_requests: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._scheduler = BlockingScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(1), "notices": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone=UTC,
        )

    def run(self) -> bool:
        """Run until SIGTERM or SIGINT; return whether the last job was finished.

        Where it was not, it is in the middle of a call, and the caller should leave without waiting for it.

        Raises:
            ConfigurationError: the port for health cannot be had.
        """
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it logs every tick, and names no job
        logging.getLogger("apscheduler.executors").setLevel(logging.CRITICAL)  # failures come to `_log_event`
        for job in self._scheduled_jobs():
            self._add(job)
        self._scheduler.add_listener(self._log_event, EVENT_JOB_ERROR | EVENT_JOB_MISSED | EVENT_JOB_MAX_INSTANCES)
        self._scheduler.add_listener(lambda _event: self._started.set(), EVENT_SCHEDULER_STARTED)
        threading.Thread(target=self._stop_when_asked, name="stopper", daemon=True).start()
        for number in STOP_SIGNALS:  # SimpleQueue.put may be called from a signal's handler
            signal.signal(number, lambda given, _frame: self._stop_requests.put(given))
        signal.signal(signal.SIGHUP, lambda _given, _frame: self._jobs.reread_settings())
        self._first_look()
        with self._health():
            notify(READY)
            log.info("at work as %s", worker_name(), extra={"event": "daemon-started"})
            self._scheduler.start()
        notify(STOPPING)
        finished = self._busy.acquire(timeout=GRACE_SECONDS)
        if finished:
            self._busy.release()  # for jobs that wait behind it, which see that they are to stop
        log.info("stopped", extra={"event": "daemon-stopped", "finished": finished})
        return finished

    def _first_look(self) -> None:
        """Forget what kept an earlier process from its work, and see how the queue stands."""
        with suppress(AnnouncerError):
            self._queue.store.clear_trouble(machine_name())
            self._jobs.look()

    def _scheduled_jobs(self) -> Iterator[ScheduledJob]:
        tick = self._queue.settings.daemon.tick
        yield ScheduledJob(name="post", run=self._jobs.round, every=tick)
        yield ScheduledJob(name="plan", run=self._jobs.plan, every=2 * tick)
        yield ScheduledJob(name="take-in", run=self._jobs.take_in, every=tick)
        yield ScheduledJob(name="notify", run=self._jobs.notify, every=tick, alone=False)
        yield ScheduledJob(name="remind", run=self._jobs.remind, every=timedelta(minutes=15))
        yield ScheduledJob(name="back-up", run=self._jobs.back_up, every=timedelta(hours=1))
        yield ScheduledJob(name="tidy", run=self._jobs.tidy, every=timedelta(hours=24))

    def _add(self, job: ScheduledJob) -> None:
        self._scheduler.add_job(
            partial(self._do if job.alone else self._do_beside, job),
            "interval",
            id=job.name,
            executor="default" if job.alone else "notices",
            seconds=job.every.total_seconds(),
            next_run_time=self._queue.clock.now(),
        )

    def _do(self, job: ScheduledJob) -> None:
        with self._busy:
            self._do_beside(job)

    def _do_beside(self, job: ScheduledJob) -> None:
        if not self._stopping:
            job.run()
            self._jobs.record_success(job.name)
            if job.name == "take-in" and self._jobs.more_to_take:
                # a run of its own, which lines up behind a round of posting that has come due meanwhile
                again = partial(self._do, job)
                self._scheduler.add_job(again, "date", id="take-in-more", replace_existing=True, max_instances=2)

    def _log_event(self, event: JobEvent) -> None:
        """Log what the scheduler reports of a job: that it failed, or was not started in time."""
        if event.code == EVENT_JOB_ERROR:
            self._jobs.record_failure(event.job_id, getattr(event, "exception", None))
        else:
            log.info(
                "%s was left out this time: it is still at work, or late",
                event.job_id,
                extra={"event": "duty-late", "duty": event.job_id},
            )

    def _stop_when_asked(self) -> None:
        """Wait for a signal, and stop; in a thread of its own, as the scheduler's locks may be held."""
        self._stop_requests.get()
        self._stopping = True
        self._inbox_runner.stop()
        self._started.wait()  # before that it cannot be shut down, and would go on for ever
        self._scheduler.shutdown(wait=False)

    @contextmanager
    def _health(self) -> Iterator[None]:
        daemon = self._queue.settings.daemon
        with ExitStack() as stack:
            if daemon.health_port:
                try:
                    stack.enter_context(serve(daemon.health_address, daemon.health_port, self._jobs.health_report))
                except OSError as error:
                    problem = f"daemon.health_port: {daemon.health_port}: {error.strerror}"
                    raise ConfigurationError([problem], hint="choose a free port, or 0 for none") from None
            yield
