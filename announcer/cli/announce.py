"""`announcer announce`: bring registered publications into the queue."""

import click

from announcer.cli.actor import current_actor
from announcer.cli.add import print_added
from announcer.cli.for_each import for_each
from announcer.errors import EXIT_ITEM_FAILED
from announcer.services.catalogue.cataloguing import AddOptions
from announcer.services.planning import embargo_end
from announcer.wiring.site_queue import open_queue


@click.command("announce")
@click.argument("publications", metavar="NAME…", nargs=-1, required=True)
@click.option("--priority", type=click.IntRange(-100, 100), default=0, help="Higher goes out first.")
@click.option("--embargo", help="Not before then, such as '2026-11-30 00:01 America/New_York'.")
@click.option("--expires", help="Not after then, written in the same way.")
@click.pass_context
def command(
    ctx: click.Context, *, publications: tuple[str, ...], priority: int, embargo: str | None, expires: str | None
) -> None:
    """Announce publications that were only registered, as one from the shortlist.

    A NAME is what the shortlist begins a line with, or a DOI or PMID. What is announced already stays as it is.
    """
    options = AddOptions(
        priority=priority,
        embargo_until=embargo_end(embargo) if embargo else None,
        expires_at=embargo_end(expires) if expires else None,
    )
    failed: list[bool] = []
    with open_queue(ctx.obj.site) as queue:
        shortlisting = queue.catalogue.shortlisting

        def announce(name: str) -> None:
            received = shortlisting.announce(name, options, actor=current_actor())
            failed.append(print_added(ctx.obj, received))

        for_each(ctx, publications, shortlisting.named, announce)
    if any(failed):
        ctx.exit(EXIT_ITEM_FAILED)
