"""Which source is believed for which field, and where each field of what is known is from."""

from dataclasses import replace

import pytest

from announcer.core.publications.identity.priorities import rank
from announcer.core.publications.identity.provenance import Source, history, joined, sources_of, traced
from announcer.core.publications.publication import (
    Abstract,
    Author,
    Dates,
    Funding,
    IdentifierScheme,
    MeshTerm,
    OtherIdentifier,
    PartialDate,
    Publication,
    Relation,
    RelationKind,
    Section,
    Translation,
)
from announcer.core.text.richtext import Rich
from tests.builders import abstract, publication

CROSSREF = Source(format="crossref-json", place="works.json")
PUBMED = Source(format="pubmed-xml", place="pubmed.xml")
PAGE = Source(format="page-html", place="page.html")
OWN = Source(format="record-toml", place="own.toml")
EXPORT = Source(format="ris", place="export.ris")


def test_each_field_has_an_order_of_sources() -> None:
    title = [rank("title", each.format) for each in (OWN, CROSSREF, PUBMED, EXPORT, PAGE)]
    abstracts = [rank("abstract", each.format) for each in (OWN, PUBMED, CROSSREF, EXPORT, PAGE)]
    affiliations = [rank("affiliations", each.format) for each in (OWN, PAGE, PUBMED, EXPORT, CROSSREF)]

    for ranks in (title, abstracts, affiliations):
        assert ranks == sorted(set(ranks))
    assert rank("title", "medline") == rank("title", "nbib") == rank("title", "pubmed-xml")
    assert rank("title", "") == rank("title", "a format that is new")


@pytest.mark.parametrize(
    ("field", "better", "worse"),
    [
        ("title", (CROSSREF, Rich.of("Salt and sleep")), (PUBMED, Rich.of("Salt and dreams"))),
        ("title", (OWN, Rich.of("Salt and sleep")), (CROSSREF, Rich.of("Salt and dreams"))),
        ("journal", (CROSSREF, "The Journal of Rest"), (PAGE, "Rest")),
        ("volume", (PUBMED, "3"), (EXPORT, "4")),
        ("abstract", (PUBMED, abstract("We looked at salt.")), (CROSSREF, abstract("We looked at sleep."))),
        ("published", (CROSSREF, PartialDate(year=2025, month=12)), (PAGE, PartialDate(year=2026))),
        ("keywords", (CROSSREF, ("salt",)), (PAGE, ("sleep",))),
        ("open_access", (CROSSREF, False), (EXPORT, True)),
    ],
)
def test_the_better_source_is_believed_whichever_comes_first(
    field: str, better: tuple[Source, object], worse: tuple[Source, object]
) -> None:
    good, bad = (traced(publication(**{field: value}), source) for source, value in (better, worse))

    for both in (joined(good, bad), joined(bad, good)):
        assert getattr(both.publication, field) == better[1]
        assert both.sources[field] == better[0]


@pytest.mark.parametrize(
    ("field", "rich", "poor"),
    [
        ("title", Rich.of("Salt and sleep in Iran: a trial"), Rich.of("SALT AND SLEEP IN IRAN: A TRIAL")),
        ("title", Rich.of("Salt and sleep in Iran: a trial"), Rich.of("Salt and sleep in Iran")),
        ("abstract", Abstract(sections=(Section(label="Aim", text=Rich.of("Sleep.")),)), abstract("To see sleep.")),
        ("published", PartialDate(year=2026, month=4), PartialDate(year=2026)),
    ],
)
def test_a_poorer_value_of_a_better_source_replaces_nothing(field: str, rich: object, poor: object) -> None:
    good, bad = traced(publication(**{field: poor}), OWN), traced(publication(**{field: rich}), EXPORT)

    for both in (joined(good, bad), joined(bad, good)):
        assert getattr(both.publication, field) == rich


def test_initials_of_a_better_source_replace_no_names_and_full_names_replace_initials() -> None:
    initials = publication(authors=(Author(name="Rahimi SA", family="Rahimi", given="SA"),), affiliations=())
    full = publication(authors=(Author(name="Sara Rahimi", family="Rahimi", given="Sara"),), affiliations=())

    for one, other in ((initials, full), (full, initials)):
        both = joined(traced(one, CROSSREF), traced(other, PUBMED))
        assert [author.given for author in both.publication.authors] == ["Sara"]


def test_affiliations_are_those_of_more_authors_and_else_of_the_page() -> None:
    page = publication()
    every = replace(
        page, affiliations=tuple(replace(each, text=f"{each.text}, 81746") for each in page.affiliations)
    )
    some = replace(every, authors=(every.authors[0], replace(every.authors[1], affiliations=())))

    for source in (PUBMED, CROSSREF):
        both = joined(traced(some, source), traced(page, PAGE))
        assert both.publication.affiliations == page.affiliations
    assert joined(traced(page, PAGE), traced(every, CROSSREF)).publication.affiliations == page.affiliations
    assert joined(traced(every, CROSSREF), traced(page, PAGE)).publication.affiliations == page.affiliations
    assert joined(traced(some, PAGE), traced(every, CROSSREF)).publication.affiliations == every.affiliations


