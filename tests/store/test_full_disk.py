"""A disk that is full, or may only be read: the program stops where it stands and goes on when that is mended."""

import os
import re
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from announcer.core.posting.attention_reasons import ReasonKind
from announcer.core.posting.lifecycle import State
from announcer.core.posting.policies import PumpRules
from announcer.daemon.jobs import Jobs
from announcer.daemon.metrics import metrics
from announcer.errors import EXIT_FINE, StoreUnusableError
from announcer.services.posting.pump import Pump
from announcer.store.opening import SqlStore, open_sqlite
from tests.fakes import FakeChannel, FakeClock
from tests.queueing import approved, new, worker
from tests.sites import SLOTS, Commands, make_site, queue_of

RULES = PumpRules(min_gap=timedelta(0))
SIZE = 4 << 20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MiB of our own."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path) -> None:
    """Leave no room at all."""
    with (disk / "filler").open("ab", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


class FullAt:
    """Fills the disk when the store passes a point."""

    def __init__(self, disk: Path, point: str) -> None:
        self.disk = disk
        self.point = point

    def __call__(self, name: str) -> None:
        if name == self.point:
            self.point = ""
            fill(self.disk)


POINTS = [
    "claim.after_commit",
    "claim.before_commit",
    "upload.before_commit",
    "upload.after_commit",
    "sending.before_commit",
    "sending.after_commit",
    "post.before_commit",
    "post.after_commit",
]


@pytest.mark.parametrize("point", POINTS)
def test_a_disk_that_fills_up_doubles_and_loses_nothing(disk: Path, point: str) -> None:
    clock = FakeClock()
    channel = FakeChannel(clock=clock)
    store = open_sqlite(disk / "announcer.db", clock=clock)
    # Enough that the write-ahead log grows at every commit, wherever the disk happens to end.
    for number in range(1, 4):
        approved(store, number, alt_text="word " * 2000)
    store.close()
    store = open_sqlite(disk / "announcer.db", clock=clock, checkpoint=FullAt(disk, point))

    stopped = rounds(store, channel, clock)
    (disk / "filler").unlink()
    store.close()
    store = open_sqlite(disk / "announcer.db", clock=clock)
    assert not rounds(store, channel, clock)

    assert store.overview([]).counts == {State.POSTED: 3}
    assert sorted(post.id for post, _ in channel.timeline) == ["00000001", "00000002", "00000003"]
    assert stopped or point == "post.after_commit"
    store.close()


def rounds(store: SqlStore, channel: FakeChannel, clock: FakeClock) -> bool:
    """Pump for a while, as a daemon that is started again whenever it stops; return whether it had to stop."""
    stopped = False
    for _ in range(12):
        clock.advance(timedelta(minutes=2))
        try:
            Pump(worker(store, channel, clock, rules=RULES)).pump()
        except StoreUnusableError:
            stopped = True
    return stopped


def put_in_many(store: SqlStore) -> None:
    """Put in more than the room that SQLite has set aside."""
    for number in range(100):
        store.add(new(number, alt_text="word " * 2000), state=State.IN_REVIEW, actor="import")


def test_a_full_disk_says_what_to_do(disk: Path) -> None:
    store = open_sqlite(disk / "announcer.db", clock=FakeClock())
    fill(disk)

    with pytest.raises(StoreUnusableError, match="full") as stopped:
        put_in_many(store)

    assert "make room" in stopped.value.hint
    store.close()


def test_a_copy_that_finds_no_room_leaves_nothing_behind(disk: Path, tmp_path: Path) -> None:
    clock = FakeClock()
    store = open_sqlite(tmp_path / "announcer.db", clock=clock)
    put_in_many(store)
    fill(disk)
    (disk / "filler").write_bytes(b"\0" * (SIZE - (1 << 18)))

    with pytest.raises(StoreUnusableError, match="full"):
        store.back_up(disk / "backup.db", clock=clock)

    assert [path.name for path in disk.iterdir()] == ["filler"]
    store.close()


def test_a_disk_that_may_only_be_read_sends_nothing(disk: Path) -> None:
    clock = FakeClock()
    channel = FakeChannel(clock=clock)
    store = open_sqlite(disk / "announcer.db", clock=clock)
    approved(store)
    store.close()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)

    with pytest.raises(StoreUnusableError):
        rounds_once(disk, channel, clock)
    assert channel.timeline == []


def rounds_once(disk: Path, channel: FakeChannel, clock: FakeClock) -> None:
    """Open the store and pump once."""
    store = open_sqlite(disk / "announcer.db", clock=clock)
    try:
        Pump(worker(store, channel, clock, rules=RULES)).pump()
    finally:
        store.close()


def test_a_new_start_on_a_full_disk_says_what_to_do(disk: Path) -> None:
    open_sqlite(disk / "announcer.db", clock=FakeClock()).close()
    fill(disk)

    for name in ("announcer.db", "another.db"):
        with pytest.raises(StoreUnusableError) as stopped:
            open_sqlite(disk / name, clock=FakeClock())
        assert "make room" in stopped.value.hint


def test_a_new_start_on_a_disk_that_may_only_be_read_says_what_to_do(disk: Path) -> None:
    open_sqlite(disk / "announcer.db", clock=FakeClock()).close()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)

    for name in ("announcer.db", "another.db"):
        with pytest.raises(StoreUnusableError) as stopped:
            open_sqlite(disk / name, clock=FakeClock())
        assert re.search(r"write to the file and its folder|can be written to", stopped.value.hint)


def test_people_are_told_of_a_full_disk_though_the_queue_can_remember_nothing(
    disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = tmp_path / "told"
    notices = f'[notices]\nwait = "0 s"\ncommand = ["sh", "-c", "cat >> {told}"]\n'
    store = f'[store]\nurl = "{disk}/announcer.db"\n[daemon]\nbackup_folder = "{disk}/backups"\n'
    announcer = Commands(make_site(tmp_path / "site", SLOTS + notices + store), capsys)
    with queue_of(announcer.site) as queue:
        jobs = Jobs(queue, lambda _files: EXIT_FINE)
        jobs.run_once()
        fill(disk)
        with pytest.raises(StoreUnusableError, match="full"):
            put_in_many(queue.store)

        for _ in range(5):
            jobs.run_once()

        report = jobs.health_report()
    assert {reason.kind for reason in report.reasons} == {ReasonKind.JOB}
    assert b'announcer_person_needed{reason="job"} 0.0' not in metrics(report)
    assert told.read_text("utf-8").count('"subject": "A University: post has failed') == 1
