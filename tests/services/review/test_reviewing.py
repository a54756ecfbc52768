"""What people do with announcements."""

from datetime import timedelta

import pytest

from announcer.channels.registry import rules_of
from announcer.core.posting import lifecycle
from announcer.core.posting.lifecycle import State
from announcer.core.posting.policies import Approval
from announcer.core.posts.cost import PostPrices
from announcer.core.posts.post import Receipt
from announcer.errors import ReceiptTakenError, UsageError, WrongStateError
from announcer.ports.store import Changes, ClaimTerms, Edit
from announcer.services.review.reviewing import Review, ReviewRules, receipt_of
from announcer.store.opening import SqlStore
from tests.fakes import START
from tests.queueing import approved, new


@pytest.fixture
def review(store: SqlStore) -> Review:
    return Review(store, ReviewRules(), rules_of=rules_of)


def test_what_comes_in_waits_for_a_person(store: SqlStore, review: Review) -> None:
    assert review.receive(new(), actor="import")

    assert store.get("00000001").state is State.IN_REVIEW
    assert not review.receive(new(), actor="import")


def test_a_site_may_approve_automatically(store: SqlStore) -> None:
    Review(store, ReviewRules(approval=Approval.AUTOMATIC), rules_of=rules_of).receive(new(), actor="import")

    found = store.get("00000001")
    assert (found.state, found.approved_by, found.approved_digest, found.due_at) == (
        State.SCHEDULED,
        "automatic",
        new().digest,
        None,
    )


def test_what_has_a_note_for_editors_is_never_approved_automatically(store: SqlStore) -> None:
    Review(store, ReviewRules(approval=Approval.AUTOMATIC), rules_of=rules_of).receive(
        new(note="A made-up example."), actor="import"
    )

    assert store.get("00000001").state is State.IN_REVIEW


def test_a_finding_that_holds_is_never_approved_automatically(store: SqlStore) -> None:
    Review(store, ReviewRules(approval=Approval.AUTOMATIC), rules_of=rules_of).receive(
        new(held="retracted"), actor="import"
    )

    assert store.get("00000001").state is State.IN_REVIEW


def test_an_approval_stands_for_what_was_seen(store: SqlStore, review: Review) -> None:
    review.receive(new(), actor="import")

    approved_now = review.approve("00000001", actor="sara", seen=new().digest)

    assert (approved_now.state, approved_now.approved_by, approved_now.approved_digest) == (
        State.SCHEDULED,
        "sara",
        new().digest,
    )
    assert approved_now.approved_at == START
    event = store.history("00000001")[-1]
    assert (event.name, event.actor, event.detail) == ("approve", "sara", new().digest)


def test_an_approval_of_something_else_is_refused(review: Review) -> None:
    review.receive(new(), actor="import")
    seen = new().digest
    review.edit("00000001", Edit(text="Other words"), actor="ali", anyway=True)

    with pytest.raises(WrongStateError, match="changed since you looked"):
        review.approve("00000001", actor="sara", seen=seen)


def test_what_is_held_cannot_be_approved_until_it_goes_on(review: Review) -> None:
    review.receive(new(held="retracted"), actor="import")
    with pytest.raises(WrongStateError, match="held: retracted"):
        review.approve("00000001", actor="sara", seen=new().digest)

    review.resume("00000001", actor="sara")

    assert review.approve("00000001", actor="sara", seen=new().digest)


def test_with_four_eyes_nobody_approves_their_own_words(store: SqlStore) -> None:
    review = Review(store, ReviewRules(four_eyes=True), rules_of=rules_of)
    review.receive(new(), actor="import")
    edited = review.edit("00000001", Edit(text="Other words"), actor="sara", anyway=True)

    with pytest.raises(WrongStateError, match="you edited it last"):
        review.approve("00000001", actor="sara", seen=edited.digest)
    assert review.approve("00000001", actor="ali", seen=edited.digest)


def test_an_edit_brings_an_approved_announcement_back_to_review(review: Review) -> None:
    review.receive(new(), actor="import")
    review.approve("00000001", actor="sara", seen=new().digest)

    edited = review.edit("00000001", Edit(alt_text="Other"), actor="ali")

    assert (edited.state, edited.approved_by) == (State.IN_REVIEW, "")


@pytest.mark.parametrize(
    ("edit", "cost"),
    [
        (Edit(text="Words without a link"), 20_000),
        (Edit(text="Words with https://iums.ac.ir"), 205_000),
        (Edit(alt_text="Other"), 205_000),
        (Edit(card=b"other", card_type="image/png"), 205_000),
    ],
)
def test_an_edit_is_priced_as_what_it_makes_of_the_announcement(store: SqlStore, edit: Edit, cost: int) -> None:
    review = Review(store, ReviewRules(prices={"x": PostPrices()}), rules_of=rules_of)
    review.receive(new(cost=1), actor="import")

    assert review.edit("00000001", edit, actor="sara", anyway=True).cost == cost


