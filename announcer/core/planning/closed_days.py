"""Days on which a site posts nothing: single days and ranges, of one year or of every year, Gregorian or Jalali."""

import re
from dataclasses import dataclass
from datetime import date

from announcer.core.planning.jalali import JalaliDate, jalali

_DASH = "[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"
_DAY = rf"(?:\d{{4}}{_DASH})?\d{{1,2}}{_DASH}\d{{1,2}}"
_DAYS = re.compile(
    rf"""(?P<jalali>[Jj]\s*)?
    (?P<first>{_DAY})
    (?:\s*(?:\.\.+|\u2026|{_DASH})\s*(?P<last>{_DAY}))?
    (?:\s+(?P<name>.*))?""",
    re.VERBOSE,
)
_MORE_DAYS = re.compile(rf".*(?<!\d){_DAY}(?!\d)|(?:to|till|until|{_DASH}|[.\u2026/&+])\s*\d", re.IGNORECASE)
"""What stands in a name's place where a range was meant."""

_FIRST_GREGORIAN_YEAR = 1700
"""Earlier years are Jalali: a Gregorian one is a Jalali one whose `J` was forgotten, and the other way round."""

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
        ValueError: it is not such a text, or there is no such day.
    """
    found = _DAYS.fullmatch(text.strip())
    name = ((found and found["name"]) or "").strip()
    if not found or _MORE_DAYS.match(name):
        raise ValueError(
            f"{text!r} is not a day or a range of days; write 2026-12-25, 12-25 or 12-24..01-02,"
            " with J before Jalali ones, and a name after them if you like"
        )
    is_jalali = bool(found["jalali"])
    first = _parse_day(found["first"], is_jalali=is_jalali)
    last = _parse_day(found["last"], is_jalali=is_jalali) if found["last"] else first
    if (first[0] is None) != (last[0] is None):
        raise ValueError(f"{text!r}: write the year on both ends of the range, or on none")
    if first[0] is not None and last[0] is not None and (first[0], *first[1:]) > (last[0], *last[1:]):
        raise ValueError(f"{text!r}: the range ends before it begins")
    return Closure(first=first, last=last, is_jalali=is_jalali, name=re.sub(rf"^{_DASH}\s*", "", name))


def parse_closures(text: str) -> tuple[Closure, ...]:
    """Return the days that a file of them names, one day or range a line; `#` begins a remark.

    Raises:
        ValueError: lines cannot be read; all of them are reported, with their numbers.
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
    *years, month, day = (int(number) for number in re.findall(r"\d+", text))
    if any((year < _FIRST_GREGORIAN_YEAR) != is_jalali for year in years):
        kind, form = (
            ("Jalali", "Gregorian ones without J") if is_jalali else ("Gregorian", "Jalali ones as J 1405-01-13")
        )
        raise ValueError(f"{text} is not a {kind} day; write {form}")
    if is_jalali:
        JalaliDate(year=years[0] if years else _JALALI_LEAP_YEAR, month=month, day=day)
    else:
        _check_gregorian(text, years[0] if years else _LEAP_YEAR, month, day)
    return years[0] if years else None, month, day


def _check_gregorian(text: str, year: int, month: int, day: int) -> None:
    try:
        date(year, month, day)
    except ValueError as error:
        raise ValueError(f"{text} is not a day of the calendar: {error}") from None


def _parts(day: date | JalaliDate) -> tuple[int, int, int]:
    return day.year, day.month, day.day
