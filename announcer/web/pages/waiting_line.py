"""The line of announcements that wait for a decision, in the order in which they are shown."""

from collections.abc import Sequence

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.services.review.reviewing import CHANGES_WANTED
from announcer.web.visit import Visit

LONGEST = 300
"""So many are in the line at a time; others come up as these are decided."""


def waiting(visit: Visit) -> list[Queued]:
    """Return what waits for a decision: the newest first, those of one paper together, no one else's homework."""
    found = visit.queue.store.listing([State.IN_REVIEW], limit=LONGEST)
    papers: dict[str, list[Queued]] = {}
    for queued in found:
        if not queued.held.startswith(CHANGES_WANTED):
            papers.setdefault(queued.publication, []).append(queued)
    return [queued for paper in papers.values() for queued in paper]


def waiting_ids(visit: Visit) -> list[str]:
    """Return the ids of what waits for a decision, in order."""
    return [queued.id for queued in waiting(visit)]


def neighbours(ids: Sequence[str], one: str) -> tuple[str, str]:
    """Return the ids before and after that one; empty where there is none."""
    if one not in ids:
        return "", next((each for each in ids if each != one), "")
    at = ids.index(one)
    return (ids[at - 1] if at else ""), (ids[at + 1] if at + 1 < len(ids) else "")
