"""`announcer delete`: take a post down."""

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App
from announcer.cli.output import print_done
from announcer.services.accounts import post_to_take_down
from announcer.wiring.site_queue import open_queue


@click.command("delete")
@click.argument("announcement", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(app: App, announcement: str, *, yes: bool) -> None:
    """Take a post down; it counts as posted still, and is not posted again."""
    with open_queue(app.site) as queue:
        announcement = queue.search.named(announcement)
        receipt = post_to_take_down(queue.store.get(announcement))
        if not yes:
            click.confirm(f"Take down {receipt.url or announcement}?", abort=True, err=True)
        queued = queue.account_control.take_down(announcement, actor=current_actor())
        print_done(app, queued, queue.zone, "taken down")
