"""The calendar: a week or a month of an account in both calendars, with closed days, caps and embargoes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from starlette.responses import Response

from announcer.core.planning.slots import PostingRules, instant
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.ports.listing import Listing
from announcer.ports.people_store import Role
from announcer.services.planning import CalendarDay, Planner
from announcer.web.pages.one_announcement import undo_offer
from announcer.web.state_words import look_of, state_of
from announcer.web.visit import Page, Visit

WEEK, MONTH = "week", "month"
MOST_SHOWN = 500
MOST_WAITING = 60
MOST_IN_A_DAY = 8
"""So many posts of a day are shown in a month; the week has all."""
FARTHEST = timedelta(days=3 * 366)
"""So far from today, either way, the calendar is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A posting time: what goes or went out then, or nothing, so that it is free. `local` is its time, with day.

    `queued` is there for what is still to go out.
    """

    at: datetime
    local: str
    id: str = ""
    title: str = ""
    language: str = ""
    state: str = ""
    look: str = "plain"
    queued: Queued | None = None

    @property
    def can_move(self) -> bool:
        """Whether it can be given another time."""
        return self.queued is not None and self.queued.state is State.SCHEDULED


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """A day of the calendar; `number` counts its posts, `more` those that are not shown."""

    day: date
    own: str
    other: str
    weekday: str
    closed: str
    entries: tuple[Entry, ...]
    more: int
    number: int
    is_today: bool
    is_past: bool
    is_outside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The days that are shown, whole weeks, and those before and after to go to."""

    view: str
    first: date
    days: int
    inside: tuple[date, date]
    before: date
    after: date

    @property
    def last(self) -> date:
        """The last day that is shown."""
        return self.first + timedelta(days=self.days - 1)


def show(visit: Visit) -> Response:
    """Show a week or a month."""
    accounts = visit.queue.accounts
    account = next((one for one in accounts if "/".join(one) == visit.query.get("account")), accounts[0])
    rules = visit.queue.rules
    stretch = _stretch(visit, rules)
    one = visit.query.get("of", "")
    return visit.render(
        "calendar.html.j2",
        stretch=stretch,
        days=_days(visit, visit.queue.planner(*account), stretch, account),
        waiting=_waiting(visit, account),
        accounts=accounts,
        account="/".join(account),
        title=_title(visit, stretch),
        other_title=visit.dates.other_title(*stretch.inside),
        cap=rules.daily_cap,
        gap=visit.dates.span(rules.min_gap) if rules.min_gap else "",
        quiet=[f"{hours.start:%H:%M}–{hours.end:%H:%M}" for hours in rules.quiet],
        has_slots=bool(rules.slots),
        zone=visit.queue.zone.key,
        today=visit.queue.today(),
        undo=undo_offer(visit, one) if one else None,
        done=visit.query.get("done", ""),
        place="calendar",
    )


def _title(visit: Visit, stretch: Stretch) -> str:
    if stretch.view == MONTH:
        return visit.dates.month_title(stretch.inside[0])
    first, last = (visit.dates.month_title(day) for day in stretch.inside)
    return first if first == last else f"{first} – {last}"


def _stretch(visit: Visit, rules: PostingRules) -> Stretch:
    day, dates = _day(visit), visit.dates
    begins = dates.week_start(rules.weekend)
    if visit.query.get("view") == MONTH:
        first = dates.month_start(day)
        after = dates.month_start(first + timedelta(days=31))
        last = after - timedelta(days=1)
        shown = _week_of(first, begins)
        days = (_week_of(last, begins) - shown).days + 7
        before = dates.month_start(first - timedelta(days=1))
        return Stretch(view=MONTH, first=shown, days=days, inside=(first, last), before=before, after=after)
    first = _week_of(day, begins)
    week = timedelta(days=7)
    inside = (first, first + timedelta(days=6))
    return Stretch(view=WEEK, first=first, days=7, inside=inside, before=first - week, after=first + week)


