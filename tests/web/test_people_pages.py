"""Administrators say who may sign in; everybody sees where they are signed in; the history shows all of it."""

import re
from pathlib import Path

import pytest

from announcer.errors import StoreError
from announcer.ports.people_store import Role
from announcer.web.server import ReviewServer
from announcer.wiring.site_queue import open_queue
from tests.sites import queue_up
from tests.web.browsing import Visitor, signed_in


@pytest.fixture
def boss(server: ReviewServer) -> Visitor:
    """An administrator who looks at the people."""
    visitor = signed_in(server, Role.ADMIN, "boss")
    visitor.get("/people")
    return visitor


def test_somebody_is_added_with_a_link_by_which_they_come_in(boss: Visitor, server: ReviewServer) -> None:
    boss.post("/people", name="Parvin", full_name="Parvin Ahmadi", role="approver")
    link = re.search(r"/welcome/[\w-]{43}", boss.answer.text)
    assert link
    parvin = Visitor(server)
    parvin.get(link[0])
    parvin.post(link[0], password="four words make one", again="four words make one")

    assert "Parvin Ahmadi" in parvin.text
    assert "Reviewers" in parvin.text
    assert parvin.raw("GET", "/people").status_code == 403


def test_a_name_that_is_there_or_will_not_do_is_refused_with_what_was_typed(boss: Visitor) -> None:
    assert boss.post("/people", name="boss", role="viewer", full_name="Another one").status_code == 422
    assert 'value="Another one"' in boss.answer.text
    assert boss.post("/people", name="two words", role="viewer").status_code == 422
    assert boss.post("/people", name="ali", role="king").status_code == 422


def test_another_role_signs_the_person_out_and_counts_at_the_next_sign_in(
    boss: Visitor, server: ReviewServer
) -> None:
    ali = signed_in(server, Role.VIEWER, "ali")
    boss.post("/people/ali/role", role="editor")

    assert ali.raw("GET", "/all").headers["Location"].startswith("/sign-in")
    with server.pool.queue() as queue:
        person = queue.store.person("ali")
    assert person
    assert person.role is Role.EDITOR


def test_somebody_who_is_shut_out_is_out_at_once_until_let_in_again(boss: Visitor, server: ReviewServer) -> None:
    ali = signed_in(server, Role.EDITOR, "ali")
    boss.post("/people/ali/disable")

    assert "may not sign in" in boss.text
    assert ali.raw("GET", "/all").status_code == 303
    boss.post("/people/ali/enable")
    assert "They may sign in again" in boss.text


def test_signing_somebody_out_everywhere_ends_every_session(boss: Visitor, server: ReviewServer) -> None:
    ali = signed_in(server, Role.EDITOR, "ali")
    boss.get("/people")
    assert boss.text.count("signed in, last seen") == 2
    boss.post("/people/ali/sign-out")

    assert ali.raw("GET", "/all").status_code == 303


def test_the_last_administrator_stays(boss: Visitor) -> None:
    assert boss.post("/people/boss/disable").status_code == 409
    assert boss.post("/people/boss/role", role="viewer").status_code == 409
    assert boss.post("/people/nobody/role", role="viewer").status_code == 422


def test_somebody_sees_their_own_sessions_alone_and_ends_those_elsewhere(server: ReviewServer) -> None:
    first, _other = signed_in(server, Role.VIEWER, "ali"), signed_in(server, Role.VIEWER, "reza")
    with server.pool.queue() as queue:
        mine = queue.store.sessions_of("ali")[0]
        others = queue.store.sessions_of("reza")[0]
        queue.store.open_session(
            type(mine)(
                digest="f" * 64,
                person="ali",
                form_token="x",
                address="192.0.2.7",
                created_at=mine.created_at,
                seen_at=mine.seen_at,
            )
        )
    first.get("/account/sessions")
    assert "192.0.2.7" in first.text
    assert first.post(f"/account/sessions/{others.id}/end").status_code == 409
    first.post(f"/account/sessions/{'f' * 12}/end")

    assert "192.0.2.7" not in first.text
    assert first.raw("GET", "/all").status_code == 200


def test_everywhere_else_leaves_this_session(server: ReviewServer) -> None:
    visitor = signed_in(server, Role.VIEWER, "ali")
    visitor.post("/account/sessions/end-others")

    assert visitor.raw("GET", "/all").status_code == 200


def test_the_history_shows_everything_and_what_one_person_did(boss: Visitor, server: ReviewServer) -> None:
    ali = signed_in(server, Role.APPROVER, "ali")
    ali.get("/announcements/00000001")
    ali.post("/announcements/00000001/reject", reason="Not <i>ours</i>")

    boss.get("/history")
    assert "rejected it" in boss.text
    assert "added a person" in boss.text
    assert "<i>ours" not in boss.answer.text
    boss.get("/history?actor=ali")
    assert "rejected it" in boss.text
    assert "added it" not in boss.text
    boss.get("/history?only=site")
    assert "rejected it" not in boss.text
    assert "added a person" in boss.text


def test_a_long_history_is_paged_from_the_newest(boss: Visitor, server: ReviewServer, site: Path) -> None:
    one = queue_up(site, 5)
    with server.pool.queue() as queue:
        queued = queue.store.get(one)
        for number in range(130):
            queue.store.note(queued, "note", actor="test", detail=f"note {number:03}.")

    boss.get("/history")
    assert "note 129." in boss.text
    assert "note 010." not in boss.text
    older = re.search(r"before=(\d+)", boss.answer.text)
    assert older
    boss.get(f"/history?before={older[1]}")
    assert "note 010." in boss.text
    assert boss.get("/history?before=x").status_code == 200
    assert boss.get(f"/history?before={'9' * 30}").status_code == 200


def test_no_line_of_history_can_be_changed_or_taken_out(site: Path) -> None:
    with open_queue(site) as queue:
        for statement in ("UPDATE event SET actor = 'nobody'", "DELETE FROM event"):
            with pytest.raises(StoreError, match="only ever added to"):
                queue.store.database.run(statement)
