"""`announcer merges`: what looks alike is listed, and a person decides."""

import json
from pathlib import Path

import pytest

from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, EXIT_PERSON_NEEDED, EXIT_USAGE
from tests.sites import RECORD, Commands, make_site


@pytest.fixture
def announcer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    commands = Commands(make_site(tmp_path / "site"), capsys)
    for number in (1, 2):
        record = tmp_path / f"{number}.toml"
        record.write_text(RECORD.replace("announcer.1", f"announcer.{number}"), "utf-8")
        assert commands("add", str(record)) == EXIT_FINE
    return commands


def pair(announcer: Commands) -> str:
    announcer("--json", "merges")
    return str(json.loads(announcer.out)["id"])


def test_adding_says_that_a_publication_looks_like_another_one(announcer: Commands) -> None:
    assert "looks like 1 other publication: 'announcer merges' lists them" in announcer.out


def test_both_publications_are_shown_with_what_tells_them_apart(announcer: Commands) -> None:
    assert announcer("merges") == EXIT_FINE

    assert "the same publication? the same title, and another DOI" in announcer.out
    for number in (1, 2):
        facts = f"doi:10.5555/announcer.{number}; Rahimi S; Journal of Made-up Medicine; 2026-04"
        assert facts in announcer.out


def test_that_accepting_cannot_be_taken_back_is_told_before_somebody_does(announcer: Commands) -> None:
    announcer("merges")

    assert "Neither can be taken back" in announcer.out
    assert "announcer backup FILE" in announcer.out


def test_status_says_how_many_pairs_wait_and_what_shows_them(announcer: Commands) -> None:
    assert announcer("status") == EXIT_PERSON_NEEDED

    assert "PROPOSALS: 1 pair of publications may be one publication" in announcer.out
    assert "accept or refuse each pair: announcer merges" in announcer.out
    announcer("merges", "refuse", pair(announcer))
    announcer("status")
    assert "PROPOSALS" not in announcer.out


def test_programs_get_the_pair_as_json(announcer: Commands) -> None:
    assert announcer("--json", "merges") == EXIT_FINE

    found = json.loads(announcer.out)
    assert (found["kind"], found["state"], found["reason"]) == ("same", "open", "the same title, and another DOI")
    assert [each["publication"] for each in found["publications"]] == [
        "doi:10.5555/announcer.1",
        "doi:10.5555/announcer.2",
    ]


def test_accepted_they_are_one_and_the_twin_announcements_are_held(announcer: Commands) -> None:
    name = pair(announcer)

    assert announcer("merges", "accept", name) == EXIT_FINE
    assert announcer.out.startswith(f"{name}  accepted")
    assert announcer.out.count("held: the same publication has another announcement") == 2
    announcer("merges")
    assert announcer.out == "no publication looks like another one\n"
    assert announcer("merges", "refuse", name) == EXIT_ITEM_FAILED
    assert "it was accepted already by" in announcer.err


def test_refused_they_are_not_listed_again(announcer: Commands) -> None:
    assert announcer("--json", "merges", "refuse", pair(announcer)) == EXIT_FINE
    assert json.loads(announcer.out)["state"] == "refused"

    assert announcer("--json", "merges") == EXIT_FINE
    assert announcer.out == ""


def test_a_pair_that_is_not_there_is_told_and_where_to_look(announcer: Commands) -> None:
    assert announcer("merges", "accept", "nope") == EXIT_USAGE
    assert "there is no such proposal" in announcer.err
    assert "announcer merges" in announcer.err


def test_show_tells_which_record_says_what(announcer: Commands) -> None:
    announcer("--json", "queue")
    one = str(json.loads(announcer.out.splitlines()[-1])["id"])

    announcer("show", one)
    assert "where the publication is from:" in announcer.out
    assert "1.toml, record-toml, read " in announcer.out
    announcer("--json", "show", one)
    source = json.loads(announcer.out)["provenance"]["doi"]
    assert (source["format"], len(source["digest"]), len(source["raw"])) == ("record-toml", 64, 64)


def test_an_accepted_merge_tells_of_a_post_in_plain_words(announcer: Commands, tmp_path: Path) -> None:
    name = pair(announcer)
    one = str(announcer.lines("queue")[0]["id"])
    announcer("approve", one, "--now")
    announcer("run", "--once")
    announcer("posted", one, "--url", "https://x.com/iums/status/1")
    days = "3/6/2026 0:00"
    head = "Record ID,RetractionDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason\n"
    publication = str(announcer.lines("--json", "show", one)[0]["publication"]).removeprefix("doi:")
    other = "10.5555/announcer.2" if publication.endswith("1") else "10.5555/announcer.1"
    (tmp_path / "rw.csv").write_text(f"{head}4,{days},{other},0,Retraction,+Plagiarism;\n", "utf-8")
    announcer("retractions", str(tmp_path / "rw.csv"))

    assert announcer("merges", "accept", name) == EXIT_FINE

    assert (
        f"{one}  en  is posted: retracted: the record in rw.csv, record 4 of 2026-03-06: Plagiarism"
        in announcer.out
    )
    assert "  public" not in announcer.out
