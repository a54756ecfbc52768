"""What importers share: dates as sources write them, and records that are beyond the limits."""

from collections.abc import Iterator

import pytest

from announcer.core.publications.publication import PartialDate
from announcer.errors import SourceError
from announcer.importers.building import Broken, Document, UnusableRecordError, partial_date, publications
from announcer.importers.limits import LONGEST_LINE
from announcer.importers.record.model import PublicationRecord
from announcer.ports.importing import Imported


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ((2023,), "2023"),
        (("2023", "Mar", "9"), "2023-03-09"),
        (("2023", "september"), "2023-09"),
        ((2023, 0, 0), "2023"),
        ((2023, 2, 30), "2023-02"),
        ((2023, 13, 1), "2023"),
        (("2023", "Spring"), "2023"),
    ],
)
def test_a_date_is_as_precise_as_its_source(parts: tuple[object, ...], date: str) -> None:
    found = partial_date(*parts)

    assert isinstance(found, PartialDate)
    assert found.isoformat() == date


@pytest.mark.parametrize("year", [None, "", 0, "n.d.", True, [2023], -5, 12.5])
def test_a_date_without_a_year_is_none(year: object) -> None:
    assert partial_date(year, 3) is None


def read(title: str) -> PublicationRecord:
    if title == "refused":
        raise UnusableRecordError("it is no paper")
    if title == "fault":
        raise KeyError(title)
    return PublicationRecord(title=title, journal="J" * LONGEST_LINE + title if title == "long" else "")


def test_what_is_wrong_with_a_record_stands_in_its_place_and_the_next_one_follows() -> None:
    documents = [
        Document(content=title, position=f"record {number}", raw=title)
        for number, title in enumerate(["Salt", "refused", "fault", "long", " ", "Bread"], start=1)
    ]

    found = list(publications([*documents, Broken(problem="cut off", position="record 7")], read, "f.json"))

    assert [one.publication.title.plain for one in found if isinstance(one, Imported)] == ["Salt", "Bread"]
    assert [one.problem[:42] for one in found if isinstance(one, SourceError)] == [
        "it is no paper",
        "reading it: the program failed at test_bui",
        "journal: at most 4,000 characters are read",
        "title: it holds no text",
        "cut off",
    ]


def test_a_file_without_a_record_says_what_was_looked_for() -> None:
    found = list(publications([], read, "f.ris", looked_for="a line that begins with TY"))

    assert [str(one) for one in found] == [
        "f.ris: there is no publication in it; looked for a line that begins with TY"
    ]


def test_a_file_that_ends_in_an_error_gives_what_was_read_before() -> None:
    def documents() -> Iterator[Document[str]]:
        yield Document(content="Salt", position="record 1")
        raise SourceError("f.xml", "it ends early")

    first, last = publications(documents(), read, "f.xml")

    assert isinstance(first, Imported)
    assert str(last) == "f.xml: it ends early"
