"""`announcer resolve`: say what became of a post whose outcome is unknown, or that a retraction was seen."""

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App
from announcer.cli.output import print_done
from announcer.errors import UsageError
from announcer.services.catalogue.updating import settle_retraction
from announcer.wiring.site_queue import open_queue


@click.command("resolve")
@click.argument("announcement", metavar="ID")
@click.argument("answer", type=click.Choice(["posted", "send-again", "retraction-seen"]))
@click.option("--url", help="With `posted`: the post's address.")
@click.pass_obj
def command(app: App, announcement: str, answer: str, url: str | None) -> None:
    """Say what became of a post whose outcome is unknown, or that a retraction was seen.

    `posted --url …`: it is there. `send-again`: you looked at the account and it is not there. `retraction-seen`:
    the paper of a post was retracted, and the post may stay.
    """
    if (answer == "posted") != bool(url):
        hint = f"'resolve {announcement} posted --url ADDRESS', or 'resolve {announcement} send-again'"
        raise UsageError("--url goes with 'posted', and 'posted' needs it", hint=hint)
    with open_queue(app.site) as queue:
        announcement = queue.search.named(announcement)
        if answer == "retraction-seen":
            seen = settle_retraction(queue.store, announcement, actor=current_actor())
            print_done(app, seen, queue.zone, "stays posted")
        elif url:
            recorded = queue.review.record(announcement, url, actor=current_actor())
            print_done(app, recorded, queue.zone, "posted")
        else:
            sent = queue.review.send_again(announcement, actor=current_actor())
            print_done(app, sent, queue.zone, "goes out again")
