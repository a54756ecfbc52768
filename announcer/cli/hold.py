"""`announcer hold`: keep announcements, or a whole channel, back."""

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App, echo, emit
from announcer.cli.for_each import for_each
from announcer.cli.output import print_done
from announcer.system.visible import visible
from announcer.wiring.site_queue import SiteQueue, open_queue


@click.command("hold")
@click.argument("names", metavar="ID…", nargs=-1, required=True)
@click.option("--reason", default="held by hand", show_default=True, help="Why, for those who find it.")
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...], reason: str) -> None:
    """Keep announcements back where they stand, or pause a whole channel (`hold x`); `resume` ends either."""
    app: App = ctx.obj
    with open_queue(app.site) as queue:

        def hold(name: str) -> None:
            if queue.account_control.names(name):
                _pause(app, queue, name, reason)
            else:
                held = queue.review.hold(name, actor=current_actor(), reason=reason)
                print_done(app, held, queue.zone, "held")

        for_each(ctx, names, queue.named, hold)


def _pause(app: App, queue: SiteQueue, channel: str, reason: str) -> None:
    account = queue.account_control.pause(channel, actor=current_actor(), reason=reason)
    if app.json:
        emit({"done": "paused", "channel": channel, "account": account, "reason": reason})
    else:
        echo(f"{channel}/{account} is paused: {visible(reason)}")
