"""`announcer export`: a file for other programs, whole or not there."""

import json
from pathlib import Path

import pytest

from announcer.errors import EXIT_FINE, EXIT_ITEM_FAILED
from tests.sites import Commands, make_site, queue_of, queue_up


@pytest.fixture
def announcer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    site = make_site(tmp_path / "site")
    for number in (1, 2):
        queue_up(site, number)
    return Commands(site, capsys)


def test_all_that_is_known_goes_into_one_file(announcer: Commands, tmp_path: Path) -> None:
    target = tmp_path / "known.json"

    assert announcer("--json", "export", str(target)) == EXIT_FINE

    assert [each["DOI"] for each in json.loads(target.read_text("utf-8"))] == [
        "10.5555/announcer.1",
        "10.5555/announcer.2",
    ]
    assert json.loads(announcer.out) == {"exported": str(target), "format": "csl-json", "publications": 2}


def test_standard_output_takes_any_format(announcer: Commands) -> None:
    assert announcer("export", "-", "--format", "ris") == EXIT_FINE

    assert announcer.out.count("TY  - JOUR") == 2


def test_a_record_that_cannot_be_read_is_told_and_the_others_are_written(
    announcer: Commands, tmp_path: Path
) -> None:
    queue_up(announcer.site, 3, record="{}", publication="doi:10.5555/broken")

    assert announcer("export", str(tmp_path / "known.bib"), "--format", "bibtex") == EXIT_ITEM_FAILED

    assert "doi:10.5555/broken: its record cannot be read" in announcer.err
    assert (tmp_path / "known.bib").read_text("utf-8").count("@article{") == 2


def test_a_file_that_cannot_be_written_is_an_error_with_its_name(announcer: Commands, tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "known.json"

    assert announcer("export", str(target)) == EXIT_ITEM_FAILED

    assert str(target) in announcer.err


def test_publications_come_in_the_order_of_their_names_page_by_page(announcer: Commands) -> None:
    with queue_of(announcer.site) as queue:
        first = queue.store.publications(limit=1)
        second = queue.store.publications(after=first[0].uid, limit=1)

    assert [each.uid for each in (*first, *second)] == ["doi:10.5555/announcer.1", "doi:10.5555/announcer.2"]


def test_json_ld_read_back_is_refused_in_one_message_with_what_to_export(
    announcer: Commands, tmp_path: Path
) -> None:
    target = tmp_path / "known.jsonld"
    announcer("export", str(target), "--format", "json-ld")

    assert announcer("add", str(target)) == EXIT_ITEM_FAILED

    assert announcer.err.count("error:") == 1
    assert "this is JSON-LD (schema.org), which is not read" in announcer.err
    announcer("add", "--format", "csl", str(target))
    assert announcer.err.count("error:") == announcer.err.count("this is JSON-LD (schema.org)") == 1
    assert "export it as CSL-JSON, RIS or BibTeX" in announcer.err


def test_what_was_written_is_told(announcer: Commands, tmp_path: Path) -> None:
    target = tmp_path / "known.json"

    assert announcer("export", str(target)) == EXIT_FINE
    assert f"publications written to {target}, as csl-json." in announcer.out


def test_a_folder_that_is_missing_is_named_with_what_to_do(announcer: Commands, tmp_path: Path) -> None:
    assert announcer("export", str(tmp_path / "none" / "known.json")) == EXIT_ITEM_FAILED
    assert "there is no such folder" in announcer.err
    assert "make the folder first" in announcer.err
