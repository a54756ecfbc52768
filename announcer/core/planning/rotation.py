"""Which announcement gets which slot: by priority, then the department whose last turn is longest ago, then age."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from announcer.core.planning.slots import PostingRules, Slot, is_free
from announcer.core.posting.queued import Waiting

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A slot and the announcement that gets it."""

    slot: Slot
    announcement: str


def assign(
    slots: Iterable[Slot],
    waiting: Collection[Waiting],
    *,
    taken: Collection[Slot],
    served: Mapping[str, datetime],
    rules: PostingRules,
) -> list[Assignment]:
    """Give the free slots, the earliest first, to those who wait.

    `served` is when each department had its latest slot. No announcement gets a slot before its embargo ends, after
    it expires or within the cool-down of its publication.
    """
    left = list(waiting)
    full = list(taken)
    last = dict(served)
    given: list[Assignment] = []
    for slot in slots:
        if not is_free(slot, full, rules):
            continue
        chosen = choose(slot.at, left, last, rules)
        if chosen is None:
            continue
        left.remove(chosen)
        full.append(slot)
        last[chosen.department] = slot.at
        given.append(Assignment(slot=slot, announcement=chosen.id))
    return given


def choose(
    at: datetime, waiting: Iterable[Waiting], served: Mapping[str, datetime], rules: PostingRules
) -> Waiting | None:
    """Return the announcement that should go out then, or None if none may."""
    fit = [item for item in waiting if may_go(item, at, rules)]
    return min(
        fit,
        key=lambda item: (-item.priority, served.get(item.department, _NEVER), item.approved_at, item.id),
        default=None,
    )


def may_go(item: Waiting, at: datetime, rules: PostingRules) -> bool:
    """Return whether nothing speaks against that time.

    Its embargo is over by then, it can no longer be taken back, it has not expired, and the cool-down is over.
    """
    return (
        (item.embargo_until is None or item.embargo_until <= at)
        and (item.undo_until is None or item.undo_until <= at)
        and (item.expires_at is None or item.expires_at > at)
        and (item.last_at is None or item.last_at + rules.cool_down <= at)
    )
