"""One wiring over one parsed settings object."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from announcer.errors import ConfigurationError
from tests.builders import PIXEL
from tests.sites import LEAST, RECORD, SLOTS, Commands, make_site, queue_of, queue_up

ONE = "00000001"


class CountedFile:
    """A file made into a pipe, which counts how often somebody reads it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._content = path.read_bytes()
        self.reads = 0

    def watch(self, act: Callable[[], object]) -> None:
        """Count the reads while `act` is at work."""
        self._path.unlink()
        os.mkfifo(self._path)
        threading.Thread(target=self._serve, daemon=True).start()
        act()

    def _serve(self) -> None:
        pause = threading.Event()
        while True:
            with self._path.open("wb") as pipe:  # waits for a reader
                self.reads += 1
                pipe.write(self._content)
            while self._has_reader():
                pause.wait(0.01)

    def _has_reader(self) -> bool:
        try:
            os.close(os.open(self._path, os.O_WRONLY | os.O_NONBLOCK))
        except OSError:
            return False
        return True


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", ONE),
        ("edit", ONE, "--sentence", "1", "--anyway"),
        ("approve", ONE),
        ("draft",),
        ("add", "a.toml"),
        ("check",),
        ("dry-run",),
        ("status",),
        ("queue", "--calendar"),
    ],
    ids=lambda arguments: " ".join(arguments[:1]),
)
def test_a_command_reads_the_settings_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    site = make_site(tmp_path)
    (site / "a.toml").write_text(RECORD, "utf-8")
    queue_up(site, card=PIXEL)
    monkeypatch.chdir(site)
    announcer = Commands(site, capsys)
    settings = CountedFile(site / "announcer.toml")

    settings.watch(lambda: announcer(*arguments))

    assert announcer.err == ""
    assert settings.reads == 1


def test_the_queue_and_its_site_have_the_same_settings(tmp_path: Path) -> None:
    with queue_of(make_site(tmp_path)) as queue:
        assert queue.site.settings is queue.settings


def test_what_needs_no_holidays_goes_without_their_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = make_site(tmp_path)
    queue_up(site)
    (site / "announcer.toml").write_text(LEAST + SLOTS + 'holidays = "holidays.txt"\n', "utf-8")
    announcer = Commands(site, capsys)

    with queue_of(site) as queue, pytest.raises(ConfigurationError):
        assert queue.rules
    assert announcer("approve", ONE) == 2
    assert announcer.lines("show", ONE)[0]["state"] == "in_review"
    assert announcer("cancel", ONE) == 0
