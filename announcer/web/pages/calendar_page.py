"""The calendar: a week or a month of an account in both calendars, with closed days, caps and embargoes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

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
MOST_SCHEDULED = 500
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
    """A day of the calendar; `number` counts its posts."""

    day: date
    own: str
    other: str
    weekday: str
    closed: str
    entries: tuple[Entry, ...]
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
    scheduled = _scheduled(visit, account)
    return visit.render(
        "calendar.html.j2",
        stretch=stretch,
        days=_days(visit, visit.queue.planner(*account), stretch, scheduled, account),
        waiting=[queued for queued in scheduled.values() if queued.due_at is None],
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


def _scheduled(visit: Visit, account: tuple[str, str]) -> Mapping[str, Queued]:
    found = visit.queue.store.listed(Listing(states=(State.SCHEDULED,), channel=account[0]), limit=MOST_SCHEDULED)
    return {queued.id: queued for queued in found if queued.account == account[1]}


def _days(
    visit: Visit,
    planner: Planner,
    stretch: Stretch,
    scheduled: Mapping[str, Queued],
    account: tuple[str, str],
) -> list[DayView]:
    zone, today = visit.queue.zone, visit.queue.today()
    start, end = (
        instant(day, time(), zone) for day in (stretch.first, stretch.first + timedelta(days=stretch.days))
    )
    posted = [
        queued
        for queued in visit.queue.store.posted_between(start, end)
        if (queued.channel, queued.account) == account
    ]
    views = []
    for found in planner.calendar(stretch.days, stretch.first):
        own, other = visit.dates.day_numbers(found.day)
        entries = _entries(visit, found, scheduled, posted)
        views.append(
            DayView(
                day=found.day,
                own=own,
                other=other,
                weekday=visit.dates.weekday(found.day),
                closed=found.closed,
                entries=tuple(entries),
                number=sum(bool(entry.id) for entry in entries),
                is_today=found.day == today,
                is_past=found.day < today,
                is_outside=not stretch.inside[0] <= found.day <= stretch.inside[1],
            )
        )
    return views


def _entries(
    visit: Visit, found: CalendarDay, scheduled: Mapping[str, Queued], posted: Sequence[Queued]
) -> list[Entry]:
    zone, now = visit.queue.zone, visit.now
    entries, public = [], {queued.id: queued for queued in posted}
    for slot in found.slots:
        at = instant(found.day, slot.moment, zone)
        local = f"{found.day.isoformat()} {slot.moment:%H:%M}"
        if slot.taken is None:
            if at > now:
                entries.append(Entry(at=at, local=local))
            continue
        one = slot.taken.announcement
        if one in public:
            continue  # it stands at the time at which it was posted
        queued = scheduled.get(one) or visit.queue.store.get(one)
        entries.append(
            Entry(
                at=at,
                local=local,
                id=one,
                title=slot.taken.title,
                language=queued.language,
                state=state_of(queued),
                look=look_of(queued),
                queued=queued,
            )
        )
    entries += [
        _public(queued, queued.posted_at.astimezone(zone))
        for queued in posted
        if queued.posted_at and queued.posted_at.astimezone(zone).date() == found.day
    ]
    return sorted(entries, key=lambda entry: entry.at)


def _public(queued: Queued, at: datetime) -> Entry:
    return Entry(
        at=at,
        local=f"{at:%Y-%m-%d %H:%M}",
        id=queued.id,
        title=queued.title,
        language=queued.language,
        state=state_of(queued),
        look="plain",
    )


PAGES = (Page(path="/calendar", name="calendar", role=Role.VIEWER, handle=show, place="Calendar"),)
