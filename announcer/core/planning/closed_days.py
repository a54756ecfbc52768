"""Days on which a site posts nothing: single days and ranges, of one year or of every year, Gregorian or Jalali."""

import re
from dataclasses import dataclass
from datetime import date

from announcer.core.planning.jalali import JalaliDate, jalali

_DAY = re.compile(r"(?:(\d{4})-)?(\d{1,2})-(\d{1,2})")
_LEAP_YEAR, _JALALI_LEAP_YEAR = 2024, 1403


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """The days from `first` to `last`, both included; as (year, month, day), the year None for every year."""

    first: tuple[int | None, int, int]
    last: tuple[int | None, int, int]
    is_jalali: bool = False
    name: str = ""

    def covers(self, day: date) -> bool:
        """Return whether the day is one of them; a range of every year may run over the year's end."""
        year, month, number = _parts(jalali(day) if self.is_jalali else day)
        if self.first[0] is not None and self.last[0] is not None:
            return (self.first[0], *self.first[1:]) <= (year, month, number) <= (self.last[0], *self.last[1:])
        first, last, now = self.first[1:], self.last[1:], (month, number)
        return first <= now <= last if first <= last else now >= first or now <= last


def parse_closure(text: str) -> Closure:
    """Return the days that `text` names, with what follows them as their name.

    `2026-12-25`, `12-25` (every year), `2026-12-20..2027-01-05`, `12-24..01-02`; with `J` before them, Jalali days:
    `J 1405-01-01..1405-01-13 Nowruz`.

    Raises:
        ValueError: it is no such text, or there is no such day.
    """
    is_jalali = text.lstrip().startswith(("J ", "j "))
    days, _, name = text.strip().removeprefix("J ").removeprefix("j ").strip().partition(" ")
    first, dots, last = days.partition("..")
    start = _parse_day(first, is_jalali=is_jalali)
    end = _parse_day(last, is_jalali=is_jalali) if dots else start
    if (start[0] is None) != (end[0] is None):
        raise ValueError(f"{days!r}: write the year on both ends of the range, or on none")
    if start[0] is not None and end[0] is not None and (start[0], *start[1:]) > (end[0], *end[1:]):
        raise ValueError(f"{days!r}: the range ends before it begins")
    return Closure(first=start, last=end, is_jalali=is_jalali, name=name.strip())


def parse_closures(text: str) -> tuple[Closure, ...]:
    """Return the days that a file of them names, one day or range a line; `#` begins a remark.

    Raises:
        ValueError: lines cannot be read; all of them are told, with their numbers.
    """
    found: list[Closure] = []
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        wanted = line.partition("#")[0].strip()
        try:
            found += [parse_closure(wanted)] if wanted else []
        except ValueError as error:
            problems.append(f"line {number}: {error}")
    if problems:
        raise ValueError("\n".join(problems))
    return tuple(found)


def _parse_day(text: str, *, is_jalali: bool) -> tuple[int | None, int, int]:
    found = _DAY.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is no day; write 2026-12-25, 12-25, or J 1405-01-13 for a Jalali one")
    year, month, day = int(found[1]) if found[1] else None, int(found[2]), int(found[3])
    if is_jalali:
        JalaliDate(year=year or _JALALI_LEAP_YEAR, month=month, day=day)
    else:
        _check_gregorian(year or _LEAP_YEAR, month, day)
    return year, month, day


def _check_gregorian(year: int, month: int, day: int) -> None:
    try:
        date(year, month, day)
    except ValueError as error:
        raise ValueError(f"{month:02}-{day:02} is no day of {year}: {error}") from None


def _parts(day: date | JalaliDate) -> tuple[int, int, int]:
    return day.year, day.month, day.day
