"""The tags that Google Scholar and reference managers read."""

from announcer.core.publications.publication import (
    Author,
    Dates,
    IdentifierScheme,
    OtherIdentifier,
    PartialDate,
    PublicationType,
)
from announcer.rendering.exports.citation_tags import citation_tags
from tests.builders import ABROAD, HOME, publication


def pairs(**changes: object) -> list[tuple[str, str]]:
    return [(tag.key.removeprefix("citation_"), tag.content) for tag in citation_tags(publication(**changes))]


def test_title_every_author_and_the_date_are_told() -> None:
    found = pairs(published=PartialDate(year=2026, month=4, day=9))

    assert found[0] == ("title", "Night-shift work and blood pressure in hospital nurses")
    assert [text for key, text in found if key == "author"] == ["Rahimi, S", "Hansen, K"]
    assert ("publication_date", "2026/4/9") in found
    assert ("journal_title", "Journal of Made-up Medicine") in found
    assert ("doi", "10.5555/announcer.1") in found


def test_a_date_is_as_precise_as_it_is_known() -> None:
    online = Dates(online=PartialDate(year=2025, month=12))

    found = dict(pairs(published=PartialDate(year=2026), dates=online))

    assert (found["publication_date"], found["online_date"]) == ("2026", "2025/12")


def test_institution_and_orcid_follow_their_author() -> None:
    authors = (
        Author(name="Rahimi S", family="Rahimi", given="Shirin", suffix="Jr", orcid="0000-0002-1825-0097",
               affiliations=(1, 9)),
        Author(name="The Study Group", is_group=True, affiliations=(2,)),
    )  # fmt: skip

    found = pairs(authors=authors, affiliations=(HOME, ABROAD))[1:6]

    assert found == [
        ("author", "Rahimi, Shirin, Jr"),
        ("author_institution", HOME.text),
        ("author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("author", "The Study Group"),
        ("author_institution", ABROAD.text),
    ]


def test_pages_numbers_and_keywords_are_told_in_tags_of_their_own() -> None:
    identifiers = (
        OtherIdentifier(scheme=IdentifierScheme.ISBN, value="978-3-16-148410-0"),
        OtherIdentifier(scheme=IdentifierScheme.ARXIV, value="2604.01234"),
    )

    found = pairs(
        pages="201–212", issn=("1234-5679", "2049-3630"), identifiers=identifiers, keywords=("iron", "school"),
        published=None,
    )  # fmt: skip

    assert ("firstpage", "201") in found
    assert ("lastpage", "212") in found
    assert [text for key, text in found if key == "issn"] == ["1234-5679", "2049-3630"]
    assert ("isbn", "978-3-16-148410-0") in found
    assert ("arxiv_id", "2604.01234") in found
    assert ("keywords", "iron; school") in found
    assert "publication_date" not in dict(found)


def test_a_chapter_is_in_a_book_and_no_journal() -> None:
    found = dict(pairs(type=PublicationType.CHAPTER, journal="A Book"))

    assert found["inbook_title"] == "A Book"
    assert "journal_title" not in found


def test_the_page_is_named_where_it_is_known() -> None:
    page = "https://science.example.org/p/1"

    assert citation_tags(publication(), page)[-1].content == page
    assert all(tag.content for tag in citation_tags(publication()))
