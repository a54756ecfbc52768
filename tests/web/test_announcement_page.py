"""What the page of an announcement shows: the post to the byte, why it is there, what others write, escaped."""

import re
from html import unescape
from pathlib import Path

import pytest

from announcer.core.publications.cleaning import clean_passage
from announcer.core.publications.publication import Abstract, Section
from announcer.core.text.richtext import Rich
from announcer.ports.importing import Imported
from announcer.ports.people_store import Role
from announcer.ports.store import Edit
from announcer.store.records import to_record
from announcer.web.server import ReviewServer
from announcer.wiring.site_queue import open_queue
from tests.builders import publication
from tests.sites import RECORD, Commands, queue_up
from tests.web.browsing import signed_in

ONE = "00000001"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202e\x1b[2J{{7*7}}"


def shown_text(page: str) -> str:
    """Return the text of the post as a browser's textContent has it."""
    found = re.search(r'<div class="post-text"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert found
    return unescape(re.sub(r"<[^>]+>", "", found[1]))


@pytest.mark.parametrize(
    "text",
    [
        "A finding\n\nhttps://doi.org/10.5555/announcer.1\n\n#MedicalResearch @home",
        "  اثر  پیاده‌روی\u200c ۱۲\u00a0هفته <b>&amp;  https://doi.org/10.5555/announcer.1",
    ],
)
def test_the_post_is_shown_to_the_byte(server: ReviewServer, site: Path, text: str) -> None:
    with open_queue(site) as queue:
        queue.review.edit(ONE, Edit(text=text), actor="x", anyway=True)

    page = signed_in(server, Role.VIEWER).get(f"/announcements/{ONE}").text

    assert shown_text(page) == text


def test_what_strangers_wrote_is_text_in_every_field(server: ReviewServer, site: Path) -> None:
    odd = publication(
        title=Rich.of(HOSTILE),
        journal=HOSTILE,
        note=HOSTILE,
        abstract=Abstract(sections=(Section(label=HOSTILE, text=Rich.of(f"{HOSTILE}. We found it.")),)),
    )
    one = queue_up(
        site,
        9,
        title=HOSTILE,
        department=HOSTILE,
        text=f"{HOSTILE} https://doi.org/10.5555/announcer.9",
        alt_text=HOSTILE,
        held=HOSTILE,
        record=to_record(Imported(publication=odd, source=HOSTILE)),
    )
    with open_queue(site) as queue:
        queue.review.note(one, HOSTILE, actor=HOSTILE)
    visitor = signed_in(server, Role.ADMIN)

    for path in ("/", "/all", f"/announcements/{one}", f"/announcements/{one}/edit", f"/all?words={HOSTILE[:8]}"):
        page = visitor.get(path).text
        assert visitor.answer.status_code == 200, path
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "49" not in re.findall(r"\}\}|(?<![\d#])49(?!\d)", visitor.text)


def test_the_key_sentence_is_marked_where_it_stands(server: ReviewServer) -> None:
    page = signed_in(server, Role.VIEWER).get(f"/announcements/{ONE}").text

    assert "4.2 mmHg higher" in page
    assert "Key sentences" in page


def test_a_twin_that_is_older_than_an_edit_is_marked(server: ReviewServer, site: Path) -> None:
    uid = "doi:10.5555/announcer.1"
    twin = queue_up(
        site,
        1,
        id="000000fa",
        language="fa",
        publication=uid,
        title="عنوان",
        text="متن https://doi.org/10.5555/announcer.1",
    )
    with open_queue(site) as queue:
        queue.review.edit(ONE, Edit(text="New https://doi.org/10.5555/announcer.1"), actor="x")
    visitor = signed_in(server, Role.VIEWER)

    assert "older than this edit" in visitor.get(f"/announcements/{ONE}").text
    assert "older than this edit" not in visitor.get(f"/announcements/{twin}").text
    assert "see whether it still says the same" in visitor.get(f"/announcements/{twin}/twins").text


def test_a_text_that_cannot_be_sent_is_not_kept_and_not_lost(server: ReviewServer) -> None:
    visitor = signed_in(server, Role.EDITOR)
    visitor.get(f"/announcements/{ONE}/edit")
    digest = re.search(r'name="seen" value="(\w+)"', visitor.answer.text)
    assert digest
    long = "word " * 100

    visitor.post(f"/announcements/{ONE}/edit", seen=digest[1], text=long, alt_text="A card")

    assert visitor.answer.status_code == 422
    assert "1 to 280 is taken" in visitor.text
    assert long.strip() in visitor.answer.text


def test_what_was_typed_is_shown_when_the_session_is_over(server: ReviewServer) -> None:
    visitor = signed_in(server, Role.EDITOR, "ali")
    with server.pool.queue() as queue:
        queue.store.end_sessions("ali")

    answer = visitor.post(f"/announcements/{ONE}/edit", seen="0" * 64, text="My hour of work", alt_text="")

    assert answer.status_code == 403
    assert "My hour of work" in visitor.text


def test_another_sentence_makes_text_and_card_anew_but_keeps_nothing(server: ReviewServer, site: Path) -> None:
    with open_queue(site) as queue:
        before = queue.store.get(ONE)
    visitor = signed_in(server, Role.EDITOR)
    visitor.get(f"/announcements/{ONE}")
    sentence = "Nurses on rotating night shifts had a systolic pressure 4.2 mmHg higher than day workers."

    visitor.post(f"/announcements/{ONE}/redraw", seen=before.digest, sentence=sentence, template="quote")

    assert visitor.answer.status_code == 200
    assert sentence in visitor.text
    card = re.search(r'name="card" value="(\w{64})"', visitor.answer.text)
    assert card
    assert visitor.raw("GET", f"/drawn/{card[1]}").content.startswith(b"\x89PNG")
    with open_queue(site) as queue:
        assert queue.store.get(ONE) == before

    fields = {"text": f"{sentence} https://doi.org/10.5555/announcer.1", "alt_text": "New", "card": card[1]}
    visitor.post(f"/announcements/{ONE}/edit", seen=before.digest, **fields)
    with open_queue(site) as queue:
        assert queue.store.get(ONE).card_digest == card[1]


def test_new_ones_are_offered_and_move_nothing(server: ReviewServer, site: Path) -> None:
    visitor = signed_in(server, Role.VIEWER)
    assert "new" not in visitor.get("/news?waiting=3").text.replace("news", "")

    queue_up(site, 8)

    assert "1 new" in visitor.get("/news?waiting=3").text


def test_errors_of_the_store_tell_no_path(server: ReviewServer, site: Path) -> None:
    visitor = signed_in(server, Role.ADMIN)
    answer = visitor.get("/announcements/nope")
    assert answer.status_code == 404
    assert str(site) not in answer.text


def test_exponents_are_shown_as_the_card_has_them(server: ReviewServer, site: Path) -> None:
    words = "We gave 10<sup>9</sup> cells to 12 mice with H<sub>2</sub>O. They lived."
    odd = publication(abstract=Abstract(sections=(Section(label="", text=clean_passage(words)),)))
    one = queue_up(site, 9, record=to_record(Imported(publication=odd, source="x.xml")))

    page = signed_in(server, Role.VIEWER).get(f"/announcements/{one}").text

    assert "We gave 10⁹ cells to 12 mice with H₂O." in page
    assert "109 cells" not in page


def test_the_whole_path_of_a_source_is_for_administrators(
    server: ReviewServer, site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = site / "queue" / "inbox" / "new-paper.toml"
    file.write_text(RECORD.replace("10.5555/", "10.5555/path."), "utf-8")
    (line,) = Commands(site, capfd).lines("add", str(file))
    address = f"/announcements/{line['announcements'][0]['id']}"

    seen_by = {role: signed_in(server, role).get(address).text for role in (Role.EDITOR, Role.ADMIN)}

    assert "new-paper.toml" in seen_by[Role.EDITOR]
    assert str(file.parent) not in seen_by[Role.EDITOR]
    assert str(file) in seen_by[Role.ADMIN]
