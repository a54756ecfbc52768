"""What went out in a time, what did not, and why."""

from datetime import timedelta
from pathlib import Path

import pytest

from announcer.core.posting import lifecycle
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.core.posts.post import Receipt
from announcer.ports.store import Changes
from announcer.ports.undo_store import Step
from announcer.services.reporting import A_MOMENT, posting_report
from announcer.store.opening import SqlStore, open_sqlite
from tests.fakes import START, FakeClock
from tests.queueing import approved, new

DAY = timedelta(days=1)
PROOF: Changes = {
    "receipt": Receipt(remote_id="77", url="https://x.com/iums/status/77"),
    "posted_at": START + DAY,
}


@pytest.fixture
def store(tmp_path: Path) -> SqlStore:
    return open_sqlite(tmp_path / "announcer.db", clock=FakeClock(START + DAY))


def test_the_report_has_what_went_out_and_what_stayed_behind_with_its_reason(store: SqlStore) -> None:
    store.move(approved(store, 1), lifecycle.RECORD, actor="sara", changes=PROOF)
    store.move(approved(store, 2), lifecycle.CANCEL, actor="sara", detail="a mistake")
    store.move(approved(store, 3), lifecycle.OVERDUE, actor="worker-1", detail="its time was long ago")
    approved(store, 4)
    store.add(new(5), state=State.IN_REVIEW, actor="import")

    report = posting_report(store, START, START + 7 * DAY)

    assert [one.id for one in report.posted] == ["00000001"]
    assert {one.queued.id: one.event.detail for one in report.not_posted} == {
        "00000002": "a mistake",
        "00000003": "its time was long ago",
    }


def test_what_went_out_in_the_end_did_not_stay_behind(store: SqlStore) -> None:
    late = store.move(approved(store), lifecycle.OVERDUE, actor="worker-1")
    assert late
    store.move(late, lifecycle.RECORD, actor="sara", changes=PROOF)

    report = posting_report(store, START, START + 7 * DAY)

    assert ([one.id for one in report.posted], report.not_posted) == (["00000001"], [])


def test_other_times_are_left_out(store: SqlStore) -> None:
    store.move(approved(store, 1), lifecycle.RECORD, actor="sara", changes=PROOF)
    store.move(approved(store, 2), lifecycle.CANCEL, actor="sara")

    report = posting_report(store, START, START + DAY)

    assert (report.posted, report.not_posted) == ([], [])


def test_what_was_undone_did_not_happen(store: SqlStore) -> None:
    late = store.move(approved(store), lifecycle.OVERDUE, actor="worker-1", detail="its time was long ago")
    assert late
    cancelled_and_undone(store, late)

    (behind,) = posting_report(store, START, START + 7 * DAY).not_posted
    assert behind.event.detail == "its time was long ago"


def test_what_was_undone_after_the_time_that_is_told_of_did_not_happen_in_it(store: SqlStore) -> None:
    cancelled_and_undone(store, approved(store))

    assert posting_report(store, START, START + DAY + A_MOMENT).not_posted == []


def cancelled_and_undone(store: SqlStore, queued: Queued) -> None:
    step = Step(name=lifecycle.CANCEL.name, actor="sara", command="1")
    assert store.undoable(queued, step, lambda: store.move(queued, lifecycle.CANCEL, actor="sara"))
    kept = store.kept_step(queued.id)
    assert kept
    store.undo([kept], actor="sara")
