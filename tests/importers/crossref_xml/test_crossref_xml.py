"""What is read of Crossref's XML."""

import pytest

from announcer.core.publications.publication import (
    Funding,
    Publication,
    PublicationStatus,
    PublicationType,
    Relation,
    RelationKind,
)
from announcer.errors import SourceError
from announcer.importers.registry import all_importers
from tests.importers.xml_samples import crossref_file
from tests.importers.yielded import imported, problems, read

CROSSREF = all_importers()["crossref-xml"]
DOI = "<doi_data><doi>10.5555/Salt</doi><resource>https://example.org/salt</resource></doi_data>"
TITLES = "<titles><title>Salt</title></titles>"


def record(inner: str) -> str:
    return f"<doi_record><crossref>{inner}</crossref></doi_record>"


def journal(article: str = "", *, titles: str = TITLES, issue: str = "", attributes: str = "") -> str:
    metadata = (
        '<journal_metadata language="en"><full_title>Journal of Salt</full_title><abbrev_title>J. Salt'
        "</abbrev_title>"
        '<issn media_type="print">12345678</issn></journal_metadata>'
    )
    return record(
        f"<journal>{metadata}{issue}<journal_article{attributes}>{titles}{article}{DOI}</journal_article></journal>"
    )


def publication(content: str) -> Publication:
    (found,) = imported(CROSSREF, crossref_file([content]))
    return found.publication


def test_an_article_is_read_with_its_journal_and_people() -> None:
    issue = "<journal_issue><journal_volume><volume>3</volume></journal_volume><issue>1</issue></journal_issue>"
    place = '<institution><institution_name>IUMS</institution_name><institution_id type="ror">https://ror.org/04waqzz56</institution_id><institution_place>Isfahan</institution_place></institution>'
    people = (
        '<contributors><person_name contributor_role="author" sequence="first"><given_name>Sara</given_name>'
        "<surname>"
        f"Rahimi</surname><suffix>Jr</suffix><affiliations>{place}</affiliations>"
        "<ORCID>https://orcid.org/0000-0002-1825-0097</ORCID></person_name>"
        '<organization contributor_role="author">Salt Group</organization>'
        '<person_name contributor_role="editor"><surname>Roe</surname></person_name></contributors>'
    )
    pages = "<pages><first_page>12</first_page><last_page>20</last_page></pages>"
    found = publication(journal(people + pages, issue=issue))

    assert (found.title.plain, found.doi, found.type) == ("Salt", "10.5555/salt", PublicationType.ARTICLE)
    assert (found.journal, found.journal_short, found.issn) == ("Journal of Salt", "J. Salt", ("1234-5678",))
    assert (found.volume, found.issue, found.pages) == ("3", "1", "12–20")
    assert [(one.name, one.suffix, one.orcid, one.is_group) for one in found.authors] == [
        ("Sara Rahimi", "Jr", "0000-0002-1825-0097", False),
        ("Salt Group", "", "", True),
    ]
    assert [(one.text, one.ror) for one in found.affiliations] == [("IUMS, Isfahan", "04waqzz56")]


@pytest.mark.parametrize(
    ("subtitle", "title"),
    [
        ("A randomised trial", "Salt and sleep in mice: A randomised trial"),
        ("Sleep in Mice", "Salt and sleep in mice"),
        ("", "Salt and sleep in mice"),
    ],
)
def test_a_subtitle_joins_the_title_unless_it_only_repeats_it(subtitle: str, title: str) -> None:
    titles = f"<titles><title>Salt and sleep in mice</title><subtitle>{subtitle}</subtitle></titles>"

    assert publication(journal(titles=titles)).title.plain == title


def test_dates_are_kept_by_form_and_the_earliest_counts() -> None:
    dates = (
        '<publication_date media_type="print"><month>01</month><year>2017</year></publication_date>'
        '<publication_date media_type="online"><month>10</month><day>17</day><year>2016</year></publication_date>'
    )
    found = publication(journal(dates))

    assert found.published is not None
    assert found.dates.printed is not None
    assert (found.published.isoformat(), found.dates.printed.isoformat()) == ("2016-10-17", "2017-01")


