"""Files and folders are written whole."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from announcer.system.durable import (
    make_file,
    make_folder,
    move_aside,
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


def test_a_file_may_be_for_its_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        replace_file(tmp_path / "secret", b"x", mode=0o600)
    finally:
        os.umask(before)

    assert mode(tmp_path / "secret") == 0o600


def test_a_file_that_cannot_be_replaced_leaves_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()

    with pytest.raises(IsADirectoryError):
        replace_file(tmp_path / "page.html", b"new")

    assert names(tmp_path) == ["page.html"]


def test_many_may_replace_a_file_at_once_and_one_of_them_wins_whole(tmp_path: Path) -> None:
    contents = [bytes([number]) * 100_000 for number in range(20)]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(partial(replace_file, tmp_path / "card.png", lasting=False), contents))

    assert (tmp_path / "card.png").read_bytes() in contents
    assert names(tmp_path) == ["card.png"]


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


def test_replacing_a_folder_again_puts_in_order_what_a_crash_left(tmp_path: Path) -> None:
    for leftover in (".tmp-announcer-draft", ".old-announcer-draft"):
        (tmp_path / leftover).mkdir()
        (tmp_path / leftover / "post.txt").write_text("ha")

    replace_folder(tmp_path / "draft", {"post.txt": b"new"}, {})

    assert names(tmp_path) == ["draft"]
    assert (tmp_path / "draft" / "post.txt").read_bytes() == b"new"


def test_a_folder_that_was_moved_aside_comes_back_where_it_is_not_removed(tmp_path: Path) -> None:
    for text in ("old", "new"):
        replace_folder(tmp_path / "draft", {"post.txt": text.encode()}, {})
        move_aside(tmp_path / "draft")
    assert names(tmp_path) == [".old-announcer-draft"]

    settle_leftovers(tmp_path)

    assert (tmp_path / "draft" / "post.txt").read_text() == "new"


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o700)

    make_folder(tmp_path / "out")

    assert mode(tmp_path / "out") == 0o700


def test_two_writers_do_not_share_a_folder(tmp_path: Path) -> None:
    with sole_writer(tmp_path), pytest.raises(BlockingIOError), sole_writer(tmp_path):
        pass

    with sole_writer(tmp_path):
        assert names(tmp_path) == []


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_new_files_and_folders_are_the_owner_s_and_the_group_s_whatever_the_umask(
    tmp_path: Path, umask: int
) -> None:
    before = os.umask(umask)
    try:
        make_folder(tmp_path / "queue" / "backups")
        make_file(tmp_path / "queue" / "announcer.db")
    finally:
        os.umask(before)

    assert [mode(tmp_path / path) for path in ("queue", "queue/backups", "queue/announcer.db")] == [
        0o750,
        0o750,
        0o640,
    ]


def test_what_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox").chmod(0o2775)
    (tmp_path / "announcer.db").write_bytes(b"rows")
    (tmp_path / "announcer.db").chmod(0o604)

    make_folder(tmp_path / "inbox")
    make_file(tmp_path / "announcer.db")

    assert (mode(tmp_path / "inbox"), mode(tmp_path / "announcer.db")) == (0o2775, 0o604)
    assert (tmp_path / "announcer.db").read_bytes() == b"rows"


def test_a_new_folder_hands_on_the_group_of_the_one_above(tmp_path: Path) -> None:
    tmp_path.chmod(0o2770)

    make_folder(tmp_path / "rejected")

    assert mode(tmp_path / "rejected") == 0o2750


def test_a_file_where_a_folder_should_be_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "backups").touch()

    with pytest.raises(FileExistsError):
        make_folder(tmp_path / "backups")


def test_what_root_makes_in_somebody_s_folder_is_theirs(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    site = tmp_path / "site"
    site.mkdir()
    os.chown(site, 65534, 65534)

    make_folder(site / "queue" / "backups")
    make_file(site / "queue" / "announcer.db")
    replace_file(site / "queue" / "page.html", b"x")
    replace_folder(site / "queue" / "draft", {"post.txt": b"x"}, {})

    assert {(path.stat().st_uid, path.stat().st_gid) for path in site.rglob("*")} == {(65534, 65534)}
