"""What every store keeps to, on each database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from announcer.core.posting import lifecycle
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Budget, Queued, Unit
from announcer.core.posts.post import Media, Receipt, receipt_without_address
from announcer.errors import (
    ReceiptTakenError,
    StoreConflictError,
    UnknownAnnouncementError,
    WrongStateError,
)
from announcer.ports.listing import Listing
from announcer.ports.store import Changes, ClaimTerms, Edit, Effects, Store
from announcer.store.opening import SqlStore
from announcer.system.clock import SystemClock
from tests.claimers import claim_all, claimers
from tests.databases import Databases
from tests.fakes import START, FakeClock
from tests.queueing import approval, approved, new

TERMS = ClaimTerms(channel="x", account="iums", worker="worker-1", lease=timedelta(seconds=80))
RECEIPT = Receipt(remote_id="77", url="https://x.com/iums/status/77")
PROOF: Changes = {"receipt": RECEIPT, "posted_at": START}
DAY = timedelta(days=1)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(databases: Databases, clock: FakeClock) -> SqlStore:
    return databases.open(clock)


def sending(store: Store, number: int = 1) -> Queued:
    """Bring an announcement as far as the call that cannot be repeated."""
    approved(store, number)
    claimed = store.claim(TERMS)
    assert claimed
    uploaded = store.move(claimed, lifecycle.UPLOAD, actor="worker-1")
    assert uploaded
    marks: Changes = {"send_started_at": store.now(), "first_send_at": store.now()}
    moved = store.move(uploaded, lifecycle.SENDING, actor="worker-1", changes=marks)
    assert moved
    return moved


def test_the_sql_store_is_a_store(store: SqlStore) -> None:
    port: Store = store

    assert port.now() == START


# -- putting in ----------------------------------------------------------------------------------------------------


def test_an_announcement_comes_back_as_it_was_put_in(store: Store) -> None:
    added = new(department="Nursing", embargo_until=START + DAY, expires_at=START + 9 * DAY, priority=3)

    assert store.add(added, state=State.IN_REVIEW, actor="import")

    found = store.get(added.id)
    assert (found.text, found.link, found.alt_text, found.digest) == (
        added.text,
        added.link,
        added.alt_text,
        added.digest,
    )
    assert (found.department, found.priority, found.cost) == ("Nursing", 3, 205_000)
    assert (found.embargo_until, found.expires_at, found.due_at) == (START + DAY, START + 9 * DAY, None)
    assert (found.state, found.revision, found.edited_by) == (State.IN_REVIEW, 1, "import")
    assert store.card(found.card_digest) == b"\x89PNG"
    assert found.created_at == START


def test_the_same_announcement_is_put_in_once(store: Store) -> None:
    assert store.add(new(), state=State.IN_REVIEW, actor="import")

    assert not store.add(new(), state=State.IN_REVIEW, actor="import")
    assert not store.add(new(id="other"), state=State.IN_REVIEW, actor="import")
    assert len(store.listing()) == 1


def test_another_round_is_another_announcement(store: Store) -> None:
    store.add(new(), state=State.IN_REVIEW, actor="import")

    assert store.add(new(id="again", round=2), state=State.IN_REVIEW, actor="import")


def test_an_id_shared_by_two_publications_is_an_error_and_not_a_loss(store: Store) -> None:
    store.add(new(1), state=State.IN_REVIEW, actor="import")

    with pytest.raises(StoreConflictError, match="00000001"):
        store.add(new(2, id="00000001"), state=State.IN_REVIEW, actor="import")


def test_a_post_without_a_card_has_none(store: Store) -> None:
    store.add(new(card=b"", card_type=""), state=State.IN_REVIEW, actor="import")

    post = store.post_of(store.get("00000001"))

    assert (post.card, post.card_type) == (b"", "")


def test_an_unknown_id_is_told(store: Store) -> None:
    with pytest.raises(UnknownAnnouncementError, match="nothing-there"):
        store.get("nothing-there")


# -- moving --------------------------------------------------------------------------------------------------------


def test_a_move_writes_what_it_was_given_and_a_line_of_history(store: Store) -> None:
    approved(store)
    claimed = store.claim(TERMS)
    assert claimed
    media = Media(id="m1", expires_at=START + DAY)

    moved = store.move(claimed, lifecycle.UPLOAD, actor="worker-1", detail="m1", changes={"media": media})

    assert moved == store.get(claimed.id)
    assert moved is not None
    assert (moved.state, moved.media) == (State.UPLOADED, media)
    last = store.history(claimed.id)[-1]
    assert (last.name, last.actor, last.source, last.target, last.detail) == (
        "upload",
        "worker-1",
        "claimed",
        "uploaded",
        "m1",
    )


def test_only_one_of_two_readers_moves_it(store: Store) -> None:
    approved(store)
    claimed = store.claim(TERMS)
    assert claimed

    assert store.move(claimed, lifecycle.UPLOAD, actor="worker-1")
    assert store.move(claimed, lifecycle.RELEASE, actor="worker-2") is None
    assert store.get(claimed.id).state is State.UPLOADED


def test_a_worker_that_lost_its_lease_can_write_nothing(store: Store) -> None:
    claimed = sending(store)
    changes: Changes = {"unknown_at": START, "check_at": START}
    assert store.move(claimed, lifecycle.ORPHAN, actor="worker-2", changes=changes)

    assert store.move(claimed, lifecycle.POST, actor="worker-1", changes=PROOF) is None

    assert store.get(claimed.id).state is State.UNKNOWN


def test_every_change_of_hands_raises_the_token(store: Store) -> None:
    first = approved(store)
    second = store.claim(TERMS)
    assert second
    third = store.move(second, lifecycle.RELEASE, actor="worker-2")
    assert third

    assert first.token < second.token < third.token


def test_a_move_from_the_wrong_state_is_refused(store: Store) -> None:
    queued = sending(store)

    with pytest.raises(WrongStateError, match="it is sending, so it cannot be cancelled") as refused:
        store.move(queued, lifecycle.CANCEL, actor="editor")
    assert refused.value.hint == "too late, it is being sent"


def test_giving_up_the_lease_clears_it(store: Store) -> None:
    moved = store.move(sending(store), lifecycle.POST, actor="worker-1", changes=PROOF)

    assert moved
    assert (moved.owner, moved.lease_until, moved.receipt, moved.posted_at) == ("", None, RECEIPT, START)


def test_going_back_to_review_clears_the_approval_and_the_time(store: Store, clock: FakeClock) -> None:
    queued = approved(store)
    clock.advance(3 * DAY)

    moved = store.move(queued, lifecycle.OVERDUE, actor="worker-1")

    assert moved
    assert (moved.approved_by, moved.approved_digest, moved.approved_at) == ("", "", None)
    assert (moved.due_at, moved.slot_at) == (None, None)


def test_one_receipt_proves_one_announcement(store: Store) -> None:
    first, second = sending(store, 1), sending(store, 2)
    assert store.move(first, lifecycle.POST, actor="worker-1", changes=PROOF)

    with pytest.raises(ReceiptTakenError, match="77"):
        store.move(second, lifecycle.POST, actor="worker-1", changes=PROOF)
    assert store.get(second.id).state is State.SENDING


def test_a_move_that_fails_leaves_no_trace(store: Store) -> None:
    first, second = sending(store, 1), sending(store, 2)
    store.move(first, lifecycle.POST, actor="worker-1", changes=PROOF)
    before = store.history()

    with pytest.raises(ReceiptTakenError):
        store.move(second, lifecycle.POST, actor="worker-1", changes=PROOF)

    assert store.history() == before


@pytest.mark.parametrize("state", [State.POSTED, State.SCHEDULED, State.SENDING, State.UNKNOWN, State.CLAIMED])
def test_the_database_itself_refuses_a_state_without_its_proof(store: Store, state: State) -> None:
    with pytest.raises(StoreConflictError):
        store.add(new(), state=state, actor="import")


@pytest.mark.parametrize(
    "sql",
    ["UPDATE event SET actor = 'nobody'", "DELETE FROM event", "DELETE FROM announcement"],
)
def test_history_is_only_ever_added_to(
    store: SqlStore, databases: Databases, sql: str, raw: Callable[[str], None]
) -> None:
    approved(store)
    before = store.history()

    with pytest.raises(Exception, match=r"only ever added to|never deleted"):
        raw(sql)
    assert store.history() == before
    assert databases.kind in {"sqlite", "postgres"}


@pytest.fixture
def raw(databases: Databases, store: SqlStore) -> Callable[[str], None]:
    """Run SQL behind the program's back, on a connection of its own."""
    del store
    return databases.run


