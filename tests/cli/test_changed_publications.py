"""A publication that comes again, by what a person or a script sees: updated, held, listed until it is settled."""

import json
from pathlib import Path
from typing import Any

import pytest

from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, EXIT_PERSON_NEEDED, EXIT_USAGE
from tests.sites import RECORD, Commands, make_site

TABLETS: dict[str, Any] = {
    "title": "Iron tablets once a week for girls at school: a trial",
    "doi": "10.5555/tablets",
    "lay_summary": "Girls who took iron once a week were less tired after a year.",
    "authors": ["Rahimi S"],
}
WITHDRAWN = TABLETS | {"title": f"RETRACTED: {TABLETS['title']}", "status": "retracted"}


BETTER = "Iron tablets twice a week for girls at school: a trial"


@pytest.fixture
def announcer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(make_site(tmp_path / "site"), capsys)


def add(announcer: Commands, record: dict[str, Any], name: str = "a.json", *options: str) -> dict[str, Any]:
    """Write the record into a file, add it, and return what a script is told."""
    path = announcer.site / name
    path.write_text(json.dumps(record), "utf-8")
    (line,) = announcer.lines("add", *options, str(path))
    return line


def only(announcer: Commands) -> str:
    """Return the id of the one announcement there is."""
    (line,) = announcer.lines("queue", "--all")
    return str(line["id"])


def test_a_record_that_gets_a_doi_later_is_announced_once(announcer: Commands) -> None:
    first = {name: value for name, value in TABLETS.items() if name != "doi"} | {"pmid": "123"}
    add(announcer, first)

    line = add(announcer, first | {"doi": "10.5555/tablets"}, "b.json")

    assert (line["outcome"], line["changed"], line["publication"]) == ("updated", ["doi"], "pmid:123")
    assert line["affected"] == [{"id": only(announcer), "impact": "renewed", "held": ""}]
    assert "https://doi.org/10.5555/tablets" in announcer.lines("show", only(announcer))[0]["text"]


def test_two_chapters_of_one_book_are_both_announced(announcer: Commands) -> None:
    chapter = {
        "type": "chapter",
        "journal": "A Book of Nerves",
        "doi": "10.5555/book",
        "lay_summary": "It says much.",
    }
    chapters = [
        chapter | {"title": title} for title in ("What nerve cells tell each other", "Dreams of old people")
    ]
    (announcer.site / "a.json").write_text(json.dumps(chapters), "utf-8")

    lines = announcer.lines("add", str(announcer.site / "a.json"))

    assert [line["outcome"] for line in lines] == ["added", "added"]
    assert len({line["id"] for line in announcer.lines("queue")}) == 2
    (again,) = announcer.lines("add", str(announcer.site / "a.json"))
    assert (again["outcome"], again["passed_over"]) == ("known", 2)


def test_two_chapters_of_one_book_have_drafts_of_their_own(announcer: Commands) -> None:
    for name, title in (
        ("a", "What nerve cells tell each other"),
        ("b", "Dreams of old people in three countries"),
    ):
        record = {"title": title, "type": "chapter", "doi": "10.5555/book", "lay_summary": "It says much."}
        (announcer.site / "queue" / "inbox" / f"{name}.json").write_text(json.dumps(record), "utf-8")

    *drafts, _total = announcer.lines("dry-run")

    assert len({draft["id"] for draft in drafts}) == 2


def test_what_changed_is_told_in_plain_words(announcer: Commands) -> None:
    add(announcer, TABLETS)
    (announcer.site / "b.json").write_text(json.dumps(TABLETS | {"pmid": "7", "title": BETTER}), "utf-8")

    assert announcer("add", str(announcer.site / "b.json")) == EXIT_FINE

    words = announcer.out
    assert words == f"updated     {BETTER}: title, PMID added\n  {only(announcer)}  en  made anew\n"


def test_an_approved_announcement_goes_on_and_its_history_tells_what_changed(announcer: Commands) -> None:
    add(announcer, TABLETS)
    one = only(announcer)
    announcer("approve", one)

    line = add(announcer, TABLETS | {"volume": "4"})

    assert line["affected"] == [{"id": one, "impact": "flagged", "held": ""}]
    (shown,) = announcer.lines("show", one)
    assert (shown["state"], shown["history"][-1]["event"]) == ("scheduled", "record-changed")
    assert shown["history"][-1]["detail"] == "volume added"


