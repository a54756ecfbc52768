"""Which accounts announcements wait for, on each database."""

from datetime import timedelta

from announcer.core.posting.lifecycle import State
from tests.databases import Databases
from tests.fakes import FakeClock
from tests.queueing import approved, new


def test_accounts_with_something_approved_are_named_once_each(databases: Databases) -> None:
    store = databases.open(clock=FakeClock())
    for number, (channel, account) in enumerate(
        [("x", "old"), ("x", "iums"), ("x", "iums"), ("drafts", "by-hand")]
    ):
        later = store.now() + timedelta(days=number)
        approved(store, number + 1, channel=channel, account=account, due=later)
    store.add(new(9, account="in-review"), state=State.IN_REVIEW, actor="import")

    assert list(store.accounts()) == [("drafts", "by-hand"), ("x", "iums"), ("x", "old")]


def test_an_empty_queue_waits_for_nobody(databases: Databases) -> None:
    assert databases.open(clock=FakeClock()).accounts() == []
