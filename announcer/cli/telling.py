"""How an announcement and a time are told on a line, and as JSON."""

from datetime import datetime

import click

from announcer.cli.app import App, emit
from announcer.core.planning.jalali import jalali
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.wiring.site_queue import SiteQueue

TITLE_LENGTH = 80
COLOURS = {State.UNKNOWN: "red", State.FAILED: "red", State.POSTED: "green", State.READY: "yellow"}


def moment(queue: SiteQueue, at: datetime) -> str:
    """Return a time as the site's people say it, in both calendars."""
    local = queue.local(at)
    return f"{local:%a %Y-%m-%d %H:%M} ({jalali(local.date())})"


def state(queued: Queued) -> str:
    """Return the state in words: `in review`, `held`, `posted, later retracted`."""
    if queued.state is State.POSTED and queued.retraction:
        return f"posted, later {queued.retraction.partition(':')[0]}"
    return "held" if queued.held else queued.state.value.replace("_", " ")


def retraction(queued: Queued) -> str:
    """Return what has become of the paper and what a person can do about it; empty where nothing asks for that."""
    if not queued.retraction:
        return ""
    if queued.state is State.POSTED:
        ways = f"'announcer delete {queued.id}' takes a post on X down; else 'resolve {queued.id} retraction-seen'"
    elif queued.held:
        ways = f"'announcer cancel {queued.id}' calls it off, 'resume {queued.id}' lets it go out all the same"
    else:
        ways = "it is held should it come back to the queue"
    return f"{queued.retraction}; {ways}"


def line(queue: SiteQueue, queued: Queued) -> str:
    """Return one line about an announcement."""
    at = queued.posted_at or queued.due_at
    when = f"{queue.local(at):%m-%d %H:%M}" if at else ""
    shown = click.style(f"{state(queued):<10}", fg=COLOURS.get(queued.state))
    return f"{queued.id}  {shown}  {when:<11}  {queued.language}  {short(queued.title)}"


def short(title: str) -> str:
    """Return the title, cut where it would run over the line's end."""
    return title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…"


def record(queue: SiteQueue, queued: Queued) -> dict[str, object]:
    """Return what scripts are told of an announcement; times are ISO 8601 in the site's zone."""
    times = {
        name: queue.local(at).isoformat(timespec="seconds") if at else None
        for name, at in {
            "due_at": queued.due_at,
            "posted_at": queued.posted_at,
            "created_at": queued.created_at,
            "updated_at": queued.updated_at,
        }.items()
    }
    return {
        "id": queued.id,
        "state": queued.state.value,
        "held": queued.held,
        "retraction": queued.retraction,
        "channel": queued.channel,
        "account": queued.account,
        "language": queued.language,
        "title": queued.title,
        "publication": queued.publication,
        "digest": queued.digest,
        "approved_by": queued.approved_by,
        **times,
        "url": queued.receipt.url if queued.receipt else "",
    }


def tell(app: App, queue: SiteQueue, queued: Queued, words: str) -> None:
    """Tell what has just become of an announcement."""
    if app.json:
        emit({"done": words, **record(queue, queued)})
    else:
        click.echo(f"{queued.id}  {words}  {short(queued.title)}")
