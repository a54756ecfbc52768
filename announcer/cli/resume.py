"""`announcer resume`: let announcements, or a paused channel, go on."""

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App, echo, emit
from announcer.cli.for_each import for_each
from announcer.cli.output import print_done, when_words
from announcer.wiring.site_queue import SiteQueue, open_queue


@click.command("resume")
@click.argument("names", metavar="NAME…", nargs=-1, required=True)
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Let held announcements go on, or a paused channel (`resume x`) once it answers.

    A NAME is an announcement's id or a channel's name. Letting an announcement go on overrules the findings that
    held it; it approves nothing. A paused channel is asked a question first, and stays paused if the answer is bad.
    """
    app: App = ctx.obj
    with open_queue(app.site) as queue:

        def resume(name: str) -> None:
            if queue.account_control.names(name):
                _resume_channel(app, queue, name)
            else:
                resumed = queue.review.resume(name, actor=current_actor())
                print_done(app, resumed, queue.zone, f"no longer held, {when_words(resumed, queue)}")

        for_each(ctx, names, queue.named, resume)


def _resume_channel(app: App, queue: SiteQueue, name: str) -> None:
    was_paused = queue.account_control.resume(name, actor=current_actor())
    words = "posts again" if was_paused else "was not paused, and answers"
    if app.json:
        emit({"done": words, "channel": name})
    else:
        echo(f"{name} {words}")
