"""Days and times as people type them: `2026-11-27 09:30`, `1405-09-06 09:30`, `۱۴۰۵/۹/۶ ۹:۳۰`, `tomorrow 09:30`.

A year before 1700 is one of the Jalali calendar, any other one of the Gregorian.
"""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta

from announcer.core.planning.jalali import JalaliDate
from announcer.core.planning.weekly import day_of_week

_FIRST_GREGORIAN = 1700
_MONTHS = 12
_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_ISO_T = re.compile(r"(?<=\d)t(?=\d)")
_TIME = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_WORDS = {"today": 0, "tomorrow": 1, "امروز": 0, "فردا": 1}
_EXAMPLES = "write it as 2026-11-27, 1405-09-06, today, tomorrow or Sunday"


def parse_day(text: str, today: date) -> date:
    """Return the day that `text` names, in either calendar; a day of the week is the next one after today.

    Raises:
        ValueError: it names none; the message says what is wrong and how to write one.
    """
    word = _plain(text)
    if word in _WORDS:
        return today + timedelta(days=_WORDS[word])
    found = _DAY.fullmatch(word)
    if not found:
        return today + timedelta(days=(_weekday(word, text) - today.weekday() - 1) % 7 + 1)
    year, month, day = int(found[1]), int(found[3]), int(found[4])
    try:
        if year < _FIRST_GREGORIAN:
            return JalaliDate(year=year, month=month, day=day).gregorian()
        return gregorian_day(year, month, day)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day: {error}") from None


def gregorian_day(year: int, month: int, day: int) -> date:
    """Return a day of the Gregorian calendar.

    Raises:
        ValueError: there is none; the message says what there is, as that of a Jalali day does.
    """
    if not 1 <= month <= _MONTHS:
        raise ValueError(f"there are {_MONTHS} months, and the month comes after the year")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise ValueError(f"the month {year:04}-{month:02} has {days} days")
    return date(year, month, day)


def parse_local_time(text: str, today: date) -> datetime:
    """Return the local time, without a zone, that `text` names: a day and a time of that day.

    Raises:
        ValueError: it names none; the message says what is wrong and how to write one.
    """
    day, _, clock = _ISO_T.sub(" ", _plain(text)).rpartition(" ")
    found = _TIME.fullmatch(clock)
    if not found or not day:
        raise ValueError(f"{text!r} is not a time: a day and a time go together, such as '2026-11-27 09:30'")
    try:
        moment = time(int(found[1]), int(found[2]))
    except ValueError:
        raise ValueError(f"{text!r} is not a time: {clock} is none of the day's") from None
    return datetime.combine(parse_day(day, today), moment)


def _weekday(word: str, text: str) -> int:
    try:
        return day_of_week(word)
    except ValueError:
        raise ValueError(f"{text!r} is not a day; {_EXAMPLES}") from None


def _plain(text: str) -> str:
    """Return the text in lower case, with one space between words and the digits of ASCII."""
    digits = (str(int(letter)) if letter.isdecimal() else letter for letter in text)
    return " ".join("".join(digits).lower().split())
