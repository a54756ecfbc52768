import os
from pathlib import Path

import pytest

from announcer.errors import SourceError, UsageError
from announcer.importers.registry import all_importers
from announcer.services.intake import IntakeResult, read_bytes, read_sources
from tests.builders import institution

INBOX = Path(__file__).parents[2] / "queue" / "inbox"
IMPORTERS = all_importers()


def record(title: str, doi: str = "") -> str:
    return f'title = "{title}"\ndoi = "{doi}"\nabstract = "Many nurses slept less at night."\nauthors = ["A B"]\n'


def read(*paths: Path, forced: str = "") -> IntakeResult:
    return read_sources(paths, IMPORTERS, institution(), forced=forced)


def titles(result: IntakeResult) -> list[str]:
    return [imported.publication.title.plain for imported in result.publications]


def problems(result: IntakeResult) -> list[str]:
    return [f"{Path(problem.source).name}: {problem.problem}" for problem in result.problems]


def write(folder: Path, **contents: str) -> None:
    for name, text in contents.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    write(tmp_path, b_toml=record("Salt and bread"), a_json='{"title": "Sleep and work", "pmid": "1"}')

    assert titles(read(tmp_path)) == ["Sleep and work", "Salt and bread"]


def test_hidden_unfinished_and_explaining_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    for name in (".hidden.toml", "a.toml.part", "a.toml~", "~$a.toml", "README.md", "x.crdownload", "#a#"):
        (tmp_path / name).write_text(record("Never seen"), encoding="utf-8")
    (tmp_path / "deeper").mkdir()
    write(tmp_path / "deeper", a_toml=record("Never seen"))

    assert read(tmp_path) == IntakeResult(publications=())


def test_a_file_named_outright_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "notes.part"
    path.write_text(record("Salt and bread"), encoding="utf-8")

    assert titles(read(path)) == ["Salt and bread"]


def test_a_bad_file_is_one_problem_and_stops_no_other(tmp_path: Path) -> None:
    write(tmp_path, a_toml="", b_txt="Dear editor,", c_toml="titel = 'Salt'", d_toml=record("Salt and bread"))
    (tmp_path / "e.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "f.bin").write_bytes(b"a" * 10_000_001)
    result = read(tmp_path)

    assert titles(result) == ["Salt and bread"]
    assert problems(result) == [
        "a.toml: the file is empty",
        "b.txt: its content is of no known format (record-toml, record-json, page-html, page-text)",
        "c.toml: 2 problems: title: missing; titel: unknown key; did you mean title?",
        "e.pdf: it is a PDF document, not text",
        "f.bin: 10.0 MB is more than the 10 MB that a file of records may have",
    ]


def test_no_file_is_changed_or_moved(tmp_path: Path) -> None:
    write(tmp_path, a_toml=record("Salt and bread"), b_txt="Dear editor,")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()}

    read(tmp_path)

    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()} == before


def test_what_is_not_there_or_no_file_is_a_problem(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")

    assert problems(read(tmp_path, tmp_path / "missing")) == [
        "loop: the link leads nowhere",
        "nowhere: the link leads nowhere",
        "pipe: it is neither a file nor a folder",
        "missing: there is no such file or folder",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_or_folder_that_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, a_toml=record("Salt and bread"))
    (tmp_path / "a.toml").chmod(0)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)

    assert problems(read(tmp_path, closed)) == [
        "a.toml: it cannot be read: Permission denied",
        "closed: it cannot be read: Permission denied",
    ]


def test_a_name_too_long_for_the_system_is_a_problem(tmp_path: Path) -> None:
    (problem,) = read(tmp_path / ("x" * 300)).problems

    assert "it cannot be read" in problem.problem


def test_a_name_that_is_no_unicode_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.toml")).write_text("", encoding="utf-8")
    (problem,) = read(tmp_path).problems

    assert str(problem).encode().endswith(b"caf\\udce9.toml: the file is empty")


def test_a_file_that_several_paths_lead_to_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, a_toml=record("Salt and bread"))
    (tmp_path / "b.toml").symlink_to(tmp_path / "a.toml")
    result = read(tmp_path, tmp_path / "a.toml", tmp_path)

    assert titles(result) == ["Salt and bread"]
    assert result.problems == ()


