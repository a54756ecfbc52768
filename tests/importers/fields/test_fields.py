"""Names, dates, types, identifiers and languages as databases and people write them."""

import pytest

from announcer.core.publications.publication import PartialDate, PublicationStatus, PublicationType
from announcer.importers.fields.affiliations import affiliation_text
from announcer.importers.fields.author_names import author_of, authors_of, listed_names
from announcer.importers.fields.date_words import date_in, earliest
from announcer.importers.fields.identifier_fields import (
    addresses_in,
    doi_in,
    issns_in,
)
from announcer.importers.fields.language_names import languages_named
from announcer.importers.fields.publication_kinds import kind_of, status_of
from announcer.importers.fields.title_fields import language_of_title


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bell A.; Dal C.", ["Bell A.", "Dal C."]),
        ("Bell A., Dal C., Fox E.F.", ["Bell A.", "Dal C.", "Fox E.F."]),
        ("Bell AB, Dal C, O'Fox EF.", ["Bell AB", "Dal C", "O'Fox EF"]),
        ("Bell, A., Dal, C.", ["Bell, A.", "Dal, C."]),
        ("Bell, Ann; van Dal, Cem", ["Bell, Ann", "van Dal, Cem"]),
        ("Bell, Ann", ["Bell, Ann"]),
        ("van Dal, Cem", ["van Dal, Cem"]),
        ("Ann Bell, Cem Dal and Eli Fox", ["Ann Bell", "Cem Dal", "Eli Fox"]),
        ("علی نامی، سارا نامدار", ["علی نامی", "سارا نامدار"]),
        ("علی نامی و سارا نامدار", ["علی نامی", "سارا نامدار"]),
        ("Bell A.Dal C. F.", ["Bell A.", "Dal C. F."]),
        ("John A.Fox", ["John A.Fox"]),
        ("Ann Bell\nCem Dal", ["Ann Bell", "Cem Dal"]),
        ("", []),
        (" , ; ", []),
    ],
)
def test_a_list_of_names_is_parted_as_it_is_written(text: str, names: list[str]) -> None:
    assert listed_names(text) == names


def test_a_name_comes_with_family_given_and_suffix_and_a_group_as_one() -> None:
    found = [author_of(name) for name in ("Dal, Cem", "Dal, Jr, Cem", "Dal, Cem, III", "Oslo Study Group", "-")]

    assert [each and (each.name, each.family, each.given, each.suffix, each.group) for each in found] == [
        ("", "Dal", "Cem", "", False),
        ("", "Dal", "Cem", "Jr", False),
        ("", "Dal", "Cem", "III", False),
        ("Oslo Study Group", "", "", "", True),
        None,
    ]


@pytest.mark.parametrize("last", ["et al.", "et al", "others", "Dal C, et al.", "..."])
def test_authors_that_are_not_all_are_told(last: str) -> None:
    authors, complete = authors_of(["Bell A", last])

    assert not complete
    assert all("al." not in each.name for each in authors)


@pytest.mark.parametrize(
    ("text", "year", "date"),
    [
        ("2016 Jan 1", "", "2016-01-01"),
        ("2016 Jan-Feb", "", "2016-01"),
        ("1998 Dec-1999 Jan", "", "1998-12"),
        ("2020 Jan 5-11", "", "2020-01"),
        ("21:25, 24 Dec, 2013", "", "2013-12-24"),
        ("2013 Spring", "", "2013"),
        ("1 Dec 2024", "", "2024-12-01"),
        ("Dec 3, 2021", "", "2021-12-03"),
        ("2012///", "", "2012"),
        ("2013/04/18/", "", "2013-04-18"),
        ("20150323", "", "2015-03-23"),
        ("NOV 30", "2019", "2019-11-30"),
        ("JUL-DEC", "2019", "2019-07"),
        ("", "2019", "2019"),
        ("03/04/2023", "", "2023"),
        ("23/04/2023", "", "2023-04-23"),
        ("2024-00-00", "", "2024"),
        ("۱۴۰۲", "", "2023"),
        ("1402/05/12", "", "2023-08-03"),
        ("۱۲ مرداد ۱۴۰۲", "", "2023-08-03"),
        ("Mordad 1402", "", "2023-08"),
        ("1402/12", "", "2024-03"),
        ("1402/02/31", "", "2023-05-21"),
        ("1402-13-40", "", "2023"),
        ("14030101", "", "2024-03-20"),
        ("31/05/1402", "", "2023-08-22"),
        ("بهار ۱۴۰۲", "", "2023"),
        ("1299", "", "1299"),
        ("2023-12-01T10:00:00", "", "2023-12-01"),
    ],
)
def test_a_date_is_read_and_never_padded(text: str, year: str, date: str) -> None:
    found = date_in(text, year)

    assert found
    assert found.isoformat() == date


