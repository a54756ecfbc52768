"""The pump under whatever order of events hypothesis can think of."""

import shutil
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from announcer.channels.registry import rules_of
from announcer.core.posting.lifecycle import State
from announcer.core.posting.policies import PumpRules, UnknownPolicy
from announcer.core.posting.queued import Budget
from announcer.errors import (
    ChannelPausedError,
    MediaExpiredError,
    OutcomeUnknownError,
    PostDelayedError,
    PostRefusedError,
    WrongStateError,
)
from announcer.ports.store import Edit
from announcer.services.accounts import AccountControl
from announcer.services.posting.pump import Pump
from announcer.services.review.reviewing import Review, ReviewRules
from announcer.store.opening import open_sqlite
from tests.databases import folder_in_memory, put_empty_store
from tests.fakes import FakeChannel, FakeClock, after, before
from tests.queueing import approved, worker

FAULTS = {
    "lost before": before(OutcomeUnknownError("x", "no answer")),
    "lost after": after(OutcomeUnknownError("x", "no answer")),
    "bug after": after(ValueError("odd answer")),
    "duplicate": before(OutcomeUnknownError("x", "duplicate", duplicate=True)),
    "delayed": before(PostDelayedError("x", "busy", wait=timedelta(minutes=5))),
    "refused": before(PostRefusedError("x", "too long")),
    "paused": before(ChannelPausedError("x", "no credits")),
    "media gone": before(MediaExpiredError("x", "unknown media")),
    "killed before": before(KeyboardInterrupt()),  # type: ignore[arg-type]
    "killed after": after(KeyboardInterrupt()),  # type: ignore[arg-type]
}
SEND_FAULTS = ["", "", *sorted(FAULTS)]
UPLOAD_FAULTS = [*[""] * 8, "delayed", "refused", "killed before", "killed after"]
NUMBERS = st.integers(1, 4)


class Posting(RuleBasedStateMachine):
    """Announcements, a channel that errs, a clock that jumps, people who interfere, workers that die."""

    @initialize(policy=st.sampled_from(UnknownPolicy), cap=st.integers(1, 6))
    def open(self, policy: UnknownPolicy, cap: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="announcer-model-", dir=folder_in_memory()))
        self.clock = FakeClock()
        self.store = open_sqlite(put_empty_store(self.folder / "announcer.db"), clock=self.clock)
        self.channel = FakeChannel(clock=self.clock)
        self.review = Review(self.store, ReviewRules(), rules_of=rules_of)
        self.cap = cap
        self.pump_rules = PumpRules(
            policy=policy, min_gap=timedelta(minutes=1), budgets=lambda _now: (Budget(window="all", cap=cap),)
        )
        self.tokens: dict[str, int] = {}
        self.count = 0
        for _ in range(2):
            self.put_in()

    @rule()
    def put_in(self) -> None:
        if self.count < 4:
            self.count += 1
            approved(self.store, self.count)

    @rule(
        minutes=st.sampled_from([0, 1, 2, 6, 20, 90]),
        jump=st.sampled_from([*[0] * 10, -1, 1]),
        send=st.sampled_from(SEND_FAULTS),
        upload=st.sampled_from(UPLOAD_FAULTS),
    )
    def pump(self, minutes: int, jump: int, send: str, upload: str) -> None:
        self.clock.advance(timedelta(minutes=minutes))
        self.clock.jump(timedelta(hours=jump))
        self.channel.send_faults = [FAULTS[send]] if send else []
        self.channel.upload_faults = [FAULTS[upload]] if upload else []
        name, rules = f"worker-{minutes % 3}", self.pump_rules
        own = worker(self.store, self.channel, self.clock, rules=rules, name=name, jitter=lambda: 0.5)
        try:
            Pump(own).pump()
        except KeyboardInterrupt:
            return

    @rule(number=NUMBERS, deed=st.sampled_from(["hold", "resume", "cancel", "edit", "approve"]))
    def interfere(self, number: int, deed: str) -> None:
        if number > self.count:
            return
        name = f"{number:08x}"
        try:
            if deed == "hold":
                self.review.hold(name, actor="sara", reason="wait")
            elif deed == "resume":
                self.review.resume(name, actor="sara")
            elif deed == "cancel":
                self.review.cancel(name, actor="sara")
            elif deed == "edit":
                self.review.edit(name, Edit(text=f"Other words {number}"), actor="sara", anyway=True)
            else:
                self.review.approve(name, actor="ali", seen=self.store.get(name).digest)
        except WrongStateError:
            return

    @rule()
    def pump_on(self) -> None:
        self.pump(minutes=2, jump=0, send="", upload="")

    @rule()
    def let_the_account_go_on(self) -> None:
        accounts = {"x": self.channel.account}
        control = AccountControl(
            store=self.store, active=accounts, known=accounts, channel=lambda _name: self.channel
        )
        control.resume("x", actor="sara")

    @invariant()
    def nothing_is_public_twice(self) -> None:
        if hasattr(self, "store"):
            live = Counter(post.id for post, _ in self.channel.timeline)
            assert not [name for name, number in live.items() if number > 1]

    @invariant()
    def only_what_was_approved_is_public(self) -> None:
        if hasattr(self, "store"):
            for post, _ in self.channel.timeline:
                details = {event.detail for event in self.store.history(post.id) if event.name == "approve"}
                assert details

    @invariant()
    def nothing_leaves_the_queue_and_the_counts_are_true(self) -> None:
        if hasattr(self, "store"):
            rows = self.store.listing(limit=100)
            assert len(rows) == self.count
            assert Counter(queued.state for queued in rows) == self.store.overview([]).counts

    @invariant()
    def tokens_only_grow_and_history_ends_where_it_stands(self) -> None:
        if hasattr(self, "store"):
            for queued in self.store.listing(limit=100):
                assert queued.token >= self.tokens.get(queued.id, 0)
                self.tokens[queued.id] = queued.token
                moves = [event for event in self.store.history(queued.id) if event.target]
                assert moves[-1].target == queued.state.value

    @invariant()
    def no_more_is_public_than_the_budget_allows(self) -> None:
        if hasattr(self, "store"):
            assert len(self.channel.timeline) <= self.cap
            used = sum(item.used for item in self.store.overview(["all"]).used)
            assert used >= len(self.channel.timeline)

    @invariant()
    def what_is_said_to_be_posted_is(self) -> None:
        if hasattr(self, "store"):
            public = {receipt.remote_id: post.id for post, receipt in self.channel.timeline}
            for queued in self.store.listing([State.POSTED], limit=100):
                assert queued.receipt
                assert public[queued.receipt.remote_id] == queued.id

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder, ignore_errors=True)


TestPosting = Posting.TestCase
TestPosting.settings = settings(stateful_step_count=50)
