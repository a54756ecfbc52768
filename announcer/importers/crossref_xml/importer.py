"""Recognise and read Crossref's XML."""

from collections.abc import Iterator
from typing import BinaryIO

from announcer.errors import SourceError
from announcer.importers.building import publications
from announcer.importers.crossref_xml.unixref_work import work
from announcer.importers.text_files import head_text
from announcer.importers.xml_decoding import first_tag
from announcer.importers.xml_parting import XmlForm
from announcer.importers.xml_stream import open_xml, parsed
from announcer.ports.importing import Imported

# An answer to a query has its record within, which is no record of its own there.
_FORM = XmlForm(names=("query", "doi_record"), unread=("citation_list",))
_ROOTS = {"crossref_result", "doi_records", "doi_record"}
_HINT = "Ask Crossref for the DOI again: https://doi.org/DOI with Accept: application/vnd.crossref.unixsd+xml."


class CrossrefXml:
    """Works as Crossref's services give them in XML."""

    def recognises(self, head: bytes) -> bool:
        """Return whether the first element is one of Crossref's."""
        return first_tag(head_text(head))[0] in _ROOTS

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the publications of the file; what is wrong with a record comes in its place."""
        try:
            file = open_xml(stream, source, _FORM)
        except SourceError as error:
            yield error
            return
        looked_for = "<query> and <doi_record>"
        yield from publications(
            parsed(file.pieces, "crossref_result", "query_result", "body"),
            work,
            source,
            findings=file.findings,
            hint=_HINT,
            looked_for=looked_for,
            done=done,
        )
