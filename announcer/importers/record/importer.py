"""Records in the project's own format, as TOML or as JSON: told from other files, and read."""

import re

from announcer.core.text.encoding import decode
from announcer.errors import SourceError
from announcer.importers.record.reading import records
from announcer.ports.importing import Imported

_TOML_LINE = re.compile(r"""[ \t]*(?:\[\[?[ \t]*[\w."' -]+\]\]?|[\w."'-]+[ \t]*=)""")


class RecordToml:
    """Records as TOML: one at the top of the file, or many under `[[publication]]`."""

    format = "record-toml"

    def recognises(self, data: bytes) -> bool:
        """Return whether the first line that is no comment is a TOML table or key."""
        text = _readable(data)
        lines = (line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
        first = next(lines, "")
        return bool(_TOML_LINE.match(first)) and not _is_json(text)

    def read(self, data: bytes, source: str) -> list[Imported]:
        """Return the publications of the file.

        Raises:
            SourceError: it is no TOML, or a record has problems; all of them are listed with their keys.
        """
        return _records(self.format, data, source)


class RecordJson:
    """Records as JSON: an object, a list of objects, or an object with the list as "publication"."""

    format = "record-json"

    def recognises(self, data: bytes) -> bool:
        """Return whether the text begins as JSON does."""
        return _is_json(_readable(data))

    def read(self, data: bytes, source: str) -> list[Imported]:
        """Return the publications of the file.

        Raises:
            SourceError: it is no JSON, or a record has problems; all of them are listed with their keys.
        """
        return _records(self.format, data, source)


def _readable(data: bytes) -> str:
    try:
        return decode(data, "").text
    except SourceError:
        return ""


def _is_json(text: str) -> bool:
    return bool(re.match(r'\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:[{"\]]|$))', text))


def _records(form: str, data: bytes, source: str) -> list[Imported]:
    decoded = decode(data, source)
    return records(form, decoded, source)
