"""The commands over the queue, each by what a person or a script sees of it."""

import json
import os
from pathlib import Path

import pytest

from announcer.core.posting.lifecycle import State
from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, EXIT_PERSON_NEEDED, EXIT_USAGE
from announcer.services.drafting_pool import FEWEST_JOBS
from announcer.services.posting import UnknownPolicy
from tests.builders import PIXEL
from tests.sites import LEAST, RECORD, SLOTS, Commands, desk_of, make_site, queue_up, x_table

ONE, TWO = "00000001", "00000002"


@pytest.fixture
def announcer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(make_site(tmp_path / "site"), capsys)


def state_of(announcer: Commands, one: str = ONE) -> State:
    with desk_of(announcer.site) as opened:
        return opened.store.get(one).state


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
    assert "findings cannot be told" in announcer.out


def test_a_step_that_does_not_go_from_here_is_refused_with_what_can_be_done_instead(announcer: Commands) -> None:
    queue_up(announcer.site)
    announcer("approve", ONE)

    assert announcer("reject", ONE) == EXIT_ITEM_FAILED
    assert f"{ONE}: it is scheduled, and reject does not go from there" in announcer.err
    assert "cancel it to call it off" in announcer.err


def test_an_id_that_is_not_there_is_wrong_usage(announcer: Commands) -> None:
    for command in (["show", "nope"], ["approve", "nope"], ["posted", "nope", "--url", "https://x.com/a/status/1"]):
        assert announcer(*command) == EXIT_USAGE
        assert "no announcement 'nope'" in announcer.err


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
    with desk_of(announcer.site) as opened:
        assert json.loads((folder / "post.json").read_text("utf-8"))["digest"] == opened.store.get(ONE).digest


def test_approve_plans_and_tells_when(announcer: Commands) -> None:
    queue_up(announcer.site)

    (line,) = announcer.lines("approve", ONE)

    assert line["state"] == "scheduled"
    assert line["due_at"]


def test_approve_waits_where_there_are_no_slots(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    announcer = Commands(make_site(tmp_path, ""), capsys)
    queue_up(announcer.site)

    assert announcer("approve", ONE) == EXIT_FINE
    assert "waits for a free slot" in announcer.out


def test_approve_holds_to_what_was_seen(announcer: Commands) -> None:
    queue_up(announcer.site)
    with desk_of(announcer.site) as opened:
        seen = opened.store.get(ONE).digest

    assert announcer("approve", ONE, "--seen", "0" * 64) == EXIT_ITEM_FAILED
    assert announcer("approve", ONE, "--seen", seen[:4]) == EXIT_USAGE
    assert announcer("approve", ONE, "--seen", seen[:8]) == EXIT_FINE


def test_approve_at_a_time_of_ones_own(announcer: Commands) -> None:
    queue_up(announcer.site)

    assert announcer("approve", ONE, "--at", "2999-01-01 10:15") == EXIT_FINE
    assert "2999-01-01 10:15" in announcer.out


def test_seen_and_at_go_with_one_announcement(announcer: Commands) -> None:
    assert announcer("approve", ONE, TWO, "--seen", "0" * 64) == EXIT_USAGE


def test_one_of_several_that_fails_does_not_stop_the_others(announcer: Commands) -> None:
    queue_up(announcer.site)

    assert announcer("approve", "nope", ONE) == EXIT_ITEM_FAILED
    assert state_of(announcer) is State.SCHEDULED


def test_reject_hold_resume_and_cancel(announcer: Commands) -> None:
    queue_up(announcer.site)

    assert announcer("hold", ONE, "--reason", "ask the dean") == EXIT_FINE
    assert announcer.lines("queue")[0]["held"] == "ask the dean"
    assert announcer("approve", ONE) == EXIT_ITEM_FAILED
    assert announcer("resume", ONE) == EXIT_FINE
    assert announcer("reject", ONE) == EXIT_FINE
    assert state_of(announcer) is State.REJECTED
    assert announcer("cancel", ONE) == EXIT_ITEM_FAILED


def test_a_paused_channel_asks_for_a_person_until_it_goes_on(announcer: Commands) -> None:
    assert announcer("hold", "drafts", "--reason", "holidays") == EXIT_FINE

    assert announcer("status") == EXIT_PERSON_NEEDED
    assert "PAUSED drafts/by-hand: holidays" in announcer.out
    assert announcer("resume", "drafts") == EXIT_FINE
    assert announcer.lines("resume", "drafts") == [{"done": "was not paused", "channel": "drafts"}]
    assert announcer("status") == EXIT_FINE


def test_an_edit_clears_the_approval(announcer: Commands) -> None:
    queue_up(announcer.site)
    announcer("approve", ONE)

    assert announcer("edit", ONE, "--text", "Better\nhttps://doi.org/10.5555/announcer.1") == EXIT_FINE

    assert state_of(announcer) is State.IN_REVIEW
    assert announcer.lines("show", ONE)[0]["text"].startswith("Better")


def test_an_edit_that_takes_the_link_away_lowers_the_estimated_cost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prices = "[prices]\ntext_only = 0.02\nwith_link = 0.3\nalt_text = 0.01\n"
    announcer = Commands(make_site(tmp_path / "site", SLOTS + x_table("https://x.example") + prices), capsys)
    queue_up(announcer.site, cost=310_000)
    assert announcer.lines("show", ONE)[0]["cost_usd"] == 0.31

    assert announcer("edit", ONE, "--text", "No link", "--anyway") == EXIT_FINE

    assert announcer.lines("show", ONE)[0]["cost_usd"] == 0.03
    announcer("show", ONE)
    assert "estimated cost: $0.030" in announcer.out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], "what to change"),
        (["--text", "a" * 281], "281"),
        (["--text", ""], "0"),
        (["--alt-text", ""], "alt text"),
        (["--text", "Without its link"], "does not hold https://doi.org/10.5555/announcer.1"),
        (["--text", "https://doi.org/10.5555/announcer.1 by @rector"], "@rector"),
        (["--sentence", "9"], "key sentences to choose from"),
        (["--sentence", "1", "--text", "x"], "what to change"),
    ],
)
def test_an_edit_that_cannot_be_meant_is_refused(announcer: Commands, arguments: list[str], word: str) -> None:
    queue_up(announcer.site)

    assert announcer("edit", ONE, *arguments) == EXIT_USAGE
    assert word in announcer.err


