"""Files and folders are written whole."""

import stat
from pathlib import Path

import pytest

from announcer.system.durable import (
    make_folder,
    replace_file,
    replace_folder,
    settle_leftovers,
    sole_writer,
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "page.html"

    replace_file(path, b"old")
    replace_file(path, b"new")

    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["page.html"]
    assert mode(path) == 0o640


def test_a_folder_is_replaced_with_all_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "draft"
    replace_folder(folder, {"post.txt": b"old", "card.png": b"png"}, {})

    replace_folder(folder, {"post.txt": b"new"}, {})

    assert names(tmp_path) == ["draft"]
    assert names(folder) == ["post.txt"]
    assert mode(folder) == 0o750
    assert mode(folder / "post.txt") == 0o640


def test_copies_of_files_links_and_folders_go_into_the_new_folder(tmp_path: Path) -> None:
    folder = tmp_path / "draft"
    replace_folder(folder, {"note.txt": b"remember"}, {})
    (folder / "photos").mkdir()
    (folder / "photos" / "one.jpg").write_bytes(b"jpg")
    (folder / "link").symlink_to("nowhere")

    replace_folder(folder, {"post.txt": b"text"}, {path.name: path for path in folder.iterdir()})

    assert names(folder) == ["link", "note.txt", "photos", "post.txt"]
    assert (folder / "photos" / "one.jpg").read_bytes() == b"jpg"
    assert (folder / "link").is_symlink()


def test_what_a_crash_left_half_written_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".tmp-announcer-draft").mkdir()
    (tmp_path / ".tmp-announcer-draft" / "post.txt").write_text("ha")
    (tmp_path / ".tmp-announcer-index.html").write_text("<!doc")

    settle_leftovers(tmp_path)

    assert names(tmp_path) == []


def test_a_folder_that_a_crash_left_moved_aside_comes_back(tmp_path: Path) -> None:
    (tmp_path / ".old-announcer-draft").mkdir()
    (tmp_path / ".old-announcer-draft" / "note.txt").write_text("remember")

    settle_leftovers(tmp_path)

    assert (tmp_path / "draft" / "note.txt").read_text() == "remember"


def test_a_replaced_folder_that_a_crash_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".old-announcer-draft").mkdir()
    (tmp_path / "draft").mkdir()

    settle_leftovers(tmp_path)

    assert names(tmp_path) == ["draft"]


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o700)

    make_folder(tmp_path / "out")

    assert mode(tmp_path / "out") == 0o700


def test_two_writers_do_not_share_a_folder(tmp_path: Path) -> None:
    with sole_writer(tmp_path), pytest.raises(BlockingIOError), sole_writer(tmp_path):
        pass

    with sole_writer(tmp_path):
        assert names(tmp_path) == []
