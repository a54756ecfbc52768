"""What importers of text share: a head as text, and files of formats that can only be read whole."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from announcer.core.text.encoding import Decoded, decode
from announcer.errors import SourceError
from announcer.importers.limits import MOST_BYTES
from announcer.ports.importing import Imported
from announcer.system.plain_files import size_words


def head_text(head: bytes) -> str:
    """Return the text of a file's first bytes, for recognising its format; empty where it is not text."""
    try:
        return decode(head, "").text
    except SourceError:
        return ""


def read_whole(
    stream: BinaryIO, source: str, records: Callable[[Decoded], Iterator[Imported | SourceError]]
) -> Iterator[Imported | SourceError]:
    """Yield what `records` makes of the file's text; a SourceError that it raises is yielded as the last item."""
    try:
        yield from records(_whole_text(stream, source))
    except SourceError as error:
        yield error


def _whole_text(stream: BinaryIO, source: str) -> Decoded:
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        problem = f"it is larger than {size_words(MOST_BYTES)}, the most that a file of this format may have"
        raise SourceError(source, problem, hint="Split the file, or take it out of the folder.")
    return decode(data, source)