def test_a_paper_that_is_retracted_after_its_approval_is_held_and_people_are_told(announcer: Commands) -> None:
    add(announcer, TABLETS)
    one = only(announcer)
    announcer("approve", one, "--now")

    line = add(announcer, WITHDRAWN, "b.json")

    assert (line["outcome"], line["changed"]) == ("updated", ["status"])
    assert line["affected"][0]["held"].startswith("retracted: the record in ")
    assert announcer("run", "--once") == EXIT_PERSON_NEEDED
    assert not (announcer.site / "queue" / "ready").exists()
    assert announcer("status") == EXIT_PERSON_NEEDED
    assert "RETRACTED" in announcer.out
    assert f"'announcer cancel {one}' calls it off" in announcer.out
    assert announcer("show", one) == EXIT_FINE
    assert "paper: retracted: the record in " in announcer.out
    assert add(announcer, WITHDRAWN, "c.json")["outcome"] == "known"
    announcer("cancel", one)
    assert announcer("status") == EXIT_FINE


def test_what_lies_ready_is_taken_away_when_the_paper_is_retracted(announcer: Commands) -> None:
    add(announcer, TABLETS)
    one = only(announcer)
    announcer("approve", one, "--now")
    announcer("run", "--once")
    folder = announcer.site / "queue" / "ready" / one
    assert folder.exists()

    add(announcer, WITHDRAWN)

    assert not folder.exists()
    announcer("resume", one)
    announcer("run", "--once")
    assert folder.exists()


def test_a_post_whose_paper_is_retracted_later_is_listed_until_somebody_has_seen_it(announcer: Commands) -> None:
    add(announcer, TABLETS)
    one = only(announcer)
    announcer("posted", one, "--url", "https://x.com/iums/status/42")
    assert announcer.lines("queue") == []

    line = add(announcer, WITHDRAWN)

    assert line["affected"] == [{"id": one, "impact": "public", "held": ""}]
    (status,) = announcer.lines("status")
    assert (status["person_needed"], [each["id"] for each in status["retracted"]]) == (True, [one])
    assert announcer("status") == EXIT_PERSON_NEEDED
    assert f"RETRACTED {one}: “{TABLETS['title'][:20]}" in announcer.out
    assert f"'resolve {one} retraction-seen'" in announcer.out
    assert [each["id"] for each in announcer.lines("queue")] == [one]
    announcer("queue")
    assert "posted, later retracted" in announcer.out

    assert announcer("resolve", one, "retraction-seen") == EXIT_FINE

    assert announcer("status") == EXIT_FINE
    assert announcer.lines("queue") == []
    assert announcer.lines("show", one)[0]["history"][-1]["event"] == "retraction-seen"
    assert announcer("resolve", one, "retraction-seen") == EXIT_ITEM_FAILED


def test_a_retraction_that_comes_first_is_held_as_any_retracted_paper(announcer: Commands) -> None:
    line = add(announcer, WITHDRAWN)

    assert (line["outcome"], line["announcements"][0]["held"]) == ("added", "the paper has been retracted")
    assert add(announcer, TABLETS)["affected"][0]["impact"] == "flagged"
    assert announcer.lines("queue")[0]["held"] == "the paper has been retracted"


def test_of_a_paper_and_its_retraction_in_one_folder_both_are_read(announcer: Commands) -> None:
    for name, record in (("a", TABLETS), ("b", WITHDRAWN)):
        (announcer.site / "queue" / "inbox" / f"{name}.json").write_text(json.dumps(record), "utf-8")

    lines = announcer.lines("add", str(announcer.site / "queue" / "inbox"))

    assert [line["outcome"] for line in lines] == ["added", "updated"]
    assert announcer.lines("queue")[0]["held"].startswith("retracted: ")


def test_a_registered_publication_is_updated_and_stays_unannounced(announcer: Commands) -> None:
    assert add(announcer, TABLETS, "a.json", "--known")["outcome"] == "registered"

    assert add(announcer, TABLETS | {"volume": "4"}, "a.json", "--known")["outcome"] == "updated"
    assert announcer.lines("queue", "--all") == []


