"""`announcer resume`: let announcements, or a paused channel, go on."""

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App, emit
from announcer.cli.for_each import for_each
from announcer.cli.output import print_done
from announcer.wiring.site_queue import SiteQueue, open_queue


@click.command("resume")
@click.argument("names", metavar="ID…", nargs=-1, required=True)
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Let held announcements go on, or a paused channel (`resume x`) once it answers."""
    app: App = ctx.obj
    with open_queue(app.site) as queue:

        def resume(name: str) -> None:
            if queue.account_control.names(name):
                _resume_channel(app, queue, name)
            else:
                print_done(app, queue.review.resume(name, actor=current_actor()), queue.zone, "goes on")

        for_each(ctx, names, resume)


def _resume_channel(app: App, queue: SiteQueue, name: str) -> None:
    was_paused = queue.account_control.resume(name, actor=current_actor())
    words = "goes on" if was_paused else "was not paused"
    if app.json:
        emit({"done": words, "channel": name})
    else:
        click.echo(f"{name} {words}")
