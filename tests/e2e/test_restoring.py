"""A backup put in the place of a queue that went on posting: nothing goes out twice, and nothing by itself."""

import dataclasses
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from announcer.channels.credentials import write_secret_file
from announcer.core.posting.lifecycle import LEASED, State
from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, EXIT_PERSON_NEEDED
from announcer.store.lock import daemon_lock
from announcer.system.clock import SystemClock
from tests.daemon.test_scheduler import daemon, wait_for
from tests.databases import fresh_schema
from tests.fakex import FakeX
from tests.fakex_world import SECRETS, USERNAME
from tests.sites import SLOTS, Commands, make_site, queue_of, queue_up, x_table

if TYPE_CHECKING:
    import subprocess

POSTS = 22
UNDER_LOAD = 24
LATER = timedelta(hours=3)
BUSY = SLOTS + "daily_cap = 1000\n"


@dataclass
class House:
    """A site that posts to a fake X which takes duplicates, beside a site with an empty queue."""

    x: FakeX
    announcer: Commands
    empty: Commands
    backup: Path

    def post_all(self, numbers: range) -> list[str]:
        ids = [queue_up(self.announcer.site, number) for number in numbers]
        with queue_of(self.announcer.site) as queue:
            for one in ids:
                queue.review.approve(one, actor="sara", at_once=True)
        return ids


