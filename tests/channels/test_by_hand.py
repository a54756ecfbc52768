"""Handing over: a folder from which a person posts, written whole, and again without harm."""

import json
import os
from pathlib import Path

import pytest

from announcer.channels.by_hand import ByHandChannel
from announcer.core.posts.announcement import digest
from announcer.core.posts.post import Post
from announcer.core.posts.share_links import post_on_x
from announcer.errors import PostDelayedError, PostRefusedError
from tests.xbuilders import PNG, WallClock, x_post


def channel(folder: Path) -> ByHandChannel:
    return ByHandChannel(account="fake_university", folder=folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_post_becomes_a_folder_with_all_a_person_needs(tmp_path: Path) -> None:
    post = x_post()

    receipt = channel(tmp_path / "ready").send(post, None)

    files = contents(tmp_path / "ready" / post.id)
    assert files["post.txt"].decode() == post.text
    assert files["card.png"] == PNG
    assert files["alt-text.txt"].decode() == post.alt_text
    assert files["share-link.txt"].decode() == f"{post_on_x(post.text, post.link)}\n"
    assert receipt.remote_id == ""
    assert receipt.url == (tmp_path / "ready" / post.id).as_uri()


def test_the_record_has_the_digest_that_was_approved_and_the_command_that_records_the_post(tmp_path: Path) -> None:
    post = x_post()
    channel(tmp_path).send(post, None)

    record = json.loads((tmp_path / post.id / "handover.json").read_text())

    assert record["digest"] == digest(
        text=post.text, card=post.card, alt_text=post.alt_text, link=post.link, account=post.account
    )
    assert record["when_posted"] == f"announcer posted {post.id} --url ADDRESS"


def test_a_post_without_a_card_has_no_card_files(tmp_path: Path) -> None:
    channel(tmp_path).send(x_post(card=b"", alt_text=""), None)

    assert set(contents(tmp_path / x_post().id)) == {"post.txt", "share-link.txt", "handover.json"}


def test_handing_over_again_changes_nothing_and_keeps_what_people_added(tmp_path: Path) -> None:
    channel(tmp_path).send(x_post(), None)
    note = tmp_path / x_post().id / "note.txt"
    note.write_text("asked the author")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / x_post().id).iterdir()}

    channel(tmp_path).send(x_post(), None)

    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / x_post().id).iterdir()}


def test_another_approved_text_replaces_the_folder_whole(tmp_path: Path) -> None:
    channel(tmp_path).send(x_post(), None)

    channel(tmp_path).send(x_post(text="Corrected"), None)

    assert (tmp_path / x_post().id / "post.txt").read_text() == "Corrected"
    assert [path.name for path in tmp_path.iterdir()] == [x_post().id]


def test_what_a_crash_left_half_written_is_done_again(tmp_path: Path) -> None:
    for leftover in (f".tmp-announcer-{x_post().id}", f".old-announcer-{x_post().id}"):
        (tmp_path / leftover).mkdir()
        (tmp_path / leftover / "post.txt").write_text("half")

    channel(tmp_path).send(x_post(), None)

    assert [path.name for path in tmp_path.iterdir()] == [x_post().id]


def test_a_file_that_somebody_changed_is_put_right(tmp_path: Path) -> None:
    channel(tmp_path).send(x_post(), None)
    (tmp_path / x_post().id / "post.txt").write_text("not what was approved")

    channel(tmp_path).send(x_post(), None)

    assert (tmp_path / x_post().id / "post.txt").read_text() == x_post().text


@pytest.mark.parametrize(
    "post", [x_post(id="../../etc"), x_post(id=""), x_post(id="a/b"), x_post(account="other"), x_post(alt_text="")]
)
def test_what_cannot_be_handed_over_is_refused(tmp_path: Path, post: Post) -> None:
    with pytest.raises(PostRefusedError):
        channel(tmp_path / "ready").send(post, None)

    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_cannot_be_written_delays(tmp_path: Path) -> None:
    (tmp_path / "ready").write_text("a file where the folder should be")

    with pytest.raises(PostDelayedError):
        channel(tmp_path / "ready").send(x_post(), None)
    with pytest.raises(PostDelayedError):
        channel(tmp_path / "ready").probe()


def test_nothing_is_uploaded_found_or_deleted_by_the_program(tmp_path: Path) -> None:
    drafts = channel(tmp_path)

    assert drafts.hands_over
    assert drafts.upload(x_post()) is None
    assert drafts.find(x_post(), WallClock().now()) is None
    with pytest.raises(PostRefusedError):
        drafts.delete("123")


def test_a_probe_writes_nothing(tmp_path: Path) -> None:
    channel(tmp_path / "not" / "yet" / "there").probe()

    assert os.listdir(tmp_path) == []  # noqa: PTH208 (names are enough)


def test_only_what_is_not_wanted_any_more_is_cleared_away(tmp_path: Path) -> None:
    for name in ("kept", "over"):
        channel(tmp_path).send(x_post(id=name), None)
    (tmp_path / "a folder of somebody's").mkdir()

    assert channel(tmp_path).clear(lambda one: one == "kept") == ["over"]
    assert sorted(os.listdir(tmp_path)) == ["a folder of somebody's", "kept"]  # noqa: PTH208 (names are enough)


def test_what_is_laid_out_anew_in_the_same_moment_is_kept(tmp_path: Path) -> None:
    channel(tmp_path).send(x_post(), None)
    answers = iter([False, True])

    assert channel(tmp_path).clear(lambda _one: next(answers)) == []
    assert (tmp_path / x_post().id / "post.txt").exists()


def test_there_is_nothing_to_clear_where_nothing_was_laid_out(tmp_path: Path) -> None:
    assert channel(tmp_path / "not there").clear(lambda _one: False) == []
