"""Read what gzip has packed, without ever unpacking more than a real file can hold."""

import io
import zlib
from typing import Any, BinaryIO

GZIP = b"\x1f\x8b"
"""How a file of gzip begins."""
FREELY = 100_000_000
"""Bytes that are unpacked from any file."""
MOST_TIMES = 100
"""How many times its packed size a file may have beyond that; records in XML pack to a tenth or a thirtieth."""

_PIECE = 65_536
_WITH_HEADER = 16 + zlib.MAX_WBITS


class Unpacking(io.RawIOBase):
    """The unpacked bytes of a stream of gzip, also of several parts one after another.

    It never fails: where the stream is cut or broken, or would become too large, it ends, and `problem` says why.
    So what came before is read. What the packed stream itself raises (OSError) passes through.
    """

    def __init__(self, packed: BinaryIO) -> None:
        """Read from `packed`, which stays open and is its caller's."""
        self.problem = ""
        self._packed = packed
        self._waiting = b""
        self._unpacker = zlib.decompressobj(_WITH_HEADER)
        self._size = 0
        self._packed_size = 0
        self._has_begun = False

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401 (any buffer that can be written to)
        """Fill the buffer with up to its length of unpacked bytes; 0 at the end, and where there is a problem."""
        unpacked = b""
        while not (unpacked or self.problem):
            if not self._waiting:
                self._waiting = self._packed.read(_PIECE)
                self._packed_size += len(self._waiting)
                if not self._waiting:
                    self.problem = (
                        "it ends before the packed data do; it was not saved whole" if self._has_begun else ""
                    )
                    return 0
            unpacked = self._unpacked(min(len(buffer), _PIECE))
        buffer[: len(unpacked)] = unpacked
        return len(unpacked)

    def _unpacked(self, most: int) -> bytes:
        """Return what comes of the bytes that wait; nothing where more are needed or there is a problem."""
        self._has_begun = True
        try:
            unpacked = self._unpacker.decompress(self._waiting, most)
        except zlib.error:
            self.problem = "its packed data are damaged"
            return b""
        self._waiting = self._unpacker.unconsumed_tail
        if self._unpacker.eof:  # another part may follow, after zeros that fill up a block
            self._waiting = self._unpacker.unused_data.lstrip(b"\0")
            self._unpacker = zlib.decompressobj(_WITH_HEADER)
            self._has_begun = False
        self._size += len(unpacked)
        if self._size > FREELY and self._size > MOST_TIMES * self._packed_size:
            self.problem = f"it unpacks to more than {MOST_TIMES} times its size, as no file of records does"
            return b""
        return unpacked
