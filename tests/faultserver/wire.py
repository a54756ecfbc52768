"""How an answer is cut up on its way: steps of bytes, pauses and ends, for the server to play.

`WHOLE` gives a patient reader the entire answer in some odd form; `breakage.py` never gives it a usable one.
"""

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from tests.faultserver.answers import HTML, Answer


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait before the next step."""

    seconds: float


class End(Enum):
    """How the connection ends."""

    FIN = "closed in order"
    RST = "reset"
    HANG = "left open in silence until the client leaves"


Step = bytes | Pause | End
Cut = Callable[[Answer], Iterator[Step]]


def plain(answer: Answer) -> Iterator[Step]:
    """Send it as it should be."""
    yield answer.head(length(answer.body), "Connection: close") + answer.body
    yield End.FIN


def length(body: bytes, more: int = 0) -> str:
    """Return the header that tells a body's length, or more than that."""
    return f"Content-Length: {len(body) + more}"


def pieces(data: bytes, size: int, seconds: float = 0.0) -> Iterator[Step]:
    """Send the data in pieces, with a pause after each."""
    for start in range(0, len(data), size):
        yield data[start : start + size]
        if seconds:
            yield Pause(seconds)


def _whole(answer: Answer) -> bytes:
    return answer.head(length(answer.body), "Connection: close") + answer.body


def steps(*taken: Step) -> Iterator[Step]:
    """Take these steps."""
    yield from taken


# --- whole, if oddly ---


def headers_byte_by_byte(answer: Answer) -> Iterator[Step]:
    """Send each byte of the headers in a segment of its own."""
    yield from pieces(answer.head(length(answer.body), "Connection: close"), 1, 0.0005)
    yield answer.body
    yield End.FIN


def hinted(*statuses: int) -> Cut:
    """Send interim answers before the real one."""

    def cut(answer: Answer) -> Iterator[Step]:
        for status in statuses:
            hints = "Link: </style.css>; rel=preload; as=style\r\n" if status == 103 else ""
            yield f"HTTP/1.1 {status} Interim\r\n{hints}\r\n".encode()
        yield from plain(answer)

    return cut


def chunk(data: bytes, extension: bytes = b"") -> bytes:
    return b"%x%s\r\n%s\r\n" % (len(data), extension, data)


def chunked_head(answer: Answer, *more: str) -> bytes:
    return answer.head("Transfer-Encoding: chunked", "Connection: close", *more)


def chunked(answer: Answer) -> Iterator[Step]:
    """Send the body in chunks of seven bytes."""
    yield chunked_head(answer)
    yield from (chunk(piece) for piece in pieces(answer.body, 7) if isinstance(piece, bytes))
    yield b"0\r\n\r\n"
    yield End.FIN


def chunked_with_extensions(answer: Answer) -> Iterator[Step]:
    """Send chunks that carry extensions, and trailers after the last."""
    yield chunked_head(answer, "Trailer: X-Digest")
    yield chunk(answer.body[:9], b';name="a;b"') + chunk(answer.body[9:], b";q")
    yield b"0;last\r\nX-Digest: abc\r\nX-Other: d\r\n\r\n"
    yield End.FIN


def chunk_by_chunk(answer: Answer) -> Iterator[Step]:
    """Send each byte as a chunk, sizes written with zeros and capitals."""
    yield chunked_head(answer)
    yield b"".join(b"000%X\r\n%c\r\n" % (1, byte) for byte in answer.body) + b"000\r\n\r\n"
    yield End.FIN


def until_closed(version: str = "HTTP/1.1") -> Cut:
    """Send no length: the end of the connection is the end of the body."""
    return lambda answer: steps(answer.head("Connection: close", version=version) + answer.body, End.FIN)


def kept_open(answer: Answer) -> Iterator[Step]:
    """Send a whole answer with its length, and leave the connection open."""
    yield answer.head(length(answer.body), "Connection: keep-alive") + answer.body
    yield End.HANG


def bare_newlines(answer: Answer) -> Iterator[Step]:
    """End the lines of the head with a line feed alone."""
    yield answer.head(length(answer.body)).replace(b"\r\n", b"\n") + answer.body
    yield End.FIN


def shouted(answer: Answer) -> Iterator[Step]:
    """Write the names of headers in capitals."""
    head = answer.head(length(answer.body), "Connection: close")
    yield re.sub(rb"(?m)^[\w-]+:", lambda match: match.group().upper(), head) + answer.body
    yield End.FIN


