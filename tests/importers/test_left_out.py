"""What is no DOI, no date or no ORCID iD is told in the same words, whichever format it stands in."""

import json

import pytest

from announcer.core.publications.publication import PartialDate
from announcer.core.publications.record_findings import record_findings
from announcer.importers.registry import all_importers
from tests.builders import institution
from tests.importers.yielded import imported

SLIP = "0000-0002-1825-0098"
"""Its last digit does not fit the others."""
RIS = "TY  - JOUR\nTI  - Salt and sleep\nAU  - Bell, Ann\nDO  - {doi}\nPY  - {date}\nER  - \n"
WOS = (
    "FN Clarivate\nVR 1.0\nPT J\nAU Bell, A\nAF Bell, Ann\nTI Salt and sleep\nDI {doi}\nPY {date}\n"
    "OI Bell, Ann/{orcid}\nER\n"
)
MEDLINE = (
    "PMID- 1\nOWN - NLM\nTI  - Salt and sleep\nFAU - Bell, Ann\nAUID- ORCID: {orcid}\nAID - {doi} [doi]\n"
    "DP  - {date}\nSO  - J\n"
)
BIBTEX = (
    "@article{{a, title = {{Salt and sleep}}, author = {{Bell, Ann}}, orcid-numbers = {{Bell, Ann/{orcid}}},"
    " doi = {{{doi}}}, year = {{{date}}}}}\n"
)
TABLE = 'Title,Authors,DOI,Year\nSalt and sleep,"Bell, Ann",{doi},{date}\n'
PUBMED = (
    '<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article PubModel="Print"><Journal>'
    "<JournalIssue><PubDate><MedlineDate>{date}</MedlineDate></PubDate></JournalIssue></Journal><ArticleTitle>Salt</ArticleTitle>"
    '<AuthorList><Author><LastName>Bell</LastName><Identifier Source="ORCID">{orcid}</Identifier>'
    "</Author></AuthorList>"
    '</Article></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="doi">{doi}</ArticleId>'
    "</ArticleIdList>"
    "</PubmedData></PubmedArticle></PubmedArticleSet>"
)
UNIXREF = (
    "<doi_records><doi_record><crossref><journal><journal_article><titles><title>Salt</title></titles><contributors>"
    '<person_name contributor_role="author"><surname>Bell</surname><ORCID>{orcid}</ORCID></person_name>'
    "</contributors>"
    "<publication_date><year>{date}</year></publication_date><doi_data><doi>{doi}</doi></doi_data></journal_article>"
    "</journal></crossref></doi_record></doi_records>"
)
JATS = (
    '<article article-type="research-article"><front><article-meta><article-id pub-id-type="doi">{doi}</article-id>'
    "<title-group><article-title>Salt</article-title></title-group><contrib-group><contrib contrib-type='author'>"
    "<contrib-id contrib-id-type='orcid'>{orcid}</contrib-id><name><surname>Bell</surname></name></contrib>"
    "</contrib-group><pub-date><year>{date}</year></pub-date></article-meta></front></article>"
)
MODS = (
    "<OAI-PMH><ListRecords><record><header><identifier>oai:a:1</identifier></header><metadata><mods><titleInfo><title>"
    "Salt</title></titleInfo><identifier type='doi'>{doi}</identifier><name><namePart type='family'>Bell</namePart>"
    "<nameIdentifier type='orcid'>{orcid}</nameIdentifier></name><originInfo><dateIssued>{date}</dateIssued>"
    "</originInfo></mods></metadata></record></ListRecords></OAI-PMH>"
)
FEED = (
    "<rss version='2.0' xmlns:prism='http://prismstandard.org/namespaces/basic/2.0/'"
    " xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>J</title><item><title>Salt</title>"
    "<dc:creator>Ann Bell</dc:creator><prism:doi>{doi}</prism:doi>"
    "<prism:publicationDate>{date}</prism:publicationDate>"
    "</item></channel></rss>"
)
JSON: dict[str, dict[str, object]] = {
    "crossref": {
        "type": "journal-article",
        "title": ["Salt"],
        "DOI": "{doi}",
        "issued": {"date-parts": [["{date}"]]},
        "author": [{"family": "Bell", "ORCID": "{orcid}"}],
        "indexed": {},
    },
    "openalex": {
        "id": "https://openalex.org/W1",
        "title": "Salt",
        "doi": "{doi}",
        "publication_date": "{date}",
        "authorships": [{"author": {"display_name": "Ann Bell", "orcid": "{orcid}"}}],
    },
    "datacite": {
        "titles": [{"title": "Salt"}],
        "doi": "{doi}",
        "dates": [{"date": "{date}", "dateType": "Issued"}],
        "creators": [
            {"name": "Bell, A", "nameIdentifiers": [{"nameIdentifier": "{orcid}", "nameIdentifierScheme": "ORCID"}]}
        ],
    },
    "csl": {
        "type": "article-journal",
        "title": "Salt",
        "DOI": "{doi}",
        "issued": {"raw": "{date}"},
        "author": [{"family": "Bell", "ORCID": "{orcid}"}],
    },
    "pure": {
        "pureId": 1,
        "title": {"value": "Salt"},
        "electronicVersions": [{"doi": "{doi}"}],
        "publicationStatuses": [
            {"publicationDate": {"year": "{date}"}, "publicationStatus": {"uri": "x/published"}},
        ],
        "personAssociations": [{"name": {"lastName": "Bell"}, "person": {"orcid": "{orcid}"}}],
    },
}
FILES = {
    "ris": RIS,
    "wos": WOS,
    "medline": MEDLINE,
    "bibtex": BIBTEX,
    "table": TABLE,
    "pubmed": PUBMED,
    "crossref-xml": UNIXREF,
    "jats": JATS,
    "oai": MODS,
    "feeds": FEED,
}


def file_of(name: str, *, doi: str, date: str, orcid: str) -> str:
    """Return a file of one record with these values."""
    if name in JSON:
        text = json.dumps(JSON[name])
        return text.replace("{doi}", doi).replace("{date}", date).replace("{orcid}", orcid)
    return FILES[name].format(doi=doi, date=date, orcid=orcid)


@pytest.mark.parametrize("name", [*FILES, *JSON])
def test_a_doi_that_is_none_and_a_date_that_is_none_are_told(name: str) -> None:
    (found,) = imported(all_importers()[name], file_of(name, doi="see below", date="in press", orcid=""))

    assert (found.publication.doi, found.publication.published) == ("", None)
    assert {one.message for one in found.findings} == {
        "what stands as doi cannot be used and was left out: see below",
        "what stands as date cannot be used and was left out: in press",
    }


@pytest.mark.parametrize("name", [*FILES, *JSON])
def test_what_is_right_is_kept_and_nothing_is_told(name: str) -> None:
    right = file_of(name, doi="10.5555/SALT", date="2026", orcid="0000-0002-1825-0097")
    (found,) = imported(all_importers()[name], right)

    assert (found.publication.doi, found.publication.published) == ("10.5555/salt", PartialDate(year=2026))
    assert found.findings == ()


@pytest.mark.parametrize("name", sorted({*FILES, *JSON} - {"ris", "table", "feeds"}))
def test_an_orcid_with_a_slip_is_told_with_its_author(name: str) -> None:
    (found,) = imported(all_importers()[name], file_of(name, doi="10.5555/a", date="2026", orcid=SLIP))

    told = [one.message for one in record_findings(found.publication, institution()) if one.id == "orcid-wrong"]
    assert len(told) == 1
    assert SLIP in told[0]
