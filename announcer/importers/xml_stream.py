"""Read the records of an XML file one by one: constant memory, and a broken record costs no other.

A file is parted at the start and end tags of its records, and each record is parsed by itself. So one that is not
well-formed stops no other, several documents in one file are read in turn, and each comes with its own text. No
document type is ever given to the parser, only a record, or one within a wrapper that names the namespaces:
entities cannot be declared, and a file that tries to is refused.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from html.entities import html5
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError, fromstring, tostring

from announcer.errors import SourceError
from announcer.importers.building import Broken, Document, Reading, publications
from announcer.importers.record.model import PublicationRecord
from announcer.importers.text_files import head_text
from announcer.importers.text_streams import TextPieces
from announcer.importers.xml_beginning import first_tag, named_encoding
from announcer.importers.xml_parting import Parting, Piece, XmlForm
from announcer.ports.importing import Imported

_PREFIX = re.compile(r"[<\s/](?!xml)([A-Za-z_][\w.-]{0,60}):[\w.-]+(?=[\s=/>])")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_LONE_AMPERSAND = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_XML_NUMBER = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));")
_START_TAG = re.compile(r"<[^\s<>/]+")
_DECLARED = re.compile(r"""\sxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_OF_XML = {"lt", "gt", "amp", "quot", "apos"}


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlImporter:
    """An importer of one format of XML.

    Args:
        fits: Whether a file is of the format, by the name of its first element and the text of its beginning.
        form: Which elements are the records.
        reading: Makes a record out of one; raises UnusableRecordError for one that is no publication.
        records_in: The records that such an element holds, where it may be more than one.
        around: The elements that a file of one record needs around it, the outermost first.
        looked_for: What a file without any record should have had.
        hint: What to do about a record that is refused.
    """

    fits: Callable[[str, str], bool]
    form: XmlForm
    reading: Callable[[Element], Reading | PublicationRecord]
    looked_for: str
    hint: str
    records_in: Callable[[Element], Iterable[Element]] = lambda element: [element]
    around: tuple[str, ...] = ()

    def recognises(self, head: bytes) -> bool:
        """Return whether the first element is one of the format's."""
        text = head_text(head)
        return self.fits(first_tag(text)[0], text)

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the publications of the file; what is wrong with a record comes in its place."""
        texts = TextPieces(stream, source, named_encoding)
        return publications(
            self._parted(parsed(xml_pieces(texts, self.form, source), *self.around)),
            self.reading,
            source,
            findings=texts.findings,
            hint=self.hint,
            looked_for=self.looked_for,
            done=done,
        )

    def _parted(self, documents: Iterable[Document[Element] | Broken]) -> Iterator[Document[Element] | Broken]:
        """Yield each record; of several in one element each has its own text, and a number after the position."""
        for document in documents:
            records = [] if isinstance(document, Broken) else list(self.records_in(document.content))
            if isinstance(document, Broken) or len(records) == 1:
                yield document if isinstance(document, Broken) else replace(document, content=records[0])
                continue
            for number, record in enumerate(records, start=1):
                raw = tostring(record, encoding="unicode")
                own = alone(raw, "", *self.around)
                yield Document(content=record, raw=raw, position=f"{document.position}, work {number}", alone=own)


def xml_pieces(
    texts: TextPieces, form: XmlForm, source: str, outside: Callable[[str], None] = lambda _: None
) -> Iterator[Piece | Broken]:
    """Yield the records of a file as they are read; `outside` is given the text between them, in its order.

    Raises:
        SourceError: the file is empty, is no text, or declares entities.
    """
    return Parting(form, source, outside).pieces(texts)


def parsed(pieces: Iterable[Piece | Broken], *around: str) -> Iterator[Document[Element] | Broken]:
    """Yield each record as an element; its tags and those within have their names without namespaces.

    `around` are the names of the elements that a file of one record needs around it, the outermost first.
    """
    for piece in pieces:
        if isinstance(piece, Broken):
            yield replace(piece, alone=alone(piece.raw, "", *around)) if piece.raw else piece
            continue
        try:
            element = parse(piece.text, piece.namespaces)
        except ParseError as error:
            yield Broken(
                problem=f"it is not well-formed XML: {error}",
                position=piece.position,
                raw=piece.text,
                alone=alone(piece.text, piece.namespaces, *around),
            )
        else:
            own = alone(piece.text, piece.namespaces, *around)
            yield Document(content=element, raw=piece.text, position=piece.position, alone=own)


def alone(text: str, namespaces: str, *around: str) -> str:
    """Return a file of one record: its text, with elements of those names around it that declare its namespaces."""
    if not around and not namespaces:
        return ""
    if not around:
        return _with_namespaces(text, namespaces)
    first, *others = around
    opened = "".join(f"<{name}>" for name in others)
    closed = "".join(f"</{name}>" for name in reversed(around))
    return f"<{first}{namespaces}>{opened}\n{text}\n{closed}\n"


def _with_namespaces(text: str, namespaces: str) -> str:
    """Return an element that declares what stands above it in its file, but for what it declares itself."""
    tag = _START_TAG.match(text)
    if not tag:
        return text
    missing = "".join(one for one in _DECLARED.findall(namespaces) if f"{one.split('=')[0]}=" not in tag.group())
    return f"{tag.group()}{missing}{text[tag.end() :]}"


def parse(text: str, namespaces: str = "") -> Element:
    """Return an element, all names without namespaces; what can be understood although it is wrong is repaired.

    Those are prefixes and entities that nothing declares, a lone `&`, and characters that XML does not have.

    Raises:
        ParseError: it is not well-formed.
    """
    try:
        element = _element(text, namespaces)
    except ParseError:
        element = _element(_repaired(text), _with_all_prefixes(text, namespaces))
    if namespaces or "xmlns" in text:
        for part in element.iter():
            if isinstance(part.tag, str) and "}" in part.tag:
                part.tag = part.tag.rpartition("}")[2]
    return element


def _element(text: str, namespaces: str) -> Element:
    if not namespaces:
        return fromstring(text)  # noqa: S314 (a record begins with its tag, so nothing can be declared)
    return fromstring(f"<records{namespaces}>{text}</records>")[0]  # noqa: S314


def _repaired(text: str) -> str:
    text = _NOT_XML_NUMBER.sub("", _NOT_XML.sub("", text))
    text = _ENTITY.sub(lambda found: found[0] if found[1] in _OF_XML else html5.get(f"{found[1]};", ""), text)
    return _LONE_AMPERSAND.sub("&amp;", text)


def _with_all_prefixes(text: str, namespaces: str) -> str:
    missing = {name for name in _PREFIX.findall(text) if f"xmlns:{name}" not in namespaces}
    return namespaces + "".join(f' xmlns:{name}="urn:{name}"' for name in sorted(missing))
