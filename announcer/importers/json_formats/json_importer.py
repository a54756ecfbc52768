"""What all importers of JSON do alike: a stream in, a publication out of each table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from announcer.errors import SourceError
from announcer.importers.building import Reading, UnusableRecordError, publications
from announcer.importers.json_formats.json_kinds import ENVELOPES, json_kind, refuse_json_ld
from announcer.importers.json_formats.json_values import Table
from announcer.importers.json_stream import json_documents
from announcer.importers.json_text import JsonText
from announcer.importers.record.model import PublicationRecord
from announcer.importers.text_streams import TextPieces
from announcer.ports.importing import Imported


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonImporter:
    """An importer of one format of JSON.

    Args:
        name: The registry's name of the format.
        reading: Makes a record out of a table; raises UnusableRecordError for one that is no publication.
        looked_for: What a file without any record should have had.
    """

    name: str
    reading: Callable[[Table], Reading | PublicationRecord]
    looked_for: str

    def recognises(self, head: bytes) -> bool:
        """Return whether the first record has the keys of this format."""
        return json_kind(head) == self.name

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the publications of the file; what is wrong with a record comes in its place."""
        pieces = TextPieces(stream, source)
        try:
            beginning = pieces.first()
            refuse_json_ld(beginning, source)
            text = JsonText(beginning, pieces.read)
        except SourceError as error:
            yield error
            return
        documents = json_documents(text, ENVELOPES[self.name])
        yield from publications(
            documents, self._read, source, findings=pieces.findings, looked_for=self.looked_for, done=done
        )

    def _read(self, content: object) -> Reading | PublicationRecord:
        if not isinstance(content, dict):
            raise UnusableRecordError("it is not a table with the keys of a record")
        return self.reading(content)
