"""One wiring over one parsed settings object."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from announcer.errors import ConfigurationError
from tests.builders import PIXEL
from tests.sites import LEAST, RECORD, SLOTS, Commands, make_site, queue_of, queue_up

ONE = "00000001"


_opened: list[str] | None = None


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _opened is not None and isinstance(arguments[0], str):
        _opened.append(arguments[0])


sys.addaudithook(_note)


def times_opened(path: Path, act: Callable[[], object]) -> int:
    """Return how often a file is opened while `act` is at work, as Python's audit events tell (PEP 578)."""
    global _opened  # noqa: PLW0603 (an audit hook cannot be taken away again, and has no other way to be told)
    _opened = []
    try:
        act()
        return _opened.count(str(path))
    finally:
        _opened = None


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

    assert times_opened(site / "announcer.toml", lambda: announcer(*arguments)) == 1

    assert announcer.err == ""


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
