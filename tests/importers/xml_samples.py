"""Small files of every format in XML, made up for the tests."""

from collections.abc import Callable, Mapping, Sequence

TITLES = ("Salt and sleep", "نمک و خواب", "Bread and work")
JATS_START = '<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en">'


def pubmed(title: str) -> str:
    """Return a record of PubMed."""
    return (
        '<PubmedArticle><MedlineCitation><PMID Version="1">1</PMID><Article PubModel="Print"><Journal>'
        f"<Title>J</Title></Journal><ArticleTitle>{title}</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    )


def pubmed_file(records: Sequence[str]) -> str:
    """Return a file as EFetch gives it."""
    doctype = (
        '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
        '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">'
    )
    return (
        f'<?xml version="1.0" ?>\n{doctype}\n<PubmedArticleSet>\n' + "\n".join(records) + "\n</PubmedArticleSet>\n"
    )


def crossref(title: str) -> str:
    """Return a record of Crossref."""
    return (
        "<doi_record><crossref><journal><journal_metadata><full_title>J</full_title></journal_metadata>"
        f"<journal_article><titles><title>{title}</title></titles><doi_data><doi>10.5555/salt</doi></doi_data>"
        "</journal_article></journal></crossref></doi_record>"
    )


def crossref_file(records: Sequence[str]) -> str:
    """Return a file of several records."""
    start = '<?xml version="1.0" encoding="UTF-8"?>\n<doi_records xmlns="http://www.crossref.org/xschema/1.1">\n'
    return start + "\n".join(records) + "\n</doi_records>"


def jats(title: str) -> str:
    """Return an article."""
    meta = f"<article-meta><title-group><article-title>{title}</article-title></title-group></article-meta>"
    return f"{JATS_START}<front>{meta}</front></article>"


def jats_file(records: Sequence[str]) -> str:
    """Return a set of articles, as PubMed Central gives it."""
    doctype = '<!DOCTYPE pmc-articleset PUBLIC "-//NLM//DTD ARTICLE SET 2.0//EN" "nlm-articleset-2.0.dtd">'
    return f"{doctype}<pmc-articleset>\n" + "\n".join(records) + "\n</pmc-articleset>"


def oai(title: str) -> str:
    """Return a record of a repository in Dublin Core."""
    return (
        "<record><header><identifier>oai:a:1</identifier></header><metadata>"
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></oai_dc:dc></metadata></record>'
    )


def oai_file(records: Sequence[str]) -> str:
    """Return an answer to ListRecords."""
    start = '<?xml version="1.0"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>\n'
    return start + "\n".join(records) + "\n</ListRecords></OAI-PMH>"


def feed_item(title: str) -> str:
    """Return an entry of a feed."""
    return f"<item><title>{title}</title><dc:creator>A. Rahimi</dc:creator><prism:doi>10.5555/s</prism:doi></item>"


def feed_file(records: Sequence[str]) -> str:
    """Return a feed in RSS 2.0."""
    namespaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"'
    )
    start = f'<?xml version="1.0"?>\n<rss version="2.0" {namespaces}><channel><title>J</title>\n'
    return start + "\n".join(records) + "\n</channel></rss>"


FORMATS: Mapping[str, tuple[Callable[[str], str], Callable[[Sequence[str]], str]]] = {
    "pubmed": (pubmed, pubmed_file),
    "crossref-xml": (crossref, crossref_file),
    "jats": (jats, jats_file),
    "oai": (oai, oai_file),
    "feeds": (feed_item, feed_file),
}
"""How a record and a file of each format are made, by the format's name."""
