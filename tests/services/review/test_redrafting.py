"""Queued announcements made anew: all of them, in order, however many there are."""

import pytest

from announcer.channels.registry import rules_of
from announcer.channels.x.rules import X_RULES
from announcer.core.posting.lifecycle import State
from announcer.core.posts.announcement import Announcement
from announcer.core.posts.cost import PostPrices
from announcer.core.text.richtext import Rich
from announcer.errors import SourceError, UsageError
from announcer.ports.importing import Imported
from announcer.services.drafting import Drafting
from announcer.services.review.redrafting import AT_ONCE, Redrafting
from announcer.services.review.reviewing import Review, ReviewRules
from announcer.store.opening import SqlStore
from announcer.store.records import from_record, to_record
from tests.builders import publication
from tests.fakes import FakePainter, FakeWriter
from tests.queueing import new


def fill(store: SqlStore, numbers: range) -> None:
    for number in numbers:
        imported = Imported(publication=publication(title=Rich.of(f"Paper {number}")), source="a.toml")
        store.add(new(number, record=to_record(imported)), state=State.IN_REVIEW, actor="import")


def redrafting_of(store: SqlStore, *, sentences: int = 2) -> Redrafting:
    drafting = Drafting(
        writer=FakeWriter(sentences=sentences),
        painter=FakePainter(),
        languages=("en",),
        prices=PostPrices(),
        rules=X_RULES,
    )
    review = Review(store, ReviewRules(), rules_of=rules_of)
    return Redrafting(
        store=store, review=review, decode=from_record, drafter=drafting, sentences=drafting, rules_of=rules_of
    )


def test_all_that_waits_is_found_the_newest_first_and_each_once(store: SqlStore) -> None:
    fill(store, range(1, AT_ONCE + 3))

    found = [queued.id for queued in redrafting_of(store).waiting()]

    assert found == sorted(found, reverse=True)
    assert len(set(found)) == len(found) == AT_ONCE + 2


def test_the_newest_are_chosen_unless_all_or_some_are_wanted(store: SqlStore) -> None:
    fill(store, range(1, AT_ONCE + 3))
    redrafting = redrafting_of(store)

    assert len(redrafting.chosen()) == AT_ONCE
    assert len(redrafting.chosen(everything=True)) == AT_ONCE + 2
    assert [queued.id for queued in redrafting.chosen(["00000002"])] == ["00000002"]
    with pytest.raises(UsageError, match="do not go together"):
        redrafting.chosen(["00000002"], everything=True)


def test_each_is_made_anew_in_order_with_the_text_that_is_queued(store: SqlStore) -> None:
    fill(store, range(1, AT_ONCE + 3))
    redrafting = redrafting_of(store)
    queued = redrafting.chosen(everything=True)

    made = list(redrafting.redrafted(queued))

    assert [(one.id, one.text.text) for one in made if isinstance(one, Announcement)] == [
        (one.id, one.text) for one in queued
    ]
    assert redrafting.rebuilt(queued[0]) == made[0]


def test_one_whose_record_cannot_be_read_does_not_stop_the_others(store: SqlStore) -> None:
    fill(store, range(1, 3))
    store.add(new(3, record="{"), state=State.IN_REVIEW, actor="import")
    redrafting = redrafting_of(store)

    made = list(redrafting.redrafted(redrafting.chosen()))

    assert [isinstance(one, SourceError) for one in made] == [True, False, False]


def test_another_sentence_is_an_edit_as_any_other(store: SqlStore) -> None:
    fill(store, range(1, 2))

    edited = redrafting_of(store).choose_sentence("00000001", 2, actor="sara", anyway=True)

    assert "says 1 (en)" in edited.text
    assert (edited.state, edited.edited_by, edited.card_type) == (State.IN_REVIEW, "sara", "image/png")


@pytest.mark.parametrize(("there", "words"), [(1, "there is 1 key sentence"), (2, "there are 2 key sentences")])
def test_a_sentence_that_is_not_there_changes_nothing(store: SqlStore, there: int, words: str) -> None:
    fill(store, range(1, 2))
    queued = store.get("00000001")

    with pytest.raises(UsageError, match=words):
        redrafting_of(store, sentences=there).choose_sentence("00000001", 3, actor="sara")

    assert store.get("00000001") == queued