def test_an_abstract_in_jats_keeps_its_sections() -> None:
    abstract = (
        '<jats:abstract xmlns:jats="j"><jats:sec><jats:title>Aim</jats:title><jats:p>To salt <jats:italic>mice'
        "</jats:italic>.</jats:p><jats:p>And bread.</jats:p></jats:sec></jats:abstract>"
    )
    found = publication(journal(abstract)).abstract

    assert found is not None
    assert [(part.label, part.text.plain) for part in found.sections] == [("Aim", "To salt mice. And bread.")]


def test_an_original_title_becomes_a_translation() -> None:
    titles = (
        '<titles><title>Salt</title><original_language_title language="fa">نمک</original_language_title></titles>'
    )
    found = publication(journal(titles=titles, attributes=' language="en"'))

    assert found.translations["fa"].title.plain == "نمک"


@pytest.mark.parametrize(
    ("applies_to", "address", "licence"),
    [
        ("vor", "http://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/licenses/by/4.0/"),
        ("", "https://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/licenses/by/4.0/"),
        ("tdm", "http://creativecommons.org/licenses/by/4.0/", ""),
        ("am", "http://creativecommons.org/licenses/by/4.0/", ""),
        ("vor", "http://www.elsevier.com/tdm/userlicense/1.0/", ""),
    ],
)
def test_only_a_creative_commons_licence_of_the_version_of_record_opens(
    applies_to: str, address: str, licence: str
) -> None:
    attribute = f' applies_to="{applies_to}"' if applies_to else ""
    found = publication(journal(f"<program><license_ref{attribute}>{address}</license_ref></program>"))

    assert (found.licence, found.open_access) == (licence, True if licence else None)


def test_funding_is_read_in_groups() -> None:
    group = (
        '<crossmark><custom_metadata><program name="fundref"><assertion name="fundgroup"><assertion '
        'name="funder_name">'
        'Salt Fund<assertion name="funder_identifier">https://doi.org/10.13039/1</assertion></assertion>'
        '<assertion name="award_number">S-1</assertion></assertion></program></custom_metadata></crossmark>'
    )

    assert publication(journal(group)).funding == (Funding(funder="Salt Fund", awards=("S-1",)),)


@pytest.mark.parametrize(
    ("name", "doi", "kind", "status", "relation"),
    [
        (
            "retraction",
            "10.5555/old",
            PublicationType.RETRACTION_NOTICE,
            PublicationStatus.CURRENT,
            RelationKind.RETRACTS,
        ),
        (
            "erratum",
            "10.5555/old",
            PublicationType.CORRECTION_NOTICE,
            PublicationStatus.CURRENT,
            RelationKind.CORRECTS,
        ),
        (
            "expression_of_concern",
            "10.5555/old",
            PublicationType.CORRECTION_NOTICE,
            PublicationStatus.CURRENT,
            RelationKind.CONCERNS,
        ),
        ("retraction", "10.5555/salt", PublicationType.ARTICLE, PublicationStatus.RETRACTED, None),
        ("new_version", "10.5555/old", PublicationType.ARTICLE, PublicationStatus.CURRENT, None),
    ],
)
def test_an_update_stands_with_the_notice(
    name: str, doi: str, kind: PublicationType, status: PublicationStatus, relation: RelationKind | None
) -> None:
    update = f'<crossmark><updates><update type="{name}" date="2024-01-01">{doi}</update></updates></crossmark>'
    found = publication(journal(update))

    assert (found.type, found.status) == (kind, status)
    assert found.relations == ((Relation(kind=relation, doi=doi),) if relation else ())


def test_an_answer_to_a_query_names_notices_about_the_work() -> None:
    item = '<crm-item name="relation" type="doi" claim="erratum">10.5555/notice</crm-item>'
    publisher = '<crm-item name="publisher-name" type="string">Salt Press</crm-item>'
    content = f'<query status="resolved"><doi>10.5555/salt</doi>{publisher}{item}{journal()}</query>'
    found = publication(content)

    assert (found.status, found.publisher) == (PublicationStatus.CORRECTED, "Salt Press")
    assert found.relations == (Relation(kind=RelationKind.CORRECTED_BY, doi="10.5555/notice"),)


