"""Records as rows of a table: exports of databases, lists of one's own, workbooks, and what is broken in them."""

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from announcer.core.publications.publication import Publication, PublicationType
from announcer.errors import SourceError
from announcer.importers.tables.importer import Table
from announcer.ports.importing import Imported
from tests.importers.yielded import imported, problems, read, refused, titles


def rows(*lines: str, kept: Mapping[str, Sequence[str]] | None = None) -> list[Publication]:
    return [each.publication for each in imported(Table(kept), "\n".join(lines) + "\n")]


def workbook(*sheets: Sequence[Sequence[object]], merged: str = "") -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for content in sheets:
        sheet = book.create_sheet()
        for row in content:
            sheet.append(list(row))
    if merged:
        book.worksheets[-1].merge_cells(merged)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


# Headings


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("above", ["", "SEARCH QUERY\n-----\n\n", "sep=;\n", "\ufeff"])
def test_delimiter_and_headings_are_told_from_the_content(sign: str, above: str) -> None:
    (found,) = rows(f"{above}Title{sign}DOI{sign}Year", f"Salt and sleep{sign}10.5555/1234{sign}2024")

    assert (found.title.plain, found.doi) == ("Salt and sleep", "10.5555/1234")


def test_persian_headings_are_known_in_either_kind_of_letters() -> None:
    (found,) = rows(
        "عنوان مقاله,نویسندگان,نام مجله,سال,كلمات كليدي", "نمک و خواب,علی نامی، سارا نامدار,نمک,2024,نمک؛ خواب"
    )

    assert found.language == "fa"
    assert [each.name for each in found.authors] == ["علی نامی", "سارا نامدار"]
    assert found.keywords == ("نمک", "خواب")


def test_headings_of_ones_own_go_before_those_that_are_known() -> None:
    own = {"title": ("kurztitel",), "authors": ("Wer",)}
    (found,) = rows("Title;Kurztitel;Wer", "Salt and sleep;Salt;Bell, Ann", kept=own)

    assert found.title.plain == "Salt"
    assert [each.family for each in found.authors] == ["Bell"]


def test_a_table_without_a_title_among_its_headings_is_refused() -> None:
    problem = refused(Table(), "Name;DOI\nSalt;10.5555/1234\n")

    assert "looked for a row of headings with a title" in str(problem)


# Databases


def test_scopus_has_full_names_affiliations_by_author_and_a_second_title() -> None:
    (found,) = rows(
        "Authors,Author full names,Title,Year,Source title,Page start,Page end,Art. No.,Affiliations,"
        "Authors with affiliations,Funding Details,Language of Original Document,Document Type,EID",
        '"Bell A.; Dal C.","Bell, Ann (55000000001); van Dal, Cem (550000002)","Salt in sleep; [Salz und Schlaf]",'
        '2024,Salt,1,9,,"Unit A, Oslo, Norway; Unit B, Rome, Italy",'
        '"Bell A., Unit A, Oslo, Norway; Dal C., Unit A, Oslo, Norway, Unit B, Rome, Italy",'
        '"Salt Fund, (12, 13); Trust",'
        "English; German,Review,2-s2.0-85000000001",
    )

    assert found.title.plain == "Salt in sleep"
    assert {code: each.title.plain for code, each in found.translations.items()} == {"de": "Salz und Schlaf"}
    assert [(each.name, each.family, each.affiliations) for each in found.authors] == [
        ("Ann Bell", "Bell", (1,)),
        ("Cem van Dal", "van Dal", (1, 2)),
    ]
    assert found.pages == "1–9"
    assert [(each.funder, each.awards) for each in found.funding] == [("Salt Fund", ("12", "13")), ("Trust", ())]
    assert found.type is PublicationType.REVIEW
    assert [each.value for each in found.identifiers] == ["2-s2.0-85000000001"]


def test_older_scopus_has_commas_between_authors() -> None:
    (found,) = rows("Authors,Title,Source title", '"Bell A., Dal C., Fox E.",Salt,Salt')

    assert [each.name for each in found.authors] == ["Bell A.", "Dal C.", "Fox E."]