def test_an_edit_costs_nothing_on_a_channel_without_prices(store: SqlStore) -> None:
    review = Review(store, ReviewRules(prices={"x": PostPrices()}), rules_of=rules_of)
    review.receive(new(channel="drafts", cost=0), actor="import")

    edit = Edit(text="With https://iums.ac.ir")
    assert review.edit("00000001", edit, actor="sara", anyway=True).cost == 0


def test_what_was_rejected_is_brought_back_by_an_edit(store: SqlStore, review: Review) -> None:
    review.receive(new(), actor="import")

    assert review.reject("00000001", actor="sara", reason="not ours").state is State.REJECTED
    assert review.edit("00000001", Edit(alt_text="Ours"), actor="sara").state is State.IN_REVIEW
    assert [event.detail for event in store.history("00000001")][1] == "not ours"


def test_holding_keeps_the_approval(review: Review) -> None:
    review.receive(new(), actor="import")
    review.approve("00000001", actor="sara", seen=new().digest)

    held = review.hold("00000001", actor="sara", reason="the dean is away")
    resumed = review.resume("00000001", actor="sara")

    assert (held.held, resumed.held, resumed.approved_by) == ("the dean is away", "", "sara")
    with pytest.raises(WrongStateError, match="not held"):
        review.resume("00000001", actor="sara")


def test_what_is_called_off_is_neither_held_nor_sent(review: Review) -> None:
    review.receive(new(), actor="import")

    assert review.cancel("00000001", actor="sara").state is State.CANCELLED
    with pytest.raises(WrongStateError, match="cannot be held"):
        review.hold("00000001", actor="sara", reason="")


def test_a_post_made_by_hand_is_recorded(review: Review) -> None:
    review.receive(new(), actor="import")

    posted = review.record("00000001", "https://x.com/iums/status/42?s=20", actor="sara")

    assert posted.receipt
    assert (posted.state, posted.receipt.remote_id, posted.posted_at) == (State.POSTED, "42", START)


def test_only_what_lies_ready_can_be_said_to_be_posted(review: Review) -> None:
    review.receive(new(), actor="import")

    with pytest.raises(WrongStateError, match="in review, and only what lies ready"):
        review.say_posted("00000001", actor="sara")


def test_one_post_is_recorded_once(review: Review) -> None:
    for number in (1, 2):
        review.receive(new(number), actor="import")
    review.record("00000001", "https://x.com/iums/status/42", actor="sara")

    with pytest.raises(ReceiptTakenError):
        review.record("00000002", "https://x.com/iums/status/42", actor="sara")


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/iums/status/42",
        " https://twitter.com/iums/status/42?s=20 ",
        "https://mobile.twitter.com/iums/status/42/photo/1",
        "https://www.x.com/i/web/status/42#m",
        "HTTPS://X.com/iums/statuses/42/",
    ],
)
@pytest.mark.parametrize("channel", ["x", "drafts"])
def test_the_address_of_a_post_is_known_however_x_writes_it(channel: str, url: str) -> None:
    assert receipt_of(url, rules_of(channel)) == Receipt(remote_id="42", url=url.strip())


@pytest.mark.parametrize(
    "url",
    [
        "42",
        "x.com/iums/status/42",
        "javascript:alert(1)",
        "https://",
        "https://example.org/not-x",
        "https://example.org/x.com/iums/status/42",
        "https://x.com.example.org/iums/status/42",
        "https://x.com/iums",
        "https://x.com/iums/status/",
        "https://x.com/iums/status/42a",
        "https://x.com/iums/status/۴۲",
    ],
)
def test_what_no_post_of_the_network_can_be_at_is_not_a_proof(url: str) -> None:
    with pytest.raises(UsageError, match="not the address of a post on X"):
        receipt_of(url, rules_of("drafts"))


def in_doubt(store: SqlStore) -> None:
    """Bring an approved announcement into doubt, as a sending without an answer does."""
    terms = ClaimTerms(channel="x", account="iums", worker="worker-1", lease=timedelta(minutes=1))
    approved(store)
    queued = store.claim(terms)
    marks: Changes = {"send_started_at": START, "first_send_at": START, "unknown_at": START}
    for move in (lifecycle.UPLOAD, lifecycle.SENDING, lifecycle.DOUBT):
        assert queued
        queued = store.move(queued, move, actor="worker-1", changes=marks)


def test_a_person_may_say_that_it_is_not_there(store: SqlStore, review: Review) -> None:
    in_doubt(store)
    assert [queued.id for queued in store.listing([State.UNKNOWN])] == ["00000001"]

    again = review.send_again("00000001", actor="sara")

    assert (again.state, again.due_at, again.slot_at) == (State.SCHEDULED, START, START)
    assert store.history("00000001")[-1].actor == "sara"


def test_a_person_may_say_where_it_is(store: SqlStore, review: Review) -> None:
    in_doubt(store)

    assert review.record("00000001", "https://x.com/iums/status/42", actor="sara").state is State.POSTED
