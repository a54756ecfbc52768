"""`announcer approve`: let announcements go out."""

from datetime import datetime

import click

from announcer.cli.each import for_each
from announcer.cli.person import who
from announcer.cli.telling import moment, tell
from announcer.core.posting.queued import Queued
from announcer.errors import UsageError, WrongStateError
from announcer.wiring.site_queue import SiteQueue, open_queue

SHORTEST_DIGEST = 8


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
    if (seen or at) and len(announcements) > 1:
        raise UsageError("--seen and --at go with one announcement", hint="approve them one by one")
    with open_queue(ctx.obj.site) as queue:

        def approve(announcement: str) -> None:
            digest = _digest(queue.store.get(announcement), seen)
            queue.review.approve(announcement, actor=who(), seen=digest)
            tell(ctx.obj, queue, *_planned(queue, announcement, at, at_once=at_once))

        for_each(ctx, announcements, approve)


def _digest(queued: Queued, seen: str | None) -> str:
    """Return the digest to approve.

    Raises:
        UsageError: `seen` is too short to tell anything.
        WrongStateError: it is the digest of something else.
    """
    if seen is None:
        return queued.digest
    if len(seen) < SHORTEST_DIGEST:
        raise UsageError(f"--seen {seen}: give at least {SHORTEST_DIGEST} characters of the digest")
    if not queued.digest.startswith(seen.lower()):
        raise WrongStateError(f"{queued.id}: it was changed since you looked", hint="look at it again")
    return queued.digest


def _planned(queue: SiteQueue, announcement: str, at: datetime | None, *, at_once: bool) -> tuple[Queued, str]:
    planner = queue.planner_of(queue.store.get(announcement))
    if at_once:
        planner.schedule_now(announcement, actor=who())
    elif at:
        planner.schedule_at(announcement, at, actor=who())
    else:
        planner.plan()
    queued = queue.store.get(announcement)
    when = f"goes out {moment(queue, queued.due_at)}" if queued.due_at else "waits for a free slot"
    return queued, f"approved, {when}"
