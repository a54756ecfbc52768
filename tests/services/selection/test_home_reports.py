"""Which affiliations of an import count as ours, the most frequent first."""

from announcer.core.publications.home_authors import with_home_authors
from announcer.core.publications.publication import Affiliation, Author
from announcer.errors import SourceError
from announcer.ports.importing import Imported
from announcer.services.selection.home_reports import HomeReport, Side, home_report
from tests.builders import institution, publication

OURS = institution(home=("A University",), not_home=("A University of Art",), doubtful=("Atown",))


def report(*records: tuple[str, ...], problems: tuple[SourceError, ...] = ()) -> HomeReport:
    """Return the report on records with these affiliations, each with an author of its own."""
    publications = [
        publication(
            affiliations=tuple(Affiliation(number=number, text=text) for number, text in enumerate(texts, 1)),
            authors=tuple(
                Author(name=f"A {number}", affiliations=(number,)) for number in range(1, len(texts) + 1)
            ),
        )
        for texts in records
    ]
    imported = [Imported(publication=with_home_authors(one, OURS), source="a.csv") for one in publications]
    return home_report([*imported, *problems])


def test_each_organisation_is_counted_on_its_side_the_most_frequent_first() -> None:
    found = report(
        ("Dept of Physics, A University", "Dept of Botany, a university, Atown", "Hospital of Atown"),
        ("Clinic of Sleep, Atown", "Univ of Oslo"),
        ("University of Oslo", "Hospital of Atown"),
        ("University of Oslo, Norway",),
    )

    assert [(one.name, one.affiliations, one.records) for one in found.of(Side.OURS)] == [("A University", 2, 1)]
    assert [(one.name, one.records) for one in found.of(Side.DOUBTFUL)] == [
        ("Hospital of Atown", 2),
        ("Clinic of Sleep", 1),
    ]
    assert [one.name for one in found.of(Side.OTHERS)] == ["University of Oslo", "Univ of Oslo"]
    assert (found.ours, found.doubtful, found.others, found.unknown) == (1, 2, 1, 0)


def test_what_told_it_and_whole_affiliations_are_given_with_the_name() -> None:
    found = report(("Drawing, A University of Art, Atown",), ("Painting, A University of Art",))

    (one,) = found.of(Side.OTHERS)
    assert one.matched_by == ("not_home: A University of Art",)
    assert one.examples == ("Drawing, A University of Art, Atown", "Painting, A University of Art")


def test_records_without_affiliations_are_counted_apart_and_unread_ones_are_named() -> None:
    problem = SourceError("a.csv", "it has no title")

    found = report((), problems=(problem,))

    assert (found.unknown, found.counted, found.problems) == (1, (), (problem,))
