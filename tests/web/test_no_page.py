"""What has no page, or where none can answer, is told on a page: in the visitor's language, with a way back."""

import pytest

from announcer.ports.people_store import Role
from announcer.web.server import ReviewServer
from tests.web.browsing import Visitor, signed_in

ONE = "00000001"


@pytest.mark.parametrize(
    ("language", "words", "back"),
    [("en", "There is no such page.", "To the first page"), ("fa", "چنین صفحه‌ای", "به صفحهٔ نخست")],
)
@pytest.mark.parametrize("path", ["/announcements/a/b", "/announcements/a/b/approve"])
def test_an_address_without_a_page(server: ReviewServer, path: str, language: str, words: str, back: str) -> None:
    visitor = Visitor(server, language)

    answer = visitor.post(path) if "approve" in path else visitor.get(path)

    assert answer.status_code in {404, 405}
    assert answer.headers["Content-Type"].startswith("text/html")
    assert words in visitor.text
    assert back in visitor.text
    assert f'lang="{language}"' in answer.text


def test_a_text_that_is_too_long(server: ReviewServer) -> None:
    visitor = signed_in(server, Role.EDITOR)
    visitor.get(f"/announcements/{ONE}")

    answer = visitor.post(f"/announcements/{ONE}/note", note="a" * 300_000)

    assert answer.status_code in {400, 413}
    assert "maximum size" not in visitor.text
    assert "To the first page" in visitor.text
