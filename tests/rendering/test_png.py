import itertools
import struct
import zlib
from collections.abc import Callable

import pytest

from announcer.rendering import png

RED, BLUE = bytes((255, 0, 0)) * 2, bytes((0, 0, 255)) * 2
ROWS = b"\0" + RED + b"\0" + BLUE


def encoded(*parts: bytes) -> bytes:
    compress = png.compressor()
    return png.encode([compress(part) for part in parts], 2, 2)


def chunks(data: bytes) -> dict[bytes, bytes]:
    found, position = {}, len(png.SIGNATURE)
    while position < len(data):
        (length,) = struct.unpack_from(">I", data, position)
        kind, content = data[position + 4 : position + 8], data[position + 8 : position + 8 + length]
        (check,) = struct.unpack_from(">I", data, position + 8 + length)
        assert check == zlib.crc32(kind + content)
        found[kind] = content
        position += 12 + length
    return found


def test_the_rows_come_out_as_they_went_in() -> None:
    data = encoded(RED + b"\0", BLUE)

    found = chunks(data)

    assert data.startswith(png.SIGNATURE)
    assert list(found) == [b"IHDR", b"sRGB", b"IDAT", b"IEND"]
    assert found[b"IHDR"] == struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    assert zlib.decompress(found[b"IDAT"]) == ROWS


def test_a_strip_is_compressed_alike_whatever_came_before() -> None:
    rows, others = bytes(range(256)) * 200, bytes(reversed(range(256))) * 200
    compress = png.compressor()

    first, _, again = compress(rows), compress(others), compress(rows)

    assert first == again == png.compressor()(rows)
    assert zlib.decompress(first.deflated + b"\x03\x00", wbits=-15) == rows


def test_the_checksum_holds_for_rows_of_any_length() -> None:
    rows = bytes(range(251)) * 1000
    compress = png.compressor()

    data = png.encode((compress(rows[start : start + 64_000]) for start in range(0, len(rows), 64_000)), 9, 9)

    assert zlib.decompress(chunks(data)[b"IDAT"]) == b"\0" + rows


def test_the_same_rows_give_the_same_bytes() -> None:
    assert encoded(RED + b"\0", BLUE) == encoded(RED + b"\0", BLUE)


def deflaters(*odd: int) -> Callable[[], png.Deflate]:
    """Return what makes functions that give rows back, those made at the places in `odd` with a byte too many."""
    number = itertools.count()

    def make() -> png.Deflate:
        tail = b"!" if next(number) in odd else b""
        return lambda rows: rows + tail

    return make


@pytest.mark.parametrize("odd", [(), (0,), (1,), (0, 2), (1, 3, 4)])
def test_streams_that_pack_rows_otherwise_are_replaced(odd: tuple[int, ...]) -> None:
    deflate = png.agreed(deflaters(*odd))

    assert [deflate(b"rows") for _ in range(3)] == [b"rows"] * 3


def test_streams_that_never_agree_are_not_waited_for() -> None:
    assert png.agreed(deflaters(*range(0, 100, 2)))(b"rows").startswith(b"rows")
