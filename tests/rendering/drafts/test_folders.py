"""Draft folders: whole, repeatable, and no place where a file of the user's is lost."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from announcer.core.posts.cost import PostPrices
from announcer.errors import OutputError, SourceError
from announcer.rendering.drafts.contact_sheet import ContactSheet
from announcer.rendering.drafts.draft_pages import MOST_ON_A_PAGE
from announcer.rendering.drafts.folders import DraftWriter
from announcer.rendering.texts.web_pages import WebPages
from announcer.system.durable import sole_writer
from tests.builders import PIXEL, announcement, institution, post_text

TEMPLATES = Path(__file__).parents[3] / "templates" / "web"
FOLDER = "3f9a01c2-night-shift-work"


def writer(out: Path) -> DraftWriter:
    return DraftWriter(out, ContactSheet(WebPages(shipped=TEMPLATES), institution(), PostPrices()))


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@contextmanager
def disk_that_takes_files_of_at_most(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_each_announcement_gets_a_folder_and_all_share_a_page(tmp_path: Path) -> None:
    page = writer(tmp_path / "queue" / "drafts").write([announcement(), announcement(id="b", slug="two")])

    assert page == tmp_path / "queue" / "drafts" / "index.html"
    assert sorted(path.name for path in page.parent.iterdir()) == [FOLDER, "b-two", "index.html"]
    assert sorted(contents(page.parent / FOLDER)) == ["alt.txt", "card.png", "post.json", "post.txt"]


def test_the_post_is_written_without_a_line_break_of_its_own(tmp_path: Path) -> None:
    writer(tmp_path).write([announcement(text=post_text("one\r\ntwo"))])

    assert (tmp_path / FOLDER / "post.txt").read_bytes() == b"one\r\ntwo"
    assert (tmp_path / FOLDER / "card.png").read_bytes() == PIXEL


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    for out in ("one", "two", "two"):
        writer(tmp_path / out).write([announcement()], [SourceError("a.txt", "is empty", hint="fill it")])

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_draft_that_changed_is_replaced_as_a_whole(tmp_path: Path) -> None:
    writer(tmp_path).write([announcement()])

    writer(tmp_path).write([announcement(card=None, text=post_text("other"))])

    assert sorted(contents(tmp_path / FOLDER)) == ["alt.txt", "post.json", "post.txt"]
    assert (tmp_path / FOLDER / "post.txt").read_bytes() == b"other"


def test_a_draft_that_is_there_already_is_left_as_it_is(tmp_path: Path) -> None:
    writer(tmp_path).write([announcement()])
    before = (tmp_path / FOLDER).stat().st_ino

    writer(tmp_path).write([announcement()])
    assert (tmp_path / FOLDER).stat().st_ino == before

    writer(tmp_path).write([announcement(text=post_text("other"))])
    assert (tmp_path / FOLDER).stat().st_ino != before


def test_drafts_of_an_earlier_run_go(tmp_path: Path) -> None:
    writer(tmp_path).write([announcement()])

    writer(tmp_path).write([])

    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html"]


def pages(root: Path) -> list[str]:
    return sorted(path.name for path in root.glob("*.html"))


def test_many_drafts_are_on_several_pages_that_lead_to_each_other(tmp_path: Path) -> None:
    many = [announcement(id=f"n{number}", slug="one") for number in range(2 * MOST_ON_A_PAGE + 1)]

    first = writer(tmp_path).write(many, [SourceError("a.txt", "is empty")]).read_text("utf-8")

    second, third = ((tmp_path / f"page-{number}.html").read_text("utf-8") for number in (2, 3))
    assert pages(tmp_path) == ["index.html", "page-2.html", "page-3.html"]
    assert 'href="page-2.html"' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev" href="index.html"' in second
    assert 'rel="next" href="page-3.html"' in second
    assert "Drafts 401 to 401" in third
    assert 'rel="next"' not in third
    assert "is empty" in first
    assert "is empty" not in second + third
    assert "data:image" not in first + second + third


def test_pages_that_are_no_longer_needed_go(tmp_path: Path) -> None:
    many = [announcement(id=f"n{number}", slug="one") for number in range(MOST_ON_A_PAGE + 1)]
    writer(tmp_path).write(many)

    writer(tmp_path).write(many[:MOST_ON_A_PAGE])

    assert pages(tmp_path) == ["index.html"]
    assert 'rel="next"' not in (tmp_path / "index.html").read_text("utf-8")


def test_a_page_of_the_users_own_is_left_where_a_later_page_would_go(tmp_path: Path) -> None:
    (tmp_path / "page-2.html").write_text("mine", "utf-8")
    many = [announcement(id=f"n{number}", slug="one") for number in range(MOST_ON_A_PAGE + 1)]

    writer(tmp_path).write(many[:3])
    with pytest.raises(OutputError, match="page-2"):
        writer(tmp_path).write(many)

    assert (tmp_path / "page-2.html").read_text("utf-8") == "mine"


def test_leftovers_of_a_crash_are_settled(tmp_path: Path) -> None:
    writer(tmp_path).write([announcement()])
    (tmp_path / FOLDER).rename(tmp_path / f".old-announcer-{FOLDER}")
    (tmp_path / f".old-announcer-{FOLDER}" / "note.txt").write_text("remember")
    (tmp_path / f".tmp-announcer-{FOLDER}").mkdir()

    writer(tmp_path).write([announcement()])

    assert sorted(path.name for path in tmp_path.iterdir()) == [FOLDER, "index.html"]
    assert (tmp_path / FOLDER / "note.txt").read_text() == "remember"


def test_folders_and_files_of_the_users_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "post.json").write_text('{"format": "something else"}')
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "post.txt").write_text("Dear all")
    (tmp_path / "elsewhere").symlink_to(tmp_path / "photos")
    (tmp_path / "list.txt").write_text("1. tea")
    (tmp_path / ".tmp-list.txt").write_text("2. rice")
    before = contents(tmp_path)

    writer(tmp_path).write([announcement()])
    writer(tmp_path).write([])

    assert {name: data for name, data in contents(tmp_path).items() if name != "index.html"} == before


def test_a_note_that_a_person_added_survives_the_next_run(tmp_path: Path) -> None:
    writer(tmp_path).write([announcement()])
    (tmp_path / FOLDER / "note.txt").write_text("ask Dr Rahimi")

    writer(tmp_path).write([announcement()])

    assert (tmp_path / FOLDER / "note.txt").read_text() == "ask Dr Rahimi"


def test_a_post_that_a_person_edited_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    writer(tmp_path).write([announcement()])
    for words in ("my words", "my better words", "my best words"):
        (tmp_path / FOLDER / "post.txt").write_text(words)
        writer(tmp_path).write([announcement()])

    folder = tmp_path / FOLDER
    assert (folder / "post.txt").read_text() == announcement().text.text
    assert (folder / "post.edited.txt").read_text() == "my words"
    assert (folder / "post.edited-2.txt").read_text() == "my better words"
    assert (folder / "post.edited-3.txt").read_text() == "my best words"


def test_what_a_person_wrote_stays_when_its_draft_goes(tmp_path: Path) -> None:
    writer(tmp_path).write([announcement()])
    (tmp_path / FOLDER / "post.txt").write_text("my words")

    writer(tmp_path).write([])

    assert sorted(contents(tmp_path / FOLDER)) == ["post.txt"]
    assert (tmp_path / FOLDER / "post.txt").read_text() == "my words"


def test_a_folder_of_the_users_under_a_drafts_name_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "post.txt").write_text("mine")

    writer(tmp_path).write([announcement()])

    assert (tmp_path / FOLDER / "post.edited.txt").read_text() == "mine"


def test_a_page_of_the_users_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>My home page</h1>")

    with pytest.raises(OutputError, match="not a page of drafts") as caught:
        writer(tmp_path).write([announcement()])

    assert contents(tmp_path) == {"index.html": b"<h1>My home page</h1>"}
    assert "--out" in caught.value.hint


def test_a_file_in_a_drafts_place_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("mine")

    with pytest.raises(OutputError, match="this is not a folder"):
        writer(tmp_path).write([announcement()])

    assert (tmp_path / FOLDER).read_text() == "mine"


def test_a_place_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")

    with pytest.raises(OutputError) as caught:
        writer(tmp_path / "out").write([announcement()])

    assert str(tmp_path / "out") in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.hint


def test_a_full_disk_is_told_and_leaves_the_old_drafts_whole(tmp_path: Path) -> None:
    writer(tmp_path).write([announcement()])
    before = contents(tmp_path)

    with disk_that_takes_files_of_at_most(1000), pytest.raises(OutputError, match="cannot be written") as caught:
        writer(tmp_path).write([announcement(alt_text="x" * 2000)])

    assert "make room" in caught.value.hint
    assert {name: data for name, data in contents(tmp_path).items() if not name.startswith(".")} == before


def test_two_runs_at_once_do_not_mix(tmp_path: Path) -> None:
    with sole_writer(tmp_path), pytest.raises(OutputError) as caught:
        writer(tmp_path).write([announcement()])

    assert "another run" in caught.value.hint
    assert contents(tmp_path) == {}


def in_two_languages(out: Path) -> DraftWriter:
    sheet = ContactSheet(WebPages(shipped=TEMPLATES), institution(), PostPrices(), languages=("en", "fa"))
    return DraftWriter(out, sheet)


def test_a_site_of_two_languages_has_each_page_in_both(tmp_path: Path) -> None:
    many = [announcement(id=f"n{number}", slug="one") for number in range(MOST_ON_A_PAGE + 1)]

    first = in_two_languages(tmp_path).write(many)

    assert first == tmp_path / "index.html"
    assert pages(tmp_path) == ["index.fa.html", "index.html", "page-2.fa.html", "page-2.html"]
    persian = (tmp_path / "index.fa.html").read_text("utf-8")
    assert 'rel="next" href="page-2.fa.html"' in persian
    assert 'href="index.html" hreflang="en"' in persian
    assert 'href="page-2.fa.html" hreflang="fa"' in (tmp_path / "page-2.html").read_text("utf-8")


def test_pages_in_a_language_that_is_no_longer_wanted_go(tmp_path: Path) -> None:
    many = [announcement(id=f"n{number}", slug="one") for number in range(MOST_ON_A_PAGE + 1)]
    in_two_languages(tmp_path).write(many)
    (tmp_path / "index.mine.html").write_text("mine", "utf-8")

    writer(tmp_path).write(many[:3])

    assert pages(tmp_path) == ["index.html", "index.mine.html"]
