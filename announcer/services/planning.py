"""Give approved announcements their slots, and show the coming weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from announcer.core.planning.closed_days import Closure, parse_closures
from announcer.core.planning.durations import duration
from announcer.core.planning.jalali import JalaliDate, jalali
from announcer.core.planning.local_times import parse_day, parse_local_time
from announcer.core.planning.rotation import Assignment, assign, may_go
from announcer.core.planning.slots import PostingRules, Slot, instant, is_free, openings, slot_key, slots_of
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued, TakenSlot, Waiting
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
_SEE = "look at the calendar"


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

    def today(self) -> date:
        """Return the day that it now is where the site is."""
        return self._store.now().astimezone(self._rules.zone).date()

    def plan(self) -> int:
        """Give the free slots of the coming fortnight to those who wait; return how many were given.

        It may run at any time and in several processes: a slot has one row, so that it is given once.
        """
        end = self._store.now() + timedelta(days=HORIZON_DAYS)
        free = self.free_slots(HORIZON_DAYS)
        if not free:
            return 0
        waiting = self._store.waiting(self._channel, self._account, by=end, per_department=PER_DEPARTMENT)
        return sum(
            self._store.take_slot(item.announcement, key=item.slot.key, at=item.slot.at, actor=PLANNER)
            for item in self._assign(free, waiting)
        )

    def _assign(self, free: Sequence[Slot], waiting: Sequence[Waiting]) -> list[Assignment]:
        taken = self._taken(free[0].at - timedelta(days=2), free[-1].at + timedelta(days=2)) if free else []
        served = self._store.last_served(self._channel, self._account)
        return assign(free, waiting, taken=taken, served=served, rules=self._rules)

    def plan_until(self, last: date, candidates: Sequence[Queued]) -> list[Assignment]:
        """Return which of the candidates, not approved yet, would get which free slot up to that day."""
        free = self.free_slots((last - self.today()).days + 1)
        return self._assign(free, [self._waiting(queued) for queued in candidates]) if free else []

    def _waiting(self, queued: Queued) -> Waiting:
        return Waiting(
            id=queued.id,
            department=queued.department,
            priority=queued.priority,
            approved_at=queued.approved_at or queued.created_at,
            embargo_until=queued.embargo_until,
            expires_at=queued.expires_at,
            undo_until=queued.undo_until,
            last_at=self._store.last_announced(queued),
        )

    def _taken(self, start: datetime, end: datetime, *, but: str = "") -> list[Slot]:
        """Return the slots taken between these moments, those of the announcement `but` left out."""
        zone = self._rules.zone
        found = self._store.taken(self._channel, self._account, start, end)
        return [
            Slot(key=slot.key, at=slot.at, day=slot.at.astimezone(zone).date())
            for slot in found
            if slot.announcement != but
        ]

    # -- times that people choose ----------------------------------------------------------------------------------

    def slot_at(self, queued: Queued, local: datetime, *, despite_cool_down: bool = False) -> Slot:
        """Return the slot of a time that a person chose, one of the rules' or not; `local` has no zone.

        Raises:
            UsageError: the time has passed, lies on a closed day or in quiet hours, is within the embargo, is after
                the announcement expires, or, unless that is meant, within the cool-down of the publication.
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
        if not despite_cool_down:
            self._check_cool_down(queued, slot.at)
        if taken := self._why_taken(queued, slot):
            raise WrongStateError(f"{queued.id}: {slot.key} {taken}", hint="choose another time", step="calendar")
        return slot

    def _problem(self, queued: Queued, slot: Slot) -> str:  # noqa: PLR0911 (a reason each)
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
        if queued.undo_until and slot.at < queued.undo_until:
            return f"lies before {self._local(queued.undo_until)}, up to when the approval can be taken back"
        if queued.expires_at and slot.at >= queued.expires_at:
            return f"lies after the announcement expires, {self._local(queued.expires_at)}"
        return ""

    def _check_cool_down(self, queued: Queued, at: datetime) -> None:
        last = self._store.last_announced(queued)
        if last and at < last + self._rules.cool_down:
            when = "was last announced" if last <= self._store.now() else "goes out already"
            raise UsageError(
                f"{queued.id}: its publication {when} {self._local(last)}, and the cool-down is "
                f"{duration(self._rules.cool_down)}",
                hint="if that is meant, say so",
                step="despite-cool-down",
            )

    def _why_taken(self, queued: Queued, slot: Slot) -> str:
        """Return why other announcements leave no room then; empty where they do."""
        taken = self._taken(slot.at - timedelta(days=2), slot.at + timedelta(days=2), but=queued.id)
        if slot.at in {other.at for other in taken}:
            return "is taken"
        near = next((other.at for other in taken if abs(slot.at - other.at) < self._rules.min_gap), None)
        if near:
            return f"is less than {duration(self._rules.min_gap)} from another post, {self._local(near)}"
        if self._is_full(slot.day, but=queued.id):
            return f"is on a day that has its {self._rules.daily_cap} posts already"
        return ""

    def _is_full(self, day: date, *, but: str = "") -> bool:
        """Return whether the day's posts, those that went out and those that have slots, are its cap already."""
        zone = self._rules.zone
        start, end = (instant(day + timedelta(days=number), time(), zone) for number in (0, 1))
        taken = [
            slot for slot in self._store.taken(self._channel, self._account, start, end) if slot.announcement != but
        ]
        if day != self.today():
            return len(taken) >= self._rules.daily_cap
        used = self._store.posts_used(self._channel, self._account, day)
        return used + sum(slot.state is State.SCHEDULED for slot in taken) >= self._rules.daily_cap

    def fits(self, queued: Queued, at: datetime) -> bool:
        """Return whether the announcement may have that moment, as things are planned now; its own slot is free."""
        slot = Slot(key="", at=at, day=at.astimezone(self._rules.zone).date())
        return not (self._problem(queued, slot) or self._why_taken(queued, slot))

    def may_go_at(self, queued: Queued, at: datetime) -> bool:
        """Return whether embargo, expiry and cool-down allow that moment, whatever else is planned."""
        return may_go(self._waiting(queued), at, self._rules)

    def slot_now(self, queued: Queued, *, despite_cool_down: bool = False) -> Slot:
        """Return the slot at the first moment at which the announcement may go out.

        That is now, or when the embargo, a closed day, quiet hours or a day that is full have ended; the gap from
        the post before is kept when it is sent.

        Raises:
            UsageError: the announcement has expired, nothing may go out for days, or the cool-down is not over.
        """
        zone, now = self._rules.zone, self._store.now()
        if queued.expires_at and queued.expires_at <= now:
            raise UsageError(f"{queued.id} has expired, {self._local(queued.expires_at)}")
        start = max(now, queued.embargo_until or now, queued.undo_until or now)
        coming = openings(self._rules, start, HORIZON_DAYS)
        at = next((at for at in coming if not self._is_full(at.astimezone(zone).date(), but=queued.id)), None)
        if at is None:
            raise UsageError(f"nothing may go out in the coming {HORIZON_DAYS} days", hint=_SEE, step="calendar")
        if not despite_cool_down:
            self._check_cool_down(queued, at)
        local = at.astimezone(zone)
        return Slot(key=f"{local:%Y-%m-%d %H:%M:%S.%f} {zone.key} {queued.id}", at=at, day=local.date())

    def next_slot(self, queued: Queued) -> Slot:
        """Return the first posting time that is free and earlier than the announcement's own.

        Raises:
            WrongStateError: there is none.
        """
        for slot in self.free_slots(HORIZON_DAYS):
            if queued.due_at and slot.at >= queued.due_at:
                raise WrongStateError(
                    f"{queued.id}: no posting time before its own is free", hint=_SEE, step="calendar"
                )
            if self.fits(queued, slot.at) and self.may_go_at(queued, slot.at):
                return slot
        reason = self.why_waits(queued)
        raise WrongStateError(f"{queued.id}: there is no time for it: {reason}", hint=_SEE, step="calendar")

    def choices(self, queued: Queued, days: int = HORIZON_DAYS) -> list[Slot]:
        """Return the posting times of so many days from today on that the announcement may have, not its own."""
        free = (slot for slot in self.free_slots(days, but=queued.id) if slot.at != queued.due_at)
        return [slot for slot in free if self.fits(queued, slot.at) and self.may_go_at(queued, slot.at)]

    def free_slots(self, days: int, *, but: str = "") -> list[Slot]:
        """Return the posting times of so many days from today on that nobody but `but` has, each by itself."""
        now = self._store.now()
        taken = self._taken(now - timedelta(days=1), now + timedelta(days=days + 1), but=but)
        coming = (slot for slot in slots_of(self._rules, self.today(), days) if slot.at > now)
        return [slot for slot in coming if is_free(slot, taken, self._rules)]

    def why_waits(self, queued: Queued) -> str:
        """Return why an approved announcement has no time yet, in words."""
        now = self._store.now()
        end = now + timedelta(days=HORIZON_DAYS)
        if not self._rules.slots:
            return "there are no posting times (schedule.slots)"
        if queued.embargo_until and queued.embargo_until > end:
            return f"its embargo ends {self._local(queued.embargo_until)}"
        last = self._store.last_announced(queued)
        if last and last + self._rules.cool_down > now:
            return f"the cool-down of its publication ends {self._local(last + self._rules.cool_down)}"
        return f"the posting times of the coming {HORIZON_DAYS} days are taken; it gets one as soon as one is free"

    def _local(self, at: datetime) -> str:
        return f"{at.astimezone(self._rules.zone):%Y-%m-%d %H:%M}"

    def calendar(self, days: int, first: date | None = None) -> Sequence[CalendarDay]:
        """Return so many days from that one on, which is today where none is given."""
        zone, first = self._rules.zone, first or self.today()
        start, end = instant(first, time(), zone), instant(first + timedelta(days=days), time(), zone)
        taken = self._store.taken(self._channel, self._account, start, end)
        return [self._day(first + timedelta(days=number), taken) for number in range(days)]

    def _day(self, day: date, taken: Sequence[TakenSlot]) -> CalendarDay:
        times: dict[datetime, TakenSlot | None] = {slot.at: None for slot in slots_of(self._rules, day, 1)}
        zone = self._rules.zone
        times |= {slot.at: slot for slot in taken if slot.at.astimezone(zone).date() == day}
        slots = [CalendarSlot(moment=at.astimezone(zone).time(), taken=times[at]) for at in sorted(times)]
        return CalendarDay(day=day, jalali=jalali(day), closed=self._rules.closed(day) or "", slots=tuple(slots))


def chosen_time(text: str, today: date) -> datetime:
    """Return the local time, without a zone, that somebody typed; see `announcer.core.planning.local_times`.

    Raises:
        UsageError: it is none.
    """
    try:
        return parse_local_time(text, today)
    except ValueError as error:
        raise UsageError(str(error)) from None


def chosen_day(text: str, today: date) -> date:
    """Return the day that somebody typed; raises as `chosen_time` does."""
    try:
        return parse_day(text, today)
    except ValueError as error:
        raise UsageError(str(error)) from None


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
