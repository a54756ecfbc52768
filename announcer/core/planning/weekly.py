"""When a site posts: weekly slots such as `Sat-Wed 09:30`, and quiet hours, in the site's local time."""

import re
from dataclasses import dataclass
from datetime import time

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FULL_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_TIME_OR_HOUR = re.compile(r"(\d{1,2})(?::(\d{2}))?")
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]\s*")
_COMMA = re.compile(r"\s*[,\u060c]\s*")
_LAST_HOUR, _LAST_MINUTE = 23, 59


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklySlot:
    """A local time on some days of the week; `days` counts from Monday = 0, as `date.weekday()` does."""

    days: frozenset[int]
    time: time


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """From `start` up to but not including `end`, local time; they may run over midnight."""

    start: time
    end: time

    def covers(self, moment: time) -> bool:
        """Return whether the time is one of them."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


def parse_slot(text: str) -> WeeklySlot:
    """Return the slot that `text` names: `daily 09:30`, `Sat-Wed 09:30`, `Mon,Thu 13:00`.

    A range may run over the end of the week, as `Sat-Wed` does.

    Raises:
        ValueError: it does not name one; the message says what is wrong.
    """
    *days, clock = text.rsplit(maxsplit=1) or [""]
    found = _TIME.fullmatch(clock)
    if not found or not days:
        raise ValueError(
            f"{text!r} is not a posting time; write days and a local time without its zone, such as 'Sat-Wed 09:30'"
        )
    return WeeklySlot(days=parse_days(days[0]), time=_time(found))


def parse_days(text: str) -> frozenset[int]:
    """Return the days of the week that `text` names: `daily`, `Fri`, `Sat-Wed`, `Mon,Thu`; Monday is 0.

    Raises:
        ValueError: it names something else.
    """
    if text.strip().lower() == "daily":
        return frozenset(range(7))
    return frozenset(day for part in _COMMA.split(text.strip()) for day in _range(part))


def parse_quiet_hours(text: str) -> QuietHours:
    """Return the hours that a text such as `22:00-07:00` names; `24:00` is the end of the day.

    Raises:
        ValueError: it does not name any.
    """
    found = [_TIME_OR_HOUR.fullmatch(part) for part in _DASH.split(text.strip())]
    if len(found) != 2 or not found[0] or not found[1]:  # noqa: PLR2004 (a start and an end)
        raise ValueError(
            f"{text!r} is not a valid time range; write two local times without their zone, such as '22:00-07:00'"
        )
    start, end = _time(found[0]), _time(found[1], or_24=True)
    if start == end:
        raise ValueError(f"{text!r} is not a valid time range; it ends when it begins")
    return QuietHours(start=start, end=end)


def _time(found: re.Match[str], *, or_24: bool = False) -> time:
    """Return the time of day that was found; `or_24` lets 24:00 stand for 00:00 of the next day."""
    hour, minute = int(found[1]), int(found[2] or 0)
    if or_24 and (hour, minute) == (_LAST_HOUR + 1, 0):
        return time()
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        raise ValueError(f"{found[0]!r} is not a time of day; hours end at 23, minutes at 59")
    return time(hour, minute)


def _range(text: str) -> list[int]:
    days = [day_of_week(name) for name in _DASH.split(text)]
    if len(days) > 2:  # noqa: PLR2004 (a first and a last day)
        raise ValueError(f"{text!r} is not a range of days; write the first and the last, such as 'Sat-Wed'")
    start, end = days[0], days[-1]
    return [day % 7 for day in range(start, end + (7 if end < start else 0) + 1)]


def day_of_week(name: str) -> int:
    """Return the number of the day, Monday = 0, that `name` is the name of, or at least its first three letters.

    Raises:
        ValueError: it is the name of none.
    """
    short = name[:3].title()
    if short not in DAYS or not _FULL_NAMES[DAYS.index(short)].startswith(name.lower()):
        raise ValueError(f"{name!r} is not a day of the week; use {', '.join(DAYS)} or daily")
    return DAYS.index(short)
