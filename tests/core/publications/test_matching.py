from dataclasses import replace

import pytest

from announcer.core.publications.matching import Known, is_same
from announcer.core.publications.publication import PartialDate, Publication
from announcer.core.text.richtext import Rich

SALT = Publication(title=Rich.of("Salt and Sleep"), journal="Rest", published=PartialDate(year=2023))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (replace(SALT, doi="10.5555/a"), replace(SALT, doi="10.5555/a", title=Rich.of("Salt"))),
        (replace(SALT, doi="10.5555/a"), replace(SALT, title=Rich.of("SALT—and sleep."))),
        (replace(SALT, doi="10.5555/a", pmid="7"), replace(SALT, pmid="7", title=Rich.of("Salt"))),
        (SALT, replace(SALT, journal="", published=None)),
        (SALT, replace(SALT, published=PartialDate(year=2023, month=5))),
        (replace(SALT, pmcid="PMC1"), replace(SALT, pmcid="PMC1", title=Rich.of("Salt"))),
    ],
)
def test_records_of_one_publication_are_told(one: Publication, other: Publication) -> None:
    assert is_same(one, other)
    assert is_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (replace(SALT, doi="10.5555/a"), replace(SALT, doi="10.5555/b")),
        (replace(SALT, pmid="7"), replace(SALT, pmid="8")),
        (SALT, replace(SALT, published=PartialDate(year=2024))),
        (SALT, replace(SALT, journal="Sleep")),
        (SALT, replace(SALT, title=Rich.of("Salt and Sleep II"))),
    ],
)
def test_records_of_two_publications_are_kept_apart(one: Publication, other: Publication) -> None:
    assert not is_same(one, other)
    assert not is_same(other, one)


def test_a_record_met_before_is_found_by_doi_or_title() -> None:
    known = Known()
    known.add(replace(SALT, doi="10.5555/a", pmid="7"), "first")

    assert known.find(SALT) == "first"
    assert known.find(Publication(title=Rich.of("Other"), doi="10.5555/a")) == "first"
    assert known.find(Publication(title=Rich.of("Other"), pmid="7")) == "first"
    assert known.find(Publication(title=Rich.of("Other"))) == ""
