"""A site without an API: at its time a post lies ready for a person, who records it."""

import json
import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest

from announcer.channels.registry import rules_of
from announcer.core.posting.lifecycle import State
from announcer.daemon.jobs import Jobs
from announcer.daemon.scheduler import InboxRunner
from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED
from announcer.services.review.reviewing import Review, ReviewRules
from tests.builders import PIXEL
from tests.fakes import FakeClock
from tests.sites import RECORD, Commands, make_site, queue_of, queue_up

ONE = "00000001"


def test_what_was_approved_lies_ready_until_somebody_records_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    announcer = Commands(make_site(tmp_path), capsys)
    queue_up(announcer.site)
    announcer("approve", ONE, "--now")

    assert announcer("run", "--once") == EXIT_FINE

    folder = announcer.site / "queue" / "ready" / ONE
    assert (folder / "post.txt").read_text("utf-8").startswith("Publication 1")
    assert (folder / "card.png").read_bytes() == PIXEL
    assert announcer.lines("status")[0]["ready"][0]["id"] == ONE
    announcer("status")
    assert str(folder) in announcer.out

    announcer("posted", ONE, "--url", "https://x.com/iums/status/42")
    assert announcer.lines("status")[0]["ready"] == []
    assert not folder.exists()


@pytest.mark.parametrize(
    "step",
    [("edit", ONE, "--alt-text", "Better"), ("cancel", ONE), ("posted", ONE, "--url", "https://x.com/i/status/42")],
)
def test_what_is_not_to_be_posted_any_more_lies_ready_no_longer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], step: tuple[str, ...]
) -> None:
    announcer = Commands(make_site(tmp_path), capsys)
    for number in (1, 2):
        announcer("approve", queue_up(announcer.site, number), "--now")
    announcer("run", "--once")

    assert announcer(*step) == EXIT_FINE

    assert [path.name for path in (announcer.site / "queue" / "ready").iterdir()] == ["00000002"]


def test_the_daemon_clears_away_what_a_killed_command_left(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    site = make_site(tmp_path)
    queue_up(site)
    with queue_of(site) as queue:
        queue.review.approve(ONE, actor="sara", at_once=True)
        jobs = Jobs(queue, lambda _files: 0)
        jobs.post()
        Review(queue.store, ReviewRules(), rules_of=rules_of).cancel(
            ONE, actor="sara"
        )  # killed before it cleared anything

        caplog.set_level("INFO")
        jobs.remind()

    assert not (site / "queue" / "ready" / ONE).exists()
    assert "is not to be posted any more" in caplog.text


def test_the_inbox_is_taken_in_without_anybody_s_doing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    announcer = Commands(make_site(tmp_path, '[posting]\napproval = "automatic"\n'), capsys)
    inbox = announcer.site / "queue" / "inbox"
    (inbox / "a.toml").write_text(RECORD, "utf-8")
    with queue_of(announcer.site) as queue:
        jobs = Jobs(queue, lambda files: announcer("add", "--take", *map(str, files)))
        jobs.take_in()  # it was written just now
        assert list(inbox.iterdir())

        jobs.take_in()

        assert not list(inbox.iterdir())
        assert [queued.state for queued in queue.store.listing()] == [State.SCHEDULED]


def test_a_file_that_kills_the_program_is_set_aside(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    for name in ("a.toml", "b.toml"):
        (site / "queue" / "inbox" / name).write_text(RECORD, "utf-8")
    with queue_of(site) as queue:
        jobs = Jobs(queue, lambda _files: -9)
        jobs.take_in()  # both were written just now
        jobs.take_in()  # both may be at fault
        jobs.take_in()

    assert [path.name for path in (site / "queue" / "inbox").iterdir()] == ["b.toml"]
    assert (site / "queue" / "rejected" / "a.toml.error.txt").exists()


def test_a_round_that_takes_in_no_file_in_its_time_is_killed(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    file = site / "queue" / "inbox" / "a.toml"
    file.write_text(RECORD, "utf-8")

    code = InboxRunner(site, round_seconds=0.02, most_seconds=0.04)([file])  # it takes longer to begin

    assert code == -signal.SIGKILL
    assert file.exists()


def test_a_round_goes_on_past_its_time_until_it_has_taken_in_a_file(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    file = site / "queue" / "inbox" / "a.toml"
    file.write_text(RECORD, "utf-8")
    os.utime(file, (1e9, 1e9))

    code = InboxRunner(site, round_seconds=0.02, most_seconds=300)([file])

    assert code == 0
    assert not file.exists()


def test_a_file_that_takes_longer_than_a_round_comes_in_by_rounds(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    file = site / "queue" / "inbox" / "long.jsonl"
    lines = (json.dumps({"title": f"Salt and sleep, study {n}", "doi": f"10.5555/s{n}"}) for n in range(40))
    file.write_text("\n".join(lines), "utf-8")
    os.utime(file, (1e9, 1e9))
    with queue_of(site) as queue:
        jobs = Jobs(queue, InboxRunner(site, round_seconds=1.5, most_seconds=300))
        for _ in range(100):
            jobs.take_in()
            if not file.exists():
                break

        assert len(queue.store.publications(limit=100)) == 40
    assert [path.name for path in (site / "queue" / "imported").iterdir()] == ["long.jsonl"]


def test_somebody_is_reminded_once_a_day(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    site = make_site(tmp_path)
    queue_up(site)
    clock = FakeClock()
    with queue_of(site, clock) as queue:
        queue.review.approve(ONE, actor="sara", at_once=True)
        jobs = Jobs(queue, lambda _files: 0)
        jobs.post()

        for hours in (1, 24, 1):
            clock.advance(timedelta(hours=hours))
            jobs.remind()

    assert [record.message for record in caplog.records if getattr(record, "event", "") == "post-waits"] == [
        "00000001 lies ready since 2026-11-23 06:00 and is not recorded as posted: Publication 1"
    ]


def test_everything_is_done_once_for_cron(tmp_path: Path) -> None:
    site = make_site(tmp_path, "[daemon]\nbackup_keep = 1\n")
    clock = FakeClock()
    with queue_of(site, clock) as queue:
        jobs = Jobs(queue, lambda _files: 0)
        jobs.run_once()
        clock.advance(timedelta(days=2))
        jobs.run_once()

    assert [path.name for path in (site / "queue" / "backups").iterdir()] == ["announcer-20261125T060000Z.db"]
    assert jobs.heartbeat.rounds == 2


def test_a_duty_that_fails_keeps_no_other_from_being_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    announcer = Commands(make_site(tmp_path), capsys)
    (announcer.site / "queue" / "backups").write_text("in the way", "utf-8")
    queue_up(announcer.site)
    announcer("approve", ONE, "--now")

    assert announcer("run", "--once") == EXIT_ITEM_FAILED
    assert "back-up failed" in announcer.err
    assert announcer.lines("status")[0]["counts"] == {"ready": 1}


def test_what_lay_in_the_inbox_is_brought_in_by_a_process_of_its_own(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    file = site / "queue" / "inbox" / "a.toml"
    file.write_text(RECORD, "utf-8")
    os.utime(file, (0, 0))
    with queue_of(site) as queue:
        Jobs(queue, InboxRunner(site)).take_in()

        (queued,) = queue.store.listing()
        assert [event.actor for event in queue.store.history(queued.id)] == ["inbox"]
    assert not file.exists()
