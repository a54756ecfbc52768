"""Who gets which slot."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from announcer.core.planning.rotation import assign, may_go
from announcer.core.planning.slots import PostingRules, Slot, slots_of
from announcer.core.planning.weekly import parse_slot
from announcer.core.posting.queued import Waiting

START = datetime(2026, 11, 23, tzinfo=UTC)
DAY = timedelta(days=1)
RULES = PostingRules(zone=ZoneInfo("UTC"), slots=(parse_slot("daily 09:00"), parse_slot("daily 15:00")))
SLOTS = tuple(slots_of(RULES, date(2026, 11, 23), 10))


def waits(name: str, department: str = "", age: int = 0, **changes: object) -> Waiting:
    return Waiting(
        id=name,
        department=department,
        approved_at=START - timedelta(hours=age),
        **({"priority": 0} | changes),  # type: ignore[arg-type]
    )


def names(*waiting: Waiting, taken: tuple[Slot, ...] = (), served: dict[str, datetime] | None = None) -> list[str]:
    found = assign(SLOTS, waiting, taken=taken, served=served or {}, rules=RULES)
    return [item.announcement for item in found]


def test_the_oldest_goes_first() -> None:
    assert names(waits("new", age=1), waits("old", age=2)) == ["old", "new"]


def test_priority_goes_before_age() -> None:
    assert names(waits("old", age=9), waits("urgent", priority=1)) == ["urgent", "old"]


def test_departments_take_turns() -> None:
    waiting = [waits(f"n{number}", "Nursing", age=9 - number) for number in range(3)]

    assert names(*waiting, waits("m", "Medicine"), waits("d", "Dentistry", age=1)) == ["n0", "d", "m", "n1", "n2"]


def test_the_department_served_longest_ago_goes_first() -> None:
    served = {"Nursing": START - DAY, "Medicine": START - 2 * DAY}

    assert names(waits("n", "Nursing", age=5), waits("m", "Medicine"), served=served) == ["m", "n"]


def test_taken_slots_are_left_alone() -> None:
    found = assign(SLOTS, [waits("a")], taken=SLOTS[:3], served={}, rules=RULES)

    assert [item.slot for item in found] == [SLOTS[3]]


@pytest.mark.parametrize(
    ("changes", "days"),
    [
        ({"embargo_until": START + 2 * DAY}, [False, False, True]),
        ({"expires_at": START + DAY}, [True, False, False]),
        ({"last_at": START - timedelta(days=364)}, [False, True, True]),
    ],
)
def test_embargo_expiry_and_cool_down_are_kept(changes: dict[str, datetime], days: list[bool]) -> None:
    item = waits("a", **changes)  # type: ignore[arg-type]

    assert [may_go(item, START + number * DAY, RULES) for number in range(3)] == days


def test_a_slot_that_no_announcement_may_have_is_left_for_later() -> None:
    found = assign(SLOTS, [waits("a", embargo_until=START + 2 * DAY)], taken=(), served={}, rules=RULES)

    assert [item.slot.key for item in found] == ["2026-11-25 09:00 UTC"]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["", "A", "B", "C"]), st.integers(0, 2), st.integers(0, 99)), max_size=40)
)
def test_no_announcement_gets_two_slots_and_no_slot_is_given_twice(raw: list[tuple[str, int, int]]) -> None:
    waiting = [
        waits(str(number), department, age, priority=priority)
        for number, (department, priority, age) in enumerate(raw)
    ]

    found = assign(SLOTS, waiting, taken=(), served={}, rules=RULES)

    assert len({item.announcement for item in found}) == len(found) == min(len(waiting), len(SLOTS))
    assert len({item.slot.key for item in found}) == len(found)
