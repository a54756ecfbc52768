"""What the daemon reports to machines."""

import dataclasses
import json
import urllib.error
import urllib.request
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Overview, Pace, Unit, Used
from announcer.daemon.health import serve
from announcer.daemon.metrics import HealthReport, metrics
from announcer.errors import StoreUnusableError

ROOT = Path(__file__).parents[2]
ORDER = ("state", "channel", "account", "window", "unit", "duty")
USED = Used(channel="x", account="iums", window="2026-11", unit=Unit.COST, used=205_000, cap=1_000_000)


def report(**changes: Any) -> HealthReport:
    fields: dict[str, Any] = {
        "age": timedelta(seconds=12),
        "stall_after": timedelta(minutes=5),
        "rounds": 7,
        "failures": {"post": 1},
        "overview": Overview(
            counts={State.POSTED: 3}, paused=(Pace(channel="x", account="iums", paused="402"),), used=(USED,)
        ),
    }
    return HealthReport(**(fields | changes))


def samples(text: str) -> dict[tuple[str, ...], float]:
    """Return the figures by name and labels, as Prometheus' own parser reads them."""
    return {
        (sample.name, *(sample.labels[name] for name in ORDER if name in sample.labels)): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


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
    status, body = asked("/healthz", report())

    assert (status, json.loads(body)) == (200, {"ok": True, "round_age_seconds": 12.0, "person_needed": True})


def test_a_daemon_that_stopped_going_round_is_not() -> None:
    status, body = asked("/healthz", report(age=timedelta(minutes=6)))

    assert (status, json.loads(body)["ok"]) == (503, False)


def test_a_store_that_does_not_answer_is_told() -> None:
    status, body = asked("/healthz", StoreUnusableError("the disk is full"))

    assert (status, json.loads(body)["why"]) == (503, "the disk is full")


@pytest.mark.parametrize("path", ["/", "/healthz/x"])
def test_there_are_no_other_pages(path: str) -> None:
    assert asked(path, report())[0] == 404


def test_metrics_have_a_line_for_every_state_and_every_trouble() -> None:
    status, body = asked("/metrics?x", report())
    figures = samples(body)

    assert status == 200
    assert figures["announcer_announcements", "posted"] == 3
    assert [figure[1] for figure in figures if figure[0] == "announcer_announcements"] == [*State]
    assert figures["announcer_paused_accounts",] == 1
    assert figures["announcer_budget_used", "x", "iums", "2026-11", "cost"] == 205_000
    assert figures["announcer_round_age_seconds",] == 12
    assert figures["announcer_rounds_total",] == 7
    assert figures["announcer_failures_total", "post"] == 1


@pytest.mark.parametrize("account", ['the "press" office', "back\\slash", "two\nlines", "دانشگاه"])
def test_an_account_of_any_name_can_be_read_by_prometheus(account: str) -> None:
    used = dataclasses.replace(USED, account=account)

    figures = samples(metrics(report(overview=Overview(used=(used,)))).decode())

    assert figures["announcer_budget_used", "x", account, "2026-11", "cost"] == 205_000


def test_every_figure_is_in_the_documentation() -> None:
    page = (ROOT / "docs" / "how-to" / "run-as-a-service.md").read_text("utf-8")

    names = {name for name, *_ in samples(metrics(report()).decode())}
    assert {name for name in names if f"`{name}" not in page} == set()
