"""What gzip has packed is unpacked as far as it is whole, and never without end."""

import gzip
import io
import zlib

import pytest

from announcer.system.unpacking import FREELY, Unpacking


def unpacked(data: bytes) -> tuple[bytes, str]:
    raw = Unpacking(io.BytesIO(data))
    return io.BufferedReader(raw).read(), raw.problem


@pytest.mark.parametrize("content", [b"", b"x", b"salt and sleep\n" * 100_000])
def test_what_is_packed_comes_out_as_it_was(content: bytes) -> None:
    assert unpacked(gzip.compress(content)) == (content, "")


def test_several_parts_are_one_file_and_zeros_at_its_end_are_nothing() -> None:
    assert unpacked(gzip.compress(b"salt ") + gzip.compress(b"and sleep") + b"\0" * 512) == (b"salt and sleep", "")


def test_of_a_file_that_is_cut_what_is_there_comes_and_the_problem_is_known() -> None:
    content = bytes(range(256)) * 4_000
    found, problem = unpacked(gzip.compress(content)[:-20])

    assert content.startswith(found)
    assert found
    assert problem == "it ends before the packed data do; it was not saved whole"


@pytest.mark.parametrize("data", [b"\x1f\x8b", b"\x1f\x8bnot gzip", gzip.compress(b"x", mtime=0) + b"more"])
def test_damage_is_a_problem_and_never_raised(data: bytes) -> None:
    assert unpacked(data)[1]


def test_a_bomb_is_given_up() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    bomb = b"".join([*(packer.compress(b"\0" * 1_000_000) for _ in range(130)), packer.flush()])
    raw = Unpacking(io.BytesIO(bomb))
    length = 0
    while piece := raw.read(1_000_000):
        length += len(piece)

    assert length <= FREELY
    assert raw.problem == "it unpacks to more than 100 times its size, as no file of records does"
