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
from announcer.importers.xml_content import text_at, text_of
from announcer.importers.xml_parting import XmlForm
from announcer.importers.xml_stream import XmlImporter

_ROOTS = {"OAI-PMH", "ListRecords", "GetRecord"}
_LONGEST_NAME = 60
_HEADER = r"\s*<(?:[\w.-]{1,60}:)?header[\s/>]"
"""What a record begins with; records of MARC, which may stand within, have the same name, and no header."""
_WORDS = r"\s*[^<>\s][^<>]{0,2000}</(?:[\w.-]{1,60}:)?(?:error|resumptionToken)>"
"""What the repository says instead of records, or where the next ones are; the last part has an empty token."""


def _read(record: Element) -> Reading:
    if record.tag == "error":
        raise UnusableRecordError(f"the repository gave no records: {text_of(record)}")
    if record.tag == "resumptionToken":
        rest = f"verb=ListRecords&resumptionToken={text_of(record)}"
        raise UnusableRecordError(f"the list goes on: save what the repository answers to {rest}, too")
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
    form=XmlForm(names=("record", "error", "resumptionToken"), unread=UNREAD, begins=rf"(?:{_HEADER}|{_WORDS})"),
    around=("OAI-PMH", "ListRecords"),
    reading=_read,
    looked_for="<record> with a <header>",
    hint="Ask the repository again: verb=ListRecords&metadataPrefix=oai_dc.",
)
"""Records that a repository or a journal gives by OAI-PMH."""
