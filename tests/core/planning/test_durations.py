from datetime import timedelta

import pytest

from announcer.core.planning.durations import as_duration, duration, parse_duration


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("30 s", timedelta(seconds=30)),
        ("45min", timedelta(minutes=45)),
        (" 2 H ", timedelta(hours=2)),
        ("1 day", timedelta(days=1)),
        ("365 days", timedelta(days=365)),
        ("0 s", timedelta(0)),
    ],
)
def test_a_length_of_time_is_a_number_and_a_unit(text: str, length: timedelta) -> None:
    assert parse_duration(text) == length


@pytest.mark.parametrize("value", [30, 1.5, None, True])
def test_a_value_that_is_not_text_is_not_a_length_of_time(value: object) -> None:
    with pytest.raises(ValueError, match="is not a length of time"):
        as_duration(value)


@pytest.mark.parametrize("text", ["", "30", "min", "-1 s", "1.5 h", "3 weeks", "9999999 days"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a length of time"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-1, "0 s"), (59, "59 s"), (60, "1 min"), (3600, "1 h"), (172_799, "47 h"), (172_800, "2 days")],
)
def test_a_length_is_told_in_its_largest_unit(seconds: int, text: str) -> None:
    assert duration(timedelta(seconds=seconds)) == text


def test_a_length_of_more_than_a_hundred_years_is_refused() -> None:
    assert parse_duration("36500 days") == timedelta(days=36_500)
    with pytest.raises(ValueError, match="'36501 days' is too long"):
        parse_duration("36501 days")
