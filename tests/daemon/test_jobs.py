"""The daemon's jobs: whatever one of them meets, the others are done."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from announcer.core.posting.attention_reasons import ReasonKind
from announcer.core.posting.lifecycle import State
from announcer.core.posting.policies import PumpRules
from announcer.daemon.jobs import DaemonHooks, Jobs
from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, IntakeError, StoreUnusableError, described
from announcer.services.posting.pump import Pump
from announcer.wiring.site_queue import SiteQueue
from tests.fakes import FakeChannel
from tests.queueing import worker
from tests.sites import LEAST, RECORD, SLOTS, Commands, make_site, queue_of, queue_up

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
    assert described(error) in logged[0].getMessage()
    assert type(error).__name__ not in logged[0].getMessage()


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


# -- settings while it runs ----------------------------------------------------------------------------------------


def write_settings(site: Path, text: str) -> None:
    (site / "announcer.toml").write_text(text, "utf-8")


def events(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [getattr(record, "event", "") for record in caplog.records]


def test_changed_settings_are_taken_at_the_next_round(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    site = make_site(tmp_path)
    changed: list[str] = []
    with queue_of(site) as queue:
        hooks = DaemonHooks(on_new_queue=lambda new: changed.append(new.settings.schedule.timezone))
        jobs = Jobs(queue, lambda _files: 0, hooks)
        jobs.round()
        write_settings(site, LEAST + SLOTS + 'timezone = "Asia/Tehran"\n')
        jobs.round()
        jobs.round()

    assert changed == ["Asia/Tehran"]
    assert events(caplog).count("settings-read") == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (LEAST + "[schedule]\nslots = [1]\n", "schedule.slots[0]"),
        ("not toml", "announcer.toml:1"),
        (LEAST + SLOTS + 'holidays = "none.txt"\n', "schedule.holidays"),
        (LEAST + SLOTS + '[daemon]\ntick = "60 s"\n', "[daemon] changed: restart the daemon"),
    ],
)
def test_settings_that_cannot_be_taken_are_one_warning_and_posting_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, text: str, words: str
) -> None:
    announcer, one = site_with_one_due(tmp_path, capsys)
    taken: list[Sequence[Path]] = []
    with queue_of(announcer.site) as queue:
        jobs = Jobs(queue, lambda files: taken.append(files) or 0)  # type: ignore[func-returns-value]
        write_settings(announcer.site, text)
        for _ in range(3):
            jobs.run_once()

        assert queue.store.get(one).state is State.READY
        assert jobs.overview
        (reason,) = (reason for reason in jobs.overview.reasons if reason.kind is ReasonKind.SETTINGS)
        assert words in reason.message
        assert events(caplog).count("settings-broken") == 1
        assert len(taken) == 1  # before the first look at the settings

        write_settings(announcer.site, LEAST + SLOTS)
        jobs.run_once()
        assert [reason.kind for reason in jobs.overview.reasons] == []


def test_a_reload_that_was_asked_for_reads_them_again(tmp_path: Path) -> None:
    with queue_of(make_site(tmp_path)) as queue:
        jobs = Jobs(queue, lambda _files: 0)
        jobs.reread_settings()
        jobs.round()

        assert jobs.overview
        assert jobs.overview.reasons == ()


def test_a_job_that_goes_on_failing_is_logged_once_and_asks_for_a_person_until_it_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    announcer, _ = site_with_one_due(tmp_path, capsys)
    errors: list[Exception] = [IntakeError("the template is wrong")] * 4

    def take(_files: Sequence[Path]) -> int:
        if errors:
            raise errors.pop()
        return 0

    kinds = []
    with queue_of(announcer.site) as queue:
        jobs = Jobs(queue, take)
        for _ in range(5):
            jobs.run_once()
            assert jobs.overview
            kinds.append([reason.kind.value for reason in jobs.overview.reasons])

    assert kinds == [[], [], ["job"], ["job"], []]
    assert [name for name in events(caplog) if name.startswith("duty")] == ["duty-failed", "duty-works"]
    assert failed(jobs) == {"take-in": 4}


def test_each_post_of_a_long_round_is_progress_that_a_supervisor_sees(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    announcer = Commands(make_site(tmp_path), capsys)
    many = [queue_up(announcer.site, number) for number in range(1, 4)]
    announcer("approve", *many, "--now")
    progress: list[float] = []
    with queue_of(announcer.site) as queue:
        jobs = Jobs(queue, lambda _files: 0, DaemonHooks(on_progress=lambda: progress.append(jobs.heartbeat.last)))
        jobs.post()

    assert len(progress) == len(many) + 2  # one that found nothing due, and the end of the round
