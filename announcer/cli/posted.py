"""`announcer posted`: record a post that somebody made by hand."""

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App
from announcer.cli.output import print_done
from announcer.wiring.site_queue import open_queue


@click.command("posted")
@click.argument("announcement", metavar="ID")
@click.option("--url", required=True, help="The post's address, such as https://x.com/you/status/123.")
@click.pass_obj
def command(app: App, announcement: str, url: str) -> None:
    """Record a post that was made by hand."""
    with open_queue(app.site) as queue:
        recorded = queue.review.record(queue.search.named(announcement), url, actor=current_actor())
        print_done(app, recorded, queue.zone, "posted")
