"""Jalali dates."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from announcer.core.planning.jalali import JalaliDate, is_leap, jalali, month_length

KNOWN = [
    (date(1979, 2, 11), (1357, 11, 22)),
    (date(2000, 3, 20), (1379, 1, 1)),
    (date(2017, 3, 20), (1395, 12, 30)),
    (date(2017, 3, 21), (1396, 1, 1)),
    (date(2020, 3, 20), (1399, 1, 1)),
    (date(2021, 3, 20), (1399, 12, 30)),
    (date(2024, 3, 20), (1403, 1, 1)),
    (date(2025, 3, 21), (1404, 1, 1)),
    (date(2026, 3, 21), (1405, 1, 1)),
    (date(2026, 11, 23), (1405, 9, 2)),
    (date(2029, 3, 20), (1408, 1, 1)),
]
"""Days whose Jalali date is on record, around leap years of both calendars."""


@pytest.mark.parametrize(("gregorian", "parts"), KNOWN)
def test_known_days_are_told_in_both_calendars(gregorian: date, parts: tuple[int, int, int]) -> None:
    day = JalaliDate(year=parts[0], month=parts[1], day=parts[2])

    assert jalali(gregorian) == day
    assert day.gregorian() == gregorian


def test_every_day_of_three_centuries_goes_there_and_back_and_follows_the_day_before() -> None:
    day = date(1850, 1, 1)
    before = jalali(day)
    while day < date(2150, 1, 1):
        day += timedelta(days=1)
        now = jalali(day)
        assert now.gregorian() == day
        assert now > before
        before = now


def test_every_year_the_rule_reaches_begins_in_march_and_has_365_or_366_days() -> None:
    days = [JalaliDate(year=year, month=1, day=1).gregorian() for year in range(1, 3178)]

    assert {day.month for day in days} == {3}
    assert all(18 <= day.day <= 22 for day in days)
    lengths = [(following - day).days for day, following in pairwise(days)]
    assert lengths == [366 if is_leap(year) else 365 for year in range(1, 3177)]


def test_leap_years_of_our_time() -> None:
    assert [year for year in range(1395, 1425) if is_leap(year)] == [1395, 1399, 1403, 1408, 1412, 1416, 1420, 1424]


def test_months_have_31_30_and_at_the_end_29_or_30_days() -> None:
    assert [month_length(1405, month) for month in (1, 6, 7, 11, 12)] == [31, 31, 30, 30, 29]
    assert month_length(1403, 12) == 30


@pytest.mark.parametrize(
    "parts", [(1405, 13, 1), (1405, 0, 1), (1405, 12, 30), (1405, 1, 32), (1405, 7, 31), (5000, 1, 1)]
)
def test_what_the_calendar_does_not_have_is_refused(parts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"Jalali"):
        JalaliDate(year=parts[0], month=parts[1], day=parts[2])


def test_it_is_written_with_leading_zeros() -> None:
    assert str(JalaliDate(year=1405, month=9, day=2)) == "1405-09-02"
