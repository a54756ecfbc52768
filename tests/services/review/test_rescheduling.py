"""Other times for approved announcements, and the times that people choose, on each database."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from announcer.channels.registry import rules_of
from announcer.core.planning.slots import PostingRules
from announcer.core.planning.weekly import QuietHours, parse_days, parse_slot
from announcer.core.posting import lifecycle
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Budget, Queued
from announcer.errors import AnnouncerError, StoreConflictError, UsageError, WrongStateError
from announcer.ports.store import ClaimTerms
from announcer.services.planning import Planner
from announcer.services.review.rescheduling import Rescheduling
from announcer.services.review.reviewing import Review, ReviewRules
from announcer.store.opening import SqlStore
from tests.databases import Databases
from tests.fakes import START, FakeClock
from tests.queueing import new

ZONE = ZoneInfo("Asia/Tehran")
RULES = PostingRules(
    zone=ZONE,
    slots=(parse_slot("daily 10:00"), parse_slot("daily 18:00")),
    min_gap=timedelta(minutes=30),
    daily_cap=2,
    quiet=(QuietHours(start=time(22), end=time(7)),),
    weekend=parse_days("Fri"),
)
"""It is Monday, 2026-11-23, 09:30 there."""
ONE, TWO, AGAIN = "00000001", "00000002", "00000009"
SAME = "doi:10.5555/announcer.1"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(databases: Databases, clock: FakeClock) -> SqlStore:
    return databases.open(clock)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text)


def planner_of(store: SqlStore, queued: Queued) -> Planner:
    return Planner(store, RULES, channel=queued.channel, account=queued.account)


def review(store: SqlStore) -> Review:
    return Review(store, ReviewRules(), rules_of=rules_of, planner_of=lambda queued: planner_of(store, queued))


def rescheduling(store: SqlStore) -> Rescheduling:
    return Rescheduling(store=store, planner_of=lambda queued: planner_of(store, queued))


def receive(store: SqlStore, *numbers: int) -> None:
    for number in numbers:
        assert review(store).receive(new(number), actor="import")


def approve(store: SqlStore, number: int, at: str | None = None) -> Queued:
    receive(store, number)
    return review(store).approve(f"{number:08x}", actor="ali", at=local(at) if at else None)


def due(store: SqlStore, announcement: str = ONE) -> str:
    at = store.get(announcement).due_at
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}" if at else ""


def slots(store: SqlStore) -> dict[str, str]:
    taken = store.taken("x", "iums", START - timedelta(days=5), START + timedelta(days=60))
    return {slot.announcement: slot.key for slot in taken}


# -- another time --------------------------------------------------------------------------------------------------


def test_text_and_approval_stay_with_another_time(store: SqlStore) -> None:
    before = approve(store, 1)

    moved = rescheduling(store).move_to(ONE, local("2026-11-25 12:00"), actor="sara")

    assert (due(store), slots(store)) == ("2026-11-25 12:00", {ONE: "2026-11-25 12:00 Asia/Tehran"})
    assert (moved.text, moved.approved_by, moved.approved_digest, moved.slot_at) == (
        before.text,
        "ali",
        before.digest,
        moved.due_at,
    )
    event = store.history(ONE)[-1]
    assert (event.name, event.actor, event.detail) == ("reschedule", "sara", "2026-11-25 12:00 Asia/Tehran")


def test_a_time_near_its_own_is_no_obstacle(store: SqlStore) -> None:
    approve(store, 1, "2026-11-25 12:00")

    rescheduling(store).move_to(ONE, local("2026-11-25 12:10"), actor="sara")

    assert due(store) == "2026-11-25 12:10"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-23 09:00", "has passed"),
        ("2026-11-27 12:00", "closed day"),
        ("2026-11-25 23:00", "quiet hours"),
        ("2026-11-25 12:00", "is taken"),
        ("2026-11-25 12:20", "less than 30 min from another post"),
        ("2026-11-26 20:00", "has its 2 posts already"),
    ],
)
def test_a_time_that_cannot_be_had_leaves_it_where_it_is(store: SqlStore, at: str, words: str) -> None:
    before = approve(store, 1, "2026-11-24 12:00")
    for number, other in enumerate(("2026-11-25 12:00", "2026-11-26 09:00", "2026-11-26 12:00"), start=2):
        approve(store, number, other)
    taken = slots(store)

    with pytest.raises(AnnouncerError, match=words):
        rescheduling(store).move_to(ONE, local(at), actor="sara")
    assert (store.get(ONE), slots(store)) == (before, taken)


def test_a_slot_that_was_taken_just_now_leaves_it_where_it_is(store: SqlStore) -> None:
    before = approve(store, 1, "2026-11-24 12:00")
    approve(store, 2, "2026-11-25 12:00")

    with pytest.raises(StoreConflictError):
        store.reschedule(before, key=slots(store)[TWO], at=START + timedelta(days=2), actor="sara")
    assert store.get(ONE) == before
    stale = store.reschedule(store.get(TWO), key="k", at=START + timedelta(days=3), actor="sara")
    assert stale
    assert store.reschedule(before, key="l", at=START, actor="sara")
    assert store.reschedule(before, key="m", at=START, actor="sara") is None


ACTS: dict[str, Callable[[Rescheduling], object]] = {
    "next": lambda changes: changes.move_up(ONE, actor="sara"),
    "swap": lambda changes: changes.swap(TWO, ONE, actor="sara"),
    "at": lambda changes: changes.move_to(ONE, local("2026-11-25 12:00"), actor="sara"),
}


@pytest.mark.parametrize("act", ACTS)
def test_only_what_is_approved_has_a_time_to_change(store: SqlStore, act: str) -> None:
    receive(store, 1)
    approve(store, 2)

    with pytest.raises(WrongStateError, match="it is in review, so it has no time yet"):
        ACTS[act](rescheduling(store))
    review(store).cancel(ONE, actor="ali")
    with pytest.raises(WrongStateError, match="it is cancelled, so it cannot be rescheduled"):
        ACTS[act](rescheduling(store))


# -- the next free one ---------------------------------------------------------------------------------------------


def test_the_next_free_time_is_the_first_before_its_own(store: SqlStore) -> None:
    approve(store, 1, "2026-11-26 12:00")
    approve(store, 2, "2026-11-23 10:00")

    rescheduling(store).move_up(ONE, actor="sara")

    assert due(store) == "2026-11-23 18:00"
    with pytest.raises(WrongStateError, match="no posting time before its own is free"):
        rescheduling(store).move_up(ONE, actor="sara")


def test_the_next_free_time_is_after_the_embargo(store: SqlStore) -> None:
    embargo = local("2026-11-24 12:00").replace(tzinfo=ZONE)
    review(store).receive(new(1, embargo_until=embargo), actor="import")
    review(store).approve(ONE, actor="ali", at=local("2026-11-26 12:00"))

    rescheduling(store).move_up(ONE, actor="sara")

    assert due(store) == "2026-11-24 18:00"


# -- swapping ------------------------------------------------------------------------------------------------------


def test_two_announcements_change_times(store: SqlStore) -> None:
    approve(store, 1, "2026-11-24 12:00")
    approve(store, 2, "2026-11-25 12:00")
    before = slots(store)

    rescheduling(store).swap(ONE, TWO, actor="sara")

    assert (due(store), due(store, TWO)) == ("2026-11-25 12:00", "2026-11-24 12:00")
    assert slots(store) == {ONE: before[TWO], TWO: before[ONE]}
    assert [store.history(one)[-1].name for one in (ONE, TWO)] == ["reschedule", "reschedule"]


def test_a_swap_that_an_embargo_forbids_changes_neither(store: SqlStore) -> None:
    embargo = local("2026-11-25 12:00").replace(tzinfo=ZONE)
    review(store).receive(new(1, embargo_until=embargo), actor="import")
    review(store).approve(ONE, actor="ali", at=local("2026-11-25 13:00"))
    approve(store, 2, "2026-11-24 12:00")
    before = store.listing(), slots(store)

    with pytest.raises(UsageError, match="embargo"):
        rescheduling(store).swap(TWO, ONE, actor="sara")
    with pytest.raises(UsageError, match="only two announcements of one account"):
        rescheduling(store).swap(TWO, TWO, actor="sara")
    assert (store.listing(), slots(store)) == before


def test_a_swap_with_what_was_changed_meanwhile_changes_neither(store: SqlStore) -> None:
    stale = approve(store, 1, "2026-11-24 12:00")
    other = approve(store, 2, "2026-11-25 12:00")
    rescheduling(store).move_to(ONE, local("2026-11-24 14:00"), actor="ali")
    before = store.listing(), slots(store)

    assert store.swap(other, stale, actor="sara") is None
    assert (store.listing(), slots(store)) == before


def test_a_time_that_has_come_is_not_given_away(store: SqlStore, clock: FakeClock) -> None:
    approve(store, 1, "2026-11-24 12:00")
    approve(store, 2, "2026-11-25 12:00")
    clock.advance(timedelta(days=1, hours=3))

    with pytest.raises(WrongStateError, match="no time to give away"):
        rescheduling(store).swap(ONE, TWO, actor="sara")


# -- back to review ------------------------------------------------------------------------------------------------


def test_an_approval_can_be_taken_back_by_anybody_and_the_words_stay(store: SqlStore) -> None:
    before = approve(store, 1, "2026-11-24 12:00")

    back = review(store).unapprove(ONE, actor="sara", reason="wait for the dean")

    assert (back.state, back.approved_by, back.due_at, slots(store)) == (State.IN_REVIEW, "", None, {})
    assert (back.text, back.digest, back.revision) == (before.text, before.digest, before.revision)
    assert store.history(ONE)[-1].detail == "wait for the dean"
    with pytest.raises(WrongStateError, match="cannot be brought back to review"):
        review(store).unapprove(ONE, actor="sara")


# -- the cool-down -------------------------------------------------------------------------------------------------


@pytest.fixture
def posted(store: SqlStore) -> SqlStore:
    """A store with an announcement that is posted, and one of the same publication that waits for review."""
    receive(store, 1)
    review(store).record(ONE, "https://x.com/iums/status/1", actor="sara")
    store.add(new(9, publication=SAME, round=2), state=State.IN_REVIEW, actor="import")
    return store


@pytest.mark.parametrize("times", [{"at": local("2026-11-24 12:00")}, {"at_once": True}])
def test_the_cool_down_holds_for_times_of_choice_unless_it_is_said_twice(
    posted: SqlStore, times: dict[str, object]
) -> None:
    before = posted.get(AGAIN)

    with pytest.raises(
        UsageError, match="was last announced 2026-11-23 09:30, and the cool-down is 365 days"
    ) as no:
        review(posted).approve(AGAIN, actor="sara", **times)  # type: ignore[arg-type]
    assert no.value.step == "despite-cool-down"
    assert posted.get(AGAIN) == before

    assert review(posted).approve(AGAIN, actor="sara", despite_cool_down=True, **times).due_at  # type: ignore[arg-type]


def test_the_cool_down_holds_for_rescheduling_too(posted: SqlStore) -> None:
    assert review(posted).approve(AGAIN, actor="sara").due_at is None

    with pytest.raises(UsageError, match="the cool-down is 365 days"):
        rescheduling(posted).move_to(AGAIN, local("2026-11-24 12:00"), actor="sara")
    with pytest.raises(WrongStateError, match="cool-down of its publication ends 2027-11-23 09:30"):
        rescheduling(posted).move_up(AGAIN, actor="sara")
    moved = rescheduling(posted).move_to(AGAIN, local("2026-11-24 12:00"), actor="sara", despite_cool_down=True)
    assert moved.due_at


def test_the_cool_down_counts_from_what_is_still_to_go_out(store: SqlStore) -> None:
    approve(store, 1, "2026-11-26 12:00")
    store.add(new(9, publication=SAME, round=2), state=State.IN_REVIEW, actor="import")

    with pytest.raises(UsageError, match="goes out already 2026-11-26 12:00"):
        review(store).approve(AGAIN, actor="sara", at=local("2026-11-24 12:00"))


def test_what_was_called_off_begins_no_cool_down(store: SqlStore) -> None:
    approve(store, 1, "2026-11-26 12:00")
    review(store).cancel(ONE, actor="ali")
    store.add(new(9, publication=SAME, round=2), state=State.IN_REVIEW, actor="import")

    assert review(store).approve(AGAIN, actor="sara").due_at == local("2026-11-23 10:00").replace(tzinfo=ZONE)


# -- true times ----------------------------------------------------------------------------------------------------


def test_at_once_on_a_full_day_is_the_next_days_first_moment(store: SqlStore) -> None:
    for number in (1, 2):
        receive(store, number)
        assert review(store).approve(f"{number:08x}", actor="ali", at_once=True).due_at == START
    receive(store, 3)

    review(store).approve("00000003", actor="ali", at_once=True)

    assert due(store, "00000003") == "2026-11-24 07:00"


def test_at_once_in_quiet_hours_is_when_they_end(store: SqlStore, clock: FakeClock) -> None:
    clock.advance(timedelta(hours=14))
    receive(store, 1)

    review(store).approve(ONE, actor="ali", at_once=True)

    assert due(store) == "2026-11-24 07:00"


def test_a_day_whose_posts_are_used_up_takes_no_further_time(store: SqlStore) -> None:
    terms = ClaimTerms(
        channel="x",
        account="iums",
        worker="worker-1",
        lease=timedelta(minutes=1),
        budgets=(Budget(window="2026-11-23", cap=2),),
    )
    for number, at in ((1, "2026-11-24 12:00"), (2, "2026-11-24 13:00")):  # put off from elsewhere, posted today
        queued = approve(store, number, at)
        assert store.move(queued, lifecycle.RESCHEDULE, actor="test", changes={"due_at": START})
        assert store.claim(terms)
    receive(store, 3)

    with pytest.raises(WrongStateError, match="is on a day that has its 2 posts already"):
        review(store).approve("00000003", actor="sara", at=local("2026-11-23 18:00"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "the posting times of the coming 14 days are taken"),
        ({"embargo_until": START + timedelta(days=30)}, "its embargo ends 2026-12-23 09:30"),
        ({"publication": SAME, "round": 2}, "the cool-down of its publication ends"),
    ],
)
def test_why_something_waits_is_told(posted: SqlStore, fields: dict[str, object], words: str) -> None:
    posted.add(new(7, **fields | {"round": 3} if fields else {}), state=State.IN_REVIEW, actor="import")
    queued = posted.get("00000007")

    assert words in planner_of(posted, queued).why_waits(queued)
