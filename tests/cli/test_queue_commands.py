"""The commands that show the queue and keep it, by what a person or a script sees of them."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from announcer.core.posting.policies import UnknownPolicy
from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, EXIT_PERSON_NEEDED, EXIT_USAGE
from announcer.ports.store import ClaimTerms
from announcer.services.drafting_pool import FEWEST_JOBS
from tests.builders import PIXEL
from tests.sites import LEAST, SLOTS, Commands, make_site, queue_of, queue_up

ONE, TWO = "00000001", "00000002"


def test_queue_lists_what_is_open(announcer: Commands) -> None:
    queue_up(announcer.site, 1)
    queue_up(announcer.site, 2)
    announcer("cancel", TWO)

    assert [line["id"] for line in announcer.lines("queue")] == [ONE]
    assert {line["id"] for line in announcer.lines("queue", "--all")} == {ONE, TWO}
    assert [line["state"] for line in announcer.lines("queue", "--state", "cancelled")] == ["cancelled"]
    assert announcer("queue") == EXIT_FINE
    assert "Announcements: 1" in announcer.out


def test_the_calendar_shows_both_calendars_and_what_is_planned(announcer: Commands) -> None:
    queue_up(announcer.site)
    announcer("approve", ONE)

    days = announcer.lines("queue", "--calendar", "--days", "3")

    assert len(days) == 3
    assert days[0]["jalali"].startswith("14")
    taken = [slot["announcement"] for day in days for slot in day["slots"] if slot["announcement"]]
    assert taken == [ONE]
    assert announcer("queue", "--calendar") == EXIT_FINE
    assert ONE in announcer.out


def test_show_tells_text_findings_and_history(announcer: Commands) -> None:
    queue_up(announcer.site)

    (shown,) = announcer.lines("show", ONE)

    assert shown["text"].startswith("Publication 1")
    assert [event["event"] for event in shown["history"]] == ["add"]
    assert shown["problem"] == ""
    assert announcer("show", ONE) == EXIT_FINE
    assert "key sentence 1:" in announcer.out


def test_show_does_without_a_record_that_it_cannot_read(announcer: Commands) -> None:
    queue_up(announcer.site, record="{}")

    assert announcer("show", ONE) == EXIT_FINE
    assert "the findings are not known" in announcer.out


def test_draft_all_writes_everything_that_waits_many_in_several_processes(announcer: Commands) -> None:
    many = [queue_up(announcer.site, number) for number in range(1, FEWEST_JOBS + 2)]

    (line,) = announcer.lines("draft", "--all")

    assert line["drafts"] == sorted(many, reverse=True)
    assert len(list((announcer.site / "queue" / "cards").rglob("*.png"))) == len(many)


def test_draft_tells_what_is_wrong_with_a_template_once_for_all_drafts(announcer: Commands) -> None:
    for number in (1, 2, 3):
        queue_up(announcer.site, number)
    templates = announcer.site / "templates" / "post" / "en"
    templates.mkdir(parents=True)
    (templates / "new-publication.txt.j2").write_text("x\n{{ pub.titel }}\n", "utf-8")

    problem, drafts = announcer.lines("draft")

    assert "new-publication.txt.j2" in problem["problem"]
    assert drafts["drafts"] == []


def test_draft_refuses_all_and_some(announcer: Commands) -> None:
    assert announcer("draft", "--all", ONE) == EXIT_USAGE


def test_draft_writes_what_waits_for_review(announcer: Commands) -> None:
    queue_up(announcer.site)

    (line,) = announcer.lines("draft")

    assert line["drafts"] == [ONE]
    (folder,) = (path for path in Path(line["page"]).parent.iterdir() if path.is_dir())
    assert (folder / "card.png").read_bytes() == PIXEL
    assert (folder / "post.txt").read_text("utf-8").startswith("Publication 1")
    with queue_of(announcer.site) as opened:
        assert json.loads((folder / "post.json").read_text("utf-8"))["digest"] == opened.store.get(ONE).digest


def test_a_paused_channel_asks_for_a_person_until_it_goes_on(announcer: Commands) -> None:
    assert announcer("hold", "drafts", "--reason", "holidays") == EXIT_FINE

    assert announcer("status") == EXIT_PERSON_NEEDED
    assert "PAUSED: drafts/by-hand is paused: holidays" in announcer.out
    assert announcer("resume", "drafts") == EXIT_FINE
    assert announcer.lines("resume", "drafts") == [{"done": "was not paused, and answers", "channel": "drafts"}]
    assert announcer("status") == EXIT_FINE


def test_delete_needs_a_post(announcer: Commands) -> None:
    queue_up(announcer.site)

    assert announcer("delete", ONE, "--yes") == EXIT_ITEM_FAILED
    assert "no post to take down" in announcer.err


def test_what_people_posted_people_must_take_down(announcer: Commands) -> None:
    queue_up(announcer.site)
    announcer("posted", ONE, "--url", "https://x.com/iums/status/42")

    assert announcer("delete", ONE, "--yes") == EXIT_ITEM_FAILED
    assert "by hand" in announcer.err


def test_status_of_an_empty_queue(announcer: Commands) -> None:
    assert announcer("status") == EXIT_FINE
    assert "Queue: empty" in announcer.out
    assert "never seen" in announcer.out
    (line,) = announcer.lines("status")
    assert line["person_needed"] is False


def test_status_says_that_nothing_goes_out_without_slots(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    announcer = Commands(make_site(tmp_path, ""), capsys)

    announcer("status")

    assert "no posting times" in announcer.out


def test_a_backup_fills_an_empty_queue(
    announcer: Commands, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queue_up(announcer.site)
    announcer("approve", ONE)
    other = Commands(make_site(tmp_path / "other"), capsys)

    assert announcer("backup", str(tmp_path / "copy.db")) == EXIT_FINE
    assert other("restore", str(tmp_path / "copy.db")) == EXIT_FINE

    assert other.lines("queue", "--all") == announcer.lines("queue", "--all")
    assert announcer("backup", str(tmp_path / "copy.db")) == EXIT_ITEM_FAILED
    assert other("restore", str(tmp_path / "copy.db")) == EXIT_ITEM_FAILED


def test_holidays_that_cannot_be_read_are_told_with_their_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    announcer = Commands(make_site(tmp_path, SLOTS + 'holidays = "holidays.txt"\n'), capsys)
    assert announcer("queue", "--calendar") == EXIT_USAGE
    assert "schedule.holidays: holidays.txt" in announcer.err

    (tmp_path / "holidays.txt").write_text("nonsense\n2999-13-01\n", "utf-8")
    assert announcer("queue", "--calendar") == EXIT_USAGE
    assert announcer.err.count("schedule.holidays") == 2


def test_a_run_that_is_refused_leaves_the_leases(announcer: Commands) -> None:
    queue_up(announcer.site)
    announcer("approve", ONE, "--now")
    with queue_of(announcer.site) as opened:
        terms = ClaimTerms(channel="drafts", account="by-hand", worker="other", lease=timedelta(minutes=1))
        claimed = opened.store.claim(terms)
    (announcer.site / "announcer.toml").write_text(LEAST + SLOTS + 'holidays = "holidays.txt"\n', "utf-8")

    assert announcer("run", "--once") == EXIT_USAGE

    (announcer.site / "announcer.toml").write_text(LEAST + SLOTS, "utf-8")
    with queue_of(announcer.site) as opened:
        assert opened.store.get(ONE) == claimed


def test_login_wants_to_know_the_account(announcer: Commands) -> None:
    assert announcer("login", "x") == EXIT_USAGE
    assert "channels.x.account" in announcer.err


def test_the_policy_of_the_settings_is_the_pumps(tmp_path: Path) -> None:
    site = make_site(tmp_path, '[posting]\npolicy = "resend"\n')

    with queue_of(site) as opened:
        assert opened.settings.posting.policy is UnknownPolicy.RESEND


def test_settings_of_posting_are_told_with_their_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    announcer = Commands(make_site(tmp_path), capsys)
    wrong = (
        '[schedule]\nmin_gap = "soon"\nquiet = ["night"]\nweekend = ["Fry"]\nclosed = ["2026-02-30"]\n'
        '[store]\nurl = "mysql://db"\n[channels.x]\nenabled = true\n[daemon]\ntick = "1 s"\n'
    )
    (tmp_path / "announcer.toml").write_text(LEAST + wrong, "utf-8")

    assert announcer("status") == EXIT_USAGE

    keys = ["min_gap", "quiet[0]", "weekend[0]", "closed[0]"]
    expected = [f"schedule.{key}" for key in keys] + ["store.url", "channels.x", "daemon.tick"]
    assert [line.split(": ")[2] for line in announcer.err.splitlines() if "error" in line] == expected


def test_check_tries_what_posting_needs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = 'holidays = "holidays.txt"\n[channels.x]\nenabled = true\naccount = "iums"\n'
    announcer = Commands(make_site(tmp_path, SLOTS + more), capsys)

    wrong = {line["check"]: line["problem"] for line in announcer.lines("check") if not line["fine"]}

    assert "holidays.txt" in wrong["posting times"]
    assert "credentials/x.json" in wrong["keys of X"]
    assert not (tmp_path / "queue" / "announcer.db").exists()


def test_status_tells_of_announcements_that_no_channel_will_take(announcer: Commands) -> None:
    queue_up(announcer.site)
    announcer("approve", ONE)
    (announcer.site / "announcer.toml").write_text(
        LEAST + SLOTS + '[channels.drafts]\naccount = "others"\n', "utf-8"
    )

    assert announcer("status") == EXIT_PERSON_NEEDED
    assert "STRANDED: announcements wait for drafts/by-hand" in announcer.out
