"""Commands with which a person ends announcements for a reason: they differ in the step and in the words."""

from collections.abc import Callable

import click

from announcer.cli.actor import current_actor
from announcer.cli.for_each import for_each
from announcer.cli.output import print_done
from announcer.core.posting.queued import Queued
from announcer.wiring.site_queue import open_queue


def end_command(name: str, step: Callable[..., Queued], done: str, words: str) -> click.Command:
    """Return the command of that name; `step` is the method of `Review`, `words` are its help."""

    @click.command(name, help=words)
    @click.argument("announcements", metavar="ID…", nargs=-1, required=True)
    @click.option("--reason", default="", help="Why, for the history.")
    @click.pass_context
    def command(ctx: click.Context, announcements: tuple[str, ...], reason: str) -> None:
        with open_queue(ctx.obj.site) as queue:

            def end(one: str) -> None:
                ended = step(queue.review, one, actor=current_actor(), reason=reason)
                print_done(ctx.obj, ended, queue.zone, done)

            for_each(ctx, announcements, queue.search.named, end)

    return command
