"""The pump, row by row of its table."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from announcer.core.posting import lifecycle
from announcer.core.posting.lifecycle import State
from announcer.core.posting.policies import PumpRules, UnknownPolicy
from announcer.core.posting.queued import Budget, Queued
from announcer.core.posts.post import Receipt
from announcer.daemon.jobs import stall_after
from announcer.errors import (
    ChannelError,
    ChannelPausedError,
    MediaExpiredError,
    OutcomeUnknownError,
    PostDelayedError,
    PostRefusedError,
)
from announcer.ports.store import Changes, Edit
from announcer.services.posting.pump import Pump
from announcer.services.posting.pump_worker import PumpWorker
from announcer.services.posting.reconciling import LOOKUPS, Reconciler
from announcer.store.opening import SqlStore, open_sqlite
from tests.fakes import START, FakeChannel, FakeClock, after, before
from tests.queueing import approved, worker

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
LOST = OutcomeUnknownError("x", "no answer in 20 s", evidence="read timed out")
DUPLICATE = OutcomeUnknownError("x", "called a duplicate", evidence="403 duplicate", duplicate=True)
RULES = PumpRules(min_gap=timedelta(0), budgets=lambda _now: (Budget(window="day", cap=5),))
RESENDING = replace(RULES, policy=UnknownPolicy.RESEND)


class House:
    """A store, a channel, a clock and pumps over them."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.passed: list[str] = []
        self.path = folder / "announcer.db"
        self.store: SqlStore = open_sqlite(self.path, clock=self.clock, checkpoint=self.passed.append)
        self.channel = FakeChannel(clock=self.clock)

    def pump(self, rules: PumpRules = RULES, jitter: float = 0.0) -> Pump:
        return Pump(worker(self.store, self.channel, self.clock, rules=rules, jitter=lambda: jitter))

    def another(self) -> PumpWorker:
        """Return another worker."""
        return worker(self.store, self.channel, self.clock, rules=RULES, name="worker-2")

    def round(self, rules: PumpRules = RULES, after: timedelta = timedelta(0)) -> Queued | None:
        self.clock.advance(after)
        return self.pump(rules).pump()

    def now(self, number: int = 1) -> Queued:
        return self.store.get(f"{number:08x}")

    def used(self) -> int:
        return self.store.overview(["day"]).used[0].used

    def last(self, number: int = 1) -> str:
        return self.store.history(f"{number:08x}")[-1].name


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    opened = House(tmp_path)
    yield opened
    opened.store.close()


def stop_at(deed: str) -> Callable[[Callable[[], object]], object]:
    """Return a fault that ends the process as far as the pump is concerned: before the deed, or after it."""

    def strike(act: Callable[[], object]) -> object:
        if deed == "after":
            act()
        raise KeyboardInterrupt

    return strike


# -- the straight way ----------------------------------------------------------------------------------------------


def test_what_is_due_is_posted_with_its_card(house: House) -> None:
    approved(house.store)

    posted = house.round()

    assert posted
    assert posted.state is State.POSTED
    assert posted.receipt == Receipt(remote_id="1", url="https://x.com/iums/status/1")
    assert [post.card for post in house.channel.uploads] == [b"\x89PNG"]
    assert house.channel.sent_media[0] is not None
    moves = [event.name for event in house.store.history(posted.id)]
    assert moves == ["add", "approve", "claim", "upload", "sending", "post"]


def test_nothing_due_is_nothing_done(house: House) -> None:
    assert house.round() is None
    assert house.store.heartbeats() == {"worker-1": START}


def test_a_round_posts_one(house: House) -> None:
    approved(house.store, 1)
    approved(house.store, 2)

    house.round()

    assert len(house.channel.timeline) == 1


