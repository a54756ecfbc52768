from dataclasses import fields, replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.core.publications.merging import changes, merged
from announcer.core.publications.publication import (
    Abstract,
    Affiliation,
    Author,
    Link,
    LinkKind,
    PartialDate,
    Publication,
    PublicationStatus,
    PublicationType,
    Section,
    StatedStudy,
    Translation,
)
from announcer.core.text.richtext import Rich, Run, Style
from tests.builders import ABROAD, HOME, abstract, publication

WHOLE = publication(
    pmid="7",
    pmcid="PMC1",
    type=PublicationType.REVIEW,
    volume="3",
    issue="2",
    pages="12-19",
    publisher="Made-up Press",
    published=PartialDate(year=2026, month=4, day=9),
    lay_summary="Nurses who work at night have a higher pressure.",
    key_sentence="Night shifts raise the pressure.",
    keywords=("nurses", "night work"),
    open_access=True,
    translations={"fa": Translation(title=Rich.of("شیفت شب"), keywords=("پرستار",))},
    institution="A University",
    platform="A Platform",
    note="Made up",
)
"""A publication with all that a record may tell."""
NOTHING = {
    field.name: getattr(Publication(title=WHOLE.title), field.name)
    for field in fields(Publication)
    if field.name not in {"title", "language", "authors", "affiliations"}
} | {"people": None}
"""What a record that leaves a field out has in its place; authors and affiliations go together."""


def view(left_out: set[str]) -> Publication:
    """Return the whole publication as a source tells it that leaves some fields out."""
    gone: dict[str, Any] = {name: NOTHING[name] for name in left_out - {"people"}}
    if "people" in left_out:
        gone |= {"authors": (), "affiliations": ()}
    return replace(WHOLE, **gone)


VIEWS = st.sets(st.sampled_from(sorted(NOTHING))).map(view)


def together(*records: Publication) -> Publication:
    known = records[0]
    for record in records[1:]:
        known = merged(known, record)
    return known


@given(VIEWS)
def test_what_a_record_leaves_out_is_not_lost(less: Publication) -> None:
    assert changes(WHOLE, merged(WHOLE, less)) == ()


@given(VIEWS)
def test_the_same_record_changes_nothing(record: Publication) -> None:
    assert merged(record, record) == record


@given(st.lists(VIEWS, min_size=2, max_size=4))
def test_in_whatever_order_records_come_the_same_is_known(records: list[Publication]) -> None:
    results = [replace(together(*order), links=()) for order in permutations(records)]

    assert all(result == results[0] for result in results)


@pytest.mark.parametrize(
    ("field", "known", "new"),
    [
        ("title", Rich.of("Salt and sleep in Iran: a trial"), Rich.of("SALT AND SLEEP IN IRAN: A TRIAL")),
        ("title", Rich.of("Salt and sleep in Iran: a trial"), Rich.of("Salt and Sleep in Iran: A Trial")),
        ("title", Rich.of("Salt and sleep in Iran: a trial"), Rich.of("Salt and sleep")),
        ("title", Rich.of("Salt and sleep in Iran"), Rich.of("RETRACTED: Salt and sleep in Iran")),
        (
            "title",
            Rich((Run(text="E. coli", style=Style.ITALIC), Run(text=" and sleep"))),
            Rich.of("E. coli and sleep"),
        ),
        ("published", PartialDate(year=2026, month=4, day=9), PartialDate(year=2026, month=4)),
        ("abstract", Abstract(sections=(Section(label="Aim", text=Rich.of("Sleep.")),)), abstract("To see sleep.")),
        ("abstract", abstract("We looked at salt. It did nothing."), abstract("We looked at salt...")),
        ("type", PublicationType.PREPRINT, PublicationType.ARTICLE),
        ("open_access", False, None),
        ("status", PublicationStatus.RETRACTED, PublicationStatus.CURRENT),
        ("status", PublicationStatus.RETRACTED, PublicationStatus.CONCERN),
    ],
)
def test_what_is_poorer_replaces_nothing_and_what_is_richer_does(field: str, known: object, new: object) -> None:
    rich, poor = publication(**{field: known}), publication(**{field: new})

    assert getattr(merged(rich, poor), field) == known
    assert getattr(merged(poor, rich), field) == known


@pytest.mark.parametrize(
    ("field", "known", "new"),
    [
        ("title", Rich.of("Salt and sleep"), Rich.of("Salt and dreams")),
        ("journal", "Rest", "The Journal of Rest"),
        ("published", PartialDate(year=2026, month=4, day=9), PartialDate(year=2026, month=5)),
        ("abstract", abstract("We looked at salt."), abstract("We looked at sleep, too.")),
        ("keywords", ("salt",), ("sleep", "rest")),
        ("open_access", True, False),
        ("status", PublicationStatus.CORRECTED, PublicationStatus.CONCERN),
    ],
)
def test_what_a_later_record_corrects_takes_the_place_of_what_was_known(
    field: str, known: object, new: object
) -> None:
    both = merged(publication(**{field: known}), publication(**{field: new}))

    assert getattr(both, field) == new


def test_what_changed_is_told_field_by_field_in_plain_words() -> None:
    before = publication(doi="", abstract=None)
    after = publication(title=Rich.of("Other words"), lay_summary="In short.")

    assert [str(change) for change in changes(before, after)] == [
        "title",
        "DOI added",
        "abstract added",
        "lay summary added",
    ]
    assert [change.field for change in changes(before, after)] == ["title", "doi", "abstract", "lay_summary"]


