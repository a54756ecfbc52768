"""Days and times as people type them."""

from datetime import date

import pytest

from announcer.core.planning.local_times import parse_day, parse_local_time

TODAY = date(2026, 11, 27)
"""A Friday, 1405-09-06."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-27", TODAY),
        ("2026/11/27", TODAY),
        ("2026.1.5", date(2026, 1, 5)),
        ("1405-09-06", TODAY),
        ("۱۴۰۵/۹/۶", TODAY),
        ("١٤٠٥-٠٩-٠٦", TODAY),
        ("1403-12-30", date(2025, 3, 20)),
        ("today", TODAY),
        (" Tomorrow ", date(2026, 11, 28)),
        ("فردا", date(2026, 11, 28)),
        ("Sat", date(2026, 11, 28)),
        ("thursday", date(2026, 12, 3)),
        ("Friday", date(2026, 12, 4)),
    ],
)
def test_a_day_is_understood_in_either_calendar_and_in_words(text: str, day: date) -> None:
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not a day; write it as"),
        ("soon", "is not a day; write it as"),
        ("2026-02-29", "the month 2026-02 has 28 days"),
        ("1404-12-30", "the month has 29 days"),
        ("1405-13-01", "there are 12 months"),
        ("26-11-27", "is not a day; write it as"),
        ("2026-11/27", "is not a day; write it as"),
        ("²026-11-27", "is not a day"),
    ],
)
def test_what_is_not_a_day_is_told_with_how_to_write_one(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_day(text, TODAY)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-27 09:30", "2026-11-27T09:30:00"),
        ("2026-11-27T09:30", "2026-11-27T09:30:00"),
        ("1405-09-06 09:30", "2026-11-27T09:30:00"),
        ("۱۴۰۵/۰۹/۰۶  ۹:۳۰", "2026-11-27T09:30:00"),
        ("tomorrow 9:30", "2026-11-28T09:30:00"),
        ("Sunday 00:00", "2026-11-29T00:00:00"),
    ],
)
def test_a_time_is_a_day_and_a_time_of_it(text: str, moment: str) -> None:
    assert parse_local_time(text, TODAY).isoformat() == moment


@pytest.mark.parametrize(
    "text", ["", "09:30", "2026-11-27", "2026-11-27 9", "2026-11-27 24:00", "2026-11-27 09:60", "tomorrow noon"]
)
def test_what_is_not_a_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time"):
        parse_local_time(text, TODAY)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2026-13-01", "there are 12 months, and the month comes after the year"),
        ("2026-00-01", "there are 12 months, and the month comes after the year"),
        ("2026-02-29", "the month 2026-02 has 28 days"),
        ("2024-02-30", "the month 2024-02 has 29 days"),
        ("1405-13-01", "there are 12 months"),
    ],
)
def test_a_day_that_no_calendar_has_is_told_in_plain_words(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=f"'{text}' is not a day: .*{problem}"):
        parse_day(text, TODAY)
