"""The commands with which people review, by what a person or a script sees of them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from announcer.core.posting.lifecycle import State
from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, EXIT_USAGE
from tests.builders import PIXEL
from tests.sites import LEAST, RECORD, SLOTS, Commands, make_site, queue_of, queue_up, x_table

ONE, TWO = "00000001", "00000002"
START, END = datetime(2020, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)


def state_of(announcer: Commands, one: str = ONE) -> State:
    with queue_of(announcer.site) as opened:
        return opened.store.get(one).state


def test_a_step_that_does_not_go_from_here_is_refused_with_what_can_be_done_instead(announcer: Commands) -> None:
    queue_up(announcer.site)
    announcer("approve", ONE)

    assert announcer("reject", ONE) == EXIT_ITEM_FAILED
    assert f"{ONE}: it is scheduled, so it cannot be rejected" in announcer.err
    assert "bring it back to review, or call it off: announcer unapprove ID" in announcer.err


def test_an_id_that_is_not_there_is_wrong_usage(announcer: Commands) -> None:
    for command in (["show", "nope"], ["approve", "nope"], ["posted", "nope", "--url", "https://x.com/a/status/1"]):
        assert announcer(*command) == EXIT_USAGE
        assert "no announcement 'nope'" in announcer.err


def test_approve_plans_and_tells_when(announcer: Commands) -> None:
    queue_up(announcer.site)

    (line,) = announcer.lines("approve", ONE)

    assert line["state"] == "scheduled"
    assert line["due_at"]


def test_approve_waits_where_there_are_no_slots(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    announcer = Commands(make_site(tmp_path, ""), capsys)
    queue_up(announcer.site)

    assert announcer("approve", ONE) == EXIT_FINE
    assert "waits for a time: there are no posting times (schedule.slots)" in announcer.out


def test_approve_holds_to_what_was_seen(announcer: Commands) -> None:
    queue_up(announcer.site)
    with queue_of(announcer.site) as opened:
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
        (["--text", "Without its link"], "does not contain https://doi.org/10.5555/announcer.1"),
        (["--text", "https://doi.org/10.5555/announcer.1 by @rector"], "@rector"),
        (["--sentence", "9"], "key sentence 9: there"),
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
    with queue_of(announcer.site) as opened:
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


def stored(announcer: Commands) -> tuple[object, ...]:
    """Return all that the queue holds."""
    with queue_of(announcer.site) as queue:
        slots = queue.store.taken("drafts", "by-hand", START, END)
        return tuple(queue.store.listing()), tuple(queue.store.history()), tuple(slots), queue.store.overview(())


@pytest.mark.parametrize(
    "arguments",
    [
        ("approve", ONE, "--at", "2020-01-01 10:00"),
        ("approve", ONE, "--at", "2999-12-25 10:00"),
        ("approve", ONE, "--at", "2999-01-01 10:00", "--now"),
        ("approve", ONE, "--seen", "abc"),
        ("approve", ONE, TWO, "--at", "2999-01-01 10:00"),
        ("edit", ONE, "--text", "a" * 281),
        ("edit", ONE, "--sentence", "9"),
        ("posted", ONE, "--url", "x.com"),
        ("resolve", ONE, "posted", "--url", "x.com"),
        ("hold", "x"),
        ("resume", "x"),
        ("hold", "nope"),
        ("delete", "nope", "--yes"),
        ("add", "a.toml", "--embargo", "tomorrow"),
        ("add", "a.toml", "--format", "marc"),
        ("draft", ONE, "--all"),
    ],
    ids=" ".join,
)
def test_a_command_that_is_refused_changes_nothing(
    announcer: Commands, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(announcer.site)
    (announcer.site / "a.toml").write_text(RECORD, "utf-8")
    (announcer.site / "announcer.toml").write_text(LEAST + SLOTS + 'closed = ["12-25"]\n', "utf-8")
    for number in (1, 2):
        queue_up(announcer.site, number)
    before = stored(announcer)

    assert announcer(*arguments) == EXIT_USAGE
    assert announcer.err

    assert stored(announcer) == before


def test_an_approval_for_a_time_that_is_taken_leaves_it_in_review(announcer: Commands) -> None:
    for number in (1, 2):
        queue_up(announcer.site, number)
    announcer("approve", ONE, "--at", "2999-01-01 10:15")

    assert announcer("approve", TWO, "--at", "2999-01-01 10:15") == EXIT_ITEM_FAILED

    assert "2999-01-01 10:15 UTC is taken" in announcer.err
    assert "hint: choose another time: announcer queue --calendar" in announcer.err
    assert state_of(announcer, TWO) is State.IN_REVIEW


def test_a_channel_that_is_off_is_called_so(announcer: Commands) -> None:
    for command in ("hold", "resume"):
        assert announcer(command, "x") == EXIT_USAGE
        assert "channel x is off" in announcer.err
