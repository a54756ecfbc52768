"""`announcer retractions`: read the list of retractions, and hold what it speaks against."""

from pathlib import Path

import click

from announcer.cli.actor import current_actor
from announcer.cli.add import print_added
from announcer.cli.app import App, echo, emit, report
from announcer.cli.output import retractions_line
from announcer.errors import EXIT_ITEM_FAILED
from announcer.services.presenting import retractions_json
from announcer.wiring.site_queue import open_queue


@click.command("retractions")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--fewer", is_flag=True, help="Take a list with far fewer notices than the last one, too.")
@click.pass_context
def command(ctx: click.Context, *, file: Path, fewer: bool) -> None:
    """Read a list of retractions, and hold what it speaks against.

    FILE is the CSV file of the Retraction Watch database, which takes the place of the one read before.
    """
    app: App = ctx.obj
    with open_queue(app.site) as queue:
        reading = queue.catalogue.retraction_reading
        read = reading.read(file, fewer=fewer)
        for problem in read.problems:
            report(app, problem)
        if read.unusable > len(read.problems):
            echo(f"and {read.unusable - len(read.problems)} more rows that cannot be used", err=True)
        failed = [print_added(app, one) for one in reading.apply(file.name, actor=current_actor())]
        data, now = queue.store.retraction_data(), queue.store.now()
        if data and app.json:
            emit({"held": len(failed), **retractions_json(data, now, queue.zone)})
        elif data:
            echo(f"Publications with a new notice: {len(failed)}")
            echo(retractions_line(data, now))
    if any(failed) or read.unusable:
        ctx.exit(EXIT_ITEM_FAILED)
