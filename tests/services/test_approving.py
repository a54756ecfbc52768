"""An approval with a time: both, or neither, on each database."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from announcer.channels.registry import rules_of
from announcer.core.planning.closed_days import parse_closure
from announcer.core.planning.slots import PostingRules
from announcer.core.planning.weekly import QuietHours, parse_days, parse_slot
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.errors import (
    AnnouncerError,
    ConfigurationError,
    StoreConflictError,
    UnknownAnnouncementError,
    UsageError,
    WrongStateError,
)
from announcer.services.planning import Planner
from announcer.services.review.reviewing import Review, ReviewRules
from announcer.store.opening import SqlStore
from tests.databases import Databases
from tests.fakes import START, FakeClock
from tests.queueing import approval, new

ZONE = ZoneInfo("Asia/Tehran")
RULES = PostingRules(
    zone=ZONE,
    slots=(parse_slot("daily 09:30"),),
    min_gap=timedelta(minutes=30),
    daily_cap=2,
    quiet=(QuietHours(start=time(22), end=time(7)),),
    weekend=parse_days("Fri"),
    closures=(parse_closure("2026-11-26 founding day"),),
)
ONE = "00000001"


def local(text: str) -> datetime:
    """Return a local time without a zone, as people type it."""
    return datetime.fromisoformat(text)


@pytest.fixture
def store(databases: Databases) -> SqlStore:
    return databases.open(FakeClock())


def review_of(store: SqlStore, **rules: Any) -> Review:
    def planner_of(queued: Queued) -> Planner:
        return Planner(store, RULES, channel=queued.channel, account=queued.account)

    return Review(store, ReviewRules(**rules), planner_of=planner_of, rules_of=rules_of)


def receive(store: SqlStore, number: int, **changes: Any) -> None:
    assert review_of(store).receive(new(number, **changes), actor="import")


def approve_others(store: SqlStore, *times: str) -> None:
    """Approve further announcements, one for each time."""
    for number, at in enumerate(times, start=2):
        receive(store, number)
        review_of(store).approve(f"{number:08x}", actor="ali", at=local(at))


def untouched(
    store: SqlStore, act: Callable[[], object], error: type[AnnouncerError], words: str | None = None
) -> None:
    """Assert that a step is refused with those words and leaves the announcement as it was."""
    queued, history = store.get(ONE), store.history(ONE)
    with pytest.raises(error, match=words):
        act()
    assert store.get(ONE) == queued
    assert store.history(ONE) == history


def test_a_time_of_ones_own_is_had_with_the_approval(store: SqlStore) -> None:
    receive(store, 1)

    approved = review_of(store).approve(ONE, actor="sara", at=local("2026-11-25 20:00"))

    at = local("2026-11-25 20:00").replace(tzinfo=ZONE)
    assert (approved.state, approved.due_at, approved.slot_at) == (State.SCHEDULED, at, at)
    assert (approved.approved_by, approved.approved_digest) == ("sara", new().digest)
    assert [(event.name, event.actor) for event in store.history(ONE)][1:] == [
        ("approve", "sara"),
        ("plan", "sara"),
    ]


def test_without_a_time_it_gets_the_next_free_slot(store: SqlStore) -> None:
    receive(store, 1)

    approved = review_of(store).approve(ONE, actor="sara", seen=new().digest[:8])

    assert approved.due_at == local("2026-11-24 09:30").replace(tzinfo=ZONE)


def test_without_posting_times_it_waits(store: SqlStore) -> None:
    receive(store, 1)

    approved = Review(store, ReviewRules(), rules_of=rules_of).approve(ONE, actor="sara")

    assert (approved.state, approved.due_at) == (State.SCHEDULED, None)


def test_at_once_it_is_due_now(store: SqlStore) -> None:
    for number in (1, 2):
        receive(store, number)
        assert review_of(store).approve(f"{number:08x}", actor="sara", at_once=True).due_at == START


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-23 09:00", "has passed"),
        ("2026-11-26 12:00", "closed day .founding day"),
        ("2026-11-27 12:00", "closed day .weekend"),
        ("2026-11-25 23:30", "quiet hours"),
        ("2026-11-25 08:00", "before the embargo ends, 2026-11-25 09:00"),
        ("2026-11-30 12:00", "after the announcement expires, 2026-11-30 12:00"),
    ],
)
def test_a_time_at_which_nothing_goes_out_is_refused_and_nothing_is_approved(
    store: SqlStore, at: str, words: str
) -> None:
    embargo, expiry = (local(text).replace(tzinfo=ZONE) for text in ("2026-11-25 09:00", "2026-11-30 12:00"))
    receive(store, 1, embargo_until=embargo, expires_at=expiry)

    untouched(store, lambda: review_of(store).approve(ONE, actor="sara", at=local(at)), UsageError, words)


@pytest.mark.parametrize(
    ("others", "words"),
    [
        (["2026-11-25 12:00"], "is taken"),
        (["2026-11-25 12:29"], "is less than 30 min from another post, 2026-11-25 12:29"),
        (["2026-11-25 08:00", "2026-11-25 18:00"], "is on a day that has its 2 posts already"),
    ],
)
def test_a_time_that_others_have_is_refused_and_nothing_is_approved(
    store: SqlStore, others: list[str], words: str
) -> None:
    receive(store, 1)
    approve_others(store, *others)

    def approve() -> None:
        review_of(store).approve(ONE, actor="sara", at=local("2026-11-25 12:00"))

    untouched(store, approve, WrongStateError, words)


def test_a_time_that_somebody_took_meanwhile_is_refused_and_nothing_is_approved(store: SqlStore) -> None:
    receive(store, 1)
    approve_others(store, "2026-11-25 12:00")
    taken = Planner(store, RULES, channel="x", account="elsewhere").slot_at(
        store.get(ONE), local("2026-11-25 12:00")
    )

    def approve() -> None:
        queued = store.get(ONE)
        changes = approval(queued.digest, START)
        store.approve_at(queued, key=taken.key, at=taken.at, actor="sara", changes=changes)

    untouched(store, approve, StoreConflictError)


def test_an_expired_announcement_does_not_go_out_at_once(store: SqlStore) -> None:
    receive(store, 1, expires_at=START)

    untouched(store, lambda: review_of(store).approve(ONE, actor="sara", at_once=True), UsageError, "has expired")


def test_two_ways_to_choose_a_time_do_not_go_together(store: SqlStore) -> None:
    receive(store, 1)

    def approve() -> None:
        review_of(store).approve(ONE, actor="sara", at=local("2026-11-25 12:00"), at_once=True)

    untouched(store, approve, UsageError, "do not go together")


def test_rules_that_cannot_be_read_are_found_before_anything_is_approved(store: SqlStore) -> None:
    def planner_of(_queued: Queued) -> Planner:
        raise ConfigurationError(["schedule.holidays: holidays.txt: there is no such file"])

    receive(store, 1)
    review = Review(store, ReviewRules(), planner_of=planner_of, rules_of=rules_of)

    untouched(store, lambda: review.approve(ONE, actor="sara"), ConfigurationError, "holidays")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"seen": "0" * 64}, "changed since you looked"),
        ({"seen": "abc"}, "too short"),
        ({"held": "retracted"}, "it is held: retracted"),
        ({"state": "approved"}, "it is scheduled"),
    ],
)
def test_what_must_not_be_approved_takes_no_slot(store: SqlStore, change: dict[str, str], words: str) -> None:
    receive(store, 1, held=change.get("held", ""))
    if "state" in change:
        review_of(store).approve(ONE, actor="ali")
    slots = store.taken("x", "iums", START, START + timedelta(days=30))

    def approve() -> None:
        review_of(store).approve(ONE, actor="sara", seen=change.get("seen"), at=local("2026-11-25 12:00"))

    untouched(store, approve, AnnouncerError, words)
    assert store.taken("x", "iums", START, START + timedelta(days=30)) == slots


def test_an_announcement_that_is_not_there_is_not_approved(store: SqlStore) -> None:
    with pytest.raises(UnknownAnnouncementError):
        review_of(store).approve(ONE, actor="sara", at=local("2026-11-25 12:00"))
