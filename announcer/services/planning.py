"""Give approved announcements their slots, and show the coming weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from announcer.core.planning.jalali import JalaliDate, jalali
from announcer.core.planning.rotation import assign
from announcer.core.planning.slots import PostingRules, Slot, instant, is_free, slot_key, slots_of
from announcer.core.posting.queued import TakenSlot
from announcer.errors import UsageError, WrongStateError
from announcer.ports.store import PlanStore

HORIZON_DAYS = 14
"""How far ahead slots are given away: far enough to be seen in time, near enough that priority still counts."""
PER_DEPARTMENT = 20
PLANNER = "planner"


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

    def schedule_at(self, announcement: str, local: datetime, *, actor: str) -> None:
        """Give an approved announcement the time a person chose, slot of the rules or not; `local` has no zone.

        Raises:
            UsageError: the time has passed, or lies on a closed day or in quiet hours, when nothing goes out.
            WrongStateError: the time is taken, or the announcement does not wait for one.
        """
        at = instant(local.date(), local.time(), self._rules.zone)
        if at <= self._store.now():
            raise UsageError(f"{local:%Y-%m-%d %H:%M} has passed in {self._rules.zone.key}")
        if not self._rules.is_open(at):
            message = f"{local:%Y-%m-%d %H:%M} lies on a closed day or in quiet hours"
            raise UsageError(message, hint="'announcer queue --calendar' shows the open days")
        key = slot_key(local.date(), local.time(), self._rules.zone)
        if not self._store.take_slot(announcement, key=key, at=at, actor=actor):
            hint = "see 'announcer queue --calendar'; only an approved announcement without a time can take one"
            raise WrongStateError(f"{announcement}: cannot have {key}", hint=hint)

    def schedule_now(self, announcement: str, *, actor: str) -> None:
        """Make an approved announcement due at once; the gap, the day's cap and quiet hours hold as ever.

        Raises:
            WrongStateError: it does not wait for a time.
        """
        now = self._store.now()
        key = f"{now.astimezone(self._rules.zone):%Y-%m-%d %H:%M:%S.%f} {self._rules.zone.key}"
        if not self._store.take_slot(announcement, key=key, at=now, actor=actor):
            hint = f"see 'announcer show {announcement}'; only an approved announcement without a time can take one"
            raise WrongStateError(f"{announcement}: cannot go out now", hint=hint)

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
        UsageError: it is no such text.
    """
    try:
        day, moment, zone = text.split()
        return instant(date.fromisoformat(day), time.fromisoformat(moment), ZoneInfo(zone))
    except (ValueError, KeyError, OSError):
        hint = "write the publisher's day, time and zone, such as '2026-11-30 00:01 America/New_York'"
        raise UsageError(f"{text!r} is no end of an embargo", hint=hint) from None
