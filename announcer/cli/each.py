"""Do the same with several announcements: one that fails does not stop the others."""

from collections.abc import Callable, Sequence

import click

from announcer.cli.app import App, complain, emit
from announcer.errors import EXIT_ITEM_FAILED, AnnouncerError


def for_each(ctx: click.Context, ids: Sequence[str], act: Callable[[str], None]) -> None:
    """Call `act` with each id; leave with the error's own code where there is one id, else 1 if any failed."""
    failed: list[AnnouncerError] = []
    for one in ids:
        try:
            act(one)
        except AnnouncerError as error:
            failed.append(error)
            tell_problem(ctx.obj, error)
    if failed:
        ctx.exit(failed[0].exit_code if len(ids) == 1 else EXIT_ITEM_FAILED)


def tell_problem(app: App, problem: AnnouncerError) -> None:
    """Tell an error, as JSON too where that is wished for."""
    if app.json:
        emit({"problem": str(problem), "hint": problem.hint})
    complain(problem)
