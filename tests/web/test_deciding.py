"""Approve what was seen, reject for a reason, ask for changes, take that back; and go on to the next."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.ports.people_store import Role
from announcer.ports.store import Edit
from announcer.web.server import ReviewServer
from announcer.wiring.site_queue import open_queue
from tests.sites import queue_up
from tests.web.browsing import Visitor, history, served, signed_in

ONE, TWO = "00000001", "00000002"


def stored(site: Path, one: str = ONE) -> Queued:
    """Return an announcement as it is stored."""
    with open_queue(site) as queue:
        return queue.store.get(one)


def edited(site: Path, text: str, actor: str = "somebody") -> None:
    """Have somebody edit the first announcement."""
    with open_queue(site) as queue:
        queue.review.edit(ONE, Edit(text=text), actor=actor)


def seen(visitor: Visitor) -> str:
    """Return the digest that the page shows."""
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', visitor.answer.text)
    assert found
    return found[1]


@pytest.fixture
def approver(server: ReviewServer) -> Visitor:
    """Somebody who may approve, and who looks at the first announcement."""
    visitor = signed_in(server, Role.APPROVER, "sara")
    visitor.get(f"/announcements/{ONE}")
    return visitor


def test_what_was_seen_is_approved_by_the_login_and_the_next_one_comes_up(approver: Visitor, site: Path) -> None:
    approver.post(f"/announcements/{ONE}/approve", seen=seen(approver), actor="mallory")

    queued = stored(site)
    assert (queued.state, queued.approved_by, queued.approved_digest) == (State.SCHEDULED, "sara", queued.digest)
    assert (
        approver.answer.url.endswith(f"/announcements/{TWO}?done=approve&of={ONE}") or "of=" in approver.answer.url
    )
    assert "Undo" in approver.text


def test_nothing_claims_it_before_it_can_no_longer_be_taken_back(approver: Visitor, site: Path) -> None:
    approver.post(f"/announcements/{ONE}/approve", seen=seen(approver), when="now")

    queued = stored(site)
    assert queued.approved_at
    assert queued.undo_until is not None
    assert queued.due_at is not None
    assert queued.undo_until - queued.approved_at > timedelta(minutes=9)
    assert queued.due_at >= queued.undo_until


def test_what_was_changed_meanwhile_is_not_approved_but_shown(approver: Visitor, site: Path) -> None:
    digest = seen(approver)
    edited(site, "Another finding https://doi.org/10.5555/announcer.1")

    answer = approver.post(f"/announcements/{ONE}/approve", seen=digest)

    assert answer.status_code == 409
    assert "It was changed since you looked at it" in approver.text
    assert "<ins>Another" in approver.answer.text
    assert stored(site).state is State.IN_REVIEW
    assert approver.post(f"/announcements/{ONE}/approve", seen=seen(approver)).status_code == 200
    assert stored(site).state is State.SCHEDULED


def test_a_form_that_does_not_say_what_was_seen_approves_nothing(approver: Visitor, site: Path) -> None:
    assert approver.post(f"/announcements/{ONE}/approve", seen="").status_code == 422
    assert approver.post(f"/announcements/{ONE}/approve", seen="abcd").status_code == 422
    assert stored(site).state is State.IN_REVIEW


def test_an_approval_is_taken_back(approver: Visitor, site: Path) -> None:
    approver.post(f"/announcements/{ONE}/approve", seen=seen(approver))
    approver.post(f"/announcements/{ONE}/undo")

    assert "Taken back." in approver.text
    queued = stored(site)
    assert (queued.state, queued.approved_by, queued.undo_until) == (State.IN_REVIEW, "", None)


def test_nobody_takes_back_what_another_did(approver: Visitor, server: ReviewServer, site: Path) -> None:
    approver.post(f"/announcements/{ONE}/approve", seen=seen(approver))
    other = signed_in(server, Role.ADMIN, "reza")
    other.get(f"/announcements/{ONE}")

    assert other.post(f"/announcements/{ONE}/undo").status_code == 409
    assert stored(site).state is State.SCHEDULED


def test_rejecting_needs_a_reason(approver: Visitor, site: Path) -> None:
    assert approver.post(f"/announcements/{ONE}/reject", reason="  ").status_code == 422
    assert stored(site).state is State.IN_REVIEW

    approver.post(f"/announcements/{ONE}/reject", chip=["Not of interest"], reason="Said  already")

    with open_queue(site) as queue:
        last = queue.store.history(ONE)[-1]
    assert (last.name, last.detail, last.actor) == ("reject", "Not of interest; Said already", "sara")
    assert last.address == "127.0.0.1"
    assert last.session


def test_what_changes_are_wanted_for_is_held_until_it_is_edited(approver: Visitor, site: Path) -> None:
    approver.post(f"/announcements/{ONE}/changes", reason="The dose is wrong")
    assert stored(site).held == "changes wanted: The dose is wrong"
    assert ONE not in approver.get("/").url

    approver.get(f"/announcements/{ONE}/edit")
    approver.post(
        f"/announcements/{ONE}/edit",
        seen=seen(approver),
        text="The dose was 4 mg https://doi.org/10.5555/announcer.1",
        alt_text="A card",
    )

    assert approver.answer.status_code == 200
    queued = stored(site)
    assert (queued.held, queued.text) == ("", "The dose was 4 mg https://doi.org/10.5555/announcer.1")


def test_four_eyes_go_by_the_login(site: Path) -> None:
    settings = site / "announcer.toml"
    settings.write_text(settings.read_text("utf-8") + "[posting]\nfour_eyes = true\n", "utf-8")
    with served(site) as strict:
        visitor = signed_in(strict, Role.APPROVER, "sara")
        edited(site, "Edited https://doi.org/10.5555/announcer.1", actor="sara")
        visitor.get(f"/announcements/{ONE}")
        assert "somebody else approves it" in visitor.text

        answer = visitor.post(f"/announcements/{ONE}/approve", seen=stored(site).digest)

    assert answer.status_code == 409
    assert stored(site).state is State.IN_REVIEW


def test_the_answers_to_the_checklist_are_in_the_history(approver: Visitor, site: Path) -> None:
    approver.post(f"/announcements/{ONE}/approve", seen=seen(approver), claim=["0", "3"])

    with open_queue(site) as queue:
        line = next(each for each in queue.store.history(ONE) if each.name == "checklist")
    assert line.detail.startswith("yes: It says what the abstract says")
    assert "no: Where animals" in line.detail
    approver.post(f"/announcements/{ONE}/undo")
    assert stored(site).state is State.IN_REVIEW


def test_several_are_approved_only_if_they_were_seen_and_have_no_warnings(approver: Visitor, site: Path) -> None:
    changed = stored(site, TWO).digest
    with open_queue(site) as queue:
        queue.review.edit(TWO, Edit(text="Other https://doi.org/10.5555/announcer.2"), actor="x")
    for one in (ONE, TWO, "00000003"):
        approver.get(f"/announcements/{one}")
    warned = queue_up(site, 4, text="See https://doi.org/10.5555/announcer.4 and Nat.Med", title="Warned")
    approver.get(f"/announcements/{warned}")
    chosen = [f"{ONE}:{stored(site).digest}", f"{TWO}:{changed}", f"{warned}:{stored(site, warned).digest}"]

    approver.post("/approve-many", chosen=chosen)

    assert [stored(site, one).state for one in (ONE, TWO, warned)] == [
        State.SCHEDULED,
        State.IN_REVIEW,
        State.IN_REVIEW,
    ]
    assert "1 approved" in approver.text
    assert "2 need a look first" in approver.text


def test_a_note_is_for_colleagues(approver: Visitor, site: Path) -> None:
    approver.post(f"/announcements/{ONE}/note", note="Ask the <b>author</b>")

    assert "Ask the <b>author</b>" in approver.text
    assert "<b>author</b>" not in approver.answer.text
    assert "note" in history(site, ONE)


def test_a_viewer_sees_no_buttons_that_would_be_refused(server: ReviewServer) -> None:
    visitor = signed_in(server, Role.VIEWER)
    visitor.get(f"/announcements/{ONE}")

    assert "Approve and next" not in visitor.text
    assert "/edit" not in visitor.answer.text
