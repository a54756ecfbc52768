import json
from typing import NoReturn

import pytest

from announcer.core.text.encoding import Decoded
from announcer.importers.building import Document
from announcer.importers.json_stream import MOST_BROKEN
from announcer.importers.record.importer import RecordJson, RecordToml
from announcer.importers.record.reading import records
from tests.importers.yielded import problems, read, titles

SALT, SLEEP, WORK = ('{"title": "Salt"}', '{"title": "Sleep"}', '{"title": "Work"}')


@pytest.mark.parametrize(("quote", "place"), [('"', "at line 6"), ("'''", "at the end of the record")])
def test_toml_that_is_broken_in_one_record_is_reported_with_the_files_line(quote: str, place: str) -> None:
    first, second, third = (f"[[publication]]\ntitle = '{title}'\n\n" for title in ("Salt", "Sleep", "Work"))
    found = read(RecordToml(), "# three\n" + first + second.replace("'Sleep'", f"{quote}Sleep") + third)

    assert titles(found) == ["Salt", "Work"]
    (problem,) = problems(found)
    assert problem.startswith("record 2 (line 5): it is not TOML: ")
    assert place in problem


@pytest.mark.parametrize("head", ["= 3\n", "journal = 'A'\n"])
def test_what_is_wrong_before_the_first_record_keeps_none_from_coming(head: str) -> None:
    found = read(RecordToml(), f"{head}[[publication]]\ntitle = 'Salt'\n[[publication]]\ntitle = \n")

    assert titles(found) == ["Salt"]
    assert len(problems(found)) == 2


def test_a_table_that_is_not_of_the_record_is_reported_though_another_record_is_broken() -> None:
    found = read(RecordToml(), "[[publication]]\ntitle = 'Salt'\n[journal]\n[[publication]]\ntitle = \n")

    assert titles(found) == ["Salt"]
    assert problems(found)[0] == "journal: unexpected beside the list of publications"


def test_a_header_within_a_long_text_begins_no_record() -> None:
    text = "[[publication]]\ntitle = '''\nSalt\n[[publication]]\n'''\n[[publication]]\ntitle = 'Sleep'\n"
    found = read(RecordToml(), text)

    assert titles(found) == ["Salt [[publication]]", "Sleep"]
    assert [one.position for one in found] == ["record 1", "record 2"]


def test_a_header_that_is_cut_off_leaves_the_record_above_it_whole() -> None:
    found = read(RecordToml(), "[[publication]]\ntitle = 'Salt'\n[[publ")

    assert titles(found) == ["Salt"]
    assert problems(found)[0].startswith("record 2 (line 3): it is not TOML")


@pytest.mark.parametrize(
    "broken",
    [
        '{"title": "x" "doi": "y"}',
        '{"title": "x",}',
        '{"title": "a "word" of {"}',
        "{'title': 'x'}",
        '{"title": ' + "[" * 5000 + "]" * 5000 + "}",
        '{"title": ' + "9" * 5000 + "}",
    ],
)
@pytest.mark.parametrize("file", ["[{}]", '{{"publication": [{}]}}'])
def test_json_in_one_line_goes_on_after_a_broken_record(broken: str, file: str) -> None:
    found = read(RecordJson(), file.format(f"{SALT}, {broken}, {SLEEP}"))

    assert titles(found) == ["Salt", "Sleep"]
    assert [problem.split(":")[0] for problem in problems(found)] == ["record 2 (line 1)"]


@pytest.mark.parametrize(
    "damage",
    [
        ('"title": "Sleep"', '"title": "Sleep'),
        ('"Sleep"\n  }', '"Sleep"\n  '),
        ('{\n    "title": "Sleep"', '{\n    "authors": [{"name": "A", "title": "Sleep"'),
    ],
)
def test_json_in_lines_goes_on_after_a_missing_quote_or_bracket(damage: tuple[str, str]) -> None:
    text = json.dumps([json.loads(record) for record in (SALT, SLEEP, WORK)], indent=2)
    assert damage[0] in text
    found = read(RecordJson(), text.replace(*damage))

    assert titles(found) == ["Salt", "Work"]
    assert [problem.split(":")[0] for problem in problems(found)] == ["record 2 (line 5)"]


def test_commas_too_many_or_missing_cost_no_record() -> None:
    found = read(RecordJson(), f"[{SALT} {SLEEP},, {WORK},]")

    assert titles(found) == ["Salt", "Sleep", "Work"]
    assert [problem.split(":")[0] for problem in problems(found)] == ["record 3 (line 1)"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"[{SALT}", "the list has no end"),
        (f'[{SALT}, {{"title"', "the list has no end"),
        (f"[{SALT}]]", "something follows the list"),
        (f"[{SALT}][{SLEEP}]", "something follows the list"),
        (f'{{"publication": [{SALT}]', "what follows the list of records is broken"),
        (f'{{"publication": [{SALT}], "a"}}', "what follows the list of records is broken"),
    ],
)
def test_a_list_that_does_not_end_as_it_should_is_reported(text: str, problem: str) -> None:
    found = read(RecordJson(), text)

    assert titles(found) == ["Salt"]
    assert problem in problems(found)[-1]


@pytest.mark.parametrize("piece", ['{"a": [\n', "{,\n", ',{"a" 1}', '{"a":"', "[1,", "{}}", '"a",', "\\"])
def test_a_file_of_nothing_but_faults_is_given_up_soon(piece: str) -> None:
    found = read(RecordJson(), "[" + piece * (400_000 // len(piece)))

    assert titles(found) == []
    if any("are broken" in problem for problem in problems(found)):
        assert len(problems(found)) <= MOST_BROKEN + 1


class Odd(dict[str, object]):
    """A table that no parser makes."""

    def items(self) -> NoReturn:
        raise KeyError("odd")


def test_a_record_at_which_the_reading_itself_fails_keeps_no_other_from_coming() -> None:
    odd, salt = (
        Document(content=Odd(), position="record 1"),
        Document(content={"title": "Salt"}, position="record 2"),
    )
    found = list(records([odd, salt], Decoded(text=""), "a"))

    assert titles(found) == ["Salt"]
    assert problems(found)[0].startswith("record 1: reading it: the program failed at test_documents.py:")


def test_a_toml_file_of_nothing_but_faults_takes_no_longer_than_its_length() -> None:
    found = read(RecordToml(), "[[publication]]\n=\n" * 20_000)

    assert len(problems(found)) == 20_000
    assert problems(found)[-1].startswith("record 20000 (line 39999): ")
