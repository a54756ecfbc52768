"""One posting process of the torture: opens the store, pumps until all is settled, dies where it is asked to.

`begin` takes a `Job` as JSON, in a process of its own (see `nursery.py`); that ends with 0 when nothing is left.
"""

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from announcer.channels.x.channel import XChannel
from announcer.channels.x.keys import OAuth1Keys, StaticKeys
from announcer.channels.x.settings import XSettings
from announcer.channels.x.transport import Transport
from announcer.core.posting.backoff import LookupRules
from announcer.core.posting.lifecycle import LEASED, Move, State
from announcer.core.posting.policies import PumpRules, UnknownPolicy
from announcer.core.posting.queued import Queued
from announcer.core.posts.post import Media, Post, Receipt
from announcer.errors import IntermediaryError, OutcomeUnknownError, PostDelayedError
from announcer.ports.channels import Channel
from announcer.services.posting.crash_points import point
from announcer.services.posting.pump import Pump
from announcer.services.posting.pump_worker import PumpWorker
from announcer.services.posting.reconciling import Reconciler
from announcer.store.opening import SqlStore, open_postgres, open_sqlite
from tests.fakex_faults import PID_HEADER
from tests.fakex_world import SECRETS, USERNAME

T = TypeVar("T")
SHORT = timedelta(milliseconds=500)
MOMENT = timedelta(milliseconds=150)
LOOKUP = LookupRules(waits=(MOMENT,), ends_after=timedelta(seconds=2.5), misses=3, spread=2 * MOMENT)
LIFE = 12.0
STOPPED, UNSETTLED = 0, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a worker is to do. `baseline` is empty, or names a design that must double: see `runs.BASELINES`."""

    kind: str
    place: str
    url: str
    name: str
    policy: UnknownPolicy = UnknownPolicy.STRICT
    baseline: str = ""
    by_hand: str = ""


class RealClock:
    """The system's clock."""

    def now(self) -> datetime:
        """Return the time of day."""
        return datetime.now(UTC)  # noqa: TID251 (this is a whole program, with a clock of its own)

    def monotonic(self) -> float:
        """Return seconds that never jump."""
        return time.monotonic()


class Impatient:
    """The channel to X, in a hurry: what it would wait for minutes it waits for a moment."""

    hands_over = False

    def __init__(self, inner: Channel) -> None:
        self._inner = inner
        self.name, self.account = inner.name, inner.account
        self.upload_deadline, self.send_deadline = inner.upload_deadline, inner.send_deadline

    def upload(self, post: Post) -> Media | None:
        """Upload."""
        return self._hurried(lambda: self._inner.upload(post))

    def send(self, post: Post, media: Media | None) -> Receipt:
        """Send once."""
        return self._hurried(lambda: self._inner.send(post, media))

    def find(self, post: Post, since: datetime) -> Receipt | None:
        """Look it up."""
        return self._inner.find(post, since)

    def delete(self, remote_id: str) -> None:
        """Take it down."""
        self._inner.delete(remote_id)

    def keys_digest(self) -> str:
        """Tell the keys from others."""
        return self._inner.keys_digest()

    def probe(self) -> None:
        """Ask."""
        self._inner.probe()

    def _hurried(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except IntermediaryError as error:
            raise IntermediaryError(self.name, error.problem, wait=MOMENT, reason=error.reason) from error
        except PostDelayedError as error:
            raise PostDelayedError(self.name, error.problem, wait=MOMENT, by_another=error.by_another) from error


class Retrying(Impatient):
    """A baseline: sends up to three times in place, as a client with a retry decorator does."""

    def send(self, post: Post, media: Media | None) -> Receipt:
        """Send until it seems to have worked."""
        for _ in range(2):
            try:
                return super().send(post, media)
            except OutcomeUnknownError:
                continue
        try:
            return super().send(post, media)
        except OutcomeUnknownError as error:
            raise PostDelayedError(self.name, str(error), wait=MOMENT) from error


class Requeueing(Pump):
    """A baseline: whatever has no answer goes back to the queue, as at-least-once queues do."""

    def __init__(self, worker: PumpWorker) -> None:
        super().__init__(worker)
        self._reconciler = RequeueingReconciler(worker)

    def _doubt(self, queued: Queued, error: Exception) -> None:
        requeue(self._worker, queued, str(error))


class RequeueingReconciler(Reconciler):
    """The same for what a stopped worker left."""

    def _orphan(self, queued: Queued) -> None:
        requeue(self._worker, queued, "lease ended")


def requeue(worker: PumpWorker, queued: Queued, detail: str) -> None:
    """Put an announcement of unknown outcome back into the queue, which the program itself never does."""
    move = Move(name="requeue", sources=LEASED, target=State.SCHEDULED)
    worker.move(queued, move, detail, changes={"due_at": worker.store.now()})


class ByHand(Impatient):
    """A channel that lays posts out in a folder for people."""

    hands_over = True

    def __init__(self, inner: Channel, folder: Path) -> None:
        super().__init__(inner)
        self._folder = folder

    def send(self, post: Post, media: Media | None) -> Receipt:
        """Lay it out."""
        del media
        unfinished = self._folder / f".{post.id}.{os.getpid()}"
        unfinished.write_text(post.text, "utf-8")
        unfinished.replace(self._folder / post.id)
        return Receipt(remote_id=post.id, url=f"file:///{post.id}")


def open_store(job: Job) -> SqlStore:
    """Open the job's store with the crash points around its commits."""
    if job.kind == "sqlite":
        return open_sqlite(Path(job.place), clock=RealClock(), checkpoint=point)
    return open_postgres(job.place, checkpoint=point)


def open_channel(job: Job) -> Channel:
    """Open the channel to the fake X, with short deadlines."""
    clock = RealClock()
    channel = XChannel(
        XSettings(account=USERNAME, api_url=job.url, upload_deadline=SHORT, send_deadline=SHORT),
        keys=StaticKeys(OAuth1Keys(**{name: getattr(SECRETS, name) for name in SECRETS.__slots__})),
        clock=clock,
        transport=Transport(clock=clock.monotonic, headers={PID_HEADER: str(os.getpid())}),
    )
    if job.by_hand:
        return ByHand(channel, Path(job.by_hand))
    return Retrying(channel) if job.baseline == "retry" else Impatient(channel)


def is_settled(store: SqlStore) -> bool:
    """Return whether nothing is left that the program does by itself."""
    counts = store.overview([]).counts
    if any(counts.get(state) for state in (State.SCHEDULED, *LEASED)):
        return False
    return all(queued.check_at is None for queued in store.listing([State.UNKNOWN]))


def work(job: Job) -> int:
    """Pump until all is settled, or life is over."""
    store = open_store(job)
    rules = PumpRules(policy=job.policy, min_gap=timedelta(0), lease_margin=SHORT, lookup=LOOKUP)
    worker = PumpWorker(
        name=job.name,
        store=store,
        channel=open_channel(job),
        clock=RealClock(),
        rules=rules,
        jitter=lambda: 0.001,
    )
    pump = Requeueing(worker) if job.baseline == "requeue" else Pump(worker)
    end = time.monotonic() + LIFE
    while time.monotonic() < end:
        if pump.pump() is None:
            if is_settled(store):
                return STOPPED
            time.sleep(0.12)  # noqa: TID251 (this is a whole program)
    return UNSETTLED


def begin(job: str) -> int:
    """Do the job that the JSON describes; return the exit code."""
    words = json.loads(job)
    return work(Job(**{**words, "policy": UnknownPolicy(words.get("policy", "strict"))}))
