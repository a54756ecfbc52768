"""The text of a file of any length, decoded piece by piece."""

import codecs
import re
from typing import BinaryIO

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.text.encoding import decode, guessed_encoding
from announcer.importers.json_text import PIECE

_MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ESCAPED = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")


class TextPieces:
    """A stream's text: UTF-8, UTF-16 with its mark, or an older encoding, guessed where bytes are no UTF-8.

    `findings` has what has been noticed of the encoding so far.
    """

    findings: tuple[Finding, ...]

    def __init__(self, stream: BinaryIO, source: str) -> None:
        """Read from where the stream stands; `source` is how the file is named in errors."""
        self.findings = ()
        self._stream, self._source = stream, source
        self._decoder: codecs.IncrementalDecoder = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        self._older = ""

    def first(self) -> str:
        """Return the beginning of the text.

        Raises:
            SourceError: the file is empty or binary.
        """
        data = self._stream.read(PIECE)
        decode(data, self._source)
        if data.startswith(_MARKS_OF_UTF_16):
            self._decoder = codecs.getincrementaldecoder("utf-16")("replace")
        return self._text(data)

    def read(self, size: int) -> str:
        """Return the next piece, of about so many characters; empty at the end of the file."""
        while data := self._stream.read(size):
            if text := self._text(data):
                return text
        return ""

    def _text(self, data: bytes) -> str:
        text = self._decoder.decode(data)
        if text.isascii() or not _ESCAPED.search(text):
            return text
        return self._guessed(text)

    def _guessed(self, text: str) -> str:
        """Return a text of which some bytes were no UTF-8, marked by surrogates."""
        data = text.encode("utf-8", "surrogateescape")
        if not self._older:
            self._older, name = guessed_encoding(data)
            self.findings = (finding("encoding-guessed", where="file", encoding=name),)
        if len(_ESCAPED.findall(text)) > len(_BEYOND_ASCII.findall(text)):
            begun, _ = self._decoder.getstate()  # what looked like the beginning of a character at the end
            self._decoder = codecs.getincrementaldecoder(self._older)("replace")
            return (data + begun).decode(self._older, "replace")
        # Most is UTF-8: a stray byte must not spoil the rest of the file.
        return _ESCAPED.sub(lambda found: bytes([ord(found.group()) - 0xDC00]).decode(self._older, "replace"), text)
