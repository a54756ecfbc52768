"""Accounts: paused, let go on, and their posts taken down."""

from datetime import timedelta

import pytest

from announcer.channels.registry import rules_of
from announcer.core.posting.lifecycle import State
from announcer.errors import ChannelPausedError, PostRefusedError, UsageError, WrongStateError
from announcer.services.accounts import AccountControl
from announcer.services.review.reviewing import Review, ReviewRules
from announcer.store.opening import SqlStore
from tests.databases import Databases
from tests.fakes import START, FakeChannel, FakeClock
from tests.queueing import new


def control_of(store: SqlStore, channel: FakeChannel) -> AccountControl:
    return AccountControl(store=store, active={"x": "iums"}, known=("x", "drafts"), channel=lambda _name: channel)


def test_a_paused_channel_goes_on_only_after_it_answered(store: SqlStore) -> None:
    control = control_of(store, FakeChannel(probe_faults=[ChannelPausedError("x", "still suspended")]))
    assert control.pause("x", actor="sara", reason="suspended") == "iums"

    with pytest.raises(ChannelPausedError):
        control.resume("x", actor="sara")
    assert store.pace("x", "iums").paused == "suspended"

    assert control.resume("x", actor="sara")
    assert not store.pace("x", "iums").paused


def test_where_there_are_no_keys_it_goes_on_unasked(store: SqlStore) -> None:
    control = control_of(store, FakeChannel(probe_faults=[ChannelPausedError("x", "still suspended")]))
    assert not control.let_go_on("x", actor="sara")
    control.pause("x", actor="sara", reason="suspended")

    assert control.let_go_on("x", actor="sara")
    assert not store.pace("x", "iums").paused
    with pytest.raises(UsageError, match="channel drafts is off"):
        control.let_go_on("drafts", actor="sara")


def test_a_channel_that_is_off_is_called_by_that_name(store: SqlStore) -> None:
    control = control_of(store, FakeChannel())
    assert control.names("drafts")
    assert not control.names("00000001")

    with pytest.raises(UsageError, match="channel drafts is off"):
        control.pause("drafts", actor="sara", reason="holidays")
    with pytest.raises(UsageError, match="channel drafts is off"):
        control.resume("drafts", actor="sara")
    with pytest.raises(UsageError, match="there is no channel 'y'"):
        control.resume("y", actor="sara")
    assert not store.history()


def posted(store: SqlStore) -> str:
    review = Review(store, ReviewRules(), rules_of=rules_of)
    review.receive(new(), actor="import")
    return review.record("00000001", "https://x.com/iums/status/42", actor="sara").id


def test_a_post_that_was_taken_down_counts_as_posted_still(store: SqlStore) -> None:
    one = posted(store)

    taken_down = control_of(store, FakeChannel()).take_down(one, actor="sara")

    assert taken_down.state is State.POSTED
    event = store.history(one)[-1]
    assert (event.name, event.actor, event.detail) == ("delete", "sara", "https://x.com/iums/status/42")


def test_a_post_is_taken_down_once_whatever_is_said_twice(databases: Databases) -> None:
    clock = FakeClock()
    store = databases.open(clock)
    one = posted(store)
    control = control_of(store, FakeChannel())
    first = control.take_down(one, actor="sara")
    clock.advance(timedelta(hours=1))

    assert control.take_down(one, actor="ali") == first

    assert first.taken_down_at == START
    assert [event.name for event in store.history(one)] == ["add", "record", "delete"]


def test_what_was_not_posted_cannot_be_taken_down(store: SqlStore) -> None:
    Review(store, ReviewRules(), rules_of=rules_of).receive(new(), actor="import")

    with pytest.raises(WrongStateError, match="it is in review, there is no post to take down"):
        control_of(store, FakeChannel()).take_down("00000001", actor="sara")


class Refusing(FakeChannel):
    """A channel that deletes nothing."""

    def delete(self, remote_id: str) -> None:
        """Refuse."""
        raise PostRefusedError("x", f"post {remote_id} cannot be deleted")


def test_a_post_that_may_still_be_there_has_no_line_in_its_history(store: SqlStore) -> None:
    one = posted(store)

    with pytest.raises(PostRefusedError):
        control_of(store, Refusing()).take_down(one, actor="sara")

    assert [event.name for event in store.history(one)] == ["add", "record"]
