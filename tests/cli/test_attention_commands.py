"""`status`, `report`, `notify` and `health`: what a person is needed for, and how the daemon is."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from announcer.cli.hints import STEPS
from announcer.core.posting import lifecycle
from announcer.core.posting.attention_reasons import Reason, ReasonKind
from announcer.core.posts.post import Receipt
from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, EXIT_PERSON_NEEDED, EXIT_USAGE
from announcer.ports.store import Changes, ClaimTerms, Store
from announcer.wiring.site_notices import machine_name
from tests.fakes import START
from tests.queueing import approved
from tests.sites import SLOTS, Commands, make_site, queue_of
from tests.webhooks import Hook, webhook

HOUR = timedelta(hours=1)
HERE: dict[str, Any] = {"channel": "drafts", "account": "by-hand"}
TERMS = ClaimTerms(**HERE, worker="w-1", lease=timedelta(seconds=80))


@pytest.fixture
def announcer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(make_site(tmp_path), capsys)


def claimed_and(store: Store, move: lifecycle.Move, **changes: object) -> None:
    approved(store, **HERE)
    claimed = store.claim(TERMS)
    assert claimed
    given: Changes = changes  # type: ignore[assignment]
    assert store.move(claimed, move, actor="w-1", changes=given)


def unknown(store: Store) -> None:
    approved(store, **HERE)
    queued = store.claim(TERMS)
    now = store.now()
    marks: Changes = {"send_started_at": now, "first_send_at": now, "unknown_at": now, "evidence": "cut off"}
    for move in (lifecycle.UPLOAD, lifecycle.SENDING, lifecycle.ORPHAN):
        assert queued
        queued = store.move(queued, move, actor="w-1", changes=marks)


def overdue(store: Store) -> None:
    approved(store, **HERE, due=store.now() - HOUR)
    store.record_heartbeat("w-1")


def failing(store: Store) -> None:
    for _ in range(3):
        store.record_trouble("press", "take-in", "no folder")


STANDSTILLS: dict[ReasonKind, Callable[[Store], object]] = {
    ReasonKind.UNKNOWN: unknown,
    ReasonKind.FAILED: lambda store: claimed_and(store, lifecycle.REFUSE, evidence="too long"),
    ReasonKind.HELD: lambda store: claimed_and(store, lifecycle.DELAY, held="the picture is gone"),
    ReasonKind.RETURNED: lambda store: claimed_and(store, lifecycle.RETURN),
    ReasonKind.PAUSED: lambda store: store.set_pause("drafts", "by-hand", "suspended", actor="w-1"),
    ReasonKind.STRANDED: lambda store: approved(store, channel="x", account="gone"),
    ReasonKind.OVERDUE: overdue,
    ReasonKind.UNSEEN: lambda store: approved(store, **HERE, due=store.now() - HOUR),
    ReasonKind.DELAYED: lambda store: claimed_and(store, lifecycle.DELAY, delays=5, due_at=store.now() + HOUR),
    ReasonKind.SETTINGS: lambda store: store.record_trouble("press", "settings", "line 1 is wrong"),
    ReasonKind.NOTICES: lambda store: store.record_trouble("press", "notices:mail", "no answer"),
    ReasonKind.JOB: failing,
}


@pytest.mark.parametrize("kind", STANDSTILLS, ids=str)
def test_status_ends_with_3_and_says_what_a_person_is_needed_for(announcer: Commands, kind: ReasonKind) -> None:
    with queue_of(announcer.site) as queue:
        STANDSTILLS[kind](queue.store)

    assert announcer("status") == EXIT_PERSON_NEEDED
    assert f"  {kind.value.upper()}" in announcer.out
    (line,) = announcer.lines("status")
    assert line["person_needed"] is True
    assert [reason["kind"] for reason in line["reasons"]] == [kind.value]


def test_status_tells_the_command_for_what_a_person_can_do(announcer: Commands) -> None:
    with queue_of(announcer.site) as queue:
        STANDSTILLS[ReasonKind.FAILED](queue.store)
        STANDSTILLS[ReasonKind.PAUSED](queue.store)

    announcer("status")

    assert "send it again, edit it or call it off: announcer show 00000001" in announcer.out
    assert "let the channel go on: announcer resume drafts" in announcer.out


def test_what_a_person_holds_and_what_waits_for_review_asks_for_nobody(announcer: Commands) -> None:
    with queue_of(announcer.site) as queue:
        approved(queue.store, 1, **HERE)
        queue.store.set_held(queue.store.get("00000001"), "ask the dean", actor="sara")
        approved(queue.store, 2, **HERE, due=queue.store.now() + HOUR)

    assert announcer("status") == EXIT_FINE


def test_report_tells_what_went_out_and_what_did_not(announcer: Commands) -> None:
    with queue_of(announcer.site) as queue:
        proof: Changes = {
            "receipt": Receipt(remote_id="1", url="https://x.com/iums/status/1"),
            "posted_at": queue.store.now() - HOUR,
        }
        queue.store.move(approved(queue.store, 1, **HERE), lifecycle.RECORD, actor="sara", changes=proof)
        queue.store.move(approved(queue.store, 2, **HERE), lifecycle.CANCEL, actor="sara", detail="a mistake")

    assert announcer("report") == EXIT_FINE
    assert "1 post went out" in announcer.out
    assert "https://x.com/iums/status/1  approved by editor" in announcer.out
    assert "1 post did not" in announcer.out
    assert "cancelled: a mistake; now cancelled" in announcer.out
    for period, heading in (("week", "week of 20"), ("month", "20")):
        assert announcer("report", "--by", period, "--days", "30") == EXIT_FINE
        assert heading in announcer.out

    (line,) = announcer.lines("report")
    assert [one["id"] for one in line["posted"]] == ["00000001"]
    assert [(one["id"], one["what"], one["reason"]) for one in line["not_posted"]] == [
        ("00000002", "post-cancelled", "a mistake")
    ]


def test_notify_needs_a_way_to_tell_people(announcer: Commands) -> None:
    assert announcer("notify") == EXIT_USAGE
    assert "notices.mail" in announcer.err


def test_notify_tells_what_is_new_once_and_sends_a_test(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with webhook(Hook()) as hook:
        notices = f'[notices]\nwebhook = "{hook.url}"\nwait = "0 s"\n'
        announcer = Commands(make_site(tmp_path, SLOTS + notices), capsys)
        with queue_of(announcer.site) as queue:
            STANDSTILLS[ReasonKind.PAUSED](queue.store)

        assert announcer.lines("notify") == [{"told": 1, "ways": 1, "test": False}]
        assert announcer("notify") == EXIT_FINE
        assert "nothing new" in announcer.out
        assert announcer("notify", "--test") == EXIT_FINE
        hook.status = 500
        assert announcer("notify", "--test") == EXIT_ITEM_FAILED
        assert "the answer is 500" in announcer.err

    assert [posted["test"] for posted in hook.posted] == [False, True, True]


def test_health_is_about_the_daemon_of_this_machine(announcer: Commands) -> None:
    assert announcer("health") == EXIT_ITEM_FAILED
    with queue_of(announcer.site) as queue:
        queue.store.record_heartbeat("elsewhere-7")
    assert announcer("health") == EXIT_ITEM_FAILED

    with queue_of(announcer.site) as queue:
        queue.store.record_heartbeat(f"{machine_name()}-7")
    assert announcer("health") == EXIT_FINE
    (line,) = announcer.lines("health")
    assert line["ok"] is True


def test_every_step_that_a_reason_advises_has_a_command() -> None:
    advised = {Reason(kind=kind, subject="", since=START, message="").step for kind in ReasonKind}

    assert advised - {""} <= set(STEPS)