def test_pubmed_has_its_dates_and_pages_in_the_citation() -> None:
    (found,) = rows(
        "PMID,Title,Authors,Citation,Journal/Book,Publication Year,PMCID,DOI",
        '"1234","Salt","Bell AB, Dal C.","J Salt. 2020 Feb;63(2):1036-9. doi: 10.5555/1. Epub 2019 Mar 25.",'
        "J Salt,2020,PMC12,10.5555/1",
    )

    assert [each.name for each in found.authors] == ["Bell AB", "Dal C"]
    assert (found.volume, found.issue, found.pages, found.pmcid) == ("63", "2", "1036-9", "PMC12")
    assert found.published == found.dates.online
    assert found.published
    assert found.published.isoformat() == "2019-03-25"


def test_embase_has_authors_before_their_addresses() -> None:
    (found,) = rows(
        '"Title","Author Names","Author Addresses","Date of Publication","Medline PMID","Clinical Trial Numbers"',
        '"Salt","Bell A., Dal C.","(Bell A., a@example.org) Unit A, Oslo, Norway. , '
        '(Bell A.; Dal C.) Unit B, Rome, Italy.",'
        '"1 Dec 2024","1234","ClinicalTrials.gov (NCT01234567)"',
    )

    assert [(each.name, each.affiliations) for each in found.authors] == [("Bell A.", (1, 2)), ("Dal C.", (2,))]
    assert [each.text for each in found.affiliations] == ["Unit A, Oslo, Norway", "Unit B, Rome, Italy"]
    assert found.trials == ("NCT01234567",)


def test_zotero_has_its_types_in_one_word_and_pubmed_identifiers_among_its_notes() -> None:
    (found,) = rows(
        '"Item Type","Title","Author","Extra"',
        '"bookSection","Salt","Bell, Ann; Dal, Cem","PMID: 1234 PMCID: PMC12"',
    )

    assert found.type is PublicationType.CHAPTER
    assert (found.pmid, found.pmcid) == ("1234", "PMC12")


def test_words_for_nothing_are_nothing() -> None:
    (found,) = imported(Table(), "title,doi,year,authors\nSalt,NA,n/a,-\n")

    assert found.publication.authors == ()
    assert found.findings == ()


# What is broken


def test_a_quotation_mark_that_is_never_closed_costs_its_own_row_only() -> None:
    good = "Salt {0},Bell\n"
    for place in range(4):
        lines = [good.format(number) for number in range(4)]
        lines[place] = '"Salt,Bell\n'
        found = read(Table(), "Title,Authors\n" + "".join(lines))
        assert titles(found) == [f"Salt {number}" for number in range(4) if number != place]
        assert len(problems(found)) == 1


def test_a_row_may_go_over_lines_and_have_marks_within_a_cell() -> None:
    (found, other) = rows("Title,Abstract,Year", '"Salt ""and"" sleep","We\n\nslept.",2024', 'A 5" pipe,x,2024')

    assert found.title.plain == 'Salt "and" sleep'
    assert found.published
    assert other.title.plain == 'A 5" pipe'


def test_many_quotation_marks_take_no_more_time_than_the_file_is_long() -> None:
    found = read(Table(), 'Title,Authors\n"\n' + '","\n' * 3_000)

    assert [str(each.position) for each in found if isinstance(each, SourceError)] == ["record 1 (line 2)"]


def test_of_a_row_in_which_the_file_ends_nothing_is_taken() -> None:
    found = read(Table(), "Title,Authors,Year\nSalt,Bell,2024\nBread and wo")

    assert titles(found) == ["Salt"]
    assert problems(found) == ["record 2 (line 3): the file ends in the middle of this row"]


# Workbooks


