"""`announcer queue`: what is in the queue, and the calendar of the coming weeks."""

from datetime import datetime

import click

from announcer.cli.app import App, emit
from announcer.cli.output import queue_line, short_title
from announcer.core.planning.weekly import DAYS
from announcer.core.posting.lifecycle import SETTLED, State
from announcer.services.planning import CalendarDay
from announcer.services.presenting import day_json, queued_json
from announcer.wiring.site_queue import SiteQueue, open_queue

OPEN = tuple(state for state in State if state not in SETTLED)


@click.command("queue")
@click.option(
    "--state", "states", multiple=True, type=click.Choice([state.value for state in State]), help="Only these."
)
@click.option("--all", "everything", is_flag=True, help="Also what is over.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="At most so many.")
@click.option("--calendar", is_flag=True, help="Show the coming days with their slots instead.")
@click.option(
    "--days", type=click.IntRange(1, 366), default=14, show_default=True, help="So many, with --calendar."
)
@click.pass_obj
def command(app: App, states: tuple[str, ...], limit: int, days: int, *, everything: bool, calendar: bool) -> None:
    """List the queue, or show the calendar of the coming weeks."""
    with open_queue(app.site) as queue:
        if calendar:
            _calendar(app, queue, days)
            return
        wanted = [State(state) for state in states] or ([] if everything else list(OPEN))
        found = list(queue.store.listing(wanted, limit=limit))
        if not states and not everything:  # posted, and not done with
            found += [queued for queued in queue.store.retracted(limit) if queued.state is State.POSTED]
        for queued in found:
            if app.json:
                emit(queued_json(queued, queue.zone))
            else:
                click.echo(queue_line(queued, queue.zone))
        if not app.json:
            click.echo(
                f"\nAnnouncements: {len(found)}" + (" (there may be more: --limit)" if len(found) == limit else "")
            )


def _calendar(app: App, queue: SiteQueue, days: int) -> None:
    now = queue.local(queue.store.now())
    for channel, account in queue.accounts:
        coming = queue.planner(channel, account).calendar(days)
        if not app.json:
            click.echo(click.style(f"{channel}/{account}, {queue.zone.key}", bold=True))
        for day in coming:
            _print(app, day, f"{channel}/{account}", now)


def _print(app: App, day: CalendarDay, account: str, now: datetime) -> None:
    if app.json:
        emit(day_json(day, account))
        return
    click.echo(f"{DAYS[day.day.weekday()]} {day.day}  {day.jalali}  {day.closed}".rstrip())
    for slot in day.slots:
        free = "over" if (day.day, slot.moment) < (now.date(), now.time()) else "free"
        taken = f"{slot.taken.announcement}  {short_title(slot.taken.title)}" if slot.taken else free
        click.echo(f"    {slot.moment:%H:%M}  {taken}")