def test_a_marked_title_retracts_the_paper_and_leaves_its_title() -> None:
    both = merged(publication(), publication(title=Rich.of(f"RETRACTED: {publication().title.plain}")))

    assert (both.status, both.title) == (PublicationStatus.RETRACTED, publication().title)


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Retraction: Night-shift work", PublicationStatus.RETRACTED),
        ("Expression of concern: Night-shift work", PublicationStatus.CONCERN),
        ("Correction: Night-shift work", PublicationStatus.CORRECTED),
    ],
)
def test_a_notice_says_only_what_has_become_of_the_paper(title: str, status: PublicationStatus) -> None:
    notice = Publication(
        title=Rich.of(title), doi=publication().doi, journal="Another", authors=(Author(name="Editor"),)
    )
    expected = replace(publication(), status=status)

    assert merged(publication(), notice) == expected
    assert merged(notice, publication()) == expected


def test_a_record_in_another_language_gives_a_translation() -> None:
    persian = publication(
        language="fa",
        title=Rich.of("شیفت شب و فشار خون"),
        authors=(Author(name="رحیمی س"), Author(name="هانسن ک")),
        journal="مجله",
        pmid="7",
        abstract=abstract("پرستاران"),
    )

    both = merged(publication(), persian)

    assert both.translations["fa"] == Translation(
        title=persian.title, authors=("رحیمی س", "هانسن ک"), journal="مجله", abstract=persian.abstract
    )
    assert both == replace(publication(), pmid="7", translations=both.translations)
    assert merged(both, persian) == both


def test_a_record_in_another_language_gives_the_authors_where_none_were_known() -> None:
    persian = publication(language="fa", title=Rich.of("شیفت شب"))

    both = merged(publication(authors=(), affiliations=()), persian)

    assert (both.authors, both.affiliations) == (persian.authors, persian.affiliations)


# -- people --------------------------------------------------------------------------------------------------------

PAGE = publication()
"""Initials, and affiliations that tell whose authors are ours."""
CROSSREF = publication(
    authors=(
        Author(name="Sara Rahimi", family="Rahimi", given="Sara", orcid="0000-0002-1825-0097"),
        Author(name="Kari Hansen", family="Hansen", given="Kari"),
    ),
    affiliations=(),
)


@pytest.mark.parametrize("order", [(PAGE, CROSSREF), (CROSSREF, PAGE)])
def test_full_names_and_affiliations_come_together(order: tuple[Publication, Publication]) -> None:
    both = merged(*order)

    assert both.authors == (
        replace(CROSSREF.authors[0], affiliations=(1,), is_home=True),
        replace(CROSSREF.authors[1], affiliations=(2,), is_home=False),
    )
    assert both.affiliations == (HOME, ABROAD)


def test_the_longer_list_of_authors_stays_with_what_each_is_known_by() -> None:
    shorter = publication(
        authors=(Author(name="Rahimi S", orcid="0000-0002-1825-0097", affiliations=(1,), is_home=True),),
        affiliations=(HOME,),
    )

    both = merged(PAGE, shorter)

    assert both.authors == (replace(PAGE.authors[0], orcid="0000-0002-1825-0097"), PAGE.authors[1])
    assert both.affiliations == PAGE.affiliations


def test_two_authors_of_one_name_are_told_apart_by_their_order() -> None:
    twins = (Author(name="Rahimi S", affiliations=(1,)), Author(name="Rahimi S", affiliations=(2,)))
    named = (
        Author(name="Sara Rahimi", family="Rahimi", given="Sara"),
        Author(name="Soha Rahimi", family="Rahimi", given="Soha"),
    )

    both = merged(publication(authors=twins), publication(authors=named, affiliations=()))

    assert [(author.given, author.affiliations) for author in both.authors] == [("Sara", (1,)), ("Soha", (2,))]


def test_an_author_that_only_the_other_record_has_refers_to_no_affiliation_of_this_one() -> None:
    more = (*CROSSREF.authors, Author(name="Ola Berg", family="Berg", given="Ola", affiliations=(1,)))
    few = (Affiliation(number=1, text="University of Oslo"),)

    both = merged(PAGE, replace(CROSSREF, authors=more, affiliations=few))

    assert [author.affiliations for author in both.authors] == [(1,), (2,), ()]


def test_a_person_who_was_said_to_be_ours_stays_ours() -> None:
    said = publication(authors=(Author(name="Hansen K", affiliations=(2,), is_home=True),))
    later = publication(authors=(Author(name="Hansen K", affiliations=(2,), is_home=False),))

    assert merged(said, later).authors[0].is_home


def test_links_of_every_kind_stay_and_the_later_of_a_kind_wins() -> None:
    page = Link(kind=LinkKind.PAGE, url="https://scp.test/p?c=1")
    moved = Link(kind=LinkKind.DOI, url="https://doi.org/10.5555/other")

    both = merged(publication(links=(*publication().links, page)), publication(links=(moved,)))

    assert both.links == (moved, page)


def test_what_a_person_said_of_the_study_stays_until_another_word_comes() -> None:
    said, other = StatedStudy(subjects=("mice",)), StatedStudy()

    assert merged(publication(study=said), publication()).study == said
    assert merged(publication(), publication(study=said)).study == said
    assert merged(publication(study=said), publication(study=other)).study == other
