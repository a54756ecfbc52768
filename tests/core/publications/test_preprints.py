from typing import Any

import pytest

from announcer.core.publications.identifiers import best_link
from announcer.core.publications.preprints import is_preprint_doi, known_as_preprint
from announcer.core.publications.publication import (
    IdentifierScheme,
    Link,
    LinkKind,
    OtherIdentifier,
    Publication,
    PublicationType,
)
from tests.builders import publication

NOWHERE: dict[str, Any] = {
    "type": PublicationType.ARTICLE,
    "journal": "",
    "journal_short": "",
    "doi": "",
    "links": (),
}


def known(**changes: Any) -> Publication:
    return known_as_preprint(publication(**{**NOWHERE, **changes}))


def at(url: str) -> tuple[Link, ...]:
    return (Link(kind=LinkKind.PUBLISHER, url=url),)


@pytest.mark.parametrize(
    "journal",
    [
        "medRxiv", "bioRxiv : the preprint server for biology", "arXiv (Cornell University)", "ChemRxiv",
        "PsyArXiv", "Research Square", "Res Sq", "SSRN Electronic Journal", "Preprints.org", "OSF Preprints",
        "Authorea Preprints", "JMIR Preprints", "CoRR", "arXiv e-prints",
    ],
)  # fmt: skip
def test_what_stands_on_a_preprint_server_is_a_preprint(journal: str) -> None:
    assert known(journal=journal).type is PublicationType.PREPRINT
    assert known(journal=journal, type=PublicationType.REVIEW).type is PublicationType.PREPRINT
    assert known(journal=journal, type=PublicationType.DATASET).type is PublicationType.DATASET


@pytest.mark.parametrize(
    "doi",
    [
        "10.1101/2024.01.02.24300001", "10.1101/2023.05.06.539999", "10.1101/123456", "10.21203/rs.3.rs-1234567/v1",
        "10.2139/ssrn.1234567", "10.20944/preprints202401.0001.v1", "10.26434/chemrxiv-2024-abcde",
        "10.31234/osf.io/abcde", "10.22541/au.170000000.00000000/v1", "10.2196/preprints.55555",
        "10.48550/arxiv.2401.00001",
    ],
)  # fmt: skip
def test_a_servers_doi_tells_unless_a_journal_is_named(doi: str) -> None:
    assert known(doi=doi).type is PublicationType.PREPRINT
    assert known(doi=doi, journal="Sample Journal").type is PublicationType.ARTICLE


@pytest.mark.parametrize(
    "doi",
    ["10.1101/gad.123456.124", "10.1101/gr.277777.123", "10.1101/cshperspect.a041111", "10.2196/55555",
     "10.1590/0102-311xen000124", "10.21203/rs.3.pex-1234/v1", "10.5281/zenodo.1234567"],
)  # fmt: skip
def test_a_journals_doi_with_a_servers_prefix_is_no_preprint(doi: str) -> None:
    assert not is_preprint_doi(doi)
    assert known(doi=doi, publisher="Cold Spring Harbor Laboratory").type is PublicationType.ARTICLE


def test_an_address_tells_where_neither_journal_nor_doi_does() -> None:
    address = at("https://www.medrxiv.org/content/10.1101/2024.01.02.24300001v1")

    assert known(links=address).type is PublicationType.PREPRINT
    assert known(links=at("https://osf.io/preprints/psyarxiv/abcde")).type is PublicationType.PREPRINT
    assert known(links=at("https://osf.io/abcde")).type is PublicationType.ARTICLE
    assert known(links=address, doi="10.5555/abc").type is PublicationType.ARTICLE
    assert known(links=address, journal="PeerJ").type is PublicationType.ARTICLE


@pytest.mark.parametrize(
    ("journal", "volume"), [("arXiv preprint arXiv:2301.00001v2", ""), ("CoRR", "abs/2301.00001")]
)
def test_the_number_in_an_arxiv_journal_gives_a_link(journal: str, volume: str) -> None:
    found = known(journal=journal, volume=volume)

    assert (found.journal, found.volume, found.type) == ("arXiv", "", PublicationType.PREPRINT)
    assert found.identifiers == (OtherIdentifier(scheme=IdentifierScheme.ARXIV, value="2301.00001"),)
    assert best_link(found) == "https://arxiv.org/abs/2301.00001"


def test_an_arxiv_number_beside_a_journal_is_of_a_copy() -> None:
    number = (OtherIdentifier(scheme=IdentifierScheme.ARXIV, value="hep-th/9901001"),)

    assert known(identifiers=number).type is PublicationType.PREPRINT
    assert known(identifiers=number, journal="Sample Journal").type is PublicationType.ARTICLE
    assert known(identifiers=number, doi="10.5555/abc").type is PublicationType.ARTICLE
    assert known(journal="arXiv", doi="10.5555/abc").type is PublicationType.ARTICLE
    assert known(journal="arXiv", doi="10.48550/arxiv.2401.00001").type is PublicationType.PREPRINT
    assert known(journal="medRxiv", doi="10.5555/abc").type is PublicationType.PREPRINT
