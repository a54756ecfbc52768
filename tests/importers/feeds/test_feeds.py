"""What is read of feeds."""

import pytest

from announcer.core.publications.publication import Publication, PublicationType, Relation, RelationKind
from announcer.importers.registry import all_importers
from tests.importers.xml_samples import feed_file
from tests.importers.yielded import imported, problems, read

FEEDS = all_importers()["feeds"]
ABSTRACT = "Salt wakes mice, and we wanted to know for how long they stay awake after they have eaten of it. " * 4


def publication(inner: str, *, title: str = "Salt") -> Publication:
    (found,) = imported(FEEDS, feed_file([f"<item><title>{title}</title>{inner}</item>"]))
    return found.publication


def names(found: Publication) -> list[tuple[str, str]]:
    return [(one.family, one.name) for one in found.authors]


def test_an_item_is_read_with_its_journal() -> None:
    found = publication(
        "<link>https://example.org/salt</link><dc:creator>Sara Rahimi</dc:creator><dc:creator>X Li</dc:creator>"
        "<prism:publicationName>Journal of Salt</prism:publicationName><prism:doi>10.5555/Salt</prism:doi>"
        "<prism:volume>3</prism:volume><prism:number>1</prism:number><prism:startingPage>12</prism:startingPage>"
        "<prism:endingPage>20</prism:endingPage><prism:issn>1234-5678</prism:issn>"
        "<prism:publicationDate>2024-03-09</prism:publicationDate><pubDate>Sun, 10 Mar 2024 00:00:00 GMT</pubDate>"
    )

    assert (found.doi, found.journal, found.volume, found.issue, found.pages) == (
        *("10.5555/salt", "Journal of Salt"),
        *("3", "1", "12–20"),
    )
    assert names(found) == [("", "Sara Rahimi"), ("", "X Li")]
    assert found.issn == ("1234-5678",)
    assert found.published is not None
    assert found.published.isoformat() == "2024-03-09"


@pytest.mark.parametrize(
    ("creator", "expected"),
    [
        ("Sara Rahimi, Xi Li and John Roe", [("", "Sara Rahimi"), ("", "Xi Li"), ("", "John Roe")]),
        ("Rahimi, S., Li, X. Y., Roe, J.", [("Rahimi", "S. Rahimi"), ("Li", "X. Y. Li"), ("Roe", "J. Roe")]),
        ("Rahimi, Sara", [("Rahimi", "Sara Rahimi")]),
        ("Sara Rahimi; Xi Li", [("", "Sara Rahimi"), ("", "Xi Li")]),
        ("Sara Rahimi\nXi Li", [("", "Sara Rahimi"), ("", "Xi Li")]),
        ("Sara Rahimi a Department of Salt, University of Oslo", []),
    ],
)
def test_all_authors_in_one_row_are_told_apart(creator: str, expected: list[tuple[str, str]]) -> None:
    assert names(publication(f"<dc:creator>{creator}</dc:creator><prism:doi>10.5555/s</prism:doi>")) == expected


@pytest.mark.parametrize(
    ("summary", "is_abstract"),
    [
        (ABSTRACT, True),
        (f"&lt;p&gt;Abstract&lt;/p&gt;&lt;p&gt;{ABSTRACT}&lt;/p&gt;", True),
        ("Salt wakes mice.", False),
        (f"{ABSTRACT} …", False),
        (f"{ABSTRACT} Read more", False),
        (f"&lt;p&gt;Publication date: May 2023&lt;/p&gt;{ABSTRACT}", False),
        ("&lt;p&gt;Nature, Published online: 05 April 2023; doi:10.5555/s&lt;/p&gt;Salt", False),
    ],
)
def test_a_summary_is_an_abstract_only_where_it_is_whole(summary: str, *, is_abstract: bool) -> None:
    found = publication(f"<dc:creator>A. Rahimi</dc:creator><description>{summary}</description>")

    assert (found.abstract is not None) is is_abstract


