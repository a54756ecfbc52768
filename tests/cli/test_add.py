"""Publications brought into the queue, by what a person or a script sees of it."""

import os

from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, EXIT_USAGE
from tests.sites import RECORD, Commands

ONE, TWO = "00000001", "00000002"


def test_add_brings_a_file_in_and_leaves_it(announcer: Commands) -> None:
    file = announcer.site / "queue" / "inbox" / "a.toml"
    file.write_text(RECORD, "utf-8")

    (line,) = announcer.lines("add", str(file))

    assert line["outcome"] == "added"
    assert [each["language"] for each in line["announcements"]] == ["en"]
    assert file.exists()
    assert announcer.lines("add", str(file))[0]["outcome"] == "known"


def test_add_tells_of_a_bad_file_and_brings_in_the_others(announcer: Commands) -> None:
    inbox = announcer.site / "queue" / "inbox"
    (inbox / "a.toml").write_text(RECORD, "utf-8")
    (inbox / "b.toml").write_text("titel = 3\n", "utf-8")

    assert announcer("add", str(inbox)) == EXIT_ITEM_FAILED
    assert "added" in announcer.out
    assert "b.toml" in announcer.err


def test_add_known_registers_without_announcing(announcer: Commands) -> None:
    file = announcer.site / "a.toml"
    file.write_text(RECORD, "utf-8")

    assert announcer.lines("add", "--known", str(file))[0]["outcome"] == "registered"
    assert announcer.lines("add", str(file))[0]["outcome"] == "known"
    assert announcer.lines("queue", "--all") == []


def test_add_refuses_a_format_there_is_not(announcer: Commands) -> None:
    (announcer.site / "a.toml").write_text(RECORD, "utf-8")

    assert announcer("add", "--format", "marc", str(announcer.site / "a.toml")) == EXIT_USAGE


def test_add_take_puts_good_and_bad_files_away(announcer: Commands) -> None:
    inbox = announcer.site / "queue" / "inbox"
    for name, content in (("a.toml", RECORD), ("b.toml", "titel = 3\n")):
        (inbox / name).write_text(content, "utf-8")
        os.utime(inbox / name, (0, 0))

    assert announcer("add", "--take", str(inbox)) == EXIT_ITEM_FAILED

    queue = announcer.site / "queue"
    assert sorted(str(path.relative_to(queue)) for path in queue.glob("*ed/*")) == [
        "imported/a.toml",
        "rejected/b.toml",
        "rejected/b.toml.error.txt",
    ]


def test_add_take_leaves_a_bad_file_that_may_still_be_on_its_way(announcer: Commands) -> None:
    file = announcer.site / "queue" / "inbox" / "b.toml"
    file.write_text("titel = 3\n", "utf-8")

    assert announcer("add", "--take", str(file)) == EXIT_FINE
    assert file.exists()


def test_a_file_that_was_taken_in_is_found_again(announcer: Commands) -> None:
    file = announcer.site / "queue" / "inbox" / "a.toml"
    file.write_text(RECORD, "utf-8")
    os.utime(file, (0, 0))
    announcer("add", "--take", str(file))

    assert announcer("add", str(file)) == EXIT_ITEM_FAILED
    assert f"It was taken in, and is now {announcer.site / 'queue' / 'imported' / 'a.toml'}" in announcer.err
