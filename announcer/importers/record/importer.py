"""Recognise and read records in the project's own format, as TOML or as JSON."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from announcer.core.text.encoding import Decoded
from announcer.errors import SourceError
from announcer.importers.json_formats.json_kinds import json_kind, refuse_json_ld
from announcer.importers.record.documents import json_documents, toml_documents
from announcer.importers.record.reading import records
from announcer.importers.text_files import head_text, read_whole
from announcer.ports.importing import Imported

_TOML_LINE = re.compile(r"""[ \t]*(?:\[\[?[ \t]*[\w."' -]+\]\]?|[\w."'-]+[ \t]*=)""")


class RecordToml:
    """Records as TOML: one at the top of the file, or many under `[[publication]]`."""

    def recognises(self, head: bytes) -> bool:
        """Return whether the first line that is not a comment is a TOML table or key."""
        text = head_text(head)
        lines = (line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
        first = next(lines, "")
        return bool(_TOML_LINE.match(first)) and not json_kind(head)

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the publications of the file; what is wrong with a record comes in its place."""
        return read_whole(
            stream, source, lambda decoded: records(toml_documents(decoded.text), decoded, source, done)
        )


class RecordJson:
    """Records as JSON: an object, a list of objects, or an object with the list as "publication"."""

    def recognises(self, head: bytes) -> bool:
        """Return whether the text begins as JSON does, and the first record is in no other format."""
        return json_kind(head) == "record-json"

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the publications of the file; what is wrong with a record comes in its place."""
        return read_whole(stream, source, lambda decoded: _json_records(decoded, source, done))


def _json_records(decoded: Decoded, source: str, done: int) -> Iterator[Imported | SourceError]:
    refuse_json_ld(decoded.text, source)
    return records(json_documents(decoded.text), decoded, source, done)
