"""The log of what becomes of announcements."""

import logging
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from announcer.core.posting import lifecycle
from announcer.core.posting.history import EVENT_NAMES, MOVES
from announcer.core.posting.lifecycle import State
from announcer.core.posting.policies import PumpRules
from announcer.daemon.history_log import AT_ONCE, HistoryLog
from announcer.errors import PostDelayedError
from announcer.ports.store import ClaimTerms
from announcer.services.posting.pump import Pump
from announcer.store.opening import SqlStore
from tests.databases import Databases
from tests.fakes import FakeChannel, FakeClock, before
from tests.queueing import TERMS_LEASE, approved, new, worker

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "monitoring.md"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(databases: Databases, clock: FakeClock, caplog: pytest.LogCaptureFixture) -> SqlStore:
    caplog.set_level(logging.INFO)
    return databases.open(clock)


def logged(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """Return what was logged of announcements, and forget it."""
    found = [vars(record) for record in caplog.records if record.name == "announcer.daemon.history_log"]
    caplog.clear()
    return found


def events(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record["event"] for record in logged(caplog)]


def test_each_step_is_logged_once_with_its_reason_whoever_made_it(
    store: SqlStore, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    log = HistoryLog(store)
    approved(store)
    channel = FakeChannel(clock=clock)
    channel.upload_faults.append(before(PostDelayedError("x", "no route to host", wait=timedelta(minutes=1))))
    pump = Pump(worker(store, channel, clock, rules=PumpRules(min_gap=timedelta(0))))

    pump.pump()
    log.follow()
    log.follow()

    found = logged(caplog)
    assert [record["event"] for record in found] == ["post-added", "post-approved", "post-claimed", "post-delayed"]
    assert (found[-1]["announcement"], found[-1]["reason"]) == ("00000001", "x: no route to host")
    assert (found[-1]["levelname"], found[-2]["levelname"]) == ("WARNING", "INFO")
    assert (log.moves["delay"], log.delays["x", "iums"]) == (1, 1)

    clock.advance(timedelta(hours=1))
    pump.pump()
    log.follow()

    found = logged(caplog)
    assert [record["event"] for record in found] == ["post-claimed", "post-uploaded", "post-sending", "post-posted"]
    assert found[-1]["url"] == "https://x.com/iums/status/1"


def test_what_a_killed_daemon_left_behind_is_logged_by_the_next_one(
    store: SqlStore, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    HistoryLog(store).follow()
    approved(store)
    HistoryLog(store).follow()
    claimed = store.claim(ClaimTerms(channel="x", account="iums", worker="dead-1", lease=TERMS_LEASE))
    uploaded = claimed and store.move(claimed, lifecycle.UPLOAD, actor="dead-1")
    marks = {"send_started_at": clock.now(), "first_send_at": clock.now()}
    assert uploaded
    store.move(uploaded, lifecycle.SENDING, actor="dead-1", changes=marks)  # type: ignore[arg-type]
    logged(caplog)

    log = HistoryLog(store)
    store.end_all_leases()
    Pump(worker(store, FakeChannel(clock=clock), clock, rules=PumpRules())).pump()
    log.follow()

    found = logged(caplog)
    assert [record["event"] for record in found] == [
        "post-claimed",
        "post-uploaded",
        "post-sending",
        "post-unknown",
    ]
    assert found[-1]["reason"] == "dead-1 was stopped while sending"
    assert found[-1]["levelname"] == "WARNING"


def test_the_very_first_log_begins_now_and_daemons_share_it(
    databases: Databases, store: SqlStore, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    store.add(new(1), state=State.IN_REVIEW, actor="import")
    press, other = HistoryLog(store), HistoryLog(databases.open(clock))
    store.add(new(2), state=State.IN_REVIEW, actor="import")
    press.follow()
    other.follow()

    assert [record["announcement"] for record in logged(caplog)] == ["00000002"]


def test_more_lines_than_are_read_at_once_are_all_logged_once(
    store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    log = HistoryLog(store)
    store.add(new(1), state=State.IN_REVIEW, actor="import")
    queued = store.get("00000001")
    many = AT_ONCE + 100
    for number in range(many):
        store.note(queued, "delete", actor="sara", detail=f"{number}")
    log.follow()

    found = logged(caplog)
    assert [record.get("reason") for record in found[1:]] == [f"{number}" for number in range(many)]


def test_pauses_of_accounts_are_logged_too(store: SqlStore, caplog: pytest.LogCaptureFixture) -> None:
    log = HistoryLog(store)
    store.set_pause("x", "iums", "suspended", actor="worker-1")
    store.set_pause("x", "iums", "", actor="sara")
    log.follow()

    assert events(caplog) == ["channel-paused", "channel-resumed"]


def test_every_move_has_a_name_in_the_log_and_every_name_is_in_the_reference() -> None:
    page = REFERENCE.read_text("utf-8")

    assert [move.name for move in MOVES if move.name not in EVENT_NAMES] == []
    assert [name for name in set(EVENT_NAMES.values()) if f"`{name}`" not in page] == []


def test_history_s_words_are_all_explained_and_no_others_are() -> None:
    section = REFERENCE.read_text("utf-8").partition("## Words of history")[2].partition("\n## ")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    explained = sorted(word for cell in cells for word in re.findall(r"`([^`]+)`", cell))

    assert explained == sorted({*EVENT_NAMES, *(move.name for move in MOVES), *written_by_the_store()})


def written_by_the_store() -> set[str]:
    """Return the words that stand in the store's own code, where it writes a line of history."""
    sources = (path.read_text("utf-8") for path in (REFERENCE.parents[2] / "announcer").rglob("*.py"))
    return {word for source in sources for word in re.findall(r'_add_event(?:_of)?\([^,]+, "([a-z-]+)"', source)}


def test_what_was_logged_late_has_no_address_from_before_it_was_public(
    store: SqlStore, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    log = HistoryLog(store)
    approved(store)
    Pump(worker(store, FakeChannel(clock=clock), clock, rules=PumpRules(min_gap=timedelta(0)))).pump()

    log.follow()

    assert [one["event"] for one in logged(caplog) if "url" in one] == ["post-posted"]
