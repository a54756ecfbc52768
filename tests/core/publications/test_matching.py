from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.core.publications.identity.likeness import similarity
from announcer.core.publications.matching import Identifier, IdentifierKind, Known, identifiers, is_same
from announcer.core.publications.publication import (
    Author,
    IdentifierScheme,
    Link,
    LinkKind,
    OtherIdentifier,
    PartialDate,
    Publication,
    PublicationStatus,
    PublicationType,
    Translation,
)
from announcer.core.text.richtext import Rich
from tests.builders import abstract

TITLE = "Salt and sleep in adults: a cohort study"
SALT = Publication(title=Rich.of(TITLE), journal="Rest", published=PartialDate(year=2023))
CHAPTER = Publication(
    title=Rich.of("How sleep was measured"),
    journal="A Book of Rest",
    doi="10.5555/book",
    type=PublicationType.CHAPTER,
)


def titled(title: str, **changes: object) -> Publication:
    return replace(SALT, title=Rich.of(title), **changes)  # type: ignore[arg-type]


def called(number: str) -> Publication:
    return replace(SALT, identifiers=(OtherIdentifier(scheme=IdentifierScheme.SCOPUS, value=number),))


def by(*names: str) -> Publication:
    return replace(SALT, authors=tuple(Author(name=name) for name in names))


REPORT = Publication(title=Rich.of("گزارش مورد"), language="fa")
EDITORIAL = titled("Editorial", authors=(Author(name="Moradi A"),), published=None)


def with_page(record: Publication, url: str) -> Publication:
    return replace(record, links=(Link(kind=LinkKind.PAGE, url=url),))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (replace(SALT, doi="10.5555/a"), titled("Salt and sleep in adults", doi="10.5555/a")),
        (replace(SALT, doi="10.5555/a"), titled("SALT—and sleep in adults; a cohort-study.")),
        (replace(SALT, doi="10.5555/a", pmid="7"), titled("[Sel et sommeil]", pmid="7")),
        (replace(SALT, doi="10.5555/a"), titled(f"RETRACTED: {TITLE}", doi="10.5555/a")),
        (replace(SALT, doi="10.5555/a"), titled(f"RETRACTED ARTICLE: {TITLE}")),
        (replace(SALT, doi="10.5555/a"), titled(f"Retraction note to: {TITLE}", doi="10.5555/a")),
        (replace(SALT, doi="10.5555/a"), titled("Retraction notice", doi="10.5555/a")),
        (
            replace(SALT, doi="10.5555/a"),
            titled("Withdrawn", doi="10.5555/a", status=PublicationStatus.RETRACTED),
        ),
        (replace(SALT, doi="10.5555/a"), titled("نمک و خواب", doi="10.5555/a", language="fa")),
        (SALT, replace(SALT, journal="", published=None)),
        (SALT, replace(SALT, published=PartialDate(year=2023, month=5))),
        (SALT, replace(SALT, published=PartialDate(year=2024))),
        (replace(SALT, journal="J Sleep Res"), replace(SALT, journal="Journal of Sleep Research")),
        (SALT, replace(SALT, journal="استراحت", language="fa", translations={"en": Translation(title=SALT.title)})),
        (replace(SALT, pmcid="PMC1"), titled("Salt", pmcid="PMC1")),
        (by("Rahimi S", "Karimi Z"), by("Sara Rahimi", "Zahra Karimi")),
        (by("Rahimi S", "Karimi Z"), by("Rahimi Sara")),
        (by("Rahimi S"), by()),
        (EDITORIAL, replace(EDITORIAL, doi="10.5555/ed")),
        (REPORT, replace(REPORT, abstract=abstract("Results: Salt."))),
        (
            with_page(SALT, "https://scp.test/p?c=1"),
            with_page(titled(f"{TITLE} of nurses", journal="Bed"), "http://SCP.test/p?c=1#top"),
        ),
        (SALT, replace(SALT, journal="Rest. Conference: 12th Meeting of the Sleep Society. Oslo.")),
        (replace(SALT, volume="58"), replace(SALT, volume="58 (Supplement 1)")),
        (replace(SALT, volume="96"), replace(SALT, volume="96-98")),
        (replace(SALT, volume="12"), replace(SALT, volume="1)")),
        (replace(SALT, pages="01-09"), replace(SALT, pages="1-9")),
        (SALT, titled(f"{TITLE}. [Italian]")),
        (
            replace(SALT, journal="Neuroendocrinology Letters", volume="37", pages="501-510"),
            replace(SALT, journal="Neuro Endocrinol Lett", volume="37", pages="501-10"),
        ),
        (called("2-s2.0-1"), replace(called("2-s2.0-1"), title=Rich.of("Salt and sleep in adults"), journal="Bed")),
        (replace(SALT, type=PublicationType.PREPRINT), SALT),
    ],
)
def test_records_of_one_publication_are_told(one: Publication, other: Publication) -> None:
    assert is_same(one, other)
    assert is_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (replace(SALT, doi="10.5555/a"), replace(SALT, doi="10.5555/b")),
        (replace(SALT, doi="10.5555/a", pmid="7"), replace(SALT, doi="10.5555/b", pmid="7")),
        (replace(SALT, pmid="7"), replace(SALT, pmid="8")),
        (replace(SALT, pmcid="PMC1"), replace(SALT, pmcid="PMC2")),
        (SALT, replace(SALT, published=PartialDate(year=2025))),
        (SALT, replace(SALT, journal="Sleep")),
        (replace(SALT, journal="Circulation"), replace(SALT, journal="Circulation Research")),
        (replace(SALT, volume="58"), replace(SALT, volume="59 (1)")),
        (replace(called("2-s2.0-1"), doi="10.5555/a"), replace(called("2-s2.0-1"), doi="10.5555/b")),
        (called("2-s2.0-1"), replace(called("2-s2.0-1"), title=Rich.of("Bread and dreams of old people"))),
        (replace(SALT, type=PublicationType.PREPRINT, journal=""), SALT),
        (replace(SALT, type=PublicationType.PREPRINT, journal="medRxiv"), SALT),
        (by("Rahimi S"), by("Karimi Z")),
        (EDITORIAL, replace(EDITORIAL, doi="10.5555/ed", authors=(Author(name="Karimi Z"),))),
        (EDITORIAL, replace(EDITORIAL, doi="10.5555/ed", journal="")),
        (EDITORIAL, replace(EDITORIAL, authors=())),
        (
            replace(REPORT, authors=(Author(name="سارا رحیمی"),)),
            replace(REPORT, authors=(Author(name="زهرا کریمی"),)),
        ),
        (replace(REPORT, authors=(Author(name="سارا رحیمی"),)), replace(REPORT, pages="7")),
    ],
)
def test_records_of_two_publications_are_kept_apart(one: Publication, other: Publication) -> None:
    assert not is_same(one, other)
    assert not is_same(other, one)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("10.5555/504562.1", "10.5555/504562.2"),
        ("10.5555/2026.01.02.504562v1", "10.5555/2026.01.02.504562v3"),
        ("10.5555/rs.3.rs-504562/v1", "10.5555/rs.3.rs-504562/v2"),
        ("10.5555/preprints202601.0012.v1", "10.5555/preprints202601.0012.v2"),
        ("10.5555/504562", "10.5555/504562v2"),
    ],
)
def test_two_versions_of_a_preprint_are_one_publication_and_two_papers_so_numbered_are_not(
    first: str, second: str
) -> None:
    one, other = (replace(SALT, doi=doi, type=PublicationType.PREPRINT) for doi in (first, second))

    assert is_same(one, other)
    assert not is_same(one, replace(other, title=Rich.of("Bread and dreams of nurses who work at night")))
    assert not is_same(replace(SALT, doi=first), replace(SALT, doi=second))


