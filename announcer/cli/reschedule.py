"""`announcer reschedule`: another time for an approved announcement."""

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App
from announcer.cli.output import print_done, when_words
from announcer.core.posting.queued import Queued
from announcer.errors import UsageError
from announcer.services.planning import chosen_time
from announcer.wiring.site_queue import SiteQueue, open_queue


@click.command("reschedule")
@click.argument("announcement", metavar="ID")
@click.option(
    "--at", help="Go out at this local time, such as '2026-11-30 09:30', '1405-09-09 09:30', 'Sunday 09:30'."
)
@click.option("--next", "move_up", is_flag=True, help="Go out at the first free posting time before its own.")
@click.option("--swap", "other", metavar="ID", help="Change times with this announcement.")
@click.option("--despite-cool-down", is_flag=True, help="With --at: though its publication went out not long ago.")
@click.pass_obj
def command(
    app: App, announcement: str, at: str | None, other: str | None, *, move_up: bool, despite_cool_down: bool
) -> None:
    """Give an approved announcement another time; its text and its approval stay."""
    if (at is not None) + move_up + (other is not None) != 1:
        raise UsageError("say which time it is to have", hint="give one of --at, --next and --swap")
    if despite_cool_down and at is None:
        raise UsageError("--despite-cool-down goes with --at")
    with open_queue(app.site) as queue:
        one, actor = queue.search.named(announcement), current_actor()
        if at is not None:
            local = chosen_time(at, queue.today())
            moved: tuple[Queued, ...] = (
                queue.rescheduling.move_to(one, local, actor=actor, despite_cool_down=despite_cool_down),
            )
        elif other is not None:
            moved = queue.rescheduling.swap(one, queue.search.named(other), actor=actor)
        else:
            moved = (queue.rescheduling.move_up(one, actor=actor),)
        _print(app, queue, moved)


def _print(app: App, queue: SiteQueue, moved: tuple[Queued, ...]) -> None:
    for queued in moved:
        print_done(app, queued, queue.zone, when_words(queued, queue))
