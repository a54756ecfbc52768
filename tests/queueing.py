"""Announcements and workers for the queue: whole by default, so that a test names only what it is about."""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from announcer.core.posting.lifecycle import APPROVE, State
from announcer.core.posting.policies import PumpRules
from announcer.core.posting.queued import NewAnnouncement, NewPublication, Queued, ReadRecord
from announcer.ports.channels import Channel
from announcer.ports.store import Changes, PumpStore, Store
from announcer.services.posting.pump_worker import PumpWorker
from announcer.system.clock import Clock
from tests.fakes import START

TERMS_LEASE = timedelta(seconds=80)


def new(number: int = 1, **changes: Any) -> NewAnnouncement:
    """Return an announcement of the publication of that number; `publication` is its uid, `record` its JSON."""
    uid = changes.pop("publication", f"doi:10.5555/announcer.{number}")
    title = changes.get("title", f"Publication {number}")
    fields: dict[str, Any] = {
        "id": f"{number:08x}",
        "publication": new_publication(uid, title=title, record=changes.pop("record", "{}")),
        "channel": "x",
        "account": "iums",
        "language": "en",
        "title": f"Publication {number}",
        "slug": f"publication-{number}",
        "text": f"Publication {number}\nhttps://doi.org/10.5555/announcer.{number}",
        "link": f"https://doi.org/10.5555/announcer.{number}",
        "alt_text": "A card",
        "card": b"\x89PNG",
        "card_type": "image/png",
        "cost": 205_000,
    }
    return NewAnnouncement(**(fields | changes))


def new_publication(uid: str = "doi:10.5555/announcer.1", **changes: Any) -> NewPublication:
    """Return a publication to register, found by nothing unless a test says so; `original` is the text as read."""
    original = changes.pop("original", changes.get("record", "{}"))
    fields: dict[str, Any] = {
        "title": "Publication 1",
        "record": "{}",
        "source": "inbox/page.html",
        "read": ReadRecord(text=original),
    }
    return NewPublication(uid=uid, **(fields | changes))


def approved(store: Store, number: int = 1, *, due: datetime | None = None, **changes: Any) -> Queued:
    """Put an announcement into the queue and approve it; due at once unless a time is given."""
    added = new(number, **changes)
    assert store.add(added, state=State.IN_REVIEW, actor="editor")
    changed = approval(added.digest, store.now(), due=due)
    moved = store.move(store.get(added.id), APPROVE, actor="editor", changes=changed)
    assert moved
    return moved


def queued(**changes: Any) -> Queued:
    """Return an announcement as the queue would keep it; scheduled, and nothing ever went wrong."""
    names: dict[str, Any] = {field.name: _EMPTY.get(str(field.type)) for field in fields(Queued)}
    fitting: dict[str, Any] = {
        "id": "00000001",
        "channel": "x",
        "account": "iums",
        "title": "Publication 1",
        "state": State.SCHEDULED,
        "created_at": START,
        "updated_at": START,
    }
    return Queued(**(names | fitting | changes))


_EMPTY: dict[str, object] = {str(kind): kind() for kind in (str, int, bool)}
"""What is in a field of that type where nothing is."""


def approval(digest: str, now: datetime, *, due: datetime | None = None) -> Changes:
    """Return what an approval of that digest writes; due at once unless a time is given."""
    at = due or now
    return {"approved_by": "editor", "approved_digest": digest, "approved_at": now, "due_at": at, "slot_at": at}


def worker(
    store: PumpStore,
    channel: Channel,
    clock: Clock,
    *,
    rules: PumpRules,
    name: str = "worker-1",
    jitter: Callable[[], float] = lambda: 0.0,
) -> PumpWorker:
    """Return a worker that waits no longer than it must."""
    return PumpWorker(name=name, store=store, channel=channel, clock=clock, rules=rules, jitter=jitter)
