"""Taking back what a person did last, on each database."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from announcer.channels.registry import rules_of
from announcer.core.planning.slots import PostingRules
from announcer.core.planning.weekly import parse_slot
from announcer.core.posting import lifecycle
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.errors import WrongStateError
from announcer.ports.store import Changes, ClaimTerms, Edit
from announcer.services.planning import Planner
from announcer.services.review.rescheduling import Rescheduling
from announcer.services.review.reviewing import Review, ReviewRules
from announcer.services.review.undoing import Undoing, Undone
from announcer.store.opening import SqlStore
from tests.builders import PIXEL
from tests.databases import Databases
from tests.fakes import START, FakeClock, FakeReadyFolders
from tests.queueing import approved, new

RULES = PostingRules(zone=ZoneInfo("UTC"), slots=(parse_slot("daily 09:30"),), min_gap=timedelta(minutes=30))
TERMS = ClaimTerms(channel="x", account="iums", worker="worker-1", lease=timedelta(minutes=1))
ONE, TWO = "00000001", "00000002"
POST = "https://x.com/iums/status/42"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(databases: Databases, clock: FakeClock) -> SqlStore:
    return databases.open(clock)


@pytest.fixture
def ready() -> FakeReadyFolders:
    return FakeReadyFolders()


class People:
    """What people do, a command a call."""

    def __init__(self, store: SqlStore, ready: FakeReadyFolders) -> None:
        self.store = store
        self.ready = ready

    def planner(self, queued: Queued) -> Planner:
        return Planner(self.store, RULES, channel=queued.channel, account=queued.account)

    @property
    def review(self) -> Review:
        return Review(self.store, ReviewRules(), rules_of=rules_of, planner_of=self.planner, ready=self.ready)

    @property
    def rescheduling(self) -> Rescheduling:
        return Rescheduling(store=self.store, planner_of=self.planner)

    @property
    def undoing(self) -> Undoing:
        return Undoing(store=self.store, planner_of=self.planner, ready=self.ready)

    def undo(self, announcement: str = ONE, actor: str = "sara") -> Undone:
        (undone,) = self.undoing.undo(announcement, actor=actor)
        return undone


@pytest.fixture
def people(store: SqlStore, ready: FakeReadyFolders) -> People:
    people = People(store, ready)
    for number in (1, 2):
        people.review.receive(new(number), actor="import")
    return people


def plain(queued: Queued) -> dict[str, object]:
    """Return all of an announcement that a change and its undoing leave as it was."""
    changing = {"token", "updated_at"}
    return {name: getattr(queued, name) for name in queued.__slots__ if name not in changing}


def everything(store: SqlStore) -> tuple[object, ...]:
    slots = store.taken("x", "iums", START - timedelta(days=30), START + timedelta(days=60))
    return [plain(queued) for queued in store.listing()], slots, store.overview([]).counts


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


STEPS: dict[str, Callable[[People], object]] = {
    "approve": lambda people: people.review.approve(ONE, actor="sara"),
    "approve at": lambda people: people.review.approve(ONE, actor="sara", at=at("2026-11-30 12:00")),
    "approve now": lambda people: people.review.approve(ONE, actor="sara", at_once=True),
    "reject": lambda people: people.review.reject(ONE, actor="sara", reason="dull"),
    "hold": lambda people: people.review.hold(ONE, actor="sara", reason="ask"),
    "cancel": lambda people: people.review.cancel(ONE, actor="sara"),
    "edit": lambda people: people.review.edit(ONE, Edit(text="Other", card=PIXEL), actor="sara", anyway=True),
    "posted": lambda people: people.review.record(ONE, POST, actor="sara"),
}
LATER = {name: step for name, step in STEPS.items() if name in {"hold", "cancel", "edit", "posted"}} | {
    "reschedule": lambda people: people.rescheduling.move_to(ONE, at("2026-11-28 12:00"), actor="sara"),
    "unapprove": lambda people: people.review.unapprove(ONE, actor="sara"),
}


def lying_ready(store: SqlStore, people: People) -> Queued:
    people.review.approve(ONE, actor="sara", at_once=True)
    claimed = store.claim(TERMS)
    assert claimed
    ready = store.move(claimed, lifecycle.HAND_OVER, actor="worker-1")
    assert ready
    return ready


def test_what_was_said_to_be_posted_and_its_address_are_taken_back_one_after_the_other(
    store: SqlStore, people: People
) -> None:
    lying_ready(store, people)
    said = people.review.say_posted(ONE, actor="sara")
    after = everything(store)
    assert (said.state, said.lacks_address, said.posted_at) == (State.POSTED, True, START)
    recorded = people.review.record(ONE, POST, actor="sara")
    assert (recorded.lacks_address, recorded.receipt and recorded.receipt.url) == (False, POST)
    assert recorded.posted_at == START

    assert people.undo().step == "give-address"
    assert everything(store) == after


def test_what_was_said_to_be_posted_lies_ready_again_once_that_is_taken_back(
    store: SqlStore, people: People, ready: FakeReadyFolders
) -> None:
    lying_ready(store, people)
    before = everything(store)
    people.review.say_posted(ONE, actor="sara")

    people.undo()

    assert everything(store) == before
    assert store.get(ONE).state is State.READY
    assert ready.ids == [ONE]


@pytest.mark.parametrize("step", STEPS)
def test_what_is_in_review_comes_back_with_all_that_it_had(store: SqlStore, people: People, step: str) -> None:
    before = everything(store)
    STEPS[step](people)
    assert everything(store) != before

    undone = people.undo()

    assert everything(store) == before
    assert not undone.lost_its_time
    assert (store.history(ONE)[-1].name, store.history(ONE)[-1].actor) == ("undo", "sara")


@pytest.mark.parametrize("step", LATER)
def test_what_is_approved_comes_back_with_its_approval_and_its_time(
    store: SqlStore, people: People, step: str
) -> None:
    people.review.approve(ONE, actor="ali", at=at("2026-11-30 12:00"))
    before = everything(store)
    LATER[step](people)
    assert everything(store) != before

    people.undo()

    assert everything(store) == before


@pytest.mark.parametrize("step", ["resume", "cancel"])
def test_what_is_held_comes_back_held(store: SqlStore, people: People, step: str) -> None:
    people.review.hold(ONE, actor="ali", reason="ask the dean")
    before = everything(store)
    getattr(people.review, step)(ONE, actor="sara")

    people.undo()

    assert everything(store) == before


def ready_one(store: SqlStore, people: People) -> None:
    people.review.approve(ONE, actor="ali", at_once=True)
    claimed = store.claim(TERMS)
    assert claimed
    assert store.move(claimed, lifecycle.HAND_OVER, actor="worker-1")
    people.ready.ids.append(ONE)


@pytest.mark.parametrize("step", ["cancel", "edit", "posted", "unapprove"])
def test_what_lay_ready_is_laid_out_again(store: SqlStore, people: People, step: str) -> None:
    ready_one(store, people)
    before = everything(store)
    LATER[step](people)
    assert people.ready.ids == []

    people.undo()

    assert everything(store) == before
    assert people.ready.ids == [ONE]


def test_a_post_recorded_by_mistake_is_in_doubt_again_and_its_address_is_free(
    store: SqlStore, people: People
) -> None:
    approved(store, 3)
    queued = store.claim(TERMS)
    marks: Changes = {"send_started_at": START, "first_send_at": START, "unknown_at": START, "evidence": "502"}
    for move in (lifecycle.UPLOAD, lifecycle.SENDING, lifecycle.DOUBT):
        assert queued
        queued = store.move(queued, move, actor="worker-1", changes=marks)
    before = everything(store)
    people.review.record("00000003", POST, actor="sara")

    people.undo("00000003")

    assert everything(store) == before
    assert people.review.record(TWO, POST, actor="sara").state is State.POSTED


def test_a_time_that_has_passed_meanwhile_is_not_given_back(
    store: SqlStore, people: People, clock: FakeClock
) -> None:
    people.review.approve(ONE, actor="ali", at=at("2026-11-23 12:00"))
    people.review.record(ONE, POST, actor="sara")
    clock.advance(timedelta(hours=8))

    undone = people.undo()

    assert undone.lost_its_time
    found = store.get(ONE)
    assert (found.state, found.due_at, found.approved_by, found.receipt) == (State.IN_REVIEW, None, "", None)


def test_a_time_that_somebody_has_got_meanwhile_is_not_given_back(store: SqlStore, people: People) -> None:
    people.review.approve(ONE, actor="ali", at=at("2026-11-24 12:00"))
    people.review.cancel(ONE, actor="sara")
    people.review.approve(TWO, actor="ali", at=at("2026-11-24 12:00"))

    assert people.undo().lost_its_time

    assert store.get(ONE).state is State.IN_REVIEW
    assert store.get(TWO).state is State.SCHEDULED


def test_nobody_takes_back_what_somebody_else_did(store: SqlStore, people: People) -> None:
    people.review.cancel(ONE, actor="sara")
    before = everything(store)

    with pytest.raises(WrongStateError, match="the last step, cancel, was sara's"):
        people.undo(actor="ali")
    assert everything(store) == before


def test_what_somebody_changed_since_stays_as_it_is(store: SqlStore, people: People) -> None:
    people.review.approve(ONE, actor="sara", at_once=True)
    assert store.claim(TERMS)
    before = everything(store)

    with pytest.raises(WrongStateError, match="since the approve there was claim by worker-1"):
        people.undo()
    assert everything(store) == before


def test_notes_and_slots_of_the_planner_are_no_change(store: SqlStore, people: People) -> None:
    people.review.approve(ONE, actor="sara")
    people.review.note(ONE, "well done", actor="ali")
    assert store.history(ONE)[-2].name == "plan"

    assert people.undo().queued.state is State.IN_REVIEW


def test_a_step_is_taken_back_once(people: People) -> None:
    people.review.cancel(ONE, actor="sara")
    people.undo()

    with pytest.raises(WrongStateError, match="no step to take back"):
        people.undo()


def test_the_last_command_is_taken_back_whole(store: SqlStore, people: People) -> None:
    before = everything(store)
    review = people.review
    for one in (ONE, TWO):
        review.approve(one, actor="sara")

    undone = people.undoing.undo_last(actor="sara")

    assert [each.step for each in undone] == ["approve", "approve"]
    assert everything(store) == before


def test_of_a_command_nothing_is_taken_back_where_a_part_cannot_be(store: SqlStore, people: People) -> None:
    review = people.review
    for one in (ONE, TWO):
        review.approve(one, actor="sara")
    people.review.hold(TWO, actor="ali", reason="wait")
    before = everything(store)

    with pytest.raises(WrongStateError, match=f"{TWO}: the last step, hold, was ali's|cannot be undone"):
        people.undoing.undo_last(actor="sara")
    assert everything(store) == before


def test_an_older_command_is_not_taken_back_in_place_of_the_last(store: SqlStore, people: People) -> None:
    people.review.cancel(ONE, actor="sara")
    people.review.note(TWO, "hm", actor="sara")
    before = everything(store)

    with pytest.raises(WrongStateError, match=f"the last that sara did, note {TWO}, cannot be undone"):
        people.undoing.undo_last(actor="sara")
    with pytest.raises(WrongStateError, match="nothing that ali has done"):
        people.undoing.undo_last(actor="ali")
    assert everything(store) == before


@pytest.mark.parametrize("announcement", ["", ONE, TWO])
def test_a_swap_is_taken_back_whole(store: SqlStore, people: People, announcement: str) -> None:
    people.review.approve(ONE, actor="ali", at=at("2026-11-24 12:00"))
    people.review.approve(TWO, actor="ali", at=at("2026-11-25 12:00"))
    before = everything(store)
    people.rescheduling.swap(ONE, TWO, actor="sara")
    assert everything(store) != before

    if announcement:
        people.undoing.undo(announcement, actor="sara")
    else:
        people.undoing.undo_last(actor="sara")

    assert everything(store) == before


def test_what_is_approved_automatically_is_nobodys_step(store: SqlStore, people: People) -> None:
    Review(store, ReviewRules(), rules_of=rules_of).receive(new(7), actor="import")

    with pytest.raises(WrongStateError, match="no step to take back"):
        people.undo("00000007")
