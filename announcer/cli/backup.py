"""`announcer backup`: copy the store while it is in use."""

from pathlib import Path

import click

from announcer.cli.app import App, echo, emit
from announcer.wiring.site_queue import open_queue


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def command(app: App, file: Path) -> None:
    """Write a consistent copy of the queue to FILE, while it is in use."""
    with open_queue(app.site) as queue:
        queue.store.back_up(file, clock=queue.clock)
    if app.json:
        emit({"backup": str(file)})
    else:
        echo(f"The queue is copied to {file}")
