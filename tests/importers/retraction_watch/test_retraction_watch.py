"""The list of retractions as Crossref publishes it, and what may become of the file on its way."""

import csv
import gzip
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.core.publications.retraction_notices import NoticeNature, RetractionNotice
from announcer.errors import SourceError
from announcer.importers.retraction_watch import read_notices

COLUMNS = (
    *(
        "Record ID",
        "Title",
        "Subject",
        "Institution",
        "Journal",
        "Publisher",
        "Country",
        "Author",
        "URLS",
        "ArticleType",
    ),
    *("RetractionDate", "RetractionDOI", "RetractionPubMedID", "OriginalPaperDate", "OriginalPaperDOI"),
    *("OriginalPaperPubMedID", "RetractionNature", "Reason", "Paywalled", "Notes"),
)
USUAL = {
    "Record ID": "1234",
    "Title": "Salt, sleep; and “quotes”",
    "Institution": "A University, Atown;",
    "RetractionDate": "3/15/2023 0:00",
    "RetractionDOI": "10.5555/NOTICE.1",
    "RetractionPubMedID": "0",
    "OriginalPaperDate": "1/2/2020 0:00",
    "OriginalPaperDOI": "10.5555/Paper.1",
    "OriginalPaperPubMedID": "123",
    "RetractionNature": "Retraction",
    "Reason": "+Fake Data;+Investigation by Journal;",
    "Paywalled": "No",
}


def table(*rows: dict[str, str], delimiter: str = ",") -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(COLUMNS)
    writer.writerows([(USUAL | row).get(name, "") for name in COLUMNS] for row in rows)
    return text.getvalue()


def read(content: str | bytes) -> list[RetractionNotice | SourceError]:
    return list(read_notices(io.BytesIO(content.encode() if isinstance(content, str) else content), "rw.csv"))


def only(**row: str) -> RetractionNotice | SourceError:
    (found,) = read(table({name.replace("_", " "): value for name, value in row.items()}))
    return found


NOTICE = RetractionNotice(
    record="1234",
    nature=NoticeNature.RETRACTION,
    doi="10.5555/paper.1",
    pmid="123",
    notice_doi="10.5555/notice.1",
    noticed=date(2023, 3, 15),
    reasons="Fake Data, Investigation by Journal",
)


def test_a_row_is_a_notice() -> None:
    assert only() == NOTICE


@pytest.mark.parametrize(
    "content",
    [
        table({}).encode("utf-8-sig"),
        table({}).encode("utf-16"),
        table({}).replace("“quotes”", "quotés").encode("latin-1"),
        gzip.compress(table({}).encode(), mtime=0),
        table({}, delimiter=";").encode(),
        table({}).replace("\r\n", "\n").encode() + b"\n\n",
    ],
    ids=["byte order mark", "utf-16", "latin-1", "gzip", "semicolons", "blank lines"],
)
def test_the_file_may_be_packed_and_encoded_in_any_way(content: bytes) -> None:
    assert read(content) == [NOTICE]


@pytest.mark.parametrize("nothing", ["unavailable", "Unavailable", "", "0", " N/A "])
def test_what_is_not_available_is_nothing(nothing: str) -> None:
    found = only(OriginalPaperDOI=nothing, RetractionDOI=nothing)

    assert isinstance(found, RetractionNotice)
    assert (found.doi, found.notice_doi, found.pmid) == ("", "", "123")


def test_a_row_that_names_no_paper_is_passed_over() -> None:
    assert read(table({"OriginalPaperDOI": "unavailable", "OriginalPaperPubMedID": "0"}, {})) == [NOTICE]


@pytest.mark.parametrize(
    ("nature", "expected"),
    [
        ("Expression of concern", NoticeNature.CONCERN),
        ("Correction", NoticeNature.CORRECTION),
        ("reinstatement ", NoticeNature.REINSTATEMENT),
    ],
)
def test_every_nature_is_known(nature: str, expected: NoticeNature) -> None:
    found = only(RetractionNature=nature)

    assert isinstance(found, RetractionNotice)
    assert found.nature is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/31/2024 0:00", date(2024, 12, 31)),
        ("2024-12-31", date(2024, 12, 31)),
        ("0", None),
        ("", None),
    ],
)
def test_dates_are_american_or_iso_and_never_guessed(text: str, expected: date | None) -> None:
    found = only(RetractionDate=text)

    assert isinstance(found, RetractionNotice)
    assert found.noticed == expected


@pytest.mark.parametrize("text", ["13/13/2026 0:00", "31/12/2024 0:00", "2024-02-30", "last spring"])
def test_a_date_that_is_no_day_is_told_and_the_row_kept_without_it(text: str) -> None:
    problem, notice = read(table({"RetractionDate": text}))

    assert isinstance(problem, SourceError)
    assert problem.position == "row 1"
    assert f"RetractionDate is {text!r}, which is no day; the row is used without it" in problem.problem
    assert isinstance(notice, RetractionNotice)
    assert (notice.doi, notice.noticed) == ("10.5555/paper.1", None)


def test_a_doi_may_be_an_address() -> None:
    found = only(OriginalPaperDOI="https://doi.org/10.5555/Paper.1")

    assert isinstance(found, RetractionNotice)
    assert found.doi == "10.5555/paper.1"


def test_a_row_that_is_cut_or_of_an_unknown_nature_is_a_problem_and_the_next_follows() -> None:
    text = table({"RetractionNature": "Vanished"}, {}) + "77,Title"

    strange, notice, cut = read(text)

    assert isinstance(strange, SourceError)
    assert ("Vanished" in strange.problem, strange.position) == (True, "row 1")
    assert notice == NOTICE
    assert isinstance(cut, SourceError)
    assert cut.position == "row 3"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><body>Too many requests</body></html>",
        b"title,doi\nA,10.5555/1\n",
        table().encode(),
        gzip.compress(table({}, {}).encode(), mtime=0)[:-12],
        b"\x00\x01\x02",
    ],
)
def test_a_file_that_is_no_such_list_is_one_problem_without_a_position(content: bytes) -> None:
    last = read(content)[-1]

    assert isinstance(last, SourceError)
    assert last.position == ""
    assert last.hint


@given(st.binary(max_size=300), st.integers(0, 700), st.integers(0, 50))
def test_no_bytes_make_reading_fail(noise: bytes, place: int, gone: int) -> None:
    whole = table({}, {"RetractionNature": "Correction"}).encode()

    for one in read(whole[:place] + noise + whole[place + gone :]):
        assert isinstance(one, RetractionNotice | SourceError)
