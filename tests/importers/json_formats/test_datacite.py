"""Records of DataCite, field by field, in records made up for the purpose."""

import json
from typing import Any

import pytest

from announcer.core.publications.publication import Funding, PartialDate, Publication, PublicationType, RelationKind
from announcer.importers.json_formats.datacite import DATACITE
from tests.importers.yielded import imported, refused

BASE: dict[str, Any] = {
    "doi": "10.5555/salt",
    "titles": [{"title": "Salt and sleep"}],
    "types": {"resourceTypeGeneral": "JournalArticle"},
}


def item(**fields: Any) -> Publication:
    (only,) = imported(DATACITE, json.dumps({"id": "10.5555/salt", "type": "dois", "attributes": BASE | fields}))
    return only.publication


def test_the_fields_of_a_record_are_read() -> None:
    found = item(
        titles=[
            {"title": "Salt and sleep"},
            {"title": "a survey", "titleType": "Subtitle"},
            {"title": "نمک و خواب", "titleType": "TranslatedTitle", "lang": "fa"},
            {"title": "S&S", "titleType": "AlternativeTitle"},
        ],
        language="eng",
        publisher={"name": "Sample Press"},
        publicationYear=2026,
        dates=[{"date": "2025-12-01/2025-12-03", "dateType": "Issued"}, {"date": "2026", "dateType": "Available"}],
        container={
            "type": "Journal",
            "title": "Sample Reports",
            "identifier": "12345679",
            "identifierType": "ISSN",
        },
        descriptions=[
            {"descriptionType": "Abstract", "description": "We asked many nurses about their salt.", "lang": "en"},
            {"descriptionType": "Abstract", "description": "از پرستاران دربارهٔ نمک پرسیدیم.", "lang": "fa"},
            {"descriptionType": "Other", "description": "12 pages"},
        ],
        rightsList=[{"rightsUri": "https://creativecommons.org/licenses/by/4.0/legalcode"}],
        subjects=[{"subject": "salt"}, {"subject": "Computer science", "subjectScheme": "arXiv"}],
        fundingReferences=[{"funderName": "A Fund", "awardNumber": "1"}],
        url="https://example.org/salt",
    )

    assert (found.title.plain, found.language) == ("Salt and sleep: a survey", "en")
    assert (found.published, found.dates.online) == (
        PartialDate(year=2025, month=12, day=1),
        PartialDate(year=2026),
    )
    assert (found.journal, found.issn, found.publisher) == ("Sample Reports", ("1234-5679",), "Sample Press")
    assert found.abstract
    assert found.abstract.plain == "We asked many nurses about their salt."
    persian = found.translations["fa"]
    assert (persian.title.plain, bool(persian.abstract)) == ("نمک و خواب", True)
    assert (found.open_access, found.keywords) == (True, ("salt",))
    assert found.funding == (Funding(funder="A Fund", awards=("1",)),)
    assert [link.url for link in found.links] == ["https://example.org/salt"]


def test_creators_are_persons_or_groups_and_never_unknown() -> None:
    orcid = {"nameIdentifier": "https://orcid.org/0000-0002-1825-0097", "nameIdentifierScheme": "ORCID"}
    found = item(
        creators=[
            {"name": "Rahimi, Sara", "nameIdentifiers": [orcid], "affiliation": ["University A"]},
            {"name": "Oslo Group", "nameType": "Organizational", "affiliation": [{"name": "University A"}]},
            {"name": "Kobi, Hans; Huber, Anna"},
            {"name": "Scot, Reginald, 1538?-1599"},
            {"name": "(:unav)"},
            {"name": "Unknown"},
        ]
    )

    assert [(one.family, one.given) for one in found.authors if one.family] == [
        ("Rahimi", "Sara"),
        ("Kobi", "Hans"),
        ("Huber", "Anna"),
        ("Scot", "Reginald"),
    ]
    assert [one.name for one in found.authors if one.is_group] == ["Oslo Group"]
    assert found.authors[0].orcid == "0000-0002-1825-0097"
    assert found.authors[0].affiliations == found.authors[1].affiliations == (1,)


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ({"resourceTypeGeneral": "Preprint"}, PublicationType.PREPRINT),
        ({"resourceTypeGeneral": "Dataset"}, PublicationType.DATASET),
        ({"resourceTypeGeneral": "Text", "resourceType": "Journal Article"}, PublicationType.ARTICLE),
        ({"resourceTypeGeneral": "Text", "resourceType": "Working Paper"}, PublicationType.PREPRINT),
        ({"resourceTypeGeneral": "Text"}, PublicationType.OTHER),
        ({"resourceTypeGeneral": "Software"}, PublicationType.OTHER),
        ({}, PublicationType.OTHER),
    ],
)
def test_types_are_told(types: dict[str, str], expected: PublicationType) -> None:
    assert item(types=types).type is expected


def test_a_preprint_leads_to_its_article_by_a_doi_of_another_publisher() -> None:
    related = [
        {"relationType": "IsVersionOf", "relatedIdentifierType": "DOI", "relatedIdentifier": "10.5556/Article"},
        {"relationType": "IsVersionOf", "relatedIdentifierType": "DOI", "relatedIdentifier": "10.48550/arxiv.1"},
        {"relationType": "Cites", "relatedIdentifierType": "DOI", "relatedIdentifier": "10.5556/cited"},
    ]
    found = item(doi="10.48550/arxiv.2601.00001", types={"resourceTypeGeneral": "Text"}, relatedIdentifiers=related)

    assert found.type is PublicationType.PREPRINT
    assert [(one.kind, one.doi) for one in found.relations] == [(RelationKind.ARTICLE, "10.5556/article")]
    assert [(one.scheme.value, one.value) for one in found.identifiers] == [("arxiv", "2601.00001")]


def test_a_specimen_and_a_record_without_a_title_are_refused() -> None:
    specimen = BASE | {"types": {"resourceTypeGeneral": "PhysicalObject"}}

    assert "a physical object" in refused(DATACITE, json.dumps({"attributes": specimen})).problem
    assert refused(DATACITE, json.dumps({"attributes": BASE | {"titles": []}})).problem == "title: it has none"


def test_a_record_without_attributes_around_it_is_read_too() -> None:
    assert imported(DATACITE, json.dumps(BASE))[0].publication.doi == "10.5555/salt"
