"""An abstract in another language is kept, also where the record has no title in it."""

import json

import pytest

from announcer.importers.registry import all_importers
from tests.importers.yielded import imported

OWN = "Salt wakes nurses, and we wanted to know for how long they stay awake."
OTHER = "نمک پرستاران را بیدار می‌کند و ما می‌خواستیم بدانیم چه مدت بیدار می‌مانند."

PUBMED = (
    "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>Salt</ArticleTitle>"
    f"<Abstract><AbstractText>{OWN}</AbstractText></Abstract><Language>eng</Language></Article>"
    f'<OtherAbstract Type="Publisher" Language="per"><AbstractText>{OTHER}</AbstractText></OtherAbstract>'
    "</MedlineCitation></PubmedArticle></PubmedArticleSet>"
)
JATS = (
    '<article xml:lang="en"><front><article-meta><title-group><article-title>Salt</article-title></title-group>'
    f'<abstract><p>{OWN}</p></abstract><trans-abstract xml:lang="fa"><p>{OTHER}</p></trans-abstract>'
    "</article-meta></front></article>"
)
CROSSREF = {
    "DOI": "10.5555/1",
    "type": "journal-article",
    "title": ["Salt"],
    "language": "en",
    "abstract": f'<jats:abstract xml:lang="en"><jats:p>{OWN}</jats:p></jats:abstract>'
    f'<jats:abstract xml:lang="fa"><jats:p>{OTHER}</jats:p></jats:abstract>',
}
DATACITE = {
    "doi": "10.5555/1",
    "titles": [{"title": "Salt"}],
    "publicationYear": 2024,
    "types": {"resourceTypeGeneral": "JournalArticle"},
    "language": "en",
    "descriptions": [
        {"descriptionType": "Abstract", "description": OWN, "lang": "en"},
        {"descriptionType": "Abstract", "description": OTHER, "lang": "fa"},
    ],
}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pubmed", PUBMED),
        ("jats", JATS),
        ("crossref", json.dumps(CROSSREF)),
        ("datacite", json.dumps(DATACITE)),
        ("table", f"Title,Abstract,Original abstract\nSalt,{OWN.replace(',', '')},{OTHER}\n"),
        ("record-toml", f'title = "Salt"\nabstract = "{OWN}"\n[translations.fa]\nabstract = "{OTHER}"\n'),
    ],
)
def test_an_abstract_in_a_language_without_a_title_is_kept(name: str, text: str) -> None:
    (found,) = imported(all_importers()[name], text)
    publication = found.publication

    assert publication.abstract is not None
    assert publication.abstract.sections[0].text.plain.startswith("Salt wakes nurses")
    words = publication.translations["fa"]
    assert words.abstract is not None
    assert words.abstract.sections[0].text.plain == OTHER
    assert not words.title
    assert publication.languages == ("en",)
    assert publication.words("fa").title.plain == "Salt"