def test_the_mark_is_durable_before_the_call(house: House) -> None:
    approved(house.store)
    seen: list[State] = []

    def look(deed: Callable[[], object]) -> object:
        other = open_sqlite(house.path, clock=house.clock)
        seen.append(other.get("00000001").state)
        other.close()
        return deed()

    house.channel.send_faults.append(look)
    house.round()

    assert seen == [State.SENDING]


# -- before anything left the house --------------------------------------------------------------------------------


def test_what_is_not_what_was_approved_goes_back_to_review(house: House) -> None:
    queued = approved(house.store)
    changes: Changes = {"approved_digest": "something else"}
    house.store.move(queued, lifecycle.PLAN, actor="editor", changes=changes)

    house.round()

    assert (house.now().state, house.last()) == (State.IN_REVIEW, "return")
    assert house.channel.timeline == []
    assert house.used() == 0


def test_what_stopped_its_worker_too_often_is_given_up(house: House) -> None:
    approved(house.store)
    for _ in range(5):
        house.channel.upload_faults.append(stop_at("before"))
        with pytest.raises(KeyboardInterrupt):
            house.round()
        house.clock.advance(HOUR)

    house.round()

    assert (house.now().state, house.last()) == (State.FAILED, "give-up")
    assert house.now().evidence == "tried 5 times without an answer"
    assert house.channel.timeline == []


def test_a_worker_that_dies_before_the_mark_costs_nothing(house: House) -> None:
    approved(house.store)
    house.channel.upload_faults.append(stop_at("after"))
    with pytest.raises(KeyboardInterrupt):
        house.round()
    assert house.now().state is State.CLAIMED

    house.round(after=2 * MINUTE)

    assert house.now().state is State.POSTED
    assert "release" in [event.name for event in house.store.history("00000001")]
    assert house.used() == 1


@pytest.mark.parametrize("fault", ["upload_faults", "send_faults"])
def test_a_delay_is_tried_again_later_and_the_account_keeps_quiet(house: House, fault: str) -> None:
    approved(house.store, 1)
    approved(house.store, 2)
    wait = PostDelayedError("x", "too many requests", wait=10 * MINUTE)
    getattr(house.channel, fault).append(before(wait))

    house.round()

    delayed = house.now(1)
    assert (delayed.state, delayed.due_at, delayed.delays, delayed.attempts) == (
        State.SCHEDULED,
        START + 10 * MINUTE,
        1,
        0,
    )
    assert house.used() == 0
    assert house.round() is None
    house.round(after=10 * MINUTE)
    house.round()
    assert [house.now(number).state for number in (1, 2)] == [State.POSTED, State.POSTED]


def test_delays_grow_with_full_jitter(house: House) -> None:
    approved(house.store)
    waits: list[timedelta] = []
    for _ in range(3):
        house.channel.upload_faults.append(before(PostDelayedError("x", "down", wait=timedelta(0))))
        start = house.clock.now()
        house.pump(jitter=0.5).pump()
        due = house.now().due_at
        assert due
        waits.append(due - start)
        house.clock.advance(due - start)

    assert waits == [timedelta(seconds=15), timedelta(seconds=30), timedelta(seconds=60)]


def test_a_long_outage_does_not_fail_a_post(house: House) -> None:
    approved(house.store)
    for _ in range(30):
        house.channel.upload_faults.append(before(PostDelayedError("x", "no route", wait=HOUR)))
        house.round(after=HOUR)

    house.round(after=HOUR)

    assert house.now().state is State.POSTED


def test_a_fault_of_our_own_counts_as_an_attempt(house: House) -> None:
    approved(house.store)
    house.channel.upload_faults.append(before(TypeError("a bug")))

    house.round()

    assert (house.now().state, house.now().attempts) == (State.SCHEDULED, 1)


def test_an_error_without_a_meaning_before_the_mark_is_a_delay(house: House) -> None:
    approved(house.store)
    house.channel.upload_faults.append(before(ChannelError("x", "odd answer")))

    house.round()

    assert (house.now().state, house.now().attempts) == (State.SCHEDULED, 0)