# -- claiming ------------------------------------------------------------------------------------------------------


def test_the_one_that_is_due_longest_is_claimed(store: Store) -> None:
    approved(store, 1, due=START - timedelta(minutes=1))
    approved(store, 2, due=START - timedelta(minutes=2))

    claimed = store.claim(TERMS)

    assert claimed
    assert (claimed.id, claimed.state, claimed.owner, claimed.attempts) == (
        "00000002",
        State.CLAIMED,
        "worker-1",
        1,
    )
    assert claimed.lease_until == START + TERMS.lease
    assert store.history(claimed.id)[-1].name == "claim"


@pytest.mark.parametrize(
    "changes",
    [
        {"due": START + timedelta(seconds=1)},
        {"embargo_until": START + DAY},
        {"expires_at": START},
        {"channel": "other"},
        {"account": "other"},
    ],
)
def test_what_is_not_due_here_and_now_is_not_claimed(store: Store, changes: dict[str, datetime]) -> None:
    approved(store, **changes)  # type: ignore[arg-type]

    assert store.claim(TERMS) is None


def test_what_is_held_is_not_claimed_until_it_goes_on(store: Store) -> None:
    held = store.set_held(approved(store), "wait for the dean", actor="editor")
    assert held
    assert store.claim(TERMS) is None

    assert store.set_held(held, "", actor="editor")

    assert store.claim(TERMS)
    names = [event.name for event in store.history(held.id)]
    assert names == ["add", "approve", "hold", "resume", "claim"]