def test_two_chapters_under_the_books_doi_are_two_publications() -> None:
    assert not is_same(CHAPTER, replace(CHAPTER, title=Rich.of("What nurses dream of")))
    assert is_same(CHAPTER, replace(CHAPTER, title=Rich.of("How Sleep was measured.")))


def test_a_publication_is_found_by_its_numbers_its_page_and_its_titles() -> None:
    record = with_page(
        replace(
            SALT, doi="10.5555/a", pmid="7", pmcid="PMC1", translations={"fa": Translation(title=Rich.of("نمک"))}
        ),
        "https://SCP.test/p/?c=1#top",
    )
    found = identifiers(record)

    assert {each for each in found if each.kind is not IdentifierKind.TITLE} == {
        Identifier(IdentifierKind.DOI, "10.5555/a"),
        Identifier(IdentifierKind.PMID, "7"),
        Identifier(IdentifierKind.PMCID, "PMC1"),
        Identifier(IdentifierKind.PAGE, "scp.test/p/?c=1"),
    }
    assert len(found) == 6
    assert identifiers(titled("SALT and sleep, in adults; a cohort study!")) < found


def test_a_title_of_signs_alone_is_nothing_to_be_found_by() -> None:
    assert identifiers(titled("… ?")) == frozenset()


def test_a_record_met_before_is_found_by_doi_or_title() -> None:
    known = Known()
    known.add(replace(SALT, doi="10.5555/a", pmid="7"), "first")

    assert known.find(SALT) == "first"
    assert known.find(titled("Salt and sleep in adults", doi="10.5555/a")) == "first"
    assert known.find(Publication(title=Rich.of("Other"), pmid="7")) == "first"
    assert known.find(Publication(title=Rich.of("Other"))) == ""


def test_a_record_of_a_retraction_is_never_passed_over() -> None:
    known = Known()
    known.add(SALT, "first")
    retracted = replace(SALT, status=PublicationStatus.RETRACTED)

    assert known.find(retracted) == ""
    known.add(retracted, "second")
    assert known.find(titled(f"RETRACTED: {TITLE}")) == "second"
    assert known.find(SALT) == "first"


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("abcd", "abcd", 1), ("abcd", "acbd", 0.75), ("ab", "cd", 0), ("", "", 0), ("", "a", 0), ("aab", "ab", 0.8)],
)
def test_similarity_is_the_share_of_the_longest_common_subsequence(one: str, other: str, ratio: float) -> None:
    assert similarity(one, other) == pytest.approx(ratio)


@given(st.text("abé", max_size=12), st.text("abé", max_size=12))
def test_similarity_counts_as_the_table_of_the_textbook_does(one: str, other: str) -> None:
    lengths = [0] * (len(other) + 1)
    for letter in one:
        last = 0
        for place, theirs in enumerate(other, start=1):
            last, lengths[place] = (
                lengths[place],
                last + 1 if letter == theirs else max(lengths[place], lengths[place - 1]),
            )

    assert similarity(one, other) == pytest.approx(2 * lengths[-1] / (len(one) + len(other) or 1))
