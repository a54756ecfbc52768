"""Files that people give in: names of ours, nothing seen before it is whole, pictures made anew."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from announcer.ports.people_store import Role
from announcer.services.intake.uploading import LARGEST_UPLOAD
from announcer.web.server import ReviewServer
from announcer.wiring.site_queue import open_queue
from tests.builders import PIXEL
from tests.sites import RECORD
from tests.web.browsing import Visitor, signed_in

ONE = "00000001"


def give(visitor: Visitor, path: str, name: str, content: bytes, **fields: str) -> int:
    """Send a file as a browser does; return the answer's status."""
    visitor.answer = visitor.browser.post(
        visitor.base + path,
        data={"form_token": visitor.form_token, **fields},
        files={"file": (name, content, "application/octet-stream")},
        headers={"Origin": visitor.base},
        timeout=60,
    )
    return visitor.answer.status_code


def inbox(site: Path) -> list[str]:
    """Return the names of what lies in the inbox."""
    return sorted(path.name for path in (site / "queue" / "inbox").iterdir())


def picture(width: int = 1200, height: int = 675, kind: str = "JPEG") -> bytes:
    """Return a picture, with something in it that is no pixel."""
    written = BytesIO()
    Image.new("RGB", (width, height), "#204060").save(written, kind, comment=b"canary")
    return written.getvalue()


@pytest.fixture
def editor(server: ReviewServer) -> Visitor:
    """Somebody who may give files in."""
    visitor = signed_in(server, Role.EDITOR, "parvin")
    visitor.get("/records/new-file")
    return visitor


def test_a_file_comes_into_the_inbox_under_a_name_of_ours_and_into_the_history(editor: Visitor, site: Path) -> None:
    assert give(editor, "/records/new-file", "../../../evil\u202e.TOML", RECORD.encode()) == 200

    (name,) = inbox(site)
    assert name.startswith("upload-")
    assert name.endswith(".toml")
    assert (site / "queue" / "inbox" / name).read_text("utf-8") == RECORD
    with open_queue(site) as queue:
        line = next(each for each in queue.store.history() if each.name == "upload")
    assert (line.actor, line.detail.partition(",")[0]) == ("parvin", name)
    assert "The file was taken" in editor.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("none", b"x"),
        (".toml.sh", b"x"),
        ("a.toml", b""),
        ("a.toml", b"x" * (LARGEST_UPLOAD + 1)),
    ],
    ids=["program", "no-ending", "script", "empty", "large"],
)
def test_what_will_not_do_leaves_nothing_in_the_inbox(
    editor: Visitor, site: Path, name: str, content: bytes
) -> None:
    assert give(editor, "/records/new-file", name, content) in {413, 422}

    assert inbox(site) == []


def test_files_of_strangers_and_of_those_who_only_look_are_not_taken(server: ReviewServer, site: Path) -> None:
    for visitor in (signed_in(server, Role.VIEWER, "ali"), Visitor(server)):
        assert give(visitor, "/records/new-file", "a.toml", RECORD.encode()) in {400, 403}

    assert inbox(site) == []


def test_a_card_of_ones_own_is_made_anew_from_its_pixels_and_waits_for_review(editor: Visitor, site: Path) -> None:
    with open_queue(site) as queue:
        seen = queue.store.get(ONE).digest
    path = f"/announcements/{ONE}/own-card"

    assert give(editor, path, "holiday.jpg", picture(), seen=seen, alt_text="Our own card") == 200
    with open_queue(site) as queue:
        queued = queue.store.get(ONE)
        card = queue.store.card(queued.card_digest)
    assert card.startswith(b"\x89PNG")
    assert card != PIXEL
    assert b"canary" not in card
    assert (queued.alt_text, queued.edited_by) == ("Our own card", "parvin")
    assert give(editor, path, "holiday.jpg", picture(), seen=seen) == 409


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>",
        b"GIF89a",
        picture(9000, 9000, "PNG"),
    ],
    ids=["nothing", "svg", "gif", "bomb"],
)
def test_what_is_no_picture_to_be_shown_changes_nothing(editor: Visitor, site: Path, content: bytes) -> None:
    with open_queue(site) as queue:
        before = queue.store.get(ONE)

    assert give(editor, f"/announcements/{ONE}/own-card", "a.png", content, seen=before.digest) == 422
    with open_queue(site) as queue:
        assert queue.store.get(ONE) == before
