"""`announcer export`: what is known of publications, for other programs."""

import click

from announcer.cli.app import App, emit, report
from announcer.errors import EXIT_ITEM_FAILED, OutputError
from announcer.rendering.exports.registry import EXPORTS
from announcer.wiring.site_queue import open_queue


@click.command("export")
@click.argument("file", metavar="FILE")
@click.option(
    "--format",
    "name",
    type=click.Choice(list(EXPORTS)),
    default="csl-json",
    show_default=True,
    help="What to write.",
)
@click.pass_context
def command(ctx: click.Context, file: str, name: str) -> None:
    """Write all that is known of publications into FILE, or `-`, for other programs."""
    app: App = ctx.obj
    with open_queue(app.site) as queue:
        try:
            with click.open_file(file, "w", encoding="utf-8", errors="replace", atomic=file != "-") as into:
                done = queue.catalogue.export(EXPORTS[name], into)
        except OSError as error:
            raise OutputError(f"{file}: {error.strerror or error}", hint="see to its folder and its disk") from None
    for problem in done.problems:
        report(app, problem)
    if app.json and file != "-":
        emit({"exported": file, "format": name, "publications": done.written})
    if done.problems:
        ctx.exit(EXIT_ITEM_FAILED)
