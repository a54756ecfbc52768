"""The drop folder: what is wholly there, and where it goes."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from announcer.errors import OutputError
from announcer.services.inbox import AT_ONCE, Inbox, TakenUp

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return Inbox(folder)


def drop(inbox: Inbox, name: str = "a.toml", content: str = "x", *, age: float = 0) -> Path:
    path = inbox.folder / name
    path.write_text(content, "utf-8")
    os.utime(path, (NOW.timestamp() - age,) * 2)
    return path


def test_a_file_nobody_touched_for_a_while_is_wholly_there(inbox: Inbox) -> None:
    path = drop(inbox, age=11)

    assert inbox.settled(NOW) == [path]


def test_a_fresh_file_must_look_the_same_twice(inbox: Inbox) -> None:
    path = drop(inbox)
    assert inbox.settled(NOW) == []
    drop(inbox, content="xx")
    assert inbox.settled(NOW) == []

    assert inbox.settled(NOW) == [path]


def test_a_file_from_the_future_must_look_the_same_twice(inbox: Inbox) -> None:
    path = drop(inbox, age=-3600)

    assert (inbox.settled(NOW), inbox.settled(NOW)) == ([], [path])


def test_hidden_and_unfinished_files_and_dead_links_are_left(inbox: Inbox) -> None:
    drop(inbox, ".a.toml", age=99)
    drop(inbox, "a.toml.part", age=99)
    (inbox.folder / "b.toml").symlink_to("nowhere")

    assert inbox.settled(NOW) == []


def test_only_so_many_are_taken_up_at_once(inbox: Inbox) -> None:
    for number in range(AT_ONCE + 5):
        drop(inbox, f"{number:03}.toml", age=99)

    assert len(inbox.settled(NOW)) == AT_ONCE


def test_trouble_with_a_file_that_just_came_says_nothing_yet(inbox: Inbox) -> None:
    path = drop(inbox, age=29)

    assert inbox.is_fresh(path, NOW)
    assert not inbox.is_fresh(path, NOW + timedelta(seconds=2))
    assert inbox.is_fresh(inbox.folder / "gone.toml", NOW)


def test_files_of_one_name_are_all_kept(inbox: Inbox) -> None:
    places = [inbox.put_away(drop(inbox, content=text)) for text in ("1", "2", "3")]

    assert [place.name for place in places] == ["a.toml", "a-2.toml", "a-3.toml"]
    assert [place.read_text("utf-8") for place in places] == ["1", "2", "3"]


def test_what_was_rejected_says_why(inbox: Inbox) -> None:
    place = inbox.put_away(drop(inbox), ["it has no title"], rejected=True)

    assert place.parent.name == "rejected"
    assert place.with_name("a.toml.error.txt").read_text("utf-8") == "it has no title\n"


def test_a_file_that_another_worker_took_is_away_already(inbox: Inbox) -> None:
    place = inbox.put_away(inbox.folder / "gone.toml")

    assert place == inbox.folder.parent / "imported" / "gone.toml"
    assert not place.exists()


def test_a_file_that_cannot_be_moved_is_told(inbox: Inbox) -> None:
    (inbox.folder.parent / "imported").touch()

    with pytest.raises(OutputError, match="cannot be put away"):
        inbox.put_away(drop(inbox))


def take_up(inbox: Inbox, code: int, *, stopping: bool = False) -> TakenUp | None:
    return inbox.take_up(NOW, lambda _files: code, lambda: stopping)


def test_settled_files_are_taken_up_together(inbox: Inbox) -> None:
    files = [drop(inbox, name, age=11) for name in ("a.toml", "b.toml")]
    drop(inbox, "c.toml")
    given: list[Sequence[Path]] = []

    def take(found: Sequence[Path]) -> int:
        given.append(found)
        return 1

    assert inbox.take_up(NOW, take, lambda: False) == TakenUp(files=2, code=1, set_aside=None)
    assert given == [files]


def test_nothing_is_taken_up_where_there_is_nothing_or_the_program_is_to_stop(inbox: Inbox) -> None:
    assert take_up(inbox, 0) is None
    drop(inbox, age=11)
    assert take_up(inbox, 0, stopping=True) is None


def test_the_file_at_which_the_program_was_killed_is_set_aside(inbox: Inbox) -> None:
    for name in ("a.toml", "b.toml"):
        drop(inbox, name, age=11)

    taken = take_up(inbox, -9)

    assert taken
    assert taken.set_aside == inbox.folder.parent / "rejected" / "a.toml"
    assert [path.name for path in inbox.folder.iterdir()] == ["b.toml"]


def test_a_site_may_do_without_an_inbox(tmp_path: Path) -> None:
    assert Inbox(tmp_path / "inbox").settled(NOW) == []
