"""Publications brought into the queue, by what a person or a script sees of it."""

import os
import subprocess
import sys

from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, EXIT_PERSON_NEEDED, EXIT_USAGE
from tests.sites import RECORD, Commands, queue_of

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

    assert announcer("add", "--take", str(file)) == EXIT_ITEM_FAILED
    assert file.exists()
    assert "titel: unknown key" in announcer.err
    assert "b.toml is left where it is, as it may not be whole yet" in announcer.err


def test_a_file_that_was_taken_in_is_found_again(announcer: Commands) -> None:
    file = announcer.site / "queue" / "inbox" / "a.toml"
    file.write_text(RECORD, "utf-8")
    os.utime(file, (0, 0))
    announcer("add", "--take", str(file))

    assert announcer("add", str(file)) == EXIT_ITEM_FAILED
    assert f"It was taken in, and is now {announcer.site / 'queue' / 'imported' / 'a.toml'}" in announcer.err


def test_a_rejected_file_shows_in_status_until_it_is_dealt_with(announcer: Commands) -> None:
    bad = announcer.site / "queue" / "inbox" / "b.toml"
    bad.write_text("titel = 3\n", "utf-8")
    os.utime(bad, (0, 0))
    announcer("add", "--take", str(bad))

    assert announcer("status") == EXIT_PERSON_NEEDED
    assert "REJECTED: b.toml was not taken in; it lies in queue/rejected" in announcer.out

    (announcer.site / "queue" / "rejected" / "b.toml").unlink()
    assert announcer("status") == EXIT_FINE


def test_what_came_by_standard_input_is_called_so(announcer: Commands) -> None:
    command = [sys.executable, "-m", "announcer", "--site", str(announcer.site), "add", "-"]
    good = subprocess.run(command, input=RECORD.encode(), capture_output=True, check=False)
    bad = subprocess.run(command, input=b"titel = 3\n", capture_output=True, check=False)

    assert (good.returncode, bad.returncode) == (EXIT_FINE, EXIT_ITEM_FAILED)
    assert b"error: standard input: " in bad.stderr
    with queue_of(announcer.site) as queue:
        rows = queue.store.database.rows("SELECT source FROM publication")
        assert "standard input" in {row["source"] for row in rows}
