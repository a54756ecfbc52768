"""Whether the posting times that a site's settings name can ever be used."""

from collections.abc import Iterator
from datetime import date

from announcer.core.planning.slots import PostingRules, slots_of
from announcer.core.planning.weekly import DAYS, WeeklySlot

_DAYS_AHEAD = 366


def never_open(rules: PostingRules, today: date) -> bool:
    """Return whether there are posting times, and closed days and quiet hours leave none of a year's."""
    return bool(rules.slots) and next(slots_of(rules, today, _DAYS_AHEAD), None) is None


def useless_times(rules: PostingRules) -> Iterator[str]:
    """Yield what is wrong with posting times at which nothing ever goes out, or not on all of their days."""
    for slot in rules.slots:
        if hours := next((hours for hours in rules.quiet if hours.covers(slot.time)), None):
            yield f"{_named(slot)} is within the quiet hours {hours.start:%H:%M}-{hours.end:%H:%M}"
        elif slot.days <= rules.weekend:
            yield f"{_named(slot)} is on days of the weekend only"
    yield from _crowded(rules)


def _crowded(rules: PostingRules) -> Iterator[str]:
    """Yield the days of the week that have more posting times than may be used."""
    for day in range(7):
        times = {slot.time for slot in rules.slots if day in slot.days}
        if len(times) > rules.daily_cap:
            yield f"{DAYS[day]} has {len(times)} posting times; schedule.daily_cap allows {rules.daily_cap}"
            return


def _named(slot: WeeklySlot) -> str:
    days = "daily" if len(slot.days) == len(DAYS) else ",".join(DAYS[day] for day in sorted(slot.days))
    return f"{days} {slot.time:%H:%M}"
