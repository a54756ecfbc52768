"""`announcer posted`: record a post that somebody made by hand."""

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App
from announcer.cli.output import print_done
from announcer.errors import UsageError
from announcer.wiring.site_queue import open_queue


@click.command("posted")
@click.argument("announcement", metavar="ID")
@click.option("--url", help="The post's address, such as https://x.com/you/status/123.")
@click.option("--address-later", is_flag=True, help="It is posted; the address comes later, with --url.")
@click.pass_obj
def command(app: App, announcement: str, url: str | None, *, address_later: bool) -> None:
    """Record a post that was made by hand."""
    if (url is None) != address_later:
        raise UsageError("say where it was posted", hint="give --url ADDRESS, or else --address-later")
    with open_queue(app.site) as queue:
        one, actor = queue.search.named(announcement), current_actor()
        if url is None:
            print_done(
                app, queue.review.say_posted(one, actor=actor), queue.zone, "posted; its address is still to come"
            )
        else:
            print_done(app, queue.review.record(one, url, actor=actor), queue.zone, "posted")
