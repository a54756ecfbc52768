"""What is read of articles in JATS."""

import pytest

from announcer.core.publications.publication import (
    Funding,
    Publication,
    PublicationStatus,
    PublicationType,
    Relation,
    RelationKind,
)
from announcer.importers.registry import all_importers
from tests.importers.yielded import imported, problems, read

JATS = all_importers()["jats"]
DOCTYPE = '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2//EN" "JATS.dtd">'
NAMESPACES = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML"'
TITLE = "<title-group><article-title>Salt</article-title></title-group>"


def article(meta: str = TITLE, *, kind: str = "research-article", journal: str = "", rest: str = "") -> str:
    front = f"<front><journal-meta>{journal}</journal-meta><article-meta>{meta}</article-meta></front>"
    return f'{DOCTYPE}\n<article {NAMESPACES} article-type="{kind}" xml:lang="en">{front}{rest}</article>'


def publication(meta: str = TITLE, **parts: str) -> Publication:
    (found,) = imported(JATS, article(meta if "<title-group>" in meta else TITLE + meta, **parts))
    return found.publication


def test_a_title_keeps_formulas_once_and_loses_its_footnotes() -> None:
    title = (
        "<title-group><article-title>Salt in <inline-formula><alternatives><tex-math>x_2</tex-math><mml:math>"
        "<mml:msub>"
        "<mml:mi>H</mml:mi><mml:mn>2</mml:mn></mml:msub></mml:math></alternatives></inline-formula><xref "
        'ref-type="fn" '
        'rid="f1">*</xref></article-title><subtitle>A trial</subtitle></title-group>'
    )

    assert publication(title).title.plain == "Salt in H2: A trial"


def test_journal_identifiers_and_pages_are_kept() -> None:
    journal = (
        '<journal-id journal-id-type="nlm-ta">J Salt</journal-id><journal-title-group><journal-title>Journal '
        "of Salt"
        '</journal-title></journal-title-group><issn pub-type="epub">12345678</issn><publisher>'
        "<publisher-name>Salt Press"
        "</publisher-name></publisher>"
    )
    meta = (
        '<article-id pub-id-type="doi">10.5555/Salt</article-id><article-id pub-id-type="pmid">77</article-id>'
        '<article-id pub-id-type="pmc">123</article-id><volume>3</volume><elocation-id>e12</elocation-id>'
    )
    found = publication(meta, journal=journal)

    assert (found.doi, found.pmid, found.pmcid) == ("10.5555/salt", "77", "PMC123")
    assert (found.journal, found.journal_short, found.issn, found.publisher) == (
        *("Journal of Salt", "J Salt"),
        *(("1234-5678",), "Salt Press"),
    )
    assert (found.volume, found.pages) == ("3", "e12")


def test_authors_refer_to_their_affiliations() -> None:
    meta = (
        '<contrib-group><contrib contrib-type="author"><contrib-id contrib-id-type="orcid">'
        "https://orcid.org/0000-0002-1825-0097</contrib-id><name><surname>Rahimi</surname><given-names>Sara"
        "</given-names>"
        '</name><xref ref-type="aff" rid="a1"><sup>1</sup></xref><xref ref-type="aff" rid="a2"/></contrib>'
        '<contrib contrib-type="author"><collab>Salt Group<contrib-group><contrib><name><surname>X</surname></name>'
        '</contrib></contrib-group></collab></contrib><contrib contrib-type="editor"><name><surname>Roe'
        "</surname></name>"
        '</contrib></contrib-group><aff id="a1"><label>1</label><institution-wrap><institution-id '
        'institution-id-type="ror">https://ror.org/04waqzz56</institution-id><institution>IUMS</institution>'
        '</institution-wrap><addr-line>Isfahan</addr-line><country>Iran</country></aff><aff id="a2"><sup>2</sup>'
        "Department of Salt, <institution>University of Oslo</institution>, Oslo.</aff>"
    )
    found = publication(meta)

    assert [(one.name, one.is_group, one.orcid, one.affiliations) for one in found.authors] == [
        ("Sara Rahimi", False, "0000-0002-1825-0097", (1, 2)),
        ("Salt Group", True, "", ()),
    ]
    assert [(one.text, one.ror) for one in found.affiliations] == [
        ("IUMS, Isfahan, Iran", "04waqzz56"),
        ("Department of Salt, University of Oslo, Oslo", ""),
    ]


def test_an_affiliation_that_nobody_refers_to_is_that_of_the_whole_group() -> None:
    meta = (
        "<contrib-group><contrib><name><surname>A</surname></name></contrib><contrib><name><surname>B</surname>"
        "</name>"
        "</contrib><aff>Isfahan</aff></contrib-group>"
    )

    assert [one.affiliations for one in publication(meta).authors] == [(1,), (1,)]


def test_names_titles_abstracts_and_keywords_are_kept_in_both_languages() -> None:
    meta = (
        '<title-group><article-title>Salt</article-title><trans-title-group xml:lang="fa"><trans-title>نمک'
        "</trans-title>"
        "</trans-title-group></title-group><contrib-group><contrib><name-alternatives>"
        '<name xml:lang="fa"><surname>رحیمی</surname><given-names>سارا</given-names></name>'
        '<name xml:lang="en"><surname>Rahimi</surname><given-names>Sara</given-names></name></name-alternatives>'
        '</contrib></contrib-group><trans-abstract xml:lang="fa"><p>نمک خواب موش‌ها را کم می‌کند و بیداری '
        "می‌آورد.</p>"
        '</trans-abstract><kwd-group xml:lang="en"><kwd>salt</kwd></kwd-group><kwd-group xml:lang="fa"><kwd>نمک'
        "</kwd>"
        "</kwd-group>"
    )
    found = publication(meta)

    assert found.authors[0].name == "Sara Rahimi"
    assert found.keywords == ("salt",)
    persian = found.translations["fa"]
    assert (persian.title.plain, persian.authors, persian.keywords) == ("نمک", ("سارا رحیمی",), ("نمک",))
    assert persian.abstract is not None


