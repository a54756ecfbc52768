"""Look into what waits for review while nobody asks, so that lists and pages know what was found."""

import logging
import threading

from announcer.errors import AnnouncerError, described
from announcer.services.review.drawing_work import DrawingWork
from announcer.services.review.examining import Examining
from announcer.wiring.site_pool import SitePool

PAUSE_SECONDS = 5.0
AT_ONCE = 4
"""So many a time: between them the pool's store is free for others."""

log = logging.getLogger(__name__)


class Examiner:
    """A thread that looks into announcements.

    Args:
        pool: The site's queue.
        work: Makes announcements anew.
    """

    def __init__(self, pool: SitePool, work: DrawingWork) -> None:
        self._pool = pool
        self._work = work
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="examiner", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the announcement that is looked into now."""
        self._stopping.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            if not self._some():
                self._stopping.wait(PAUSE_SECONDS)

    def _some(self) -> int:
        try:
            with self._pool.queue() as queue:
                examining = Examining(store=queue.store, work=self._work, stamp=self._pool.stamp)
                return examining.examine_waiting(AT_ONCE) + queue.search.learn_words()
        except AnnouncerError as error:
            log.warning("looking into announcements: %s", described(error), extra={"event": "page-failed"})
            return 0
