import pytest

from announcer.core.publications.home_authors import department, is_home, with_home_authors
from announcer.core.publications.publication import Affiliation, Author
from tests.builders import institution, publication

OURS = institution(
    home=("Isfahan University of Medical Sciences", "دانشگاه علوم پزشکی اصفهان"),
    not_home=("Isfahan University of Technology",),
)
DEPARTMENT = Affiliation(number=1, text="Department of Physiology, School of Medicine, A University", is_home=True)
ELSEWHERE = Affiliation(number=2, text="Department of Botany, Another University", is_home=False)
PERSIAN = Affiliation(number=3, text="گروه فیزیولوژی، دانشکده پزشکی، دانشگاه", is_home=True)


@pytest.mark.parametrize(
    "affiliation",
    [
        "Isfahan University of Medical Sciences, Isfahan, Iran",
        "School of Medicine, ISFAHAN UNIVERSITY OF MEDICAL SCIENCES (IUMS), Isfahan",
        "Isfahán  University\u00a0of Medical-Sciences",
        "دانشكده پزشكي، دانشگاه علوم پزشكي اصفهان، ایران",
        "گروه ایمنی‌شناسی، دانشگاه علوم‌پزشکی اصفهان",
    ],
)
def test_an_affiliation_is_ours_whatever_its_case_accents_and_letters(affiliation: str) -> None:
    assert is_home(affiliation, OURS)


@pytest.mark.parametrize(
    "affiliation",
    [
        "University of Isfahan, Isfahan, Iran",
        "Isfahan University of Technology, with Isfahan University of Medical Sciences",
        "New Isfahan University of Medical Sciencesque",
        "",
    ],
)
def test_an_affiliation_of_others_is_not_ours(affiliation: str) -> None:
    assert not is_home(affiliation, OURS)


def test_an_empty_phrase_makes_nobody_ours() -> None:
    assert not is_home("University of Oslo", institution(home=("", "…")))


def test_authors_are_ours_by_any_of_their_affiliations_and_unknown_without_one() -> None:
    record = publication(
        affiliations=(
            Affiliation(number=1, text="University of Oslo"),
            Affiliation(number=2, text="Isfahan University of Medical Sciences"),
        ),
        authors=(
            Author(name="Both B", affiliations=(1, 2)),
            Author(name="Abroad A", affiliations=(1,)),
            Author(name="Nowhere N"),
            Author(name="Lost L", affiliations=(7,)),
        ),
    )

    judged = with_home_authors(record, OURS)

    assert [author.is_home for author in judged.authors] == [True, False, None, None]
    assert [affiliation.is_home for affiliation in judged.affiliations] == [False, True]


def test_what_the_record_itself_says_of_an_author_stands() -> None:
    record = publication(
        affiliations=(Affiliation(number=1, text="University of Oslo", is_home=True),),
        authors=(Author(name="Guest G", affiliations=(1,), is_home=False), Author(name="Own O", affiliations=(1,))),
    )

    assert [author.is_home for author in with_home_authors(record, OURS).authors] == [False, True]


def test_a_department_is_what_the_first_home_author_s_affiliation_begins_with() -> None:
    authors = (
        Author(name="A", affiliations=(2,), is_home=False),
        Author(name="B", affiliations=(2, 1), is_home=True),
    )

    found = department(publication(authors=authors, affiliations=(DEPARTMENT, ELSEWHERE)))

    assert found == "department of physiology"


def test_a_persian_comma_ends_a_department_too() -> None:
    authors = (Author(name="A", affiliations=(3,), is_home=True),)

    assert department(publication(authors=authors, affiliations=(PERSIAN,))) == "گروه فیزیولوژی"


def test_there_is_no_department_without_a_home_author() -> None:
    assert department(publication(authors=(), affiliations=(DEPARTMENT,))) == ""
    stranger = (Author(name="A", affiliations=(1,), is_home=False),)
    assert department(publication(authors=stranger, affiliations=(DEPARTMENT,))) == ""
