"""`announcer draft`: folders of what is in review, for people to look at."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import click

from announcer.cli.app import App, emit
from announcer.cli.each import tell_problem
from announcer.cli.progress import with_progress
from announcer.core.posting.queued import Queued
from announcer.errors import EXIT_ITEM_FAILED, AnnouncerError, UsageError
from announcer.services.dry_runs import parted
from announcer.services.redrafting import waiting
from announcer.wiring.site import open_site
from announcer.wiring.site_queue import SiteQueue, open_queue

AT_ONCE = 500


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
    site = open_site(app.site)
    if announcements and everything:
        raise UsageError("--all and announcements do not go together", hint="leave one of them out")
    with open_queue(app.site) as queue:
        chosen = _chosen(queue, announcements, everything=everything)
        problems: list[AnnouncerError] = []
        ids: list[str] = []
        results = zip(with_progress(chosen, "Drafting"), site.redrafting(queue).redrafted(chosen), strict=True)
        drafts = parted((result for _, result in results), lambda one: ids.append(one.id), problems)
        page = site.draft_folders(out, account=queue.target.account).write(drafts, problems)
    for problem in problems:
        tell_problem(app, problem)
    if app.json:
        emit({"drafts": ids, "page": str(page)})
    else:
        click.echo(f"Drafts: {len(ids)}. Open them in a browser:\n  {page}")
    if problems:
        ctx.exit(EXIT_ITEM_FAILED)


def _chosen(queue: SiteQueue, announcements: Sequence[str], *, everything: bool) -> list[Queued]:
    if announcements:
        return [queue.store.get(one) for one in announcements]
    return list(islice(waiting(queue.store), None if everything else AT_ONCE))
