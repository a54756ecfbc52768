"""When a site posts: weekly slots such as `Sat-Wed 09:30` in the site's local time."""

import re
from dataclasses import dataclass
from datetime import time

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SLOT = re.compile(r"(?P<days>\S+)\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})")


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
        """Return whether nothing should be heard then."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


def parse_slot(text: str) -> WeeklySlot:
    """Return the slot that `text` names: `daily 09:30`, `Sat-Wed 09:30`, `Mon,Thu 13:00`.

    A range may run over the end of the week, as `Sat-Wed` does.

    Raises:
        ValueError: it is no such text; the message says what is wrong.
    """
    found = _SLOT.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is no slot; write days and a time, such as 'Sat-Wed 09:30'")
    hour, minute = int(found["hour"]), int(found["minute"])
    if hour > 23 or minute > 59:  # noqa: PLR2004 (a clock's own numbers)
        raise ValueError(f"{found['hour']}:{found['minute']} is no time of day; hours end at 23, minutes at 59")
    return WeeklySlot(days=parse_days(found["days"]), time=time(hour, minute))


def parse_days(text: str) -> frozenset[int]:
    """Return the days of the week that `text` names: `daily`, `Fri`, `Sat-Wed`, `Mon,Thu`; Monday is 0.

    Raises:
        ValueError: it names something else.
    """
    if text.lower() == "daily":
        return frozenset(range(7))
    return frozenset(day for part in text.split(",") for day in _range(part))


def _range(text: str) -> list[int]:
    first, _, last = text.partition("-")
    start, end = _day(first), _day(last or first)
    return [day % 7 for day in range(start, end + (7 if end < start else 0) + 1)]


def _day(name: str) -> int:
    try:
        return [day.lower() for day in DAYS].index(name[:3].lower())
    except ValueError:
        raise ValueError(f"{name!r} is no day of the week; use {', '.join(DAYS)} or daily") from None
