"""Write a PNG from raw RGB rows, without the search for row filters that other encoders spend their time on.

A card is flat colour and text: with filter "None" on every row it comes out both sooner and smaller than with
filters chosen row by row. Rows are compressed in strips, each by itself, so that those which many cards have in
common are compressed once. The formats are ISO/IEC 15948 (PNG, third edition), RFC 1950 (zlib) and RFC 1951.

ISA-L compresses them: five times as fast as zlib, and its code comes in a wheel, so that on one kind of processor
(x86-64 with SSE 4.2, ARM) the same pixels give the same bytes with every Python and whichever zlib the system has.
"""

import struct
from collections.abc import Iterable
from typing import NamedTuple

from isal import isal_zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_EIGHT_BIT_RGB = bytes((8, 2, 0, 0, 0))  # depth, colour type; deflate, adaptive filtering, not interlaced
_SRGB_PERCEPTUAL = b"\x00"
_ZLIB_START = b"\x78\x01"
_LAST_BLOCK = b"\x03\x00"
"""An empty block of deflate that says that it is the last."""
_ADLER_BASE = 65521

_LEVEL = 1
"""The one level at which all x86-64 processors with SSE 4.2 (2008) give the same bytes; 3 is 4 % smaller."""
_WITHOUT_HEADER = -15

STRIP_BYTES = 128_000
"""Few enough that much of what cards have in common is not compressed again, many enough to be compressed well."""


class Strip(NamedTuple):
    """Some rows compressed: deflate that ends at a whole byte and refers to nothing before it but a zero byte."""

    deflated: bytes
    checksum: int
    """Adler-32 of the rows."""
    length: int
    """Bytes of the rows."""


_BEFORE = b"\x00"
"""What comes before each strip: the filter byte of its first row."""
_FIRST_FILTER = Strip(b"\x00\x01\x00\xfe\xff\x00", checksum=0x00010001, length=1)
"""A zero byte in a block of its own, not compressed."""


def encode(strips: Iterable[Strip], width: int, height: int) -> bytes:
    """Return the PNG of the rows in `strips`: per row one zero byte (filter "None"), then `width` RGB triples.

    The first zero byte is not in the strips, so that each may be rows with a zero byte after them, as Pillow packs
    them; the last row has none after it. The same strips give the same bytes.
    """
    header = struct.pack(">II", width, height) + _EIGHT_BIT_RGB
    return b"".join(
        (
            SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"sRGB", _SRGB_PERCEPTUAL),
            _chunk(b"IDAT", _zlib_stream((_FIRST_FILTER, *strips))),
            _chunk(b"IEND", b""),
        )
    )


def compress(rows: bytes) -> Strip:
    """Compress a strip, to the same bytes each time.

    That takes a stream of its own, with a dictionary. A stream without one, also after a full flush, enters a place
    at its beginning into its table under the hash of a register, which holds the stream's address in memory
    (`.write_first_byte` in igzip_icf_body_h1_gr_bt.asm of ISA-L 2.32.1): one strip in about 20,000 then comes out a
    few bytes longer or shorter than at other times.
    """
    stream = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, _WITHOUT_HEADER, zdict=_BEFORE)
    deflated = stream.compress(rows) + stream.flush(isal_zlib.Z_SYNC_FLUSH)
    return Strip(deflated, isal_zlib.adler32(rows), len(rows))


def _zlib_stream(strips: Iterable[Strip]) -> bytes:
    checksum = 1
    parts = [_ZLIB_START]
    for strip in strips:
        parts.append(strip.deflated)
        checksum = _adler_of_both(checksum, strip)
    return b"".join((*parts, _LAST_BLOCK, struct.pack(">I", checksum)))


def _adler_of_both(checksum: int, strip: Strip) -> int:
    """Return the Adler-32 of what `checksum` is of followed by the strip, as adler32_combine of zlib does."""
    low, high = checksum & 0xFFFF, checksum >> 16
    low_after, high_after = strip.checksum & 0xFFFF, strip.checksum >> 16
    high = (high + high_after + strip.length * (low - 1)) % _ADLER_BASE
    return high << 16 | (low + low_after - 1) % _ADLER_BASE


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", isal_zlib.crc32(kind + content))
