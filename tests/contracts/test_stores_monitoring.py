"""What every store keeps for those who watch, on each database."""

from datetime import timedelta

import psycopg
import pytest

from announcer.core.posting import lifecycle
from announcer.core.posting.attention import Due
from announcer.core.posting.lifecycle import State
from announcer.core.posts.post import Receipt
from announcer.ports.store import Changes, ClaimTerms
from announcer.store.opening import SqlStore, open_postgres
from tests.databases import Databases, fresh_schema
from tests.fakes import START, FakeClock
from tests.queueing import approved, new

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LEASE = timedelta(minutes=5)
TERMS = ClaimTerms(channel="x", account="iums", worker="worker-1", lease=timedelta(seconds=80))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(databases: Databases, clock: FakeClock) -> SqlStore:
    return databases.open(clock)


# -- who is needed -------------------------------------------------------------------------------------------------


def test_what_came_back_to_review_by_itself_is_known_until_somebody_has_dealt_with_it(store: SqlStore) -> None:
    late = store.move(approved(store), lifecycle.OVERDUE, actor="worker-1")
    assert late
    assert store.move(approved(store, 2), lifecycle.EDIT, actor="sara")

    assert [(one.id, one.returned) for one in store.returned(10)] == [(late.id, "overdue")]

    assert store.move(late, lifecycle.REJECT, actor="sara")
    assert store.returned(10) == []


def test_what_a_person_holds_is_not_kept_back_by_the_program(store: SqlStore) -> None:
    approved(store, 1)
    assert store.set_held(store.get("00000001"), "ask the dean", actor="sara")
    claimed = approved(store, 2) and store.claim(TERMS)
    assert claimed
    assert store.move(claimed, lifecycle.DELAY, actor="worker-1", changes={"held": "the picture is gone"})
    store.add(new(3, held="a finding"), state=State.IN_REVIEW, actor="import")

    assert [one.id for one in store.kept_back(10, in_review=False)] == ["00000002"]
    assert [one.id for one in store.kept_back(10, in_review=True)] == ["00000002", "00000003"]


def test_what_was_delayed_often_is_found(store: SqlStore) -> None:
    approved(store)
    claimed = store.claim(TERMS)
    assert claimed
    store.move(claimed, lifecycle.DELAY, actor="worker-1", changes={"delays": 5})

    assert [one.id for one in store.delayed(5, 10)] == ["00000001"]
    assert store.delayed(6, 10) == []


def test_what_is_due_is_counted_by_account_since_it_could_go_out(store: SqlStore, clock: FakeClock) -> None:
    approved(store, 1, due=START - HOUR)
    approved(store, 2, due=START - 2 * HOUR, embargo_until=START - timedelta(minutes=1))
    approved(store, 3, due=START + HOUR)
    approved(store, 4, due=START - 3 * HOUR, embargo_until=START + DAY)
    approved(store, 5, due=START, account="other")

    assert store.due() == [
        Due(channel="x", account="iums", number=2, oldest=START - timedelta(minutes=1), cost=205_000),
        Due(channel="x", account="other", number=1, oldest=START, cost=205_000),
    ]
    assert clock.now() == START


def posted(store: SqlStore, number: int) -> None:
    approved(store, number)
    changes: Changes = {
        "receipt": Receipt(remote_id=f"{number}", url=f"https://x.com/iums/status/{number}"),
        "posted_at": store.now(),
    }
    assert store.move(store.get(f"{number:08x}"), lifecycle.RECORD, actor="sara", changes=changes)


def test_what_was_posted_is_found_by_its_time(store: SqlStore, clock: FakeClock) -> None:
    posted(store, 1)
    clock.advance(DAY)
    posted(store, 2)

    assert [one.id for one in store.posted_between(START, START + DAY)] == ["00000001"]
    assert store.last_posted() == {("x", "iums"): START + DAY}


# -- what fails ----------------------------------------------------------------------------------------------------