@pytest.mark.parametrize("fault", ["upload_faults", "send_faults"])
def test_a_refused_post_fails_and_stays_visible(house: House, fault: str) -> None:
    approved(house.store)
    getattr(house.channel, fault).append(before(PostRefusedError("x", "too long")))

    house.round()

    assert (house.now().state, house.now().evidence) == (State.FAILED, "x: too long")
    assert house.used() == 0


@pytest.mark.parametrize("fault", ["upload_faults", "send_faults"])
def test_a_paused_account_keeps_the_announcement_and_its_attempts(house: House, fault: str) -> None:
    approved(house.store)
    getattr(house.channel, fault).append(before(ChannelPausedError("x", "402", reason="no credits left")))

    house.round()

    assert (house.now().state, house.now().attempts) == (State.SCHEDULED, 0)
    assert house.store.pace("x", "iums").paused == "no credits left"
    assert house.round(after=HOUR) is None
    house.store.set_pause("x", "iums", "", actor="editor")
    assert house.round()
    assert house.now().state is State.POSTED


def test_a_picture_that_is_gone_is_uploaded_once_more(house: House) -> None:
    approved(house.store)
    house.channel.send_faults.append(before(MediaExpiredError("x", "unknown media")))

    house.round()
    house.round()

    assert house.now().state is State.POSTED
    assert len(house.channel.uploads) == 2


def test_a_picture_that_is_gone_twice_is_held_for_a_person(house: House) -> None:
    approved(house.store)
    house.channel.send_faults += [before(MediaExpiredError("x", "unknown media"))] * 2

    house.round()
    house.round()

    assert (house.now().state, house.now().held) == (State.SCHEDULED, "x: unknown media")
    assert house.round(after=HOUR) is None


def test_a_picture_still_good_is_not_uploaded_again(house: House) -> None:
    approved(house.store)
    house.channel.send_faults.append(before(PostDelayedError("x", "busy", wait=MINUTE)))

    house.round()
    house.round(after=MINUTE)

    assert house.now().state is State.POSTED
    assert len(house.channel.uploads) == 1


def test_a_picture_about_to_expire_is_uploaded_again(house: House) -> None:
    approved(house.store)
    house.channel.send_faults.append(before(PostDelayedError("x", "busy", wait=timedelta(hours=23, minutes=30))))

    house.round()
    house.round(after=timedelta(hours=23, minutes=30))

    assert len(house.channel.uploads) == 2


@pytest.mark.parametrize("place", ["upload", "mark"])
def test_a_worker_too_slow_for_its_lease_sends_nothing(house: House, place: str) -> None:
    approved(house.store)

    def dawdle(deed: Callable[[], object]) -> object:
        deed()
        house.clock.advance(timedelta(seconds=70))
        return None

    def dawdle_at_the_mark(name: str) -> None:
        if name == "sending.after_commit":
            house.clock.advance(timedelta(seconds=70))

    if place == "upload":
        house.channel.upload_faults.append(dawdle)
    else:
        house.store.close()
        house.store = open_sqlite(house.path, clock=house.clock, checkpoint=dawdle_at_the_mark)

    house.round()

    assert house.channel.timeline == []
    assert (house.now().state, house.last()) == (State.SCHEDULED, "delay")


# -- in doubt ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [LOST, DUPLICATE, ChannelError("x", "odd"), ValueError("a bug"), TimeoutError()])
def test_an_answer_that_does_not_tell_is_looked_up_and_found(house: House, error: Exception) -> None:
    approved(house.store)
    house.channel.send_faults.append(after(error))

    house.round()
    assert house.now().state is State.UNKNOWN
    house.round(after=MINUTE)

    assert (house.now().state, house.last()) == (State.POSTED, "find")
    assert len(house.channel.timeline) == 1
    assert house.channel.asked_since == [START - timedelta(minutes=5)]


