"""Whose name stands in the history."""

import getpass

import pytest

from tests.sites import Commands, queue_of, queue_up

ONE = "00000001"


@pytest.fixture(autouse=True)
def _no_name_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ANNOUNCER_ACTOR", "SUDO_USER"):
        monkeypatch.delenv(name, raising=False)


def actor_of_the_last_event(announcer: Commands) -> str:
    with queue_of(announcer.site) as queue:
        return queue.store.history(ONE)[-1].actor


def test_it_is_the_user_s(announcer: Commands) -> None:
    queue_up(announcer.site)
    announcer("hold", ONE)

    assert actor_of_the_last_event(announcer) == getpass.getuser()


def test_it_is_that_of_whoever_called_sudo(announcer: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    queue_up(announcer.site)
    monkeypatch.setenv("SUDO_USER", "sara")
    announcer("hold", ONE)

    assert actor_of_the_last_event(announcer) == "sara"


def test_a_page_or_a_script_names_somebody(announcer: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    queue_up(announcer.site)
    monkeypatch.setenv("SUDO_USER", "sara")
    monkeypatch.setenv("ANNOUNCER_ACTOR", "editor")
    announcer("hold", ONE)

    assert actor_of_the_last_event(announcer) == "editor"


def test_a_name_on_the_command_line_goes_before_all(announcer: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    queue_up(announcer.site)
    monkeypatch.setenv("ANNOUNCER_ACTOR", "editor")
    announcer("--actor", "ali", "hold", ONE)

    assert actor_of_the_last_event(announcer) == "ali"
