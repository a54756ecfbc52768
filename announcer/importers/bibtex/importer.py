"""Recognise and read records as BibTeX and BibLaTeX."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from announcer.errors import SourceError
from announcer.importers.bibtex.crossrefs import with_volumes
from announcer.importers.bibtex.entries import Entry, entries
from announcer.importers.bibtex.entry_record import entry_reading
from announcer.importers.building import Reading, publications
from announcer.importers.fields.left_out import left_out
from announcer.importers.text_files import head_text
from announcer.importers.text_streams import TextLines
from announcer.ports.importing import Imported

_ENTRY = re.compile(
    r"^[ \t]{0,200}@[ \t]?(?:article|book|booklet|collection|comment|conference|dataset|inbook|incollection"
    r"|inproceedings|manual|mastersthesis|misc|mvbook|online|electronic|patent|periodical|phdthesis|preamble|proceedings|report|software"
    r"|string|techreport|thesis|unpublished)[ \t]{0,20}[{(][ \t]{0,20}[^\s{}\"=]",
    re.IGNORECASE | re.MULTILINE,
)
_OTHER_STARTS = "{[<"
_HINT = "Mend the entry in a text editor: each value stands in braces, and a comma after it."


class BibTeX:
    """Records as entries such as `@article{key, title = {…}}`."""

    def recognises(self, head: bytes) -> bool:
        """Return whether a line begins as an entry does, and the file not as one of another format."""
        text = head_text(head)
        return text.lstrip()[:1] not in _OTHER_STARTS and bool(_ENTRY.search(text))

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the publications of the file; what is wrong with an entry comes in its place."""
        lines = TextLines(stream, source)

        def reading(entry: Entry) -> Reading:
            found = entry_reading(entry)
            missing = entry.fields.get("crossref", "")
            more = (left_out("crossref", missing),) if missing else ()
            return replace(found, findings=(*found.findings, *more)) if more else found

        documents = with_volumes(entries(lines))
        looked_for = "an entry such as @article{…}"
        return publications(
            documents, reading, source, findings=lines.findings, hint=_HINT, looked_for=looked_for, done=done
        )
