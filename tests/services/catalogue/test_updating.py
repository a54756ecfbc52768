"""What a further record changes: what is known, the announcements, and what must not go out any more."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from announcer.core.findings import Finding, Level
from announcer.core.posting.lifecycle import State
from announcer.core.posting.policies import PumpRules
from announcer.core.posting.queued import ReadRecord
from announcer.core.publications.matching import identifiers
from announcer.core.publications.publication import Publication, PublicationStatus, Translation
from announcer.core.text.richtext import Rich
from announcer.errors import PostDelayedError, WrongStateError
from announcer.ports.importing import Imported
from announcer.ports.store import Edit, Impact
from announcer.services.catalogue.cataloguing import AddOptions, Outcome, Received
from announcer.services.catalogue.updating import settle_retraction
from announcer.services.posting.pump import Pump
from announcer.store.opening import SqlStore
from announcer.store.records import from_record
from tests.builders import publication
from tests.catalogues import Catalogue
from tests.databases import Databases
from tests.fakes import FakeChannel, FakeClock
from tests.queueing import new_publication, worker

PAPER = publication()
BETTER = publication(title=Rich.of("Night-shift work raises blood pressure in nurses"), pmid="7")
RETRACTED = publication(status=PublicationStatus.RETRACTED)
MINIMAL = replace(RETRACTED, abstract=None, authors=(), affiliations=(), journal="", published=None)
"""All that a list of retractions tells."""


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(databases: Databases, clock: FakeClock) -> SqlStore:
    return databases.open(clock)


@pytest.fixture
def catalogue(store: SqlStore) -> Catalogue:
    return Catalogue(store)


def impacts(received: Received) -> list[Impact]:
    return [each.impact for each in received.affected]


# -- the record ----------------------------------------------------------------------------------------------------


def test_what_changed_is_told_field_by_field(catalogue: Catalogue) -> None:
    catalogue.bring_in(replace(PAPER, abstract=None))

    received = catalogue.bring_in(replace(BETTER, keywords=("nurses",)))

    told = [str(change) for change in received.changed]
    assert (received.outcome, told) == (
        Outcome.UPDATED,
        ["title", "PMID added", "abstract added", "keywords added"],
    )


def test_a_record_with_less_blanks_nothing(catalogue: Catalogue) -> None:
    first = catalogue.bring_in(PAPER)

    received = catalogue.bring_in(replace(PAPER, abstract=None, authors=(), affiliations=(), journal=""))

    assert (received.outcome, received.changed) == (Outcome.KNOWN, ())
    assert catalogue.known(first.uid) == PAPER


def test_a_record_that_was_read_before_does_not_undo_what_came_since(catalogue: Catalogue) -> None:
    first = catalogue.bring_in(PAPER)
    catalogue.bring_in(BETTER)

    assert catalogue.bring_in(PAPER, "export-2.json").outcome is Outcome.KNOWN
    assert catalogue.known(first.uid).title == BETTER.title


def test_findings_are_those_of_what_is_known_now(catalogue: Catalogue) -> None:
    odd = Finding(id="hidden-characters", level=Level.WARNING, message="odd letters", where="title")
    other = Finding(id="hidden-characters", level=Level.WARNING, message="odd letters", where="authors")
    missing = Finding(id="no-abstract", level=Level.WARNING, message="none", where="abstract")
    first = Imported(publication=replace(PAPER, abstract=None), source="a", findings=(odd, other, missing))
    for imported in (first, Imported(publication=BETTER, source="b")):
        (received,) = catalogue.cataloguing.bring_in([imported], AddOptions(), actor="sara")

    kept = from_record(catalogue.store.record(received.uid)).findings
    assert [each for each in kept if each.id != "study-mark"] == [other]


def test_a_stored_record_that_cannot_be_read_is_replaced_and_kept(catalogue: Catalogue) -> None:
    unreadable = new_publication("doi:10.5555/announcer.1", identifiers=identifiers(PAPER))
    catalogue.store.register(unreadable)

    received = catalogue.bring_in(PAPER)

    assert (received.outcome, [str(change) for change in received.changed]) == (Outcome.UPDATED, ["record"])
    assert catalogue.known(unreadable.uid) == PAPER
    assert catalogue.store.has_read(unreadable.uid, ReadRecord(text=unreadable.record))


# -- announcements -------------------------------------------------------------------------------------------------


def test_what_nobody_has_approved_is_made_anew_under_its_id(catalogue: Catalogue) -> None:
    catalogue.bring_in(PAPER)
    old = catalogue.only()

    received = catalogue.bring_in(BETTER)

    new = catalogue.only()
    assert impacts(received) == [Impact.RENEWED]
    assert (new.id, new.state, new.title) == (old.id, State.IN_REVIEW, BETTER.title.plain)
    assert new.text.startswith(BETTER.title.plain)
    assert catalogue.review.approve(new.id, actor="ali", seen=new.digest).state is State.SCHEDULED


def test_what_was_rejected_stays_so_and_would_come_back_with_the_new_words(catalogue: Catalogue) -> None:
    catalogue.bring_in(PAPER)
    catalogue.review.reject(catalogue.only().id, actor="ali")

    catalogue.bring_in(BETTER)

    assert (catalogue.only().state, catalogue.only().title) == (State.REJECTED, BETTER.title.plain)


def test_what_was_edited_by_hand_stays_as_edited(catalogue: Catalogue) -> None:
    catalogue.bring_in(PAPER)
    catalogue.review.edit(catalogue.only().id, Edit(text="By hand"), actor="ali")

    received = catalogue.bring_in(BETTER)

    assert (impacts(received), catalogue.only().text) == ([Impact.FLAGGED], "By hand")
    last = catalogue.store.history(catalogue.only().id)[-1]
    assert (last.name, last.detail) == ("record-changed", "title, PMID added")


def test_what_is_approved_goes_on_as_it_is(catalogue: Catalogue, clock: FakeClock) -> None:
    catalogue.bring_in(PAPER)
    old = catalogue.approve()

    received = catalogue.bring_in(BETTER)

    assert (impacts(received), catalogue.only()) == ([Impact.FLAGGED], old)
    assert posts(catalogue.store, clock) == [old.text]


def test_a_language_that_a_record_adds_is_announced_too(catalogue: Catalogue) -> None:
    catalogue.bring_in(PAPER)

    received = catalogue.bring_in(replace(PAPER, translations={"fa": Translation(title=Rich.of("شیفت شب"))}))

    assert (received.outcome, [new.language for new in received.announcements]) == (Outcome.UPDATED, ["fa"])


def test_a_record_whose_post_cannot_be_written_changes_nothing_and_is_tried_again(catalogue: Catalogue) -> None:
    first = catalogue.bring_in(PAPER)
    catalogue.break_template("en")

    failed = catalogue.bring_in(BETTER)

    assert (failed.outcome, failed.changed, len(failed.problems)) == (Outcome.FAILED, (), 1)
    assert catalogue.known(first.uid) == PAPER
    catalogue.troubled.clear()
    assert catalogue.bring_in(BETTER).outcome is Outcome.UPDATED


def test_a_finding_that_the_record_mends_holds_no_longer(catalogue: Catalogue) -> None:
    catalogue.bring_in(replace(PAPER, doi="", links=(), pmid=""))
    assert catalogue.only().held

    catalogue.bring_in(PAPER)

    assert catalogue.only().held == ""


def test_a_finding_that_the_record_brings_holds(catalogue: Catalogue) -> None:
    catalogue.bring_in(PAPER)

    catalogue.bring_in(BETTER)
    catalogue.painter.findings = (Finding(id="no-card", level=Level.HOLD, message="no card"),)
    catalogue.bring_in(replace(BETTER, volume="4"))

    assert catalogue.only().held == "no card"


def test_what_a_person_holds_stays_held_for_that_reason(catalogue: Catalogue) -> None:
    catalogue.bring_in(PAPER)
    catalogue.review.hold(catalogue.only().id, actor="ali", reason="wait for the dean")

    catalogue.bring_in(BETTER)

    assert (catalogue.only().held, catalogue.only().title) == ("wait for the dean", BETTER.title.plain)


def test_a_finding_that_a_person_has_overruled_does_not_hold_again(catalogue: Catalogue) -> None:
    catalogue.painter.findings = (Finding(id="no-card", level=Level.HOLD, message="no card"),)
    catalogue.bring_in(PAPER)
    catalogue.review.resume(catalogue.only().id, actor="ali")

    catalogue.bring_in(BETTER)

    assert (catalogue.only().held, catalogue.only().title) == ("", BETTER.title.plain)


# -- retractions ---------------------------------------------------------------------------------------------------

GRAVE = {
    "retracted": RETRACTED,
    "of a list of retractions": MINIMAL,
    "marked in the title": publication(title=Rich.of(f"RETRACTED: {PAPER.title.plain}")),
    "withdrawn": publication(title=Rich.of(f"WITHDRAWN: {PAPER.title.plain}")),
    "a notice under the same DOI": publication(title=Rich.of(f"Retraction notice to: {PAPER.title.plain}")),
    "a notice that names no paper": publication(title=Rich.of("Retraction notice")),
    "without a title of its own": replace(MINIMAL, title=Rich.of("Statement of Retraction")),
    "under concern": publication(status=PublicationStatus.CONCERN),
}


@pytest.mark.parametrize("record", GRAVE.values(), ids=GRAVE)
def test_a_paper_that_is_retracted_after_its_approval_is_not_posted(
    catalogue: Catalogue, clock: FakeClock, record: Publication
) -> None:
    catalogue.bring_in(PAPER)
    catalogue.approve()

    received = catalogue.bring_in(record, "inbox/b.toml")

    assert (received.outcome, impacts(received)) == (Outcome.UPDATED, [Impact.HELD])
    assert catalogue.only().held.endswith(": the record in inbox/b.toml")
    assert posts(catalogue.store, clock) == []
    assert catalogue.store.overview([]).retracted
    assert catalogue.known(received.uid).title == PAPER.title


@pytest.mark.parametrize(
    ("record", "word"),
    [("retracted", "retracted"), ("withdrawn", "withdrawn"), ("under concern", "under an expression of concern")],
)
def test_the_reason_says_what_has_become_of_the_paper(catalogue: Catalogue, record: str, word: str) -> None:
    catalogue.bring_in(PAPER)

    catalogue.bring_in(GRAVE[record], "inbox/b.toml")

    assert catalogue.only().held == f"{word}: the record in inbox/b.toml"


def test_a_retraction_is_not_lost_to_a_template_that_is_wrong(catalogue: Catalogue) -> None:
    catalogue.bring_in(PAPER)
    catalogue.break_template("en")

    assert impacts(catalogue.bring_in(RETRACTED)) == [Impact.HELD]


def test_a_correction_holds_nothing(catalogue: Catalogue, clock: FakeClock) -> None:
    catalogue.bring_in(PAPER)
    catalogue.approve()

    received = catalogue.bring_in(publication(title=Rich.of(f"Correction to: {PAPER.title.plain}")))

    assert [str(change) for change in received.changed] == ["status"]
    assert impacts(received) == [Impact.FLAGGED]
    assert len(posts(catalogue.store, clock)) == 1


@pytest.mark.parametrize("moment", ["while the picture goes up", "after the lease was taken"])
def test_a_paper_that_is_retracted_while_a_worker_has_it_is_not_sent(
    catalogue: Catalogue, clock: FakeClock, moment: str
) -> None:
    catalogue.bring_in(PAPER)
    catalogue.approve()
    channel = FakeChannel(clock=clock)

    def retract(deed: Callable[[], object]) -> object:
        if moment == "while the picture goes up":
            deed()
        return catalogue.bring_in(RETRACTED)

    channel.upload_faults = [retract]
    pump(catalogue.store, channel, clock)

    assert channel.timeline == []
    assert (catalogue.only().state, bool(catalogue.only().held)) == (State.SCHEDULED, True)
    clock.advance(timedelta(hours=1))
    pump(catalogue.store, channel, clock)
    assert channel.timeline == []


def test_a_paper_that_is_retracted_while_it_is_being_sent_is_listed_as_posted(
    catalogue: Catalogue, clock: FakeClock
) -> None:
    catalogue.bring_in(PAPER)
    catalogue.approve()
    channel = FakeChannel(clock=clock)

    def retract(deed: Callable[[], object]) -> object:
        catalogue.bring_in(RETRACTED)
        return deed()

    channel.send_faults = [retract]
    pump(catalogue.store, channel, clock)

    assert len(channel.timeline) == 1
    assert [(queued.state, queued.held) for queued in catalogue.store.retracted(10)] == [(State.POSTED, "")]


def test_a_post_that_was_delayed_while_its_paper_was_retracted_is_not_tried_again(
    catalogue: Catalogue, clock: FakeClock
) -> None:
    catalogue.bring_in(PAPER)
    catalogue.approve()
    channel = FakeChannel(clock=clock)

    def retract_and_fail(_deed: Callable[[], object]) -> object:
        catalogue.bring_in(RETRACTED)
        raise PostDelayedError("x", "busy", wait=timedelta(minutes=1))

    channel.send_faults = [retract_and_fail]
    pump(catalogue.store, channel, clock)
    clock.advance(timedelta(hours=1))
    pump(catalogue.store, channel, clock)

    assert channel.timeline == []
    assert catalogue.only().held.startswith("retracted")


def test_what_lies_ready_for_a_person_is_taken_back_and_away(catalogue: Catalogue, clock: FakeClock) -> None:
    catalogue.bring_in(PAPER)
    catalogue.approve()
    pump(catalogue.store, FakeChannel(clock=clock, hands_over=True), clock)
    assert catalogue.only().state is State.READY

    catalogue.ready.ids = ["another", catalogue.only().id]

    catalogue.bring_in(RETRACTED)

    assert (catalogue.only().state, catalogue.ready.ids) == (State.SCHEDULED, ["another"])


def test_a_person_who_lets_it_go_on_is_not_asked_about_the_same_again(
    catalogue: Catalogue, clock: FakeClock
) -> None:
    catalogue.bring_in(PAPER)
    catalogue.approve()
    catalogue.bring_in(publication(status=PublicationStatus.CONCERN))
    catalogue.review.resume(catalogue.only().id, actor="ali")

    again = catalogue.bring_in(publication(status=PublicationStatus.CONCERN, volume="4"))

    assert impacts(again) == [Impact.FLAGGED]
    assert len(posts(catalogue.store, clock)) == 1


def test_a_concern_that_becomes_a_retraction_asks_once_more(catalogue: Catalogue) -> None:
    catalogue.bring_in(PAPER)
    catalogue.approve()
    catalogue.bring_in(publication(status=PublicationStatus.CONCERN))
    catalogue.review.resume(catalogue.only().id, actor="ali")

    assert impacts(catalogue.bring_in(RETRACTED)) == [Impact.HELD]


def test_a_retracted_paper_is_not_made_anew_so_that_what_a_person_decided_stands(catalogue: Catalogue) -> None:
    catalogue.bring_in(PAPER)
    catalogue.bring_in(RETRACTED)

    received = catalogue.bring_in(replace(RETRACTED, title=BETTER.title))

    assert (impacts(received), catalogue.only().title) == ([Impact.FLAGGED], PAPER.title.plain)


def test_what_is_posted_stays_listed_until_a_person_has_seen_it(catalogue: Catalogue, clock: FakeClock) -> None:
    catalogue.bring_in(PAPER)
    catalogue.approve()
    posts(catalogue.store, clock)

    assert impacts(catalogue.bring_in(RETRACTED)) == [Impact.PUBLIC]

    one = catalogue.only().id
    settle_retraction(catalogue.store, one, actor="ali")
    assert not catalogue.store.overview([]).retracted
    with pytest.raises(WrongStateError, match="or that was settled"):
        settle_retraction(catalogue.store, one, actor="ali")


def test_only_a_post_can_be_left_as_it_is(catalogue: Catalogue) -> None:
    catalogue.bring_in(PAPER)
    catalogue.bring_in(RETRACTED)

    with pytest.raises(WrongStateError, match="it is in review, not posted"):
        settle_retraction(catalogue.store, catalogue.only().id, actor="ali")


def test_one_that_was_posted_by_hand_all_the_same_is_listed(catalogue: Catalogue) -> None:
    catalogue.bring_in(PAPER)
    catalogue.approve()
    catalogue.bring_in(RETRACTED)

    catalogue.review.record(catalogue.only().id, "https://x.com/iums/status/9", actor="ali")

    assert [queued.state for queued in catalogue.store.retracted(10)] == [State.POSTED]


def pump(store: SqlStore, channel: FakeChannel, clock: FakeClock) -> None:
    """Do one round of posting."""
    Pump(worker(store, channel, clock, rules=PumpRules())).pump()


def posts(store: SqlStore, clock: FakeClock) -> list[str]:
    """Post what is due, and return the texts that are public then."""
    channel = FakeChannel(clock=clock)
    pump(store, channel, clock)
    return [post.text for post, _ in channel.timeline]
