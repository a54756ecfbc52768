"""`announcer resolve`: say what became of a post whose outcome is unknown."""

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App
from announcer.cli.output import print_done
from announcer.errors import UsageError
from announcer.wiring.site_queue import open_queue


@click.command("resolve")
@click.argument("announcement", metavar="ID")
@click.argument("answer", type=click.Choice(["posted", "send-again"]))
@click.option("--url", help="With `posted`: the post's address.")
@click.pass_obj
def command(app: App, announcement: str, answer: str, url: str | None) -> None:
    """Say what became of a post whose outcome is unknown.

    `posted --url …`: it is there. `send-again`: you looked at the account and it is not there.
    """
    if (answer == "posted") != bool(url):
        hint = f"'resolve {announcement} posted --url ADDRESS', or 'resolve {announcement} send-again'"
        raise UsageError("--url goes with 'posted', and 'posted' needs it", hint=hint)
    with open_queue(app.site) as queue:
        if url:
            recorded = queue.review.record(announcement, url, actor=current_actor())
            print_done(app, recorded, queue.zone, "posted")
        else:
            sent = queue.review.send_again(announcement, actor=current_actor())
            print_done(app, sent, queue.zone, "goes out again")
