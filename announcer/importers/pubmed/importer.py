"""Recognise and read PubMed's XML."""

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from announcer.errors import SourceError
from announcer.importers.building import Reading, publications
from announcer.importers.pubmed.pubmed_article import article
from announcer.importers.pubmed.pubmed_book import book
from announcer.importers.text_files import head_text
from announcer.importers.xml_decoding import first_tag
from announcer.importers.xml_parting import XmlForm
from announcer.importers.xml_stream import open_xml, parsed
from announcer.ports.importing import Imported

_RECORDS = ("PubmedArticle", "PubmedBookArticle")
_FORM = XmlForm(names=_RECORDS, unread=("ReferenceList", "ChemicalList"))
_ROOTS = {"PubmedArticleSet", "PubmedBookArticleSet", *_RECORDS}
_HINT = "Fetch the record from PubMed again: Save, then Format: XML, or EFetch with retmode=xml."


class PubMed:
    """Articles and books as PubMed gives them in XML."""

    def recognises(self, head: bytes) -> bool:
        """Return whether the first element is one of PubMed's."""
        return first_tag(head_text(head))[0] in _ROOTS

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the publications of the file; what is wrong with a record comes in its place."""
        try:
            file = open_xml(stream, source, _FORM)
        except SourceError as error:
            yield error
            return
        looked_for = "<PubmedArticle> and <PubmedBookArticle>"
        yield from publications(
            parsed(file.pieces), _read, source, findings=file.findings, hint=_HINT, looked_for=looked_for, done=done
        )


def _read(record: Element) -> Reading:
    return Reading(record=article(record) if record.tag == "PubmedArticle" else book(record))
