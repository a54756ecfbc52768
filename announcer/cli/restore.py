"""`announcer restore`: fill an empty store from a backup."""

from pathlib import Path

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App, echo, emit
from announcer.cli.output import moment, short_title
from announcer.core.posting.queued import Queued
from announcer.core.text.plurals import counted
from announcer.services.backups import Restored, restore_backup
from announcer.wiring.site_queue import SiteQueue, open_queue

LISTED = 50


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_obj
def command(app: App, file: Path) -> None:
    """Fill an empty queue from a backup; nothing is posted until you say so."""
    with open_queue(app.site) as queue, queue.alone():
        restored = restore_backup(
            queue.store, file, accounts=queue.accounts, actor=current_actor(), clock=queue.clock
        )
        if app.json:
            emit(_json(queue, file, restored))
        else:
            _print(queue, file, restored)


def _json(queue: SiteQueue, file: Path, restored: Restored) -> dict[str, object]:
    return {
        "restored": str(file),
        "paused": [{"channel": channel, "account": account} for channel, account in restored.paused],
        "would_post": [
            {
                "id": one.id,
                "title": one.title,
                "channel": one.channel,
                "state": one.state.value,
                "due_at": queue.local(one.due_at).isoformat() if one.due_at else None,
            }
            for one in restored.pending
        ],
    }


def _print(queue: SiteQueue, file: Path, restored: Restored) -> None:
    echo(f"The queue is as it was in {file}. What was posted after that copy was made is not in it.\n")
    if restored.pending:
        echo(f"The copy would post {counted(len(restored.pending), 'announcement')}:")
    for one in restored.pending[:LISTED]:
        echo(f"  {_when(queue, one)}  {one.id}  {one.channel}  {short_title(one.title)}")
    if len(restored.pending) > LISTED:
        echo(f"  and {len(restored.pending) - LISTED} more: announcer queue --state scheduled")
    names = [channel for channel, _ in queue.accounts]
    echo(f"Nothing is posted yet: {', '.join(names)} paused.")
    echo("  1. See that no other daemon is at work on this queue, or on the one that this takes the place of.")
    echo("  2. Look at the account. For what is public already: announcer posted ID --url ADDRESS. What you")
    echo("     leave is looked up on X before it is sent; what people post by hand only you can look up.")
    echo(f"  3. announcer resume {' '.join(names)}, then start the daemon.")


def _when(queue: SiteQueue, one: Queued) -> str:
    return moment(one.due_at, queue.zone) if one.due_at else one.state.value.replace("_", " ")
