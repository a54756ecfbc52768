"""The Jalali (Solar Hijri) calendar of Iran: dates there and back.

Leap years follow the arithmetic of K. M. Borkowski, "The Persian calendar for 3000 years" (1996), which agrees with
the astronomical calendar for the years 1 to 3177.
"""

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    "Farvardin",
    "Ordibehesht",
    "Khordad",
    "Tir",
    "Mordad",
    "Shahrivar",
    "Mehr",
    "Aban",
    "Azar",
    "Dey",
    "Bahman",
    "Esfand",
)
_LONG_MONTHS = 6
_BREAKS = (
    *(-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210),
    *(1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178),
)
"""The years in which a new cycle of 33-year (and some 29- or 37-year) groups begins."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class JalaliDate:
    """A day of the Jalali calendar; checked when it is made."""

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        """Refuse a day that the calendar does not have.

        Raises:
            ValueError: there is no such month, or the month has no such day, or the year is out of reach.
        """
        _cycle(self.year)
        if not 1 <= self.month <= len(MONTHS):
            raise ValueError(f"{self} is not a Jalali date: there are 12 months")
        if not 1 <= self.day <= month_length(self.year, self.month):
            days = month_length(self.year, self.month)
            raise ValueError(f"{self} is not a Jalali date: the month has {days} days")

    def __str__(self) -> str:
        """Return it as `1405-01-01`."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    def gregorian(self) -> date:
        """Return the same day in the Gregorian calendar."""
        return _new_year(self.year) + timedelta(days=self._day_of_year() - 1)

    def _day_of_year(self) -> int:
        return 31 * (self.month - 1) - max(0, self.month - _LONG_MONTHS - 1) + self.day


def jalali(day: date) -> JalaliDate:
    """Return the same day in the Jalali calendar."""
    year = day.year - 621
    if day < _new_year(year):
        year -= 1
    passed = (day - _new_year(year)).days
    if passed < 31 * _LONG_MONTHS:
        return JalaliDate(year=year, month=1 + passed // 31, day=1 + passed % 31)
    passed -= 31 * _LONG_MONTHS
    return JalaliDate(year=year, month=1 + _LONG_MONTHS + passed // 30, day=1 + passed % 30)


def month_length(year: int, month: int) -> int:
    """Return how many days the month has."""
    if month <= _LONG_MONTHS:
        return 31
    return 30 if month < len(MONTHS) or is_leap(year) else 29


def is_leap(year: int) -> bool:
    """Return whether the year has 366 days."""
    return _cycle(year)[0] == 0


def _new_year(year: int) -> date:
    """Return the Gregorian day of the first of Farvardin."""
    _, march = _cycle(year)
    return date(year + 621, 3, 1) + timedelta(days=march - 1)


def _cycle(year: int) -> tuple[int, int]:
    """Return how many years ago the last leap year was (0: this one is), and the day of March of the new year.

    Raises:
        ValueError: the year is beyond the rule's reach.
    """
    if not _BREAKS[0] <= year < _BREAKS[-1]:
        raise ValueError(f"the Jalali year {year} is out of reach")
    leaps, start, length = -14, _BREAKS[0], 0
    for following in _BREAKS[1:]:
        length = following - start
        if year < following:
            break
        leaps += length // 33 * 8 + length % 33 // 4
        start = following
    passed = year - start
    leaps += passed // 33 * 8 + (passed % 33 + 3) // 4
    if length % 33 == 4 and length - passed == 4:  # noqa: PLR2004 (the rule's own numbers)
        leaps += 1
    gregorian = year + 621
    march = 20 + leaps - (gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150)
    if length - passed < 6:  # noqa: PLR2004
        passed += -length + (length + 4) // 33 * 33
    since = ((passed + 1) % 33 - 1) % 4
    return (4 if since == -1 else since), march
