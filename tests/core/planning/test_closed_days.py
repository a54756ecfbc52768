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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("J 01-01..01-04  Nowruz holidays", "Nowruz holidays"),
        ("J 03-15 15 Khordad", "15 Khordad"),
        ("12-25 – Christmas – and more", "Christmas – and more"),
        ("12-25 (2 days)", "(2 days)"),
    ],
)
def test_what_follows_the_days_is_their_name(text: str, name: str) -> None:
    assert parse_closure(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-20..2027-01-05",
        "2026-12-20 .. 2027-01-05 X",
        "2026-12-20...2027-01-05",
        "2026-12-20…2027-01-05",
        "2026-12-20 - 2027-01-05 X",
        "2026-12-20–2027-01-05",
        "2026–12–20 — 2027–01–05",
        "۲۰۲۶-۱۲-۲۰..۲۰۲۷-۰۱-۰۵",
    ],
)
def test_a_range_may_be_written_with_dots_or_any_dash_and_with_persian_digits(text: str) -> None:
    closure = parse_closure(text)

    assert (closure.first, closure.last) == ((2026, 12, 20), (2027, 1, 5))


@pytest.mark.parametrize("text", ["J 1405-01-01", "J1405-01-01", "j  ۱۴۰۵-۰۱-۰۱ نوروز"])
def test_jalali_days_begin_with_j(text: str) -> None:
    assert parse_closure(text).covers(date(2026, 3, 21))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Friday", "is not a day or a range of days"),
        ("2026/12/25", "is not a day or a range of days"),
        ("2026-12-25Z", "is not a day or a range of days"),
        ("2026-12-25-26", "is not a day or a range of days"),
        ("2026-12-20 to 2027-01-05", "is not a day or a range of days"),
        ("2026-12-25 to 26", "is not a day or a range of days"),
        ("2026-12-25 - 26", "is not a day or a range of days"),
        ("2026-12-25, 2026-12-26", "is not a day or a range of days"),
        ("12-25 12-26 Christmas", "is not a day or a range of days"),
        ("2026-12-20..2026-12-22..2026-12-24", "is not a day or a range of days"),
        ("J", "is not a day or a range of days"),
        ("", "is not a day or a range of days"),
        ("2026-13-01", "2026-13-01 is not a day of the calendar"),
        ("02-30", "02-30 is not a day of the calendar"),
        ("J 1405-07-31", "30 days"),
        ("J 13-01", "12 months"),
        ("1405-01-01..1405-01-13 Nowruz", "1405-01-01 is not a Gregorian day; write Jalali ones as J 1405-01-13"),
        ("2026-12-25..1405-01-13", "1405-01-13 is not a Gregorian day"),
        ("J 2026-03-21", "2026-03-21 is not a Jalali day; write Gregorian ones without J"),
        ("2026-12-20..01-05", "on both ends"),
        ("2026-12-20..2026-12-19", "ends before"),
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
