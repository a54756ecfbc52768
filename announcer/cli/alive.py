"""`announcer alive`: whether the daemon of this machine is at work, for the health checks of containers."""

from datetime import timedelta

import click

from announcer.cli.app import App, echo, emit
from announcer.core.planning.durations import duration
from announcer.errors import EXIT_ITEM_FAILED
from announcer.wiring.site_queue import machine_name, open_queue


@click.command("alive")
@click.option(
    "--minutes", type=click.IntRange(min=1), default=10, show_default=True, help="How long a round may be ago."
)
@click.pass_context
def command(ctx: click.Context, minutes: int) -> None:
    """Say whether a daemon on this machine is at work; exit code 1 if not."""
    app: App = ctx.obj
    with open_queue(app.site) as queue:
        now = queue.store.now()
        ours = [at for name, at in queue.store.heartbeats().items() if name.rpartition("-")[0] == machine_name()]
    last = max(ours, default=None)
    alive = last is not None and now - last <= timedelta(minutes=minutes)
    if app.json:
        emit({"alive": alive, "last_seen": last.isoformat() if last else None})
    elif last is None:
        echo("No daemon of this machine was ever at work on this queue")
    else:
        echo(f"The daemon of this machine was last at work {duration(now - last)} ago")
    if not alive:
        ctx.exit(EXIT_ITEM_FAILED)
