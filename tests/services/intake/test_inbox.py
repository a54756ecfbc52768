"""The drop folder: what is wholly there, and where it goes."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from announcer.errors import EXIT_UNEXPECTED, OutputError
from announcer.services.intake.inbox import AT_ONCE, Inbox, TakenUp

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
    program = Program()

    inbox.take_up(NOW, program, lambda: False)

    assert len(program.rounds[0]) == AT_ONCE


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

    assert inbox.take_up(NOW, take, lambda: False) == TakenUp(files=2, taken=0, code=1, set_aside=None)
    assert given == [files]


def test_nothing_is_taken_up_where_there_is_nothing_or_the_program_is_to_stop(inbox: Inbox) -> None:
    assert take_up(inbox, 0) is None
    drop(inbox, age=11)
    assert take_up(inbox, 0, stopping=True) is None


class Program:
    """Takes files in as the program does, one after the other, and dies at the poisonous one; others may wait."""

    def __init__(self, *, poison: str = "", waiting: Sequence[str] = (), code: int = -9) -> None:
        self.rounds: list[list[str]] = []
        self._poison, self._waiting, self._code = poison, waiting, code

    def __call__(self, files: Sequence[Path]) -> int:
        self.rounds.append([file.name for file in files])
        for file in files:
            if file.name == self._poison:
                return self._code
            if file.name not in self._waiting:
                file.unlink()
        return 1 if self._waiting else 0


def names(inbox: Inbox) -> list[str]:
    return sorted(path.name for path in inbox.folder.iterdir())


@pytest.mark.parametrize("code", [-9, EXIT_UNEXPECTED])
def test_the_file_at_which_the_program_stops_is_set_aside_and_no_other(inbox: Inbox, code: int) -> None:
    for name in ("a.toml", "b.toml", "c.toml", "d.toml"):
        drop(inbox, name, age=11)
    program = Program(poison="c.toml", waiting=["a.toml"], code=code)

    rounds = [inbox.take_up(NOW, program, lambda: False) for _ in range(3)]

    assert program.rounds == [["a.toml", "b.toml", "c.toml", "d.toml"], ["c.toml"], ["d.toml", "a.toml"]]
    assert [one and one.set_aside for one in rounds] == [None, inbox.folder.parent / "rejected" / "c.toml", None]
    assert names(inbox) == ["a.toml"]
    assert "stopped the program" in (inbox.folder.parent / "rejected" / "c.toml.error.txt").read_text("utf-8")


def test_where_nothing_can_be_taken_in_by_the_sites_fault_nothing_is_set_aside(inbox: Inbox) -> None:
    for name in ("a.toml", "b.toml"):
        drop(inbox, name, age=11)

    for _ in range(9):
        take_up(inbox, 2)

    assert names(inbox) == ["a.toml", "b.toml"]


def test_files_that_have_to_wait_let_the_others_go_first(inbox: Inbox) -> None:
    for number in range(AT_ONCE + 1):
        drop(inbox, f"{number:05}.toml", age=11)
    program = Program(waiting=[f"{number:05}.toml" for number in range(AT_ONCE - 1)])

    for _ in range(2):
        inbox.take_up(NOW, program, lambda: False)

    assert program.rounds[1][0] == f"{AT_ONCE:05}.toml"


def test_a_site_may_do_without_an_inbox(tmp_path: Path) -> None:
    assert Inbox(tmp_path / "inbox").settled(NOW) == []


def test_a_rejected_file_is_told_of_until_somebody_takes_it_away(inbox: Inbox) -> None:
    for name in ("a.toml", "b.toml"):
        place = inbox.put_away(drop(inbox, name), ["it has no title"], rejected=True)
    inbox.put_away(drop(inbox, "c.toml"))
    assert {file.name for file in inbox.rejected()} == {"a.toml", "b.toml"}

    place.unlink()

    assert [(file.name, file.folder) for file in inbox.rejected()] == [("a.toml", "queue/rejected")]


def test_a_file_that_was_taken_in_in_part_is_told_of_until_somebody_takes_its_reasons_away(inbox: Inbox) -> None:
    place = inbox.put_away(drop(inbox, "c.toml"), ["one of its records is broken"])
    inbox.put_away(drop(inbox, "d.toml"))
    assert [(file.name, file.folder, file.in_part) for file in inbox.rejected()] == [
        ("c.toml", "queue/imported", True)
    ]

    place.with_name("c.toml.error.txt").unlink()

    assert inbox.rejected() == []


def test_names_that_would_act_on_a_terminal_are_spelled_out(inbox: Inbox) -> None:
    path = drop(inbox, "a\x1b]0;pwn\x07\nb.toml")

    place = inbox.put_away(path, [f"{path.name}: it has no title"], rejected=True)

    reason = place.with_name(f"{place.name}.error.txt").read_text("utf-8")
    assert reason == "a\\x1b]0;pwn\\x07\\nb.toml: it has no title\n"
    assert [file.name for file in inbox.rejected()] == ["a\\x1b]0;pwn\\x07\\nb.toml"]
