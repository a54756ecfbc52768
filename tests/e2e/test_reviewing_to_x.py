"""From the review page to the account: what the page showed is what X has, byte for byte."""

import re
from html import unescape
from pathlib import Path

import pytest

from announcer.errors import EXIT_FINE
from announcer.ports.people_store import Role
from tests.fakex import FakeX
from tests.sites import RECORD, SLOTS, Commands, make_site, x_environment, x_table
from tests.web.browsing import Visitor, served, signed_in

AT_ONCE = '[review]\nundo_window = "0 s"\n'


def words_of(page: str, mark: str) -> str:
    """Return the words of the first element with that attribute, as a browser's textContent has them."""
    found = re.search(rf"<(\w+)[^>]*\s{mark}>(.*?)</\1>", page, re.DOTALL)
    assert found
    return unescape(re.sub(r"<[^>]+>", "", found[2]))


def shown(visitor: Visitor, one: str) -> tuple[str, str, bytes]:
    """Return text, alt text and card as the page shows them."""
    page = visitor.get(f"/announcements/{one}").text
    address = re.search(r'<img class="card" src="([^"]+)"', page)
    assert address
    return words_of(page, "data-sent"), words_of(page, "data-alt"), visitor.raw("GET", address[1]).content


def test_text_card_and_alt_text_are_the_bytes_that_the_page_showed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in x_environment().items():
        monkeypatch.setenv(name, value)
    with FakeX() as x:
        announcer = Commands(make_site(tmp_path, SLOTS + AT_ONCE + x_table(x.url, "budget = 1\n")), capsys)
        record = announcer.site / "a.toml"
        record.write_text(RECORD.replace("4 mmHg higher", "4&nbsp;mmHg <i>higher</i> & “more”"), "utf-8")
        (line,) = announcer.lines("add", str(record))
        one = str(line["announcements"][0]["id"])
        with served(announcer.site) as server:
            visitor = signed_in(server, Role.APPROVER)
            text, alt_text, card = shown(visitor, one)
            digest = re.search(r'name="seen" value="(\w{64})"', visitor.answer.text)
            assert digest
            assert visitor.post(f"/announcements/{one}/approve", seen=digest[1], when="now").status_code == 200

        assert announcer("run", "--once") == EXIT_FINE

        (post,) = x.world.posts
        assert post.text == text
        assert post.alt_texts == (alt_text,)
        assert [x.world.pictures[each] for each in post.media] == [card]
