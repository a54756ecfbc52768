"""What machines are told of the daemon."""

import json
import urllib.error
import urllib.request
from datetime import timedelta
from typing import Any

import pytest

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Overview, Pace, Unit, Used
from announcer.daemon.health import HealthReport, metrics, serve
from announcer.errors import StoreUnusableError

USED = Used(channel="x", account="iums", window="2026-11", unit=Unit.COST, used=205_000, cap=1_000_000)


def vitals(**changes: Any) -> HealthReport:
    fields: dict[str, Any] = {
        "age": timedelta(seconds=12),
        "patience": timedelta(minutes=5),
        "rounds": 7,
        "failures": {"post": 1},
        "overview": Overview(
            counts={State.POSTED: 3}, paused=(Pace(channel="x", account="iums", paused="402"),), used=(USED,)
        ),
    }
    return HealthReport(**(fields | changes))


def asked(path: str, found: HealthReport | Exception) -> tuple[int, str]:
    def answer() -> HealthReport:
        if isinstance(found, Exception):
            raise found
        return found

    with serve("127.0.0.1", 0, answer) as port:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()


def test_a_daemon_that_goes_round_is_well() -> None:
    status, body = asked("/healthz", vitals())

    assert (status, json.loads(body)) == (200, {"ok": True, "round_age_seconds": 12.0, "person_needed": True})


def test_a_daemon_that_stopped_going_round_is_not() -> None:
    status, body = asked("/healthz", vitals(age=timedelta(minutes=6)))

    assert (status, json.loads(body)["ok"]) == (503, False)


def test_a_store_that_does_not_answer_is_told() -> None:
    status, body = asked("/healthz", StoreUnusableError("the disk is full"))

    assert (status, json.loads(body)["why"]) == (503, "the disk is full")


@pytest.mark.parametrize("path", ["/", "/healthz/x"])
def test_there_are_no_other_pages(path: str) -> None:
    assert asked(path, vitals())[0] == 404


def test_metrics_have_a_line_for_every_state_and_every_trouble() -> None:
    lines = metrics(vitals()).splitlines()

    assert 'announcer_announcements{state="posted"} 3' in lines
    assert sum(line.startswith("announcer_announcements{") for line in lines) == len(State)
    assert "announcer_paused_accounts 1" in lines
    assert 'announcer_budget_used{channel="x",account="iums",window="2026-11",unit="cost"} 205000' in lines
    assert 'announcer_failures_total{duty="post"} 1' in lines
    assert asked("/metrics?x", vitals())[1].splitlines() == lines
