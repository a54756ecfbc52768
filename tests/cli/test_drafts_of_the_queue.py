"""What drafts of queued announcements say: what the queue has, not what would be made today."""

import json
from typing import Any

import pytest

from announcer.errors import EXIT_ITEM_FAILED
from tests.sites import RECORD, Commands

TWO_RESULTS = RECORD.replace(  # the lay summary would be the only candidate
    'lay_summary = "Nurses on night shifts had a blood pressure 4 mmHg higher than nurses who worked by day."',
    'abstract = "Results: Nurses on night shifts had a blood pressure 4 mmHg higher. '
    'Sleep was 40 minutes shorter after nights. Conclusion: Night shifts raise blood pressure in nurses."',
)
EDITED = "Nurses who work at night had a blood pressure 5 mmHg higher. https://doi.org/10.5555/announcer.1"


@pytest.fixture
def one(announcer: Commands) -> str:
    file = announcer.site / "a.toml"
    file.write_text(TWO_RESULTS, "utf-8")
    (line,) = announcer.lines("add", str(file))
    return str(line["announcements"][0]["id"])


def drafted(announcer: Commands) -> tuple[dict[str, Any], str]:
    """Write the drafts; return the only post.json and the page."""
    assert announcer("draft") == 0
    drafts = announcer.site / "queue" / "review"
    (record,) = drafts.glob("*/post.json")
    return json.loads(record.read_text("utf-8")), (drafts / "index.html").read_text("utf-8")


def used_sentences(page: str) -> list[str]:
    items = page.split("<li ")[1:]
    return [item.partition(">")[2].partition("</p>")[0] for item in items if 'class="is-used"' in item]


def test_what_a_person_holds_is_held_in_its_draft(announcer: Commands, one: str) -> None:
    announcer("hold", one, "--reason", "the author asked us to wait")

    record, page = drafted(announcer)

    assert record["held"]
    assert ("held-in-queue", "it is held: the author asked us to wait") in [
        (each["id"], each["message"]) for each in record["findings"]
    ]
    assert "Nothing has been posted" not in page


def test_what_a_person_let_go_on_is_not_held_in_its_draft(announcer: Commands) -> None:
    file = announcer.site / "b.toml"
    file.write_text(f'status = "retracted"\n{RECORD}', "utf-8")
    (line,) = announcer.lines("add", str(file))
    one = str(line["announcements"][0]["id"])
    assert drafted(announcer)[0]["held"]

    announcer("resume", one)

    record, _ = drafted(announcer)
    assert not record["held"]
    assert ("retracted", "warning") in [(each["id"], each["level"]) for each in record["findings"]]


def test_the_sentence_that_a_person_chose_is_the_one_in_use(announcer: Commands, one: str) -> None:
    _, before = drafted(announcer)
    second = announcer.lines("show", one)[0]["key_sentences"][1]

    announcer("edit", one, "--sentence", "2")

    _, page = drafted(announcer)
    assert second not in used_sentences(before)[0]
    assert len(used_sentences(page)) == 1
    assert second in used_sentences(page)[0]


def test_an_edited_text_has_its_own_findings_and_warns_of_a_card_that_says_otherwise(
    announcer: Commands, one: str
) -> None:
    announcer("edit", one, "--text", EDITED)

    record, _ = drafted(announcer)

    assert record["text"] == EDITED
    assert (record["dropped"], record["shortened"]) == ([], [])
    assert "edited-text" in [each["id"] for each in record["findings"]]


def test_an_edit_of_all_that_is_said_warns_of_nothing(announcer: Commands, one: str) -> None:
    announcer("edit", one, "--text", EDITED, "--alt-text", "A card about nurses who work at night.")

    assert "edited-text" not in [each["id"] for each in drafted(announcer)[0]["findings"]]


def test_a_dry_run_leaves_the_drafts_of_the_queue_where_they_are(announcer: Commands, one: str) -> None:
    drafted(announcer)

    assert announcer("dry-run") == 0

    assert list((announcer.site / "queue" / "review").glob(f"{one}-*"))


def test_what_is_held_is_marked_among_what_comes_next(announcer: Commands, one: str) -> None:
    announcer("approve", one)
    announcer("hold", one, "--reason", "wait for the dean")

    (slot,) = announcer.lines("status")[0]["next"]
    announcer("queue", "--calendar")

    assert slot["held"] == "wait for the dean"
    assert announcer.out.count("  held") == 1


def test_what_lies_ready_is_not_held_and_the_way_out_is_told(announcer: Commands, one: str) -> None:
    announcer("approve", one, "--now")
    announcer("run", "--once")

    assert announcer("hold", one) == EXIT_ITEM_FAILED

    assert f"announcer unapprove {one}" in announcer.err or "announcer unapprove ID" in announcer.err
