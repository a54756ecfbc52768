"""Read a text file of any length line by line, in the memory of one line."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from announcer.core.findings import Finding
from announcer.core.text.encoding import decode
from announcer.errors import SourceError

PIECE = 65_536
"""Bytes that are read at a time."""
LONGEST_PHYSICAL_LINE = 4_000_000
"""Bytes; what follows in a longer line is taken as a line of its own, so that no file fills the memory."""


class TextLines:
    """The lines of a file, without their ends, which may be those of any system.

    A file in UTF-8 that has some lines in an older encoding, as files put together have, is read line by line;
    `findings` then says so, once such a line was read. `number` is that of the line read last, counted from 1, and
    `is_open` tells that it has no end: the file ends in it.

    Raises:
        SourceError: when the first line is asked for: the file is empty or binary.
    """

    findings: tuple[Finding, ...] = ()

    def __init__(self, stream: BinaryIO, source: str) -> None:
        self.number = 0
        self.is_open = False
        self._stream = stream
        self._source = source

    def __iter__(self) -> Iterator[str]:
        """Yield each line, a longer one than `LONGEST_PHYSICAL_LINE` in pieces."""
        carried = ""
        for text in self._texts():
            *lines, carried = _with_one_kind_of_ends(carried + text).split("\n")
            yield from self._counted(lines)
            if len(carried) > LONGEST_PHYSICAL_LINE:
                yield from self._counted([carried])
                carried = ""
        if carried:
            self.is_open = True
            yield from self._counted([carried])

    def _counted(self, lines: list[str]) -> Iterator[str]:
        for line in lines:
            self.number += 1
            yield line.removeprefix("\ufeff")  # of a file that was put together from several

    def _texts(self) -> Iterator[str]:
        """Yield the file's text in pieces; no piece ends between a CR and its LF."""
        first = self._stream.read(PIECE)
        head = decode(first, self._source)
        if head.encoding == "utf-16":
            yield from self._of_utf_16(first)
            return
        waiting = [first.removeprefix(codecs.BOM_UTF8)]
        while data := self._stream.read(PIECE):
            end = _whole_lines(data)
            if end or sum(map(len, waiting)) > LONGEST_PHYSICAL_LINE:
                yield self._decoded(b"".join(waiting) + data[:end])
                waiting = []
            waiting.append(data[end:])
        yield self._decoded(b"".join(waiting))

    def _of_utf_16(self, first: bytes) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
        held = ""
        data = first
        while data:
            text = held + decoder.decode(data)
            held = "\r" if text.endswith("\r") else ""
            yield text.removesuffix(held)
            data = self._stream.read(PIECE)
        yield held + decoder.decode(b"", final=True)

    def _decoded(self, data: bytes) -> str:
        try:
            return data.decode()
        except UnicodeDecodeError:
            pass
        try:
            guessed = decode(data, self._source)
        except SourceError:  # what is binary in the middle of a text is shown as such, and raises a finding
            return data.decode(errors="replace")
        self.findings = self.findings or guessed.findings
        return "".join(_line(line, guessed.encoding) for line in data.splitlines(keepends=True))


def _line(line: bytes, encoding: str) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode(encoding, errors="replace")


def _whole_lines(data: bytes) -> int:
    """Return where the last line of the piece ends; 0 where no line ends in it."""
    line_feed = data.rfind(b"\n") + 1
    return line_feed or data.rfind(b"\r", 0, -1) + 1


def _with_one_kind_of_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
