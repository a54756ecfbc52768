import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from announcer.errors import SourceError, UsageError
from announcer.importers.registry import all_importers
from announcer.ports.importing import Imported
from announcer.services.intake.accepting import IntakeResult, read_sources, stream_sources
from tests.builders import institution, publication
from tests.importers.title_lines import TitleLines

INBOX = Path(__file__).parents[3] / "queue" / "inbox"
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
        "b.txt: it is none of the kinds of files that are read",
        "c.toml: 2 problems: title: must be given; titel: unknown key; did you mean 'title'?",
        "e.pdf: it is a PDF document, not text",
        "f.bin: it is none of the kinds of files that are read",
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
        "loop: the link points to nothing",
        "nowhere: the link points to nothing",
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


def test_of_two_records_of_one_publication_the_first_is_kept_and_the_second_reported(tmp_path: Path) -> None:
    write(tmp_path, a_toml=record("Salt and bread", "10.5555/A"), b_toml=record("Salt & bread", "10.5555/a"))
    result = read(tmp_path)

    assert titles(result) == ["Salt and bread"]
    assert len(result.problems) == 1
    assert "“Salt & bread” is in " in result.problems[0].problem
    assert "a.toml already (doi:10.5555/a); the first is used" in result.problems[0].problem


def test_a_page_without_identifiers_and_a_record_with_them_are_one_publication(tmp_path: Path) -> None:
    title = "Salt and bread in old age"
    write(tmp_path, a_toml=record(title, "10.5555/a"), b_toml=record(title.upper()))
    result = read(tmp_path)

    assert [row.publication.doi for row in result.publications] == ["10.5555/a"]
    assert len(result.problems) == 1


def test_a_publication_twice_in_one_file_is_reported_too(tmp_path: Path) -> None:
    write(tmp_path, a_json='[{"title": "Salt and bread"}, {"title": "Salt, and Bread."}]')

    (problem,) = read(tmp_path).problems

    assert problem.position == "record 2 (line 1)"
    assert "a.json, record 1 (line 1) already" in problem.problem


def test_home_authors_are_marked_and_the_record_checked(tmp_path: Path) -> None:
    text = (
        'title = "Correction: Salt and bread"\nabstract = "Many nurses slept less at night."\n'
        'authors = [{ name = "A B", affiliations = [1] }, { name = "C D", affiliations = [2] }]\n'
        'affiliations = ["ISFAHAN University of Medical Sciences", "University of Oslo"]\n'
    )
    write(tmp_path, a_toml=text)
    (imported,) = read(tmp_path).publications

    assert [author.is_home for author in imported.publication.authors] == [True, False]
    assert [found.id for found in imported.findings] == ["correction-notice", "no-link"]


def test_numbers_of_affiliations_that_a_record_does_not_list_are_a_finding(tmp_path: Path) -> None:
    authors = (
        'affiliations = ["University of Oslo", "University of Rome"]\n[[authors]]\nname = "C D"\naffiliations = [3]'
    )
    write(tmp_path, a_toml='title = "Salt and bread"\ndoi = "10.5555/a"\nlay_summary = "Salt."\n' + authors)
    (imported,) = read(tmp_path).publications

    assert "affiliation-missing" in [found.id for found in imported.findings]


def test_a_format_can_be_forced(tmp_path: Path) -> None:
    write(tmp_path, a_txt='{"title": "Salt"}')

    assert "not TOML" in read(tmp_path, forced="record-toml").problems[0].problem
    assert titles(read(tmp_path, forced="record-json")) == ["Salt"]


def test_a_file_in_a_format_that_was_forced_is_not_asked_for_its_own(tmp_path: Path) -> None:
    write(tmp_path, a_txt="# no key and no table", b_toml=record("Salt and bread"))

    assert problems(read(tmp_path, forced="record-toml")) == [
        "a.txt: there is no publication in it; looked for a title"
    ]


def test_an_unknown_format_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no format 'recrod-toml'; did you mean 'record-toml'\?") as caught:
        stream_sources([tmp_path], IMPORTERS, institution(), forced="recrod-toml")
    assert caught.value.hint == f"The formats are {', '.join(all_importers())}."


def test_one_bad_record_is_reported_with_its_position_and_the_others_come(tmp_path: Path) -> None:
    rows = [{"title": "Salt and bread"}, {"title": "Sleep and work", "doi": "12"}, {"title": "Water and wine"}]
    write(tmp_path, a_json=json.dumps(rows, indent=2))
    result = read(tmp_path)

    assert titles(result) == ["Salt and bread", "Water and wine"]
    assert [str(problem).removeprefix(str(tmp_path)) for problem in result.problems] == [
        "/a.json: record 2 (line 5): doi: expected a DOI, such as 10.5555/12345678"
    ]


