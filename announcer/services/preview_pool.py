"""Draw previews in processes of their own, with limits of memory and time, and only so many at once."""

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from announcer.errors import AnnouncerError
from announcer.system.child_limits import DRAWING, begin_child, limit

MOST_WAITING = 64
"""Pictures that are drawn or wait for it; who asks for one more is told to come again."""

Painting = Callable[[str, str], bytes]
"""Draws the preview of a record, as the store keeps it, in a language."""

_own: list[Painting] = []
"""In a process of the pool: what it draws with."""


class BusyError(AnnouncerError):
    """Too many pictures are being drawn; nothing was begun."""


class PreviewPool:
    """Draws in processes that begin when the first picture is wanted; one that died is replaced.

    Args:
        opening: Makes what a process draws with, there; must be picklable.
        processes: How many.
        most_waiting: Pictures under way, beyond which `draw` refuses.
    """

    def __init__(
        self, opening: Callable[[], Painting], *, processes: int = 1, most_waiting: int = MOST_WAITING
    ) -> None:
        # Not forked: the server that asks has threads. The processes hold none of its sessions either.
        way = multiprocessing.get_context("spawn")
        self._start = partial(
            ProcessPoolExecutor, processes, mp_context=way, initializer=_begin, initargs=(opening, os.getpid())
        )
        self._most_waiting = most_waiting
        self._waiting = 0
        self._executor: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def draw(self, record: str, language: str) -> "Future[bytes]":
        """Begin to draw; the result, or what went wrong, is the future's.

        Raises:
            BusyError: too many are under way.
        """
        with self._lock:
            if self._waiting >= self._most_waiting:
                raise BusyError("too many preview pictures are being drawn", hint="ask again in a few seconds")
            try:
                future = self._running().submit(_draw, record, language)
            except BrokenProcessPool:
                self._executor = None
                future = self._running().submit(_draw, record, language)
            self._waiting += 1
        future.add_done_callback(self._done)
        return future

    def close(self) -> None:
        """End the processes; what is not begun is never begun."""
        if self._executor:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None

    def _running(self) -> ProcessPoolExecutor:
        self._executor = self._executor or self._start()
        return self._executor

    def _done(self, _: "Future[bytes]") -> None:
        with self._lock:
            self._waiting -= 1


def _begin(opening: Callable[[], Painting], parent: int) -> None:
    """Make a process of the pool ready."""
    begin_child(parent)
    _own[:] = [opening()]


def _draw(record: str, language: str) -> bytes:
    limit(DRAWING)
    return _own[0](record, language)
