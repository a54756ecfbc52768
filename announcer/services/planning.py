"""Give approved announcements their slots, and show the coming weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from announcer.core.planning.closed_days import Closure, parse_closures
from announcer.core.planning.durations import duration
from announcer.core.planning.jalali import JalaliDate, jalali
from announcer.core.planning.rotation import assign
from announcer.core.planning.slots import PostingRules, Slot, instant, is_free, slot_key, slots_of
from announcer.core.posting.queued import Queued, TakenSlot
from announcer.errors import ConfigurationError, UsageError, WrongStateError
from announcer.ports.store import PlanStore
from announcer.system.plain_files import read_plain

HORIZON_DAYS = 14
"""How far ahead slots are given away: far enough to be seen in time, near enough that priority still counts."""
PER_DEPARTMENT = 20
LARGEST_HOLIDAYS = 1_000_000
"""Bytes of a file of holidays; one of a century has a hundredth of it."""
PLANNER = "planner"
NO_TIMES = PostingRules(zone=ZoneInfo("UTC"), slots=())
"""The rules of a site that has no posting times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSlot:
    """A posting time of a day, local, with what goes out then, if anything does."""

    moment: time
    taken: TakenSlot | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day of the coming weeks, in both calendars; `closed` says why nothing goes out."""

    day: date
    jalali: JalaliDate
    closed: str
    slots: tuple[CalendarSlot, ...]


class Planner:
    """Plans one account of one channel."""

    def __init__(self, store: PlanStore, rules: PostingRules, *, channel: str, account: str) -> None:
        self._store = store
        self._rules = rules
        self._channel = channel
        self._account = account

    def plan(self) -> int:
        """Give the free slots of the coming fortnight to those who wait; return how many were given.

        It may run at any time and in several processes: a slot has one row, so that it is given once.
        """
        now = self._store.now()
        end = now + timedelta(days=HORIZON_DAYS)
        today = now.astimezone(self._rules.zone).date()
        taken = self._taken(now - timedelta(days=1), end + timedelta(days=1))
        coming = (slot for slot in slots_of(self._rules, today, HORIZON_DAYS) if slot.at > now)
        free = [slot for slot in coming if is_free(slot, taken, self._rules)]
        if not free:
            return 0
        given = assign(
            free,
            self._store.waiting(self._channel, self._account, by=end, per_department=PER_DEPARTMENT),
            taken=taken,
            served=self._store.last_served(self._channel, self._account),
            rules=self._rules,
        )
        return sum(
            self._store.take_slot(item.announcement, key=item.slot.key, at=item.slot.at, actor=PLANNER)
            for item in given
        )

    def _taken(self, start: datetime, end: datetime) -> list[Slot]:
        zone = self._rules.zone
        found = self._store.taken(self._channel, self._account, start, end)
        return [Slot(key=slot.key, at=slot.at, day=slot.at.astimezone(zone).date()) for slot in found]

    def slot_at(self, queued: Queued, local: datetime) -> Slot:
        """Return the slot of a time that a person chose, one of the rules' or not; `local` has no zone.

        Raises:
            UsageError: the time has passed, lies on a closed day or in quiet hours, is within the embargo, or is
                after the announcement expires.
            WrongStateError: the time or its day is taken.
        """
        zone = self._rules.zone
        slot = Slot(
            key=slot_key(local.date(), local.time(), zone),
            at=instant(local.date(), local.time(), zone),
            day=local.date(),
        )
        problem = self._problem(queued, slot)
        if problem:
            raise UsageError(f"{slot.key} {problem}", hint="choose another time", step="calendar")
        taken = self._taken(slot.at - timedelta(days=2), slot.at + timedelta(days=2))
        if not is_free(slot, taken, self._rules):
            raise WrongStateError(
                f"{queued.id}: {slot.key} {self._why_taken(slot, taken)}",
                hint="choose another time",
                step="calendar",
            )
        return slot

    def _problem(self, queued: Queued, slot: Slot) -> str:
        """Return why nothing of that announcement can go out then, whatever else is planned."""
        if slot.at <= self._store.now():
            return "has passed"
        closed = self._rules.closed(slot.day)
        if closed:
            return f"lies on a closed day ({closed})"
        if not self._rules.is_open(slot.at):
            return "lies in quiet hours"
        if queued.embargo_until and slot.at < queued.embargo_until:
            return f"lies before the embargo ends, {self._local(queued.embargo_until)}"
        if queued.expires_at and slot.at >= queued.expires_at:
            return f"lies after the announcement expires, {self._local(queued.expires_at)}"
        return ""

    def _why_taken(self, slot: Slot, taken: Sequence[Slot]) -> str:
        near = next((other.at for other in taken if abs(slot.at - other.at) < self._rules.min_gap), None)
        if slot.at in {other.at for other in taken}:
            return "is taken"
        if near:
            return f"is less than {duration(self._rules.min_gap)} from another post, {self._local(near)}"
        return f"is on a day that has its {self._rules.daily_cap} posts already"

    def slot_now(self, queued: Queued) -> Slot:
        """Return the slot that makes an announcement due at once; gap, daily cap and quiet hours hold as ever.

        Raises:
            UsageError: the announcement has expired.
        """
        zone, now = self._rules.zone, self._store.now()
        if queued.expires_at and queued.expires_at <= now:
            raise UsageError(f"{queued.id} has expired, {self._local(queued.expires_at)}")
        local = now.astimezone(zone)
        return Slot(key=f"{local:%Y-%m-%d %H:%M:%S.%f} {zone.key} {queued.id}", at=now, day=local.date())

    def _local(self, at: datetime) -> str:
        return f"{at.astimezone(self._rules.zone):%Y-%m-%d %H:%M}"

    def calendar(self, days: int) -> Sequence[CalendarDay]:
        """Return so many days from today on."""
        zone = self._rules.zone
        today = self._store.now().astimezone(zone).date()
        start, end = instant(today, time(), zone), instant(today + timedelta(days=days), time(), zone)
        taken = self._store.taken(self._channel, self._account, start, end)
        return [self._day(today + timedelta(days=number), taken) for number in range(days)]

    def _day(self, day: date, taken: Sequence[TakenSlot]) -> CalendarDay:
        times: dict[datetime, TakenSlot | None] = {slot.at: None for slot in slots_of(self._rules, day, 1)}
        zone = self._rules.zone
        times |= {slot.at: slot for slot in taken if slot.at.astimezone(zone).date() == day}
        slots = [CalendarSlot(moment=at.astimezone(zone).time(), taken=times[at]) for at in sorted(times)]
        return CalendarDay(day=day, jalali=jalali(day), closed=self._rules.closed(day) or "", slots=tuple(slots))


def embargo_end(text: str) -> datetime:
    """Return when an embargo such as `2026-11-30 00:01 America/New_York` ends: the publisher's own local time.

    Raises:
        UsageError: it is not such a text.
    """
    try:
        day, moment, zone = text.split()
        return instant(date.fromisoformat(day), time.fromisoformat(moment), ZoneInfo(zone))
    except (ValueError, KeyError, OSError):
        hint = "write the publisher's day, time and zone, such as '2026-11-30 00:01 America/New_York'"
        raise UsageError(f"{text!r} is not a valid time", hint=hint) from None


def read_holidays(folder: Path, name: str) -> tuple[Closure, ...]:
    """Return the days in a site's file of holidays, none where the settings name no file.

    Raises:
        ConfigurationError: the file is missing or wrong; all its problems are listed.
    """
    if not name:
        return ()
    try:
        return parse_closures(read_plain(folder / name, LARGEST_HOLIDAYS).decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        problems = [f"schedule.holidays: {name}: {line}" for line in str(reason).splitlines()]
        raise ConfigurationError(problems, hint="write a day or range a line, such as '2026-12-25'") from None