def with_headers(*lines: str) -> Cut:
    """Send more headers than anybody reads."""
    return lambda answer: steps(
        answer.head(*lines, length(answer.body), "Connection: close") + answer.body, End.FIN
    )


def dripped(answer: Answer) -> Iterator[Step]:
    """Send four pieces, half a second apart."""
    data = _whole(answer)
    yield from pieces(data, len(data) // 4 + 1, 0.2)
    yield End.FIN


def with_more_after(data: bytes) -> Cut:
    """Send more than the length says."""
    return lambda answer: steps(_whole(answer) + data, End.FIN)


def longer_than_said(answer: Answer) -> Iterator[Step]:
    """Say a length that is too long, and close after the body."""
    yield answer.head(length(answer.body, 100), "Connection: close") + answer.body
    yield End.FIN


def reset_after(answer: Answer) -> Iterator[Step]:
    """Send everything, and reset the connection at once."""
    yield _whole(answer)
    yield Pause(0.05)
    yield End.RST


def http_0_9(answer: Answer) -> Iterator[Step]:
    """Send the body and nothing else."""
    yield answer.body
    yield End.FIN


def changed(change: Callable[[Answer], Answer]) -> Cut:
    """Send another form of the answer."""
    return lambda answer: plain(change(answer))


def _body(change: Callable[[bytes], bytes], *headers: tuple[str, str]) -> Cut:
    return changed(
        lambda answer: Answer(
            status=answer.status, body=change(answer.body), headers=answer.having(*headers).headers
        )
    )


def _lengths_and_chunks(answer: Answer) -> Iterator[Step]:
    yield chunked_head(answer, length(answer.body)) + chunk(answer.body) + b"0\r\n\r\n"
    yield End.FIN


WHOLE: dict[str, Cut] = {
    "headers-byte-by-byte": headers_byte_by_byte,
    "100-continue": hinted(100),
    "102-processing": hinted(102, 102),
    "103-early-hints": hinted(103),
    "all-hints": hinted(100, 102, 103, 103),
    "chunked": chunked,
    "chunk-extensions-trailers": chunked_with_extensions,
    "chunk-for-each-byte": chunk_by_chunk,
    "no-length": until_closed(),
    "http-1.0": until_closed("HTTP/1.0"),
    "kept-open": kept_open,
    "bare-newlines": bare_newlines,
    "shouted-headers": shouted,
    "header-60k": with_headers("X-Long: " + "a" * 60_000),
    "header-70k": with_headers("X-Long: " + "a" * 70_000),
    "150-headers": with_headers(*(f"X-Many-{number}: 1" for number in range(150))),
    "folded-header": with_headers("X-Folded: a\r\n b"),
    "header-without-colon": with_headers("this is not a header"),
    "header-in-latin-1": with_headers("X-Name: \xfcber"),
    "dripped": dripped,
    "second-answer-after": with_more_after(b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"),
    "garbage-after": with_more_after(b"\x00\xff" * 40),
    "longer-than-said": longer_than_said,
    "reset-after": reset_after,
    "http-0.9": http_0_9,
    "gzip-unasked": _body(lambda body: gzip.compress(body, mtime=0), ("Content-Encoding", "gzip")),
    "gzip-not-said": _body(lambda body: gzip.compress(body, mtime=0)),
    "gzip-said-not-done": _body(lambda body: body, ("Content-Encoding", "gzip")),
    "unknown-encoding": _body(lambda body: body, ("Content-Encoding", "x-secret")),
    "called-html": _body(lambda body: body, ("Content-Type", HTML)),
    "called-nothing": _body(lambda body: body, ("Content-Type", "")),
    "called-a-picture": _body(lambda body: body, ("Content-Type", "image/png")),
    "odd-charset": _body(lambda body: body, ("Content-Type", "application/json; charset=klingon")),
    "bom": _body(lambda body: b"\xef\xbb\xbf" + body),
    "utf-16": _body(lambda body: body.decode().encode("utf-16")),
    "utf-16-said": _body(
        lambda body: body.decode().encode("utf-16-le"), ("Content-Type", "application/json; charset=utf-16le")
    ),
    "blanks-around": _body(lambda body: b"\r\n\t  " + body + b"\n\n"),
    "chunks-and-a-length": _lengths_and_chunks,
    "jsonp": _body(lambda body: b"while(1);" + body),
}
