"""`announcer check`: what is wrong with the site, before it matters."""

import os

import click

from announcer.cli.app import App, emit
from announcer.errors import EXIT_USAGE
from announcer.services.checking import Checked
from announcer.settings.site_settings import parse
from announcer.wiring.site import open_site
from announcer.wiring.site_queue import check_posting


@click.command("check")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Check the site's settings, templates, fonts and brand."""
    app: App = ctx.obj
    site = open_site(app.site)
    results = [*site.check().results(), *check_posting(site.folder, parse(site.text), os.environ)]
    for result in results:
        _tell(app, result)
    wrong = sum(bool(result.problem) for result in results)
    if not app.json:
        click.echo(
            f"\n{len(results)} checks, {wrong} in need of mending"
            if wrong
            else f"\n{len(results)} checks, all fine"
        )
    if wrong:
        ctx.exit(EXIT_USAGE)


def _tell(app: App, result: Checked) -> None:
    if app.json:
        emit({"check": result.what, "fine": not result.problem, "problem": result.problem, "hint": result.hint})
        return
    mark = click.style("wrong", fg="red", bold=True) if result.problem else click.style("fine ", fg="green")
    click.echo(f"{mark} {result.what}")
    for line in result.problem.splitlines():
        click.echo(f"      {line}")
    if result.problem and result.hint:
        click.echo(f"      hint: {result.hint}")
