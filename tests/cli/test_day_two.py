"""A week at the command line: finding announcements, many at once, other times, notes, and taking things back."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from announcer.core.posting.lifecycle import State
from announcer.core.publications.publication import Author
from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, EXIT_USAGE
from announcer.ports.importing import Imported
from announcer.store.records import to_record
from tests.builders import PIXEL, publication
from tests.fakes import START, FakeChannel
from tests.sites import SLOTS, Commands, make_site, queue_of, queue_up, x_table

ONE, TWO = "00000001", "00000002"
POST = "https://x.com/iums/status/42"
CLEAN = "Publication {0}\nhttps://doi.org/10.5555/announcer.{0}"


def ids(announcer: Commands, *arguments: str) -> list[str]:
    return [line["id"] for line in announcer.lines("queue", *arguments)]


# -- ids by their beginning ----------------------------------------------------------------------------------------


def test_the_beginning_of_an_id_is_enough_in_every_command(announcer: Commands) -> None:
    queue_up(announcer.site, 1, id="c3b2aa00")
    queue_up(announcer.site, 2, id="d4c3bb00")
    steps = [
        ["show", "c3b2"],
        ["draft", "c3b2"],
        ["note", "c3b2", "look"],
        ["hold", "c3b2"],
        ["resume", "c3b2"],
        ["edit", "c3b2", "--text", "x", "--anyway"],
        ["approve", "c3b2", "--at", "2999-01-01 10:00"],
        ["approve", "d4c3", "--at", "2999-01-02 10:00"],
        ["reschedule", "c3b2", "--swap", "d4c3"],
        ["unapprove", "c3b2"],
        ["reject", "c3b2"],
        ["undo", "c3b2"],
        ["cancel", "c3b2"],
        ["posted", "d4c3", "--url", POST],
    ]
    for step in steps:
        assert announcer(*step) == EXIT_FINE, (step, announcer.err)
    assert announcer("resolve", "d4c3", "retraction-seen") == EXIT_ITEM_FAILED
    assert "d4c3bb00: its paper is not known to be retracted" in announcer.err
    assert announcer("delete", "c3b2", "--yes") == EXIT_ITEM_FAILED
    assert "c3b2aa00: it is cancelled" in announcer.err


def test_the_beginning_of_several_ids_lists_them(announcer: Commands) -> None:
    queue_up(announcer.site, 1, id="c3b2aa00")
    queue_up(announcer.site, 2, id="c3b2bb00", title="Another")

    assert announcer("cancel", "c3b2") == EXIT_USAGE
    assert "'c3b2' is the beginning of several ids:" in announcer.err
    assert "c3b2aa00  en  Publication 1" in announcer.err
    assert "c3b2bb00  en  Another" in announcer.err
    assert announcer("cancel", "c3b2a") == EXIT_FINE
    assert announcer("cancel", "c3b") == EXIT_USAGE
    assert "at least its first 4 characters" in announcer.err


def test_an_id_that_another_begins_with_is_itself(announcer: Commands) -> None:
    queue_up(announcer.site, 1, id="c3b2")
    queue_up(announcer.site, 2, id="c3b2bb00")

    assert announcer.lines("show", "c3b2")[0]["id"] == "c3b2"


def test_letters_that_sql_knows_mean_nothing_in_an_id(announcer: Commands) -> None:
    queue_up(announcer.site)
    for text in ("0%00", "____", "0000'--", "%%%%"):
        assert announcer("show", text) == EXIT_USAGE


# -- finding -------------------------------------------------------------------------------------------------------


def test_announcements_are_found_by_words_of_title_department_and_authors(announcer: Commands) -> None:
    by = Author(name="Rahimi-Najafī S", affiliations=(), is_home=True)
    record = to_record(Imported(publication=publication(doi="10.5555/announcer.3", authors=(by,)), source="a"))
    queue_up(announcer.site, 1, title="Sleep and the heart", department="Physiology")
    queue_up(announcer.site, 2, title="خواب و قلب", language="fa")
    queue_up(announcer.site, 3, title="Bones", record=record)
    queue_up(announcer.site, 4, title="Teeth", record="{}")

    assert ids(announcer, "--search", "HEART sleep") == [ONE]
    assert ids(announcer, "--search", "physiology") == [ONE]
    assert ids(announcer, "--search", "قلب") == [TWO]
    assert ids(announcer, "--search", "rahimi najafi bones") == ["00000003"]
    assert ids(announcer, "--search", "hansen") == [TWO, ONE]
    assert ids(announcer, "--search", "nobody") == []


def test_announcements_are_filtered_by_channel_language_state_and_day(announcer: Commands) -> None:
    queue_up(announcer.site, 1, language="en")
    queue_up(announcer.site, 2, language="fa")
    announcer("approve", TWO, "--at", "2999-01-05 10:00")

    assert ids(announcer, "--language", "fa") == [TWO]
    assert ids(announcer, "--channel", "drafts", "--state", "in_review") == [ONE]
    assert ids(announcer, "--channel", "x") == []
    assert ids(announcer, "--from", "2999-01-05", "--until", "2999-01-05") == [TWO]
    assert ids(announcer, "--from", "2999-01-06") == []
    assert ids(announcer, "--until", "tomorrow") == [ONE]
    assert ids(announcer, "--from", "1405-01-01", "--until", "2999-01-04") == [ONE]


def test_what_failed_is_listed(announcer: Commands) -> None:
    queue_up(announcer.site)
    with queue_of(announcer.site) as queue:
        queue.store.database.run("UPDATE announcement SET state = 'failed'")

    assert ids(announcer) == [ONE]


def test_more_than_the_limit_is_told_and_the_limit_has_no_end(announcer: Commands) -> None:
    for number in (1, 2, 3):
        queue_up(announcer.site, number)

    assert ids(announcer, "--limit", "2") == ["00000003", TWO]
    assert "there are more than 2" in announcer.err
    assert len(ids(announcer, "--limit", "3")) == 3
    assert announcer.err == ""
    assert announcer("queue", "--limit", "1000000") == EXIT_FINE


# -- many at once --------------------------------------------------------------------------------------------------


@pytest.fixture
def many(announcer: Commands) -> Commands:
    """A queue with three that have no findings, and one of each kind that a person must look at."""
    for number in (1, 2, 3):
        queue_up(announcer.site, number, text=CLEAN.format(number))
    queue_up(announcer.site, 4, held="retracted")
    queue_up(announcer.site, 5, record="{}")
    queue_up(announcer.site, 6, text="By @rector")
    queue_up(announcer.site, 7, card=b"", card_type="")
    return announcer


def test_all_that_has_no_findings_is_approved_and_the_rest_is_told_with_why(many: Commands) -> None:
    lines = many.lines("approve", "--all")

    passed = {line["id"]: line["reason"] for line in lines if line["done"] == "passed over"}
    assert {line["id"] for line in lines} - passed.keys() == {ONE, TWO, "00000003"}
    assert passed["00000004"] == "it is held: retracted"
    assert "it is not a record of this version" in passed["00000005"]
    assert "@rector" in passed["00000006"]
    assert passed["00000007"] == "it has no card"
    assert many("queue", "--state", "scheduled") == EXIT_FINE
    assert "Announcements: 3" in many.out


def test_up_to_a_day_only_what_gets_a_time_is_approved(many: Commands) -> None:
    with queue_of(many.site) as queue:
        tomorrow = queue.today() + timedelta(days=1)
        free = [slot for slot in queue.planner("drafts", "by-hand").free_slots(2) if slot.day <= tomorrow]
    wanted = min(len(free), 3)

    assert many("approve", "--all", "--until", "tomorrow") == EXIT_FINE

    assert f"Approved: {wanted}. Passed over: {7 - wanted}." in many.out
    with queue_of(many.site) as queue:
        times = [queued.due_at for queued in queue.store.listing([State.SCHEDULED])]
        assert sorted(filter(None, times)) == [slot.at for slot in free[:wanted]]


def test_an_approval_of_all_is_taken_back_by_one_undo(many: Commands) -> None:
    many("approve", "--all")

    assert many("undo") == EXIT_FINE

    assert f"{ONE}  approve undone, in review" in many.out
    assert ids(many, "--state", "scheduled") == []


# -- other times ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["1600-10-11 10:15", "۱۶۰۰/۱۰/۱۱ ۱۰:۱۵", "2222-01-01T10:15"])
def test_a_time_may_be_typed_in_either_calendar(announcer: Commands, at: str) -> None:
    queue_up(announcer.site)

    assert announcer("approve", ONE, "--at", at) == EXIT_FINE, announcer.err
    assert announcer.lines("show", ONE)[0]["due_at"] == "2222-01-01T10:15:00+00:00"


def test_a_time_that_is_none_is_told_how_to_write_one(announcer: Commands) -> None:
    queue_up(announcer.site)

    assert announcer("approve", ONE, "--at", "1405-13-01 10:00") == EXIT_USAGE
    assert "there are 12 months" in announcer.err


def test_reschedule_tells_the_new_times(announcer: Commands) -> None:
    for number in (1, 2):
        queue_up(announcer.site, number)
        announcer("approve", f"{number:08x}", "--at", f"2999-01-0{number} 10:00")

    assert announcer("reschedule", ONE, "--at", "2999-01-05 10:00") == EXIT_FINE
    assert f"{ONE}  goes out Sat 2999-01-05 10:00" in announcer.out
    assert announcer("reschedule", ONE, "--swap", TWO) == EXIT_FINE
    assert f"{TWO}  goes out Sat 2999-01-05 10:00" in announcer.out
    assert announcer("undo") == EXIT_FINE
    assert announcer("reschedule", ONE, "--next") == EXIT_FINE
    assert announcer.lines("show", ONE)[0]["due_at"] < "2999"


def test_the_cool_down_is_told_with_what_to_type(announcer: Commands) -> None:
    queue_up(announcer.site, 1)
    announcer("posted", ONE, "--url", POST)
    with queue_of(announcer.site) as queue:
        record = queue.store.record("doi:10.5555/announcer.1")
    queue_up(announcer.site, 2, publication="doi:10.5555/announcer.1", round=2, record=record)

    assert announcer("approve", TWO, "--now") == EXIT_USAGE
    assert "the cool-down is 365 days" in announcer.err
    assert "hint: if that is meant, say so: --despite-cool-down" in announcer.err
    assert announcer("approve", TWO) == EXIT_FINE
    assert "waits for a time: the cool-down of its publication ends" in announcer.out
    assert ids(announcer) == [TWO]
    announcer("queue")
    assert "waiting" in announcer.out
    announcer("unapprove", TWO)
    assert announcer("approve", TWO, "--now", "--despite-cool-down") == EXIT_FINE
    assert "goes out as soon as may be" in announcer.out


# -- taking back ---------------------------------------------------------------------------------------------------


def test_a_cancelled_announcement_comes_back(announcer: Commands) -> None:
    queue_up(announcer.site)
    announcer("approve", ONE, "--at", "2999-01-01 10:00")
    announcer("cancel", ONE)

    assert announcer("approve", ONE) == EXIT_ITEM_FAILED
    assert "take that back, or announce the publication anew: announcer undo ID" in announcer.err
    assert announcer("undo") == EXIT_FINE
    assert "cancel undone, goes out Tue 2999-01-01 10:00" in announcer.out


def test_a_mistaken_address_is_taken_back(announcer: Commands) -> None:
    queue_up(announcer.site)
    announcer("posted", ONE, "--url", POST)

    assert announcer("edit", ONE, "--text", "x", "--anyway") == EXIT_ITEM_FAILED
    assert "if that was recorded by mistake, take it back" in announcer.err
    assert announcer("undo", ONE) == EXIT_FINE
    assert announcer("posted", ONE, "--url", "https://x.com/iums/status/43") == EXIT_FINE


def test_what_is_posted_by_hand_may_get_its_address_later(announcer: Commands) -> None:
    queue_up(announcer.site)
    assert announcer("posted", ONE, "--address-later") == EXIT_ITEM_FAILED
    assert "only what lies ready can be said to be posted" in announcer.err
    announcer("approve", ONE, "--now")
    announcer("run", "--once")

    assert announcer("posted", ONE, "--address-later") == EXIT_FINE
    assert "posted; its address is still to come" in announcer.out
    assert not (announcer.site / "queue" / "ready" / ONE).exists()
    announcer("show", ONE)
    assert "address not given yet" in announcer.out
    announcer("report")
    assert "address not given yet" in announcer.out
    announcer("delete", ONE, "--yes")
    assert "was posted by hand" in announcer.err
    assert announcer("posted", ONE, "--url", POST) == EXIT_FINE
    announcer("show", ONE)
    assert POST in announcer.out


def test_undo_without_anything_to_undo_says_so(announcer: Commands) -> None:
    assert announcer("undo") == EXIT_ITEM_FAILED
    assert "there is nothing that" in announcer.err


# -- looking and editing -------------------------------------------------------------------------------------------


def test_show_tells_length_publication_card_notes_and_why_it_was_put_off(
    announcer: Commands, tmp_path: Path
) -> None:
    queue_up(announcer.site, department="Physiology")
    announcer("note", ONE, "ask  the\ndean")
    announcer("show", ONE)

    assert "note: ask the dean (" in announcer.out
    assert "publication: https://doi.org/10.5555/announcer.1" in announcer.out
    assert "department: Physiology" in announcer.out
    assert "text: 37/280" in announcer.out
    assert f"card: in the queue; 'announcer show {ONE} --card FILE' writes it" in announcer.out

    announcer("draft", ONE)
    announcer("show", ONE)
    assert "card: " + str(next((announcer.site / "queue" / "review").glob("*/card.png"))) in announcer.out

    (shown,) = announcer.lines("show", ONE, "--card", str(tmp_path / "out" / "card.png"))
    assert (tmp_path / "out" / "card.png").read_bytes() == PIXEL
    assert shown["card_path"] == str(tmp_path / "out" / "card.png")
    assert shown["notes"][0]["text"] == "ask the dean"
    assert shown["delay_reasons"] == []


def test_show_tells_why_a_post_was_put_off_and_forgets_what_is_settled(announcer: Commands) -> None:
    queue_up(announcer.site)
    announcer("approve", ONE, "--now")
    with queue_of(announcer.site) as queue:
        queue.store.database.run("UPDATE announcement SET delays = 2, evidence = '503', check_at = due_at")
        for reason in ("no answer", "busy"):
            queue.store.note(queue.store.get(ONE), "delay", actor="worker-1", detail=reason)

    (shown,) = announcer.lines("show", ONE)
    assert (shown["delays"], shown["delay_reasons"]) == (2, ["no answer", "busy"])
    announcer("show", ONE)
    assert "delayed: 2 times, last: busy" in announcer.out
    assert "evidence: 503" in announcer.out
    announcer("posted", ONE, "--url", POST)
    announcer("show", ONE)
    assert "evidence" not in announcer.out
    assert "looked for again" not in announcer.out


@pytest.mark.parametrize(("command", "state"), [("reject", "rejected"), ("cancel", "cancelled")])
def test_show_tells_who_ended_it_and_why(announcer: Commands, command: str, state: str) -> None:
    queue_up(announcer.site)
    announcer(command, ONE, "--reason", "out of date")

    announcer("show", ONE)

    assert f"{state}: by " in announcer.out
    assert ": out of date" in announcer.out


def editor(folder: Path, script: str) -> str:
    path = folder / "editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


def test_a_text_is_changed_in_the_editor(
    announcer: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_up(announcer.site)
    monkeypatch.setenv(
        "VISUAL", editor(tmp_path, 'sed -i \'s/Publication 1/Nurses/\' "$1"; touch -d 2099-01-01 "$1"')
    )

    assert announcer("edit", ONE, "--editor") == EXIT_FINE

    assert announcer.lines("show", ONE)[0]["text"] == "Nurses\nhttps://doi.org/10.5555/announcer.1"


@pytest.mark.parametrize(
    ("script", "code", "words"),
    [
        ("true", EXIT_FINE, "unchanged"),
        ("touch -d 2099-01-01 $1", EXIT_FINE, "unchanged"),
        ("echo >> $1; touch -d 2099-01-01 $1", EXIT_FINE, "unchanged"),
        ("exit 3", EXIT_ITEM_FAILED, ""),
        ("echo Without a link > $1; touch -d 2099-01-01 $1", EXIT_USAGE, "Without a link"),
    ],
)
def test_an_editor_that_changes_nothing_fails_or_is_refused_changes_nothing(
    announcer: Commands,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    script: str,
    code: int,
    words: str,
) -> None:
    queue_up(announcer.site)
    announcer("approve", ONE, "--at", "2999-01-01 10:00")
    monkeypatch.setenv("VISUAL", editor(tmp_path, script))

    assert announcer("edit", ONE, "--editor") == code

    assert words in announcer.out + announcer.err
    assert announcer.lines("show", ONE)[0]["state"] == "scheduled"


def test_an_edit_of_what_somebody_changed_meanwhile_is_refused_and_not_lost(
    announcer: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_up(announcer.site)
    database = announcer.site / "queue" / "announcer.db"
    change = f"{sys.executable} -c \"import sqlite3; c = sqlite3.connect('{database}'); "
    change += 'c.execute(\\"UPDATE announcement SET digest = \'other\', token = token + 1\\"); c.commit()"'
    monkeypatch.setenv("VISUAL", editor(tmp_path, f"{change}\necho Mine > $1; touch -d 2099-01-01 $1"))

    assert announcer("edit", ONE, "--editor") == EXIT_ITEM_FAILED

    assert "it was changed since you looked" in announcer.err
    assert "This is what you wrote; it was not taken:\n\nMine" in announcer.err


# -- taken down ----------------------------------------------------------------------------------------------------


def test_a_post_that_was_taken_down_says_so_and_is_taken_down_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    announcer = Commands(make_site(tmp_path / "site", SLOTS + x_table("https://x.example")), capsys)
    queue_up(announcer.site)
    announcer("posted", ONE, "--url", POST)
    with queue_of(announcer.site) as queue:
        control = queue.account_control
        object.__setattr__(control, "channel", lambda _name: FakeChannel())
        for _ in range(2):
            assert control.take_down(ONE, actor="sara").taken_down_at

    announcer("queue", "--all")
    assert f"{ONE}  taken down" in announcer.out
    (shown,) = announcer.lines("show", ONE)
    assert datetime.fromisoformat(shown["taken_down_at"]) > START.astimezone(UTC) - timedelta(days=400)
    assert [event["event"] for event in shown["history"]].count("delete") == 1
    announcer("show", ONE)
    assert "taken down: " in announcer.out
