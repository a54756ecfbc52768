"""Open a site's queue for many threads at once: a store for each that is at work, and what is slow only once."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import LifoQueue
from threading import BoundedSemaphore

from announcer import __version__
from announcer.errors import AnnouncerError
from announcer.settings.site_settings import FILE_NAME, SiteSettings, load
from announcer.store.opening import SqlStore
from announcer.system.clock import Clock, SystemClock
from announcer.system.paths import size_and_time
from announcer.wiring.site_queue import SiteQueue, open_store

AT_WORK = 10
"""Threads that use the store at the same time; one writes at a time anyway."""
_NOT_OURS = ("ANNOUNCER_X_",)
"""What the names of variables begin with that hold keys of a network."""


class SitePool:
    """A site whose queue many threads use, each by itself.

    Two threads never share a connection: a reader in the middle of another's transaction would see half of it.
    Approvals that are made through it can be taken back for as long as the settings say.

    Args:
        folder: The site's.
        clock: The machine's unless one is given.
        environ: Environment variables; keys of networks are left out.
    """

    def __init__(
        self, folder: Path, *, clock: Clock | None = None, environ: Mapping[str, str] = os.environ
    ) -> None:
        self.folder = folder
        self.settings: SiteSettings = load(folder)
        self.stamp = _stamp(folder)
        self._clock = clock or SystemClock()
        self._is_real = clock is None
        self._environ = without_keys(environ)
        self._idle: LifoQueue[SqlStore] = LifoQueue()
        self._turns = BoundedSemaphore(AT_WORK)

    @contextmanager
    def queue(self) -> Iterator[SiteQueue]:
        """Give the queue to this thread for a while.

        Raises:
            StoreError: the store cannot be used.
        """
        with self._turns:
            store = self._idle.get_nowait() if self._idle.qsize() else self._open()
            try:
                store.check_place()
            except AnnouncerError:
                store.close()  # the file was put elsewhere, as by a restore: look for the one that is there now
                store = self._open()
            try:
                yield SiteQueue(
                    self.folder,
                    self.settings,
                    store,
                    self._clock,
                    self._environ,
                    undo_window=self.settings.review.undo_window,
                )
            finally:
                self._idle.put(store)

    def _open(self) -> SqlStore:
        return open_store(self.folder, self.settings, self._clock, is_real=self._is_real)

    def close(self) -> None:
        """Let go of every store that nobody uses."""
        while self._idle.qsize():
            with suppress(AnnouncerError):
                self._idle.get_nowait().close()


def _stamp(folder: Path) -> str:
    """Return what changes with the program's version and the site's own settings, templates and assets."""
    parts = [folder / FILE_NAME, *(folder / "templates").rglob("*"), *(folder / "assets").rglob("*")]
    return repr((__version__, sorted((str(path), size_and_time(path)) for path in parts)))


def without_keys(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what holds keys of a network: the review page needs none."""
    return {name: value for name, value in environ.items() if not name.startswith(_NOT_OURS)}
