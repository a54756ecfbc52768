"""`announcer shortlist` and `announcer announce`: from an import that is registered to what is announced."""

from pathlib import Path

import pytest

from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, EXIT_USAGE
from tests.sites import LEAST, RECORD, SLOTS, Commands, make_site, queue_of

RULES = "[intake.announce]\nsince = 2026-06-01\n"
NEW = RECORD.replace("announcer.1", "announcer.2").replace("Night", "Day").replace("2026-04", "2026-07")


@pytest.fixture
def announcer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    commands = Commands(make_site(tmp_path / "site", SLOTS + RULES), capsys)
    (commands.site / "old.toml").write_text(RECORD, "utf-8")
    (commands.site / "new.toml").write_text(NEW, "utf-8")
    return commands


def add(announcer: Commands) -> int:
    return announcer("add", str(announcer.site / "old.toml"), str(announcer.site / "new.toml"))


def test_add_says_what_is_only_registered_and_why(announcer: Commands) -> None:
    assert add(announcer) == EXIT_FINE
    assert "registered  Night-shift work" in announcer.out
    assert "not announced: its date, 2026-04, is before 2026-06-01" in announcer.out
    assert "added       Day-shift work" in announcer.out
    assert "announcer shortlist" in announcer.out
    with queue_of(announcer.site) as queue:
        assert [queued.title[:3] for queued in queue.store.listing()] == ["Day"]


def test_a_dry_run_leaves_out_what_would_only_be_registered(announcer: Commands) -> None:
    for name in ("old.toml", "new.toml"):
        (announcer.site / name).rename(announcer.site / "queue" / "inbox" / name)

    assert announcer("dry-run") == EXIT_FINE
    assert "Drafts: 1" in announcer.out
    assert "1 record would be registered and not announced" in announcer.out
    assert "its date, 2026-04, is before" in announcer.out
    assert announcer.lines("dry-run")[-1]["left_out"][0]["reasons"]


def test_the_shortlist_says_what_counts_and_what_the_rules_say(announcer: Commands) -> None:
    add(announcer)

    assert announcer("shortlist") == EXIT_FINE
    assert "doi:10.5555/announcer.1  " in announcer.out
    assert "our first author +2" in announcer.out
    assert "not by itself: its date, 2026-04, is before" in announcer.out
    (line,) = announcer.lines("shortlist")
    assert line["publication"] == "doi:10.5555/announcer.1"
    assert line["points"] == sum(one["points"] for one in line["counts"])


def test_one_of_the_shortlist_is_announced_by_name(announcer: Commands) -> None:
    add(announcer)

    assert announcer("announce", "doi:10.5555/announcer.1", "--priority", "3") == EXIT_FINE
    assert "for review" in announcer.out
    assert announcer("shortlist") == EXIT_FINE
    assert "There is nothing" in announcer.out
    with queue_of(announcer.site) as queue:
        assert sorted(queued.priority for queued in queue.store.listing()) == [0, 3]


def test_of_several_names_those_that_are_wrong_do_not_stop_the_others(announcer: Commands) -> None:
    add(announcer)

    assert announcer("announce", "10.5555/nope", "10.5555/announcer.1") == EXIT_ITEM_FAILED
    assert "announcer shortlist" in announcer.err
    with queue_of(announcer.site) as queue:
        assert len(queue.store.listing()) == 2


def test_a_faculty_that_the_settings_lack_is_refused(announcer: Commands) -> None:
    assert announcer("shortlist", "--faculty", "School of Magic") == EXIT_USAGE
    settings = LEAST + 'faculties."School of Health" = []\n'
    (announcer.site / "announcer.toml").write_text(settings, "utf-8")
    assert announcer("shortlist", "--faculty", "School of Health") == EXIT_FINE
