"""How an announcement and a time are printed on a line."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from announcer.cli.app import App, echo, emit
from announcer.core.planning.jalali import jalali
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.core.publications.retraction_notices import RetractionData
from announcer.errors import ConfigurationError
from announcer.ports.store import Affected, Impact
from announcer.services.presenting import queued_json
from announcer.system.visible import visible

if TYPE_CHECKING:
    from announcer.wiring.site_queue import SiteQueue

TITLE_LENGTH = 80
_WAITS_FOR_PEOPLE = (State.IN_REVIEW, State.REJECTED, State.FAILED)
COLOURS = {State.UNKNOWN: "red", State.FAILED: "red", State.POSTED: "green", State.READY: "yellow"}


def moment(at: datetime, zone: ZoneInfo) -> str:
    """Return a time as the site's people say it, in both calendars."""
    local = at.astimezone(zone)
    return f"{local:%a %Y-%m-%d %H:%M} ({jalali(local.date())})"


def state_words(queued: Queued) -> str:
    """Return the state in words: `in review`, `held`, `waiting` (for a time), `posted, later retracted`."""
    if queued.taken_down_at:
        return "taken down"
    if queued.state is State.POSTED and queued.retraction:
        return f"posted, later {queued.retraction.partition(':')[0]}"
    if queued.state is State.SCHEDULED and queued.due_at is None and not queued.held:
        return "waiting"
    return "held" if queued.held else queued.state.value.replace("_", " ")


def when_words(queued: Queued, queue: "SiteQueue") -> str:
    """Return what comes next for an announcement: `goes out …`, `waits for a time: …`, or its state."""
    if queued.held:
        return f"held: {queued.held}"
    if queued.state is not State.SCHEDULED:
        return state_words(queued)
    if queued.due_at is None:
        return f"waits for a time: {_why_waits(queued, queue)}"
    if queued.due_at <= queue.store.now():
        return "goes out as soon as may be"
    return f"goes out {moment(queued.due_at, queue.zone)}"


def _why_waits(queued: Queued, queue: "SiteQueue") -> str:
    try:
        return queue.planner_of(queued).why_waits(queued)
    except ConfigurationError as error:  # the step was taken all the same
        return str(error)


def retraction_words(queued: Queued) -> str:
    """Return what has become of the paper and what a person can do about it; empty where nothing has."""
    return f"{queued.retraction}; {retraction_ways(queued)}" if queued.retraction else ""


def retraction_ways(queued: Queued) -> str:
    """Return what a person can do about an announcement whose paper was retracted."""
    if queued.state is State.POSTED:
        return f"'announcer delete {queued.id}' takes a post on X down; else 'resolve {queued.id} retraction-seen'"
    if queued.held:
        return f"'announcer cancel {queued.id}' calls it off, 'resume {queued.id}' lets it go out all the same"
    return "it is held should it come back to the queue"


def impact_words(affected: Affected) -> str:
    """Return what a changed record has meant for an announcement."""
    queued = affected.announcement
    match affected.impact:
        case Impact.RENEWED:
            return "made anew" + (f"; held: {queued.held}" if queued.held else "")
        case Impact.HELD:
            return f"held: {queued.held}"
        case Impact.PUBLIC:
            return f"is posted: {queued.retraction}; 'announcer status' says what to do"
    if queued.retraction and not queued.held:
        return retraction_words(queued)
    stays = "stays" if queued.state in _WAITS_FOR_PEOPLE else "goes on"
    return f"{'stays held' if queued.held else stays} as it is; its history has what changed"


def retractions_line(data: RetractionData, now: datetime) -> str:
    """Return how old the list of retractions is, on one line."""
    newest = f"newest of {data.newest}, {data.age(now).days} days ago" if data.newest else "none with a date"
    unfinished = "" if data.is_applied else "; reading it was interrupted"
    return f"Retraction data: {data.notices:,} notices, {newest}, read {data.read_at:%Y-%m-%d}{unfinished}"


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
