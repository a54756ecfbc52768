"""When to try and to look again."""

from datetime import UTC, datetime, timedelta

import pytest

from announcer.core.posting.backoff import LookupRules, growing_wait

NOW = datetime(2026, 11, 23, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(("delays", "longest"), [(1, 30), (2, 60), (3, 120), (7, 1920), (8, 3600), (500, 3600)])
def test_waits_double_up_to_an_hour(delays: int, longest: int) -> None:
    assert growing_wait(delays, timedelta(0), 1.0) == timedelta(seconds=longest)
    assert growing_wait(delays, timedelta(0), 0.0) == timedelta(0)


def test_what_the_channel_asks_for_is_the_least() -> None:
    assert growing_wait(1, 10 * MINUTE, 0.5) == timedelta(minutes=10, seconds=15)


def test_looks_come_after_1_5_15_and_60_minutes_and_then_every_hour() -> None:
    waits = [LookupRules().next_look(NOW, NOW, misses) for misses in range(6)]

    assert [(at - NOW) // MINUTE for at in waits if at] == [1, 5, 15, 60, 60, 60]


def test_after_a_day_nobody_looks_any_more() -> None:
    assert LookupRules().next_look(NOW + timedelta(hours=24), NOW, 20) is None


@pytest.mark.parametrize(
    ("misses", "minutes", "sure"), [(2, 60, False), (3, 14, False), (3, 15, True), (9, 0, False)]
)
def test_three_misses_over_a_quarter_hour_make_sure(misses: int, minutes: int, sure: bool) -> None:  # noqa: FBT001
    assert LookupRules().surely_missing(NOW, NOW - minutes * MINUTE, misses) is sure
