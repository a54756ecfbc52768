"""Items of CSL-JSON and of Zotero, field by field, in records made up for the purpose."""

import json
from typing import Any

import pytest

from announcer.core.publications.publication import PartialDate, Publication, PublicationType
from announcer.importers.json_formats.csl import CSL_JSON
from tests.importers.yielded import imported, refused

ITEM = {"id": "salt", "type": "article-journal", "title": "Salt and sleep"}


def item(**fields: Any) -> Publication:
    (only,) = imported(CSL_JSON, json.dumps(ITEM | fields))
    return only.publication


def test_the_fields_of_an_item_are_read() -> None:
    found = item(
        author=[
            {"family": "Berg", "given": "Anna", "non-dropping-particle": "van den"},
            {"literal": "Salt Study Group"},
            {"literal": "Kari Hansen"},
        ],
        **{"container-title": "Sample Reports", "container-title-short": "Samp. Rep.", "ISSN": "1234-5679"},
        page="7–9",
        PMID="123",
        note="Extra line\nPMCID: PMC45",
        keyword="salt, sleep",
        abstract="We asked many nurses about their salt.",
    )
    berg, group, hansen = found.authors

    assert (berg.family, berg.given) == ("van den Berg", "Anna")
    assert (group.is_group, hansen.is_group, hansen.name) == (True, False, "Kari Hansen")
    assert (found.journal, found.journal_short, found.issn) == ("Sample Reports", "Samp. Rep.", ("1234-5679",))
    assert (found.pages, found.pmid, found.pmcid) == ("7–9", "123", "PMC45")
    assert found.keywords == ("salt", "sleep")
    assert found.abstract


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ({"date-parts": [["2026", "2"]]}, PartialDate(year=2026, month=2)),
        ({"date-parts": [[2026, 2, 3], [2026, 2, 9]]}, PartialDate(year=2026, month=2, day=3)),
        ({"raw": "2026-02"}, PartialDate(year=2026, month=2)),
        ({"literal": "3 February 2026"}, PartialDate(year=2026, month=2, day=3)),
        ({"raw": "February 3, 2026"}, PartialDate(year=2026, month=2, day=3)),
        ({"raw": "Winter 2026"}, PartialDate(year=2026)),
        ({"date-parts": [[None]]}, None),
        ("soon", None),
        ([], None),
    ],
)
def test_a_date_is_as_precise_as_it_is_given(issued: object, expected: PartialDate | None) -> None:
    assert item(issued=issued).published == expected


def test_of_a_short_doi_the_whole_one_is_taken_from_the_address() -> None:
    assert item(DOI="10/fqd6hj", URL="https://doi.org/10.5555/Salt").doi == "10.5555/salt"
    assert item(DOI="10/fqd6hj").doi == "10/fqd6hj"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"type": "article", "DOI": "10.48550/arXiv.2601.1"}, PublicationType.PREPRINT),
        ({"type": "article", "genre": "Preprint"}, PublicationType.PREPRINT),
        ({"type": "article", "DOI": "10.5555/salt"}, PublicationType.ARTICLE),
        ({"type": "", "container-title": "J"}, PublicationType.ARTICLE),
        ({"type": "chapter"}, PublicationType.CHAPTER),
        ({"type": "thesis"}, PublicationType.OTHER),
    ],
)
def test_types_are_told(fields: dict[str, str], expected: PublicationType) -> None:
    assert item(**fields).type is expected


ZOTERO = {
    "itemType": "journalArticle",
    "title": "Salt and sleep",
    "creators": [
        {"creatorType": "author", "lastName": "Rahimi", "firstName": "Sara"},
        {"creatorType": "editor", "lastName": "Hansen", "firstName": "Kari"},
        {"creatorType": "author", "name": "Salt Study Group"},
    ],
    "abstractNote": "We asked many nurses about their salt.",
    "publicationTitle": "Sample Reports",
    "date": "February 2026",
    "extra": "PMID: 123",
    "tags": [{"tag": "salt"}],
    "ISSN": "1234-5679, 9765-4321",
}


@pytest.mark.parametrize("content", [ZOTERO, {"key": "A", "data": ZOTERO}])
def test_an_item_of_zotero_is_read(content: dict[str, Any]) -> None:
    (only,) = imported(CSL_JSON, json.dumps(content))
    found = only.publication

    assert [one.name for one in found.authors] == ["Sara Rahimi", "Salt Study Group"]
    assert (found.journal, found.pmid, found.keywords) == ("Sample Reports", "123", ("salt",))
    assert (found.published, found.issn) == (PartialDate(year=2026, month=2), ("1234-5679", "9765-4321"))
    assert found.abstract


def test_an_attachment_and_an_item_without_a_title_are_refused() -> None:
    attachment = {"itemType": "attachment", "title": "salt.pdf"}

    assert "an attachment" in refused(CSL_JSON, json.dumps(attachment)).problem
    assert refused(CSL_JSON, json.dumps(ITEM | {"title": " "})).problem == "title: it has none"
