"""Approve all that waits for review and has no findings, and say of the rest why it was passed over."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from announcer.core.findings import Level
from announcer.core.planning.slots import Slot
from announcer.core.posting.queued import Queued
from announcer.core.posts.announcement import Announcement
from announcer.errors import AnnouncerError, StoreUnusableError, UsageError
from announcer.ports.store import Store
from announcer.services.planning import Planner
from announcer.services.review.redrafting import Redrafting, Watch
from announcer.services.review.reviewing import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """An announcement that was not approved, and why."""

    queued: Queued
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkApproval:
    """Approves many announcements, each as it was looked at, in a transaction of its own.

    Args:
        store: The queue.
        review: Approves one.
        redrafting: Tells an announcement's findings.
        planner_of: Gives the planner of the account that an announcement is for.
        today: Gives the day that it now is where the site is.
    """

    store: Store
    review: Review
    redrafting: Redrafting
    planner_of: Callable[[Queued], Planner]
    today: Callable[[], date]

    def approve_all(
        self, *, actor: str, until: date | None = None, watch: Watch = iter
    ) -> Iterator[Queued | PassedOver]:
        """Approve what is in review and has no findings, the oldest first; yield what became of each announcement.

        With `until`, only as many are approved as have a free posting time up to that day, which they get; the rest
        stays in review.

        Raises:
            UsageError: that day is over.
        """
        if until and until < self.today():
            raise UsageError(f"{until} is over", hint="name a day to come")
        waiting = sorted(self.redrafting.waiting(), key=lambda queued: (queued.created_at, queued.id))
        clean: list[Queued] = []
        for queued, made in zip(watch(waiting), self.redrafting.redrafted(waiting), strict=True):
            reason = _reason(queued, made)
            if reason:
                yield PassedOver(queued=queued, reason=reason)
            else:
                clean.append(queued)
        for group in _by_account(clean):
            planner = self.planner_of(group[0])
            yield from self._up_to(until, group, planner, actor) if until else self._all(group, planner, actor)

    def _up_to(
        self, until: date, group: Sequence[Queued], planner: Planner, actor: str
    ) -> Iterator[Queued | PassedOver]:
        planner.plan()  # who was approved before has the first choice
        slots = {each.announcement: each.slot for each in planner.plan_until(until, group)}
        for queued in group:
            slot = slots.get(queued.id)
            if slot is None:
                yield PassedOver(queued=queued, reason=f"there is no free posting time for it up to {until}")
            else:
                yield self._approve(queued, slot, actor)

    def _all(self, group: Sequence[Queued], planner: Planner, actor: str) -> Iterator[Queued | PassedOver]:
        done = [self._approve(queued, None, actor) for queued in group]
        planner.plan()
        yield from (self.store.get(each.id) if isinstance(each, Queued) else each for each in done)

    def _approve(self, queued: Queued, slot: Slot | None, actor: str) -> Queued | PassedOver:
        try:
            return self.review.approve_for(queued, slot, actor=actor)
        except StoreUnusableError:
            raise  # no other would fare better
        except AnnouncerError as error:
            return PassedOver(queued=queued, reason=str(error))


def _reason(queued: Queued, made: Announcement | AnnouncerError) -> str:
    """Return why nobody should approve it without a look; empty where nothing speaks against it."""
    if queued.held:
        return f"it is held: {queued.held}"
    if isinstance(made, AnnouncerError):
        return str(made)
    found = [finding.message for finding in made.findings if finding.level is not Level.NOTE]
    if made.publication.note:
        found.append(f"its record has a note for editors: {made.publication.note}")
    if not queued.card_digest:
        found.append("it has no card")
    return "; ".join(dict.fromkeys(found))


def _by_account(announcements: Sequence[Queued]) -> list[list[Queued]]:
    groups: dict[tuple[str, str], list[Queued]] = {}
    for queued in announcements:
        groups.setdefault((queued.channel, queued.account), []).append(queued)
    return list(groups.values())
