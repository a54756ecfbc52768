"""Posting by hand: words and picture as they are stored, the address now or later, and nobody is asked twice."""

import re
from html import unescape
from pathlib import Path

import pytest

from announcer.core.posting.lifecycle import State
from announcer.core.posts.share_links import post_on_x
from announcer.ports.people_store import Role
from announcer.web.server import ReviewServer
from tests.sites import queue_up
from tests.web.browsing import Visitor, history, signed_in
from tests.web.hand_posting import POST, folder, lay_ready, stored

ONE, TWO = "00000001", "00000002"


@pytest.fixture
def editor(server: ReviewServer, site: Path) -> Visitor:
    """Somebody who posts by hand, with one announcement that lies ready."""
    lay_ready(site, ONE)
    visitor = signed_in(server, Role.EDITOR, "mina")
    visitor.get("/by-hand")
    return visitor


def test_the_words_are_those_that_are_stored_and_x_is_opened_with_them(editor: Visitor, site: Path) -> None:
    queued, page = stored(site, ONE), editor.answer.text
    found = re.search(r"<textarea[^>]*data-sent>\n(.*?)</textarea>", page, re.DOTALL)

    assert found
    assert unescape(found[1]) == queued.text
    assert post_on_x(queued.text, queued.link) in unescape(page)
    assert f"/cards/{queued.card_digest}" in page
    assert 'download="' in page


def test_an_address_records_it_and_what_was_laid_out_is_gone(editor: Visitor, site: Path) -> None:
    assert folder(site, ONE).exists()
    editor.post(f"/announcements/{ONE}/posted", url=f" {POST} ")

    queued = stored(site, ONE)
    assert (queued.state, queued.receipt and queued.receipt.url) == (State.POSTED, POST)
    assert not folder(site, ONE).exists()
    assert "Nothing lies ready" in editor.text
    assert "Undo" in editor.text


def test_a_wrong_address_is_asked_for_once_more_beside_its_post(editor: Visitor, site: Path) -> None:
    answer = editor.post(f"/announcements/{ONE}/posted", url="https://example.org/x")

    assert answer.status_code == 422
    assert "is not the address of a post on" in editor.text
    assert 'value="https://example.org/x"' in answer.text
    assert stored(site, ONE).state is State.READY


def test_what_is_said_to_be_posted_is_never_shown_as_to_be_posted_again(editor: Visitor, site: Path) -> None:
    editor.post(f"/announcements/{ONE}/said-posted")

    assert stored(site, ONE).lacks_address
    assert "1 address is still to come" in editor.text
    assert "Open X with the text" not in editor.text
    assert not folder(site, ONE).exists()

    again = editor.post(f"/announcements/{ONE}/said-posted")
    assert again.status_code == 409

    editor.get("/by-hand")
    editor.post(f"/announcements/{ONE}/posted", url=POST)
    assert "still to come" not in editor.text
    assert history(site, ONE)[-2:] == ["say-posted", "give-address"]


def test_a_page_that_is_open_learns_that_it_does_not_lie_ready_any_more(editor: Visitor) -> None:
    assert editor.get(f"/announcements/{ONE}/still-ready").status_code == 204
    editor.get("/by-hand")
    editor.post(f"/announcements/{ONE}/said-posted")

    editor.get(f"/announcements/{ONE}/still-ready")
    assert "Do not post it" in editor.text
    assert "posted, address to come" in editor.text
    assert "mina" in editor.text


def test_saying_posted_by_mistake_is_taken_back_and_it_lies_ready_again(editor: Visitor, site: Path) -> None:
    editor.post(f"/announcements/{ONE}/said-posted")
    editor.post(f"/announcements/{ONE}/undo")

    assert stored(site, ONE).state is State.READY
    assert folder(site, ONE).exists()
    editor.get("/by-hand")
    assert "Open X with the text" in editor.text


def test_each_language_can_be_seen_by_itself(editor: Visitor, site: Path) -> None:
    queue_up(site, 9, language="fa", title="یک مقاله")
    lay_ready(site, "00000009")

    editor.get("/by-hand?of_language=fa")
    assert "یک مقاله" in editor.text
    assert "Publication 1 " not in editor.text


def test_a_viewer_sees_it_and_records_nothing(server: ReviewServer, site: Path) -> None:
    lay_ready(site, ONE)
    viewer = signed_in(server, Role.VIEWER)

    viewer.get("/by-hand")
    assert "Copy" in viewer.text
    assert "/said-posted" not in viewer.answer.text
    assert viewer.post(f"/announcements/{ONE}/said-posted").status_code == 403
