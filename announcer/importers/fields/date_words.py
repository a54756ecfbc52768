"""Read dates as databases and people write them, never more precise than they are."""

import re
from collections.abc import Iterable

from announcer.core.findings import Finding
from announcer.core.publications.publication import PartialDate
from announcer.core.text.letters import persian
from announcer.importers.building import partial_date
from announcer.importers.fields.iranian_dates import YEARS
from announcer.importers.fields.left_out import first_usable

LONGEST_DATE = 60
"""Characters; what is longer is no date."""

_ASCII_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_NUMBERS = re.compile(r"(\d{4})(?:[-/.](\d{1,2})?(?:[-/.](\d{1,2})?)?)?(?![\d.])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\b")
_TIME = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_MONTH = re.compile(
    r"(?<![^\W\d_])(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![^\W\d_])",
    re.IGNORECASE,
)
_IRANIAN_MONTHS = (
    r"far[vw]ardin|فروردین",
    r"ordibehesht|اردیبهشت",
    r"khordad|خرداد",
    r"tir|تیر",
    r"m[ou]rdad|amordad|مرداد|امرداد",
    r"shahri[vw]ar|شهریور",
    r"mehr|مهر",
    r"[aā]b[aā]n|آبان|ابان",
    r"[aā]zar|آذر|اذر",
    r"de[iy]|دی",
    r"bahman|بهمن",
    r"esfand|اسفند",
)
_IRANIAN_MONTH = re.compile(
    rf"(?<![^\W\d_])(?:{'|'.join(f'({name})' for name in _IRANIAN_MONTHS)})(?:\s?ماه)?(?![^\W\d_])", re.IGNORECASE
)
_DAY = re.compile(r"(?<!\d)(?<!\d[-\u2013])(\d{1,2})(?:st|nd|rd|th)?(?!\d)(?![-\u2013]\d{1,2}(?!\d))")
_MOST_MONTHS = 12


def date_in(text: str, year: str = "") -> PartialDate | None:
    """Return the date that a text gives: `2016 Jan 1`, `1 Dec 2024`, `2013/04/18`, `20150323`, `2012///`.

    A date of the Iranian calendar (`1402/05/12`, `12 Mordad 1402`) becomes the same date of the Gregorian one.

    Args:
        text: The date, in digits of any script; of `Jan-Feb` the first month counts, of `Jan 5-11` no day.
        year: The year where the text has none: `NOV 30`.

    Returns:
        None without a year. Numbers whose order cannot be told (`03/04/2023`) give their year alone.
    """
    text, year = (each.strip()[:LONGEST_DATE].translate(_ASCII_DIGITS) for each in (text, year))
    if iranian := _iranian(persian(text)):
        return iranian
    if found := _COMPACT.match(text) or _NUMBERS.match(text):
        if found[2] or not _MONTH.search(text):
            return partial_date(*found.groups())
    elif found := _DAY_FIRST.match(text):
        return _of_numbers(*found.groups())
    found_year = _YEAR.search(text) or _YEAR.search(year)
    month = _MONTH.search(text)
    if not found_year or not month:
        return partial_date(found_year[1]) if found_year else None
    day = _DAY.search(_TIME.sub("", text))
    return partial_date(found_year[1], month[1], day[1] if day else None)


def _iranian(text: str) -> PartialDate | None:
    """Return the date of a text with an Iranian year and the name of a month: `۱۲ مرداد ۱۴۰۲`."""
    text = text.translate(_ASCII_DIGITS)
    year, month = _YEAR.search(text), _IRANIAN_MONTH.search(text)
    if not year or not month or int(year[1]) not in YEARS:
        return None
    day = _DAY.search(_TIME.sub("", text))
    return partial_date(year[1], month.lastindex, day[1] if day else None)


def _of_numbers(first: str, second: str, year: str) -> PartialDate | None:
    """Return a date of which one number can only be the day; else its year."""
    if int(first) > _MOST_MONTHS:
        return partial_date(year, second, first)
    if int(second) > _MOST_MONTHS or first == second:
        return partial_date(year, first, second)
    return partial_date(year)


def date_in_field(values: Iterable[str], findings: list[Finding]) -> PartialDate | None:
    """Return the first date among what stands in a field for one; a finding tells where there is something else."""
    return first_usable("date", values, date_in, findings)


def earliest(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """Return the earliest of the dates that are known; of two that may be the same day, the more precise one."""
    known = (date for date in dates if date)
    return min(known, key=lambda date: (date.year, date.month or 13, date.day or 32), default=None)
