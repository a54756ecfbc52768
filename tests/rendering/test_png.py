import struct
import sys
import zlib

import pytest

from announcer.errors import UsageError
from announcer.rendering import png

ROWS = b"\0" + bytes((255, 0, 0)) * 2 + b"\0" + bytes((0, 0, 255)) * 2


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


@pytest.mark.parametrize("name", ["zlib", "isal"])
def test_the_rows_come_out_as_they_went_in(name: png.Compressor) -> None:
    if name == "isal":
        pytest.importorskip("isal", reason="the extra [fast] is not installed")
    data = png.encode(ROWS, 2, 2, png.compressor(name))

    found = chunks(data)

    assert data.startswith(png.SIGNATURE)
    assert list(found) == [b"IHDR", b"sRGB", b"IDAT", b"IEND"]
    assert found[b"IHDR"] == struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    assert zlib.decompress(found[b"IDAT"]) == ROWS


def test_the_same_rows_give_the_same_bytes() -> None:
    assert png.encode(ROWS, 2, 2, png.compressor("zlib")) == png.encode(ROWS, 2, 2, png.compressor("zlib"))


def test_a_compressor_that_is_not_installed_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "isal", None)

    with pytest.raises(UsageError, match=r"card\.compressor is isal, which is not installed") as told:
        png.compressor("isal")

    assert "publication-announcer[fast]" in told.value.hint
