"""A site on PostgreSQL: the same commands, and daemons on several machines."""

import subprocess
import sys
from pathlib import Path

import pytest

from announcer.core.posting.lifecycle import State
from announcer.errors import EXIT_FINE
from tests.databases import fresh_schema
from tests.sites import SLOTS, Commands, make_site, queue_of, queue_up

POSTS = 6


@pytest.fixture
def announcer(tmp_path: Path, postgres_url: str, capsys: pytest.CaptureFixture[str]) -> Commands:
    store = f'[store]\nurl = "{fresh_schema(postgres_url)}"\n'
    return Commands(make_site(tmp_path / "site", f"{SLOTS}daily_cap = {POSTS}\n{store}"), capsys)


def test_the_commands_work_as_on_sqlite(announcer: Commands, tmp_path: Path) -> None:
    one = queue_up(announcer.site)

    assert announcer("approve", one, "--now") == EXIT_FINE
    assert announcer("run", "--once") == EXIT_FINE
    assert announcer.lines("status")[0]["counts"] == {"ready": 1}
    assert announcer("backup", str(tmp_path / "copy.db")) == EXIT_FINE
    assert not (announcer.site / "queue" / "backups").exists()


def test_several_daemons_share_the_work_and_hold_the_day_s_cap(announcer: Commands) -> None:
    for number in range(1, POSTS + 4):
        announcer("approve", queue_up(announcer.site, number), "--now")

    command = [sys.executable, "-m", "announcer", "--site", str(announcer.site), "run", "--once"]
    workers = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    logs = [worker.communicate()[1] for worker in workers]

    assert sum(log.count("post-ready") for log in logs) == POSTS
    with queue_of(announcer.site) as queue:
        assert queue.store.overview(queue.windows()).counts == {State.READY: POSTS, State.SCHEDULED: 3}


def test_a_queue_moves_from_sqlite_to_postgresql(
    announcer: Commands, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Commands(make_site(tmp_path / "before"), capsys)
    one = queue_up(before.site)
    before("approve", one)
    before("backup", str(tmp_path / "move.db"))

    assert announcer("restore", str(tmp_path / "move.db")) == EXIT_FINE
    assert announcer.lines("queue") == before.lines("queue")
