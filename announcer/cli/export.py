"""`announcer export`: what is known of publications, for other programs."""

import click

from announcer.cli.app import App, echo, emit, report
from announcer.core.text.plurals import counted
from announcer.errors import EXIT_ITEM_FAILED, OutputError
from announcer.rendering.exports.registry import EXPORTS
from announcer.system.visible import visible
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
            missing = isinstance(error, FileNotFoundError)
            problem = "there is no such folder" if missing else error.strerror or str(error)
            hint = "make the folder first, or name another file" if missing else "see to its folder and its disk"
            raise OutputError(f"{file}: {problem}", hint=hint) from None
    for each in done.problems:
        report(app, each)
    if app.json and file != "-":
        emit({"exported": file, "format": name, "publications": done.written})
    elif file != "-":
        echo(f"{counted(done.written, 'publication')} written to {visible(file)}, as {name}.")
    if done.problems:
        ctx.exit(EXIT_ITEM_FAILED)
