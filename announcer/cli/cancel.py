"""`announcer cancel`: call announcements off."""

import click

from announcer.cli.each import for_each
from announcer.cli.person import who
from announcer.cli.telling import tell
from announcer.desk import open_desk


@click.command("cancel")
@click.argument("announcements", metavar="ID…", nargs=-1, required=True)
@click.option("--reason", default="", help="Why, for the history.")
@click.pass_context
def command(ctx: click.Context, announcements: tuple[str, ...], reason: str) -> None:
    """Call announcements off for good."""
    with open_desk(ctx.obj.site) as desk:
        for_each(
            ctx,
            announcements,
            lambda one: tell(ctx.obj, desk, desk.review.cancel(one, actor=who(), reason=reason), "cancelled"),
        )
