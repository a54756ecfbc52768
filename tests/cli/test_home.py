"""`announcer home`: a site finds the spellings that its settings lack."""

from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED, EXIT_USAGE
from tests.sites import Commands

RECORDS = """[
{"title": "Night shifts of nurses", "authors": [{"name": "A B", "affiliations": [1, 2]}],
 "affiliations": [{"number": 1, "text": "Dept of Botany, A University"}, {"number": 2, "text": "Univ A, Atown"}]},
{"title": "Bread of the poor", "authors": [{"name": "C D", "affiliations": [1]}],
 "affiliations": [{"number": 1, "text": "Univ A, Atown"}]},
{"authors": ["E F"]}
]"""


def test_a_report_shows_what_counts_as_ours_and_what_does_not(announcer: Commands) -> None:
    (announcer.site / "works.json").write_text(RECORDS, "utf-8")

    assert announcer("home", "--report", str(announcer.site / "works.json"), "--examples") == EXIT_ITEM_FAILED
    assert "Records: 1 with an author of ours, 0 doubtful, 1 without" in announcer.out
    assert "1  A University   [home: A University]" in announcer.out
    assert "2  Univ A" in announcer.out
    assert "Dept of Botany, A University" in announcer.out
    assert "title" in announcer.err


def test_a_report_gives_its_counts_as_json(announcer: Commands) -> None:
    (announcer.site / "works.json").write_text(RECORDS, "utf-8")

    lines = announcer.lines("home", "--report", str(announcer.site / "works.json"), "--limit", "1")

    assert {"ours": 1, "doubtful": 0, "others": 1, "unknown": 0} in lines
    assert [line["records"] for line in lines if line.get("name") == "Univ A"] == [2]
    assert [line["problem"] for line in lines if "problem" in line]


def test_a_report_needs_a_file(announcer: Commands) -> None:
    assert announcer("home") == EXIT_USAGE
    assert announcer("home", "--report", str(announcer.site / "nothing.json")) != EXIT_FINE