def test_a_translation_that_is_an_article_of_its_own_is_read() -> None:
    stub = f"<front-stub>{TITLE.replace('Salt', 'Sal')}</front-stub>"
    rest = f'<sub-article article-type="translation" xml:lang="es">{stub}</sub-article>'

    assert publication(rest=rest).translations["es"].title.plain == "Sal"


def test_dates_by_form_and_when_it_was_accepted() -> None:
    meta = (
        '<pub-date pub-type="epub"><day>9</day><month>3</month><year>2024</year></pub-date><pub-date '
        'pub-type="collection"><year>2024</year></pub-date><pub-date date-type="pub" publication-format="print" '
        'iso-8601-date="2024-06"/><pub-date pub-type="pmc-release"><year>2020</year></pub-date><history><date '
        'date-type="accepted"><month>1</month><year>2024</year></date></history>'
    )
    found = publication(meta)
    dates = (found.published, found.dates.online, found.dates.printed, found.dates.accepted)

    assert [date.isoformat() for date in dates if date] == ["2024-03-09", "2024-03-09", "2024-06", "2024-01"]


@pytest.mark.parametrize(
    "licence",
    [
        '<license xlink:href="http://creativecommons.org/licenses/by/4.0/"><license-p>Open.</license-p></license>',
        '<license><license-p>See <ext-link xlink:href="https://creativecommons.org/licenses/by/4.0/">this</ext-link></license-p></license>',
        '<license><ali:license_ref xmlns:ali="a">http://creativecommons.org/licenses/by/4.0/</ali:license_ref></license>',
    ],
)
def test_a_creative_commons_licence_is_found_wherever_it_stands(licence: str) -> None:
    found = publication(f"<permissions>{licence}</permissions>")

    assert (found.licence, found.open_access) == ("https://creativecommons.org/licenses/by/4.0/", True)


def test_another_licence_opens_nothing() -> None:
    meta = '<permissions><license license-type="open-access" xlink:href="https://example.org/terms"/></permissions>'

    assert publication(meta).open_access is None


@pytest.mark.parametrize(
    ("kind", "related", "found_kind", "status", "relation"),
    [
        (
            "correction",
            "corrected-article",
            PublicationType.CORRECTION_NOTICE,
            PublicationStatus.CURRENT,
            RelationKind.CORRECTS,
        ),
        (
            "retraction",
            "retracted-article",
            PublicationType.RETRACTION_NOTICE,
            PublicationStatus.CURRENT,
            RelationKind.RETRACTS,
        ),
        (
            "research-article",
            "retraction-forward",
            PublicationType.ARTICLE,
            PublicationStatus.RETRACTED,
            RelationKind.RETRACTED_BY,
        ),
        (
            "review-article",
            "correction-forward",
            PublicationType.REVIEW,
            PublicationStatus.CORRECTED,
            RelationKind.CORRECTED_BY,
        ),
        (
            "article-commentary",
            "commentary-article",
            PublicationType.LETTER,
            PublicationStatus.CURRENT,
            RelationKind.COMMENTS_ON,
        ),
    ],
)
def test_kinds_and_notices(
    kind: str, related: str, found_kind: PublicationType, status: PublicationStatus, relation: RelationKind
) -> None:
    meta = f'<related-article related-article-type="{related}" ext-link-type="doi" xlink:href="10.5555/other"/>'
    found = publication(meta, kind=kind)

    assert (found.type, found.status) == (found_kind, status)
    assert found.relations == (Relation(kind=relation, doi="10.5555/other"),)


def test_abstracts_are_told_from_summaries_and_highlights() -> None:
    meta = (
        '<abstract abstract-type="graphical"><p>A picture of salt.</p></abstract><abstract><title>Abstract'
        "</title><sec>"
        "<title>Aim</title><p>To salt mice.</p></sec><sec><title>Results</title><p>They slept.</p></sec></abstract>"
        '<abstract abstract-type="plain-language-summary"><p>Salt wakes mice.</p></abstract>'
    )
    found = publication(meta)

    assert found.abstract is not None
    assert [(part.label, part.text.plain) for part in found.abstract.sections] == [
        ("Aim", "To salt mice."),
        ("Results", "They slept."),
    ]
    assert found.lay_summary == "Salt wakes mice."


def test_funding_is_kept() -> None:
    meta = (
        "<funding-group><award-group><funding-source><institution-wrap><institution>Salt Fund</institution>"
        "<institution-id>"
        "x</institution-id></institution-wrap></funding-source><award-id>S-1</award-id></award-group>"
        "</funding-group>"
    )

    assert publication(meta).funding == (Funding(funder="Salt Fund", awards=("S-1",)),)


def test_the_body_is_never_looked_at() -> None:
    rest = "<body><p>&undeclared; <broken></p><article-title>no</article-title></body><back><ref-list/></back>"

    assert publication(rest=rest).title.plain == "Salt"


def test_an_article_without_front_matter_or_title_is_refused() -> None:
    start = "<articles><article><front><article-meta/></front></article><article><front/></article></articles>"

    assert problems(read(JATS, start)) == [
        "record 1 (line 1): it has no title",
        "record 2 (line 1): it has no front matter (<article-meta>)",
    ]