def test_a_worker_that_dies_after_the_mark_is_in_doubt_and_never_sent_again(house: House) -> None:
    approved(house.store)
    house.channel.send_faults.append(stop_at("after"))
    with pytest.raises(KeyboardInterrupt):
        house.round()

    house.round(after=2 * MINUTE)
    assert (house.now().state, house.last()) == (State.UNKNOWN, "orphan")
    house.round(after=MINUTE)

    assert house.now().state is State.POSTED
    assert len(house.channel.timeline) == 1


def test_what_is_not_there_is_looked_for_during_a_day_and_then_asks_a_person(house: House) -> None:
    approved(house.store)
    house.channel.send_faults.append(before(LOST))
    house.round()
    looked: list[timedelta] = []
    for _ in range(60 * 26):
        seen = len(house.channel.asked_since)
        house.round(after=MINUTE)
        if len(house.channel.asked_since) > seen:
            looked.append(house.clock.now() - START)

    assert [look // MINUTE for look in looked[:5]] == [1, 6, 21, 81, 141]
    assert looked[-1] // HOUR == 24
    assert (house.now().state, house.now().check_at) == (State.UNKNOWN, None)
    assert house.channel.timeline == []


def test_a_round_looks_up_few_so_that_it_ends_long_before_a_supervisor_takes_it_for_hung(house: House) -> None:
    for number in range(1, 11):
        approved(house.store, number)
    house.channel.send_faults += [before(LOST)] * 10
    rules = replace(RULES, budgets=lambda _now: ())
    for _ in range(10):
        house.round(rules)
    house.clock.advance(HOUR)

    house.round(rules)

    assert len(house.channel.asked_since) == LOOKUPS
    slowest = LOOKUPS * timedelta(seconds=30) + timedelta(seconds=90)  # with X's own deadlines, and one post
    assert slowest < stall_after(timedelta(seconds=30)) < timedelta(minutes=10)
    for _ in range(3):
        house.round(rules)
    assert len(house.channel.asked_since) >= 10


def test_a_late_appearance_settles_it(house: House) -> None:
    approved(house.store)
    house.channel.send_faults.append(after(LOST))
    house.round()
    hidden, house.channel.timeline = house.channel.timeline, []
    house.round(after=MINUTE)
    assert house.now().misses == 1

    house.channel.timeline = hidden
    house.round(after=5 * MINUTE)

    assert house.now().state is State.POSTED


def test_resend_sends_the_same_once_more_after_three_looks_over_a_quarter_hour(house: House) -> None:
    approved(house.store)
    house.channel.send_faults.append(before(LOST))
    house.round(RESENDING)
    for minutes in (1, 5):
        house.round(RESENDING, after=minutes * MINUTE)
        assert house.now().state is State.UNKNOWN

    house.round(RESENDING, after=15 * MINUTE)

    assert house.now().state is State.POSTED
    assert len(house.channel.timeline) == 1


def test_a_resent_post_is_looked_for_from_its_first_sending_on(house: House) -> None:
    approved(house.store)
    house.channel.send_faults += [before(LOST), before(DUPLICATE)]
    house.round(RESENDING)
    for minutes in (1, 5, 15, 1):
        house.round(RESENDING, after=minutes * MINUTE)

    assert house.channel.asked_since[-1] == START - timedelta(minutes=5)


def test_what_was_called_a_duplicate_is_never_sent_again(house: House) -> None:
    approved(house.store)
    house.channel.send_faults.append(before(DUPLICATE))
    for _ in range(200):
        house.round(RESENDING, after=10 * MINUTE)

    assert house.now().state is State.UNKNOWN
    assert house.channel.timeline == []


def test_a_failed_look_is_no_miss(house: House) -> None:
    approved(house.store)
    house.channel.send_faults.append(before(LOST))
    house.round()
    house.channel.find_faults += [before(ChannelError("x", "404")), before(ValueError("a bug"))]

    house.round(after=MINUTE)
    house.round(after=5 * MINUTE)

    assert (house.now().state, house.now().misses, house.now().missing_at) == (State.UNKNOWN, 0, None)


def test_a_look_that_finds_the_account_stopped_pauses_it(house: House) -> None:
    approved(house.store)
    house.channel.send_faults.append(before(LOST))
    house.round()
    house.channel.find_faults.append(before(ChannelPausedError("x", "suspended")))

    house.round(after=MINUTE)

    assert house.store.pace("x", "iums").paused
    seen = len(house.channel.asked_since)
    house.round(after=HOUR)
    assert len(house.channel.asked_since) == seen


def test_a_post_that_is_another_announcements_stays_in_doubt(house: House) -> None:
    approved(house.store, 1)
    house.round()
    approved(house.store, 2, link="https://doi.org/10.5555/announcer.1")
    house.channel.send_faults.append(before(LOST))
    house.round()

    house.round(after=MINUTE)

    assert house.now(2).state is State.UNKNOWN
    assert "another announcement" in house.now(2).evidence
    assert "Error" not in house.now(2).evidence


def test_a_receipt_that_is_another_announcements_leaves_doubt(house: House) -> None:
    approved(house.store, 1)
    house.round()
    approved(house.store, 2)

    def clear(_deed: Callable[[], object]) -> object:
        return None  # the channel answers with the receipt of the earlier post

    house.channel.send_faults.append(clear)
    house.round()

    assert house.now(2).state is State.UNKNOWN


# -- two at once ---------------------------------------------------------------------------------------------------


def test_a_receipt_after_the_lease_was_lost_still_proves_the_post(house: House) -> None:
    approved(house.store)

    def oversleep(deed: Callable[[], object]) -> object:
        deed()
        house.clock.advance(2 * MINUTE)
        Reconciler(house.another()).sweep()
        return None

    house.channel.send_faults.append(oversleep)
    house.round()

    assert (house.now().state, house.last()) == (State.POSTED, "prove")


def test_a_receipt_after_another_found_the_post_changes_nothing(house: House) -> None:
    approved(house.store)

    def oversleep(deed: Callable[[], object]) -> object:
        deed()
        house.clock.advance(2 * MINUTE)
        Reconciler(house.another()).sweep()
        house.clock.advance(MINUTE)
        Reconciler(house.another()).reconcile()
        return None

    house.channel.send_faults.append(oversleep)
    house.round()

    assert (house.now().state, house.last()) == (State.POSTED, "find")


def test_a_worker_that_lost_its_lease_before_the_mark_sends_nothing(house: House) -> None:
    approved(house.store)

    def oversleep(deed: Callable[[], object]) -> object:
        deed()
        house.clock.jump(2 * MINUTE)
        Reconciler(house.another()).sweep()
        return None

    house.channel.upload_faults.append(oversleep)
    house.round()

    assert house.channel.timeline == []
    assert house.now().state is State.SCHEDULED


# -- late, expired, over budget ------------------------------------------------------------------------------------


def test_what_is_long_overdue_goes_back_to_review(house: House) -> None:
    approved(house.store)

    house.round(after=timedelta(hours=49))

    assert (house.now().state, house.last()) == (State.IN_REVIEW, "overdue")
    assert house.channel.timeline == []


def test_history_tells_times_by_the_site_s_clock(house: House) -> None:
    approved(house.store, due=datetime(2026, 11, 20, 6, 0, tzinfo=UTC))

    house.round(replace(RULES, zone=ZoneInfo("Asia/Tehran")), after=timedelta(days=9))

    assert house.store.history("00000001")[-1].detail == "its time was 2026-11-20 09:30"


def test_a_fault_of_the_program_leaves_no_name_of_python_s_in_the_queue(house: House) -> None:
    def stumble(_act: Callable[[], object]) -> object:
        raise KeyError("data")

    approved(house.store)
    house.channel.send_faults.append(stumble)

    house.round()

    assert house.now().state is State.UNKNOWN
    assert house.now().evidence.startswith("the program failed at test_pump.py:")
    assert "KeyError" not in house.store.history("00000001")[-1].detail


def test_what_has_expired_is_called_off(house: House) -> None:
    approved(house.store, expires_at=START + HOUR)

    house.round(after=2 * HOUR)

    assert (house.now().state, house.last()) == (State.CANCELLED, "expire")


def test_a_backlog_does_not_flood(house: House) -> None:
    rules = replace(RULES, min_gap=30 * MINUTE)
    for number in range(12):
        approved(house.store, number)

    for _ in range(120):
        house.round(rules, after=MINUTE)

    assert len(house.channel.timeline) == 4


def test_a_budget_used_up_waits_for_the_next_window(house: House) -> None:
    def budgets(now: datetime) -> tuple[Budget, ...]:
        return (Budget(window=now.date().isoformat(), cap=2),)

    rules = replace(RULES, budgets=budgets)
    for number in range(3):
        approved(house.store, number)
    for _ in range(5):
        house.round(rules)
    assert len(house.channel.timeline) == 2

    house.round(rules, after=timedelta(days=1))

    assert len(house.channel.timeline) == 3


# -- posting by hand -----------------------------------------------------------------------------------------------


def test_a_channel_that_hands_over_lays_the_post_out_for_a_person(house: House) -> None:
    house.channel.hands_over = True
    approved(house.store)

    house.round()

    assert (house.now().state, house.last()) == (State.READY, "hand-over")
    assert len(house.channel.timeline) == 1


def test_laying_out_is_repeated_after_a_crash(house: House) -> None:
    house.channel.hands_over = True
    approved(house.store)
    house.channel.send_faults += [stop_at("after"), before(OSError("disk full"))]
    with pytest.raises(KeyboardInterrupt):
        house.round()

    house.round(after=2 * MINUTE)
    house.round(after=2 * MINUTE)

    assert house.now().state is State.READY


def test_an_edit_after_approval_is_never_sent(house: House) -> None:
    house.store.edit(approved(house.store), Edit(text="Other words"), actor="editor")

    assert house.round() is None
    assert house.channel.timeline == []


# -- clocks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jump", [-HOUR, HOUR, timedelta(days=3652), START.replace(year=1971) - START])
def test_a_clock_that_jumps_while_sending_doubles_and_loses_nothing(house: House, jump: timedelta) -> None:
    approved(house.store)

    def turn(deed: Callable[[], object]) -> object:
        deed()
        house.clock.jump(jump)
        Pump(house.another()).pump()
        return None

    house.channel.send_faults.append(turn)
    house.round()
    house.clock.jump(-jump)
    for _ in range(5):
        house.round(after=10 * MINUTE)

    assert house.now().state is State.POSTED
    assert len(house.channel.timeline) == 1


# -- retractions


def test_nothing_goes_out_while_the_site_keeps_all_back_and_all_goes_on_afterwards(house: House) -> None:
    approved(house.store)
    reasons = ["the retraction data are too old"]
    rules = replace(RULES, kept_back=lambda _now: reasons[0])

    assert house.round(rules) is None
    assert (house.now().state, house.now().held, house.channel.timeline) == (State.SCHEDULED, "", [])
    reasons[0] = ""
    house.round(rules)
    assert house.now().state is State.POSTED


def test_a_post_that_is_objected_to_is_held_with_the_reason_and_costs_nothing(house: House) -> None:
    approved(house.store)
    rules = replace(RULES, objection=lambda queued: f"retraction of {queued.publication}")

    house.round(rules)

    held = house.now()
    assert (held.state, held.held, held.attempts) == (State.SCHEDULED, "retraction of doi:10.5555/announcer.1", 0)
    assert held.retraction == held.held
    assert (house.used(), house.last(), house.channel.timeline) == (0, "retract", [])
