"""`announcer dry-run`: the drafts of what would be announced next."""

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from announcer.cli.app import App, echo, emit, report
from announcer.cli.output import short_title
from announcer.cli.progress import with_progress
from announcer.core.findings import Finding, Level
from announcer.core.posts.announcement import Announcement
from announcer.core.text.plurals import counted
from announcer.errors import EXIT_ITEM_FAILED
from announcer.services.dry_runs import DryRunResult
from announcer.services.presenting import draft_json
from announcer.wiring.site import open_site

HEADINGS = ("id", "language", "length", "state")
LEAST_TITLE_WIDTH = 12
MOST_IDS = 3


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
    result = site.dry_run(out).run(limit=limit, watch=lambda jobs: with_progress(jobs, "Drafting"))
    for problem in result.problems:
        report(app, problem)
    if app.json:
        _emit_drafts(result)
    else:
        _print_drafts(result)
        if not result.announcements and not result.problems:
            echo(f"There is nothing to draft: drop publications into {site.inbox}")
    if result.problems:
        ctx.exit(EXIT_ITEM_FAILED)


def _emit_drafts(result: DryRunResult) -> None:
    for one in result.announcements:
        emit(draft_json(one, result.page.parent))
    totals = {"drafts": len(result.announcements), "held": result.held, "page": str(result.page)}
    left_out = [{"title": title, "reasons": list(reasons)} for title, reasons in result.left_out]
    emit({**totals, "lacking": dict(result.lacking), "left_out": left_out})


def _print_drafts(result: DryRunResult) -> None:
    announcements = result.announcements
    rows = [(one.id, one.language, f"{one.text.length}/{one.text.limit}", _state(one)) for one in announcements]
    widths = [max(map(len, column)) + 2 for column in zip(*rows, HEADINGS, strict=True)]
    console = Console()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading, width in zip(HEADINGS, widths, strict=True):
        table.add_column(heading, no_wrap=True, min_width=None if heading == "state" else width - 2)
    table.add_column("title", no_wrap=True, max_width=max(LEAST_TITLE_WIDTH, console.width - sum(widths)))
    for row, one in zip(rows, announcements, strict=True):
        table.add_row(*map(Text, (*row, _title(one))))  # never mark-up: titles hold benzo[a]pyrene
    if rows:
        console.print(table, highlight=False)
    _print_reasons(announcements)
    for language, number in result.lacking.items():
        have = f"{counted(number, 'record')} {'has' if number == 1 else 'have'}"
        echo(f"\n{have} no words in {language!r}, and so no draft in it")
    _print_left_out(result)
    totals = f"Drafts: {len(announcements)}, held for a person: {result.held}"
    echo(f"\n{totals}. Open them in a browser:\n  {result.page}")


def _print_left_out(result: DryRunResult) -> None:
    """Print what would be registered and not announced, and why."""
    if result.left_out:
        echo(f"\n{counted(len(result.left_out), 'record')} would be registered and not announced, such as:")
    for title, reasons in result.left_out[:MOST_IDS]:
        echo(f"  {short_title(title)}\n    {'; '.join(reasons)}")


def _title(one: Announcement) -> str:
    return one.publication.words(one.language).title.plain


def _print_reasons(announcements: Sequence[Announcement]) -> None:
    """Print why drafts are held, once for all that are held for the same reason."""
    held: dict[tuple[str, str], list[str]] = {}
    for one in announcements:
        for finding in dict.fromkeys(_holding(one)):
            held.setdefault((finding.message, finding.hint), []).append(one.id)
    for (message, hint), ids in held.items():
        more = f" and {len(ids) - MOST_IDS} more" if len(ids) > MOST_IDS else ""
        echo(f"\n{', '.join(ids[:MOST_IDS])}{more}: {message}" + (f"\n  hint: {hint}" if hint else ""))


def _holding(one: Announcement) -> list[Finding]:
    return [finding for finding in one.findings if finding.level is Level.HOLD]


def _state(one: Announcement) -> str:
    if one.held:
        return f"held: {', '.join(sorted({finding.id for finding in _holding(one)}))}"
    return "check" if one.needs_check else "ready"
