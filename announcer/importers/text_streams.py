"""The text of a file of any length, piece by piece or line by line, in the memory of one piece or line."""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.text.encoding import decode, guessed_encoding

PIECE = 65_536
"""Bytes that are read at a time, and of which the first tell the encoding."""
LONGEST_PHYSICAL_LINE = 4_000_000
"""Characters; what follows in a longer line is taken as a line of its own, so that no file fills the memory."""

_MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ESCAPED = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")
_UTF_8 = re.compile("[^\x00-\x7f\udc80-\udcff]+")


class TextPieces:
    """A stream's text: UTF-8, UTF-16 with its mark, an encoding that the file names, or an older one.

    Where bytes are no UTF-8, the older encoding of Windows is guessed and read for those lines, and `findings` says
    so from then on: files that were put together have several. Characters that a named encoding does not have
    become U+FFFD, which raises a finding where a record has it.

    Args:
        stream: The file, read from where it stands.
        source: The file, as it is to be named in errors.
        named: Returns the encoding that the file's first bytes name; empty for none.
    """

    findings: list[Finding]

    def __init__(self, stream: BinaryIO, source: str, named: Callable[[bytes], str] = lambda _: "") -> None:
        self.findings = []
        self._stream, self._source, self._named = stream, source, named
        self._decoder: codecs.IncrementalDecoder = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        self._older = ""

    def __iter__(self) -> Iterator[str]:
        """Yield the whole text.

        Raises:
            SourceError: the file is empty or binary.
        """
        yield self.first()
        while text := self.read(PIECE):
            yield text

    def first(self) -> str:
        """Return the beginning of the text.

        Raises:
            SourceError: the file is empty or binary.
        """
        data = self._stream.read(PIECE)
        name = "utf-16" if data.startswith(_MARKS_OF_UTF_16) else self._named(data)
        if name:
            self._decoder = codecs.getincrementaldecoder(name)("replace")
        text = self._decoder.decode(data)
        if not name.startswith("utf-16") or not text.strip("\ufeff \t\r\n\0"):
            decode(data, self._source)  # says so if it is empty or binary
        return self._mended(text)

    def read(self, size: int) -> str:
        """Return the next piece, of about so many characters; empty at the end of the file."""
        while data := self._stream.read(size):
            if text := self._decoder.decode(data):
                return self._mended(text)
        return self._mended(self._decoder.decode(b"", final=True))

    def _mended(self, text: str) -> str:
        if text.isascii() or not _ESCAPED.search(text):
            return text
        if not self._older:
            strange = "".join(_UTF_8.sub(" ", line) for line in text.splitlines() if _ESCAPED.search(line))
            self._older, name = guessed_encoding(strange.encode("utf-8", "surrogateescape"))
            self.findings.append(finding("encoding-guessed", where="file", encoding=name))
        lines = text.splitlines(keepends=True)
        return "".join(self._line(line) if _ESCAPED.search(line) else line for line in lines)

    def _line(self, line: str) -> str:
        """Return a line of which some bytes are no UTF-8; a stray byte must not spoil the rest of it."""
        if len(_ESCAPED.findall(line)) > len(_BEYOND_ASCII.findall(line)):
            return line.encode("utf-8", "surrogateescape").decode(self._older, "replace")
        return _ESCAPED.sub(lambda found: bytes([ord(found.group()) - 0xDC00]).decode(self._older, "replace"), line)


class TextLines:
    """The lines of a file, without their ends, which may be those of any system.

    `findings` are those of `TextPieces`. `number` is that of the line read last, counted from 1, and `is_open`
    tells that it has no end: the file ends in it.

    Raises:
        SourceError: when the first line is asked for: the file is empty or binary.
    """

    def __init__(self, stream: BinaryIO, source: str) -> None:
        self.number = 0
        self.is_open = False
        self._pieces = TextPieces(stream, source)
        self.findings = self._pieces.findings

    def __iter__(self) -> Iterator[str]:
        """Yield each line, a longer one than `LONGEST_PHYSICAL_LINE` in pieces."""
        parts: list[str] = []
        size = 0
        for text in self._whole_ends():
            first, *rest = text.split("\n")
            parts.append(first)
            size += len(first)
            if rest or size > LONGEST_PHYSICAL_LINE:
                yield from self._counted(["".join(parts), *rest[:-1]])
                parts = rest[-1:]
                size = sum(map(len, parts))
        if last := "".join(parts):
            self.is_open = True
            yield from self._counted([last])

    def _counted(self, lines: list[str]) -> Iterator[str]:
        for line in lines:
            self.number += 1
            yield line.removeprefix("\ufeff")  # of a file that was put together from several

    def _whole_ends(self) -> Iterator[str]:
        """Yield the text with one kind of line ends; no piece ends between a CR and its LF."""
        held = ""
        for piece in self._pieces:
            text = held + piece
            held = "\r" if text.endswith("\r") else ""
            text = text.removesuffix(held)
            yield text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        if held:
            yield "\n"
