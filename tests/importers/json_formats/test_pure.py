"""Research outputs of Pure, field by field, in records made up for the purpose."""

import json
from typing import Any

import pytest

from announcer.core.publications.publication import PartialDate, Publication, PublicationType
from announcer.importers.json_formats.pure import PURE
from tests.importers.yielded import imported, refused

KINDS = "/dk/atira/pure/researchoutput/researchoutputtypes/"
OUTPUT: dict[str, Any] = {"pureId": 7, "uuid": "u-7", "title": {"value": "Salt and sleep"}}


def named(text: str, locale: str = "en_GB") -> dict[str, Any]:
    return {"formatted": False, "text": [{"locale": locale, "value": text}]}


def output(**fields: Any) -> Publication:
    (only,) = imported(PURE, json.dumps(OUTPUT | fields))
    return only.publication


def test_the_fields_of_an_output_are_read() -> None:
    found = output(
        subTitle={"value": "a survey"},
        type={"uri": f"{KINDS}contributiontojournal/article"},
        language={"uri": "/dk/atira/pure/core/languages/en_GB"},
        externalId="850001",
        externalIdSource="Scopus",
        info={
            "portalUrl": "https://pure.example.org/salt",
            "additionalExternalIds": [{"value": "123", "idSource": "PubMed"}],
        },
        journalAssociation={"title": {"value": "Sample Reports"}, "issn": {"value": "1234-5679"}},
        volume="3",
        journalNumber="2",
        pages="7-9",
        abstract=named("<p>We asked many nurses about their salt.</p>"),
        publicationStatuses=[
            {"publicationStatus": {"uri": "/x/status/epub"}, "publicationDate": {"year": 2025, "month": 12}},
            {"publicationStatus": {"uri": "/x/status/published"}, "publicationDate": {"year": 2026}},
        ],
        electronicVersions=[
            {
                "doi": "https://doi.org/10.5555/Salt",
                "versionType": {"uri": "/x/versiontype/publishersversion"},
                "licenseType": {"uri": "/x/licenses/cc_by"},
            }
        ],
        keywordGroups=[{"keywordContainers": [{"freeKeywords": [{"freeKeywords": ["salt", "sleep"]}]}]}],
    )

    assert (found.title.plain, found.language) == ("Salt and sleep: a survey", "en")
    assert (found.doi, found.pmid) == ("10.5555/salt", "123")
    assert [(one.scheme.value, one.value) for one in found.identifiers] == [
        ("scopus", "2-s2.0-850001"),
        ("repository", "u-7"),
    ]
    assert (found.journal, found.issn, found.issue) == ("Sample Reports", ("1234-5679",), "2")
    assert found.published == PartialDate(year=2026)
    assert found.dates.online == PartialDate(year=2025, month=12)
    assert (found.licence, found.open_access) == ("https://creativecommons.org/licenses/by/", True)
    assert found.abstract
    assert found.keywords == ("salt", "sleep")


def test_the_staff_of_the_pure_are_ours_and_of_the_others_it_is_not_known() -> None:
    found = output(
        totalNumberOfAuthors=5,
        personAssociations=[
            {
                "person": {"uuid": "p"},
                "name": {"firstName": "Sara", "lastName": "Rahimi"},
                "personRole": {"uri": "/x/roles/contributiontojournal/author"},
                "organisationalUnits": [{"name": named("Sleep Medicine")}],
            },
            {
                "externalPerson": {"uuid": "q"},
                "name": {"firstName": "Kari", "lastName": "Hansen"},
                "externalOrganisations": [{"name": named("Hospital B")}],
            },
            {"authorCollaboration": {"name": named("(Salt Collaboration)")}},
            {"name": {"lastName": "Editor"}, "personRole": {"uri": "/x/roles/editor"}},
        ],
    )

    assert [(one.name, one.is_home, one.affiliations) for one in found.authors] == [
        ("Sara Rahimi", True, (1,)),
        ("Kari Hansen", None, (2,)),
        ("Salt Collaboration", None, ()),
    ]
    assert found.authors[2].is_group
    assert not found.authors_complete


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("contributiontojournal/review", PublicationType.REVIEW),
        ("contributiontojournal/letter", PublicationType.LETTER),
        ("workingpaper/preprint", PublicationType.PREPRINT),
        ("bookanthology/book", PublicationType.BOOK),
        ("contributiontobookanthology/chapter", PublicationType.CHAPTER),
        ("contributiontoconference/paper", PublicationType.ARTICLE),
        ("contributiontoconference/poster", PublicationType.OTHER),
        ("thesis/doc", PublicationType.OTHER),
    ],
)
def test_types_are_told(kind: str, expected: PublicationType) -> None:
    assert output(type={"uri": KINDS + kind}).type is expected


def test_an_output_without_a_title_is_refused() -> None:
    assert refused(PURE, json.dumps(OUTPUT | {"title": {}})).problem == "title: it has none"
