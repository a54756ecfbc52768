from announcer.core.publications.departments import department
from announcer.core.publications.publication import Affiliation, Author
from tests.builders import publication

OURS = Affiliation(number=1, text="Department of Physiology, School of Medicine, A University", is_home=True)
OTHERS = Affiliation(number=2, text="Department of Botany, Another University", is_home=False)
PERSIAN = Affiliation(number=3, text="گروه فیزیولوژی، دانشکده پزشکی، دانشگاه", is_home=True)


def test_it_is_what_the_first_home_author_s_affiliation_begins_with() -> None:
    authors = (
        Author(name="A", affiliations=(2,), is_home=False),
        Author(name="B", affiliations=(2, 1), is_home=True),
    )

    found = department(publication(authors=authors, affiliations=(OURS, OTHERS)))

    assert found == "department of physiology"


def test_persian_commas_part_it_too() -> None:
    authors = (Author(name="A", affiliations=(3,), is_home=True),)

    assert department(publication(authors=authors, affiliations=(PERSIAN,))) == "گروه فیزیولوژی"


def test_there_is_none_where_nothing_tells() -> None:
    assert department(publication(authors=(), affiliations=(OURS,))) == ""
    stranger = (Author(name="A", affiliations=(1,), is_home=False),)
    assert department(publication(authors=stranger, affiliations=(OURS,))) == ""
