import struct
import sys
import zlib

import pytest

from announcer.errors import UsageError
from announcer.rendering import png

RED, BLUE = bytes((255, 0, 0)) * 2, bytes((0, 0, 255)) * 2
ROWS = b"\0" + RED + b"\0" + BLUE


def encoded(name: png.Compressor, *parts: bytes) -> bytes:
    compress = png.compressor(name)
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


@pytest.mark.parametrize("name", ["zlib", "isal", "once"])
def test_the_rows_come_out_as_they_went_in(name: png.Compressor) -> None:
    if name == "isal":
        pytest.importorskip("isal", reason="the extra [fast] is not installed")
    data = encoded(name, RED + b"\0", BLUE)

    found = chunks(data)

    assert data.startswith(png.SIGNATURE)
    assert list(found) == [b"IHDR", b"sRGB", b"IDAT", b"IEND"]
    assert found[b"IHDR"] == struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    assert zlib.decompress(found[b"IDAT"]) == ROWS


@pytest.mark.parametrize("name", ["zlib", "isal", "once"])
def test_a_strip_is_compressed_alike_whatever_came_before(name: png.Compressor) -> None:
    if name == "isal":
        pytest.importorskip("isal", reason="the extra [fast] is not installed")
    rows, others = bytes(range(256)) * 200, bytes(reversed(range(256))) * 200
    compress = png.compressor(name)

    first, _, again = compress(rows), compress(others), compress(rows)

    assert first == again == png.compressor(name)(rows)
    assert zlib.decompress(first.deflated + b"\x03\x00", wbits=-15) == rows


def test_strips_of_different_compressors_make_one_picture() -> None:
    kept, drawn = png.compressor("once")(RED + b"\0"), png.compressor("zlib")(BLUE)

    assert zlib.decompress(chunks(png.encode([kept, drawn], 2, 2))[b"IDAT"]) == ROWS


def test_the_checksum_holds_for_rows_of_any_length() -> None:
    rows = bytes(range(251)) * 1000
    compress = png.compressor("zlib")

    data = png.encode((compress(rows[start : start + 64_000]) for start in range(0, len(rows), 64_000)), 9, 9)

    assert zlib.decompress(chunks(data)[b"IDAT"]) == b"\0" + rows


def test_the_same_rows_give_the_same_bytes() -> None:
    assert encoded("zlib", RED + b"\0", BLUE) == encoded("zlib", RED + b"\0", BLUE)


def test_a_compressor_that_is_not_installed_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "isal", None)

    with pytest.raises(UsageError, match=r"card\.compressor is isal, which is not installed") as told:
        png.compressor("isal")

    assert "publication-announcer[fast]" in told.value.hint
