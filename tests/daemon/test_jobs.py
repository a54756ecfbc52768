"""The daemon's jobs: whatever one of them meets, the others are done."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from announcer.core.posting.lifecycle import State
from announcer.core.posting.policies import PumpRules
from announcer.daemon.jobs import Jobs
from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, StoreUnusableError
from announcer.services.posting.pump import Pump
from announcer.wiring.site_queue import SiteQueue
from tests.fakes import FakeChannel
from tests.queueing import worker
from tests.sites import RECORD, Commands, make_site, queue_of, queue_up

ERRORS = [
    PermissionError(13, "Permission denied"),
    KeyError("title"),
    StoreUnusableError("the disk is full"),
    RecursionError(),
]


def site_with_one_due(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Commands, str]:
    """Return a site that posts by hand, with an announcement that is due and a file in its inbox."""
    announcer = Commands(make_site(folder), capsys)
    one = queue_up(announcer.site)
    assert announcer("approve", one, "--now") == EXIT_FINE
    file = announcer.site / "queue" / "inbox" / "a.toml"
    file.write_text(RECORD, "utf-8")
    os.utime(file, (0, 0))
    return announcer, one


def failed(jobs: Jobs) -> dict[str, int]:
    return {job: times for job, times in jobs.heartbeat.failures.items() if times}


def failing(error: Exception) -> Callable[[Sequence[Path]], int]:
    """Return an intake that meets the error."""

    def take(files: Sequence[Path]) -> int:
        assert files
        raise error

    return take


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_whatever_the_intake_raises_posting_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    announcer, one = site_with_one_due(tmp_path, capsys)
    with queue_of(announcer.site) as queue:
        jobs = Jobs(queue, failing(error))
        jobs.run_once()

        assert queue.store.get(one).state is State.READY
    assert failed(jobs) == {"take-in": 1}
    logged = [record for record in caplog.records if getattr(record, "event", "") == "duty-failed"]
    assert [getattr(record, "duty", "") for record in logged] == ["take-in"]
    assert (str(error) or repr(error)) in logged[0].getMessage()


def test_an_inbox_that_cannot_be_looked_into_shows_in_the_exit_code_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    announcer, one = site_with_one_due(tmp_path, capsys)
    inbox = announcer.site / "queue" / "inbox"
    inbox.rename(inbox.with_name("elsewhere"))
    inbox.symlink_to("long" * 100)  # longer than the name of any file, which even root cannot look into

    assert announcer("--json", "run", "--once") == EXIT_ITEM_FAILED

    assert '"duty-failed"' in announcer.err
    assert "File name too long" in announcer.err
    with queue_of(announcer.site) as queue:
        assert queue.store.get(one).state is State.READY


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_inbox_that_may_not_be_read_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    announcer, one = site_with_one_due(tmp_path, capsys)
    inbox = announcer.site / "queue" / "inbox"
    inbox.chmod(0)
    try:
        assert announcer("run", "--once") == EXIT_ITEM_FAILED
    finally:
        inbox.chmod(0o700)

    with queue_of(announcer.site) as queue:
        assert queue.store.get(one).state is State.READY


class OneAccountFails(SiteQueue):
    """A site whose first account cannot post."""

    def pumps(self) -> tuple[Pump, ...]:
        """Return a pump that always fails before those of the site."""

        def fail(_now: object) -> bool:
            raise KeyError("budget")

        broken = worker(self.store, FakeChannel(), self.clock, rules=PumpRules(is_open=fail))
        return (Pump(broken), *super().pumps())


def test_an_account_that_fails_does_not_keep_the_others_from_posting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    announcer, one = site_with_one_due(tmp_path, capsys)
    with queue_of(announcer.site) as queue:
        jobs = Jobs(
            OneAccountFails(queue.folder, queue.settings, queue.store, queue.clock, queue.environ), lambda _files: 0
        )
        jobs.run_once()

        assert queue.store.get(one).state is State.READY
    assert failed(jobs) == {"post": 1}
    assert jobs.heartbeat.rounds == 0
