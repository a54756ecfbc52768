"""What every store keeps of people: reviewers by link, sessions, the whole history; on each database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from announcer.core.posting.lifecycle import State
from announcer.ports.people_store import Origin, Person, Role, Session
from announcer.ports.reviewer_store import Reviewer, ReviewerLink
from announcer.store.opening import SqlStore
from tests.databases import Databases
from tests.fakes import START, FakeClock
from tests.queueing import new

DAY = timedelta(days=1)
MARYAM = Reviewer(
    id="aa11",
    name="مریم کریمی",
    mail="maryam@example.org",
    language="fa",
    announcements=("00000001", "00000002"),
    decides=True,
    made_by="sara",
    made_at=START,
    ends_at=START + DAY,
)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(databases: Databases, clock: FakeClock) -> SqlStore:
    return databases.open(clock)


def test_a_reviewer_comes_back_as_it_was_put_in(store: SqlStore) -> None:
    assert store.add_reviewer(MARYAM, actor="sara")

    assert store.reviewer("aa11") == MARYAM
    assert store.reviewers() == [MARYAM]
    assert store.reviewer("bb22") is None
    assert [event.name for event in store.history()] == ["reviewer-added"]


def test_two_reviewers_of_one_name_do_not_work_at_once(store: SqlStore, clock: FakeClock) -> None:
    other = replace(MARYAM, id="bb22", made_at=START + timedelta(hours=1))
    assert store.add_reviewer(MARYAM, actor="sara")
    assert not store.add_reviewer(other, actor="sara")
    assert store.revoke_reviewer("aa11", actor="ali")
    assert not store.revoke_reviewer("aa11", actor="ali")

    assert store.add_reviewer(other, actor="sara")
    assert [each.id for each in store.reviewers()] == ["bb22", "aa11"]
    revoked = store.reviewer("aa11")
    assert revoked
    assert revoked.revoked_at == clock.now()
    assert not revoked.works(clock.now())


def test_revoking_takes_the_links_away(store: SqlStore, clock: FakeClock) -> None:
    store.add_reviewer(MARYAM, actor="sara")
    for digest in ("d1", "d2"):
        store.add_reviewer_link(ReviewerLink(digest=digest, reviewer="aa11", made_at=clock.now()))
    clock.advance(timedelta(minutes=3))
    store.touch_reviewer_link("d2")
    assert [(each.digest, each.used_at) for each in store.reviewer_links()] == [("d2", clock.now()), ("d1", None)]
    store.drop_reviewer_link("d1")
    assert store.reviewer_link("d1") is None

    store.revoke_reviewer("aa11", actor="sara")
    assert store.reviewer_links() == []


def test_an_announcement_is_claimed_once_for_each_reviewer_unless_it_is_given_back(
    store: SqlStore, clock: FakeClock
) -> None:
    for number in (1, 2):
        store.add(new(number), state=State.IN_REVIEW, actor="import")
    ids = ["00000001", "00000002"]
    store.add_reviewer(MARYAM, actor="sara")
    store.add_reviewer(replace(MARYAM, id="bb22", name="Ali"), actor="sara")
    assert store.last_asked("aa11") is None

    assert store.claim_asking("aa11", ids[:1]) == ids[:1]
    assert store.claim_asking("aa11", ids) == ids[1:]
    assert store.claim_asking("bb22", ids) == ids
    assert store.last_asked("aa11") == clock.now()
    store.release_asking("aa11", ids[1:])
    assert store.claim_asking("aa11", ids) == ids[1:]


def test_the_whole_history_is_read_from_the_newest_by_who_did_it(store: SqlStore) -> None:
    store.add(new(1, title="Night work"), state=State.IN_REVIEW, actor="import")
    with store.acting_from(Origin(session="abc", address="192.0.2.1")):
        store.note(store.get("00000001"), "note", actor="sara", detail="look")
        store.note_sign_in("sign-out", actor="sara", detail="")

    lines = store.audit()
    assert [(line.event.name, line.event.announcement, line.title) for line in lines] == [
        ("sign-out", "", ""),
        ("note", "00000001", "Night work"),
        ("add", "00000001", "Night work"),
    ]
    assert (lines[0].event.session, lines[0].event.address) == ("abc", "192.0.2.1")
    assert [line.event.name for line in store.audit(before=lines[0].event.id, limit=1)] == ["note"]
    assert [line.event.name for line in store.audit(actor="import")] == ["add"]
    assert [line.event.name for line in store.audit(only_site=True)] == ["sign-out"]
    assert store.actors() == ["import", "sara"]


def test_a_persons_sessions_come_with_the_one_used_last_first(store: SqlStore, clock: FakeClock) -> None:
    for name in ("ali", "sara"):
        store.add_person(Person(name=name, role=Role.VIEWER), actor="boss")
    first = Session(
        digest="d1", person="ali", form_token="f", address="", created_at=clock.now(), seen_at=clock.now()
    )
    store.open_session(first)
    store.open_session(replace(first, digest="d2", seen_at=clock.now() + timedelta(minutes=1)))
    store.open_session(replace(first, digest="d3", person="sara"))

    assert [each.digest for each in store.sessions_of("ali")] == ["d2", "d1"]
