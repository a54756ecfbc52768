"""What lies ready for people to post is never what is not to be posted any more."""

from collections.abc import Callable
from pathlib import Path

import pytest

from announcer.channels.by_hand import ByHandChannel
from announcer.channels.registry import rules_of
from announcer.core.posting.lifecycle import State
from announcer.errors import UsageError, WrongStateError
from announcer.ports.store import Edit
from announcer.services.ready_folders import clear_ready
from announcer.services.review.reviewing import Review, ReviewRules
from announcer.store.opening import SqlStore, open_sqlite
from tests.fakes import FakeClock
from tests.queueing import new

ONE, TWO = "00000001", "00000002"


@pytest.fixture
def channel(tmp_path: Path) -> ByHandChannel:
    return ByHandChannel(account="iums", folder=tmp_path / "ready")


@pytest.fixture
def review(store: SqlStore, channel: ByHandChannel) -> Review:
    """Two announcements that are approved and laid out."""
    made = Review(store, ReviewRules(), ready=channel, rules_of=rules_of)
    for number in (1, 2):
        made.receive(new(number, channel="drafts"), actor="import")
        made.approve(f"{number:08x}", actor="sara")
        channel.send(store.post_of(store.get(f"{number:08x}")), None)
    return made


def laid_out(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "ready").iterdir())


@pytest.mark.parametrize(
    "step",
    [
        lambda review: review.edit(ONE, Edit(alt_text="Better"), actor="sara"),
        lambda review: review.cancel(ONE, actor="sara"),
        lambda review: review.record(ONE, "https://x.com/iums/status/42", actor="sara"),
    ],
    ids=["edit", "cancel", "record"],
)
def test_a_step_takes_away_what_was_laid_out_and_leaves_the_others(
    tmp_path: Path, review: Review, step: Callable[[Review], object]
) -> None:
    step(review)

    assert laid_out(tmp_path) == [TWO]


@pytest.mark.parametrize(
    ("step", "error"),
    [
        (lambda review: review.edit(ONE, Edit(text="a" * 281), actor="sara"), UsageError),
        (lambda review: review.record(ONE, "x.com", actor="sara"), UsageError),
        (lambda review: review.reject(ONE, actor="sara"), WrongStateError),
    ],
    ids=["edit", "record", "reject"],
)
def test_a_step_that_is_refused_changes_nothing(
    tmp_path: Path, store: SqlStore, review: Review, step: Callable[[Review], object], error: type[Exception]
) -> None:
    queued, history = store.get(ONE), store.history(ONE)

    with pytest.raises(error):
        step(review)

    assert (store.get(ONE), store.history(ONE)) == (queued, history)
    assert laid_out(tmp_path) == [ONE, TWO]


def test_what_a_killed_step_left_is_cleared_later(
    tmp_path: Path, store: SqlStore, review: Review, channel: ByHandChannel
) -> None:
    assert review
    Review(store, ReviewRules(), rules_of=rules_of).cancel(ONE, actor="sara")  # killed before it cleared anything

    assert clear_ready(store, channel) == [ONE]
    assert laid_out(tmp_path) == [TWO]


def test_folders_of_another_queue_are_left(tmp_path: Path, store: SqlStore, channel: ByHandChannel) -> None:
    store.add(new(1, channel="drafts"), state=State.IN_REVIEW, actor="import")
    channel.send(store.post_of(store.get(ONE)), None)
    other = open_sqlite(tmp_path / "other.db", clock=FakeClock())

    assert clear_ready(other, channel) == []
    other.close()
    assert laid_out(tmp_path) == [ONE]