def test_of_two_records_of_one_publication_the_first_is_kept_and_the_second_told(tmp_path: Path) -> None:
    write(tmp_path, a_toml=record("Salt and bread", "10.5555/A"), b_toml=record("Salt & bread", "10.5555/a"))
    result = read(tmp_path)

    assert titles(result) == ["Salt and bread"]
    assert len(result.problems) == 1
    assert "“Salt & bread” is in " in result.problems[0].problem
    assert "a.toml already (doi:10.5555/a); the first is used" in result.problems[0].problem


def test_a_page_without_identifiers_and_a_record_with_them_are_one_publication(tmp_path: Path) -> None:
    write(tmp_path, a_toml=record("Salt and bread", "10.5555/a"), b_toml=record("Salt and Bread"))
    result = read(tmp_path)

    assert [row.publication.doi for row in result.publications] == ["10.5555/a"]
    assert len(result.problems) == 1


def test_a_publication_twice_in_one_file_is_told_too(tmp_path: Path) -> None:
    write(tmp_path, a_json='[{"title": "Salt and bread"}, {"title": "Salt, and Bread."}]')

    assert "is in the same file already" in read(tmp_path).problems[0].problem


def test_home_authors_are_told_and_the_record_checked(tmp_path: Path) -> None:
    text = (
        'title = "Correction: Salt and bread"\nabstract = "Many nurses slept less at night."\n'
        'authors = [{ name = "A B", affiliations = [1] }, { name = "C D", affiliations = [2] }]\n'
        'affiliations = ["ISFAHAN University of Medical Sciences", "University of Oslo"]\n'
    )
    write(tmp_path, a_toml=text)
    (imported,) = read(tmp_path).publications

    assert [author.is_home for author in imported.publication.authors] == [True, False]
    assert [found.id for found in imported.findings] == ["correction-notice", "no-link"]


def test_a_format_can_be_forced(tmp_path: Path) -> None:
    write(tmp_path, a_txt='{"title": "Salt"}')

    assert "not TOML" in read(tmp_path, forced="record-toml").problems[0].problem
    assert titles(read(tmp_path, forced="record-json")) == ["Salt"]


def test_an_unknown_format_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no format 'bibtex'") as caught:
        read(tmp_path, forced="bibtex")
    assert "page-text" in caught.value.hint


def test_bytes_of_no_format_are_refused_with_what_is_understood() -> None:
    with pytest.raises(SourceError, match=r"standard input: .*record-toml, record-json, page-html, page-text"):
        read_bytes(b"Dear editor", "standard input", IMPORTERS)


def test_the_shipped_examples_all_come_in_and_only_the_notice_is_held() -> None:
    site = institution(home=("Isfahan University of Medical Sciences", "دانشگاه علوم پزشکی اصفهان"))
    result = read_sources([INBOX], IMPORTERS, site)

    assert result.problems == ()
    assert len(result.publications) >= 7
    found = {Path(row.source).name[:2]: {finding.id for finding in row.findings} for row in result.publications}
    assert {name: ids for name, ids in found.items() if ids} == {
        "04": {"very-long-title"},
        "06": {"retraction-notice"},
        "08": {"preprint"},
    }
    assert all(row.publication.home_authors for row in result.publications)


def test_made_up_examples_say_so_and_use_a_doi_kept_for_examples() -> None:
    result = read_sources([INBOX], IMPORTERS, institution())

    for row in result.publications:
        if row.publication.doi != "10.1186/s12964-022-01012-0":
            assert row.publication.doi.startswith("10.5555/")
            assert "Made-up example" in row.publication.note


def test_the_example_page_holds_the_papers_facts() -> None:
    (imported,) = read_sources(
        [INBOX / "01-oncolytic-virus-stem-cells.html"], IMPORTERS, institution()
    ).publications
    record = imported.publication

    assert (len(record.authors), len(record.affiliations), len(record.related)) == (14, 14, 4)
    assert [author.name for author in record.home_authors] == ["Ghasemi Darestani N"]
    assert (record.doi, record.pmid) == ("10.1186/s12964-022-01012-0", "")
    assert record.institution == "Isfahan University of Medical Sciences"
