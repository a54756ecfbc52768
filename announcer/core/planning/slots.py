"""The posting times that a site's rules give, each once even where clocks change, and which of them are free."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from announcer.core.planning.closed_days import Closure
from announcer.core.planning.weekly import QuietHours, WeeklySlot


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingRules:
    """When a site posts, in its own time zone.

    Days of the week count from Monday = 0. `cool_down` is how much time passes before a publication is announced
    again.
    """

    zone: ZoneInfo
    slots: tuple[WeeklySlot, ...]
    min_gap: timedelta = timedelta(minutes=30)
    daily_cap: int = 6
    quiet: tuple[QuietHours, ...] = ()
    weekend: frozenset[int] = frozenset()
    closures: tuple[Closure, ...] = ()
    cool_down: timedelta = timedelta(days=365)

    def closed(self, day: date) -> str | None:
        """Return why nothing goes out on that day, or None where it is open."""
        if day.weekday() in self.weekend:
            return "weekend"
        return next((closure.name or "closed" for closure in self.closures if closure.covers(day)), None)

    def is_open(self, now: datetime) -> bool:
        """Return whether a post may go out at that instant: neither on a closed day nor in quiet hours."""
        local = now.astimezone(self.zone)
        return self.closed(local.date()) is None and not self._is_quiet(local.time())

    def _is_quiet(self, moment: time) -> bool:
        return any(hours.covers(moment) for hours in self.quiet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A posting time. `key` is the local time as the rules write it; `at` is the one instant that stands for it."""

    key: str
    at: datetime
    day: date


def instant(day: date, moment: time, zone: ZoneInfo) -> datetime:
    """Return the one instant, in UTC, that stands for a local time on that day.

    Of a time that comes twice, the first is taken. One that clocks skip is as much later as they skip, or, where
    that is on the next day, as much earlier.
    """
    local = datetime.combine(day, moment, tzinfo=zone)
    at = local.astimezone(UTC)
    if at.astimezone(zone).date() != day:
        at = local.replace(fold=1).astimezone(UTC)
    return at


def slots_of(rules: PostingRules, first: date, days: int) -> Iterator[Slot]:
    """Return the slots of `days` days from `first` on, in order, without closed days and quiet hours."""
    for day in (first + timedelta(days=number) for number in range(days)):
        if rules.closed(day) is None:
            yield from _slots_of_day(rules, day)


def _slots_of_day(rules: PostingRules, day: date) -> list[Slot]:
    times = {slot.time for slot in rules.slots if day.weekday() in slot.days}
    slots = [_slot(rules, day, moment) for moment in times]
    return sorted((slot for slot in slots if rules.is_open(slot.at)), key=lambda slot: (slot.at, slot.key))


def _slot(rules: PostingRules, day: date, moment: time) -> Slot:
    at = instant(day, moment, rules.zone)
    return Slot(key=slot_key(day, moment, rules.zone), at=at, day=day)


def slot_key(day: date, moment: time, zone: ZoneInfo) -> str:
    """Return the slot's name, such as `2026-11-23 09:30 Asia/Tehran`."""
    return f"{day.isoformat()} {moment:%H:%M} {zone.key}"


def openings(rules: PostingRules, start: datetime, days: int) -> Iterator[datetime]:
    """Yield the first open instant of each stretch of time in which posts may go out, from `start` on, in order.

    The first is `start` itself where it is open. A day begins a stretch of its own, for its cap is its own.
    """
    first = start.astimezone(rules.zone).date()
    edges = {time(), *(hours.end for hours in rules.quiet)}
    coming = {instant(first + timedelta(days=number), edge, rules.zone) for number in range(days) for edge in edges}
    yield from (at for at in sorted({start, *(at for at in coming if at > start)}) if rules.is_open(at))


def is_free(slot: Slot, taken: Collection[Slot], rules: PostingRules) -> bool:
    """Return whether the slot keeps the gap from every taken one, and its day's cap."""
    if any(abs(slot.at - other.at) < max(rules.min_gap, timedelta(microseconds=1)) for other in taken):
        return False
    return sum(other.day == slot.day for other in taken) < rules.daily_cap