def test_a_preprint_leads_to_its_article() -> None:
    relation = (
        '<program xmlns="http://www.crossref.org/relations.xsd"><related_item><intra_work_relation '
        'relationship-type="isPreprintOf" identifier-type="doi">10.5555/article</intra_work_relation>'
        "</related_item></program>"
    )
    posted = "<posted_date><month>3</month><year>2024</year></posted_date>"
    found = publication(record(f'<posted_content type="preprint">{TITLES}{posted}{relation}{DOI}</posted_content>'))

    assert found.type is PublicationType.PREPRINT
    assert found.relations == (Relation(kind=RelationKind.ARTICLE, doi="10.5555/article"),)
    assert found.published is not None


def test_a_chapter_is_in_its_book() -> None:
    book = (
        "<book_metadata><titles><title>Salts</title></titles><isbn>9780306406157</isbn>"
        "<publisher><publisher_name>Salt Press</publisher_name></publisher></book_metadata>"
    )
    found = publication(record(f"<book>{book}<content_item>{TITLES}{DOI}</content_item></book>"))

    assert (found.type, found.journal, found.publisher) == (PublicationType.CHAPTER, "Salts", "Salt Press")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            '<query status="unresolved"><doi>10.5555/none</doi></query>',
            "Crossref does not know the DOI 10.5555/none",
        ),
        (
            record("<journal><journal_metadata><full_title>J</full_title></journal_metadata></journal>"),
            "it is a journal, no publication",
        ),
        (
            record("<sa_component><component_list><component/></component_list></sa_component>"),
            "it is a part of another publication, such as a figure or a supplement, no publication",
        ),
        (journal(titles=""), "it has no title"),
        ("<doi_record/>", "it holds no work"),
    ],
)
def test_what_is_no_publication_is_refused_with_a_reason(content: str, problem: str) -> None:
    assert problems(read(CROSSREF, crossref_file([content]))) == [f"record 1 (line 3): {problem}"]


def test_what_a_publisher_deposits_is_read_work_by_work() -> None:
    article = "<journal_article><titles><title>{0}</title></titles></journal_article>"
    metadata = "<journal_metadata><full_title>Journal of Salt</full_title></journal_metadata>"
    journal = f"<journal>{metadata}{article.format('Salt')}{article.format('Bread')}</journal>"
    posted = "<posted_content><titles><title>Sleep</title></titles></posted_content>"
    found = imported(CROSSREF, f"<doi_batch><head/><body>{journal}{posted}</body></doi_batch>")

    assert [(one.publication.title.plain, one.publication.journal, one.position) for one in found] == [
        ("Salt", "Journal of Salt", "record 1 (line 1), work 1"),
        ("Bread", "Journal of Salt", "record 1 (line 1), work 2"),
        ("Sleep", "", "record 2 (line 1)"),
    ]
    assert "Bread" not in found[0].raw


def test_a_refused_work_of_a_deposit_comes_as_a_file_of_its_own_and_leaves_its_neighbours_out() -> None:
    title = "<journal_article><titles><title>Salt</title></titles></journal_article>"
    metadata = "<journal_metadata><full_title>Journal of Salt</full_title></journal_metadata>"
    journal = f"<journal>{metadata}{title}<journal_article><titles/></journal_article></journal>"
    _, refused = read(CROSSREF, f"<doi_batch><head/><body>{journal}</body></doi_batch>")

    assert isinstance(refused, SourceError)
    assert "<title>Salt" not in refused.raw
    corrected = refused.raw.replace("<titles />", "<titles><title>Bread</title></titles>")
    (again,) = imported(CROSSREF, corrected)
    assert (again.publication.title.plain, again.publication.journal) == ("Bread", "Journal of Salt")
