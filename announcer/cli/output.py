"""How an announcement and a time are printed on a line."""

from datetime import datetime
from zoneinfo import ZoneInfo

import click

from announcer.cli.app import App, echo, emit
from announcer.core.planning.jalali import jalali
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.services.presenting import queued_json
from announcer.system.visible import visible

TITLE_LENGTH = 80
COLOURS = {State.UNKNOWN: "red", State.FAILED: "red", State.POSTED: "green", State.READY: "yellow"}


def moment(at: datetime, zone: ZoneInfo) -> str:
    """Return a time as the site's people say it, in both calendars."""
    local = at.astimezone(zone)
    return f"{local:%a %Y-%m-%d %H:%M} ({jalali(local.date())})"


def state_words(queued: Queued) -> str:
    """Return the state in words: `in review`, `held`, `posted, later retracted`."""
    if queued.state is State.POSTED and queued.retraction:
        return f"posted, later {queued.retraction.partition(':')[0]}"
    return "held" if queued.held else queued.state.value.replace("_", " ")


def retraction_words(queued: Queued) -> str:
    """Return what has become of the paper and what a person can do about it; empty where nothing has."""
    if not queued.retraction:
        return ""
    if queued.state is State.POSTED:
        ways = f"'announcer delete {queued.id}' takes a post on X down; else 'resolve {queued.id} retraction-seen'"
    elif queued.held:
        ways = f"'announcer cancel {queued.id}' calls it off, 'resume {queued.id}' lets it go out all the same"
    else:
        ways = "it is held should it come back to the queue"
    return f"{queued.retraction}; {ways}"


def queue_line(queued: Queued, zone: ZoneInfo) -> str:
    """Return one line about an announcement."""
    at = queued.posted_at or queued.due_at
    when = f"{at.astimezone(zone):%m-%d %H:%M}" if at else ""
    state = click.style(f"{state_words(queued):<10}", fg=COLOURS.get(queued.state))
    return f"{queued.id}  {state}  {when:<11}  {queued.language}  {short_title(queued.title)}"


def short_title(title: str) -> str:
    """Return the title on one line, cut where it would run over the line's end."""
    title = visible(title)
    return title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…"


def print_done(app: App, queued: Queued, zone: ZoneInfo, words: str) -> None:
    """Print what has just become of an announcement."""
    if app.json:
        emit({"done": words, **queued_json(queued, zone)})
    else:
        echo(f"{queued.id}  {words}  {short_title(queued.title)}")
