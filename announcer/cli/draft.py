"""`announcer draft`: folders of what is in review, for people to look at."""

from pathlib import Path

import click

from announcer.bootstrap import open_site
from announcer.cli.app import App, emit
from announcer.cli.each import tell_problem
from announcer.cli.person import who
from announcer.core.lifecycle import State
from announcer.desk import open_desk
from announcer.errors import EXIT_ITEM_FAILED, AnnouncerError

AT_ONCE = 500


@click.command("draft")
@click.argument("announcements", metavar="[ID…]", nargs=-1)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write the drafts there.")
@click.pass_context
def command(ctx: click.Context, announcements: tuple[str, ...], out: Path | None) -> None:
    """Write drafts of what waits for review, or of the announcements given."""
    app: App = ctx.obj
    site = open_site(app.site)
    with open_desk(app.site) as desk:
        chosen = (
            [desk.store.get(one) for one in announcements]
            if announcements
            else desk.store.listing([State.DRAFT, State.IN_REVIEW], limit=AT_ONCE)
        )
        whole, problems = [], []
        for queued in chosen:
            try:
                whole.append(site.rebuilt(desk, queued))
            except AnnouncerError as error:
                problems.append(error)
        page = site.draft_folders(out, account=desk.target.account).write(whole, problems)
        for queued in chosen:
            if queued.state is State.DRAFT:
                desk.review.submit(queued.id, actor=who())
    for problem in problems:
        tell_problem(app, problem)
    if app.json:
        emit({"drafts": [each.id for each in whole], "page": str(page)})
    else:
        click.echo(f"Drafts: {len(whole)}. Open them in a browser:\n  {page}")
    if problems:
        ctx.exit(EXIT_ITEM_FAILED)
