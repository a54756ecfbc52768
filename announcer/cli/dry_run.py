"""`announcer dry-run`: the drafts of what would be announced next."""

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from announcer.cli.app import App, emit
from announcer.cli.each import tell_problem
from announcer.cli.progress import with_progress
from announcer.core.findings import Finding, Level
from announcer.core.posts.announcement import Announcement
from announcer.errors import EXIT_ITEM_FAILED, UsageError
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
    _refuse_inbox(out, site.inbox)
    result = site.previewing(out).preview(
        [site.inbox], limit=limit, watch=lambda jobs: with_progress(jobs, "Drafting")
    )
    for problem in result.problems:
        tell_problem(app, problem)
    if app.json:
        _emit_drafts(result.announcements, result.page)
    else:
        _print_drafts(result.announcements, result.page)
    if not app.json and not result.announcements and not result.problems:
        click.echo(f"There is nothing to draft: drop publications into {site.inbox}")
    if result.problems:
        ctx.exit(EXIT_ITEM_FAILED)


def _refuse_inbox(out: Path | None, inbox: Path) -> None:
    if out is not None and out.resolve().is_relative_to(inbox.resolve()):
        raise UsageError(
            f"{out}: this is the inbox, which drafts would fill", hint="name another folder with --out"
        )


def _emit_drafts(announcements: Sequence[Announcement], page: Path) -> None:
    for one in announcements:
        emit(
            {
                "draft": _title(one),
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
    for heading, width in zip(HEADINGS, widths, strict=True):
        table.add_column(heading, no_wrap=True, min_width=None if heading == "state" else width - 2)
    table.add_column("title", no_wrap=True, max_width=max(LEAST_TITLE_WIDTH, console.width - sum(widths)))
    for row, one in zip(rows, announcements, strict=True):
        table.add_row(*row, _title(one))
    if rows:
        console.print(table, highlight=False)
    _print_reasons(announcements)
    held = sum(one.held for one in announcements)
    click.echo(f"\nDrafts: {len(announcements)}, held for a person: {held}. Open them in a browser:\n  {page}")


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
        click.echo(f"\n{', '.join(ids[:MOST_IDS])}{more}: {message}" + (f"\n  hint: {hint}" if hint else ""))


def _holding(one: Announcement) -> list[Finding]:
    return [finding for finding in one.findings if finding.level is Level.HOLD]


def _state(one: Announcement) -> str:
    if one.held:
        return f"held: {', '.join(sorted({finding.id for finding in _holding(one)}))}"
    return "check" if one.needs_check else "ready"
