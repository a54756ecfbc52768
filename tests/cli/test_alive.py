"""Whether the daemon of this machine is at work, as a container's health check asks."""

from datetime import timedelta

from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED
from announcer.system.clock import SystemClock
from announcer.wiring.site_queue import worker_name
from tests.fakes import FakeClock
from tests.sites import Commands, queue_of


def heartbeat(announcer: Commands, name: str, ago: timedelta) -> None:
    with queue_of(announcer.site, FakeClock(SystemClock().now() - ago)) as queue:
        queue.store.record_heartbeat(name)


def test_a_daemon_that_was_just_at_work_is_alive(announcer: Commands) -> None:
    heartbeat(announcer, worker_name(), timedelta(minutes=1))

    assert announcer("alive") == EXIT_FINE
    assert "1 min ago" in announcer.out
    (line,) = announcer.lines("alive")
    assert line["alive"] is True


def test_one_that_was_not_for_longer_is_not(announcer: Commands) -> None:
    heartbeat(announcer, worker_name(), timedelta(minutes=11))

    assert announcer("alive") == EXIT_ITEM_FAILED
    assert announcer("alive", "--minutes", "15") == EXIT_FINE


def test_one_that_never_was_is_not_whatever_others_do(announcer: Commands) -> None:
    heartbeat(announcer, "another-machine-1", timedelta())

    assert announcer("alive") == EXIT_ITEM_FAILED
    assert "No daemon of this machine" in announcer.out


def test_a_round_of_the_daemon_makes_it_alive(announcer: Commands) -> None:
    announcer("run", "--once")

    assert announcer("alive") == EXIT_FINE
