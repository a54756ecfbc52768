"""Recognise and read articles in JATS."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from announcer.errors import SourceError
from announcer.importers.building import publications
from announcer.importers.jats.jats_article import jats_article
from announcer.importers.text_files import head_text
from announcer.importers.xml_decoding import first_tag
from announcer.importers.xml_parting import XmlForm
from announcer.importers.xml_stream import open_xml, parsed
from announcer.ports.importing import Imported

UNREAD = ("body", "back", "floats-group", "ref-list")
"""What of an article is passed over: all but its front, which may be a thousandth of the file."""

_FORM = XmlForm(names=("article",), unread=UNREAD)
_SETS = {"pmc-articleset", "articles", "article-set"}
_OF_JATS = re.compile(
    r"<(?:front|article-meta|journal-meta|title-group)[\s>]|<article\s[^<>]*?\b(?:article-type|dtd-version)="
)
_HINT = "Download the article's XML again (JATS, also called NLM XML)."


class Jats:
    """Articles in JATS, one in a file or many in a set."""

    def recognises(self, head: bytes) -> bool:
        """Return whether the first element is an article, or a set of them, with front matter."""
        text = head_text(head)
        name, _ = first_tag(text)
        return name in {"article", *_SETS} and bool(_OF_JATS.search(text))

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the publications of the file; what is wrong with a record comes in its place."""
        try:
            file = open_xml(stream, source, _FORM)
        except SourceError as error:
            yield error
            return
        yield from publications(
            parsed(file.pieces),
            jats_article,
            source,
            findings=file.findings,
            hint=_HINT,
            looked_for="<article>",
            done=done,
        )