@pytest.fixture(params=["sqlite", "postgres"])
def house(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[House]:
    with FakeX() as x:
        x.world.duplicate_rule = False
        sites = []
        for name in ("site", "empty"):
            store = ""
            if request.param == "postgres":
                store = f'[store]\nurl = "{fresh_schema(request.getfixturevalue("postgres_url"))}"\n'
            sites.append(make_site(tmp_path / name, BUSY + store + x_table(x.url)))
            write_secret_file(sites[-1] / "credentials" / "x.json", dataclasses.asdict(SECRETS))
        yield House(x, Commands(sites[0], capsys), Commands(sites[1], capsys), tmp_path / "copy.db")


def test_what_was_posted_after_the_copy_is_found_and_not_posted_again(house: House) -> None:
    house.post_all(range(1, POSTS + 1))
    house.announcer("backup", str(house.backup))
    assert house.announcer("run", "--once") == EXIT_FINE
    assert len(house.x.world.posts) == POSTS
    late = house.x.world.posts.pop(7)  # stands for one that was not posted

    assert house.empty("restore", str(house.backup)) == EXIT_FINE
    assert house.empty("run", "--once") == EXIT_PERSON_NEEDED
    assert len(house.x.world.posts) == POSTS - 1
    assert house.empty("resume", "x") == EXIT_FINE
    for _ in range(8):  # each looks up a few
        house.empty("run", "--once")

    texts = [post.text for post in house.x.world.posts]
    assert len(texts) == len(set(texts)) == POSTS
    assert texts[-1] == late.text
    assert house.empty.lines("status")[0]["counts"] == {"posted": POSTS}


def test_restoring_says_what_the_copy_would_post_and_what_to_do(house: House) -> None:
    one, *_ = house.post_all(range(1, 3))
    house.announcer("backup", str(house.backup))

    house.empty("restore", str(house.backup))

    assert "would post 2 announcements" in house.empty.out
    assert f"{one}  x  Publication 1" in house.empty.out
    assert [line.strip()[:2] for line in house.empty.out.splitlines() if line.strip()[:1].isdigit()] == [
        "1.",
        "2.",
        "3.",
    ]
    assert "announcer resume x" in house.empty.out
    assert house.empty("status") == EXIT_PERSON_NEEDED
    assert "restored" in house.empty.out


def test_restoring_says_it_to_programs_too(house: House) -> None:
    one, *_ = house.post_all(range(1, 2))
    house.announcer("backup", str(house.backup))

    (line,) = house.empty.lines("restore", str(house.backup))

    assert {"channel": "x", "account": USERNAME} in line["paused"]
    assert [(each["id"], each["state"]) for each in line["would_post"]] == [(one, "scheduled")]
    assert line["would_post"][0]["due_at"]


def test_what_was_in_review_in_the_copy_is_looked_up_once_it_is_approved(house: House) -> None:
    one = queue_up(house.announcer.site)
    house.announcer("backup", str(house.backup))
    house.announcer("approve", one, "--now")
    house.announcer("run", "--once")

    house.empty("restore", str(house.backup))
    house.empty("resume", "x")
    house.empty("approve", one, "--now")
    house.empty("run", "--once")

    assert len(house.x.world.posts) == 1
    assert house.empty.lines("show", one)[0]["state"] == "posted"


def test_what_is_missing_in_the_copy_and_comes_in_again_is_found_and_not_posted_again(house: House) -> None:
    house.announcer("backup", str(house.backup))
    house.post_all(range(1, 2))
    house.announcer("run", "--once")
    house.empty("restore", str(house.backup))
    house.empty("resume", "x")

    one = queue_up(house.empty.site)
    house.empty("approve", one, "--now")
    house.empty("run", "--once")

    assert len(house.x.world.posts) == 1
    assert house.empty.lines("show", one)[0]["state"] == "posted"


def test_while_x_cannot_be_asked_nothing_restored_goes_out(house: House) -> None:
    one, *_ = house.post_all(range(1, 2))
    house.announcer("backup", str(house.backup))
    house.announcer("run", "--once")
    house.empty("restore", str(house.backup))
    house.empty("resume", "x")
    house.x.arm("timeline", *["500-before"] * 5)

    for _ in range(3):
        house.empty("run", "--once")

    assert len(house.x.world.posts) == 1
    assert house.empty.lines("show", one)[0]["state"] == "scheduled"


def test_a_copy_taken_while_a_post_was_under_way_doubles_nothing(house: House) -> None:
    one, *_ = house.post_all(range(1, 2))
    house.x.arm("create", "reset-after")
    house.announcer("run", "--once")
    house.announcer("backup", str(house.backup))

    house.empty("restore", str(house.backup))
    house.empty("resume", "x")
    with queue_of(house.empty.site) as queue:
        for pump in queue.pumps():
            pump.pump()
        assert queue.store.get(one).state in {State.UNKNOWN, State.POSTED}

    assert len(house.x.world.posts) == 1


def test_restoring_beside_a_daemon_is_refused_though_the_files_were_moved_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    announcer = Commands(make_site(tmp_path / "site", SLOTS), capsys)
    queue_up(announcer.site)
    announcer("backup", str(tmp_path / "copy.db"))
    folder = announcer.site / "queue"

    with daemon_lock(folder / "announcer.db"):
        (folder / "old").mkdir()
        for path in folder.glob("announcer.db*"):
            shutil.move(path, folder / "old")

        assert announcer("restore", str(tmp_path / "copy.db")) == EXIT_ITEM_FAILED
        assert "another daemon is at work" in announcer.err
        assert announcer("run", "--once") == EXIT_ITEM_FAILED


def test_a_copy_taken_while_a_daemon_posts_and_started_at_once_doubles_nothing(house: House) -> None:
    house.post_all(range(1, UNDER_LOAD + 1))
    house.x.arm("create", *(["none"] * 4 + ["reset-after"] + ["none"] * 3 + ["reset-before"]) * (UNDER_LOAD // 12))
    with daemon(house.announcer.site) as first:
        read_posted(first, UNDER_LOAD // 3)
        assert house.announcer("backup", str(house.backup)) == EXIT_FINE
        read_posted(first, UNDER_LOAD // 3)

    assert house.empty("restore", str(house.backup)) == EXIT_FINE
    in_the_copy = house.empty.lines("status")[0]["counts"]
    assert house.empty("resume", "x") == EXIT_FINE
    with daemon(house.empty.site) as second:
        read_posted(second, UNDER_LOAD // 4)
    with queue_of(house.empty.site, LaterClock()) as queue:  # all that is unknown is due to be looked up
        for _ in range(UNDER_LOAD):
            for pump in queue.pumps():
                pump.pump()
        counts = queue.store.overview([]).counts

    texts = Counter(post.text for post in house.x.world.posts)
    assert [text for text, times in texts.items() if times > 1] == []
    assert in_the_copy["scheduled"] > 0
    assert in_the_copy["posted"] > 0
    assert sum(counts.values()) == UNDER_LOAD
    looked_for = sum(counts.get(state, 0) for state in (State.UNKNOWN, *LEASED))  # PostgreSQL keeps its own time
    assert counts[State.POSTED] <= len(texts) <= counts[State.POSTED] + looked_for


def read_posted(process: "subprocess.Popen[str]", times: int) -> None:
    """Read the log of a daemon until it has posted so many."""
    for _ in range(times):
        wait_for(process, "post-posted")


class LaterClock(SystemClock):
    """The system's clock, hours ahead."""

    def now(self) -> datetime:
        """Return the time of day by then."""
        return super().now() + LATER
