"""`announcer reject`: turn announcements down."""

import click

from announcer.cli.each import for_each
from announcer.cli.person import who
from announcer.cli.telling import tell
from announcer.desk import open_desk


@click.command("reject")
@click.argument("announcements", metavar="ID…", nargs=-1, required=True)
@click.option("--reason", default="", help="Why, for the history.")
@click.pass_context
def command(ctx: click.Context, announcements: tuple[str, ...], reason: str) -> None:
    """Turn announcements down; an edit brings one back."""
    with open_desk(ctx.obj.site) as desk:
        for_each(
            ctx,
            announcements,
            lambda one: tell(ctx.obj, desk, desk.review.reject(one, actor=who(), reason=reason), "rejected"),
        )
