"""What every store keeps to for publications, on each database: finding, registering, updating, retracting."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from announcer.core.posting import lifecycle
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Budget, KeptRecord, Queued, ReadRecord
from announcer.core.posts.post import Receipt
from announcer.core.publications.identity.resemblance import ProposalKind
from announcer.core.publications.matching import Identifier, IdentifierKind
from announcer.errors import ChangedMeanwhileError
from announcer.ports.proposal_store import ProposalState
from announcer.ports.store import (
    Affected,
    Changes,
    ClaimTerms,
    Edit,
    Effects,
    Impact,
    KnownPublication,
    PublicationUpdate,
)
from announcer.store.opening import SqlStore
from announcer.store.publication_rows import COMMON
from tests.databases import Databases
from tests.fakes import START, FakeClock
from tests.queueing import approval, approved, new, new_publication

DOI = Identifier(IdentifierKind.DOI, "10.5555/announcer.1")
PMID = Identifier(IdentifierKind.PMID, "7")
TITLE = Identifier(IdentifierKind.TITLE, "0123456789abcdef")
UID = "doi:10.5555/announcer.1"
RETRACTED = "retracted: the record in inbox/b.toml"
TERMS = ClaimTerms(
    channel="x",
    account="iums",
    worker="worker-1",
    lease=timedelta(seconds=80),
    budgets=(Budget(window="day", cap=9),),
)
DAY = timedelta(days=1)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(databases: Databases, clock: FakeClock) -> SqlStore:
    return databases.open(clock)


def update(uid: str = UID, **changes: Any) -> PublicationUpdate:
    """Return an update of a publication whose record is `{}`; its title has changed."""
    publication = new_publication(uid, record='{"title": "Better"}', title="Better", original='{"by": "b"}')
    return PublicationUpdate(publication=publication, **({"replaces": "{}", "changed": "title"} | changes))


def retraction() -> PublicationUpdate:
    return update(retraction=RETRACTED)


def impacts(affected: Iterable[Affected]) -> list[tuple[str, State, Impact]]:
    return [(each.announcement.id[-1], each.was, each.impact) for each in affected]


def brought_to(store: SqlStore, state: State) -> Queued:
    """Return an announcement in that state."""
    if state in {State.IN_REVIEW, State.REJECTED, State.CANCELLED}:
        store.add(new(), state=State.IN_REVIEW, actor="import")
        moves = {State.REJECTED: lifecycle.REJECT, State.CANCELLED: lifecycle.CANCEL}
        if state in moves:
            assert store.move(store.get("00000001"), moves[state], actor="editor")
        return store.get("00000001")
    queued: Queued | None = approved(store)
    marks: Changes = {"send_started_at": START, "first_send_at": START}
    proof: Changes = {"receipt": Receipt(remote_id="77", url="https://x.com/77"), "posted_at": START}
    for move, changes in _ways(marks, proof)[state]:
        assert queued
        queued = (
            store.claim(TERMS) if move is lifecycle.CLAIM else store.move(queued, move, actor="w", changes=changes)
        )
    assert queued
    assert queued.state is state
    return queued


def _ways(marks: Changes, proof: Changes) -> dict[State, list[tuple[lifecycle.Move, Changes]]]:
    claimed: list[tuple[lifecycle.Move, Changes]] = [(lifecycle.CLAIM, {})]
    uploaded: list[tuple[lifecycle.Move, Changes]] = [*claimed, (lifecycle.UPLOAD, {})]
    sending = [*uploaded, (lifecycle.SENDING, marks)]
    return {
        State.SCHEDULED: [],
        State.CLAIMED: claimed,
        State.UPLOADED: uploaded,
        State.SENDING: sending,
        State.READY: [*claimed, (lifecycle.HAND_OVER, {})],
        State.POSTED: [*sending, (lifecycle.POST, proof)],
        State.UNKNOWN: [*sending, (lifecycle.DOUBT, {"unknown_at": START, "check_at": START})],
        State.FAILED: [*sending, (lifecycle.REFUSE, {})],
    }


# -- finding and registering ---------------------------------------------------------------------------------------


def test_a_publication_is_registered_once_without_being_announced(store: SqlStore) -> None:
    publication = new_publication("doi:1", title="T", record='{"a": 1}')
    assert store.register(publication)

    assert not store.register(publication)
    assert (store.is_registered("doi:1"), store.is_registered("doi:2")) == (True, False)
    assert (store.record("doi:1"), store.record("doi:2")) == ('{"a": 1}', "")
    assert not store.listing()


def test_a_publication_is_found_by_each_identifier_it_has(store: SqlStore) -> None:
    store.register(new_publication(identifiers=frozenset({DOI, TITLE})))

    assert store.find({DOI, PMID}) == [
        KnownPublication(uid=UID, record="{}", shared=frozenset({IdentifierKind.DOI}), title="Publication 1")
    ]
    assert [known.shared for known in store.find([DOI, TITLE])] == [{IdentifierKind.DOI, IdentifierKind.TITLE}]
    assert store.find({PMID}) == []
    assert store.find(set()) == []


def test_a_key_of_likeness_that_very_many_share_finds_nobody(store: SqlStore) -> None:
    common, rare = Identifier(IdentifierKind.NEAR, "smith\neffectsofthe"), Identifier(IdentifierKind.NEAR, "rare")
    names = [f"doi:10.5555/{number}" for number in range(COMMON + 1)]
    for name in names[:COMMON]:
        store.register(new_publication(name, identifiers=frozenset({common}), others=frozenset(names)))
    assert len(store.find([common])) == COMMON

    store.register(new_publication(names[-1], identifiers=frozenset({common, rare}), others=frozenset(names)))
    assert [known.uid for known in store.find([common, rare])] == [names[-1]]


def test_several_publications_may_share_an_identifier_and_the_first_registered_comes_first(
    store: SqlStore, clock: FakeClock
) -> None:
    store.register(new_publication("title:b", identifiers=frozenset({DOI})))
    clock.advance(DAY)
    store.register(new_publication("title:a", identifiers=frozenset({DOI}), others=frozenset({"title:b"})))

    assert [known.uid for known in store.find({DOI})] == ["title:b", "title:a"]


def test_a_publication_that_somebody_else_registered_just_now_is_told_and_not_registered_twice(
    store: SqlStore,
) -> None:
    store.register(new_publication("pmid:7", identifiers=frozenset({PMID, TITLE})))
    late = new_publication(UID, identifiers=frozenset({DOI, TITLE}))

    with pytest.raises(ChangedMeanwhileError):
        store.register(late)
    with pytest.raises(ChangedMeanwhileError):
        store.add(replace(new(), publication=late), state=State.IN_REVIEW, actor="import")
    assert not store.is_registered(UID)
    assert not store.listing()


def test_an_announcement_of_a_record_that_was_changed_meanwhile_is_not_put_in(store: SqlStore) -> None:
    store.register(new_publication(record='{"status": "retracted"}'))

    with pytest.raises(ChangedMeanwhileError):
        store.add(new(), state=State.IN_REVIEW, actor="import")
    with pytest.raises(ChangedMeanwhileError):
        store.register(new_publication())
    assert (store.listing(), store.record(UID)) == ([], '{"status": "retracted"}')


def test_an_announcement_registers_its_publication_with_all_it_is_found_by(store: SqlStore) -> None:
    publication = new_publication(identifiers=frozenset({DOI}), original='{"by": "a"}')

    store.add(replace(new(), publication=publication), state=State.IN_REVIEW, actor="import")

    assert [known.uid for known in store.find({DOI})] == [UID]
    assert store.has_read(UID, ReadRecord(text='{"by": "a"}'))
    assert not store.has_read(UID, ReadRecord(text='{"by": "b"}'))
    assert not store.has_read("doi:other", ReadRecord(text='{"by": "a"}'))


# -- updating ------------------------------------------------------------------------------------------------------


def test_an_update_replaces_the_record_and_adds_identifiers_and_the_record_as_read(store: SqlStore) -> None:
    store.register(new_publication(identifiers=frozenset({DOI})))
    given = replace(update().publication, identifiers=frozenset({PMID}))

    assert store.update(replace(update(), publication=given), actor="import") == []

    assert store.record(UID) == '{"title": "Better"}'
    assert {known.uid for known in (*store.find({DOI}), *store.find({PMID}))} == {UID}
    assert store.has_read(UID, ReadRecord(text='{"by": "b"}'))


def test_a_record_that_could_not_be_read_is_kept_beside_the_new_one(store: SqlStore) -> None:
    store.register(new_publication())

    store.update(update(kept="{}"), actor="import")

    assert store.has_read(UID, ReadRecord(text="{}"))


def test_an_update_of_an_old_reading_changes_nothing(store: SqlStore) -> None:
    store.add(new(), state=State.IN_REVIEW, actor="import")

    with pytest.raises(ChangedMeanwhileError):
        store.update(update(replaces='{"old": 1}'), actor="import")

    assert store.record(UID) == "{}"
    assert [event.name for event in store.history("00000001")] == ["add"]


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.REJECTED])
def test_what_is_made_anew_keeps_its_id_and_its_state(store: SqlStore, state: State) -> None:
    old = brought_to(store, state)
    renewal = new(id="ignored", text="Better", title="Better", slug="better", card=b"other", cost=1, held="no link")

    affected = store.update(update(renewals=((old, renewal),)), actor="import")

    found = store.get(old.id)
    assert impacts(affected) == [("1", state, Impact.RENEWED)]
    assert (found.state, found.text, found.title, found.slug, found.cost) == (
        state,
        "Better",
        "Better",
        "better",
        1,
    )
    assert (found.held, found.revision, found.edited_by) == ("no link", 2, "import")
    assert found.digest == replace(renewal, id=old.id).digest
    assert store.card(found.card_digest) == b"other"
    assert [(event.name, event.detail) for event in store.history(old.id)][-1] == ("renew", "title")


def test_what_a_person_changed_meanwhile_is_not_made_anew_and_nothing_is_updated(store: SqlStore) -> None:
    old = brought_to(store, State.IN_REVIEW)
    store.edit(old, Edit(text="By hand"), actor="sara")

    with pytest.raises(ChangedMeanwhileError):
        store.update(update(renewals=((old, new(text="Better")),)), actor="import")

    assert (store.get(old.id).text, store.record(UID)) == ("By hand", "{}")


@pytest.mark.parametrize(
    "state",
    [State.IN_REVIEW, State.SCHEDULED, State.CLAIMED, State.SENDING, State.READY, State.UNKNOWN, State.FAILED],
)
def test_what_is_not_made_anew_stands_as_it_is_with_a_line_of_history(store: SqlStore, state: State) -> None:
    old = brought_to(store, state)

    affected = store.update(update(), actor="import")

    assert impacts(affected) == [("1", state, Impact.FLAGGED)]
    assert store.get(old.id) == old
    last = store.history(old.id)[-1]
    assert (last.name, last.actor, last.detail) == ("record-changed", "import", "title")


@pytest.mark.parametrize("state", [State.POSTED, State.CANCELLED])
def test_what_is_over_is_left_alone(store: SqlStore, state: State) -> None:
    old = brought_to(store, state)
    before = store.history()

    assert store.update(update(), actor="import") == []
    assert (store.get(old.id), store.history()) == (old, before)


# -- retracting ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.SCHEDULED])
def test_a_retraction_holds_what_waits(store: SqlStore, state: State) -> None:
    old = brought_to(store, state)

    affected = store.update(retraction(), actor="import")

    found = store.get(old.id)
    assert impacts(affected) == [("1", state, Impact.HELD)]
    assert (found.state, found.held, found.retraction) == (state, RETRACTED, RETRACTED)
    assert store.history(old.id)[-1].name == "retract"
    assert store.claim(TERMS) is None
    assert store.overview([]).retracted
    assert [queued.id for queued in store.retracted(10)] == [old.id]


def test_a_retraction_keeps_the_reason_that_somebody_else_held_it_for(store: SqlStore) -> None:
    store.set_held(approved(store), "wait for the dean", actor="sara")

    store.update(retraction(), actor="import")

    assert store.get("00000001").held == f"{RETRACTED}; wait for the dean"


@pytest.mark.parametrize("state", [State.CLAIMED, State.UPLOADED])
def test_a_retraction_takes_a_lease_back_before_anything_is_sent(store: SqlStore, state: State) -> None:
    old = brought_to(store, state)

    affected = store.update(retraction(), actor="import")

    found = store.get(old.id)
    assert impacts(affected) == [("1", state, Impact.HELD)]
    assert (found.state, found.held, found.owner, found.lease_until) == (State.SCHEDULED, RETRACTED, "", None)
    assert (found.attempts, store.overview(["day"]).used[0].used) == (0, 0)
    marks: Changes = {"send_started_at": START, "first_send_at": START}
    uploading = replace(old, state=State.UPLOADED)
    assert store.move(uploading, lifecycle.SENDING, actor="worker-1", changes=marks) is None
    assert store.claim(TERMS) is None


def test_a_retraction_takes_back_what_lies_ready_and_a_resumed_one_is_laid_out_again(store: SqlStore) -> None:
    old = brought_to(store, State.READY)

    store.update(retraction(), actor="import")

    held = store.get(old.id)
    assert (held.state, held.held) == (State.SCHEDULED, RETRACTED)
    assert store.set_held(held, "", actor="sara")
    assert store.claim(TERMS)


def test_a_retraction_while_it_is_being_sent_leaves_the_sender_to_say_how_it_went(store: SqlStore) -> None:
    sending = brought_to(store, State.SENDING)

    assert impacts(store.update(retraction(), actor="import")) == [("1", State.SENDING, Impact.FLAGGED)]

    proof: Changes = {"receipt": Receipt(remote_id="77", url="https://x.com/77"), "posted_at": START}
    posted = store.move(sending, lifecycle.POST, actor="worker-1", changes=proof)
    assert posted
    assert (posted.state, posted.held, posted.retraction) == (State.POSTED, "", RETRACTED)
    assert store.retracted(10) == [posted]


@pytest.mark.parametrize(
    ("state", "move"),
    [
        (State.SENDING, lifecycle.DELAY),
        (State.UNKNOWN, lifecycle.RESEND),
        (State.UNKNOWN, lifecycle.SEND_AGAIN),
        (State.FAILED, lifecycle.SEND_AGAIN),
    ],
)
def test_what_comes_back_after_a_retraction_is_held(store: SqlStore, state: State, move: lifecycle.Move) -> None:
    old = brought_to(store, state)
    store.update(retraction(), actor="import")

    again = store.move(old, move, actor="w", changes={"due_at": START}, effects=Effects(refund=True))

    assert again
    assert (again.state, again.held) == (State.SCHEDULED, RETRACTED)
    assert store.claim(TERMS) is None


def test_a_reason_of_its_own_does_not_hide_the_retraction_of_what_comes_back(store: SqlStore) -> None:
    old = brought_to(store, State.SENDING)
    store.update(retraction(), actor="import")

    again = store.move(old, lifecycle.DELAY, actor="w", changes={"held": "the picture is gone"})

    assert again
    assert again.held == RETRACTED


def test_what_was_rejected_stays_so_and_is_held_when_an_edit_brings_it_back(store: SqlStore) -> None:
    old = brought_to(store, State.REJECTED)

    store.update(retraction(), actor="import")

    assert (store.get(old.id).state, store.retracted(10)) == (State.REJECTED, [])
    edited = store.edit(store.get(old.id), Edit(text="Other"), actor="sara")
    assert edited
    assert (edited.state, edited.held) == (State.IN_REVIEW, RETRACTED)


def test_what_was_called_off_is_left_alone_by_a_retraction(store: SqlStore) -> None:
    old = brought_to(store, State.CANCELLED)

    assert store.update(retraction(), actor="import") == []
    assert store.get(old.id) == old
    assert not store.overview([]).retracted


def test_what_is_posted_is_listed_until_a_person_has_decided(store: SqlStore) -> None:
    old = brought_to(store, State.POSTED)
    assert impacts(store.update(retraction(), actor="import")) == [("1", State.POSTED, Impact.PUBLIC)]
    posted = store.get(old.id)
    assert (posted.retraction, store.overview([]).retracted) == (RETRACTED, 1)

    assert store.settle_retraction(posted, actor="sara", detail="the post stays")

    assert (store.retracted(10), store.overview([]).retracted) == ([], 0)
    last = store.history(old.id)[-1]
    assert (last.name, last.actor, last.detail) == ("retraction-seen", "sara", "the post stays")
    assert not store.settle_retraction(store.get(old.id), actor="sara")


def test_letting_it_go_on_settles_the_retraction_for_good(store: SqlStore, clock: FakeClock) -> None:
    brought_to(store, State.SCHEDULED)
    store.update(retraction(), actor="import")

    resumed = store.set_held(store.get("00000001"), "", actor="sara")

    assert resumed
    assert (resumed.held, resumed.retraction, store.overview([]).retracted) == ("", "", 0)
    claimed = store.claim(TERMS)
    assert claimed
    clock.advance(DAY)
    released = store.move(claimed, lifecycle.RELEASE, actor="w")
    assert released
    assert released.held == ""


def test_an_update_that_fails_leaves_no_trace(databases: Databases, clock: FakeClock) -> None:
    def stop(name: str) -> None:
        if name == "update.before_commit":
            raise KeyboardInterrupt

    store = databases.open(clock, checkpoint=stop)
    old = brought_to(store, State.POSTED)
    before = store.history()

    with pytest.raises(KeyboardInterrupt):
        store.update(retraction(), actor="import")

    other = databases.open(clock)
    assert (other.get(old.id), other.history(), other.record(UID)) == (old, before, "{}")


# -- two that are one ----------------------------------------------------------------------------------------------

OTHER = KnownPublication(uid="doi:10.5555/announcer.2", record="{}", shared=frozenset({IdentifierKind.PMID}))


def test_a_publication_that_turns_out_to_be_the_same_gives_all_it_has(store: SqlStore) -> None:
    store.register(new_publication(identifiers=frozenset({DOI}), original='{"by": "a"}'))
    other = new_publication(OTHER.uid, identifiers=frozenset({PMID, TITLE}), original='{"by": "c"}')
    store.add(replace(new(2), publication=other), state=State.IN_REVIEW, actor="import")

    affected = store.update(update(absorbed=(OTHER,)), actor="import")

    assert [known.uid for known in store.find({DOI, PMID, TITLE})] == [UID]
    assert not store.is_registered(OTHER.uid)
    assert store.has_read(UID, ReadRecord(text='{"by": "c"}'))
    assert [(queued.id, queued.held) for queued in store.announced(UID)] == [("00000002", "")]
    assert impacts(affected) == [("2", State.IN_REVIEW, Impact.FLAGGED)]


def test_what_is_announced_twice_is_held_until_a_person_chooses(store: SqlStore) -> None:
    approved(store, 1)
    store.add(new(2), state=State.IN_REVIEW, actor="import")
    store.add(new(3, publication=OTHER.uid, language="fa"), state=State.IN_REVIEW, actor="import")

    affected = store.update(update(absorbed=(OTHER,)), actor="import")

    found = {queued.id[-1]: queued for queued in store.announced(UID)}
    assert {name: bool(queued.held) for name, queued in found.items()} == {"1": True, "2": True, "3": False}
    assert len({(queued.language, queued.round) for queued in found.values()}) == 3
    assert ("2", State.IN_REVIEW, Impact.HELD) in impacts(affected)
    assert store.claim(TERMS) is None


def test_what_waits_is_held_where_the_same_publication_is_posted_already(store: SqlStore) -> None:
    brought_to(store, State.POSTED)
    approved(store, 2)

    store.update(update(absorbed=(OTHER,), changed=""), actor="import")

    assert store.claim(TERMS) is None
    assert "another announcement" in store.get("00000002").held


def test_what_is_over_is_no_second_announcement(store: SqlStore) -> None:
    brought_to(store, State.REJECTED)
    approved(store, 2)

    store.update(update(absorbed=(OTHER,), changed=""), actor="import")

    assert store.claim(TERMS)


def test_a_publication_that_somebody_changed_meanwhile_is_not_absorbed(store: SqlStore) -> None:
    store.register(new_publication())
    store.register(new_publication(OTHER.uid, record='{"newer": 1}'))

    with pytest.raises(ChangedMeanwhileError):
        store.update(update(absorbed=(OTHER,)), actor="import")
    assert store.record(OTHER.uid) == '{"newer": 1}'
    assert store.record(UID) == "{}"


def test_an_approval_of_what_was_made_anew_is_for_the_new_words(store: SqlStore) -> None:
    old = brought_to(store, State.IN_REVIEW)
    (each,) = store.update(update(renewals=((old, new(text="Better")),)), actor="import")

    queued = each.announcement
    moved = store.move(queued, lifecycle.APPROVE, actor="e", changes=approval(queued.digest, START))

    assert moved
    assert store.post_of(moved).text == "Better"


def test_how_far_a_file_was_brought_in_is_kept_by_its_mark(store: SqlStore) -> None:
    assert store.import_position("a") == 0
    store.keep_import_position("a", 100)
    store.keep_import_position("b", 7)
    store.keep_import_position("a", 250)

    assert (store.import_position("a"), store.import_position("b")) == (250, 7)


def test_every_record_that_was_read_is_kept_in_the_order_of_reading(store: SqlStore, clock: FakeClock) -> None:
    store.register(new_publication(original='{"by": "a"}'))
    clock.advance(DAY)
    store.update(update(replaces="{}"), actor="import")

    kept = store.sources(UID)

    assert [each.read.text for each in kept] == ['{"by": "a"}', '{"by": "b"}']
    assert [each.read_at for each in kept] == [START, START + DAY]
    assert isinstance(kept[0], KeptRecord)
    assert store.sources("doi:nobody") == []


def test_an_update_without_a_record_keeps_none(store: SqlStore) -> None:
    store.register(new_publication())
    changed = replace(update().publication, read=None)

    store.update(replace(update(), publication=changed), actor="import")

    assert len(store.sources(UID)) == 1


# -- proposals -----------------------------------------------------------------------------------------------------


def test_a_pair_is_proposed_once_and_listed_until_somebody_decides(store: SqlStore, clock: FakeClock) -> None:
    for uid in ("doi:1", "doi:2"):
        store.register(new_publication(uid, title=f"Title of {uid}"))
    assert store.propose(ProposalKind.SAME, "doi:1", "doi:2", "the same title")

    assert not store.propose(ProposalKind.PREPRINT, "doi:2", "doi:1", "another reason")
    (proposal,) = store.proposals()
    assert (proposal.kind, proposal.one, proposal.other) == (ProposalKind.SAME, "doi:1", "doi:2")
    assert (proposal.reason, proposal.titles) == ("the same title", ("Title of doi:1", "Title of doi:2"))
    assert (proposal.state, proposal.proposed_at) == (ProposalState.OPEN, START)
    clock.advance(DAY)
    assert store.undecided_proposals() == (1, START)
    assert store.decide(proposal, ProposalState.REFUSED, actor="ali")
    assert not store.decide(proposal, ProposalState.ACCEPTED, actor="sara")
    assert (store.proposals(), store.undecided_proposals()) == ([], (0, None))
    (decided,) = store.proposals_with_prefix(proposal.id[:4])
    assert (decided.state, decided.decided_by, decided.decided_at) == (ProposalState.REFUSED, "ali", START + DAY)
    assert not store.propose(ProposalKind.SAME, "doi:1", "doi:2", "the same title")


def test_what_is_proposed_of_a_publication_that_becomes_another_is_proposed_of_that(store: SqlStore) -> None:
    for uid in (UID, "doi:2", "doi:3"):
        store.register(new_publication(uid))
    store.propose(ProposalKind.SAME, UID, "doi:2", "the same title")
    store.propose(ProposalKind.SAME, "doi:2", "doi:3", "like titles")

    other = KnownPublication(uid="doi:2", record="{}", shared=frozenset())
    store.update(update(absorbed=(other,)), actor="import")

    (proposal,) = store.proposals()
    assert (proposal.one, proposal.other, proposal.reason) == (UID, "doi:3", "like titles")
