"""Tables of one's own: which columns are read as what is told, and kept in the site once it was named."""

import pytest
from openpyxl import Workbook

from announcer.errors import EXIT_FINE, EXIT_USAGE
from tests.sites import Commands

TABLE = "Kennung;Überschrift;Wer;DOI\n1;Salt and sleep in nurses;Bell, Ann;10.5555/12345678\n"


@pytest.fixture
def table(announcer: Commands) -> str:
    file = announcer.site / "list.csv"
    file.write_text(TABLE, "utf-8")
    return str(file)


def test_columns_that_were_named_once_are_known_to_every_later_table(announcer: Commands, table: str) -> None:
    (line,) = announcer.lines("add", "--columns", "title=Überschrift,authors=Wer", table)
    (again,) = announcer.lines("add", table)

    assert line["title"] == "Salt and sleep in nurses"
    assert again["outcome"] == "known"
    assert 'title = ["Überschrift"]\nauthors = ["Wer"]\n' in (announcer.site / "columns.toml").read_text("utf-8")


def test_what_the_columns_are_read_as_is_told(announcer: Commands) -> None:
    (announcer.site / "list.csv").write_text("عنوان;DOI;Remark\nSalt and sleep;10.5555/1234;x\n", "utf-8")

    assert announcer("add", str(announcer.site / "list.csv")) == EXIT_FINE
    assert "list.csv: title = عنوان, doi = DOI; not read: Remark" in announcer.out
    assert announcer.err == ""


def test_of_many_cells_with_a_formula_each_column_is_named_and_the_rest_is_counted(announcer: Commands) -> None:
    book = Workbook()
    book.worksheets[0].append(["Title", "DOI", "Volume"])
    for number in range(4):
        book.worksheets[0].append([f"Salt {number}", "=A1", "=1+1"])
    book.save(announcer.site / "list.xlsx")

    assert announcer("add", str(announcer.site / "list.xlsx")) == EXIT_FINE
    assert "the formula in B2, C2, B3 and 5 more cells gives" in announcer.out


def test_a_database_with_many_columns_has_them_counted(announcer: Commands) -> None:
    names = (
        "Title",
        "Authors",
        "Abstract",
        "DOI",
        "Year",
        "Volume",
        "Issue",
        "Source title",
        "ISSN",
        "Author Keywords",
    )
    more = (
        "PubMed ID",
        "Publisher",
        "Language of Original Document",
        "Document Type",
        "Affiliations",
        "Link",
        "Mine",
    )
    table = announcer.site / "scopus.csv"
    table.write_text(",".join((*names, *more)) + "\n" + ",".join(["Salt and bread", *[""] * 16]) + "\n", "utf-8")

    announcer("add", str(table))

    (line,) = [each for each in announcer.out.splitlines() if "not read: " in each]
    assert "columns read" in line
    assert line.endswith("not read: Mine")


def test_what_is_lost_of_a_workbook_is_told_once(announcer: Commands) -> None:
    book = Workbook()
    for row in (["Title", "DOI", "Volume"], ["Salt", "10.5555/1", "=1+1"], ["Bread", "10.5555/2", "=1+2"]):
        book.worksheets[0].append(row)
    book.save(announcer.site / "list.xlsx")

    assert announcer("add", str(announcer.site / "list.xlsx")) == EXIT_FINE

    assert "list.xlsx: the file does not say what the formula in C2, C3 gives (2 publications)" in announcer.out
    assert "Open the workbook in a spreadsheet program, save it there, and import it again." in announcer.out
    assert announcer.err == ""


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ("title", "'title' is not a field, = and a heading"),
        ("titel=Überschrift", "there is no field 'titel'; did you mean 'title'?"),
        ("title=Überschrift,authors=Wen", "no table has a column 'Wen'; did you mean 'Wer'?"),
        ("title=Kopf", "none of the files is a table with these columns"),
    ],
)
def test_columns_that_cannot_be_are_refused_and_not_kept(
    announcer: Commands, table: str, columns: str, problem: str
) -> None:
    assert announcer("add", "--columns", columns, table) == EXIT_USAGE
    assert problem in announcer.err
    assert not (announcer.site / "columns.toml").exists()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("title = 3\n", "columns.toml: title: expected a heading or a list of headings"),
        ('tittle = "x"\n', "columns.toml: tittle: there is no such field; did you mean 'title'?"),
        ("title =\n", "columns.toml: "),
    ],
)
def test_a_file_of_columns_with_problems_is_told(
    announcer: Commands, table: str, content: str, problem: str
) -> None:
    (announcer.site / "columns.toml").write_text(content, "utf-8")

    assert announcer("add", table) == EXIT_USAGE
    assert problem in announcer.err
