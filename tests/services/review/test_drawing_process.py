"""Drawing in a process of its own: it comes back after it was killed, and what fails there is told."""

import os
from collections.abc import Iterator, Mapping

import pytest

from announcer.core.posts.announcement import Announcement
from announcer.core.posts.share_kit import ShareKit
from announcer.errors import AnnouncerError, UsageError
from announcer.services.review.drawing_process import DrawingProcess
from announcer.services.review.drawing_work import ExamineJob, RedrawJob
from tests.queueing import queued


class Odd:
    """Does odd things, by the picture that it is given."""

    def examined(self, job: ExamineJob) -> Announcement:
        """Fail."""
        raise UsageError(f"not {job.record}", hint="look")

    def redrawn(self, job: RedrawJob) -> Announcement:
        """Fail in a way that nobody foresaw."""
        raise KeyError(job.record)

    def thumbnail(self, card: bytes, width: int) -> bytes:
        """Die, take all the memory, or say which process it is."""
        if card == b"die":
            os._exit(9)
        if card == b"memory":
            return b"x" * 10_000_000_000
        return f"{os.getpid()} {width}".encode()

    def own_card(self, picture: bytes) -> bytes:
        """Return what was given."""
        return picture

    def card_templates(self) -> tuple[str, ...]:
        """Return where it runs."""
        return (str(os.getppid()),)

    def share_files(self, kit: ShareKit) -> Mapping[str, bytes]:
        """Return nothing."""
        del kit
        return {}


@pytest.fixture(scope="module")
def drawing() -> Iterator[DrawingProcess]:
    """A process that does odd things."""
    found = DrawingProcess(Odd)
    yield found
    found.end()


def test_it_runs_beside_this_process_and_stays_there(drawing: DrawingProcess) -> None:
    assert drawing.card_templates() == (str(os.getpid()),)
    assert drawing.thumbnail(b"", 3) == drawing.thumbnail(b"", 3)


def test_a_job_that_kills_it_costs_only_itself(drawing: DrawingProcess) -> None:
    with pytest.raises(AnnouncerError, match="want of memory or time"):
        drawing.thumbnail(b"die", 1)

    assert drawing.thumbnail(b"", 5).endswith(b" 5")


def test_its_memory_is_bounded(drawing: DrawingProcess) -> None:
    with pytest.raises(AnnouncerError, match="not enough memory"):
        drawing.thumbnail(b"memory", 1)


def test_what_fails_there_is_told_here(drawing: DrawingProcess) -> None:
    with pytest.raises(AnnouncerError, match="not a") as told:
        drawing.examined(ExamineJob(queued=queued(), record="a", card=b""))
    assert told.value.hint == "look"
    with pytest.raises(AnnouncerError, match="drawing: the program failed"):
        drawing.redrawn(RedrawJob(queued=queued(), record="a"))