@pytest.mark.parametrize("text", ["", "n.d.", "in press", "NOV 30", "12345678901", "-"])
def test_what_has_no_year_is_no_date(text: str) -> None:
    assert date_in(text) is None


def test_the_earliest_date_counts_and_of_two_that_may_be_one_the_more_precise() -> None:
    year, month, day = (
        PartialDate(year=2024),
        PartialDate(year=2024, month=3),
        PartialDate(year=2024, month=3, day=9),
    )

    assert earliest([year, None, month, day]) == day
    assert earliest([day, PartialDate(year=2024, month=2)]) == PartialDate(year=2024, month=2)
    assert earliest([year, PartialDate(year=2023, month=12, day=31)]) == PartialDate(year=2023, month=12, day=31)
    assert earliest([None]) is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["Journal Article", "Review"], PublicationType.REVIEW),
        (["Journal Article", "Meta-Analysis"], PublicationType.REVIEW),
        (["Erratum"], PublicationType.CORRECTION_NOTICE),
        (["Retraction of Publication"], PublicationType.RETRACTION_NOTICE),
        (["Case Reports", "Letter"], PublicationType.LETTER),
        (["book Section"], PublicationType.CHAPTER),
        (["Article", " Early Access"], PublicationType.ARTICLE),
    ],
)
def test_a_type_is_what_the_words_of_the_source_mean(words: list[str], kind: PublicationType | None) -> None:
    assert kind_of(words) is kind


def test_a_retracted_paper_is_told_by_its_type() -> None:
    assert status_of(["Article", "Retracted Publication"]) is PublicationStatus.RETRACTED
    assert status_of(["Article"]) is PublicationStatus.CURRENT


def test_a_doi_that_is_none_is_told() -> None:
    findings: list[object] = []

    assert doi_in(["see the journal", "https://doi.org/10.5555/ABC."], []) == "10.5555/abc"
    assert doi_in(["see the journal"], findings) == ""  # type: ignore[arg-type]
    assert [str(getattr(each, "message", "")) for each in findings] == [
        "what stands as doi cannot be used and was left out: see the journal"
    ]
    assert doi_in(["-", ""], findings) == ""  # type: ignore[arg-type]
    assert len(findings) == 1


def test_a_doi_with_a_tag_in_it_is_told_and_one_of_an_older_kind_is_not() -> None:
    findings: list[object] = []
    older = "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"

    assert doi_in([older], findings) == older  # type: ignore[arg-type]
    assert findings == []
    assert doi_in(["10.5555/<script>alert(1)</script>"], findings) == "10.5555/<script>alert(1)"  # type: ignore[arg-type]
    assert [getattr(each, "id", "") for each in findings] == ["odd-doi"]


def test_issns_come_in_one_spelling() -> None:
    assert issns_in(["0957-9672 (Print)\n0957-9672", "1234567x"]) == ("0957-9672", "1234-567X")


def test_addresses_that_only_subscribers_can_open_are_no_links() -> None:
    found = addresses_in(
        [
            "https://www.scopus.com/inward/record.uri?eid=2-s2.0-85000000001",
            "https://pubmed.ncbi.nlm.nih.gov/123456/",
            "https://example.org/paper, https://doi.org/10.5555/12345678",
        ]
    )

    assert found.links.by_kind() == {
        "doi": "https://doi.org/10.5555/12345678",
        "publisher": "https://example.org/paper",
        "pubmed": "https://pubmed.ncbi.nlm.nih.gov/123456/",
    }
    assert len(found.others) == 1


@pytest.mark.parametrize(
    ("title", "languages", "expected"),
    [
        ("Salt and sleep", "English", ("en", False)),
        ("Salz und Schlaf", "German", ("de", False)),
        ("[Salt and sleep].", "ger", ("", True)),
        ("Salt and sleep", "Persian", ("", True)),
        ("نمک و خواب", "Persian", ("fa", False)),
        ("Salt and sleep", "Chinese", ("", True)),
        ("Salt and sleep", "English; Persian", ("en", False)),
        ("Salt and sleep", "", ("", False)),
    ],
)
def test_a_title_is_in_the_papers_language_or_a_translation(
    title: str, languages: str, expected: tuple[str, bool]
) -> None:
    assert language_of_title(title, languages_named(languages)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Unit of Salt, Oslo, Norway. Electronic address: ann@example.org.",
        "Unit of Salt, Oslo, Norway. ann@example.org",
        "Unit of Salt,\n   Oslo, Norway.",
    ],
)
def test_no_mail_address_stays_in_an_affiliation(text: str) -> None:
    assert affiliation_text(text) == "Unit of Salt, Oslo, Norway"
