"""What the daemon reports to machines."""

import http.client
import json
import re
import shutil
import socket
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from announcer.core.posting.attention import Due
from announcer.core.posting.attention_reasons import Reason, ReasonKind
from announcer.core.posting.history import MOVES
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Overview, Pace, Unit, Used
from announcer.daemon.health_server import MOST_CALLERS, serve
from announcer.daemon.jobs import JOBS
from announcer.daemon.metrics import HealthReport, metrics
from announcer.errors import StoreUnusableError
from announcer.services.overview import QueueOverview
from tests.fakes import START

ROOT = Path(__file__).parents[2]
LABELS = ("state", "channel", "account", "duty", "move", "reason", "version", "python")
X = ("x", "iums")
COST = Used(channel="x", account="iums", window="2026-11", unit=Unit.COST, used=205_000, cap=1_000_000)
POSTS = Used(channel="x", account="iums", window="2026-11-23", unit=Unit.POSTS, used=2, cap=6)
PAUSED = Pace(channel="x", account="iums", paused="402")
REASON = Reason(kind=ReasonKind.PAUSED, subject="x/iums", since=START, message="x/iums is paused: 402")


def overview(**changes: Any) -> QueueOverview:
    fields: dict[str, Any] = {
        "at": START,
        "overview": Overview(counts={State.POSTED: 3}, held=1),
        "reasons": [REASON],
        "accounts": [X],
        "due": [Due(channel="x", account="iums", number=2, oldest=START - timedelta(minutes=5))],
        "budgets": [POSTS, COST],
        "paces": [PAUSED],
        "last_posted": {X: START - timedelta(hours=1)},
        "retractions": None,
        "seen": {},
    }
    lists = ("retracted", "unknown", "ready", "failed", "coming", "stranded")
    return QueueOverview(**(dict.fromkeys(lists, ()) | fields | changes))


def report(**changes: Any) -> HealthReport:
    fields: dict[str, Any] = {
        "age": timedelta(seconds=12),
        "stall_after": timedelta(minutes=5),
        "rounds": 7,
        "failures": dict.fromkeys(JOBS, 0) | {"post": 1},
        "overview": overview(),
        "moves": {"post": 3},
        "delays": {X: 4},
    }
    return HealthReport(**(fields | changes))


def samples(text: str) -> dict[tuple[str, ...], float]:
    """Return the figures by name and labels, as Prometheus' own parser reads them."""
    return {
        (sample.name, *(sample.labels[name] for name in LABELS if name in sample.labels)): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@contextmanager
def serving(found: HealthReport | Exception, address: str = "127.0.0.1", seconds: float = 10) -> Iterator[int]:
    def answer() -> HealthReport:
        if isinstance(found, Exception):
            raise found
        return found

    with serve(address, 0, answer, seconds=seconds) as port:
        yield port


def asked(path: str, found: HealthReport | Exception) -> tuple[int, str]:
    with serving(found) as port:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()


# -- health --------------------------------------------------------------------------------------------------------


def test_a_daemon_that_goes_round_is_well_and_says_what_a_person_is_needed_for() -> None:
    status, body = asked("/healthz", report())

    assert (status, json.loads(body)) == (
        200,
        {
            "ok": True,
            "round_age_seconds": 12.0,
            "seen_at": "2026-11-23T06:00:00+00:00",
            "person_needed": True,
            "reasons": [
                {
                    "id": "paused:x/iums",
                    "kind": "paused",
                    "subject": "x/iums",
                    "since": "2026-11-23T06:00:00+00:00",
                    "message": "x/iums is paused: 402",
                    "remedy": "settle that, then let the channel go on",
                }
            ],
        },
    )


def test_before_the_first_look_nobody_knows_whether_a_person_is_needed() -> None:
    status, body = asked("/healthz", report(overview=None))

    assert (status, json.loads(body)["person_needed"]) == (200, None)
    assert asked("/metrics", report(overview=None))[0] == 200


def test_a_daemon_that_stopped_going_round_is_not_well() -> None:
    status, body = asked("/healthz", report(age=timedelta(minutes=6)))

    assert (status, json.loads(body)["ok"]) == (503, False)


def test_a_store_that_does_not_answer_is_told() -> None:
    status, body = asked("/healthz", StoreUnusableError("the disk is full"))

    assert (status, json.loads(body)["why"]) == (503, "the disk is full")


@pytest.mark.parametrize("path", ["/", "/healthz/x"])
def test_there_are_no_other_pages(path: str) -> None:
    assert asked(path, report())[0] == 404


# -- the server ----------------------------------------------------------------------------------------------------


def test_head_is_answered_as_get_without_the_body() -> None:
    with serving(report()) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("HEAD", "/metrics")
        reply = connection.getresponse()
        assert (reply.status, reply.read()) == (200, b"")
        assert int(reply.headers["content-length"]) > 1000
        connection.close()


def has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
@pytest.mark.parametrize("address", ["::1", "[::1]"])
def test_it_answers_on_an_ipv6_address(address: str) -> None:
    with (
        serving(report(), address) as port,
        urllib.request.urlopen(f"http://[::1]:{port}/healthz", timeout=20) as reply,
    ):
        assert reply.status == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8080", 200),
        ("localhost", 200),
        ("[::1]:8080", 200),
        ("", 200),
        ("evil.example", 421),
        ("10.0.0.1", 421),
    ],
)
def test_a_name_that_a_web_page_led_here_is_refused_where_only_this_machine_may_ask(host: str, status: int) -> None:
    with serving(report()) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/healthz", headers={"Host": host})
        assert connection.getresponse().status == status
        connection.close()