def test_nothing_is_claimed_twice(store: Store) -> None:
    approved(store)

    assert store.claim(TERMS)
    assert store.claim(TERMS) is None


def test_a_gap_follows_every_claim(store: Store, clock: FakeClock) -> None:
    approved(store, 1)
    approved(store, 2)
    terms = replace(TERMS, gap=timedelta(minutes=30))
    assert store.claim(terms)

    clock.advance(timedelta(minutes=29))
    assert store.claim(terms) is None
    clock.advance(timedelta(minutes=1))
    assert store.claim(terms)


def test_a_budget_is_never_overdrawn(store: Store) -> None:
    for number in range(5):
        approved(store, number)
    terms = replace(TERMS, budgets=(Budget(window="2026-11-23", cap=3),))

    claims = [store.claim(terms) for _ in range(5)]

    assert sum(claim is not None for claim in claims) == 3
    used = store.overview(["2026-11-23"]).used
    assert [(item.used, item.cap, item.unit) for item in used] == [(3, 3, Unit.POSTS)]


def test_a_budget_of_money_counts_what_a_post_costs(store: Store) -> None:
    for number in range(3):
        approved(store, number)
    terms = replace(TERMS, budgets=(Budget(window="2026-11", cap=500_000, unit=Unit.COST),))

    assert [store.claim(terms) is not None for _ in range(3)] == [True, True, False]


def test_a_second_budget_that_is_used_up_leaves_the_first_as_it_was(store: Store) -> None:
    approved(store)
    terms = replace(TERMS, budgets=(Budget(window="day", cap=3), Budget(window="month", cap=0)))

    assert store.claim(terms) is None
    assert store.overview(["day", "month"]).used == ()
    assert store.get("00000001").state is State.SCHEDULED


def test_a_raised_cap_counts_at_once(store: Store) -> None:
    approved(store, 1)
    approved(store, 2)
    assert store.claim(replace(TERMS, budgets=(Budget(window="day", cap=1),)))
    assert store.claim(replace(TERMS, budgets=(Budget(window="day", cap=1),))) is None

    assert store.claim(replace(TERMS, budgets=(Budget(window="day", cap=2),)))


def test_what_was_charged_is_given_back_once(store: Store) -> None:
    approved(store)
    terms = replace(TERMS, budgets=(Budget(window="day", cap=1),))
    claimed = store.claim(terms)
    assert claimed

    released = store.move(claimed, lifecycle.RELEASE, actor="worker-1", effects=Effects(refund=True))

    assert released
    assert store.overview(["day"]).used[0].used == 0
    assert store.claim(terms)


