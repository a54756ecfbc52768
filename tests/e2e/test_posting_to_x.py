"""From the inbox to the account: what was approved is what the fake X has, once."""

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from announcer.channels.credentials import write_secret_file
from announcer.core.posting.lifecycle import State
from announcer.daemon.jobs import DaemonHooks, Jobs
from announcer.errors import EXIT_FINE, EXIT_PERSON_NEEDED
from announcer.wiring.site_queue import open_queue
from tests.fakes import FakeClock
from tests.fakex import FakeX
from tests.fakex_world import SECRETS, USERNAME
from tests.sites import RECORD, SLOTS, Commands, make_site, queue_of, x_environment, x_table


@dataclass
class House:
    """A site that posts to a fake X."""

    x: FakeX
    announcer: Commands

    def add_one(self) -> str:
        """Bring a publication in; return its announcement's id."""
        file = self.announcer.site / "a.toml"
        file.write_text(RECORD, "utf-8")
        (line,) = self.announcer.lines("add", str(file))
        return str(line["announcements"][0]["id"])


@pytest.fixture
def house(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    for name, value in x_environment().items():
        monkeypatch.setenv(name, value)
    with FakeX() as x:
        yield House(x, Commands(make_site(tmp_path, SLOTS + x_table(x.url, "budget = 1\n")), capsys))
        assert x.world.violations == []


def test_what_was_approved_is_posted_once_to_the_byte(house: House) -> None:
    one = house.add_one()
    assert house.announcer("approve", one, "--now") == EXIT_FINE
    with queue_of(house.announcer.site) as queue:
        approved = queue.store.get(one)

    assert house.announcer("run", "--once") == EXIT_FINE
    assert house.announcer("run", "--once") == EXIT_FINE

    (post,) = house.x.world.posts
    assert post.text == approved.text
    assert post.alt_texts == (approved.alt_text,)
    (shown,) = house.announcer.lines("show", one)
    assert shown["state"] == "posted"
    assert shown["url"].endswith(post.id)


def test_nothing_is_posted_that_nobody_approved(house: House) -> None:
    house.add_one()

    assert house.announcer("run", "--once") == EXIT_FINE
    assert house.x.world.calls == []


def test_the_month_s_cost_is_told(house: House) -> None:
    one = house.add_one()
    house.announcer("approve", one, "--now")
    house.announcer("run", "--once")

    used = {line["unit"]: line for line in house.announcer.lines("status")[0]["used"]}

    assert (used["cost"]["used"], used["cost"]["cap"]) == (205_000, 1_000_000)
    assert used["posts"]["used"] == 1


def test_keys_of_another_account_post_nothing_until_somebody_has_looked(house: House) -> None:
    settings = house.announcer.site / "announcer.toml"
    settings.write_text(settings.read_text("utf-8").replace(USERNAME, "example_uni"), "utf-8")
    one = house.add_one()
    house.announcer("approve", one, "--now")

    assert house.announcer("run", "--once") == EXIT_PERSON_NEEDED
    assert house.announcer("run", "--once") == EXIT_PERSON_NEEDED

    assert house.x.world.calls == [("me", "none")]
    (shown,) = house.announcer.lines("show", one)
    assert shown["state"] == "scheduled"
    assert f"the keys are @{USERNAME}'s, the settings say @example_uni" in json.dumps(shown)
    assert "announcer login x" in json.dumps(shown)
    house.announcer("status")
    assert "wrong-account" in house.announcer.out
    assert "announcer login x" in house.announcer.out
    assert house.announcer("resume", "x") == EXIT_PERSON_NEEDED


def test_a_daemon_whose_queue_was_moved_away_posts_nothing_more_and_starts_no_other(house: House) -> None:
    one = house.add_one()
    (house.announcer.site / "queue" / "inbox" / "b.toml").write_text(RECORD, "utf-8")
    with open_queue(house.announcer.site, clock=FakeClock(), environ=x_environment()) as queue:
        queue.review.approve(one, actor="sara", at_once=True)
        jobs = Jobs(queue, lambda _files: pytest.fail("this would make a new queue"))
        path = house.announcer.site / "queue" / "announcer.db"
        path.rename(path.with_name("elsewhere.db"))
        jobs.run_once()

        assert {job for job, times in jobs.heartbeat.failures.items() if times} == {"take-in", "post"}
        assert not path.exists()
    assert house.x.world.calls == []


def test_a_lost_answer_asks_for_a_person_who_may_say_where_it_is(house: House) -> None:
    one = house.add_one()
    house.announcer("approve", one, "--now")
    house.x.arm("create", "reset-after")

    assert house.announcer("run", "--once") == EXIT_PERSON_NEEDED
    assert house.announcer("status") == EXIT_PERSON_NEEDED
    assert "UNKNOWN" in house.announcer.out
    url = f"https://x.com/fake_university/status/{house.x.world.posts[0].id}"
    assert house.announcer("resolve", one, "posted", "--url", url) == EXIT_FINE

    assert house.announcer("run", "--once") == EXIT_FINE
    assert len(house.x.world.posts) == 1


def test_send_again_posts_the_same_bytes(house: House) -> None:
    one = house.add_one()
    house.announcer("approve", one, "--now")
    house.x.arm("create", "reset-before")
    assert house.announcer("run", "--once") == EXIT_PERSON_NEEDED

    assert house.announcer("resolve", one, "send-again") == EXIT_FINE
    assert house.announcer("run", "--once") == EXIT_FINE

    assert len(house.x.world.posts) == 1


def test_a_paused_account_goes_on_after_a_read_that_changes_nothing(house: House) -> None:
    one = house.add_one()
    house.announcer("approve", one, "--now")
    house.x.arm("upload", "402")

    assert house.announcer("run", "--once") == EXIT_PERSON_NEEDED
    assert house.announcer("status") == EXIT_PERSON_NEEDED
    assert house.announcer("resume", "x") == EXIT_FINE

    assert house.x.world.calls[-1] == ("me", "none")
    with queue_of(house.announcer.site) as queue:
        assert queue.store.get(one).state is State.SCHEDULED


def test_a_post_is_taken_down_on_request_and_not_posted_again(house: House) -> None:
    one = house.add_one()
    house.announcer("approve", one, "--now")
    house.announcer("run", "--once")

    assert house.announcer("delete", one, "--yes") == EXIT_FINE
    assert house.announcer("run", "--once") == EXIT_FINE

    assert house.x.world.posts == []
    assert house.announcer.lines("show", one)[0]["history"][-1]["event"] == "delete"


def test_no_key_reaches_the_logs(house: House) -> None:
    one = house.add_one()
    house.announcer("approve", one, "--now")
    house.x.arm("create", "500-before")
    house.announcer("--json", "run", "--once")

    assert "x-answered" in house.announcer.err
    assert "canary" not in house.announcer.err + house.announcer.out


def test_a_slot_is_kept_and_nothing_goes_out_before_it(house: House) -> None:
    one = house.add_one()
    clock = FakeClock()
    with queue_of(house.announcer.site, clock) as queue:
        queue.review.approve(one, actor="sara")
        jobs = Jobs(queue, lambda _files: 0)
        jobs.plan()
        jobs.post()
        assert house.x.world.posts == []

        clock.advance(timedelta(hours=3, minutes=30))
        jobs.post()

        assert len(house.x.world.posts) == 1
        assert queue.store.get(one).slot_at == clock.now()


def test_the_daemon_goes_on_with_new_keys_once_somebody_logged_in(house: House) -> None:
    wrong = dataclasses.asdict(SECRETS) | {"consumer_secret": "canaryOfYesterday00000000000000000000000"}
    credentials = house.announcer.site / "credentials" / "x.json"
    write_secret_file(credentials, wrong)
    one = house.add_one()
    with open_queue(house.announcer.site, clock=FakeClock(), environ={}) as queue:
        queue.review.approve(one, actor="sara", at_once=True)
        told: list[str] = []
        jobs = Jobs(queue, lambda _files: 0, DaemonHooks(on_new_queue=lambda _queue: told.append("new keys")))
        jobs.post()
        assert queue.store.overview(()).paused

        write_secret_file(credentials, dataclasses.asdict(SECRETS))
        queue.store.set_pause("x", USERNAME, "", actor="sara")
        queue.clock.advance(timedelta(hours=1))  # type: ignore[attr-defined]
        jobs.post()

    assert told == ["new keys"]
    assert len(house.x.world.posts) == 1


def test_resume_asks_whose_the_keys_are_even_where_nothing_is_paused(house: House) -> None:
    assert house.announcer("resume", "x") == EXIT_FINE

    assert "was not paused, and answers" in house.announcer.out
    assert house.x.world.calls
