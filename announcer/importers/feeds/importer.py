"""Recognise and read feeds."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from announcer.errors import SourceError
from announcer.importers.building import Broken, Document, publications
from announcer.importers.feeds.feed_entry import Entry, entry_record
from announcer.importers.text_files import head_text
from announcer.importers.text_streams import TextPieces
from announcer.importers.xml_beginning import first_tag, named_encoding
from announcer.importers.xml_parting import Piece, XmlForm
from announcer.importers.xml_stream import xml_pieces
from announcer.ports.importing import Imported

_FORM = XmlForm(names=("item", "entry"))
_OF_RSS_1 = "purl.org/rss/"
_LONGEST_CHANNEL = 65_536
"""Characters before the first entry in which the feed tells of itself; lists of links follow."""
_NAMESPACE = re.compile(r"""\sxmlns(?::[\w.-]{1,60})?\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_BLANK = re.compile(r"\s|&#x?[0-9A-Fa-f]{1,6};")
"""What no namespace has, and where the parser under feedparser parts namespace and name."""
_HINT = (
    "Save the feed's address as a file again; an entry needs at least a title and authors, a DOI or an abstract."
)


class Feeds:
    """Feeds in RSS 0.9 to 2.0, RDF and Atom."""

    def recognises(self, head: bytes) -> bool:
        """Return whether the first element is that of a feed."""
        text = head_text(head)
        name, _ = first_tag(text)
        return name in {"rss", "feed"} or (name == "RDF" and _OF_RSS_1 in text)

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the publications of the file; what is wrong with an entry comes in its place."""
        channel = [""]

        def before_entries(text: str) -> None:
            if len(channel[0]) < _LONGEST_CHANNEL:
                channel[0] += text

        texts = TextPieces(stream, source, named_encoding)
        pieces = xml_pieces(texts, _FORM, source, before_entries)
        looked_for = "<item> and <entry>"
        return publications(
            _entries(pieces, channel),
            entry_record,
            source,
            findings=texts.findings,
            hint=_HINT,
            looked_for=looked_for,
            done=done,
        )


def _entries(pieces: Iterator[Piece | Broken], channel: list[str]) -> Iterator[Document[Entry] | Broken]:
    """Yield each entry as feedparser reads it; what the feed says of itself stands before the first."""
    about: Mapping[str, Any] = {}
    for number, piece in enumerate(pieces):
        if number == 0:
            about = dict(_parsed(channel[0][:_LONGEST_CHANNEL]).feed)
        if isinstance(piece, Broken):
            yield replace(piece, alone=_alone(Piece(text=piece.raw, position=""))) if piece.raw else piece
            continue
        alone = _alone(piece)
        entries = _parsed(alone).entries
        if entries:
            # a plain dict: feedparser's own warns where it would put one date in place of another
            entry = Entry(dict(entries[0]), about, piece.text)
            yield Document(content=entry, raw=piece.text, position=piece.position, alone=alone)
        else:
            problem = "it is not well-formed XML"
            yield Broken(problem=problem, position=piece.position, raw=piece.text, alone=alone)


def _alone(piece: Piece) -> str:
    """Return a feed of the one entry."""
    name = piece.text[1:].split(None, 1)[0].split(">", 1)[0].strip("/")
    prefix = name.rpartition(":")[0]
    if name.endswith("entry"):
        tag = f"{prefix}:feed" if prefix else "feed"
        default = "" if " xmlns=" in piece.namespaces or prefix else ' xmlns="http://www.w3.org/2005/Atom"'
        return f"<{tag}{default}{piece.namespaces}>{piece.text}</{tag}>"
    if _OF_RSS_1 in piece.namespaces and "xmlns:rdf" in piece.namespaces:
        return f"<rdf:RDF{piece.namespaces}>{piece.text}</rdf:RDF>"
    return f'<rss version="2.0"{piece.namespaces}><channel>{piece.text}</channel></rss>'


def _parsed(text: str) -> Any:  # noqa: ANN401 (feedparser has no types)
    """Return what feedparser makes of a text; it is given bytes, never an address that it could fetch."""
    import feedparser  # noqa: PLC0415 -- it is slow to load, and few files need it

    text = _NAMESPACE.sub(lambda found: _BLANK.sub("", found[0][1:]).join((" ", "")), text)
    data = io.BytesIO(f'<?xml version="1.0" encoding="utf-8"?>{text}'.encode(errors="replace"))
    headers = {"content-type": "application/xml; charset=utf-8"}
    return feedparser.parse(data, response_headers=headers, resolve_relative_uris=False)
