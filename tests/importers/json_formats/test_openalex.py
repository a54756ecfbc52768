"""Works of OpenAlex, field by field, in records made up for the purpose."""

import json
from typing import Any

import pytest

from announcer.core.publications.publication import Funding, MeshTerm, PartialDate, Publication, PublicationType
from announcer.importers.json_formats.openalex import OPENALEX
from tests.importers.yielded import imported, refused

WORK = {"id": "https://openalex.org/W77", "title": "Salt and sleep", "type": "article"}
PLACE = {
    "version": "publishedVersion",
    "license": "cc-by-nc",
    "landing_page_url": "https://example.org/salt",
    "source": {
        "display_name": "Sample Reports",
        "type": "journal",
        "issn": ["1234-5679"],
        "issn_l": "1234-5679",
        "host_organization_name": "Sample Press",
    },
}


def work(**fields: Any) -> Publication:
    (only,) = imported(OPENALEX, json.dumps(WORK | fields))
    return only.publication


def test_the_fields_of_a_work_are_read() -> None:
    found = work(
        ids={
            "pmid": "https://pubmed.ncbi.nlm.nih.gov/123",
            "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/45",
        },
        doi="https://doi.org/10.5555/SALT",
        primary_location=PLACE,
        biblio={"volume": "3", "issue": "2", "first_page": "7", "last_page": "9"},
        awards=[{"funder_display_name": "A Fund", "funder_award_id": "1"}],
        funders=[{"display_name": "A Fund"}, {"display_name": "B Fund"}],
        mesh=[
            {"descriptor_name": "Salt", "is_major_topic": False},
            {"descriptor_name": "Salt", "qualifier_name": "blood", "is_major_topic": True},
        ],
        is_retracted=True,
    )

    assert (found.doi, found.pmid, found.identifiers[0].value) == ("10.5555/salt", "123", "W77")
    assert (found.journal, found.issn, found.publisher) == ("Sample Reports", ("1234-5679",), "Sample Press")
    assert (found.volume, found.issue, found.pages) == ("3", "2", "7–9")
    assert (found.licence, found.open_access) == ("https://creativecommons.org/licenses/by-nc/", True)
    assert found.funding == (Funding(funder="A Fund", awards=("1",)), Funding(funder="B Fund"))
    assert found.mesh == (MeshTerm(term="Salt", is_major=True),)
    assert [link.url for link in found.links] == ["https://example.org/salt"]
    assert found.status == "retracted"


def test_authors_have_their_names_and_affiliations_as_printed_with_the_ror_behind_them() -> None:
    found = work(
        is_authors_truncated=True,
        authorships=[
            {
                "raw_author_name": "Rahimi, Sara",
                "author": {"display_name": "S. Rahimi", "orcid": "https://orcid.org/0000-0002-1825-0097"},
                "institutions": [{"id": "I1", "display_name": "University A", "ror": "https://ror.org/04waqzz56"}],
                "raw_affiliation_strings": ["Dept. of Sleep, University A"],
                "affiliations": [
                    {"raw_affiliation_string": "Dept. of Sleep, University A", "institution_ids": ["I1"]}
                ],
            },
            {"author": {"display_name": "Kari Hansen"}, "institutions": [{"display_name": "Hospital B"}]},
            {"raw_author_name": ",Laboratory of Salt, Lyon", "author": {}},
        ],
    )
    rahimi, hansen = found.authors

    assert (rahimi.family, rahimi.given, rahimi.affiliations) == ("Rahimi", "Sara", (1,))
    assert (hansen.name, hansen.affiliations) == ("Kari Hansen", (2,))
    assert [(one.text, one.ror) for one in found.affiliations] == [
        ("Dept. of Sleep, University A", "04waqzz56"),
        ("Hospital B", ""),
        ("Laboratory of Salt, Lyon", ""),
    ]
    assert not found.authors_complete


def test_the_abstract_is_put_together_from_the_index_of_its_words() -> None:
    index = {
        "We": [0, 4],
        "asked": [1],
        "many": [2],
        "nurses.": [3],
        "found": [5],
        "salt.": [6],
        "x": [10**12, "y"],
    }

    found = work(abstract_inverted_index=index).abstract
    assert found
    assert found.plain == "We asked many nurses. We found salt."


@pytest.mark.parametrize(
    ("day", "year", "expected"),
    [
        ("2026-02-03", 2026, PartialDate(year=2026, month=2, day=3)),
        ("2026-01-01", 2026, PartialDate(year=2026)),
        ("2026-01-01", None, PartialDate(year=2026)),
        (None, 2026, PartialDate(year=2026)),
        (None, None, None),
    ],
)
def test_the_first_of_january_stands_for_the_year_alone(
    day: str | None, year: int | None, expected: PartialDate | None
) -> None:
    assert work(publication_date=day, publication_year=year).published == expected


def test_a_repository_is_no_journal_and_an_accepted_manuscript_makes_nothing_open() -> None:
    copy = PLACE | {"version": "acceptedVersion", "source": {"display_name": "A Repository", "type": "repository"}}

    assert work(primary_location=copy).journal == ""
    assert work(primary_location=copy).licence == ""
    assert work(primary_location=copy, type="preprint").journal == "A Repository"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("review", PublicationType.REVIEW),
        ("erratum", PublicationType.CORRECTION_NOTICE),
        ("retraction", PublicationType.RETRACTION_NOTICE),
        ("journal-article", PublicationType.ARTICLE),
        ("dissertation", PublicationType.OTHER),
        (None, PublicationType.OTHER),
    ],
)
def test_types_are_told(kind: str | None, expected: PublicationType) -> None:
    assert work(type=kind).type is expected


def test_a_cover_is_marked_and_a_work_without_a_title_refused() -> None:
    (cover,) = imported(OPENALEX, json.dumps(WORK | {"is_paratext": True}))

    assert [one.id for one in cover.findings] == ["not-research"]
    assert refused(OPENALEX, json.dumps(WORK | {"title": None})).problem == "title: it has none"
