"""Works of Crossref, field by field, in records made up for the purpose."""

import json
from typing import Any

import pytest

from announcer.core.publications.publication import (
    Funding,
    PartialDate,
    Publication,
    PublicationStatus,
    PublicationType,
    Relation,
    RelationKind,
)
from announcer.importers.json_formats.crossref import CROSSREF
from tests.importers.yielded import imported, refused

WORK = {"DOI": "10.5555/Salt.1", "type": "journal-article", "title": ["Salt and sleep"], "ISSN": ["1234-5679"]}
CC = "https://creativecommons.org/licenses/by/4.0/"


def work(**fields: Any) -> Publication:
    (only,) = imported(CROSSREF, json.dumps(WORK | fields))
    return only.publication


def parts(*numbers: int | None) -> dict[str, Any]:
    return {"date-parts": [list(numbers)]}


def test_the_fields_of_a_work_are_read() -> None:
    found = work(
        subtitle=["a trial"],
        author=[
            {
                "given": "Sara",
                "family": "Rahimi",
                "suffix": "Jr.",
                "ORCID": "http://orcid.org/0000-0002-1825-0097",
                "affiliation": [
                    {"name": "University A", "id": [{"id": "https://ror.org/04waqzz56", "id-type": "ROR"}]},
                    {"name": "Hospital B"},
                ],
            },
            {"name": "Salt Study Group", "affiliation": []},
            {"family": "Sudesiqin", "affiliation": [{"name": "Hospital B"}]},
        ],
        **{"container-title": ["Sample Reports"], "short-container-title": ["Samp. Rep."]},
        **{"volume": "3", "journal-issue": {"issue": "2"}, "article-number": "e12", "publisher": "Sample Press"},
        funder=[{"name": "A Fund", "award": ["1", "2"]}, {"name": "A Fund", "award": ["2"]}],
        **{"clinical-trial-number": [{"clinical-trial-number": "nct01234567"}]},
        resource={"primary": {"URL": "https://example.org/salt"}},
    )
    rahimi, group, single = found.authors

    assert found.title.plain == "Salt and sleep: a trial"
    assert (found.doi, found.issn) == ("10.5555/salt.1", ("1234-5679",))
    assert (rahimi.family, rahimi.given, rahimi.suffix) == ("Rahimi", "Sara", "Jr.")
    assert (rahimi.orcid, rahimi.affiliations) == ("0000-0002-1825-0097", (1, 2))
    assert (group.name, group.is_group) == ("Salt Study Group", True)
    assert (single.name, single.affiliations) == ("Sudesiqin", (2,))
    assert [(one.text, one.ror) for one in found.affiliations] == [
        ("University A", "04waqzz56"),
        ("Hospital B", ""),
    ]
    assert (found.journal, found.journal_short, found.volume) == ("Sample Reports", "Samp. Rep.", "3")
    assert (found.issue, found.pages, found.publisher) == ("2", "e12", "Sample Press")
    assert found.funding == (Funding(funder="A Fund", awards=("1", "2")),)
    assert found.trials == ("NCT01234567",)
    assert [link.url for link in found.links] == ["https://example.org/salt"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"issued": parts(2026, 2, 3)}, PartialDate(year=2026, month=2, day=3)),
        ({"issued": parts(2026)}, PartialDate(year=2026)),
        ({"issued": parts(None)}, None),
        ({"issued": {"date-parts": [[]]}}, None),
        ({"issued": {"date-parts": []}}, None),
        ({"issued": 3}, None),
        ({"issued": parts(2026, 2, 31)}, PartialDate(year=2026, month=2)),
        ({"issued": parts(None), "published-print": parts(2026, 5)}, PartialDate(year=2026, month=5)),
        (
            {"published-print": parts(2026), "published-online": parts(2026, 1, 9)},
            PartialDate(year=2026, month=1, day=9),
        ),
        ({"created": parts(2026, 5, 1)}, None),
    ],
)
def test_a_date_is_as_precise_as_it_is_given(fields: dict[str, Any], expected: PartialDate | None) -> None:
    assert work(**fields).published == expected


def test_the_dates_of_each_form_are_kept_and_that_of_acceptance_is_found_among_the_assertions() -> None:
    found = work(
        **{"published-online": parts(2026, 1, 9), "published-print": parts(2026, 3)},
        assertion=[{"name": "received", "value": "1 May 2025"}, {"name": "accepted", "value": "13 October 2025"}],
    )

    assert found.dates.online == PartialDate(year=2026, month=1, day=9)
    assert found.dates.printed == PartialDate(year=2026, month=3)
    assert found.dates.accepted == PartialDate(year=2025, month=10, day=13)


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ({"URL": CC, "content-version": "vor", "delay-in-days": 0}, CC),
        ({"URL": CC, "content-version": "unspecified"}, CC),
        ({"URL": CC, "content-version": "am"}, ""),
        ({"URL": CC, "content-version": "tdm"}, ""),
        ({"URL": "https://example.org/tdm", "content-version": "vor"}, ""),
        ({"URL": "https://example.org/?creativecommons.org/licenses/by", "content-version": "vor"}, ""),
        ({"URL": CC, "start": {"date-time": "2026-01-01T00:00:00Z"}, "delay-in-days": 365}, CC),
        ({"URL": CC, "start": {"date-time": "2027-01-01T00:00:00Z"}, "delay-in-days": 365}, ""),
    ],
)
def test_only_a_creative_commons_licence_of_the_version_of_record_that_has_begun_makes_it_open(
    licence: dict[str, Any], expected: str
) -> None:
    found = work(license=[licence], indexed={"date-time": "2026-06-01T00:00:00Z"})

    assert (found.licence, found.open_access) == (expected, True if expected else None)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"type": "proceedings-article"}, PublicationType.ARTICLE),
        ({"type": "posted-content", "subtype": "preprint"}, PublicationType.PREPRINT),
        ({"type": "posted-content", "subtype": "blog"}, PublicationType.OTHER),
        ({"type": "book-chapter"}, PublicationType.CHAPTER),
        ({"type": "monograph"}, PublicationType.BOOK),
        ({"type": "dissertation"}, PublicationType.OTHER),
        ({"type": None}, PublicationType.ARTICLE),
    ],
)
def test_types_are_told(fields: dict[str, Any], kind: PublicationType) -> None:
    assert work(**fields).type is kind


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("component", "a figure or a table"),
        ("journal", "a journal"),
        ("journal-issue", "an issue"),
        ("grant", "grant"),
    ],
)
def test_what_is_no_publication_is_refused(kind: str, words: str) -> None:
    assert words in refused(CROSSREF, json.dumps(WORK | {"type": kind})).problem


