"""`announcer posted`: record a post that somebody made by hand."""

import click

from announcer.cli.app import App
from announcer.cli.person import who
from announcer.cli.telling import tell
from announcer.wiring.site_queue import open_queue


@click.command("posted")
@click.argument("announcement", metavar="ID")
@click.option("--url", required=True, help="The post's address, such as https://x.com/you/status/123.")
@click.pass_obj
def command(app: App, announcement: str, url: str) -> None:
    """Record a post that was made by hand."""
    with open_queue(app.site) as queue:
        recorded = queue.review.record(announcement, url, actor=who())
        queue.clear_ready()
        tell(app, queue, recorded, "posted")