EVERYTHING = publication(
    identifiers=(OtherIdentifier(scheme=IdentifierScheme.SCOPUS, value="2-s2.0-1"),),
    issn=("1234-5679",),
    dates=Dates(online=PartialDate(year=2026, month=1, day=2)),
    relations=(Relation(kind=RelationKind.PREPRINT, doi="10.5555/preprint"),),
    funding=(Funding(funder="A Fund", awards=("7",)),),
    trials=("NCT00000001",),
    mesh=(MeshTerm(term="Nurses", is_major=True),),
    licence="https://creativecommons.org/licenses/by/4.0/",
    journal_short="J Made-up Med",
)
MORE = publication(
    identifiers=(OtherIdentifier(scheme=IdentifierScheme.OPENALEX, value="W1"),),
    issn=("1234-5679", "2345-6780"),
    dates=Dates(printed=PartialDate(year=2026, month=3)),
    relations=(Relation(kind=RelationKind.PREPRINT, doi="10.5555/preprint", pmid="9"),),
    funding=(Funding(funder="A fund", awards=("8",)), Funding(funder="Another")),
    trials=("IRCT1",),
)


@pytest.mark.parametrize("order", [(EVERYTHING, MORE), (MORE, EVERYTHING)])
def test_identifiers_relations_funders_trials_and_dates_are_all_kept(
    order: tuple[Publication, Publication],
) -> None:
    one, other = order

    both = joined(traced(one, CROSSREF), traced(other, PUBMED)).publication

    assert both.identifiers == (MORE.identifiers[0], EVERYTHING.identifiers[0])
    assert both.issn == MORE.issn
    assert both.dates == Dates(online=EVERYTHING.dates.online, printed=MORE.dates.printed)
    assert both.relations == MORE.relations
    assert [(row.funder.lower(), row.awards) for row in both.funding] == [("a fund", ("7", "8")), ("another", ())]
    assert both.trials == ("IRCT1", "NCT00000001")
    for name in ("mesh", "licence", "journal_short"):
        assert getattr(both, name) == getattr(EVERYTHING, name)


def test_the_list_of_authors_is_whole_where_the_record_that_names_them_says_so() -> None:
    some = publication(authors=publication().authors[:1], authors_complete=False)
    whole = publication()

    for one, other in ((some, whole), (whole, some)):
        both = joined(traced(one, CROSSREF), traced(other, CROSSREF)).publication
        assert (len(both.authors), both.authors_complete) == (2, True)
    assert not joined(traced(some, PAGE), traced(some, PAGE)).publication.authors_complete


def test_a_translated_title_is_told_as_such_only_while_it_is_the_title() -> None:
    translated = publication(title=Rich.of("Work at night"), title_is_translation=True)

    kept = joined(traced(translated, PUBMED), traced(translated, PUBMED)).publication
    replaced = joined(traced(translated, PUBMED), traced(publication(), CROSSREF)).publication

    assert (kept.title_is_translation, replaced.title_is_translation) == (True, False)


def test_abstracts_of_translations_are_merged_as_the_record_s_own() -> None:
    words = Translation(title=Rich.of("شیفت شب"), abstract=abstract("پرستاران شب‌کار."))
    less = Translation(title=Rich.of("شیفت شب"))

    for one, other in ((words, less), (less, words)):
        both = joined(
            traced(publication(translations={"fa": one}), PUBMED),
            traced(publication(translations={"fa": other}), PAGE),
        )
        assert both.publication.translations["fa"] == words


def test_records_merged_once_more_tell_where_each_field_is_from() -> None:
    records = [
        (publication(pmid="", abstract=None), CROSSREF),
        (publication(pmid="7", journal="J Med"), PUBMED),
        (publication(journal="Rest", keywords=("nurses",)), PAGE),
    ]
    found = history(records)

    assert found
    sources = sources_of(found.publication, records)
    named = {name: sources[name].place for name in ("title", "journal", "pmid", "abstract", "keywords")}
    assert named == {
        "title": "works.json",
        "journal": "works.json",
        "pmid": "pubmed.xml",
        "abstract": "pubmed.xml",
        "keywords": "page.html",
    }
    assert sources_of(replace(found.publication, journal="J Med"), records)["journal"] == PUBMED
    assert "volume" not in sources_of(replace(found.publication, volume="9"), records)
    assert sources_of(publication(), []) == {}
