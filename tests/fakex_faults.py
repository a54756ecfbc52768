"""What can go wrong between a client and the fake X, each under a name that a test can arm."""

import json
import os
import select
import signal
import socket
import struct
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.fakex_world import BAD_MEDIA, DUPLICATE, UNAUTHORISED, Answer, problem

PID_HEADER = "X-Client-Pid"
HELD = 30.0
"""Seconds for which a silent server keeps a connection; clients give up long before."""

MORE_THAN_CLIENTS_TAKE = 64 << 20
PROBLEMS = "https://api.twitter.com/2/problems"


def _window(*, reset: str | None) -> Answer:
    headers = {"x-rate-limit-limit": "100", "x-rate-limit-remaining": "0"}
    if reset is not None:
        headers["x-rate-limit-reset"] = reset
    return Answer(status=429, body=problem(429, "Too Many Requests").body, headers=headers)


def _cap(now: float) -> Answer:
    body = {
        "title": "UsageCapExceeded",
        "period": "Monthly",
        "scope": "Product",
        "type": f"{PROBLEMS}/usage-capped",
    }
    detail = {"detail": "Usage cap exceeded: Monthly product cap"}
    headers = {"x-rate-limit-remaining": "39999", "x-rate-limit-reset": str(int(now) + 600)}
    return Answer(status=429, body=body | detail, headers=headers)


CREDITS = problem(
    402,
    "Your enrolled account [1] does not have any credits to fulfill this request.",
    title="CreditsDepleted",
    kind=f"{PROBLEMS}/credits",
)
SUSPENDED = problem(403, "Your account is suspended.", title="Forbidden", kind=f"{PROBLEMS}/user-suspended")

REPLIES: dict[str, Callable[[float], Answer]] = {
    "duplicate-403": lambda _: DUPLICATE,
    "duplicate-187": lambda _: _codes(403, 187, "Status is a duplicate."),
    "403": lambda _: problem(403, "You are not permitted to perform this action.", title="Forbidden"),
    "403-suspended": lambda _: SUSPENDED,
    "403-locked": lambda _: _codes(403, 326, "To protect our users from spam, this account is locked."),
    "401": lambda _: UNAUTHORISED,
    "401-revoked": lambda _: _codes(401, 89, "Invalid or expired token."),
    "402": lambda _: CREDITS,
    "404": lambda _: problem(404, "Not Found"),
    "413": lambda _: problem(413, "Payload Too Large"),
    "400": lambda _: problem(400, "One or more parameters to your request was invalid.", title="Invalid Request"),
    "expired-media": lambda _: BAD_MEDIA,
    "429": lambda now: _window(reset=str(int(now) + 120)),
    "429-past": lambda now: _window(reset=str(int(now) - 3600)),
    "429-none": lambda _: _window(reset=None),
    "429-far": lambda now: _window(reset=str(int(now) + 10 * 86400)),
    "429-garbage": lambda _: _window(reset="soon"),
    "usage-cap": _cap,
    "json-list": lambda _: Answer(status=403, body=["nonsense"]),
    "json-null-errors": lambda _: Answer(status=400, body={"errors": None, "detail": 7}),
}
"""Refusals: nothing is created. The function is given the server's time."""


def _codes(status: int, code: int, message: str) -> Answer:
    return Answer(status=status, body={"errors": [{"code": code, "message": message}]})


class Broken(Exception):  # noqa: N818 (a connection is broken; that is no error of the test)
    """The connection was ended in place of a reply."""


def _silence(request: BaseHTTPRequestHandler, _: Answer) -> None:
    select.select([request.connection], [], [], HELD)


def _reset(request: BaseHTTPRequestHandler, _: Answer) -> None:
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    os.close(request.connection.detach())


def _kill(request: BaseHTTPRequestHandler, _: Answer) -> None:
    pid = request.headers.get(PID_HEADER)
    if pid:
        os.kill(int(pid), signal.SIGKILL)
        select.select([request.connection], [], [], HELD)


def _raw(request: BaseHTTPRequestHandler, status: int, body: bytes, *, length: int) -> None:
    request.send_response(status)
    request.send_header("content-type", "application/json")
    request.send_header("content-length", str(length))
    request.end_headers()
    request.wfile.write(body)


def _drip(request: BaseHTTPRequestHandler, answer: Answer) -> None:
    _raw(request, answer.status, b"", length=100_000)
    _trickle(request, b" ")


def _drip_head(request: BaseHTTPRequestHandler, _: Answer) -> None:
    request.wfile.write(b"HTTP/1.1 201 Created\r\nx-slow: ")
    _trickle(request, b"x")


def _trickle(request: BaseHTTPRequestHandler, piece: bytes) -> None:
    for _ in range(int(HELD / 0.05)):
        request.wfile.write(piece)
        readable, _, _ = select.select([request.connection], [], [], 0.05)
        if readable:
            return


def _huge(request: BaseHTTPRequestHandler, answer: Answer) -> None:
    _raw(request, answer.status, b"", length=MORE_THAN_CLIENTS_TAKE)
    for _ in range(MORE_THAN_CLIENTS_TAKE >> 16):
        request.wfile.write(b" " * 65536)


def _truncated(request: BaseHTTPRequestHandler, answer: Answer) -> None:
    whole = json.dumps(answer.body).encode()
    _raw(request, answer.status, whole[: len(whole) // 2], length=len(whole))


BREAKS: dict[str, Callable[[BaseHTTPRequestHandler, Answer], None]] = {
    "timeout": _silence,
    "reset": _reset,
    "kill": _kill,
    "drip": _drip,
    "drip-head": _drip_head,
    "huge": _huge,
    "truncated": _truncated,
}
"""Ends of a connection; each exists as `NAME-before` (nothing was created) and `NAME-after` (all was done)."""

GARBLES: dict[str, Callable[[Answer], Answer]] = {
    "500": lambda _: problem(500, "Internal Server Error"),
    "503": lambda _: problem(503, "Service Unavailable"),
    "503-html": lambda _: Answer(status=503, body=b"<html><h1>Over capacity</h1></html>"),
    "empty": lambda answer: Answer(status=answer.status, body=b""),
    "no-content": lambda _: Answer(status=204, body=b""),
    "html": lambda answer: Answer(status=answer.status, body=b"<html>Welcome</html>"),
    "cut-json": lambda answer: Answer(status=answer.status, body=b'{"data":{"id":"12'),
    "no-data": lambda answer: Answer(status=answer.status, body={"data": {}}),
    "errors-only": lambda _: Answer(status=200, body={"errors": [{"title": "Internal", "detail": "something"}]}),
    "redirect-301": lambda _: _redirect(301),
    "redirect-302": lambda _: _redirect(302),
    "redirect-303": lambda _: _redirect(303),
    "redirect-307": lambda _: _redirect(307),
}
"""Replies that hide what happened; each exists as `NAME-before` and `NAME-after`."""


def _redirect(status: int) -> Answer:
    return Answer(status=status, body=b"", headers={"location": "/2/users/me"})


Fault = str | Mapping[str, Any]
"""A name out of `NAMES`, or a reply: `{"status": 403, "body": …, "headers": {…}, "after": true}`."""

NAMES = (
    "none",
    *REPLIES,
    *(f"{name}-{moment}" for name in (*BREAKS, *GARBLES) for moment in ("before", "after")),
)