def test_a_paused_account_claims_nothing_until_it_goes_on(store: Store) -> None:
    approved(store)
    store.set_pause("x", "iums", "suspended", actor="worker-1")
    assert store.claim(TERMS) is None
    assert store.pace("x", "iums").paused == "suspended"
    assert [pace.paused for pace in store.overview([]).paused] == ["suspended"]

    store.set_pause("x", "iums", "", actor="editor")

    assert store.claim(TERMS)
    assert [event.name for event in store.history()][-2:] == ["go-on", "claim"]


def test_a_move_can_pause_the_account_and_keep_it_quiet(store: Store, clock: FakeClock) -> None:
    effects = Effects(pause="no credits", hold_off=START + timedelta(hours=2))
    assert store.move(sending(store), lifecycle.DELAY, actor="worker-1", effects=effects)
    pace = store.pace("x", "iums")
    assert (pace.paused, pace.free_at) == ("no credits", START + timedelta(hours=2))

    store.set_pause("x", "iums", "", actor="editor")
    assert store.claim(TERMS) is None
    clock.advance(timedelta(hours=2))
    assert store.claim(TERMS)


def test_a_shorter_hold_off_does_not_end_a_longer_one(store: Store) -> None:
    queued = sending(store)
    again = store.move(
        queued, lifecycle.DELAY, actor="worker-1", effects=Effects(hold_off=START + timedelta(hours=2))
    )
    assert again
    claim_free = store.pace("x", "iums").free_at

    store.set_pause("x", "iums", "", actor="editor")
    assert claim_free == START + timedelta(hours=2)


def test_six_processes_share_a_queue_and_no_cap_is_overrun(databases: Databases) -> None:
    trials = [f"trial-{number}" for number in range(5)]
    store = databases.open(SystemClock())
    for number in range(30 * len(trials)):
        approved(store, number, account=trials[number % len(trials)])

    with claimers(databases, 6) as workers:
        shares = [claim_all(workers, trial, cap=17) for trial in trials]

    for of_trial in shares:
        claimed = [one for share in of_trial for one in share]
        assert len(claimed) == 17
        assert len(set(claimed)) == 17
    # SQLite may let one process have all; on PostgreSQL they went at it side by side, or nothing was tried.
    assert databases.kind == "sqlite" or any(sum(map(bool, of_trial)) > 1 for of_trial in shares)


# -- what was left lying -------------------------------------------------------------------------------------------


def test_a_lease_lapses_when_its_time_has_passed(store: Store, clock: FakeClock) -> None:
    queued = sending(store)
    assert not store.expired_leases(10)

    clock.advance(TERMS.lease + timedelta(seconds=1))

    assert [found.id for found in store.expired_leases(10)] == [queued.id]


def test_all_leases_can_be_ended_at_once(store: Store) -> None:
    sending(store, 1)
    sending(store, 2)

    assert store.end_all_leases() == 2
    assert len(store.expired_leases(10)) == 2


def test_what_is_in_doubt_is_found_when_it_is_time_to_look(store: Store, clock: FakeClock) -> None:
    changes: Changes = {"unknown_at": START, "check_at": START + timedelta(minutes=1)}
    store.move(sending(store), lifecycle.DOUBT, actor="worker-1", changes=changes)
    assert not store.due_for_lookup("x", "iums", 10)

    clock.advance(timedelta(minutes=1))

    assert len(store.due_for_lookup("x", "iums", 10)) == 1
    assert not store.due_for_lookup("x", "other", 10)


def test_what_may_be_posted_already_is_looked_up_when_it_is_due_and_never_claimed(
    store: Store, clock: FakeClock
) -> None:
    queued = approved(store, 1, due=START + timedelta(minutes=1))
    approved(store, 2, due=START + DAY)
    changes: Changes = {"maybe_posted_at": START}
    store.move(queued, lifecycle.PLAN, actor="test", changes=changes)
    assert not store.due_for_lookup("x", "iums", 10)

    clock.advance(timedelta(minutes=1))
    (found,) = store.due_for_lookup("x", "iums", 10)
    assert (found.id, found.maybe_posted_at) == (queued.id, START)
    assert store.claim(TERMS) is None

    later: Changes = {"check_at": clock.now() + timedelta(minutes=5)}
    looked = store.move(found, lifecycle.LOOK, actor="worker-1", changes=later)
    assert looked
    assert not store.due_for_lookup("x", "iums", 10)

    store.move(looked, lifecycle.LOOK, actor="worker-1", changes={"maybe_posted_at": None, "check_at": None})
    claimed = store.claim(TERMS)
    assert claimed
    assert claimed.id == queued.id


