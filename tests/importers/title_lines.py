"""A made-up format, `TITLES` and then a title a line: the shortest importer that keeps to the port and streams."""

from collections.abc import Iterator
from typing import BinaryIO

from announcer.core.publications.cleaning import clean_title
from announcer.core.publications.publication import Publication
from announcer.core.text.encoding import decode
from announcer.errors import SourceError
from announcer.ports.importing import Imported, record_position

HEADER = b"TITLES\n"


class TitleLines:
    """Titles, a line each; a line with a `?` is wrong."""

    def recognises(self, head: bytes) -> bool:
        """Return whether the header is there."""
        return head.startswith(HEADER)

    def read(self, stream: BinaryIO, source: str, *, done: int = 0) -> Iterator[Imported | SourceError]:  # noqa: ARG002 (the port's)
        """Yield a publication for each line, one line in memory."""
        if stream.readline() != HEADER:
            yield SourceError(source, "it does not begin with TITLES")
            return
        number = 0
        for number, line in enumerate(stream, start=1):
            try:
                yield _imported(line, source, record_position(number, number + 1))
            except SourceError as error:
                yield SourceError(source, error.problem, position=record_position(number, number + 1))
        if not number:
            yield SourceError(source, "there is no title in it")


def _imported(line: bytes, source: str, position: str) -> Imported:
    raw = decode(line, source).text
    title = clean_title(raw)
    if not title or "?" in raw or not raw.endswith("\n"):
        raise SourceError(source, "it is not a title")
    return Imported(publication=Publication(title=title), source=source, position=position, raw=raw)
