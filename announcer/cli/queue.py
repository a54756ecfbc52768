"""`announcer queue`: what is in the queue, and the calendar of the coming weeks."""

from datetime import date, datetime, time, timedelta

import click

from announcer.cli.app import App, echo, emit
from announcer.cli.output import queue_line, short_title
from announcer.core.planning.slots import instant
from announcer.core.planning.weekly import DAYS
from announcer.core.posting.lifecycle import SETTLED, State
from announcer.ports.listing import Listing
from announcer.services.planning import CalendarDay, chosen_day
from announcer.services.presenting import day_json, queued_json
from announcer.wiring.site_queue import SiteQueue, open_queue

OPEN = tuple(state for state in State if state not in SETTLED or state is State.FAILED)
"""What is listed unless more is wanted: what is not over, and what has failed, for that waits for a person."""


@click.command("queue")
@click.option(
    "--state", "states", multiple=True, type=click.Choice([state.value for state in State]), help="Only these."
)
@click.option("--all", "everything", is_flag=True, help="Also what is over.")
@click.option("--search", "words", default="", help="Only with these words in title, department or authors.")
@click.option("--channel", default="", help="Only for this channel.")
@click.option("--language", default="", help="Only in this language, such as en.")
@click.option("--from", "first", metavar="DAY", help="Only from this day on: when it went or goes out, or came in.")
@click.option("--until", "last", metavar="DAY", help="Only up to this day, as --from.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many.")
@click.option("--calendar", is_flag=True, help="Show the coming days with their slots instead.")
@click.option(
    "--days", type=click.IntRange(1, 366), default=14, show_default=True, help="So many, with --calendar."
)
@click.pass_obj
def command(  # noqa: PLR0913 (its options)
    app: App,
    *,
    states: tuple[str, ...],
    words: str,
    channel: str,
    language: str,
    first: str | None,
    last: str | None,
    limit: int,
    days: int,
    everything: bool,
    calendar: bool,
) -> None:
    """List the queue, or show the calendar of the coming weeks."""
    with open_queue(app.site) as queue:
        if calendar:
            _calendar(app, queue, days)
            return
        wanted = Listing(
            states=tuple(map(State, states)) or (() if everything else OPEN),
            channel=channel,
            language=language,
            first=_start(queue, first, 0),
            last=_start(queue, last, 1),
        )
        found = queue.search.listed(wanted, words, limit=limit)
        announcements = list(found.announcements)
        if wanted == Listing(states=OPEN) and not words:  # posted, and not done with
            announcements += [queued for queued in queue.store.retracted(limit) if queued.state is State.POSTED]
        for queued in announcements:
            if app.json:
                emit(queued_json(queued, queue.zone))
            else:
                echo(queue_line(queued, queue.zone))
        if not app.json:
            echo(f"\nAnnouncements: {len(announcements)}")
        if found.more:
            echo(f"there are more than {limit}: --limit N shows so many", err=True)


def _start(queue: SiteQueue, text: str | None, later: int) -> datetime | None:
    """Return when the day that was typed, or the day so many days later, begins where the site is."""
    if text is None:
        return None
    day: date = chosen_day(text, queue.today()) + timedelta(days=later)
    return instant(day, time(), queue.zone)


def _calendar(app: App, queue: SiteQueue, days: int) -> None:
    now = queue.local(queue.store.now())
    for channel, account in queue.accounts:
        coming = queue.planner(channel, account).calendar(days)
        if not app.json:
            echo(click.style(f"{channel}/{account}, {queue.zone.key}", bold=True))
        for day in coming:
            _print(app, day, f"{channel}/{account}", now)


def _print(app: App, day: CalendarDay, account: str, now: datetime) -> None:
    if app.json:
        emit(day_json(day, account))
        return
    echo(f"{DAYS[day.day.weekday()]} {day.day}  {day.jalali}  {day.closed}".rstrip())
    for slot in day.slots:
        free = "over" if (day.day, slot.moment) < (now.date(), now.time()) else "free"
        taken = f"{slot.taken.announcement}  {short_title(slot.taken.title)}" if slot.taken else free
        echo(f"    {slot.moment:%H:%M}  {taken}" + ("  held" if slot.taken and slot.taken.held else ""))