def test_a_trouble_is_counted_until_it_is_cleared(store: SqlStore, clock: FakeClock) -> None:
    store.record_trouble("press", "take-in", "no such folder")
    clock.advance(HOUR)
    store.record_trouble("press", "take-in", "permission denied")
    store.record_trouble("press", "back-up", "full")
    store.record_trouble("other", "take-in", "full")

    first = store.troubles(START)[2]
    assert (first.host, first.job, first.message, first.times) == ("press", "take-in", "permission denied", 2)
    assert (first.since, first.seen) == (START, START + HOUR)
    assert store.troubles(START + 2 * HOUR) == []

    store.clear_trouble("press", "take-in")
    assert [(one.host, one.job) for one in store.troubles(START)] == [("other", "take-in"), ("press", "back-up")]
    store.clear_trouble("press")
    assert [one.host for one in store.troubles(START)] == ["other"]


# -- history -------------------------------------------------------------------------------------------------------


def test_history_is_handed_out_once_with_what_it_is_about(
    databases: Databases, store: SqlStore, clock: FakeClock
) -> None:
    store.add(new(9), state=State.IN_REVIEW, actor="import")
    store.begin_log()
    approved(store)
    store.set_pause("x", "iums", "suspended", actor="sara")
    other = databases.open(clock)
    other.begin_log()

    lines = [*store.take_events(2), *other.take_events(2), *store.take_events(2)]

    assert [line.event.name for line in lines] == ["add", "approve", "pause"]
    assert [(line.title, line.channel) for line in lines] == [
        ("Publication 1", "x"),
        ("Publication 1", "x"),
        ("", ""),
    ]


def test_a_line_that_is_committed_after_a_later_one_is_handed_out_before_it(postgres_url: str) -> None:
    url = fresh_schema(postgres_url)
    store = open_postgres(url, clock=FakeClock())
    store.begin_log()
    with psycopg.connect(url) as slow:  # its line has a number already, and nobody can see it yet
        slow.execute("INSERT INTO event (at, actor, name) VALUES (now(), 'slow', 'first')")
        store.set_pause("x", "iums", "suspended", actor="sara")
        assert store.take_events(10) == []
        slow.commit()

    assert [line.event.name for line in store.take_events(10)] == ["first", "pause"]
    store.close()


def test_history_is_read_by_time_and_name(store: SqlStore, clock: FakeClock) -> None:
    approved(store)
    clock.advance(HOUR)
    store.move(store.get("00000001"), lifecycle.CANCEL, actor="sara", detail="a mistake")

    (line,) = store.events_between(START, START + DAY, {"cancel", "reject"})

    assert (line.event.announcement, line.event.detail) == ("00000001", "a mistake")
    assert store.events_between(START, START + HOUR, {"cancel"}) == []


# -- who was told --------------------------------------------------------------------------------------------------


def test_a_notice_is_claimed_by_one_and_confirmed_for_a_day(
    databases: Databases, store: SqlStore, clock: FakeClock
) -> None:
    other = databases.open(clock)
    assert store.claim_notices("mail", ["a", "b"], lease=LEASE) == ["a", "b"]
    assert other.claim_notices("mail", ["a", "b"], lease=LEASE) == []
    assert other.claim_notices("webhook", ["a"], lease=LEASE) == ["a"]

    store.confirm_notices("mail", ["a"], again=DAY)
    clock.advance(LEASE)
    assert store.claim_notices("mail", ["a", "b"], lease=LEASE) == ["b"]  # it was not confirmed, so once more
    store.confirm_notices("mail", ["b"], again=DAY)
    clock.advance(DAY - LEASE)
    assert store.claim_notices("mail", ["a", "b"], lease=LEASE) == ["a"]


def test_a_reason_that_is_gone_for_an_hour_is_told_anew(store: SqlStore, clock: FakeClock) -> None:
    store.claim_notices("mail", ["a"], lease=LEASE)
    store.confirm_notices("mail", ["a"], again=DAY)
    clock.advance(timedelta(minutes=30))
    assert store.claim_notices("mail", [], lease=LEASE) == []
    assert store.claim_notices("mail", ["a"], lease=LEASE) == []

    clock.advance(HOUR)
    assert store.claim_notices("mail", [], lease=LEASE) == []

    assert store.claim_notices("mail", ["a"], lease=LEASE) == ["a"]
