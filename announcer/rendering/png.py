"""Write a PNG from raw RGB rows, without the search for row filters that other encoders spend their time on.

A card is flat colour and text: with filter "None" on every row it comes out both sooner and smaller than with
filters chosen row by row. The format is ISO/IEC 15948 (PNG, third edition).
"""

import struct
import zlib
from collections.abc import Callable
from typing import Literal

from announcer.errors import UsageError

Compressor = Literal["zlib", "isal"]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_EIGHT_BIT_RGB = bytes((8, 2, 0, 0, 0))  # depth, colour type; deflate, adaptive filtering, not interlaced
_SRGB_PERCEPTUAL = b"\x00"
_ZLIB_LEVEL = 3  # the last level that zlib does without lazy matching: 75 KB in 4 ms where level 6 takes 9
_ISAL_LEVEL = 1


def encode(rows: bytes, width: int, height: int, compress: Callable[[bytes], bytes]) -> bytes:
    """Return the PNG of `rows`: per row one zero byte (filter "None"), then `width` RGB triples.

    `compress` is one of `compressor`'s; the same rows and compressor give the same bytes.
    """
    header = struct.pack(">II", width, height) + _EIGHT_BIT_RGB
    return b"".join(
        (
            SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"sRGB", _SRGB_PERCEPTUAL),
            _chunk(b"IDAT", compress(rows)),
            _chunk(b"IEND", b""),
        )
    )


def compressor(name: Compressor) -> Callable[[bytes], bytes]:
    """Return the function that deflates into a zlib stream.

    The choice is the site's and never made by what happens to be installed, because the two give different
    bytes: `zlib` is the standard library's; `isal` (the extra `[fast]`) takes an eighth of the time for files
    that are about 15 % larger.

    Raises:
        UsageError: `isal` is asked for and not installed.
    """
    return _isal() if name == "isal" else _zlib


def _zlib(rows: bytes) -> bytes:
    return zlib.compress(rows, _ZLIB_LEVEL)


def _isal() -> Callable[[bytes], bytes]:
    try:
        from isal import isal_zlib  # noqa: PLC0415 - an extra, asked for by name
    except ImportError:
        raise UsageError(
            "card.compressor is isal, which is not installed",
            hint='pip install "publication-announcer[fast]", or set card.compressor = "zlib"',
        ) from None
    return lambda rows: isal_zlib.compress(rows, _ISAL_LEVEL)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
