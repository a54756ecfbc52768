from datetime import date

import pytest

from announcer.core.publications.home_authors import (
    department,
    faculties,
    handles,
    is_home,
    judged,
    organisation,
    with_home_authors,
)
from announcer.core.publications.institution import Handle
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


# -- doubtful, by identifier, by a list

CAREFUL = institution(
    home=("Isfahan University of Medical Sciences", "Medical University of Isfahan"),
    not_home=("University of Isfahan", "Islamic Azad University"),
    doubtful=("Isfahan", "IUMS"),
    rors=("04waqzz56",),
)


@pytest.mark.parametrize(
    ("affiliation", "expected"),
    [
        ("Isfahan University of Medical Sciences, Isfahan", (True, "home: Isfahan University of Medical Sciences")),
        ("University of Isfahan, Isfahan, Iran", (False, "not_home: University of Isfahan")),
        ("Medical University of Isfahan, Iran", (True, "home: Medical University of Isfahan")),
        ("Islamic Azad University, Isfahan (Khorasgan) Branch", (False, "not_home: Islamic Azad University")),
        ("Al-Zahra Hospital, Isfahan, Iran", (None, "doubtful: Isfahan")),
        ("IUMS, Tehran", (None, "doubtful: IUMS")),
        ("University of Oslo", (False, "")),
        ("", (False, "")),
    ],
)
def test_an_affiliation_is_ours_or_not_or_doubtful_and_the_settings_say_why(
    affiliation: str, expected: tuple[bool | None, str]
) -> None:
    assert judged(affiliation, CAREFUL) == expected


def test_of_several_affiliations_in_one_text_one_of_ours_is_enough() -> None:
    both = "Islamic Azad University, Tehran; Isfahan University of Medical Sciences, Isfahan"

    assert judged(both, CAREFUL).is_home is True
    assert judged(both.replace(";", ","), CAREFUL).is_home is False


@pytest.mark.parametrize(
    ("affiliation", "ror", "expected"),
    [
        ("Dept Physiol", "04waqzz56", True),
        ("University of Isfahan", "04waqzz56", None),
        ("Al-Zahra Hospital, Isfahan", "04waqzz56", True),
        ("A company in Isfahan", "05h9t7759", False),
        ("Isfahan University of Medical Sciences", "05h9t7759", True),
    ],
)
def test_an_identifier_of_the_registry_counts_with_the_phrases(
    affiliation: str, ror: str, *, expected: bool | None
) -> None:
    assert judged(affiliation, CAREFUL, ror).is_home is expected


def test_without_an_identifier_of_our_own_that_of_another_settles_nothing() -> None:
    no_ror = institution(doubtful=("Isfahan",))

    assert judged("A company in Isfahan", no_ror, "05h9t7759").is_home is None


def test_an_author_with_a_doubtful_affiliation_is_unknown() -> None:
    record = publication(
        affiliations=(Affiliation(number=1, text="Hospital, Isfahan"), Affiliation(number=2, text="Oslo")),
        authors=(Author(name="A", affiliations=(1, 2)), Author(name="B", affiliations=(2,))),
    )

    found = with_home_authors(record, CAREFUL)

    assert [author.is_home for author in found.authors] == [None, False]
    assert [one.matched_by for one in found.affiliations] == ["doubtful: Isfahan", ""]


def test_departments_and_faculties_are_those_of_the_site_s_list() -> None:
    listed = institution(
        faculties={"School of Medicine": ("دانشکده پزشکی", "Medical School"), "School of Health": ()},
        departments={"Physiology": ("Dept Physiol",)},
    )
    authors = (
        Author(name="A", affiliations=(1,), is_home=True),
        Author(name="B", affiliations=(3, 4), is_home=True),
        Author(name="C", affiliations=(2,), is_home=False),
    )
    health = Affiliation(number=4, text="Dept Physiol, school of HEALTH, Uni", is_home=True)
    record = publication(authors=authors, affiliations=(DEPARTMENT, ELSEWHERE, PERSIAN, health))

    assert faculties(record, listed) == ("School of Medicine", "School of Health")
    assert department(publication(authors=authors[1:2], affiliations=(health,)), listed.departments) == "physiology"


def test_a_handle_is_an_author_s_by_orcid_or_by_the_exact_name_of_one_of_ours() -> None:
    agreed = date(2026, 5, 1)
    by_orcid = Handle(handle="@one", consent=agreed, orcid="0000-0002-1825-0097", name="Someone Else")
    by_name = Handle(handle="@two", consent=agreed, name="RAHIMI S.")
    twice = Handle(handle="@three", consent=agreed, name="Namesake N")
    known = institution(handles=(by_orcid, by_name, twice))
    authors = (
        Author(name="Hansen K", orcid="0000-0002-1825-0097"),
        Author(name="Rahimi S", is_home=True),
        Author(name="Namesake N", is_home=True),
        Author(name="Namesake N", is_home=True),
        Author(name="Someone Else", is_home=True),
    )

    assert handles(publication(authors=authors), known) == {0: by_orcid, 1: by_name}
    abroad = (Author(name="Rahimi S", is_home=False),)
    assert handles(publication(authors=abroad), known) == {}


@pytest.mark.parametrize(
    ("affiliation", "expected"),
    [
        ("Department of Physiology, School of Medicine, A University, Isfahan, Iran", "A University"),
        ("Heart Research Institute, A Hospital, Isfahan", "Heart Research Institute"),
        ("گروه فیزیولوژی، دانشکده پزشکی، دانشگاه علوم پزشکی اصفهان، ایران", "دانشگاه علوم پزشکی اصفهان"),
        ("Somewhere  else", "Somewhere else"),
        ("", ""),
    ],
)
def test_an_affiliation_is_known_by_the_organisation_that_it_names(affiliation: str, expected: str) -> None:
    assert organisation(affiliation) == expected
