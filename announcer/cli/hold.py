"""`announcer hold`: keep announcements, or a whole channel, back."""

import click

from announcer.cli.app import App, emit
from announcer.cli.each import for_each
from announcer.cli.person import who
from announcer.cli.telling import tell
from announcer.wiring.site_queue import SiteQueue, open_queue


@click.command("hold")
@click.argument("names", metavar="ID…", nargs=-1, required=True)
@click.option("--reason", default="held by hand", show_default=True, help="Why, for those who find it.")
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...], reason: str) -> None:
    """Keep announcements back, or everything on a channel (`hold x`)."""
    app: App = ctx.obj
    with open_queue(app.site) as queue:
        accounts = dict(queue.accounts)

        def hold(name: str) -> None:
            if name in accounts:
                _pause(app, queue, name, accounts[name], reason)
            else:
                tell(app, queue, queue.review.hold(name, actor=who(), reason=reason), "held")

        for_each(ctx, names, hold)


def _pause(app: App, queue: SiteQueue, channel: str, account: str, reason: str) -> None:
    queue.store.set_pause(channel, account, reason, actor=who())
    if app.json:
        emit({"done": "paused", "channel": channel, "account": account, "reason": reason})
    else:
        click.echo(f"{channel}/{account} is paused: {reason}")
