"""`announcer resume`: let announcements, or a paused channel, go on."""

import click

from announcer.cli.app import App, emit
from announcer.cli.each import for_each
from announcer.cli.person import who
from announcer.cli.telling import tell
from announcer.services.reviewing import resume_account
from announcer.wiring.site_queue import SiteQueue, open_queue


@click.command("resume")
@click.argument("names", metavar="ID…", nargs=-1, required=True)
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Let held announcements go on, or a paused channel (`resume x`) once it answers."""
    app: App = ctx.obj
    with open_queue(app.site) as queue:
        channels = dict(queue.accounts)

        def resume(name: str) -> None:
            if name in channels:
                _resume_channel(app, queue, name)
            else:
                tell(app, queue, queue.review.resume(name, actor=who()), "goes on")

        for_each(ctx, names, resume)


def _resume_channel(app: App, queue: SiteQueue, name: str) -> None:
    was_paused = resume_account(queue.store, queue.channel(name), actor=who())
    words = "goes on" if was_paused else "was not paused"
    if app.json:
        emit({"done": words, "channel": name})
    else:
        click.echo(f"{name} {words}")
