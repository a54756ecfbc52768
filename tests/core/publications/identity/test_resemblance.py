from dataclasses import replace

import pytest

from announcer.core.publications.identity.profiles import profile_of
from announcer.core.publications.identity.resemblance import ProposalKind, resemblance
from announcer.core.publications.matching import is_same, search_keys
from announcer.core.publications.publication import PartialDate, Publication, PublicationType
from announcer.core.text.richtext import Rich
from tests.builders import publication

PAPER = publication(volume="3", pages="12-19", published=PartialDate(year=2026))
TITLE = PAPER.title.plain


def other(**changes: object) -> Publication:
    return replace(PAPER, **{"doi": "10.5555/other", **changes})  # type: ignore[arg-type]


def titled(title: str, **changes: object) -> Publication:
    return other(title=Rich.of(title), **{"doi": "", **changes})


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (other(), "the same title, and another DOI"),
        (other(journal="Sleep", pages="88"), "the same title, and another DOI and journal and first page"),
        (other(doi="", volume="4"), "the same title, and another volume"),
        (titled(f"{TITLE}s"), "99% of the titles' letters in common"),
        (titled(f"The {TITLE}"), "97% of the titles' letters in common"),
        (titled("Bread and dreams of old people", doi=PAPER.doi), "the same DOI and authors, and two titles"),
    ],
)
def test_what_may_be_one_publication_is_told_with_its_reason(record: Publication, reason: str) -> None:
    for one, two in ((PAPER, record), (record, PAPER)):
        found = resemblance(profile_of(one), profile_of(two))

        assert not is_same(one, two)
        assert found
        assert (found.kind, found.reason) == (ProposalKind.SAME, reason)


@pytest.mark.parametrize(
    "record",
    [
        other(published=PartialDate(year=2023)),
        other(authors=publication(authors=()).authors, title=Rich.of(f"{TITLE}s")),
        titled(f"{TITLE} in 2014"),
        titled(f"{TITLE}: part II"),
        titled(f"{TITLE}s", pages="88"),
        titled("Night work and dreams of nurses in old hospitals"),
        titled("Editorial"),
        titled(f"Correction to: {TITLE}"),
        titled("Bread and dreams of old people", doi=PAPER.doi, pages="88"),
    ],
)
def test_what_is_another_publication_is_proposed_to_nobody(record: Publication) -> None:
    assert resemblance(profile_of(PAPER), profile_of(record)) is None


@pytest.mark.parametrize("year", [2024, 2026])
def test_a_preprint_of_like_title_and_authors_is_told(year: int) -> None:
    preprint = titled(
        f"{TITLE}s",
        type=PublicationType.PREPRINT,
        journal="",
        published=PartialDate(year=year),
        pages="",
        volume="",
    )

    found = resemblance(profile_of(preprint), profile_of(PAPER))

    assert found
    assert found.kind is ProposalKind.PREPRINT
    assert found.reason == "99% of the titles' letters in common and authors in common"


@pytest.mark.parametrize("title", [f"{TITLE}s", f"The {TITLE}", TITLE.replace("Night-shift", "Nightshift")])
def test_titles_that_differ_a_little_are_found_by_a_common_key(title: str) -> None:
    assert search_keys(PAPER) & search_keys(titled(title))


def test_a_short_title_is_searched_by_no_likeness() -> None:
    assert search_keys(titled("Editorial")) == frozenset()
