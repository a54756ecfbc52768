"""`announcer retractions`: read the list of retractions, and hold what it speaks against."""

from collections.abc import Sequence
from pathlib import Path

import click

from announcer.cli.actor import current_actor
from announcer.cli.add import print_added
from announcer.cli.app import App, echo, emit, report
from announcer.cli.output import retractions_line, short_title, state_words
from announcer.core.publications.retraction_notices import reinstated_words
from announcer.errors import EXIT_ITEM_FAILED
from announcer.services.presenting import retractions_json
from announcer.services.selection.retraction_checks import Reinstated
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
            echo(f"and {read.unusable - len(read.problems)} more rows with a problem", err=True)
        failed = [print_added(app, one) for one in reading.apply(file.name, actor=current_actor())]
        reinstated = reading.reinstated()
        data, now = queue.store.retraction_data(), queue.store.now()
        if data and app.json:
            emit({"held": len(failed), "reinstated": len(reinstated), **retractions_json(data, now, queue.zone)})
        elif data:
            echo(f"Publications with a new notice: {len(failed)}")
            _print_reinstated(reinstated)
            echo(retractions_line(data, now))
    if any(failed) or read.unusable:
        ctx.exit(EXIT_ITEM_FAILED)


def _print_reinstated(found: Sequence[Reinstated]) -> None:
    if not found:
        return
    echo(f"Reinstated publications: {len(found)}")
    for one in found:
        echo(f"  {short_title(one.title)}: {reinstated_words(one.notice)}")
        for queued in one.waiting:
            echo(f"    {queued.id}  {queued.language}  {state_words(queued)}")
