"""`announcer approve`: let announcements go out."""

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App, echo, emit
from announcer.cli.for_each import for_each
from announcer.cli.output import print_done, short_title, when_words
from announcer.cli.progress import with_progress
from announcer.errors import UsageError
from announcer.services.planning import chosen_day, chosen_time
from announcer.services.presenting import queued_json
from announcer.services.review.bulk_approval import PassedOver
from announcer.wiring.site_queue import SiteQueue, open_queue


@click.command("approve")
@click.argument("announcements", metavar="[ID…]", nargs=-1)
@click.option("--seen", help="The digest of what you looked at, or its first 8 characters; only that is approved.")
@click.option(
    "--at", help="Go out at this local time, such as '2026-11-30 09:30', '1405-09-09 09:30', 'Sunday 09:30'."
)
@click.option("--now", "at_once", is_flag=True, help="Go out at the next possible moment.")
@click.option(
    "--despite-cool-down", is_flag=True, help="With --at or --now: though its publication went out not long ago."
)
@click.option("--all", "everything", is_flag=True, help="All that waits for review and has no findings.")
@click.option("--until", metavar="DAY", help="With --all: only what gets a posting time up to this day.")
@click.pass_context
def command(  # noqa: PLR0913 (its options)
    ctx: click.Context,
    announcements: tuple[str, ...],
    seen: str | None,
    at: str | None,
    until: str | None,
    *,
    at_once: bool,
    despite_cool_down: bool,
    everything: bool,
) -> None:
    """Approve announcements as they are now; only these very bytes go out."""
    chosen = [seen is not None, at is not None, at_once]
    _check_options(announcements, [*chosen, despite_cool_down], everything=everything, until=until)
    if (seen is not None or at is not None) and len(announcements) > 1:
        raise UsageError("--seen and --at go with one announcement", hint="approve them one by one")
    if despite_cool_down and not (at_once or at is not None):
        raise UsageError("--despite-cool-down goes with --at or --now")
    with open_queue(ctx.obj.site) as queue:
        if everything:
            _approve_all(ctx.obj, queue, until)
            return
        local = chosen_time(at, queue.today()) if at is not None else None

        def approve(one: str) -> None:
            queued = queue.review.approve(
                one,
                actor=current_actor(),
                seen=seen,
                at=local,
                at_once=at_once,
                despite_cool_down=despite_cool_down,
            )
            print_done(ctx.obj, queued, queue.zone, f"approved, {when_words(queued, queue)}")

        for_each(ctx, announcements, queue.search.named, approve)


def _check_options(
    announcements: tuple[str, ...], chosen: list[bool], *, everything: bool, until: str | None
) -> None:
    if everything and (announcements or any(chosen)):
        raise UsageError("--all goes with --until only", hint="leave the ids and the other options out")
    if until is not None and not everything:
        raise UsageError("--until goes with --all")
    if not everything and not announcements:
        raise UsageError("say what to approve", hint="give ids, or --all")


def _approve_all(app: App, queue: SiteQueue, until: str | None) -> None:
    last = chosen_day(until, queue.today()) if until is not None else None
    approved = passed_over = 0
    found = queue.bulk_approval.approve_all(
        actor=current_actor(), until=last, watch=lambda waiting: with_progress(waiting, "Looking at")
    )
    for each in found:
        if isinstance(each, PassedOver):
            passed_over += 1
            _print_passed_over(app, queue, each)
        else:
            approved += 1
            print_done(app, each, queue.zone, f"approved, {when_words(each, queue)}")
    if not app.json:
        echo(f"\nApproved: {approved}. Passed over: {passed_over}.")


def _print_passed_over(app: App, queue: SiteQueue, each: PassedOver) -> None:
    if app.json:
        emit({"done": "passed over", "reason": each.reason, **queued_json(each.queued, queue.zone)})
    else:
        echo(f"{each.queued.id}  passed over  {short_title(each.queued.title)}\n    {each.reason}")
