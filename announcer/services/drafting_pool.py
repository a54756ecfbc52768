"""Draft many announcements in several processes, their results in order, and stop cleanly on Ctrl-C.

Python runs one thread at a time and a card is nearly all computing, so more cores need more processes. Each has a
`Drafting` of its own; the same job gives the same announcement, byte for byte, whichever process it comes to.
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from announcer.core.posts.announcement import Announcement
from announcer.errors import AnnouncerError
from announcer.ports.importing import Imported
from announcer.services.drafting import Drafting, DraftJob, Watch
from announcer.system.child_limits import DRAWING, begin_child, limit

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

FEWEST_JOBS = 25
"""Below this, starting processes takes longer than they save."""
JOBS_AT_ONCE = 8
"""What a process is given at a time: enough to keep it busy while the others' results are taken in."""
_WARMING_JOBS = 2
_WAITING = 3
"""So many times `JOBS_AT_ONCE` for each process are under way: more would fill the memory with cards."""

_THREADS = Path("/proc/self/task")
"""Linux: an entry for each thread of this process, those that Python does not know of too."""

Result = Announcement | AnnouncerError

_own: list[Drafting] = []
"""In a process of the pool: what it drafts with."""


class DraftingPool:
    """Drafts in as many processes as there are cores; few jobs, or all on one core, in this process alone.

    Args:
        here: Drafts what is drafted in this process.
        opening: Makes the drafting of a process of the pool, there; must be picklable.
        processes: How many; default: one for each core that this process may use.
    """

    def __init__(self, here: Drafting, opening: Callable[[], Drafting], *, processes: int = 0) -> None:
        self._here = here
        self._opening = opening
        self._processes = processes or len(os.sched_getaffinity(0))

    def jobs(self, publications: Iterable[Imported]) -> list[DraftJob]:
        """Return the announcements that are due for the publications; see `Drafting.jobs`."""
        return self._here.jobs(publications)

    def drafted(self, jobs: Sequence[DraftJob], watch: Watch = iter) -> Iterator[Result]:
        """Yield for each job, in order, what came of it; see `Drafting.drafted`.

        Where the caller stops early, by Ctrl-C or otherwise, what is not begun is never begun, and the processes
        end when they have finished what they are at.

        A job at which a process dies, or that takes too much time, is told as its problem; the others go on.
        """
        if len(jobs) < FEWEST_JOBS or self._processes == 1:
            return self._here.drafted(jobs, watch)
        return self._spread(watch(jobs))

    def _spread(self, jobs: Iterable[DraftJob]) -> Iterator[Result]:
        left = iter(jobs)
        way: BaseContext = multiprocessing.get_context("spawn")
        opening = self._opening
        if _may_fork():
            # Copies of this process have what it has in memory: fonts, glyphs and backgrounds of the first cards.
            drafting = self._opening()
            yield from map(drafting.attempt, islice(left, _WARMING_JOBS))
            way, opening = multiprocessing.get_context("fork"), lambda: drafting
        workers = _Workers(
            partial(ProcessPoolExecutor, mp_context=way, initializer=_begin, initargs=(opening, os.getpid()))
        )
        try:
            yield from workers.in_order(left, self._processes)
        finally:
            workers.end()


class _Workers:
    """Processes that draft; one that dies is replaced, and what it was at is tried once more by itself."""

    def __init__(self, start: Callable[[int], ProcessPoolExecutor]) -> None:
        self._start = start
        self._executors: dict[int, ProcessPoolExecutor] = {}

    def in_order(self, jobs: Iterator[DraftJob], processes: int) -> Iterator[Result]:
        """Yield the results in the order of the jobs, while at most so many batches are under way."""
        waiting: deque[tuple[Sequence[DraftJob], Future[list[Result]]]] = deque()
        while batch := list(islice(jobs, JOBS_AT_ONCE)):
            waiting.append((batch, self._submit(batch, processes)))
            if len(waiting) >= processes * _WAITING:
                yield from self._results(*waiting.popleft())
        while waiting:
            yield from self._results(*waiting.popleft())

    def end(self) -> None:
        """End the processes when they have finished what they are at."""
        for executor in self._executors.values():
            executor.shutdown(wait=True, cancel_futures=True)

    def _submit(self, batch: Sequence[DraftJob], processes: int) -> "Future[list[Result]]":
        try:
            return self._executor(processes).submit(_draft, batch)
        except BrokenProcessPool:
            self._executors.pop(processes).shutdown(wait=True)
            return self._executor(processes).submit(_draft, batch)

    def _executor(self, processes: int) -> ProcessPoolExecutor:
        if processes not in self._executors:
            self._executors[processes] = self._start(processes)
        return self._executors[processes]

    def _results(self, batch: Sequence[DraftJob], coming: "Future[list[Result]]") -> Iterator[Result]:
        try:
            yield from coming.result()
        except BrokenProcessPool:
            for job in batch:
                yield from self._alone(job)

    def _alone(self, job: DraftJob) -> list[Result]:
        try:
            return self._submit([job], 1).result()
        except BrokenProcessPool:
            hint = "see that there is memory to spare, and look at the record"
            problem = f"{job.imported.place}: it ended the process, for want of memory or time"
            return [AnnouncerError(problem, hint=hint)]


def _may_fork() -> bool:
    """Return whether processes may begin as copies of this one: on Linux, where it has no threads with locks."""
    return _THREADS.is_dir() and len(list(_THREADS.iterdir())) == 1


def _begin(opening: Callable[[], Drafting], parent: int) -> None:
    """Make a process of the pool ready."""
    begin_child(parent)
    _own[:] = [opening()]


def _draft(jobs: Sequence[DraftJob]) -> list[Result]:
    return [_bounded(job) for job in jobs]


def _bounded(job: DraftJob) -> Result:
    limit(DRAWING)
    return _own[0].attempt(job)
