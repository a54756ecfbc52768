"""`announcer restore`: fill an empty store from a backup."""

from pathlib import Path

import click

from announcer.cli.app import App, emit
from announcer.wiring.site_queue import open_queue


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_obj
def command(app: App, file: Path) -> None:
    """Fill an empty queue, SQLite or PostgreSQL, from a backup."""
    with open_queue(app.site) as queue, queue.alone():
        queue.store.restore(file, clock=queue.clock)
    if app.json:
        emit({"restored": str(file)})
    else:
        click.echo(f"The queue is as it was in {file}")
