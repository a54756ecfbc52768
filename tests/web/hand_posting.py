"""Announcements that lie ready to be posted by hand, or have a time, for tests of pages."""

from pathlib import Path

from announcer.core.posting import lifecycle
from announcer.core.posting.queued import Queued
from announcer.ports.store import Changes, ClaimTerms
from announcer.wiring.site_queue import SiteQueue, open_queue
from tests.queueing import TERMS_LEASE

POST = "https://x.com/iums/status/42"


def lay_ready(site: Path, one: str) -> Queued:
    """Have an announcement approved, and laid out for people as the daemon does."""
    with open_queue(site) as queue:
        claimed = _claimed(queue, one)
        queue.by_hand().send(queue.store.post_of(claimed), None)
        ready = queue.store.move(claimed, lifecycle.HAND_OVER, actor="worker-1")
        assert ready
        return ready


def leave_in_doubt(site: Path, one: str) -> None:
    """Have an announcement approved and sent, without a clear answer."""
    with open_queue(site) as queue:
        queued, now = _claimed(queue, one), queue.store.now()
        marks: Changes = {"first_send_at": now, "send_started_at": now, "unknown_at": now}
        for move in (lifecycle.UPLOAD, lifecycle.SENDING, lifecycle.DOUBT):
            moved = queue.store.move(queued, move, actor="worker-1", changes=marks)
            assert moved
            queued = moved


def _claimed(queue: SiteQueue, one: str) -> Queued:
    queue.review.approve(one, actor="sara", at_once=True)
    channel, account = queue.accounts[0]
    claimed = queue.store.claim(ClaimTerms(channel=channel, account=account, worker="worker-1", lease=TERMS_LEASE))
    assert claimed
    assert claimed.id == one
    return claimed


def give_a_time(site: Path, one: str) -> Queued:
    """Have an announcement approved; it gets the next free posting time."""
    with open_queue(site) as queue:
        return queue.review.approve(one, actor="sara")


def stored(site: Path, one: str) -> Queued:
    """Return an announcement as it is stored."""
    with open_queue(site) as queue:
        return queue.store.get(one)


def folder(site: Path, one: str) -> Path:
    """Return where an announcement is laid out."""
    return site / "queue" / "ready" / one
