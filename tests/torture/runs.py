"""One run of the torture: two announcements, workers that die, a server that lies, and the count afterwards."""

import json
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from announcer.core.posting import lifecycle
from announcer.core.posting.lifecycle import LEASED, State
from announcer.core.posting.policies import UnknownPolicy
from announcer.ports.store import Changes
from announcer.services.posting.crash_points import VARIABLE
from announcer.store.opening import SqlStore
from tests.databases import Databases
from tests.fakes import START
from tests.fakex import FakeX
from tests.fakex_world import USERNAME, FakePost
from tests.queueing import approved
from tests.torture import nursery
from tests.torture.points import SERVER, Setting, setting_of
from tests.torture.worker import Job, RealClock

POSTS = 2
RUN_SECONDS = 120.0
"""How long a run may last: on a busy machine many time-outs come before the last answer."""
FOREVER = 600.0
"""Seconds of lag that no run lives to see the end of, so that no look at the timeline ever finds a post."""
SPOILT = {
    "poisoned": Changes(attempts=99),
    "changed": Changes(approved_digest="0" * 64),
    "restored": Changes(maybe_posted_at=START),
}
ASKS_A_PERSON = (State.UNKNOWN, State.FAILED, State.IN_REVIEW, State.READY, State.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What happens in a run. `read_lag` is for how many seconds X's timeline does not show a new post."""

    point: str
    fault: str
    daemons: int
    policy: UnknownPolicy = UnknownPolicy.STRICT
    duplicate_rule: bool = False
    read_lag: float = 0.0
    baseline: str = ""


@dataclass(slots=True, kw_only=True)
class Tally:
    """What came of a run, or of many; `waiting` are those that wait for a person, `violations` of X's own rules."""

    runs: int = 0
    posts: int = 0
    kills: int = 0
    doubled: int = 0
    lost: int = 0
    waiting: int = 0
    waiting_public: int = 0
    wrong: int = 0
    violations: int = 0
    reached: set[str] = field(default_factory=set)

    def add(self, other: "Tally") -> None:
        """Add another run's."""
        for name, value in asdict(other).items():
            if name == "reached":
                self.reached |= other.reached
            else:
                setattr(self, name, getattr(self, name) + value)

    @property
    def is_clean(self) -> bool:
        """Whether nothing went wrong that must not."""
        return not (self.doubled or self.lost or self.wrong or self.violations)


BASELINES = {
    "retry": Case(point="none", fault="none", daemons=1, baseline="retry"),
    "requeue": Case(point="none", fault="none", daemons=1, baseline="requeue"),
    "resend on trust": Case(
        point="none",
        fault="none",
        daemons=1,
        policy=UnknownPolicy.RESEND,
        read_lag=FOREVER,
        baseline="resend on trust",
    ),
}
"""What must double: two ordinary designs, and `resend` while X neither shows its posts nor refuses a copy."""


class Run:
    """Carries one case out, on an empty database and a fake X of its own."""

    def __init__(self, case: Case, databases: Databases, x: FakeX, folder: Path) -> None:
        self.case = case
        self.databases = databases
        self.x = x
        self.folder = folder
        self.kills = 0
        self.setting: Setting = setting_of(case.point)
        self.reached = case.point == "none"

    def go(self) -> Tally:
        """Carry it out and count."""
        store = self.databases.open(RealClock())
        self.prepare(store)
        self.arm()
        with self._prelude(store) as zombie:
            workers = [self.start("A", self._crash())] + [self.start("B", "") for _ in range(self.case.daemons - 1)]
            self.finish(workers, store)
        if zombie:
            self.await_end(zombie)
            self.finish([], store)
        return self.count(store)

    def prepare(self, store: SqlStore) -> None:
        """Put the announcements into the queue, due at once."""
        past = store.now() - timedelta(seconds=1)
        for number in range(1, POSTS + 1):
            special = self.setting.make if number == 1 else ""
            expires = past if special == "expired" else None
            due = past - timedelta(days=3) if special == "overdue" else past
            queued = approved(store, number, due=due, account=USERNAME, expires_at=expires)
            if special in SPOILT:
                assert store.move(queued, lifecycle.PLAN, actor="torture", changes=SPOILT[special])

    def arm(self) -> None:
        """Tell the fake X what to do wrong."""
        self.x.control({"reset": True, "duplicate_rule": self.case.duplicate_rule, "read_lag": self.case.read_lag})
        if self.setting.fault:
            self.x.arm("create", self.setting.fault)
        if self.case.point in SERVER:
            self.x.arm(SERVER[self.case.point], self.case.point.rpartition(".")[2])
        if self.case.fault != "none":
            self.x.arm("create", self.case.fault)

    @contextmanager
    def _prelude(self, store: SqlStore) -> Iterator[nursery.Worker | None]:
        """Let a first worker leave work behind; a stopped one goes on at the end, as a zombie."""
        if not self.setting.prelude:
            yield None
            return
        if not self.setting.prelude.startswith("STOP:"):
            self.await_end(self.start("Z", self.setting.prelude))
            yield None
            return
        zombie = self.start("Z", f"{self.setting.prelude},{self._crash()}")
        self.wait_until_stopped(zombie)
        yield self._wake(zombie, store)

    def _wake(self, zombie: nursery.Worker, store: SqlStore) -> nursery.Worker:
        """Take the stopped worker's lease away, as a sweep would, and let it go on."""
        for queued in store.listing([State.SENDING]):
            changes = Changes(unknown_at=store.now(), check_at=store.now() + timedelta(seconds=2))
            store.move(queued, lifecycle.ORPHAN, actor="torture", changes=changes)
        zombie.send_signal(signal.SIGCONT)
        return zombie

    def wait_until_stopped(self, process: nursery.Worker) -> None:
        """Return once the worker has been stopped (not killed), or has ended."""
        end = time.monotonic() + RUN_SECONDS
        while time.monotonic() < end and process.poll() is None:
            with suppress(OSError):
                if Path(f"/proc/{process.pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] == "T":
                    return
            time.sleep(0.01)  # noqa: TID251 (another process's doing)

    def _crash(self) -> str:
        return "" if self.case.point == "none" or self.case.point in SERVER else self.case.point

    def start(self, name: str, crash: str) -> nursery.Worker:
        """Start a worker that is stopped at that point, or at none."""
        resend = UnknownPolicy.RESEND if self.setting.resend else self.case.policy
        job = Job(
            kind=self.databases.kind,
            place=self.databases.place,
            url=self.x.url,
            name=name,
            policy=resend,
            baseline=self.case.baseline,
            by_hand=str(self.folder) if self.setting.make == "by-hand" else "",
        )
        return nursery.start(json.dumps(asdict(job)), {VARIABLE: crash} if crash else {})

    def await_end(self, process: nursery.Worker) -> int:
        """Wait for a worker's end and return its code."""
        code = process.wait(timeout=RUN_SECONDS)
        if code == -signal.SIGKILL:
            self.kills += 1
        return code

    def finish(self, workers: list[nursery.Worker], store: SqlStore) -> None:
        """Wait for the workers; as long as work is left, start another."""
        end = time.monotonic() + RUN_SECONDS
        codes = [self.await_end(worker) for worker in workers]
        while time.monotonic() < end and (not codes or any(codes)) and self._is_open(store):
            codes = [self.await_end(self.start("R", ""))]

    def _is_open(self, store: SqlStore) -> bool:
        return bool(store.listing([State.SCHEDULED, *LEASED])) or any(
            queued.check_at for queued in store.listing([State.UNKNOWN])
        )

    def count(self, store: SqlStore) -> Tally:
        """Hold the queue against what is public."""
        posts: list[FakePost] = list(self.x.world.posts)
        live = Counter(post.text for post in posts)
        texts = {post.id: post.text for post in posts}
        tally = Tally(runs=1, posts=POSTS, kills=self.kills, violations=len(self.x.world.violations))
        tally.doubled = sum(number > 1 for number in live.values())
        if self.kills > bool(self.setting.prelude and not self.setting.prelude.startswith("STOP:")):
            tally.reached.add(self.case.point)
        for queued in store.listing():
            if queued.state is State.POSTED:
                tally.lost += not live[queued.text]
                tally.wrong += not queued.receipt or texts.get(queued.receipt.remote_id) != queued.text
            elif queued.state in ASKS_A_PERSON:
                tally.waiting += 1
                tally.waiting_public += bool(live[queued.text])
            else:
                tally.lost += 1
        return tally


def policy_of(case: Case, policy: UnknownPolicy, *, lag: bool = False) -> Case:
    """Return the case under a policy, with or without lag, and with the rule of X that a second sending counts on.

    With neither that rule nor a timeline that shows its posts, `resend` doubles: the docs say so.
    """
    relies = policy is UnknownPolicy.RESEND or (lag and setting_of(case.point).resend)
    return replace(case, policy=policy, duplicate_rule=relies, read_lag=FOREVER if lag else 0.0)
