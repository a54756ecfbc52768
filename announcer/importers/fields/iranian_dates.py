"""Read years, months and days of the Iranian calendar: no paper that is announced came out in 1402 after Christ."""

from announcer.core.planning.jalali import JalaliDate, month_length
from announcer.core.publications.publication import PartialDate

YEARS = range(1300, 1451)
"""Iranian years from 1921 to 2071; no record gives one of these years after Christ."""
_MONTHS = 12
_MIDDLE = 16
"""The day of an Iranian month that lies in the Gregorian month with most of its days."""


def from_iranian(year: int, month: int, day: int) -> PartialDate | None:
    """Return the same date in the Gregorian calendar; None where the year is not of the Iranian one.

    A day becomes a day. A month becomes the month that has most of it, a year the one in which it begins, and nine
    months of it lie. What the calendar does not have, or what is 0, is not known; `given` says what was there.
    """
    if year not in YEARS:
        return None
    month = month if 1 <= month <= _MONTHS else 0
    day = day if month and 1 <= day <= month_length(year, month) else 0
    first = JalaliDate(year=year, month=month or 1, day=day or (_MIDDLE if month else 1)).gregorian()
    return PartialDate(
        year=first.year,
        month=first.month if month else None,
        day=first.day if day else None,
        given="/".join(f"{part:02}" for part in (year, month, day) if part),
    )
