"""Do the same with several announcements: one that fails does not stop the others."""

from collections.abc import Callable, Sequence

import click

from announcer.cli.app import report
from announcer.errors import EXIT_ITEM_FAILED, AnnouncerError


def for_each(
    ctx: click.Context, ids: Sequence[str], named: Callable[[str], str], act: Callable[[str], None]
) -> None:
    """Call `act` with each id; exit with the error's own code where there is one id, else with 1 if any failed.

    `named` gives the id of what was typed, which may be its beginning.
    """
    failed: list[AnnouncerError] = []
    for one in ids:
        try:
            act(named(one))
        except AnnouncerError as error:
            failed.append(error)
            report(ctx.obj, error)
    if failed:
        ctx.exit(failed[0].exit_code if len(ids) == 1 else EXIT_ITEM_FAILED)
