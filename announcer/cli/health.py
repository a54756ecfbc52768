"""`announcer health`: whether a daemon is at work, for whoever watches over its machine or container."""

import click

from announcer.cli.app import App, echo, emit
from announcer.core.planning.durations import duration
from announcer.daemon.jobs import stall_after
from announcer.errors import EXIT_ITEM_FAILED
from announcer.wiring.site_notices import machine_name
from announcer.wiring.site_queue import open_queue


@click.command("health")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Say whether a daemon is at work on this machine; exit code 1 if not."""
    app: App = ctx.obj
    with open_queue(app.site) as queue:
        now, heartbeats = queue.store.now(), queue.store.heartbeats()
        most = stall_after(queue.settings.daemon.tick)
    own = [seen for worker, seen in heartbeats.items() if worker.rpartition("-")[0] == machine_name()]
    age = now - max(own) if own else None
    is_alive = age is not None and age <= most
    if app.json:
        emit({"ok": is_alive, "age_seconds": age.total_seconds() if age is not None else None})
    elif age is None:
        echo("no daemon was ever seen on this machine")
    else:
        echo(f"a daemon was seen {duration(age)} ago" + ("" if is_alive else ", which is too long"))
    if not is_alive:
        ctx.exit(EXIT_ITEM_FAILED)
