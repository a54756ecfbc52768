"""What is exported comes in again through our own importers, but for what docs/reference/exports.md names."""

import io

import pytest

from announcer.core.publications.publication import Publication, PublicationType
from announcer.importers.registry import all_importers
from announcer.ports.importing import Imported
from tests.builders import publication
from tests.rendering.exports.test_exports import ODD, PERSIAN, written

READERS = {"csl-json": "csl", "ris": "ris", "bibtex": "bibtex"}
"""Which of our importers reads each format."""


def read_back(name: str, *publications: Publication) -> list[Publication]:
    data = written(name, *(publications or (ODD, PERSIAN))).encode()
    found = {key: each for key, each in all_importers().items() if each.recognises(data)}
    if READERS[name] not in all_importers():
        pytest.skip(f"this program does not read {name}")
    assert list(found) == [READERS[name]]
    results = list(found[READERS[name]].read(io.BytesIO(data), "known"))
    return [each.publication for each in results if isinstance(each, Imported)]


@pytest.mark.parametrize("name", READERS)
def test_words_people_numbers_and_dates_come_in_again(name: str) -> None:
    first, second = read_back(name)

    assert first.title.plain == ODD.title.plain
    assert [(each.family or each.name, each.is_group, each.suffix) for each in first.authors] == [
        ("Rahimi", False, ""),
        ("Berg", False, ""),
        ("The Night Group", True, ""),
        ("Hansen", False, "Jr"),
    ]
    for field in ("doi", "journal", "volume", "issue", "issn", "keywords"):
        assert getattr(first, field) == getattr(ODD, field), field
    assert first.pages.replace("\u2013", "-") == ODD.pages
    assert first.published
    assert first.published.isoformat() == ("2026-04" if name == "bibtex" else "2026-04-09")
    assert first.abstract
    assert first.abstract.plain == "We looked. It rose by 4 %."
    assert (second.title, second.language) == (PERSIAN.title, "fa")


@pytest.mark.parametrize("name", ["csl-json", "bibtex"])
def test_styles_of_titles_come_in_again(name: str) -> None:
    first, _ = read_back(name)

    assert first.title == ODD.title


@pytest.mark.parametrize("name", READERS)
def test_numbers_of_databases_come_in_again(name: str) -> None:
    (found,) = read_back(name, publication(pmid="36906534", pmcid="PMC1234567"))

    assert (found.pmid, found.pmcid) == ("36906534", "PMC1234567")


@pytest.mark.parametrize("kind", [kind for kind in PublicationType if kind is not PublicationType.OTHER])
@pytest.mark.parametrize("name", READERS)
def test_the_kind_comes_in_again(name: str, kind: PublicationType) -> None:
    paper = publication(type=kind, journal="" if kind is PublicationType.PREPRINT else "Journal of Salt")

    (found,) = read_back(name, paper)

    assert found.type is kind