def _week_of(day: date, begins: int) -> date:
    return day - timedelta(days=(day.weekday() - begins) % 7)


def _day(visit: Visit) -> date:
    today = visit.queue.today()
    try:
        day = date.fromisoformat(visit.query.get("day", ""))
    except ValueError:
        return today
    return max(today - FARTHEST, min(day, today + FARTHEST))


def _waiting(visit: Visit, account: tuple[str, str]) -> list[Queued]:
    """Return what is approved and has no time, the newest first."""
    wanted = Listing(states=(State.SCHEDULED,), channel=account[0], has_no_time=True)
    found = visit.queue.store.listed(wanted, limit=MOST_WAITING)
    return [queued for queued in found if queued.account == account[1]]


def _days(visit: Visit, planner: Planner, stretch: Stretch, account: tuple[str, str]) -> list[DayView]:
    zone, today = visit.queue.zone, visit.queue.today()
    start, end = (
        instant(day, time(), zone) for day in (stretch.first, stretch.first + timedelta(days=stretch.days))
    )
    wanted = Listing(states=(State.SCHEDULED,), channel=account[0], first=start, last=end)
    coming = {queued.id: queued for queued in visit.queue.store.listed(wanted, limit=MOST_SHOWN)}
    public: dict[date, list[Queued]] = {}
    for queued in visit.queue.store.posted_between(start, end):
        if (queued.channel, queued.account) == account and queued.posted_at:
            public.setdefault(queued.posted_at.astimezone(zone).date(), []).append(queued)
    posted = {queued.id for found in public.values() for queued in found}
    views = []
    for found in planner.calendar(stretch.days, stretch.first):
        entries = _entries(visit, found, coming, posted)
        entries += [_public(queued, zone) for queued in public.get(found.day, ())]
        views.append(_day_view(visit, stretch, found, sorted(entries, key=lambda entry: entry.at), today))
    return views


def _day_view(visit: Visit, stretch: Stretch, found: CalendarDay, entries: Sequence[Entry], today: date) -> DayView:
    own, other = visit.dates.day_numbers(found.day)
    shown = len(entries) if stretch.view == WEEK else MOST_IN_A_DAY
    return DayView(
        day=found.day,
        own=own,
        other=other,
        weekday=visit.dates.weekday(found.day),
        closed=found.closed,
        entries=tuple(entries[:shown]),
        more=len(entries[shown:]),
        number=sum(bool(entry.id) for entry in entries),
        is_today=found.day == today,
        is_past=found.day < today,
        is_outside=not stretch.inside[0] <= found.day <= stretch.inside[1],
    )


def _entries(
    visit: Visit, found: CalendarDay, coming: Mapping[str, Queued], posted: Collection[str]
) -> list[Entry]:
    """Return the times of a day that are free, or taken by what is not posted: that stands when it was posted."""
    entries = []
    for slot in found.slots:
        at = instant(found.day, slot.moment, visit.queue.zone)
        local = f"{found.day.isoformat()} {slot.moment:%H:%M}"
        if slot.taken is None:
            entries += [Entry(at=at, local=local)] if at > visit.now else []
        elif slot.taken.announcement not in posted:
            one = slot.taken.announcement
            entries.append(_entry(coming.get(one) or visit.queue.store.get(one), at, local))
    return entries


def _entry(queued: Queued, at: datetime, local: str) -> Entry:
    return Entry(
        at=at,
        local=local,
        id=queued.id,
        title=queued.title,
        language=queued.language,
        state=state_of(queued),
        look=look_of(queued),
        queued=queued,
    )


def _public(queued: Queued, zone: ZoneInfo) -> Entry:
    at = (queued.posted_at or queued.updated_at).astimezone(zone)
    return _entry(queued, at, f"{at:%Y-%m-%d %H:%M}")


PAGES = (Page(path="/calendar", name="calendar", role=Role.VIEWER, handle=show, place="Calendar"),)
