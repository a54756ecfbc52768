"""Recognise and read records as tagged lines."""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from announcer.errors import SourceError
from announcer.importers.building import Reading, publications
from announcer.importers.tagged.medline import MEDLINE_RULES, medline_reading
from announcer.importers.tagged.ris import RIS_RULES, ris_reading
from announcer.importers.tagged.tagged_lines import Fields, TagRules, tagged_documents
from announcer.importers.tagged.wos import WOS_RULES, wos_reading
from announcer.importers.text_files import head_text
from announcer.importers.text_streams import TextLines
from announcer.ports.importing import Imported

_RIS = re.compile(r"^\ufeff?TY {0,3}- {0,3}[A-Z][A-Z0-9]{1,6}[ \t]*\r?$", re.MULTILINE)
_WOS = re.compile(r"\s*+(?:FN [^\r\n]++\s++VR \d|PT [A-Z][ \t]*+\r?\n(?:AU|TI|AF|CA|GP|BA|BE) )")
_MEDLINE = re.compile(r"^(?:PMID- ?\d|PMID {0,2}- \d)", re.MULTILINE)
_MEDLINE_TAG = re.compile(r"^(?:TI  - |OWN - |STAT- |FAU - |DP  - )", re.MULTILINE)
_HINT = "Export the records again, or mend this one in a text editor."


class Ris:
    """Records of RIS, each from a line `TY  - JOUR` to a line `ER  - `."""

    def recognises(self, head: bytes) -> bool:
        """Return whether a line names the type of a record, and the file is not another of tagged lines."""
        text = head_text(head)
        return bool(_RIS.search(text)) and not _starts_otherwise(text)

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the publications of the file; what is wrong with a record comes in its place."""
        return _read(
            stream, source, RIS_RULES, ris_reading, "a record from a line 'TY  - JOUR' to a line 'ER  -'", done
        )


class WebOfScience:
    """Records of the Web of Science's plain text, each from a line `PT J` to a line `ER`."""

    def recognises(self, head: bytes) -> bool:
        """Return whether the file begins with its name and version, or with a record."""
        return bool(_WOS.match(head_text(head)))

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the publications of the file; what is wrong with a record comes in its place."""
        return _read(stream, source, WOS_RULES, wos_reading, "a record from a line 'PT J' to a line 'ER'", done)


class Medline:
    """Records of PubMed's own tagged text (.nbib, MEDLINE), each beginning with a line `PMID- 1`."""

    def recognises(self, head: bytes) -> bool:
        """Return whether a line gives a PubMed identifier and another has a tag as PubMed pads them."""
        text = head_text(head)
        return _is_medline(text) and text.lstrip()[:1] not in "{[<@"

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:
        """Yield the publications of the file; what is wrong with a record comes in its place."""
        return _read(
            stream, source, MEDLINE_RULES, medline_reading, "a record that begins with a line 'PMID- 1'", done
        )


def _is_medline(text: str) -> bool:
    return bool(_MEDLINE.search(text)) and bool(_MEDLINE_TAG.search(text))


def _starts_otherwise(text: str) -> bool:
    start = text.lstrip()[:1]
    return start in "{[<@" or bool(_WOS.match(text)) or (_is_medline(text) and not _RIS.match(text.lstrip()))


def _read(
    stream: BinaryIO,
    source: str,
    rules: TagRules,
    read: Callable[[Fields], Reading],
    looked_for: str,
    done: int,
) -> Iterator[Imported | SourceError]:
    lines = TextLines(stream, source)
    documents = tagged_documents(lines, rules)
    return publications(
        documents, read, source, findings=lines.findings, hint=_HINT, looked_for=looked_for, done=done
    )