def test_keys_are_confirmed_for_one_account_and_stay_so(store: Store) -> None:
    assert not store.has_confirmed("x", "iums", "digest")

    store.confirm_keys("x", "iums", "digest")
    store.confirm_keys("x", "iums", "digest")
    store.confirm_keys("x", "iums", "of another machine")

    assert store.has_confirmed("x", "iums", "digest")
    assert store.has_confirmed("x", "iums", "of another machine")
    assert not store.has_confirmed("x", "other", "digest")
    assert not store.has_confirmed("x", "iums", "another")


def test_overdue_and_expired_are_found_and_what_is_held_is_left(store: Store) -> None:
    approved(store, 1, due=START - 3 * DAY)
    store.set_held(approved(store, 2, due=START - 3 * DAY), "wait", actor="editor")
    approved(store, 3, expires_at=START)

    assert [queued.id for queued in store.overdue("x", "iums", START - 2 * DAY, 10)] == ["00000001"]
    assert [queued.id for queued in store.expired("x", "iums", 10)] == ["00000003"]


# -- people --------------------------------------------------------------------------------------------------------


def test_an_edit_clears_the_approval_and_changes_the_digest(store: Store) -> None:
    queued = approved(store)

    edited = store.edit(queued, Edit(text="New words", card=b"", card_type=""), actor="sara")

    assert edited
    assert (edited.state, edited.text, edited.approved_by, edited.approved_digest) == (
        State.IN_REVIEW,
        "New words",
        "",
        "",
    )
    assert edited.digest == replace(new(), text="New words", card=b"").digest
    assert (edited.revision, edited.edited_by, edited.card_digest, edited.link) == (2, "sara", "", queued.link)


def test_an_edit_changes_the_cost_and_the_next_claim_charges_the_new_one(store: Store) -> None:
    edited = store.edit(approved(store), Edit(text="No link", cost=20_000), actor="sara")
    assert edited
    assert edited.cost == 20_000

    assert store.move(edited, lifecycle.APPROVE, actor="editor", changes=approval(edited.digest, store.now()))
    assert store.claim(replace(TERMS, budgets=(Budget(window="2026-11", cap=10**6, unit=Unit.COST),)))

    assert [used.used for used in store.overview(["2026-11"]).used] == [20_000]


def test_an_edit_that_names_no_cost_leaves_it(store: Store) -> None:
    edited = store.edit(approved(store), Edit(text="New words"), actor="sara")

    assert edited
    assert edited.cost == new().cost


def test_an_edit_of_what_is_being_sent_is_refused(store: Store) -> None:
    with pytest.raises(WrongStateError):
        store.edit(sending(store), Edit(text="New words"), actor="sara")


def test_an_edit_of_an_old_reading_changes_nothing(store: Store) -> None:
    old = approved(store)
    assert store.edit(old, Edit(text="First"), actor="sara")

    assert store.edit(old, Edit(text="Second"), actor="ali") is None
    assert store.get(old.id).text == "First"


def test_a_changed_card_is_kept_beside_the_old_one(store: Store) -> None:
    queued = approved(store)

    edited = store.edit(queued, Edit(card=b"other", card_type="image/png"), actor="sara")

    assert edited
    assert store.card(edited.card_digest) == b"other"
    assert store.card(queued.card_digest) == b"\x89PNG"


def test_lists_go_from_the_newest_back_page_by_page(store: Store, clock: FakeClock) -> None:
    for number in range(1, 6):
        store.add(new(number), state=State.IN_REVIEW, actor="import")
        clock.advance(timedelta(seconds=1))

    first = store.listing(limit=2)
    second = store.listing(limit=2, after=first[-1])

    assert [queued.id[-1] for queued in (*first, *second)] == ["5", "4", "3", "2"]


def test_lists_can_be_of_some_states_and_one_channel(store: Store) -> None:
    store.add(new(1), state=State.FAILED, actor="import")
    store.add(new(2), state=State.IN_REVIEW, actor="import")
    approved(store, 3)
    store.add(new(4, channel="drafts"), state=State.IN_REVIEW, actor="import")

    assert {queued.id[-1] for queued in store.listing([State.FAILED, State.IN_REVIEW], channel="x")} == {"1", "2"}


