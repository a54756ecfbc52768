"""Recognise and read answers of OAI-PMH."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO
from xml.etree.ElementTree import Element

from announcer.core.publications.publication import IdentifierScheme
from announcer.errors import SourceError
from announcer.importers.building import UnusableRecordError, publications
from announcer.importers.jats.importer import UNREAD
from announcer.importers.jats.jats_article import jats_article
from announcer.importers.oai.dublin_core import dublin_core
from announcer.importers.oai.mods import mods
from announcer.importers.record.model import IdentifierRecord, PublicationRecord
from announcer.importers.text_files import head_text
from announcer.importers.xml_content import text_at
from announcer.importers.xml_decoding import first_tag
from announcer.importers.xml_parting import XmlForm
from announcer.importers.xml_stream import open_xml, parsed
from announcer.ports.importing import Imported

# Records of MARC, which may stand within, have the same name, and no header.
_FORM = XmlForm(names=("record",), unread=UNREAD, begins=r"\s*<(?:[\w.-]{1,60}:)?header[\s/>]")
_ROOTS = {"OAI-PMH", "ListRecords", "GetRecord"}
_HINT = "Ask the repository again: verb=ListRecords&metadataPrefix=oai_dc."
_LONGEST_NAME = 60


class Oai:
    """Records that a repository or a journal gives by OAI-PMH."""

    def recognises(self, head: bytes) -> bool:
        """Return whether the first element is that of an answer."""
        return first_tag(head_text(head))[0] in _ROOTS

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the publications of the file; what is wrong with a record comes in its place."""
        try:
            file = open_xml(stream, source, _FORM)
        except SourceError as error:
            yield error
            return
        looked_for = "<record> with a <header>"
        yield from publications(
            parsed(file.pieces, "OAI-PMH", "ListRecords"),
            _read,
            source,
            findings=file.findings,
            hint=_HINT,
            looked_for=looked_for,
            done=done,
        )


def _read(record: Element) -> PublicationRecord:
    identifier = text_at(record, "header/identifier")
    header = record.find("header")
    if header is not None and header.get("status") == "deleted":
        raise UnusableRecordError(f"the repository has deleted {identifier or 'it'}")
    metadata = record.find("metadata")
    payload = next((one for one in metadata if isinstance(one.tag, str)), None) if metadata is not None else None
    if payload is None:
        raise UnusableRecordError("it holds no metadata")
    found = _publication(payload)
    if not identifier:
        return found
    own = IdentifierRecord(scheme=IdentifierScheme.REPOSITORY, value=identifier)
    return replace(found, identifiers=(own, *found.identifiers))


def _publication(payload: Element) -> PublicationRecord:
    if payload.tag == "article":
        return jats_article(payload)
    if payload.tag in {"mods", "modsCollection"}:
        inner = payload if payload.tag == "mods" else payload.find("mods")
        return mods(payload if inner is None else inner)
    if payload.find("title") is not None:
        return dublin_core(payload)
    if payload.tag in {"dc", "qualifieddc"}:
        raise UnusableRecordError("it has no title")
    name = str(payload.tag)[:_LONGEST_NAME]
    raise UnusableRecordError(f"its metadata are in a form that is not read (<{name}>); oai_dc, MODS and JATS are")
