"""`announcer resolve`: say what became of a post whose outcome is unknown."""

import click

from announcer.cli.app import App
from announcer.cli.person import who
from announcer.cli.telling import tell
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
            tell(app, queue, queue.review.record(announcement, url, actor=who()), "posted")
        else:
            tell(app, queue, queue.review.send_again(announcement, actor=who()), "goes out again")
