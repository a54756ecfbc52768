"""`announcer note`: tell colleagues something about an announcement."""

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App
from announcer.cli.output import print_done
from announcer.wiring.site_queue import open_queue


@click.command("note")
@click.argument("announcement", metavar="ID")
@click.argument("text")
@click.pass_obj
def command(app: App, announcement: str, text: str) -> None:
    """Write a note for colleagues into an announcement's history; `show` has it at the top."""
    with open_queue(app.site) as queue:
        noted = queue.review.note(queue.search.named(announcement), text, actor=current_actor())
        print_done(app, noted, queue.zone, "noted")
