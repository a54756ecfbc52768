"""Recognise and read answers of OAI-PMH."""

from dataclasses import replace
from xml.etree.ElementTree import Element

from announcer.core.publications.publication import IdentifierScheme
from announcer.importers.building import Reading, UnusableRecordError
from announcer.importers.jats.importer import UNREAD
from announcer.importers.jats.jats_article import jats_article
from announcer.importers.oai.dublin_core import dublin_core
from announcer.importers.oai.mods import mods
from announcer.importers.record.model import IdentifierRecord
from announcer.importers.xml_content import text_at
from announcer.importers.xml_parting import XmlForm
from announcer.importers.xml_stream import XmlImporter

_ROOTS = {"OAI-PMH", "ListRecords", "GetRecord"}
_LONGEST_NAME = 60


def _read(record: Element) -> Reading:
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
    return replace(found, record=replace(found.record, identifiers=(own, *found.record.identifiers)))


def _publication(payload: Element) -> Reading:
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


OAI = XmlImporter(
    fits=lambda root, _: root in _ROOTS,
    # Records of MARC, which may stand within, have the same name, and no header.
    form=XmlForm(names=("record",), unread=UNREAD, begins=r"\s*<(?:[\w.-]{1,60}:)?header[\s/>]"),
    reading=_read,
    looked_for="<record> with a <header>",
    hint="Ask the repository again: verb=ListRecords&metadataPrefix=oai_dc.",
)
"""Records that a repository or a journal gives by OAI-PMH."""
