import pytest

from announcer.core.publications.names import display_name, family_and_initials, persons, says_more
from announcer.core.publications.publication import Author


@pytest.mark.parametrize(
    ("name", "halves"),
    [
        ("Ghasemi Darestani N", ("Ghasemi Darestani", "N")),
        ("Alshalah SAJ", ("Alshalah", "SAJ")),
        ("Moore AL 3rd", ("Moore", "AL")),
        ("Kim J-H", ("Kim", "J-H")),
        ("Kim J.-H.", ("Kim", "J-H")),
        ("Dupont J.-P.", ("Dupont", "J-P")),
        ("Rahimi S.A.", ("Rahimi", "SA")),
        ("Rahimi, Sara", ("Rahimi", "Sara")),
        ("Tran TH V", ("Tran", "THV")),
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
        ("JOHN", "John Costa"),
        ("MIN-JI", "Min-Ji Costa"),
        ("SAJ", "S.A.J. Costa"),
        ("J-P", "J.-P. Costa"),
        ("-", "Costa"),
        ("Dr Ann, MD", "Ann Costa"),
        (".", "Costa"),
        ("P. T., Jr.", "P. T. Costa Jr"),
        ("PT", "P.T. Costa"),
        ("Ç", "Ç. Costa"),
    ],
)
def test_given_names_are_never_taken_for_initials_nor_stops_for_names(given: str, shown: str) -> None:
    assert display_name(Author(name="Costa", family="Costa", given=given)) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Sara Rahimi, MD, PhD", "Sara Rahimi"),
        ("Sara Rahimi, M.D., Ph.D.", "Sara Rahimi"),
        ("Rahimi S, MSc, PhD", "S. Rahimi"),
        ("Sara Rahimi BSc MSc", "Sara Rahimi"),
        ("Sara Rahimi, MS, RN", "Sara Rahimi"),
        ("Dr. Sara Rahimi", "Sara Rahimi"),
        ("Prof. Dr. Sara Rahimi", "Sara Rahimi"),
        ("دکتر سارا رحیمی", "سارا رحیمی"),
        ("Rahimi S*", "S. Rahimi"),
        ("Rahimi S1,2", "S. Rahimi"),
        ("Sara Rahimi (1)", "Sara Rahimi"),
        ("Sara Rahimi†‡", "Sara Rahimi"),
        ("Md Rahman", "Md Rahman"),
    ],
)
def test_titles_degrees_and_marks_are_no_part_of_a_name(name: str, shown: str) -> None:
    assert display_name(Author(name=name)) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Rahimi, Sara", "Sara Rahimi"),
        ("Rahimi, S. A.", "S. A. Rahimi"),
        ("Rahimi, SA", "S.A. Rahimi"),
        ("Smith, John, Jr.", "John Smith Jr"),
        ("van der Berg, Jan Piet", "Jan Piet van der Berg"),
        ("رحیمی، سارا", "سارا رحیمی"),
        ("رحیمی, سارا", "سارا رحیمی"),
        ("University of Oslo, Norway", "University of Oslo, Norway"),
        ("Iron Study Group, Oslo", "Iron Study Group, Oslo"),
        ("Smith & Sons, London", "Smith & Sons, London"),
    ],
)
def test_a_comma_tells_that_the_family_name_comes_first(name: str, shown: str) -> None:
    assert display_name(Author(name=name)) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("RAHIMI S", "S. Rahimi"),
        ("RAHIMI, SARA", "Sara Rahimi"),
        ("SARA RAHIMI", "Sara Rahimi"),
        ("Jean DUPONT", "Jean Dupont"),
        ("MCDONALD A", "A. McDonald"),
        ("KATE O'BRIEN", "Kate O'Brien"),
        ("VAN DER BERG JP", "J.P. van der Berg"),
        ("LI X", "X. Li"),
        ("UNESCO", "UNESCO"),
        ("IRON STUDY GROUP", "IRON STUDY GROUP"),
        ("WHO", "WHO"),
    ],
)
def test_capitals_become_the_letters_of_a_sentence(name: str, shown: str) -> None:
    assert display_name(Author(name=name)) == shown


@pytest.mark.parametrize(
    ("family", "given", "shown"),
    [
        ("RAHIMI", "Sara", "Sara Rahimi"),
        ("LI", "X", "X. Li"),
        ("KIM", "MJ", "M.J. Kim"),
        ("DE LA CRUZ", "MARIA", "Maria de la Cruz"),
        ("Rahimi, MD", "Sara", "Sara Rahimi"),
        ("Costa Jr", "P T", "P.T. Costa Jr"),
    ],
)
def test_a_family_name_that_is_known_is_written_as_in_a_sentence(family: str, given: str, shown: str) -> None:
    assert display_name(Author(name="", family=family, given=given)) == shown


def test_a_suffix_that_is_known_stands_at_the_end() -> None:
    assert display_name(Author(name="Smith J", suffix="Jr.")) == "J. Smith Jr"
    assert display_name(Author(name="", family="Smith", given="John", suffix="III")) == "John Smith III"


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("Rahimi S; Karimi A", ["Rahimi S", "Karimi A"]),
        ("Rahimi, Sara; Karimi, Ali", ["Rahimi, Sara", "Karimi, Ali"]),
        ("Sara Rahimi; Ali Karimi; Kari Hansen", ["Sara Rahimi", "Ali Karimi", "Kari Hansen"]),
        ("سارا رحیمی؛ علی کریمی", ["سارا رحیمی", "علی کریمی"]),
        ("Rahimi S, Karimi A", ["Rahimi S", "Karimi A"]),
        ("Rahimi S, Karimi A and Hansen K", ["Rahimi S", "Karimi A", "Hansen K"]),
        ("Rahimi S & Karimi A", ["Rahimi S", "Karimi A"]),
        ("Rahimi S; et al.", ["Rahimi S"]),
        ("Rahimi S et al", ["Rahimi S"]),
        ("Rahimi S, MD", ["Rahimi S, MD"]),
        ("Rahimi, S", ["Rahimi, S"]),
        ("Sara and Ali Foundation", ["Sara and Ali Foundation"]),
        ("Smith & Sons", ["Smith & Sons"]),
    ],
)
def test_several_names_in_one_entry_are_several_authors(name: str, people: list[str]) -> None:
    entry = Author(name=name, affiliations=(1,), is_home=True)

    assert persons([entry]) == tuple(Author(name=each, affiliations=(1,), is_home=True) for each in people)


@pytest.mark.parametrize("name", ["et al.", "et al", "Et. al.", "and others", "…", "و همکاران", "and colleagues"])
def test_words_that_say_that_there_are_more_authors_are_no_author(name: str) -> None:
    assert persons([Author(name="Rahimi S"), Author(name=name)]) == (Author(name="Rahimi S"),)
    assert says_more(name)


@pytest.mark.parametrize("name", ["Rahimi S", "Etal B", "Alain Et", "Sara Others-Rahimi"])
def test_names_that_only_look_like_such_words_are_authors(name: str) -> None:
    assert persons([Author(name=name)]) == (Author(name=name),)
    assert not says_more(name)


def test_a_group_is_never_parted() -> None:
    group = Author(name="Rahimi S; Karimi A", is_group=True)

    assert persons([group]) == (group,)
