"""`announcer check`: what is wrong with the site, before it matters."""

import os
from collections.abc import Sequence

import click

from announcer.cli.app import App, echo, emit
from announcer.core.text.plurals import counted
from announcer.errors import EXIT_USAGE
from announcer.services.checking import Checked
from announcer.system.visible import visible
from announcer.wiring.site import open_site
from announcer.wiring.site_trials import site_trials


@click.command("check")
@click.option("--verbose", is_flag=True, help="Name what is fine, too.")
@click.option("--online", is_flag=True, help="Ask the networks whose keys these are; X charges a cent.")
@click.pass_context
def command(ctx: click.Context, *, verbose: bool, online: bool) -> None:
    """Check the site's settings and all that they name: templates, brand, queue, folders, keys."""
    app: App = ctx.obj
    site = open_site(app.site)
    results = list(site.check(site_trials(site.folder, site.settings, os.environ, online=online)).results())
    if app.json:
        for result in results:
            emit(_as_json(result))
    else:
        _print(results, verbose=verbose)
    if any(map(_is_wrong, results)):
        ctx.exit(EXIT_USAGE)


def _as_json(result: Checked) -> dict[str, object]:
    fine = not _is_wrong(result)
    said = {"problem": result.problem, "hint": result.hint}
    return {"check": result.what, "fine": fine, "warning": result.is_warning, **said}


def _is_wrong(result: Checked) -> bool:
    return bool(result.problem) and not result.is_warning


def _print(results: Sequence[Checked], *, verbose: bool) -> None:
    for result in results if verbose else ():
        if not result.problem:
            echo(f"{click.style('fine ', fg='green')} {result.what}")
    told: dict[tuple[bool, str, str], list[str]] = {}
    for result in results:
        if result.problem:
            told.setdefault((result.is_warning, result.problem, result.hint), []).append(result.what)
    for (is_warning, problem, hint), names in told.items():
        word = click.style("note ", fg="yellow") if is_warning else click.style("wrong", fg="red", bold=True)
        _print_problem(word, problem, hint, names)
    failed = sum(map(_is_wrong, results))
    notes = sum(result.is_warning for result in results)
    outcome = f"{failed} failed" if failed else "all fine"
    echo(f"{counted(len(results), 'check')}, {outcome}" + (f", {counted(notes, 'note')}" if notes else ""))


def _print_problem(word: str, problem: str, hint: str, names: Sequence[str]) -> None:
    """Print what is wrong once, whatever it is wrong with."""
    more = f" and {counted(len(names) - 1, 'more check')}" if len(names) > 1 else ""
    echo(f"{word} {names[0]}{more}")
    for line in problem.splitlines():
        echo(f"      {visible(line)}")
    if hint:
        echo(f"      hint: {visible(hint)}")