def test_a_feed_of_pubmed_has_both_numbers_and_the_abstract_alone() -> None:
    found = publication(
        "<dc:identifier>pmid:36906534</dc:identifier><dc:identifier>doi:10.5555/s</dc:identifier><dc:source>J "
        "Salt</dc:source>"
        f"<description>&lt;p&gt;&lt;b&gt;ABSTRACT&lt;/b&gt;&lt;/p&gt;&lt;p&gt;{ABSTRACT}&lt;/p&gt;"
        "&lt;p&gt;PMID:36906534 | DOI:10.5555/s&lt;/p&gt;</description>"
    )

    assert (found.doi, found.pmid, found.journal) == ("10.5555/s", "36906534", "J Salt")
    assert found.abstract is not None
    assert found.abstract.plain == ABSTRACT.strip()


@pytest.mark.parametrize(
    ("link", "doi"),
    [
        ("https://www.tandfonline.com/doi/full/10.5555/salt?af=R", "10.5555/salt"),
        ("https://doi.org/10.5555/salt", "10.5555/salt"),
        ("https://www.nature.com/articles/s41586-023-1", ""),
    ],
)
def test_a_doi_in_the_address_counts(link: str, doi: str) -> None:
    assert publication(f"<link>{link}</link><dc:creator>A. Rahimi</dc:creator>").doi == doi


def test_atom_of_arxiv_is_read() -> None:
    content = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"><title>q</title>'
        "<entry>"
        "<id>http://arxiv.org/abs/2202.12139v2</id><title>Salt</title><published>2022-02-24T15:05:19Z</published>"
        f"<updated>2023-01-01T00:00:00Z</updated><summary>{ABSTRACT}</summary><author><name>Sara Rahimi</name>"
        "</author>"
        "<author><name>Xi Li</name></author><arxiv:doi>10.5555/article</arxiv:doi></entry></feed>"
    )
    (one,) = imported(FEEDS, content)
    found = one.publication

    assert (found.type, found.doi, found.identifiers[0].value) == (PublicationType.PREPRINT, "", "2202.12139")
    assert found.relations == (Relation(kind=RelationKind.ARTICLE, doi="10.5555/article"),)
    assert [one.name for one in found.authors] == ["Sara Rahimi", "Xi Li"]
    assert found.published is not None
    assert found.published.isoformat() == "2022-02-24"


def test_rdf_is_read_with_the_journal_of_the_channel() -> None:
    content = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">'
        "<channel><title>Latest</title><prism:publicationName>Journal of Salt</prism:publicationName><items>"
        "<rdf:Seq/>"
        '</items></channel><item rdf:about="https://example.org/1"><title>Salt</title><dc:creator>A. Rahimi'
        "</dc:creator>"
        "<dc:identifier>doi:10.5555/s</dc:identifier></item></rdf:RDF>"
    )
    (found,) = imported(FEEDS, content)

    assert (found.publication.journal, found.publication.doi) == ("Journal of Salt", "10.5555/s")


def test_what_is_no_paper_is_refused_or_marked() -> None:
    items = [
        "<item><title>Prize for salt</title><description>We congratulate.</description></item>",
        '<item><title>Salt podcast</title><enclosure url="https://example.org/a.mp3" type="audio/mpeg"/></item>',
        "<item><link>https://example.org</link></item>",
    ]
    reasons = [line.partition(": ")[2] for line in problems(read(FEEDS, feed_file(items)))]

    assert reasons == [
        "it has no authors, no DOI and no abstract: news or a notice, no publication",
        "it is a recording (audio/mpeg), no publication",
        "it has no title",
    ]
    assert publication("<prism:doi>10.1038/d41586-023-1</prism:doi>").type is PublicationType.OTHER


def test_no_address_in_a_feed_is_ever_fetched() -> None:
    found = read(FEEDS, '<?xml-stylesheet href="http://127.0.0.1:9/x"?><rss><channel><item/></channel></rss>')

    assert problems(found) == ["record 1 (line 1): it has no title"]


@pytest.mark.parametrize("blank", [" ", "\n", "&#32;", "&#x20;"])
def test_a_blank_in_the_name_of_a_namespace_costs_no_entry(blank: str) -> None:
    entry = f'<x:item xmlns:x="urn:a{blank}b"><title>Odd</title></x:item>'
    feed = f'<rss version="2.0" xmlns:y="urn:c{blank}d"><channel><title>J</title>{entry}</channel></rss>'

    found = read(FEEDS, feed)

    assert not any("the program failed" in str(each) for each in found)
    assert problems(found) or found
