"""The line of announcements that wait for a decision, in the order in which they are shown."""

from collections.abc import Sequence

from announcer.services.review.reviewing import CHANGES_WANTED
from announcer.web.visit import Visit

LONGEST = 300
"""So many are in the line at a time; others come up as these are decided."""


def waiting_ids(visit: Visit) -> list[str]:
    """Return the ids of what waits for a decision: the newest first, those of one paper together.

    What changes are wanted for is left out: it waits for an editor.
    """
    papers: dict[str, list[str]] = {}
    for each in visit.queue.store.line(LONGEST):
        if not each.held.startswith(CHANGES_WANTED):
            papers.setdefault(each.publication, []).append(each.id)
    return [one for paper in papers.values() for one in paper]


def neighbours(ids: Sequence[str], one: str) -> tuple[str, str]:
    """Return the ids before and after that one; empty where there is none."""
    if one not in ids:
        return "", next((each for each in ids if each != one), "")
    at = ids.index(one)
    return (ids[at - 1] if at else ""), (ids[at + 1] if at + 1 < len(ids) else "")
