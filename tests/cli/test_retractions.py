"""`announcer retractions`: the list is read, its age is told, and posts wait while it is too old."""

from datetime import timedelta
from pathlib import Path

import pytest

from announcer.core.posting.lifecycle import State
from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, EXIT_PERSON_NEEDED
from announcer.system.clock import SystemClock
from tests.sites import LEAST, RECORD, SLOTS, Commands, queue_of

HEAD = "Record ID,RetractionDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason\n"
AGED = '[intake]\nretractions_max_age = "14 days"\n'


def listing(folder: Path, *, doi: str = "10.5555/elsewhere", days: int = 1, more: str = "") -> str:
    """Write a list with one notice of so many days ago; return its name."""
    day = SystemClock().now() - timedelta(days=days)
    path = folder / "rw.csv"
    path.write_text(
        f"{HEAD}12,{day.month}/{day.day}/{day.year} 0:00,{doi},0,Retraction,Fake Data;\n{more}", "utf-8"
    )
    return str(path)


@pytest.fixture
def one(announcer: Commands) -> str:
    """An announcement that waits for review."""
    path = announcer.site / "a.toml"
    path.write_text(RECORD, "utf-8")
    (line,) = announcer.lines("add", str(path))
    return str(line["announcements"][0]["id"])


def require(announcer: Commands) -> None:
    (announcer.site / "announcer.toml").write_text(LEAST + SLOTS + AGED, "utf-8")


def test_what_the_list_speaks_against_is_held_and_told(announcer: Commands, one: str) -> None:
    assert announcer("retractions", listing(announcer.site, doi="10.5555/ANNOUNCER.1")) == EXIT_FINE
    assert f"{one}  en  held: retracted: the record in rw.csv, record 12" in announcer.out
    assert "Publications with a new notice: 1" in announcer.out
    assert "Retraction data: 1 notices" in announcer.out
    assert announcer("approve", one) != EXIT_FINE
    assert "retracted" in announcer.err
    assert announcer("status") == EXIT_PERSON_NEEDED
    assert f"RETRACTED {one}" in announcer.out


def test_the_age_of_the_list_is_shown(announcer: Commands) -> None:
    (last,) = announcer.lines("retractions", listing(announcer.site, days=3))
    assert (last["notices"], last["age_days"], last["applied"]) == (1, 3, True)

    assert announcer("status") == EXIT_FINE
    assert "3 days ago" in announcer.out
    (status,) = announcer.lines("status")
    assert status["retractions"]["notices"] == 1


def test_rows_that_cannot_be_used_are_told(announcer: Commands) -> None:
    more = "13,1/1/2024 0:00,10.5555/x,0,Vanished,\n"

    assert announcer("retractions", listing(announcer.site, more=more)) == EXIT_ITEM_FAILED
    assert "row 2" in announcer.err
    assert "Vanished" in announcer.err


def test_a_file_that_is_no_list_changes_nothing(announcer: Commands) -> None:
    (announcer.site / "page.csv").write_text("<html>Too many requests</html>", "utf-8")

    assert announcer("retractions", str(announcer.site / "page.csv")) == EXIT_ITEM_FAILED
    assert "there is no column Record ID" in announcer.err


def test_posts_wait_while_the_list_is_too_old_and_go_out_once_it_is_renewed(announcer: Commands, one: str) -> None:
    require(announcer)
    announcer("approve", one, "--now")

    assert announcer("run", "--once") == EXIT_PERSON_NEEDED
    assert announcer("status") == EXIT_PERSON_NEEDED
    assert "nothing goes out: no retraction data were read yet" in announcer.out
    assert "announcer retractions FILE" in announcer.out
    announcer("retractions", listing(announcer.site, days=30))
    announcer("run", "--once")
    assert announcer("status") == EXIT_PERSON_NEEDED
    assert "30 days ago, and at most 14 days are allowed" in announcer.out
    with queue_of(announcer.site) as queue:
        assert queue.store.get(one).state is State.SCHEDULED

    announcer("retractions", listing(announcer.site, days=1))
    announcer("run", "--once")
    with queue_of(announcer.site) as queue:
        assert queue.store.get(one).state is State.READY


def test_check_tells_a_list_that_keeps_posts_back(announcer: Commands) -> None:
    require(announcer)
    assert announcer("check") != EXIT_FINE
    assert "no retraction data were read yet" in announcer.out + announcer.err

    announcer("retractions", listing(announcer.site))
    announcer("check")
    assert "retraction" not in announcer.out + announcer.err


def test_check_advises_to_renew_a_list_that_was_forgotten(announcer: Commands) -> None:
    announcer("retractions", listing(announcer.site, days=200))

    announcer("check")

    assert "200 days old" in announcer.out + announcer.err


def test_a_reinstatement_read_later_is_counted_and_told_and_lets_nothing_go_on(
    announcer: Commands, one: str
) -> None:
    announcer("retractions", listing(announcer.site, doi="10.5555/announcer.1", days=9))
    today = f"{SystemClock().now():%-m/%-d/%Y}"
    more = f"13,{today} 0:00,10.5555/announcer.1,0,Reinstatement,\n"
    told = f"reinstated since {SystemClock().now():%Y-%m-%d}; what was held stays held until a person lets it go on"

    assert (
        announcer("retractions", listing(announcer.site, doi="10.5555/announcer.1", days=9, more=more)) == EXIT_FINE
    )
    assert "Reinstated publications: 1" in announcer.out
    assert told in announcer.out
    assert f"{one}  en  held" in announcer.out
    announcer("show", one)
    assert f"list of retractions: {told} (resume)" in announcer.out
    announcer("status")
    assert told in announcer.out
    (status,) = announcer.lines("status")
    assert status["reinstated"] == [one]

    announcer("resume", one)
    announcer("status")
    assert "reinstated" not in announcer.out


def test_status_gives_the_reason_of_a_retraction_once(announcer: Commands, one: str) -> None:
    announcer("retractions", listing(announcer.site, doi="10.5555/announcer.1"))

    announcer("status")

    assert announcer.out.count("Fake Data") == 1
    assert f"'announcer cancel {one}' calls it off" in announcer.out


def test_show_names_the_format_of_the_list(announcer: Commands, one: str) -> None:
    announcer("retractions", listing(announcer.site, doi="10.5555/announcer.1"))

    announcer("show", one)

    assert ": Fake Data, retraction-watch, read" in announcer.out


def test_what_is_held_for_a_retraction_stays_held_as_it_is_when_a_further_record_comes(
    announcer: Commands, one: str
) -> None:
    announcer("retractions", listing(announcer.site, doi="10.5555/announcer.1"))
    path = announcer.site / "b.toml"
    path.write_text(RECORD.replace("Rahimi S", "Rahimi Sara"), "utf-8")

    assert announcer("add", str(path)) == EXIT_FINE

    assert f"{one}  en  stays held as it is; its history has what changed" in announcer.out
