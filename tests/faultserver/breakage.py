"""Answers that break on their way: cut, contradictory, without an end, or none at all."""

import gzip
import itertools
import re
from collections.abc import Iterator
from functools import cache

from tests.faultserver.answers import Answer
from tests.faultserver.wire import Cut, End, Pause, Step, chunk, chunked_head, length, pieces, steps

DRIP_SECONDS = 0.5
ROOM = 2 * 1024 * 1024
"""More than any client should take as an answer to a post."""


def _stopped(share: float, end: End, *, sized: bool = True) -> Cut:
    """Stop within the body."""

    def cut(answer: Answer) -> Iterator[Step]:
        head = answer.head(length(answer.body) if sized else "Connection: close")
        yield head + answer.body[: int(len(answer.body) * share)]
        yield Pause(0.02)
        yield end

    return cut


def within_id(answer: Answer) -> bytes:
    """Return the body up to the middle of its first id."""
    found = re.search(rb'"id":\s*"(\d+)', answer.body)
    return answer.body[: found.start(1) + len(found.group(1)) // 2] if found else answer.body[:-2]


def _within_id(how: str) -> Cut:
    """Stop in the middle of the id, in several disguises."""

    def cut(answer: Answer) -> Iterator[Step]:
        part = within_id(answer)
        if how == "chunked":
            yield chunked_head(answer) + chunk(part)
        elif how == "complete":  # every sign says that this is the whole body
            yield answer.head(length(part), "Connection: close") + part
        elif how == "chunked-complete":
            yield chunked_head(answer) + chunk(part) + b"0\r\n\r\n"
        else:
            yield answer.head("Connection: close") + part
        yield End.FIN

    return cut


def _head_cut(share: float, end: End) -> Cut:
    def cut(answer: Answer) -> Iterator[Step]:
        head = answer.head(length(answer.body))
        yield head[: int(len(head) * share)]
        yield Pause(0.02)
        yield end

    return cut


def _said(*lines: str) -> Cut:
    """Send half of the body after a head that lies about it."""
    return lambda answer: steps(answer.head(*lines) + within_id(answer), End.FIN)


def _chunks(*data: bytes) -> Cut:
    return lambda answer: steps(chunked_head(answer), *data, End.FIN)


def _status_line(line: bytes) -> Cut:
    """Send an answer whose first line is wrong, and half of the body."""

    def cut(answer: Answer) -> Iterator[Step]:
        _, _, rest = answer.head("Connection: close").partition(b"\r\n")
        yield line + b"\r\n" + rest + within_id(answer)
        yield End.FIN

    return cut


def _drip_for_ever(answer: Answer) -> Iterator[Step]:
    yield answer.head("Content-Length: 100000")
    yield from pieces(answer.body[:-3] + b" " * 100_000, 1, DRIP_SECONDS)


def _drip_head_for_ever(answer: Answer) -> Iterator[Step]:
    yield f"HTTP/1.1 {answer.status} OK\r\n".encode()
    yield from pieces(b"X-Slow: " + b"z" * 10_000, 1, DRIP_SECONDS)


def _hints_for_ever(_answer: Answer) -> Iterator[Step]:
    for _ in itertools.count():
        yield b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
        yield Pause(0.01)


def _body_for_ever(answer: Answer) -> Iterator[Step]:
    yield answer.head("Connection: close") + within_id(answer)
    for _ in range(ROOM // 65_536 * 20):
        yield b" " * 65_536
    yield End.HANG


def _far_too_long(answer: Answer) -> Iterator[Step]:
    yield answer.head(f"Content-Length: {ROOM}") + within_id(answer)
    yield b" " * ROOM
    yield End.FIN


@cache
def _bomb() -> bytes:
    return gzip.compress(b"{" + b" " * (50 * ROOM), mtime=0)


def _gzip_bomb(answer: Answer) -> Iterator[Step]:
    yield answer.head("Content-Encoding: gzip", length(_bomb())) + _bomb()
    yield End.FIN


def _gzip_cut(answer: Answer) -> Iterator[Step]:
    packed = gzip.compress(answer.body, mtime=0)[:-12]
    yield answer.head("Content-Encoding: gzip", length(packed)) + packed
    yield End.FIN


BROKEN: dict[str, Cut] = {
    "cut-mid-object": _stopped(0.6, End.FIN),
    "cut-mid-object-no-length": _stopped(0.6, End.FIN, sized=False),
    "cut-then-reset": _stopped(0.6, End.RST),
    "cut-then-silence": _stopped(0.6, End.HANG),
    "cut-mid-id": _within_id("closed"),
    "cut-mid-id-complete": _within_id("complete"),
    "cut-mid-id-chunked": _within_id("chunked"),
    "cut-mid-id-chunked-complete": _within_id("chunked-complete"),
    "only-head": _stopped(0, End.FIN),
    "only-head-then-reset": _stopped(0, End.RST),
    "only-head-then-silence": _stopped(0, End.HANG),
    "head-cut": _head_cut(0.7, End.FIN),
    "head-cut-reset": _head_cut(0.7, End.RST),
    "head-cut-silence": _head_cut(0.7, End.HANG),
    "status-line-cut": _head_cut(0.05, End.FIN),
    "length-short": _said("Content-Length: 20"),
    "length-zero": _said("Content-Length: 0"),
    "length-negative": _said("Content-Length: -5"),
    "length-in-words": _said("Content-Length: many"),
    "length-huge": _said("Content-Length: 99999999999999999999"),
    "two-lengths": _said("Content-Length: 10", "Content-Length: 4000"),
    "chunk-size-in-words": _chunks(b"many\r\n{}\r\n0\r\n\r\n"),
    "chunk-size-negative": _chunks(b"-5\r\n{}\r\n0\r\n\r\n"),
    "chunk-size-huge": _chunks(b"fffffffffffffffffff\r\n{}\r\n"),
    "chunk-shorter": _chunks(b'20\r\n{"data":{"id":"1\r\n0\r\n\r\n'),
    "chunks-without-end": _chunks(chunk(b'{"data":')),
    "chunks-without-anything": _chunks(),
    "status-not-a-number": _status_line(b"HTTP/1.1 2O1 Created"),
    "status-without-number": _status_line(b"HTTP/1.1"),
    "status-999": _status_line(b"HTTP/1.1 999 Nobody knows"),
    "status-000": _status_line(b"HTTP/1.1 000 "),
    "status-99999": _status_line(b"HTTP/1.1 99999 Too many"),
    "status-101": _status_line(b"HTTP/1.1 101 Switching Protocols"),
    "http-2-preface": lambda _answer: steps(b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + b"\x00" * 18, End.FIN),
    "icy": _status_line(b"ICY 200 OK"),
    "tls-alert": lambda _answer: steps(b"\x15\x03\x01\x00\x02\x02\x46", End.FIN),
    "ssh-banner": lambda _answer: steps(b"SSH-2.0-OpenSSH_9.6\r\n", End.FIN),
    "garbage": lambda _answer: steps(bytes(range(256)) * 8, End.FIN),
    "newlines": lambda _answer: steps(b"\r\n" * 500, End.FIN),
    "drip-for-ever": _drip_for_ever,
    "drip-head-for-ever": _drip_head_for_ever,
    "hints-for-ever": _hints_for_ever,
    "body-for-ever": _body_for_ever,
    "two-megabytes": _far_too_long,
    "gzip-bomb": _gzip_bomb,
    "gzip-cut": _gzip_cut,
}

SILENT: dict[str, Cut] = {
    "fin": lambda _answer: steps(End.FIN),
    "rst": lambda _answer: steps(End.RST),
    "hang": lambda _answer: steps(End.HANG),
    "hang-then-fin": lambda _answer: steps(Pause(0.7), End.FIN),
    "hang-then-rst": lambda _answer: steps(Pause(0.7), End.RST),
}
