"""`announcer check`: what is wrong with the site, before it matters."""

import os
from collections.abc import Sequence

import click

from announcer.cli.app import App, emit
from announcer.core.text.plurals import counted
from announcer.errors import EXIT_USAGE
from announcer.services.checking import Checked
from announcer.wiring.site import open_site
from announcer.wiring.site_queue import posting_trials


@click.command("check")
@click.option("--verbose", is_flag=True, help="Name what is fine, too.")
@click.pass_context
def command(ctx: click.Context, *, verbose: bool) -> None:
    """Check the site's settings, templates, fonts and brand."""
    app: App = ctx.obj
    site = open_site(app.site)
    results = list(site.check(posting_trials(site.folder, site.settings, os.environ)).results())
    if app.json:
        for result in results:
            fine = not result.problem
            emit({"check": result.what, "fine": fine, "problem": result.problem, "hint": result.hint})
    else:
        _print(results, verbose=verbose)
    if any(result.problem for result in results):
        ctx.exit(EXIT_USAGE)


def _print(results: Sequence[Checked], *, verbose: bool) -> None:
    for result in results if verbose else ():
        if not result.problem:
            click.echo(f"{click.style('fine ', fg='green')} {result.what}")
    wrong: dict[tuple[str, str], list[str]] = {}
    for result in results:
        if result.problem:
            wrong.setdefault((result.problem, result.hint), []).append(result.what)
    for (problem, hint), names in wrong.items():
        _print_problem(problem, hint, names)
    failed = sum(map(len, wrong.values()))
    click.echo(f"{counted(len(results), 'check')}, " + (f"{failed} failed" if failed else "all fine"))


def _print_problem(problem: str, hint: str, names: Sequence[str]) -> None:
    """Print what is wrong once, whatever it is wrong with."""
    more = f" and {counted(len(names) - 1, 'more check')}" if len(names) > 1 else ""
    click.echo(f"{click.style('wrong', fg='red', bold=True)} {names[0]}{more}")
    for line in problem.splitlines():
        click.echo(f"      {line}")
    if hint:
        click.echo(f"      hint: {hint}")
