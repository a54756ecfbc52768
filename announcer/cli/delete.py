"""`announcer delete`: take a post down."""

import click

from announcer.cli.app import App
from announcer.cli.person import who
from announcer.cli.telling import tell
from announcer.core.posting.queued import Queued
from announcer.errors import WrongStateError
from announcer.wiring.site_queue import open_queue


@click.command("delete")
@click.argument("announcement", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(app: App, announcement: str, *, yes: bool) -> None:
    """Take a post down; it counts as posted still, and is not posted again."""
    with open_queue(app.site) as queue:
        queued = queue.store.get(announcement)
        remote_id, url = _receipt(queued)
        if not yes:
            click.confirm(f"Take down {url}?", abort=True, err=True)
        queue.channel(queued.channel).delete(remote_id)
        queue.store.note(queued, "delete", actor=who(), detail=url)
        queue.store.settle_retraction(queued, actor=who(), detail="the post was taken down")
        tell(app, queue, queued, "taken down")


def _receipt(queued: Queued) -> tuple[str, str]:
    if queued.receipt is None:
        raise WrongStateError(f"{queued.id}: it is {queued.state.value}, there is no post to take down")
    return queued.receipt.remote_id, queued.receipt.url
