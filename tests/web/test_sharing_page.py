"""The page that gives what an announcement is shared with: links, HTML to copy, a code, and what keeps it back."""

import json
import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from announcer.cli.main import run
from announcer.ports.importing import Imported
from announcer.ports.people_store import Role
from announcer.services.review.drawing_process import DrawingProcess
from announcer.settings.site_settings import load
from announcer.store.records import to_record
from announcer.web.pages.sharing_page import NETWORKS
from announcer.web.server import ReviewServer
from announcer.wiring.site_drawing import site_drawing
from announcer.wiring.site_queue import open_queue
from tests.builders import publication
from tests.sites import SLOTS, make_site, queue_up
from tests.web.browsing import Visitor, served, signed_in

ONE, TWO = "00000001", "00000002"
UID = "doi:10.5555/announcer.1"


def box(visitor: Visitor, name: str) -> str:
    """Return what a text box of the page holds; HTML drops the line break after its tag."""
    found = re.search(rf'<textarea id="{name}"[^>]*>\n(.*?)</textarea>', visitor.answer.text, re.DOTALL)
    assert found, name
    return unescape(found[1])


def share(server: ReviewServer, one: str = ONE, *, language: str = "en") -> Visitor:
    """Return a viewer who has opened the page."""
    visitor = signed_in(server, Role.VIEWER, language=language)
    assert visitor.get(f"/announcements/{one}/share").status_code == 200
    return visitor


def set_embargo(site: Path, one: str) -> None:
    """Put an announcement under an embargo for long."""
    with open_queue(site) as queue:
        queue.store.database.run(
            "UPDATE announcement SET embargo_until = :until WHERE id = :one",
            until=datetime(2999, 1, 1, tzinfo=UTC),
            one=one,
        )


def test_it_gives_what_the_command_gives_byte_for_byte(
    server: ReviewServer, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    visitor = share(server)
    assert run(["--site", str(site), "--json", "share", ONE]) == 0
    kit = json.loads(capsys.readouterr().out)

    assert box(visitor, f"block-{ONE}") == kit["block"]
    assert box(visitor, f"head-{ONE}") == kit["head"]
    assert json.loads(box(visitor, f"record-{ONE}")) == kit["json_ld"]
    assert kit["qr"] in visitor.answer.text
    values = [unescape(found) for found in re.findall(r'readonly dir="ltr" value="([^"]*)"', visitor.answer.text)]
    assert values == list(kit["share"].values())
    assert all(name in visitor.text for name in NETWORKS.values())


def test_both_languages_of_a_paper_are_there(server: ReviewServer, site: Path) -> None:
    record = to_record(Imported(publication=publication(doi="10.5555/announcer.1"), source="inbox/a.toml"))
    queue_up(site, 9, language="fa", title="عنوان", publication=UID, text="متن", record=record)
    visitor = share(server)

    assert "Share this content!" in box(visitor, f"block-{ONE}")
    assert "این مطلب را به اشتراک بگذارید!" in box(visitor, "block-00000009")


def test_a_text_that_nobody_approved_is_given_with_a_warning(server: ReviewServer, site: Path) -> None:
    assert "Nobody has approved this text yet." in share(server).text
    with open_queue(site) as queue:
        queue.review.approve(ONE, actor="sara")
    visitor = signed_in(server, Role.VIEWER, "another")

    assert "Nobody has approved" not in visitor.get(f"/announcements/{ONE}/share").text


def test_what_is_held_or_under_embargo_gives_its_reason_and_nothing_to_copy(
    server: ReviewServer, site: Path
) -> None:
    set_embargo(site, ONE)
    with open_queue(site) as queue:
        queue.review.hold(TWO, reason="the department asked to wait", actor="sara")
    for one, words in ((ONE, "under embargo until"), (TWO, "as it is held: the department asked to wait")):
        visitor = signed_in(server, Role.VIEWER, f"viewer-{one}")
        visitor.get(f"/announcements/{one}/share")

        assert words in visitor.text
        assert "<textarea" not in visitor.answer.text
        assert visitor.raw("GET", f"/announcements/{one}/share/block.html").status_code == 404


def test_the_parts_are_saved_as_files(server: ReviewServer) -> None:
    visitor = signed_in(server, Role.VIEWER)
    types = {}
    for part in ("block.html", "head.html", "record.jsonld", "qr.svg"):
        answer = visitor.raw("GET", f"/announcements/{ONE}/share/{part}")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{ONE}-en-{part}"'
        assert answer.content
        types[part] = answer.headers["Content-Type"].partition(";")[0]

    assert types == {
        "block.html": "text/html",
        "head.html": "text/html",
        "record.jsonld": "application/ld+json",
        "qr.svg": "image/svg+xml",
    }
    assert visitor.raw("GET", f"/announcements/{ONE}/share/nothing").status_code == 404
    assert visitor.raw("GET", "/announcements/ffffffff/share").status_code == 404


def test_a_template_of_the_site_acts_in_its_frame_alone(server: ReviewServer, site: Path) -> None:
    own = site / "templates" / "web"
    own.mkdir(parents=True, exist_ok=True)
    (own / "share-block.html.j2").write_text('<form action="/sign-out" method="post"><button>x</button></form>')
    visitor = share(server)

    assert '<form action="/sign-out" method="post"><button>x' not in visitor.answer.text
    assert 'sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"' in visitor.answer.text


def test_a_template_of_the_site_that_is_wrong_costs_the_kit_and_shows_no_path(
    server: ReviewServer, site: Path
) -> None:
    own = site / "templates" / "web"
    own.mkdir(parents=True, exist_ok=True)
    (own / "share-block.html.j2").write_text("{{ nothing.at.all }}")
    visitor = share(server)

    assert "the server's log says why" in visitor.text
    assert str(site) not in visitor.answer.text


def test_it_is_made_in_the_process_that_draws(tmp_path: Path) -> None:
    site = make_site(tmp_path, SLOTS + "[review]\npublic_previews = true\n")
    queue_up(site, 1)
    drawing = site_drawing(site, load(site))
    try:
        with served(site, drawing=drawing) as server:
            visitor = share(server)
            picture = re.search(r'<img class="share-picture" src="([^"]+)"', visitor.answer.text)
            assert picture
            assert Visitor(server).drawn(picture[1]).content.startswith(b"\x89PNG")
    finally:
        assert isinstance(drawing, DrawingProcess)
        drawing.end()
    assert "Share this content!" in box(visitor, f"block-{ONE}")


def test_it_is_led_to_from_the_announcement_and_speaks_persian(server: ReviewServer) -> None:
    visitor = signed_in(server, Role.VIEWER)

    assert f'href="/announcements/{ONE}/share"' in visitor.get(f"/announcements/{ONE}").text
    assert "اشتراک‌گذاری در صفحه‌های خودتان" in visitor.get(f"/announcements/{ONE}/share?language=fa").text