def test_other_machines_may_call_it_what_they_like_where_they_may_ask() -> None:
    with serving(report(), "0.0.0.0") as port:  # noqa: S104 (that is the test)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/healthz", headers={"Host": "announcer:8080"})
        assert connection.getresponse().status == 200
        connection.close()


def test_a_caller_that_drips_has_one_deadline_for_all_of_it() -> None:
    with serving(report(), seconds=1) as port, socket.create_connection(("127.0.0.1", port)) as caller:
        caller.settimeout(20)
        done = threading.Event()

        def drip() -> None:
            while not done.wait(0.2):
                try:
                    caller.sendall(b"G")
                except OSError:
                    return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        try:
            assert caller.recv(10) == b""  # well within the 20 s, though each byte came in time
        except ConnectionResetError:
            pass
        finally:
            done.set()
            thread.join()


def test_further_callers_are_turned_away_and_served_once_there_is_room() -> None:
    with serving(report()) as port, ExitStack() as stack:
        idle = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(MOST_CALLERS)]
        with pytest.raises((OSError, http.client.HTTPException)):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=20)

        for caller in idle:
            caller.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
            assert caller.recv(12) == b"HTTP/1.0 200"
            caller.close()
        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=20).close()


# -- figures -------------------------------------------------------------------------------------------------------


def test_metrics_have_a_series_for_everything_that_can_happen_from_the_start() -> None:
    figures = samples(metrics(report(failures=dict.fromkeys(JOBS, 0), moves={}, delays={})).decode())

    assert {figure[1] for figure in figures if figure[0] == "announcer_announcements"} == set(State)
    assert {figure[1] for figure in figures if figure[0] == "announcer_person_needed"} == set(ReasonKind)
    assert {figure[1] for figure in figures if figure[0] == "announcer_failures_total"} == set(JOBS)
    assert {figure[1] for figure in figures if figure[0] == "announcer_moves_total"} == {
        move.name for move in MOVES
    }
    assert figures["announcer_delays_total", "x", "iums"] == 0


def test_metrics_tell_how_the_queue_and_its_accounts_are() -> None:
    status, body = asked("/metrics?x", report())
    figures = samples(body)

    assert status == 200
    assert figures["announcer_announcements", "posted"] == 3
    assert figures["announcer_held",] == 1
    assert figures["announcer_person_needed", "paused"] == 1
    assert figures["announcer_person_needed", "failed"] == 0
    assert figures["announcer_paused", "x", "iums"] == 1
    assert figures["announcer_due", "x", "iums"] == 2
    assert figures["announcer_oldest_due_seconds", "x", "iums"] == 300
    assert figures["announcer_last_posted_timestamp_seconds", "x", "iums"] == START.timestamp() - 3600
    assert figures["announcer_round_age_seconds",] == 12
    assert figures["announcer_rounds_total",] == 7
    assert figures["announcer_failures_total", "post"] == 1
    assert figures["announcer_moves_total", "post"] == 3
    assert figures["announcer_delays_total", "x", "iums"] == 4


def test_what_is_used_up_stands_beside_its_cap_posts_and_money_apart_and_without_dates() -> None:
    figures = samples(metrics(report()).decode())

    assert figures["announcer_day_posts", "x", "iums"] == 2
    assert figures["announcer_day_posts_cap", "x", "iums"] == 6
    assert figures["announcer_month_cost_dollars", "x", "iums"] == pytest.approx(0.205)
    assert figures["announcer_month_cost_cap_dollars", "x", "iums"] == 1
    assert not [figure for figure in figures if any("2026" in label for label in figure)]


@pytest.mark.parametrize("account", ['the "press" office', "back\\slash", "two\nlines", "دانشگاه"])
def test_an_account_of_any_name_can_be_read_by_prometheus(account: str) -> None:
    found = overview(accounts=[("x", account)])

    assert samples(metrics(report(overview=found)).decode())["announcer_paused", "x", account] == 0


def test_every_figure_is_in_the_documentation() -> None:
    page = (ROOT / "docs" / "reference" / "monitoring.md").read_text("utf-8")

    names = {name for name, *_ in samples(metrics(report()).decode())}
    assert {name for name in names if f"`{name}`" not in page} == set()


def promtool(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    program = shutil.which("promtool")
    if program is None:
        pytest.skip("promtool is not installed (Debian: apt-get install prometheus)")
    return subprocess.run([program, *arguments], input=given, capture_output=True, text=True, check=False)


def test_prometheus_own_checker_finds_nothing_wrong_with_the_figures() -> None:
    done = promtool("check", "metrics", given=metrics(report()).decode())

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


RULES = ROOT / "deploy" / "prometheus-rules.yaml"


def test_prometheus_own_checker_reads_the_alert_rules() -> None:
    done = promtool("check", "rules", str(RULES))

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_alert_rules_ask_for_figures_that_there_are() -> None:
    names = {name for name, *_ in samples(metrics(report()).decode())}
    asked_for = set(re.findall(r"\bannouncer_\w+", RULES.read_text("utf-8")))

    assert asked_for
    assert asked_for - names == set()
