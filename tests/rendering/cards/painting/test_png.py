import struct
import zlib

from announcer.rendering.cards.painting import png

RED, BLUE = bytes((255, 0, 0)) * 2, bytes((0, 0, 255)) * 2
ROWS = b"\0" + RED + b"\0" + BLUE


def encoded(*parts: bytes) -> bytes:
    return png.encode(map(png.compress, parts), 2, 2)


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

    first, _, again = png.compress(rows), png.compress(others), png.compress(rows)

    assert first == again
    assert zlib.decompressobj(-15, zdict=b"\x00").decompress(first.deflated + b"\x03\x00") == rows


def test_the_beginning_of_a_strip_is_found_again_at_every_place() -> None:
    """Without a dictionary, ISA-L forgets the third place and enters one that hangs on the stream's address."""
    start = bytes(range(60, 120))

    second, third = (png.compress(start + start[place:40] + bytes(4000)).deflated for place in (2, 3))

    assert len(second) == len(third)


def test_the_checksum_holds_for_rows_of_any_length() -> None:
    rows = bytes(range(251)) * 1000
    data = png.encode((png.compress(rows[start : start + 64_000]) for start in range(0, len(rows), 64_000)), 9, 9)

    assert zlib.decompress(chunks(data)[b"IDAT"]) == b"\0" + rows


def test_the_same_rows_give_the_same_bytes() -> None:
    assert encoded(RED + b"\0", BLUE) == encoded(RED + b"\0", BLUE)