def test_a_report_of_peer_review_is_read_and_marked() -> None:
    review = WORK | {
        "type": "peer-review",
        "relation": {"is-review-of": [{"id-type": "doi", "id": "10.5555/Other"}]},
    }
    (only,) = imported(CROSSREF, json.dumps(review))

    assert only.publication.relations == (Relation(kind=RelationKind.REVIEWS, doi="10.5555/other"),)
    assert [one.id for one in only.findings] == ["not-research"]


UPDATE = {"DOI": "10.5555/Other"}


@pytest.mark.parametrize(
    ("fields", "kind", "status", "relation"),
    [
        ({"update-to": [UPDATE | {"type": "retraction"}]}, "retraction-notice", "current", "retracts"),
        ({"update-to": [UPDATE | {"type": "erratum"}]}, "correction-notice", "current", "corrects"),
        ({"update-to": [UPDATE | {"type": "expression_of_concern"}]}, "correction-notice", "current", "concerns"),
        ({"update-to": [UPDATE | {"type": "new_version"}]}, "article", "current", ""),
        ({"update-to": [{"DOI": "10.5555/salt.1", "type": "correction"}]}, "article", "corrected", ""),
        ({"updated-by": [UPDATE | {"type": "retraction"}]}, "article", "retracted", "retracted-by"),
        ({"updated-by": [UPDATE | {"type": "correction"}]}, "article", "corrected", "corrected-by"),
        ({"updated-by": [UPDATE | {"type": "expression_of_concern"}]}, "article", "concern", "concerned-by"),
        ({"updated-by": [UPDATE | {"type": "partial_retraction"}]}, "article", "concern", "concerned-by"),
        ({"relation": {"has-preprint": [{"id": "10.5555/Other"}]}}, "article", "current", "preprint"),
        ({"relation": {"has-review": [{"id": "10.5555/Other"}]}}, "article", "current", ""),
    ],
)
def test_notices_and_what_they_are_about_are_related(
    fields: dict[str, Any], kind: str, status: str, relation: str
) -> None:
    found = work(**fields)

    assert (found.type, found.status) == (PublicationType(kind), PublicationStatus(status))
    assert [(one.kind.value, one.doi) for one in found.relations] == (
        [(relation, "10.5555/other")] if relation else []
    )


def test_a_preprint_names_its_server_and_its_article() -> None:
    found = work(
        type="posted-content",
        subtype="preprint",
        institution=[{"name": "sampleRxiv"}],
        posted=parts(2026, 1, 2),
        relation={"is-preprint-of": [{"id-type": "doi", "id": "10.5555/Article"}]},
    )

    assert found.journal == "sampleRxiv"
    assert found.published == found.dates.online == PartialDate(year=2026, month=1, day=2)
    assert found.relations == (Relation(kind=RelationKind.ARTICLE, doi="10.5555/article"),)


def test_an_institution_with_its_address_among_the_authors_is_an_affiliation() -> None:
    found = work(
        author=[
            {"name": "Sample College, 7 Main St., Sampletown, 48500"},
            {"given": "Sara", "family": "Rahimi"},
            {"given": "", "family": "et al."},
        ]
    )

    assert [one.name for one in found.authors] == ["Sara Rahimi"]
    assert [one.text for one in found.affiliations] == ["Sample College, 7 Main St., Sampletown, 48500"]
    assert not found.authors_complete


def test_the_title_in_the_papers_own_language_is_kept() -> None:
    found = work(language="fa", **{"original-title": ["نمک و خواب"]})

    assert (found.language, found.title_is_translation) == ("en", True)
    assert found.translations["fa"].title.plain == "نمک و خواب"
    assert work(**{"original-title": ["Salt and sleep"]}).translations == {}
    assert work(language="fa").language == "en"
    assert work(language="de").language == "de"


def test_abstracts_in_several_languages_and_for_lay_readers_are_parted() -> None:
    raw = (
        '<jats:abstract xml:lang="fa"><jats:p>نمک زیاد خواب را کوتاه می‌کند.</jats:p></jats:abstract>'
        '<jats:abstract xml:lang="en"><jats:title>Methods</jats:title><jats:p>We asked nurses about salt.</jats:p>'
        "<jats:title>Plain Language Summary</jats:title><jats:p>Salt keeps you awake.</jats:p></jats:abstract>"
    )
    found = work(language="fa", abstract=raw, **{"original-title": ["نمک و خواب"]})

    assert found.abstract
    assert [part.label for part in found.abstract.sections] == ["Methods"]
    assert found.lay_summary == "Salt keeps you awake."
    persian = found.translations["fa"].abstract
    assert persian
    assert persian.plain.startswith("نمک زیاد")


def test_a_work_without_a_title_is_refused() -> None:
    assert refused(CROSSREF, json.dumps(WORK | {"title": []})).problem == "title: it has none"
