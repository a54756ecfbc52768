import pytest

from announcer.core.publications.names import display_name, family_and_initials
from announcer.core.publications.publication import Author


@pytest.mark.parametrize(
    ("name", "halves"),
    [
        ("Ghasemi Darestani N", ("Ghasemi Darestani", "N")),
        ("Alshalah SAJ", ("Alshalah", "SAJ")),
        ("Moore AL 3rd", ("Moore", "AL")),
        ("Kim J-H", ("Kim", "J-H")),
        ("Kim J.-H.", ("Kim", "J-H")),
        ("World Health Organization", ("World Health Organization", "")),
        ("محمدی", ("محمدی", "")),
        ("", ("", "")),
    ],
)
def test_the_short_form_of_a_name_has_family_and_initials(name: str, halves: tuple[str, str]) -> None:
    assert family_and_initials(name) == halves


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Rahimi S", "S. Rahimi"),
        ("Ghasemi Darestani N", "N. Ghasemi Darestani"),
        ("Ansari MJ", "M.J. Ansari"),
        ("Dupont J-P", "J.-P. Dupont"),
        ("Dupont J.-P.", "J.-P. Dupont"),
        ("Rahimi S.", "S. Rahimi"),
        ("Ansari M.J.", "M.J. Ansari"),
        ("Smith AL 3rd", "A.L. Smith 3rd"),
        ("Sara Rahimi", "Sara Rahimi"),
        ("سارا رحیمی", "سارا رحیمی"),
        ("Plato", "Plato"),
        ("", ""),
    ],
)
def test_initials_go_before_the_family_name(printed: str, expected: str) -> None:
    assert display_name(Author(name=printed)) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [("Sara", "Sara Rahimi"), ("SA", "S.A. Rahimi"), ("S A", "S.A. Rahimi"), ("Sara A", "Sara A. Rahimi")],
)
def test_a_known_given_name_goes_first(given: str, expected: str) -> None:
    assert display_name(Author(name="Rahimi S", family="Rahimi", given=given)) == expected


def test_a_group_is_named_as_printed() -> None:
    assert display_name(Author(name="IMPACT Study Group B", is_group=True)) == "IMPACT Study Group B"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Sara Rahimi MD", "Sara Rahimi"),
        ("Sara Rahimi, PhD", "Sara Rahimi"),
        ("Rahimi MD", "M.D. Rahimi"),
        ("Smith J IV", "J. Smith IV"),
        ("MacCallum T III", "T. MacCallum III"),
        ("Costa P, Jr.", "P. Costa Jr"),
        ("Dupont J P", "J.P. Dupont"),
        ("van der Berg J P M", "J.P.M. van der Berg"),
        ("Çelik Ç", "Ç. Çelik"),
        ("Łukasz Ł", "Ł. Łukasz"),
        ("Malcolm X", "X. Malcolm"),
        ("Sara A Rahimi", "Sara A Rahimi"),
    ],
)
def test_degrees_suffixes_and_parted_initials_are_told_from_names(name: str, shown: str) -> None:
    assert display_name(Author(name=name)) == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("JOHN", "JOHN Costa"),
        (".", "Costa"),
        ("P. T., Jr.", "P. T. Costa Jr"),
        ("PT", "P.T. Costa"),
        ("Ç", "Ç. Costa"),
    ],
)
def test_given_names_are_never_taken_for_initials_nor_stops_for_names(given: str, shown: str) -> None:
    assert display_name(Author(name="Costa", family="Costa", given=given)) == shown
