"""`announcer home`: which affiliations of an import count as ours."""

from dataclasses import asdict
from pathlib import Path

import click

from announcer.cli.app import App, echo, emit, report
from announcer.errors import EXIT_ITEM_FAILED
from announcer.services.selection.home_reports import Counted, HomeReport, Side, home_report
from announcer.system.visible import visible
from announcer.wiring.site import open_site

HEADINGS = {
    Side.OURS: "Ours, by institution.home or institution.ror",
    Side.DOUBTFUL: "Doubtful: add a spelling to institution.home, or to institution.not_home",
    Side.OTHERS: "Not ours: look for spellings of yours that institution.home lacks",
}


@click.command("home")
@click.option(
    "--report",
    "files",
    metavar="FILE",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path),
    help="A file or folder of records; may be given more than once.",
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many of each.")
@click.option("--examples", is_flag=True, help="Show whole affiliations below each name.")
@click.pass_context
def command(ctx: click.Context, *, files: tuple[Path, ...], limit: int, examples: bool) -> None:
    """Show which affiliations of records count as ours, which do not and which are doubtful."""
    app: App = ctx.obj
    site = open_site(app.site)
    found = home_report(site.stream(files))
    for problem in found.problems:
        report(app, problem)
    if app.json:
        _emit(found, limit)
    else:
        _print(found, limit, examples=examples)
    if found.problems:
        ctx.exit(EXIT_ITEM_FAILED)


def _emit(found: HomeReport, limit: int) -> None:
    emit({"ours": found.ours, "doubtful": found.doubtful, "others": found.others, "unknown": found.unknown})
    for side in Side:
        for one in found.of(side)[:limit]:
            emit(asdict(one))


def _print(found: HomeReport, limit: int, *, examples: bool) -> None:
    echo(
        f"Records: {found.ours} with an author of ours, {found.doubtful} doubtful, {found.others} without,"
        f" {found.unknown} that name no affiliation"
    )
    for side, heading in HEADINGS.items():
        counted = found.of(side)
        if not counted:
            continue
        echo(f"\n{click.style(heading, bold=True)}")
        for one in counted[:limit]:
            _print_one(one, examples=examples)
        if len(counted) > limit:
            echo(f"  and {len(counted) - limit} more: --limit N shows so many")


def _print_one(one: Counted, *, examples: bool) -> None:
    by = f"   [{', '.join(one.matched_by[:2])}]" if one.matched_by else ""
    echo(f"  {one.records:>5}  {visible(one.name)}{visible(by)}")
    for text in one.examples if examples else ():
        echo(f"           {visible(text)}")
