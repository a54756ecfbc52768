"""Run drawing in a process beside this one: bounded in memory and time, begun when it is needed, ended when idle.

The process that holds sessions reads no templates and decodes no pictures. What kills the other one costs one job.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from announcer.core.posts.announcement import Announcement
from announcer.core.posts.share_kit import ShareKit
from announcer.errors import AnnouncerError, unexpected
from announcer.services.review.drawing_work import DrawingWork, ExamineJob, RedrawJob
from announcer.system.child_limits import DRAWING, limit

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MOST_SECONDS = 45.0
"""A job that takes longer is ended; the limit of processor time ends most that go on for ever before that."""
IDLE_SECONDS = 300.0
"""After so long without a job the process is ended: fonts and glyphs take more memory than the page itself."""


class DrawingProcess:
    """Does what `DrawingWork` says, in one process, one job at a time; may be used by any number of threads.

    Args:
        opening: Makes what does the work, there; must be picklable.
    """

    def __init__(self, opening: Callable[[], DrawingWork]) -> None:
        self._opening = opening
        self._turn = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection[Any, Any] | None = None
        self._idle: threading.Timer | None = None

    def examined(self, job: ExamineJob) -> Announcement:
        """Return the announcement with all that is known of it; see `DrawingWork.examined`."""
        return self._asked("examined", job)  # type: ignore[no-any-return]

    def redrawn(self, job: RedrawJob) -> Announcement:
        """Return the announcement made anew; see `DrawingWork.redrawn`."""
        return self._asked("redrawn", job)  # type: ignore[no-any-return]

    def thumbnail(self, card: bytes, width: int) -> bytes:
        """Return a small picture of a card; see `DrawingWork.thumbnail`."""
        return self._asked("thumbnail", card, width)  # type: ignore[no-any-return]

    def own_card(self, picture: bytes) -> bytes:
        """Return somebody's picture as a card; see `DrawingWork.own_card`."""
        return self._asked("own_card", picture)  # type: ignore[no-any-return]

    def card_templates(self) -> tuple[str, ...]:
        """Return the names of the templates that cards can be drawn in."""
        return self._asked("card_templates")  # type: ignore[no-any-return]

    def share_files(self, kit: ShareKit) -> Mapping[str, bytes]:
        """Return a share kit as files; see `DrawingWork.share_files`."""
        return self._asked("share_files", kit)  # type: ignore[no-any-return]

    def end(self) -> None:
        """End the process, if there is one."""
        with self._turn:
            self._end()

    def _asked(self, name: str, *arguments: object) -> Any:  # noqa: ANN401 (what the job gives)
        with self._turn:
            if self._idle:
                self._idle.cancel()
            try:
                answer = self._answer(name, arguments)
            except (EOFError, OSError):
                self._end()
                hint = "see that there is memory to spare, and look at the record"
                raise AnnouncerError("drawing ended for want of memory or time", hint=hint) from None
            self._idle = threading.Timer(IDLE_SECONDS, self.end)
            self._idle.daemon = True
            self._idle.start()
        if isinstance(answer, AnnouncerError):
            raise answer
        return answer

    def _answer(self, name: str, arguments: tuple[object, ...]) -> object:
        pipe = self._started()
        pipe.send((name, arguments))
        if not pipe.poll(MOST_SECONDS):
            raise EOFError
        return pipe.recv()

    def _started(self) -> "Connection[Any, Any]":
        if self._pipe and self._process and self._process.is_alive():
            return self._pipe
        self._end()
        spawning = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawning.Pipe()
        self._process = spawning.Process(
            target=_work, args=(theirs, self._opening, os.getpid()), name="drawing", daemon=True
        )
        self._process.start()
        theirs.close()
        return self._pipe

    def _end(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if pipe:
            pipe.close()
        if process:
            process.kill()
            process.join(5)


def _work(pipe: "Connection[Any, Any]", opening: Callable[[], DrawingWork], parent: int) -> None:
    """Do job after job until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to both; the other decides what it means
    work: DrawingWork | None = None
    with suppress(EOFError, OSError):
        while os.getppid() == parent:
            name, arguments = pipe.recv()
            limit(DRAWING)
            try:
                work = work or opening()
                answer: object = getattr(work, name)(*arguments)
            except AnnouncerError as error:
                answer = error
            except Exception as error:  # noqa: BLE001 (whatever it was, the next job is another)
                answer = unexpected(error, "drawing")
            pipe.send(answer)
