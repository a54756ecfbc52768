"""Days on which nothing is posted."""

from datetime import date

import pytest

from announcer.core.planning.closed_days import parse_closure, parse_closures


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("2026-12-25", date(2026, 12, 25), date(2027, 12, 25)),
        ("12-25 Christmas", date(2031, 12, 25), date(2031, 12, 26)),
        ("2026-12-20..2027-01-05", date(2027, 1, 5), date(2027, 1, 6)),
        ("12-24..01-02", date(2030, 1, 2), date(2030, 1, 3)),
        ("12-24..01-02", date(2030, 12, 24), date(2030, 12, 23)),
        ("02-29", date(2028, 2, 29), date(2027, 2, 28)),
        ("J 1405-01-01..1405-01-13 Nowruz", date(2026, 4, 2), date(2026, 4, 3)),
        ("J 01-01..01-04 Nowruz", date(2027, 3, 21), date(2027, 3, 20)),
        ("J 12-30", date(2025, 3, 20), date(2026, 3, 20)),
        ("j 12-29..01-01", date(2026, 3, 21), date(2026, 3, 22)),
    ],
)
def test_a_closure_covers_its_days_and_no_other(text: str, inside: date, outside: date) -> None:
    closure = parse_closure(text)

    assert closure.covers(inside)
    assert not closure.covers(outside)


def test_what_follows_the_days_is_their_name() -> None:
    assert parse_closure("J 01-01..01-04  Nowruz holidays").name == "Nowruz holidays"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Friday", "is no day"),
        ("2026-13-01", "is no day of 2026"),
        ("02-30", "is no day of 2024"),
        ("J 1405-07-31", "30 days"),
        ("2026-12-20..01-05", "on both ends"),
        ("2026-12-20..2026-12-19", "ends before"),
        ("", "is no day"),
    ],
)
def test_what_names_no_days_is_told(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parse_closure(text)


def test_a_file_names_one_closure_a_line() -> None:
    found = parse_closures(
        "# fixed\n12-25 Christmas\n\nJ 03-14 Khomeini's death # fixed too\n2026-03-20 Eid al-Fitr\n"
    )

    assert [closure.name for closure in found] == ["Christmas", "Khomeini's death", "Eid al-Fitr"]


def test_all_wrong_lines_of_a_file_are_told() -> None:
    with pytest.raises(ValueError, match=r"line 1: .*\nline 3: "):
        parse_closures("Monday\n12-25\n13-25\n")
