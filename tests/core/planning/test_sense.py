"""Posting times that can never be used."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from announcer.core.planning.closed_days import parse_closure
from announcer.core.planning.sense import never_open, useless_times
from announcer.core.planning.slots import PostingRules
from announcer.core.planning.weekly import parse_days, parse_quiet_hours, parse_slot

TODAY = date(2026, 11, 27)


def rules(*slots: str, quiet: str = "", weekend: str = "", closed: str = "", daily_cap: int = 6) -> PostingRules:
    return PostingRules(
        zone=ZoneInfo("Asia/Tehran"),
        slots=tuple(map(parse_slot, slots)),
        quiet=(parse_quiet_hours(quiet),) if quiet else (),
        weekend=parse_days(weekend) if weekend else frozenset(),
        closures=(parse_closure(closed),) if closed else (),
        daily_cap=daily_cap,
    )


def test_times_that_closed_days_or_quiet_hours_leave_nothing_of_are_never_open() -> None:
    assert never_open(rules("daily 23:00", quiet="22:00-07:00"), TODAY)
    assert never_open(rules("Fri 09:30", weekend="Thu-Fri"), TODAY)
    assert never_open(rules("daily 09:30", closed="2026-01-01..2028-01-01"), TODAY)
    assert not never_open(rules("daily 09:30", closed="12-24..01-02"), TODAY)


def test_a_site_that_posts_at_no_fixed_times_is_not_called_closed() -> None:
    assert not never_open(rules(), TODAY)


@pytest.mark.parametrize(
    ("useless", "words"),
    [
        (rules("daily 09:30", "Mon 23:00", quiet="22:00-07:00"), "Mon 23:00 is within the quiet hours 22:00-07:00"),
        (rules("daily 09:30", "Thu,Fri 13:00", weekend="Thu-Fri"), "Thu,Fri 13:00 is on days of the weekend only"),
        (
            rules("daily 09:30", "Mon-Wed 13:00", daily_cap=1),
            "Mon has 2 posting times; schedule.daily_cap allows 1",
        ),
    ],
)
def test_a_time_at_which_nothing_goes_out_is_named(useless: PostingRules, words: str) -> None:
    assert list(useless_times(useless)) == [words]


def test_times_that_are_used_need_no_word() -> None:
    assert not list(useless_times(rules("Sat-Wed 09:30", "daily 18:00", quiet="22:00-07:00", weekend="Fri")))
