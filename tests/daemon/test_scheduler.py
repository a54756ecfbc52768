"""The daemon as a process of its own: it starts, reports how it is, and stops when it is asked to."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from announcer.core.posting.lifecycle import State
from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, EXIT_USAGE
from tests.fakex import FakeX
from tests.sites import SLOTS, Commands, make_site, queue_of, queue_up, x_environment, x_table

HANG_GUARD = 30


@contextmanager
def daemon(site: Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """Run the daemon until the block ends; yield it once it is at work."""
    command = [sys.executable, "-m", "announcer", "--site", str(site), "--json", "run"]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}, cwd=Path(__file__).parents[2]
    )
    try:
        wait_for(process, "daemon-started")
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(process: subprocess.Popen[str], event: str) -> dict[str, object]:
    """Read the log up to a record of that event."""
    assert process.stderr
    seen = []
    for line in process.stderr:
        seen.append(line)
        json.loads(line)
        if f'"{event}"' in line:
            record: dict[str, object] = json.loads(line)
            return record
    raise AssertionError("".join(seen))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


@pytest.mark.parametrize("order", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_it_is_asked_to(tmp_path: Path, order: signal.Signals) -> None:
    with daemon(make_site(tmp_path)) as process:
        process.send_signal(order)

        assert wait_for(process, "daemon-stopped")["finished"] is True
        assert process.wait(HANG_GUARD) == EXIT_FINE


def test_it_leaves_a_call_that_does_not_end_and_never_sends_twice(tmp_path: Path) -> None:
    with FakeX() as x:
        site = make_site(tmp_path, SLOTS + x_table(x.url))
        one = queue_up(site)
        with queue_of(site) as queue:
            queue.review.approve(one, actor="sara", at_once=True)
        x.arm("create", "timeout-after")
        with daemon(site, **x_environment()) as process:
            while not x.world.posts:
                assert process.poll() is None
            process.send_signal(signal.SIGTERM)

            assert wait_for(process, "daemon-stopped")["finished"] is False
            assert process.wait(HANG_GUARD) == EXIT_FINE
        with daemon(site, **x_environment()) as process:
            wait_for(process, "backup-written") if not (site / "queue" / "backups").exists() else None
            process.send_signal(signal.SIGTERM)
            process.wait(HANG_GUARD)

        with queue_of(site) as queue:
            assert queue.store.get(one).state in {State.SENDING, State.UNKNOWN}
        assert len(x.world.posts) == 1


def test_a_second_daemon_on_one_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = make_site(tmp_path)
    announcer = Commands(site, capsys)
    with daemon(site) as process:
        assert announcer("run", "--once") == EXIT_ITEM_FAILED
        assert f"process {process.pid}" in announcer.err
        assert announcer("status") == EXIT_FINE


def test_it_reports_how_it_is(tmp_path: Path) -> None:
    port = free_port()
    site = make_site(tmp_path, f"[daemon]\nhealth_port = {port}\n")
    with daemon(site):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=HANG_GUARD) as answer:
            assert json.load(answer)["ok"] is True
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=HANG_GUARD) as answer:
            assert 'announcer_announcements{state="posted"} 0.0' in answer.read().decode()


def test_a_taken_port_is_reported_with_its_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        announcer = Commands(make_site(tmp_path, f"[daemon]\nhealth_port = {port}\n"), capsys)
        command = [sys.executable, "-m", "announcer", "--site", str(announcer.site), "run"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=HANG_GUARD, check=False)

    assert done.returncode == EXIT_USAGE
    assert "daemon.health_port" in done.stderr


def test_it_reports_to_its_supervisor_that_it_is_ready_alive_and_stopping(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
        supervisor.bind(str(tmp_path / "notify"))
        supervisor.settimeout(HANG_GUARD)
        with daemon(make_site(tmp_path / "site"), NOTIFY_SOCKET=str(tmp_path / "notify")) as process:
            messages = [supervisor.recv(100), supervisor.recv(100)]
            process.send_signal(signal.SIGTERM)
            while messages[-1] == b"WATCHDOG=1":
                messages.append(supervisor.recv(100))

    assert messages[:2] == [b"READY=1", b"WATCHDOG=1"]
    assert messages[-1] == b"STOPPING=1"


def test_a_hangup_does_not_end_it(tmp_path: Path) -> None:
    with daemon(make_site(tmp_path)) as process:
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGTERM)

        assert wait_for(process, "daemon-stopped")["finished"] is True


def test_it_says_how_it_is_at_once_while_another_process_keeps_the_queue_for_itself(tmp_path: Path) -> None:
    port = free_port()
    site = make_site(tmp_path, f"[daemon]\nhealth_port = {port}\n")
    with daemon(site), closing(sqlite3.connect(site / "queue" / "announcer.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for page in ("healthz", "metrics"):
            # the store would be waited for for 30 s
            urllib.request.urlopen(f"http://127.0.0.1:{port}/{page}", timeout=15).close()
        other.execute("ROLLBACK")


def test_what_taking_files_in_says_stands_in_the_log_and_not_between_its_lines(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    file = site / "queue" / "inbox" / "a.toml"
    file.write_text("no record", "utf-8")
    os.utime(file, (0, 0))
    with daemon(site) as process:
        record = wait_for(process, "inbox-problem")  # it reads every line before as JSON, too

    assert "a.toml" in str(record["message"])


def test_it_starts_without_the_libraries_that_draw() -> None:
    heavy = {"PIL", "uharfbuzz", "jinja2", "tweepy", "psycopg", "rich"}
    program = f"import sys, announcer.cli.run; print(*{heavy} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )

    assert done.stdout.strip() == ""