def test_an_odd_edit_is_taken_if_it_is_meant(announcer: Commands) -> None:
    queue_up(announcer.site)

    assert announcer("edit", ONE, "--text", "Thanks to @rector", "--anyway") == EXIT_FINE


def test_an_edit_may_choose_another_key_sentence(announcer: Commands) -> None:
    queue_up(announcer.site)
    sentences = announcer.lines("show", ONE)[0]["key_sentences"]

    assert announcer("edit", ONE, "--sentence", str(len(sentences))) == EXIT_FINE
    assert sentences[-1] in announcer.lines("show", ONE)[0]["alt_text"]


def test_an_edit_may_replace_the_card(announcer: Commands, tmp_path: Path) -> None:
    queue_up(announcer.site, card=b"", card_type="")
    (tmp_path / "card.png").write_bytes(PIXEL)
    (tmp_path / "card.svg").write_bytes(b"<svg/>")

    assert announcer("edit", ONE, "--card", str(tmp_path / "card.svg")) == EXIT_USAGE
    assert announcer("edit", ONE, "--card", str(tmp_path / "card.png")) == EXIT_FINE
    with desk_of(announcer.site) as opened:
        assert opened.store.card(opened.store.get(ONE).card_digest) == PIXEL


def test_posted_records_a_post_made_by_hand(announcer: Commands) -> None:
    queue_up(announcer.site)

    assert announcer("posted", ONE, "--url", "https://x.com/iums/status/42") == EXIT_FINE
    assert announcer.lines("show", ONE)[0]["url"] == "https://x.com/iums/status/42"
    assert announcer("posted", ONE, "--url", "x.com") == EXIT_USAGE


def test_resolve_wants_the_address_of_what_is_posted(announcer: Commands) -> None:
    queue_up(announcer.site)

    assert announcer("resolve", ONE, "posted") == EXIT_USAGE
    assert announcer("resolve", ONE, "send-again", "--url", "https://x.com/a/status/1") == EXIT_USAGE
    assert announcer("resolve", ONE, "send-again") == EXIT_ITEM_FAILED


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


def test_login_wants_to_know_the_account(announcer: Commands) -> None:
    assert announcer("login", "x") == EXIT_USAGE
    assert "channels.x.account" in announcer.err


def test_the_policy_of_the_settings_is_the_pumps(tmp_path: Path) -> None:
    site = make_site(tmp_path, '[posting]\npolicy = "resend"\n')

    with desk_of(site) as opened:
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
