from datetime import time

import pytest

from announcer.core.planning.weekly import QuietHours, parse_days, parse_quiet_hours, parse_slot

SATURDAY_TO_WEDNESDAY = {5, 6, 0, 1, 2}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Sat-Wed 09:30", SATURDAY_TO_WEDNESDAY),
        ("Mon-Fri 09:30", {0, 1, 2, 3, 4}),
        ("sat,mon 9:30", {5, 0}),
        ("Thursday 09:30", {3}),
        ("Thurs,Tues 09:30", {3, 1}),
        ("Fri-Fri 09:30", {4}),
        (" daily   09:30 ", set(range(7))),
        ("Daily\t09:30", set(range(7))),
        ("Sat-Mon, Thu 09:30", {5, 6, 0, 3}),
    ],
)
def test_a_slot_names_days_and_a_time(text: str, days: set[int]) -> None:
    slot = parse_slot(text)

    assert slot.days == days
    assert slot.time == time(9, 30)


@pytest.mark.parametrize(
    "text",
    [
        "Sat–Wed 09:30",
        "Sat—Wed 09:30",
        "Sat‑Wed 09:30",
        "Sat − Wed 09:30",
        "Sat - Wed 09:30",
        "Saturday–Wednesday 9:30",
        "Sat-Wed ۰۹:۳۰",
        "Sat،Sun، Mon-Wed ٠٩:٣٠",
    ],
)
def test_a_slot_may_be_written_with_any_dash_and_with_persian_digits(text: str) -> None:
    slot = parse_slot(text)

    assert slot.days == SATURDAY_TO_WEDNESDAY
    assert slot.time == time(9, 30)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not a posting time"),
        ("09:30", "is not a posting time"),
        ("daily", "is not a posting time"),
        ("Sat 9.30", "is not a posting time"),
        ("Sat 9:30 pm", "is not a posting time"),
        ("Sat 09:30Z", "without its zone"),
        ("Sat 09:30+03:30", "without its zone"),
        ("Sat 09:30-10:00", "is not a posting time"),
        ("Sat 24:00", "'24:00' is not a time of day"),
        ("Sat 10:61", "'10:61' is not a time of day"),
        ("Sut 10:00", "'Sut' is not a day of the week"),
        ("Satur-Sunn 10:00", "'Sunn' is not a day of the week"),
        ("Sa 10:00", "'Sa' is not a day of the week"),
        ("Sat..Wed 10:00", "'Sat..Wed' is not a day of the week"),
        ("Sat Wed 10:00", "'Sat Wed' is not a day of the week"),
        ("Sat- 10:00", "'' is not a day of the week"),
        ("Sat,,Mon 10:00", "'' is not a day of the week"),
        ("Sat-Mon-Wed 10:00", "'Sat-Mon-Wed' is not a range of days"),
        ("daily, Mon 10:00", "'daily' is not a day of the week"),
    ],
)
def test_anything_else_is_refused_with_the_reason(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_slot(text)


def test_days_may_be_named_without_a_time() -> None:
    assert parse_days(" Thu–Fri ") == {3, 4}


@pytest.mark.parametrize(
    "text", ["22:00-07:00", "22:00–07:00", " 22:00 — 7:00 ", "۲۲:۰۰-۰۷:۰۰", "22-7", "22:00 - 07:00"]
)
def test_quiet_hours_name_two_times(text: str) -> None:
    assert parse_quiet_hours(text) == QuietHours(start=time(22), end=time(7))


@pytest.mark.parametrize("text", ["22:00-24:00", "22-24", "۲۲:۰۰-۲۴:۰۰"])
def test_quiet_hours_may_last_until_the_end_of_the_day(text: str) -> None:
    hours = parse_quiet_hours(text)

    assert hours.covers(time(23, 59))
    assert not hours.covers(time(0))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("22:00Z-07:00Z", "'22:00Z-07:00Z' is not a valid time range; .* without their zone"),
        ("22:00+03:30-07:00+03:30", "is not a valid time range"),
        ("22:00-03:30-07:00", "is not a valid time range"),
        ("22:00:00-07:00:00", "is not a valid time range"),
        ("22:00 to 07:00", "is not a valid time range"),
        ("22:00", "is not a valid time range"),
        ("22:00-", "is not a valid time range"),
        ("", "is not a valid time range"),
        ("22:00-25:00", "'25:00' is not a time of day"),
        ("24:00-07:00", "'24:00' is not a time of day"),
        ("22:00-24:01", "'24:01' is not a time of day"),
        ("22:00-22:00", "ends when it begins"),
        ("00:00-24:00", "ends when it begins"),
    ],
)
def test_other_quiet_hours_are_refused_with_the_reason(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_quiet_hours(text)
