"""What a page says when something is wrong: the right cause, all mistakes at once, and what was typed."""

from pathlib import Path

import pytest

from announcer.core.posting.lifecycle import State
from announcer.ports.people_store import Role
from announcer.ports.store import Edit
from announcer.web.server import ReviewServer
from announcer.wiring.site_queue import open_queue
from tests.web.browsing import Visitor, signed_in

ONE = "00000001"


@pytest.fixture
def approver(server: ReviewServer) -> Visitor:
    """Somebody who may approve, and who looks at the first announcement."""
    visitor = signed_in(server, Role.APPROVER, "sara")
    visitor.get(f"/announcements/{ONE}")
    return visitor


def state(site: Path) -> State:
    """Return the state of the first announcement."""
    with open_queue(site) as queue:
        return queue.store.get(ONE).state


def test_a_reason_that_is_too_little_comes_back_with_the_box_open(approver: Visitor) -> None:
    answer = approver.post(f"/announcements/{ONE}/changes", reason="   ")

    assert answer.status_code == 422
    assert 'name="decision" open' in answer.text
    assert "Say why." in approver.text
    assert answer.text.count('id="mistake"') == 1


def test_a_time_that_is_none_comes_back_with_the_choices_and_the_ticks(approver: Visitor, site: Path) -> None:
    with open_queue(site) as queue:
        seen = queue.store.get(ONE).digest
    answer = approver.post(f"/announcements/{ONE}/approve", seen=seen, when="at", at="32 Mehr", claim=["1"])

    assert answer.status_code == 422
    assert 'value="32 Mehr"' in answer.text
    assert 'name="when" value="at" checked' in answer.text
    assert 'value="1" form="approve-form" checked' in answer.text
    assert state(site) is State.IN_REVIEW


def test_a_page_names_an_edit_only_where_an_edit_changed_it(approver: Visitor, site: Path) -> None:
    with open_queue(site) as queue:
        before = queue.store.get(ONE).digest
        queue.review.edit(ONE, Edit(text="Other https://doi.org/10.5555/announcer.1"), actor="ali")
    approver.post(f"/announcements/{ONE}/approve", seen=before)
    assert "ali has edited it." in approver.text

    with open_queue(site) as queue:
        edited = queue.store.get(ONE).digest
        queue.undoing.undo(ONE, actor="ali")
    answer = approver.post(f"/announcements/{ONE}/approve", seen=edited)
    assert answer.status_code == 409
    assert "has edited it" not in approver.text
    assert "ali has taken a step with it back." in approver.text


def test_who_signed_out_keeps_the_words_and_is_led_back(approver: Visitor, site: Path) -> None:
    with open_queue(site) as queue:
        queue.store.end_sessions("sara")
    answer = approver.post(f"/announcements/{ONE}/edit", text="My words", alt_text="My picture", seen="0")

    assert answer.status_code == 403
    assert "You are signed out" in approver.text
    assert "My words" in approver.text
    assert f"/sign-in?next=%2Fannouncements%2F{ONE}%2Fedit" in answer.text


def test_who_signed_in_anew_is_told_that_the_form_is_of_before(approver: Visitor, site: Path) -> None:
    approver.post(f"/announcements/{ONE}/reject", form_token="of before", reason="Not ours")

    assert "You have signed in anew" in approver.text
    assert "Not ours" in approver.text
    assert state(site) is State.IN_REVIEW


def test_the_welcome_page_tells_all_mistakes_at_once_and_keeps_its_language(server: ReviewServer) -> None:
    visitor, path = Visitor(server), server.first_run_address.removeprefix(server.address)
    visitor.get(path)
    assert "?language=fa" in visitor.answer.text
    answer = visitor.post(path, name="Sara Ahmadi!", password="short", again="other")

    assert answer.status_code == 422
    assert answer.text.count('<p class="alert">') == 3

    visitor.post(f"{path}?language=fa", name="sara", password="four good words", again="four good words")
    assert 'lang="fa" dir="rtl"' in visitor.get("/all").text


def test_a_search_without_a_find_says_what_was_searched_and_how_to_clear_it(approver: Visitor) -> None:
    approver.get("/all?words=zebra&of_language=en")

    assert "Nothing was found under “Waiting” for: zebra · EN" in approver.text
    assert "Clear the search" in approver.text


def test_who_decides_is_not_told_that_somebody_decides(approver: Visitor, server: ReviewServer) -> None:
    assert "Somebody who may approve decides" not in approver.text

    viewer = signed_in(server, Role.VIEWER)
    viewer.get(f"/announcements/{ONE}")
    assert "Somebody who may approve decides" in viewer.text


def test_what_is_too_long_is_told_once(server: ReviewServer) -> None:
    visitor = signed_in(server, Role.EDITOR)
    visitor.get(f"/announcements/{ONE}/edit")
    visitor.post(f"/announcements/{ONE}/count", text="A word " * 60, alt_text="", seen="")

    assert visitor.text.count("too long") == 1
