"""A month of a site's life, with one fault in a hundred calls: everything is accounted for at its end."""

import os
import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from announcer.channels.registry import rules_of
from announcer.core.planning.caps import budgets_at
from announcer.core.planning.slots import PostingRules
from announcer.core.planning.weekly import parse_days, parse_slot
from announcer.core.posting.lifecycle import SETTLED, State
from announcer.core.posting.policies import Approval, PumpRules
from announcer.errors import ChannelError, OutcomeUnknownError, PostDelayedError, PostRefusedError
from announcer.services.planning import Planner
from announcer.services.posting.pump import Pump
from announcer.services.review.reviewing import Review, ReviewRules
from announcer.store.opening import open_sqlite
from tests.fakes import FakeChannel, FakeClock, after, before
from tests.queueing import new, worker

RULES = PostingRules(
    zone=ZoneInfo("Asia/Tehran"),
    slots=tuple(parse_slot(f"Sat-Wed {hour:02}:30") for hour in range(8, 20, 2)),
    weekend=parse_days("Thu-Fri"),
)
TICK = timedelta(minutes=5)
FAULTS = [
    before(OutcomeUnknownError("x", "no answer")),
    after(OutcomeUnknownError("x", "no answer")),
    before(PostDelayedError("x", "busy", wait=timedelta(minutes=10))),
    before(PostRefusedError("x", "too long")),
    before(KeyboardInterrupt()),  # type: ignore[arg-type]
    after(KeyboardInterrupt()),  # type: ignore[arg-type]
    before(ChannelError("x", "odd")),
]
Faults = list[Callable[[Callable[[], object]], object]]


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0


def megabytes() -> float:
    """Return the memory this process has in use, 0 where the system does not tell."""
    told = Path("/proc/self/statm")
    return int(told.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6 if told.exists() else 0


@pytest.mark.slow
def test_a_month_with_faults_ends_with_everything_accounted_for(tmp_path: Path) -> None:
    dice = random.Random(20261123)  # noqa: S311 (a month that is the same every time)
    clock = FakeClock()
    store = open_sqlite(tmp_path / "announcer.db", clock=clock)
    channel = FakeChannel(clock=clock)
    review = Review(store, ReviewRules(approval=Approval.AUTOMATIC), rules_of=rules_of)
    planner = Planner(store, RULES, channel="x", account="iums")
    rules = PumpRules(min_gap=RULES.min_gap, budgets=lambda now: budgets_at(now, RULES), is_open=RULES.is_open)
    own = worker(store, channel, clock, rules=rules, jitter=dice.random)
    pump = Pump(own)
    count, files, memory = 0, 0, 0.0
    for tick in range(31 * 24 * 12):
        if tick % 96 == 0 and tick < 24 * 24 * 12:
            count += 1
            review.receive(new(count, department=f"D{count % 3}"), actor="import")
            planner.plan()
        every: list[Faults] = [channel.send_faults, channel.upload_faults, channel.find_faults]
        for faults in every:
            faults[:] = [dice.choice(FAULTS)] if dice.random() < 0.01 else []
        try:
            pump.pump()
        except KeyboardInterrupt:
            pump = Pump(own)
        clock.advance(TICK)
        if tick == 24 * 12:
            files, memory = open_files(), megabytes()

    live = Counter(post.id for post, _ in channel.timeline)
    rows = store.listing(limit=1000)
    assert len(rows) == count
    assert max(live.values()) == 1
    assert {queued.id for queued in rows if queued.state is State.POSTED} <= set(live)
    assert {queued.state for queued in rows} <= {*SETTLED, State.UNKNOWN, State.IN_REVIEW}
    assert sum(queued.state is State.POSTED for queued in rows) > 0.9 * count
    assert os.name != "posix" or open_files() <= files
    assert megabytes() - memory < 10
    states = Counter(queued.state.value for queued in rows)
    print(f"a month: {count} announcements, {dict(states)}, doubled 0, lost 0; ", end="")
    print(f"memory {memory:.0f} to {megabytes():.0f} MB, open files {files} to {open_files()}")
    store.close()
