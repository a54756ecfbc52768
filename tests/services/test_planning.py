"""Planning over a real store."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from announcer.channels.registry import rules_of
from announcer.core.planning.slots import PostingRules
from announcer.core.planning.weekly import parse_days, parse_slot
from announcer.core.posting.lifecycle import State
from announcer.core.posting.policies import Approval
from announcer.errors import UsageError
from announcer.services.planning import Planner, embargo_end
from announcer.services.review.reviewing import Review, ReviewRules
from announcer.store.opening import SqlStore, open_sqlite
from tests.databases import Databases
from tests.fakes import FakeClock
from tests.queueing import new

RULES = PostingRules(
    zone=ZoneInfo("Asia/Tehran"),
    slots=(parse_slot("Sat-Wed 09:30"), parse_slot("Sat-Wed 13:00")),
    weekend=parse_days("Thu-Fri"),
)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(tmp_path: Path, clock: FakeClock) -> Iterator[SqlStore]:
    opened = open_sqlite(tmp_path / "announcer.db", clock=clock)
    yield opened
    opened.close()


def planner(store: SqlStore) -> Planner:
    return Planner(store, RULES, channel="x", account="iums")


def receive(store: SqlStore, number: int, **changes: object) -> None:
    Review(store, ReviewRules(approval=Approval.AUTOMATIC), rules_of=rules_of).receive(
        new(number, **changes), actor="import"
    )


def test_who_waits_gets_the_next_slots(store: SqlStore) -> None:
    for number in (1, 2, 3):
        receive(store, number)

    assert planner(store).plan() == 3

    times = [store.get(f"{number:08x}").slot_at for number in (1, 2, 3)]
    assert times == [
        datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
        datetime(2026, 11, 24, 6, tzinfo=UTC),
        datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    ]


def test_planning_twice_plans_once(store: SqlStore) -> None:
    receive(store, 1)

    assert (planner(store).plan(), planner(store).plan()) == (1, 0)


def test_several_planners_give_every_slot_once(databases: Databases, clock: FakeClock) -> None:
    stores = [databases.open(clock) for _ in range(3)]
    for number in range(40):
        receive(stores[0], number, department=f"D{number % 3}")

    given = sum(planner(store).plan() for store in stores)

    taken = stores[0].taken("x", "iums", clock.now(), clock.now() + timedelta(days=30))
    assert given == len(taken) == len({slot.key for slot in taken}) == 19
    assert len({slot.announcement for slot in taken}) == 19


def test_a_clock_set_back_gives_no_slot_twice(store: SqlStore, clock: FakeClock) -> None:
    receive(store, 1)
    planner(store).plan()
    clock.jump(-timedelta(days=2))
    receive(store, 2)

    planner(store).plan()

    taken = store.taken("x", "iums", clock.now(), clock.now() + timedelta(days=30))
    assert len({slot.at for slot in taken}) == 2


def test_the_calendar_shows_both_calendars_and_why_a_day_is_closed(store: SqlStore) -> None:
    receive(store, 1)
    planner(store).plan()

    days = planner(store).calendar(5)

    assert [str(day.jalali) for day in days[:2]] == ["1405-09-02", "1405-09-03"]
    assert [day.closed for day in days] == ["", "", "", "weekend", "weekend"]
    first = days[0].slots
    assert [slot.moment for slot in first] == [time(9, 30), time(13)]
    assert first[0].taken is None
    assert first[1].taken
    assert (first[1].taken.announcement, first[1].taken.state) == ("00000001", State.SCHEDULED)


def test_the_calendar_begins_on_any_day_and_ends_after_so_many(store: SqlStore) -> None:
    days = planner(store).calendar(3, date(2026, 11, 20))

    assert [day.day for day in days] == [date(2026, 11, number) for number in (20, 21, 22)]
    assert [len(day.slots) for day in days] == [0, 2, 2]


def test_the_choices_are_free_times_that_its_embargo_allows_and_not_its_own(store: SqlStore) -> None:
    receive(store, 1)
    receive(store, 2)
    planner(store).plan()
    end = datetime(2026, 11, 29, tzinfo=UTC)
    bound = dataclasses.replace(store.get("00000001"), embargo_until=end)
    taken = {store.get(one).due_at for one in ("00000001", "00000002")}

    choices = planner(store).choices(bound, days=14)

    assert choices[0].key == "2026-11-29 09:30 Asia/Tehran"
    assert not taken & {slot.at for slot in choices}
    free = planner(store).choices(store.get("00000001"), days=14)
    assert {slot.at for slot in choices} < {slot.at for slot in free}


def test_an_embargo_ends_by_the_publishers_clock() -> None:
    assert embargo_end("2026-11-30 00:01 America/New_York") == datetime(2026, 11, 30, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "2026-11-30", "2026-11-30 00:01 Nowhere/City", "x 00:01 UTC", "1 2 3 4"])
def test_what_is_not_a_time_with_its_zone_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="not a valid time"):
        embargo_end(text)
