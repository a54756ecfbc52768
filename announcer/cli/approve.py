"""`announcer approve`: let announcements go out."""

from datetime import datetime

import click

from announcer.cli.actor import current_actor
from announcer.cli.for_each import for_each
from announcer.cli.output import moment, print_done
from announcer.errors import UsageError
from announcer.wiring.site_queue import open_queue


@click.command("approve")
@click.argument("announcements", metavar="ID…", nargs=-1, required=True)
@click.option("--seen", help="The digest of what you looked at, or its first 8 characters; only that is approved.")
@click.option("--at", "at", type=click.DateTime(["%Y-%m-%d %H:%M"]), help="Go out at this local time.")
@click.option("--now", "at_once", is_flag=True, help="Go out at the next possible moment.")
@click.pass_context
def command(
    ctx: click.Context, announcements: tuple[str, ...], seen: str | None, at: datetime | None, *, at_once: bool
) -> None:
    """Approve announcements as they are now; only these very bytes go out."""
    if (seen is not None or at) and len(announcements) > 1:
        raise UsageError("--seen and --at go with one announcement", hint="approve them one by one")
    with open_queue(ctx.obj.site) as queue:

        def approve(one: str) -> None:
            queued = queue.review.approve(one, actor=current_actor(), seen=seen, at=at, at_once=at_once)
            when = f"goes out {moment(queued.due_at, queue.zone)}" if queued.due_at else "waits for a free slot"
            print_done(ctx.obj, queued, queue.zone, f"approved, {when}")

        for_each(ctx, announcements, approve)
