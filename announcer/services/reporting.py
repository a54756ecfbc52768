"""What went out in a time and what did not: the report of a week or a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from announcer.core.posting.history import STAYED_BEHIND, UNDO
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Event, Queued
from announcer.ports.store import Store

A_MOMENT = timedelta(seconds=1)
"""What is undone now is undone in the report, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPosted:
    """An announcement that did not go out, and the line of its history that says why."""

    queued: Queued
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingReport:
    """What went out from `start` up to but not including `end`, in order, and what did not."""

    start: datetime
    end: datetime
    posted: Sequence[Queued]
    not_posted: Sequence[NotPosted]


def posting_report(store: Store, start: datetime, end: datetime) -> PostingReport:
    """Return what went out in that time, and what then failed, was called off, came back or is in doubt still.

    What went out in the end, or goes out later as planned, did not stay behind; what was undone did not happen.
    """
    stood: dict[str, list[Event]] = {}
    for logged in store.events_between(start, max(end, store.now() + A_MOMENT), STAYED_BEHIND | {UNDO}):
        events, event = stood.setdefault(logged.event.announcement, []), logged.event
        if event.name != UNDO:
            events.append(event)
        elif events and events[-1].name == event.detail:
            events.pop()
    last = {one: [event for event in events if event.at < end] for one, events in stood.items()}
    behind = [NotPosted(queued=store.get(one), event=events[-1]) for one, events in last.items() if events]
    return PostingReport(
        start=start,
        end=end,
        posted=store.posted_between(start, end),
        not_posted=[one for one in behind if _stayed_behind(one.queued)],
    )


def _stayed_behind(queued: Queued) -> bool:
    return queued.state is not State.POSTED and (queued.state is not State.SCHEDULED or bool(queued.held))
