"""Channels and health: what is wrong in plain words, pauses, retractions, doubts; and merges to decide."""

from pathlib import Path

import pytest

from announcer.core.posting.lifecycle import State
from announcer.ports.people_store import Role
from announcer.web.server import ReviewServer
from announcer.wiring.site_queue import open_queue
from tests.sites import RECORD, SLOTS, Commands, make_site, x_table
from tests.web.browsing import Visitor, served, signed_in
from tests.web.hand_posting import POST, leave_in_doubt, stored

ONE = "00000001"


@pytest.fixture
def approver(server: ReviewServer) -> Visitor:
    """Somebody who may approve."""
    return signed_in(server, Role.APPROVER, "sara")


def test_it_says_that_no_daemon_runs_and_when_one_was_seen(approver: Visitor, site: Path) -> None:
    approver.get("/channels")
    assert "It was never seen on this queue." in approver.text

    with open_queue(site) as queue:
        queue.store.record_heartbeat("worker-1")
    approver.get("/channels")
    assert "Daemon on" in approver.text
    assert "1 minute ago" in approver.text


def test_a_channel_is_paused_for_a_reason_and_goes_on_once_it_answers(approver: Visitor, site: Path) -> None:
    assert approver.post("/channels/drafts/pause", reason=" ").status_code == 422
    approver.post("/channels/drafts/pause", reason="the account is handed over")
    assert "Paused: the account is handed over" in approver.text
    assert "1 thing needs a person" in approver.text

    approver.post("/channels/drafts/go-on")
    assert "The channel answers, and goes on." in approver.text
    with open_queue(site) as queue:
        assert not queue.store.pace("drafts", "by-hand").paused
        assert [event.actor for event in queue.store.history()][-2:] == ["sara", "sara"]


def test_a_channel_whose_keys_the_page_has_not_is_asked_by_the_daemon(tmp_path: Path) -> None:
    site = make_site(tmp_path, SLOTS + x_table("http://127.0.0.1:9", "budget = 5\n"))
    with served(site) as server:
        approver = signed_in(server, Role.APPROVER, "sara")
        approver.post("/channels/x/pause", reason="suspended")
        approver.post("/channels/x/go-on")
        assert "The daemon asks it with the next post" in approver.text
        assert "$0.00 / $5.00" in approver.text
    with open_queue(site) as queue:
        assert not queue.store.pace(*queue.accounts[0]).paused


def test_a_channel_that_there_is_not_is_told(approver: Visitor) -> None:
    assert approver.post("/channels/nowhere/go-on").status_code == 422
    assert approver.post("/channels/x/pause", reason="why").status_code == 422


def test_what_is_in_doubt_is_sent_again_only_by_who_has_looked(approver: Visitor, site: Path) -> None:
    leave_in_doubt(site, ONE)
    approver.get("/channels")
    assert "It is there" in approver.text

    assert approver.post(f"/announcements/{ONE}/send-again").status_code == 422
    assert stored(site, ONE).state is State.UNKNOWN
    approver.post(f"/announcements/{ONE}/send-again", looked="yes")
    assert stored(site, ONE).state is State.SCHEDULED


def test_what_is_in_doubt_and_there_is_recorded(approver: Visitor, site: Path) -> None:
    leave_in_doubt(site, ONE)
    approver.post(f"/announcements/{ONE}/posted", url=POST)

    assert stored(site, ONE).state is State.POSTED
    assert approver.answer.url.endswith(f"/announcements/{ONE}?done=posted&of={ONE}")


def test_what_was_retracted_after_posting_is_listed_until_somebody_settles_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = Commands(make_site(tmp_path), capsys)
    file = tmp_path / "a.toml"
    file.write_text(RECORD, "utf-8")
    commands("add", str(file))
    one = commands.lines("queue")[0]["id"]
    commands("posted", one, "--url", POST)
    file.write_text(f'status = "retracted"\n{RECORD}', "utf-8")
    commands("add", str(file))
    with served(commands.site) as server:
        approver = signed_in(server, Role.APPROVER, "sara")
        approver.get("/channels")
        assert "Open the post" in approver.text
        approver.post(f"/announcements/{one}/retraction-seen")
        assert "No posted paper is known to be retracted." in approver.text
        assert approver.post(f"/announcements/{one}/retraction-seen").status_code == 409


@pytest.fixture
def alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A site with two publications that may be one."""
    commands = Commands(make_site(tmp_path), capsys)
    for number in (1, 2):
        file = tmp_path / f"{number}.toml"
        file.write_text(RECORD.replace("announcer.1", f"announcer.{number}"), "utf-8")
        commands("add", str(file))
    return commands.site


@pytest.mark.parametrize(("step", "said"), [("accept", "Accepted."), ("refuse", "Refused: they stay two.")])
def test_two_that_may_be_one_are_compared_and_decided_once(alike: Path, step: str, said: str) -> None:
    with open_queue(alike) as queue:
        (pair,) = queue.catalogue.merging.open_proposals()
    with served(alike) as server:
        approver = signed_in(server, Role.APPROVER, "sara")
        approver.get("/merges")
        assert "10.5555/announcer.1" in approver.text
        assert "10.5555/announcer.2" in approver.text
        assert 'class="is-other"' in approver.answer.text

        approver.post(f"/merges/{pair.id}/{step}")
        assert said in approver.text
        assert "No publication looks like another one." in approver.text
        assert approver.post(f"/merges/{pair.id}/{step}").status_code == 409
        assert signed_in(server, Role.EDITOR).post(f"/merges/{pair.id}/{step}").status_code == 403