def test_each_record_says_where_it_came_from(tmp_path: Path) -> None:
    write(tmp_path, a_toml=record("Salt and bread"), b_json='[{"title": "Sleep and work"}]')
    first, second = read(tmp_path).publications

    assert (first.place, first.format, first.raw) == (
        str(tmp_path / "a.toml"),
        "record-toml",
        record("Salt and bread"),
    )
    assert second.place == f"{tmp_path / 'b.json'}, record 1 (line 1)"
    assert (second.format, second.raw) == ("record-json", '{"title": "Sleep and work"}')


class Faulty:
    """An importer of files that begin with `FAULTY`, whose reading raises after a first record."""

    def __init__(self, error: BaseException, *, when_recognising: bool = False) -> None:
        self._error = error
        self._when_recognising = when_recognising

    def recognises(self, head: bytes) -> bool:
        if head.startswith(b"FAULTY") and self._when_recognising:
            raise self._error
        return head.startswith(b"FAULTY")

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:  # noqa: ARG002 (the port's)
        yield Imported(publication=publication(doi="10.5555/first"), source=source)
        raise self._error


@pytest.mark.parametrize("when_recognising", [False, True])
@pytest.mark.parametrize(
    "error", [KeyError("title"), RecursionError("deep"), ValueError("a\nb"), UsageError("no"), AssertionError()]
)
def test_whatever_an_importer_raises_is_one_problem_of_its_file(
    tmp_path: Path, error: Exception, *, when_recognising: bool
) -> None:
    write(tmp_path, a_txt="FAULTY", b_toml=record("Salt and bread"))
    importers = {"faulty": Faulty(error, when_recognising=when_recognising), **IMPORTERS}
    result = read_sources([tmp_path], importers, institution())

    assert titles(result)[-1] == "Salt and bread"
    assert len(result.publications) == (1 if when_recognising else 2)
    (problem,) = result.problems
    assert (
        "a.txt: reading it: no" if isinstance(error, UsageError) else "the program failed at test_accepting.py:"
    ) in str(problem)
    assert len(str(problem).splitlines()) == 1
    assert "report it" in problem.hint


def test_a_disk_that_fails_while_a_file_is_read_is_one_problem(tmp_path: Path) -> None:
    write(tmp_path, a_txt="FAULTY", b_toml=record("Salt and bread"))
    importers = {"faulty": Faulty(OSError(5, "Input/output error")), **IMPORTERS}

    assert problems(read_sources([tmp_path], importers, institution())) == [
        "a.txt: it cannot be read: Input/output error"
    ]


@pytest.mark.parametrize("error", [MemoryError(), RecursionError("maximum recursion depth exceeded")])
def test_want_of_memory_or_of_stack_at_one_file_stops_no_other(tmp_path: Path, error: Exception) -> None:
    write(tmp_path, a_txt="FAULTY", b_toml=record("Salt and bread"))

    result = read_sources([tmp_path], {"faulty": Faulty(error), **IMPORTERS}, institution())

    assert len(result.problems) == 1
    said = "there is not enough memory" if isinstance(error, MemoryError) else "maximum recursion depth exceeded"
    assert said in str(result.problems[0])
    assert result.publications[-1].publication.title.plain == "Salt and bread"


class Odd(TitleLines):
    """An importer whose publications are not what they should be."""

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:  # noqa: ARG002 (the port's)
        for found in super().read(stream, source):
            assert isinstance(found, Imported)
            broken: Any = None
            odd = found.publication.title.plain.startswith("Odd")
            yield replace(found, publication=replace(found.publication, title=broken)) if odd else found


def test_a_publication_that_cannot_be_checked_is_one_problem(tmp_path: Path) -> None:
    write(tmp_path, a_txt="TITLES\nSalt and sleep\nOdd\nBread and work\n")
    result = read_sources([tmp_path], {"odd": Odd()}, institution())

    assert titles(result) == ["Salt and sleep", "Bread and work"]
    assert [problem.position for problem in result.problems] == ["record 2 (line 3)"]


class Counting(TitleLines):
    """Counts what it has read."""

    def __init__(self) -> None:
        self.count = 0

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:  # noqa: ARG002 (the port's)
        for found in super().read(stream, source):
            self.count += 1
            yield found


def test_a_record_is_handed_on_before_the_next_is_read(tmp_path: Path) -> None:
    write(tmp_path, a_txt="TITLES\nSalt and sleep\nBread and work\n", b_toml=record("Water and wine"))
    counting = Counting()
    stream = stream_sources([tmp_path], {"titles": counting, **IMPORTERS}, institution())

    assert counting.count == 0
    next(stream)
    assert counting.count == 1
    assert len(list(stream)) == 2


def test_the_shipped_examples_all_come_in_and_only_the_notice_is_held() -> None:
    site = institution(home=("Isfahan University of Medical Sciences", "دانشگاه علوم پزشکی اصفهان"))
    result = read_sources([INBOX], IMPORTERS, site)

    assert result.problems == ()
    assert len(result.publications) >= 7
    found = {
        Path(row.source).name[:2]: {finding.id for finding in row.findings} - {"study-mark"}
        for row in result.publications
    }
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
