"""`announcer dry-run`: the drafts of what would be announced next."""

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from announcer.bootstrap import open_site
from announcer.cli.app import App, complain, emit
from announcer.cli.progress import with_progress
from announcer.core.announcement import Announcement
from announcer.core.findings import Level
from announcer.errors import EXIT_ITEM_FAILED, AnnouncerError

HEADINGS = ("id", "language", "length", "state")
LEAST_TITLE_WIDTH = 12


@click.command("dry-run")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many drafts.  [default: all]")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write the drafts there.")
@click.pass_context
def command(ctx: click.Context, limit: int | None, out: Path | None) -> None:
    """Write the drafts of what would be announced next; nothing is sent.

    Reads the inbox, opens no socket, and leaves inbox and queue as they are.
    """
    app: App = ctx.obj
    site = open_site(app.site)
    result = site.previewing(out).preview(
        [site.inbox], limit=limit, watch=lambda jobs: with_progress(jobs, "Drafting")
    )
    for problem in result.problems:
        _tell_problem(app, problem)
    if app.json:
        _emit_drafts(result.announcements, result.page)
    else:
        _print_drafts(result.announcements, result.page)
    if result.problems:
        ctx.exit(EXIT_ITEM_FAILED)


def _tell_problem(app: App, problem: AnnouncerError) -> None:
    if app.json:
        emit({"problem": str(problem), "hint": problem.hint})
    complain(problem)


def _emit_drafts(announcements: Sequence[Announcement], page: Path) -> None:
    for one in announcements:
        emit(
            {
                "draft": one.publication.title.plain,
                "id": one.id,
                "language": one.language,
                "length": one.text.length,
                "limit": one.text.limit,
                "held": one.held,
                "findings": [finding.id for finding in one.findings],
                "folder": str(page.parent / f"{one.id}-{one.slug}"),
            }
        )
    emit({"drafts": len(announcements), "held": sum(one.held for one in announcements), "page": str(page)})


def _print_drafts(announcements: Sequence[Announcement], page: Path) -> None:
    rows = [(one.id, one.language, f"{one.text.length}/{one.text.limit}", _state(one)) for one in announcements]
    widths = [max(map(len, column)) + 2 for column in zip(*rows, HEADINGS, strict=True)]
    console = Console()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in HEADINGS:
        table.add_column(heading, no_wrap=True)
    table.add_column("title", no_wrap=True, max_width=max(LEAST_TITLE_WIDTH, console.width - sum(widths)))
    for row, one in zip(rows, announcements, strict=True):
        table.add_row(*row, one.publication.title.plain)
    if rows:
        console.print(table, highlight=False)
    held = sum(one.held for one in announcements)
    click.echo(f"\nDrafts: {len(announcements)}, held for a person: {held}. Open them in a browser:\n  {page}")


def _state(one: Announcement) -> str:
    if not one.held:
        return "ready"
    reasons = sorted({finding.id for finding in one.findings if finding.level is Level.HOLD})
    return f"held: {', '.join(reasons)}"
