"""Bringing publications in: each once, whatever was interrupted."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from announcer.core.posting.queued import Target
from announcer.core.posts.cost import PostPrices
from announcer.core.publications.publication import Publication, Translation
from announcer.core.text.richtext import Rich
from announcer.errors import TemplateError
from announcer.ports.importing import Imported
from announcer.services.cataloguing import AddOptions, Cataloguing, Outcome, Received
from announcer.services.composing import Composer
from announcer.services.drafting import Drafting
from announcer.services.review_rules import ReviewRules
from announcer.services.reviewing import Review
from announcer.services.updating import RecordFormat
from announcer.store.opening import SqlStore, open_sqlite
from announcer.store.records import from_record, to_record
from tests.builders import announcement, institution, publication
from tests.fakes import FakeClock

BOTH = publication(translations={"fa": Translation(title=Rich.of("شیفت شب و فشار خون پرستاران"))})


class Words:
    """A text writer and painter in one, for what is tested here does not depend on words."""

    def __init__(self) -> None:
        self.troubled: set[str] = set()

    def key_sentences(self, *_given: object) -> tuple[()]:
        """Return none."""
        return ()

    def post(self, _publication: object, language: str, _sentence: str) -> object:
        """Return a text, or fail for a language that is in trouble."""
        if language in self.troubled:
            raise TemplateError(f"post/{language}: line 1")
        return announcement().text

    def alt_text(self, *_given: object) -> str:
        """Return something."""
        return "A card"

    def paint(self, *_given: object) -> object:
        """Return a card."""
        return announcement().card


class SiteQueue:
    """A store and the use case over it."""

    def __init__(self, path: Path, languages: tuple[str, ...] = ("en", "fa"), *, charges: bool = True) -> None:
        self.store: SqlStore = open_sqlite(path, clock=FakeClock())
        self.words = Words()
        drafting = Drafting(
            writer=self.words,  # type: ignore[arg-type]
            painter=self.words,  # type: ignore[arg-type]
            languages=languages,
            prices=PostPrices(),
        )
        target = Target(channel="x" if charges else "drafts", account="iums", charges=charges)
        review = Review(self.store, ReviewRules())
        form = RecordFormat(encode=to_record, decode=from_record)
        composer = Composer(drafting, target)
        self.cataloguing = Cataloguing(self.store, review, composer, institution=institution(), form=form)

    def bring_in(self, found: Publication, options: AddOptions | None = None) -> Received:
        """Bring one publication in."""
        imported = Imported(publication=found, source="inbox/a.toml")
        (received,) = self.cataloguing.bring_in([imported], options or AddOptions(), actor="sara")
        return received


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Callable[..., SiteQueue]]:
    with ExitStack() as opened:

        def open_queue(name: str = "announcer.db", *, charges: bool = True) -> SiteQueue:
            queue = SiteQueue(tmp_path / name, charges=charges)
            opened.callback(queue.store.close)
            return queue

        yield open_queue


@pytest.fixture
def queue(desks: Callable[..., SiteQueue]) -> SiteQueue:
    return desks()


def test_a_publication_gets_an_announcement_in_each_of_its_languages(queue: SiteQueue) -> None:
    received = queue.bring_in(BOTH)

    assert (received.outcome, [new.language for new in received.announcements]) == (Outcome.ADDED, ["en", "fa"])
    assert from_record(queue.store.record(received.uid)).publication == BOTH


def test_bringing_it_in_again_changes_nothing(queue: SiteQueue) -> None:
    queue.bring_in(BOTH)

    assert queue.bring_in(BOTH).outcome is Outcome.KNOWN
    assert len(queue.store.listing()) == 2


def test_what_was_interrupted_is_made_whole(queue: SiteQueue) -> None:
    queue.words.troubled = {"fa"}
    first = queue.bring_in(BOTH)
    queue.words.troubled = set()
    second = queue.bring_in(BOTH)

    assert (first.outcome, len(first.problems)) == (Outcome.FAILED, 1)
    assert (second.outcome, [new.language for new in second.announcements]) == (Outcome.ADDED, ["fa"])


def test_what_is_registered_is_not_announced(queue: SiteQueue) -> None:
    assert queue.bring_in(BOTH, AddOptions(known=True)).outcome is Outcome.REGISTERED
    assert queue.bring_in(BOTH, AddOptions(known=True)).outcome is Outcome.KNOWN
    assert queue.bring_in(BOTH).outcome is Outcome.KNOWN
    assert queue.store.listing() == []


def test_it_is_announced_once_more_only_on_request(queue: SiteQueue) -> None:
    queue.bring_in(BOTH)

    again = queue.bring_in(BOTH, AddOptions(again=True))

    assert [new.round for new in again.announcements] == [2, 2]
    assert len({queued.id for queued in queue.store.listing()}) == 4


def test_switching_the_channel_announces_nothing_anew(desks: Callable[..., SiteQueue]) -> None:
    by_hand = desks(charges=False)
    by_hand.bring_in(BOTH)

    assert desks().bring_in(BOTH).outcome is Outcome.KNOWN


def test_only_a_channel_that_charges_has_costs(desks: Callable[..., SiteQueue]) -> None:
    by_hand = desks("by-hand.db", charges=False).bring_in(BOTH)
    to_x = desks("x.db").bring_in(BOTH)

    assert [new.cost for new in by_hand.announcements] == [0, 0]
    assert all(new.cost > 0 for new in to_x.announcements)


def test_priority_is_taken_along(queue: SiteQueue) -> None:
    received = queue.bring_in(BOTH, AddOptions(priority=5))

    assert {new.priority for new in received.announcements} == {5}
