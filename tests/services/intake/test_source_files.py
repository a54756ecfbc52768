"""Packed files of every format are unpacked before their format is told."""

import gzip
from pathlib import Path

import pytest

from announcer.errors import SourceError
from announcer.importers.registry import all_importers
from announcer.ports.importing import Imported
from announcer.services.intake.source_files import read_files
from tests.contracts.test_importers import SAMPLES
from tests.importers import xml_samples
from tests.importers.yielded import titles


def found_in(path: Path, forced: str = "") -> list[Imported | SourceError]:
    return list(read_files([path], all_importers(), forced=forced))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_packed_file_is_read_as_what_it_holds(name: str, tmp_path: Path) -> None:
    plain, packed = tmp_path / "plain", tmp_path / "packed"
    plain.write_text(SAMPLES[name].text, "utf-8")
    packed.write_bytes(gzip.compress(plain.read_bytes()))

    assert titles(found_in(packed)) == titles(found_in(plain)) != []
    assert {one.format for one in found_in(packed) if isinstance(one, Imported)} == {name}


def test_of_a_packed_file_that_is_cut_the_whole_records_come_and_an_error(tmp_path: Path) -> None:
    records = [xml_samples.pubmed(f"Salt {hash(str(number))}") for number in range(3_000)]
    packed = gzip.compress(xml_samples.pubmed_file(records).encode())
    file = tmp_path / "pubmed.xml.gz"
    file.write_bytes(packed[: len(packed) // 2])
    found = found_in(file)

    assert 1_000 < len(titles(found)) < 3_000
    assert isinstance(found[-1], SourceError)
    assert found[-1].problem == "it ends before the packed data do; it was not saved whole"
    assert "again" in found[-1].hint


def test_a_packed_file_of_no_known_format_says_so(tmp_path: Path) -> None:
    file = tmp_path / "a.gz"
    file.write_bytes(gzip.compress(b"Salt and sleep in nurses"))
    (problem,) = found_in(file)

    assert isinstance(problem, SourceError)
    assert "none of the kinds of files" in problem.problem


def test_a_file_that_begins_with_nothing_but_blanks_is_told_from_an_empty_one(tmp_path: Path) -> None:
    file = tmp_path / "a.gz"
    file.write_bytes(gzip.compress(b" \n" * 1_000_000))
    (problem,) = found_in(file)

    assert isinstance(problem, SourceError)
    assert problem.problem == "its first 262,144 bytes are nothing but blanks"


@pytest.mark.parametrize(("content", "words"), [(b"", "empty"), (b"\x89PNG....", "picture")])
def test_what_a_packed_file_holds_that_is_no_text_is_told(content: bytes, words: str, tmp_path: Path) -> None:
    file = tmp_path / "a.gz"
    file.write_bytes(gzip.compress(content))
    (problem,) = found_in(file)

    assert isinstance(problem, SourceError)
    assert words in problem.problem
