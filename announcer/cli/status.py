"""`announcer status`: how the queue stands, and what needs a person."""

import click

from announcer.channels.registry import pause_hint
from announcer.cli.app import App, echo, emit
from announcer.cli.hints import STEPS
from announcer.cli.output import moment, retraction_ways, retractions_line, short_title
from announcer.core.planning.durations import duration
from announcer.core.posting.attention_reasons import Reason, ReasonKind
from announcer.core.posting.queued import Unit, Used
from announcer.core.posts.cost import MILLION
from announcer.core.publications.retraction_notices import reinstated_words
from announcer.errors import EXIT_PERSON_NEEDED
from announcer.services.overview import QueueOverview
from announcer.services.presenting import overview_json
from announcer.wiring.site_queue import SiteQueue, open_queue


@click.command("status")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Show how the queue stands; exit code 3 if a person is needed."""
    app: App = ctx.obj
    with open_queue(app.site) as queue:
        found = queue.overview()
        if app.json:
            waiting = [
                queued.id for one in queue.catalogue.retraction_checks.reinstated() for queued in one.waiting
            ]
            emit(overview_json(found, queue.zone) | {"reinstated": waiting})
        else:
            _print(queue, found)
    if found.person_needed:
        ctx.exit(EXIT_PERSON_NEEDED)


def _print(queue: SiteQueue, found: QueueOverview) -> None:
    _print_urgent(queue, found)
    counts = ", ".join(
        f"{number} {state.value.replace('_', ' ')}" for state, number in found.overview.counts.items()
    )
    echo(f"Queue: {counts or 'empty'}" + (f"; {found.overview.held} held" if found.overview.held else ""))
    for used in found.overview.used:
        echo(_used(used))
    if not queue.settings.schedule.slots:
        echo("There are no posting times: nothing goes out by itself until schedule.slots has some.")
    for slot in found.coming:
        held = "  held" if slot.held else ""
        echo(f"  {moment(slot.at, queue.zone)}  {slot.announcement}  {short_title(slot.title)}{held}")
    if found.retractions:
        echo(retractions_line(found.retractions, found.at))
    for one in queue.catalogue.retraction_checks.reinstated():
        for queued in one.waiting:
            echo(f"  {queued.id}  {short_title(queued.title)}: {reinstated_words(one.notice)}")
    if found.last_seen:
        echo(f"Daemon: last seen {duration(queue.store.now() - found.last_seen)} ago")
    else:
        echo("Daemon: never seen on this queue; 'announcer run' starts one")


def _print_urgent(queue: SiteQueue, found: QueueOverview) -> None:
    if found.reasons:
        echo(click.style("A PERSON IS NEEDED", fg="red", bold=True))
    ways = {(ReasonKind.RETRACTED, queued.id): retraction_ways(queued) for queued in found.retracted}
    for pace in found.overview.paused:
        ways[ReasonKind.PAUSED, f"{pace.channel}/{pace.account}"] = pause_hint(pace.channel, pace.paused)
    for reason in found.reasons:
        heading = f"{reason.kind.value.upper()} {reason.announcement}".strip()
        echo(f"  {heading}: {reason.message}, since {queue.local(reason.since):%Y-%m-%d %H:%M}")
        echo(f"    {ways.get((reason.kind, reason.subject)) or reason.remedy + _command(reason)}")
    if found.ready:
        echo(click.style("READY to be posted by hand, then `announcer posted ID --url …`", bold=True))
    for queued in found.ready:
        folder = queue.folder / queue.settings.channels.drafts.folder / queued.id
        waits = duration(queue.store.now() - queued.updated_at)
        echo(f"  {queued.id}  {queued.language}  {short_title(queued.title)}\n    for {waits} in {folder}")


def _command(reason: Reason) -> str:
    """Return what to type for what the reason advises."""
    subject = reason.subject.partition("/")[0]  # of an account, its channel
    return f": {STEPS[reason.step].replace('ID', subject)}" if reason.step else ""


def _used(used: Used) -> str:
    if used.unit is Unit.POSTS:
        return f"Posts on {used.channel} {used.window}: {used.used} of {used.cap}"
    limit = "" if used.limit is None else f" of ${used.limit / MILLION:.2f}"
    return f"Estimated cost on {used.channel} {used.window}: ${used.used / MILLION:.3f}{limit}"