def test_lists_can_be_of_what_lacks_its_address(store: Store) -> None:
    receipts = {
        1: receipt_without_address("00000001"),
        2: Receipt(remote_id="7", url="https://x.com/iums/status/7"),
    }
    for number, receipt in receipts.items():
        changes: Changes = {"receipt": receipt, "posted_at": store.now()}
        assert store.move(approved(store, number), lifecycle.RECORD, actor="sara", changes=changes)

    (lacking,) = store.listed(Listing(states=(State.POSTED,), lacks_address=True))

    assert lacking.lacks_address
    assert (lacking.id, lacking.receipt) == ("00000001", receipts[1])
    assert len(store.listed(Listing(states=(State.POSTED,)))) == 2


def test_lists_can_be_of_what_has_no_time(store: Store) -> None:
    approved(store, 1)
    waits = store.move(approved(store, 2), lifecycle.PLAN, actor="sara", changes={"due_at": None})
    assert waits

    found = store.listed(Listing(states=(State.SCHEDULED,), has_no_time=True))

    assert [queued.id for queued in found] == [waits.id]


def test_people_are_reminded_of_what_waits_for_them(store: Store, clock: FakeClock) -> None:
    approved(store)
    claimed = store.claim(TERMS)
    assert claimed
    ready = store.move(claimed, lifecycle.HAND_OVER, actor="worker-1")
    assert ready
    clock.advance(2 * DAY)
    assert [queued.id for queued in store.unreminded(clock.now() - DAY)] == [ready.id]

    store.mark_reminded(ready)

    assert not store.unreminded(clock.now() - DAY)
    clock.advance(2 * DAY)
    assert store.unreminded(clock.now() - DAY)


# -- planning ------------------------------------------------------------------------------------------------------


def waiting(store: Store, number: int, **changes: object) -> Queued:
    """Approve an announcement without a time."""
    queued = approved(store, number, **changes)  # type: ignore[arg-type]
    moved = store.move(queued, lifecycle.PLAN, actor="editor", changes={"due_at": None, "slot_at": None})
    assert moved
    return moved


def test_a_slot_is_taken_once(store: Store) -> None:
    waiting(store, 1)
    waiting(store, 2)
    at = START + DAY

    assert store.take_slot("00000001", key="2026-11-24 09:30 Asia/Tehran", at=at, actor="planner")
    assert not store.take_slot("00000002", key="2026-11-24 09:30 Asia/Tehran", at=at, actor="planner")

    planned = store.get("00000001")
    assert (planned.slot_at, planned.due_at) == (at, at)
    assert [(slot.announcement, slot.at) for slot in store.taken("x", "iums", START, START + 2 * DAY)] == [
        ("00000001", at)
    ]


def test_an_announcement_takes_one_slot(store: Store) -> None:
    waiting(store, 1)
    assert store.take_slot("00000001", key="a", at=START + DAY, actor="planner")

    assert not store.take_slot("00000001", key="b", at=START + 2 * DAY, actor="planner")


def seen_by_sara(queued: Queued) -> Changes:
    return {"approved_by": "sara", "approved_digest": queued.digest, "approved_at": START}


def test_an_approval_comes_with_its_slot(store: Store) -> None:
    store.add(new(), state=State.IN_REVIEW, actor="import")
    queued, at = store.get("00000001"), START + DAY

    approved_at = store.approve_at(queued, key="a", at=at, actor="sara", changes=seen_by_sara(queued))

    assert approved_at == store.get("00000001")
    assert approved_at
    assert (approved_at.state, approved_at.slot_at, approved_at.due_at) == (State.SCHEDULED, at, at)
    assert [slot.announcement for slot in store.taken("x", "iums", START, START + 2 * DAY)] == ["00000001"]
    assert [event.name for event in store.history("00000001")] == ["add", "approve", "plan"]


def test_an_approval_without_its_slot_does_not_happen(store: Store) -> None:
    waiting(store, 2)
    store.take_slot("00000002", key="a", at=START + DAY, actor="planner")
    store.add(new(), state=State.IN_REVIEW, actor="import")
    queued, history = store.get("00000001"), store.history("00000001")

    with pytest.raises(StoreConflictError):
        store.approve_at(queued, key="a", at=START + DAY, actor="sara", changes=seen_by_sara(queued))

    assert (store.get("00000001"), store.history("00000001")) == (queued, history)


