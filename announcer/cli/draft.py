"""`announcer draft`: folders of what is in review, for people to look at."""

from pathlib import Path

import click

from announcer.cli.app import App, echo, emit, report
from announcer.cli.progress import with_progress
from announcer.errors import EXIT_ITEM_FAILED
from announcer.services.review.redrafting import AT_ONCE
from announcer.wiring.site_queue import open_queue


@click.command("draft")
@click.argument("announcements", metavar="[ID…]", nargs=-1)
@click.option("--all", "everything", is_flag=True, help=f"All that waits.  [default: the newest {AT_ONCE}]")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write the drafts there.")
@click.pass_context
def command(ctx: click.Context, announcements: tuple[str, ...], *, everything: bool, out: Path | None) -> None:
    """Write drafts of what waits for review, or of the announcements given.

    Stopped with Ctrl-C and started once more, it draws no card twice.
    """
    app: App = ctx.obj
    with open_queue(app.site) as queue:
        redrafting = queue.redrafting
        chosen = redrafting.chosen([queue.search.named(one) for one in announcements], everything=everything)
        folders = queue.site.draft_folders(out or queue.review_folder, account=queue.target.account, in_queue=True)
        written = redrafting.write(chosen, folders, lambda queued: with_progress(queued, "Drafting"))
    for problem in written.problems:
        report(app, problem)
    if app.json:
        emit({"drafts": list(written.drafts), "page": str(written.page)})
    else:
        echo(f"Drafts: {len(written.drafts)}. Open them in a browser:\n  {written.page}")
    if written.problems:
        ctx.exit(EXIT_ITEM_FAILED)