def test_a_workbook_is_read_from_the_first_sheet_with_headings() -> None:
    data = workbook(
        [["Remarks"], ["none"]],
        [
            ["Publications of 2024"],
            ["Title", "Authors", "Year", "PMID", "Date"],
            ["Salt and sleep", "Bell A, Dal C", 2024, 12345.0, dt.datetime(2024, 3, 9)],  # noqa: DTZ001 -- as in a cell
            [None, None, None, None, None],
            ["Bread", "Fox E", "2023", None, dt.date(2023, 1, 2)],
        ],
    )
    found = imported(Table(), data)

    assert Table().recognises(data)
    assert [(each.publication.title.plain, each.publication.pmid, each.position) for each in found] == [
        ("Salt and sleep", "12345", "record 1 (line 3)"),
        ("Bread", "", "record 2 (line 5)"),
    ]
    assert [str(each.publication.published and each.publication.published.isoformat()) for each in found] == [
        "2024-03-09",
        "2023-01-02",
    ]


def test_a_formula_without_a_value_is_told_and_a_row_that_needs_it_refused() -> None:
    data = workbook([["Title", "Volume"], ["Salt", "=1+1"], ["=A2", "3"]])
    found = read(Table(), data)
    first, second = found

    assert isinstance(first, Imported)
    assert [each.message for each in first.findings] == ["the file does not say what the formula in B2 gives"]
    assert isinstance(second, SourceError)
    assert "the formula in A3" in second.problem


def test_merged_cells_hold_what_they_show() -> None:
    data = workbook([["Title", "Journal"], ["Salt", "Journal of Salt"], ["Bread", None]], merged="B2:B3")

    assert [each.publication.journal for each in imported(Table(), data)] == ["Journal of Salt", "Journal of Salt"]


def test_merged_rows_and_further_lists_of_a_workbook_are_told() -> None:
    one = [["Title", "Journal"], ["Salt", "Journal of Salt"]]
    first = imported(Table(), workbook(one, [["Notes"]], [["Title", "Year"], ["Bread", 2024]]))
    (second,) = imported(Table(), workbook([*one], merged="A2:B2"))

    assert [each.message for each in first[0].findings] == [
        "the workbook has further sheets with publications, which are not read: Sheet2"
    ]
    assert "merged-cells" in [each.id for each in second.findings]


def test_what_the_library_leaves_out_of_a_workbook_is_no_warning_of_ours() -> None:
    data = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([["Title", "Year"], ["Salt", 2024]]))) as book,
        zipfile.ZipFile(data, "w") as other,
    ):
        for name in book.namelist():
            text = book.read(name)
            if name.endswith("sheet1.xml"):
                uri = b"{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}"
                text = text.replace(b"</worksheet>", b'<extLst><ext uri="' + uri + b'"/></extLst></worksheet>')
            other.writestr(name, text)

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert len(imported(Table(), data.getvalue())) == 1
    assert caught == []


def test_what_is_no_whole_workbook_is_one_problem() -> None:
    data = workbook([["Title", "Year"], ["Salt", 2024]])
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as other:
        other.writestr("xl/workbook.xml", "x")

    for broken in (data[: len(data) // 2], archive.getvalue(), b"PK\x03\x04xl/"):
        assert "Excel workbook" in str(refused(Table(), broken))
    assert "looked for a row of headings" in str(refused(Table(), workbook([["Salt"]])))


def test_a_workbook_that_is_a_bomb_is_refused() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b"\0" * 101_000_000)

    assert "unpacked it is larger than 100 MB" in str(refused(Table(), archive.getvalue()))


BOOK = workbook([["Title", "Year"], ["Salt", 2024], ["Bread", "=1+1"]], merged="A2:B2")


@settings(max_examples=60, deadline=None)
@given(
    damage=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), st.binary(max_size=4)), min_size=1, max_size=4)
)
def test_no_damage_to_a_workbook_makes_reading_fail(damage: list[tuple[float, int, bytes]]) -> None:
    damaged = bytearray(BOOK)
    for share, length, put_in in damage:
        place = 4 + round(share * (len(damaged) - 4))
        damaged[place : place + length] = put_in

    assert read(Table(), bytes(damaged))