def test_an_approval_of_what_somebody_changed_meanwhile_takes_no_slot(store: Store) -> None:
    store.add(new(), state=State.IN_REVIEW, actor="import")
    queued = store.get("00000001")
    store.edit(queued, Edit(text="Other words"), actor="ali")

    changes = seen_by_sara(queued)
    assert store.approve_at(queued, key="a", at=START + DAY, actor="sara", changes=changes) is None

    assert not store.taken("x", "iums", START, START + 2 * DAY)


def test_a_coming_slot_is_free_again_when_its_announcement_leaves(store: Store) -> None:
    waiting(store, 1)
    store.take_slot("00000001", key="a", at=START + DAY, actor="planner")

    assert store.move(store.get("00000001"), lifecycle.CANCEL, actor="editor")

    assert not store.taken("x", "iums", START, START + 2 * DAY)


def test_each_department_offers_its_first_by_priority_and_age(store: Store, clock: FakeClock) -> None:
    for number, department in enumerate(["", "Nursing", "Nursing", "Nursing", "Medicine"], start=1):
        waiting(store, number, department=department, priority=int(number == 4))
        clock.advance(timedelta(minutes=1))

    found = store.waiting("x", "iums", by=START + DAY, per_department=2)

    assert [(item.department, item.id[-1]) for item in found] == [
        ("", "1"),
        ("Medicine", "5"),
        ("Nursing", "4"),
        ("Nursing", "2"),
    ]


def test_who_waits_is_told_with_the_last_time_of_the_same_publication(store: Store) -> None:
    store.move(sending(store), lifecycle.POST, actor="worker-1", changes=PROOF)
    again = replace(new(), id="again", round=2)
    store.add(again, state=State.IN_REVIEW, actor="editor")
    approval: Changes = {"approved_by": "e", "approved_digest": again.digest, "approved_at": START}
    store.move(store.get("again"), lifecycle.APPROVE, actor="e", changes=approval)

    assert [(item.id, item.last_at) for item in store.waiting("x", "iums", by=START + DAY, per_department=2)] == [
        ("again", START)
    ]


def test_departments_are_told_when_they_were_served_last(store: Store) -> None:
    for number, department in ((1, ""), (2, "Nursing"), (3, "Nursing")):
        waiting(store, number, department=department)
        store.take_slot(f"{number:08x}", key=str(number), at=START + number * DAY, actor="planner")

    assert store.last_served("x", "iums") == {"": START + DAY, "Nursing": START + 3 * DAY}


# -- status --------------------------------------------------------------------------------------------------------


def test_counts_follow_every_move(store: Store) -> None:
    store.add(new(1), state=State.IN_REVIEW, actor="import")
    store.set_held(store.get("00000001"), "wait", actor="editor")
    store.add(new(4, held="retracted"), state=State.IN_REVIEW, actor="import")
    store.move(store.get("00000004"), lifecycle.REJECT, actor="editor")
    store.move(sending(store, 2), lifecycle.POST, actor="worker-1", changes=PROOF)
    approved(store, 3)

    overview = store.overview([])

    assert overview.counts == {State.IN_REVIEW: 1, State.POSTED: 1, State.REJECTED: 1, State.SCHEDULED: 1}
    assert overview.held == 1
    assert not overview.retracted
    store.prune(START)
    assert store.overview([]).counts == overview.counts


def test_workers_are_seen_and_forgotten(store: Store, clock: FakeClock) -> None:
    store.record_heartbeat("worker-1")
    clock.advance(DAY)
    store.record_heartbeat("worker-2")
    assert store.heartbeats() == {"worker-1": START, "worker-2": START + DAY}

    assert store.prune(START + timedelta(hours=1)) == 1
    assert set(store.heartbeats()) == {"worker-2"}


def test_a_store_opened_again_has_everything(databases: Databases, clock: FakeClock) -> None:
    databases.open(clock).add(new(), state=State.IN_REVIEW, actor="import")

    assert databases.open(clock).get("00000001").created_at == datetime(2026, 11, 23, 6, tzinfo=UTC)
