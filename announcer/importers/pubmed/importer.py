"""Recognise and read PubMed's XML."""

from xml.etree.ElementTree import Element

from announcer.importers.building import Reading
from announcer.importers.pubmed.pubmed_article import article
from announcer.importers.pubmed.pubmed_book import book
from announcer.importers.xml_parting import XmlForm
from announcer.importers.xml_stream import XmlImporter

_RECORDS = ("PubmedArticle", "PubmedBookArticle")
_ROOTS = {"PubmedArticleSet", "PubmedBookArticleSet", *_RECORDS}


def _read(record: Element) -> Reading:
    return article(record) if record.tag == "PubmedArticle" else book(record)


PUBMED = XmlImporter(
    fits=lambda root, _: root in _ROOTS,
    form=XmlForm(names=_RECORDS, unread=("ReferenceList", "ChemicalList")),
    reading=_read,
    looked_for="<PubmedArticle> and <PubmedBookArticle>",
    hint="Fetch the record from PubMed again: Save, then Format: XML, or EFetch with retmode=xml.",
)
"""Articles and books as PubMed gives them in XML."""
