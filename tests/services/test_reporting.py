"""What went out in a time, what did not, and why."""

from datetime import timedelta
from pathlib import Path

import pytest

from announcer.core.posting import lifecycle
from announcer.core.posting.lifecycle import State
from announcer.core.posts.post import Receipt
from announcer.ports.store import Changes
from announcer.services.reporting import posting_report
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
