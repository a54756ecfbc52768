"""Posting times."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from announcer.core.planning.caps import budgets_at
from announcer.core.planning.closed_days import parse_closure
from announcer.core.planning.slots import PostingRules, Slot, instant, is_free, openings, slots_of
from announcer.core.planning.weekly import QuietHours, parse_days, parse_slot
from announcer.core.posting.queued import Budget, Unit

TEHRAN = ZoneInfo("Asia/Tehran")
MONDAY = date(2026, 11, 23)


def rules(*slots: str, zone: ZoneInfo = TEHRAN, **changes: object) -> PostingRules:
    return PostingRules(zone=zone, slots=tuple(parse_slot(slot) for slot in slots), **changes)  # type: ignore[arg-type]


def test_slots_come_in_order_with_their_local_names() -> None:
    found = list(slots_of(rules("Sat-Wed 13:00", "daily 09:30"), MONDAY, 4))

    assert [slot.key for slot in found] == [
        "2026-11-23 09:30 Asia/Tehran",
        "2026-11-23 13:00 Asia/Tehran",
        "2026-11-24 09:30 Asia/Tehran",
        "2026-11-24 13:00 Asia/Tehran",
        "2026-11-25 09:30 Asia/Tehran",
        "2026-11-25 13:00 Asia/Tehran",
        "2026-11-26 09:30 Asia/Tehran",
    ]
    assert found[0].at == datetime(2026, 11, 23, 6, tzinfo=UTC)


def test_a_time_named_twice_is_one_slot() -> None:
    assert len(list(slots_of(rules("daily 09:30", "Mon 09:30"), MONDAY, 1))) == 1


def test_weekends_closures_and_quiet_hours_have_no_slots() -> None:
    found = slots_of(
        rules(
            "daily 09:30",
            "daily 23:30",
            "daily 06:59",
            weekend=parse_days("Thu-Fri"),
            closures=(parse_closure("J 1405-09-03 A day off"),),
            quiet=(QuietHours(start=time(23), end=time(7)),),
        ),
        MONDAY,
        7,
    )

    assert [slot.day.day for slot in found] == [23, 25, 28, 29]


def test_a_closed_day_says_why() -> None:
    own = rules(weekend=parse_days("Fri"), closures=(parse_closure("12-25 Christmas"), parse_closure("12-26")))

    assert own.closed(date(2026, 11, 27)) == "weekend"
    assert own.closed(date(2027, 12, 25)) == "Christmas"
    assert own.closed(date(2026, 12, 26)) == "closed"
    assert own.closed(MONDAY) is None


def test_quiet_hours_may_lie_within_a_day() -> None:
    siesta = QuietHours(start=time(13), end=time(15))

    assert [siesta.covers(time(hour)) for hour in (12, 13, 14, 15)] == [False, True, True, False]


def test_posts_may_begin_to_go_out_when_quiet_hours_and_closed_days_end() -> None:
    own = rules(weekend=parse_days("Tue"), quiet=(QuietHours(start=time(22), end=time(7)),))
    evening = datetime(2026, 11, 23, 20, tzinfo=UTC)  # 23:30 there

    assert [f"{at.astimezone(TEHRAN):%a %H:%M}" for at in openings(own, evening, 4)] == ["Wed 07:00", "Thu 07:00"]
    assert next(openings(own, datetime(2026, 11, 23, 6, tzinfo=UTC), 1)) == datetime(2026, 11, 23, 6, tzinfo=UTC)
    assert list(openings(rules(weekend=parse_days("daily")), evening, 9)) == []


def test_a_site_is_open_except_on_closed_days_and_in_quiet_hours() -> None:
    own = rules(weekend=parse_days("Fri"), quiet=(QuietHours(start=time(22), end=time(7)),))

    assert own.is_open(datetime(2026, 11, 23, 6, tzinfo=UTC))
    assert not own.is_open(datetime(2026, 11, 23, 19, tzinfo=UTC))
    assert not own.is_open(datetime(2026, 11, 26, 21, tzinfo=UTC))
    assert not own.is_open(datetime(2026, 11, 27, 6, tzinfo=UTC))


def slot_at(minutes: int) -> Slot:
    at = datetime(2026, 11, 23, 6, tzinfo=UTC) + timedelta(minutes=minutes)
    return Slot(key=str(minutes), at=at, day=MONDAY)


@pytest.mark.parametrize(("minutes", "free"), [(-30, True), (-29, False), (0, False), (29, False), (30, True)])
def test_a_slot_keeps_the_gap_on_both_sides(minutes: int, free: bool) -> None:  # noqa: FBT001 (a parameter)
    assert is_free(slot_at(minutes), [slot_at(0)], rules()) is free


def test_a_day_has_no_more_than_its_cap() -> None:
    taken = [slot_at(0), slot_at(60)]

    assert is_free(slot_at(120), taken, rules(daily_cap=3))
    assert not is_free(slot_at(120), taken, rules(daily_cap=2))


def test_budgets_follow_the_sites_own_days_and_months() -> None:
    last_hour = datetime(2026, 11, 30, 21, tzinfo=UTC)

    assert budgets_at(last_hour, rules()) == (Budget(window="2026-12-01", cap=6),)
    assert budgets_at(last_hour, rules(), 5_000_000)[1] == Budget(window="2026-12", cap=5_000_000, unit=Unit.COST)


def zones_with_turning_clocks() -> list[str]:
    """Return every zone whose offset changes in 2026."""
    return sorted(name for name in available_timezones() if len(set(offsets(ZoneInfo(name)))) > 1)


def offsets(zone: ZoneInfo) -> list[timedelta | None]:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return [(start + timedelta(days=day)).astimezone(zone).utcoffset() for day in range(366)]


def days_of_change(zone: ZoneInfo) -> list[date]:
    start, found = datetime(2026, 1, 1, tzinfo=UTC), offsets(zone)
    changes = [day for day in range(365) if found[day] != found[day + 1]]
    return [
        (start + timedelta(days=day + near)).astimezone(zone).date() for day in changes for near in (-1, 0, 1, 2)
    ]


def test_every_local_day_has_each_slot_once_in_every_zone_whose_clocks_turn() -> None:
    doubled, skipped, cases = 0, 0, 0
    zones = zones_with_turning_clocks()
    for name in zones:
        zone = ZoneInfo(name)
        for moment in [time(hour, minute) for hour in range(24) for minute in (0, 30)]:
            for day in days_of_change(zone):
                at = instant(day, moment, zone)
                before, following = (instant(day + timedelta(days=step), moment, zone) for step in (-1, 1))
                cases += 1
                skipped += at.astimezone(zone).date() != day
                doubled += not before < at < following
    assert (doubled, skipped) == (0, 0)
    assert len(zones) > 100, "the machine has no time zone database"
    assert cases > 50_000


def test_a_time_that_comes_twice_is_the_first() -> None:
    assert instant(date(2026, 10, 25), time(2, 30), ZoneInfo("Europe/Berlin")) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


def test_a_time_that_is_leapt_over_is_as_much_later() -> None:
    assert instant(date(2026, 3, 29), time(2, 30), ZoneInfo("Europe/Berlin")) == datetime(
        2026, 3, 29, 1, 30, tzinfo=UTC
    )


def test_a_time_that_is_leapt_over_stays_on_its_day() -> None:
    nuuk = ZoneInfo("America/Nuuk")

    assert instant(date(2026, 3, 28), time(23, 30), nuuk).astimezone(nuuk).date() == date(2026, 3, 28)