def test_two_papers_of_one_short_title_are_two(announcer: Commands) -> None:
    spring = {
        "title": "Editorial",
        "authors": ["Moradi A"],
        "abstract": "The spring issue is about hearts and salt.",
    }
    autumn = {
        "title": "Editorial",
        "authors": ["Karimi Z"],
        "abstract": "The autumn issue is about kidneys and rest.",
    }
    for name, record in (("a.json", spring), ("b.json", autumn | {"doi": "10.5555/ed.9"})):
        (announcer.site / name).write_text(json.dumps(record), "utf-8")

    outcomes = [announcer.lines("add", str(announcer.site / name))[0]["outcome"] for name in ("a.json", "b.json")]

    assert outcomes == ["added", "added"]


def test_a_record_without_its_doi_and_one_with_it_in_one_file_are_one_publication(announcer: Commands) -> None:
    bare = {
        "title": "Salt and sleep in adults",
        "authors": ["Moradi A"],
        "abstract": "Salt kept most people awake.",
    }
    file = announcer.site / "both.json"
    file.write_text(json.dumps([bare, bare | {"doi": "10.5555/m.2"}]), "utf-8")

    lines = announcer.lines("add", str(file))

    assert [line["outcome"] for line in lines] == ["added", "updated"]
    assert lines[1]["changed"] == ["doi"]


@pytest.mark.parametrize("mark", ["پس گرفته شده: ", "مقاله پس‌گرفته‌شده: ", "[سلب اعتبار شده] ", "بازپس‌گرفته‌شده: "])
def test_a_persian_mark_in_the_title_is_a_retraction(announcer: Commands, mark: str) -> None:
    record = {
        "title": "نمک و خواب در بزرگسالان ایرانی",
        "language": "fa",
        "doi": "10.5555/fa.1",
        "authors": ["سارا رحیمی"],
    }
    file = announcer.site / "a.json"
    file.write_text(json.dumps(record), "utf-8")
    announcer("add", str(file))

    file.write_text(json.dumps(record | {"title": f"{mark}{record['title']}"}), "utf-8")
    (line,) = announcer.lines("add", str(file))

    assert line["announcements"] == []
    assert [(each["impact"], "retracted" in each["held"]) for each in line["affected"]] == [("held", True)]


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (("--embargo", "2100-01-01 09:00 UTC", "--expires", "2099-12-01 09:00 UTC"), "before its embargo ends"),
        (("--expires", "2020-12-01 09:00 UTC"), "has passed"),
    ],
)
def test_times_at_which_nothing_can_go_out_are_refused(
    announcer: Commands, times: tuple[str, ...], words: str
) -> None:
    file = announcer.site / "a.toml"
    file.write_text(RECORD, "utf-8")

    assert announcer("add", str(file), *times) == EXIT_USAGE

    assert words in announcer.err
    assert announcer.lines("queue") == []


def test_an_embargo_for_what_is_announced_already_is_not_passed_over_in_silence(announcer: Commands) -> None:
    file = announcer.site / "a.toml"
    file.write_text(RECORD, "utf-8")
    announcer("add", str(file))

    assert announcer("add", str(file), "--embargo", "2100-01-01 09:00 UTC") == EXIT_ITEM_FAILED

    assert "stay as they are" in announcer.err


def test_of_two_announcements_of_what_turned_out_to_be_one_publication_only_one_goes_on(
    announcer: Commands,
) -> None:
    base = {
        "title": "Saffron and mood in adults: a trial",
        "authors": ["Moradi A"],
        "abstract": "Saffron helped many.",
    }
    add(announcer, base | {"pmid": "31000001", "title": "Saffron and the mood of adults"}, "a.json")
    add(announcer, base | {"doi": "10.5555/saffron"}, "b.json")
    first, second = (str(line["id"]) for line in announcer.lines("queue"))
    announcer("approve", first)
    announcer("approve", second)
    add(announcer, base | {"pmid": "31000001", "doi": "10.5555/saffron"}, "c.json")

    assert announcer("resume", first) == EXIT_FINE
    assert announcer("resume", second) == EXIT_ITEM_FAILED

    assert f"announced by {first}" in announcer.err
    announcer("cancel", first)
    assert announcer("resume", second) == EXIT_FINE
