"""`announcer undo`: take back what one did last."""

from collections.abc import Sequence

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App
from announcer.cli.for_each import for_each
from announcer.cli.output import print_done, when_words
from announcer.services.review.undoing import Undone
from announcer.wiring.site_queue import SiteQueue, open_queue


@click.command("undo")
@click.argument("announcements", metavar="[ID…]", nargs=-1)
@click.pass_context
def command(ctx: click.Context, announcements: tuple[str, ...]) -> None:
    """Take back your last command, or your last step with the announcements given, if nothing came after it.

    It can be done with approve, unapprove, reject, hold, resume, cancel, edit, reschedule, posted, and `resolve
    posted`. What was changed by somebody else since, or has gone out, stays as it is.
    """
    with open_queue(ctx.obj.site) as queue:
        if not announcements:
            _print(ctx.obj, queue, queue.undoing.undo_last(actor=current_actor()))
            return

        def undo(one: str) -> None:
            _print(ctx.obj, queue, queue.undoing.undo(one, actor=current_actor()))

        for_each(ctx, announcements, queue.search.named, undo)


def _print(app: App, queue: SiteQueue, undone: Sequence[Undone]) -> None:
    for each in undone:
        why = ": its time has passed or is another's now" if each.lost_its_time else ""
        words = f"{each.step} undone, {when_words(each.queued, queue)}{why}"
        print_done(app, each.queued, queue.zone, words)
