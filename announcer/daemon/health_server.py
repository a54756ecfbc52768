"""How the daemon is, for machines: `/healthz` and Prometheus' `/metrics`, on a port of this machine.

Whoever asks can hold up nothing: few are served at once, each has one deadline for the whole of its request, and
what is answered is as of the last round, so that a busy store keeps nobody waiting.
"""

import ipaddress
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from announcer.daemon.metrics import CONTENT_TYPE, HealthReport, metrics
from announcer.errors import AnnouncerError
from announcer.ports.notices import reason_json

REQUEST_SECONDS = 10.0
"""How long one request may take from its first byte to the last of its answer."""
MOST_CALLERS = 8
"""So many are served at once; further ones are turned away."""


@contextmanager
def serve(
    address: str, port: int, report: Callable[[], HealthReport], *, seconds: float = REQUEST_SECONDS
) -> Iterator[int]:
    """Answer on that port for as long as the block runs; yield the port, which the system chooses where it is 0.

    `seconds` is how long one request may take.

    Raises:
        OSError: the port cannot be had.
    """

    class Request(_Request):
        ask = staticmethod(report)
        timeout = seconds

    server = _Server(address.strip("[]"), port, Request, seconds)
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), name="health", daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = MOST_CALLERS

    def __init__(self, address: str, port: int, request: type["_Request"], seconds: float) -> None:
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self._seconds = seconds
        self._callers: dict[socket.socket, float] = {}
        self._lock = threading.Lock()
        super().__init__((address, port), request)

    def server_bind(self) -> None:
        """Bind without asking anybody what the address is called."""
        self.allow_reuse_address = True
        if self.address_family == socket.AF_INET6:
            with suppress(OSError):
                self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    @property
    def is_for_this_machine(self) -> bool:
        """Whether only this machine can ask."""
        return _is_loopback(self.server_name)

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ANN401, ARG002 (socketserver's signature)
        """Turn a caller away where there are enough of them."""
        with self._lock:
            if len(self._callers) >= MOST_CALLERS:
                return False
            self._callers[request] = time.monotonic() + self._seconds
        return True

    def service_actions(self) -> None:
        """End what takes too long; the server calls this ten times a second."""
        now = time.monotonic()
        with self._lock:
            late = [caller for caller, end in self._callers.items() if end <= now]
        for caller in late:
            with suppress(OSError):
                caller.shutdown(socket.SHUT_RDWR)

    def shutdown_request(self, request: Any) -> None:  # noqa: ANN401 (socketserver's signature)
        """Let go of a caller."""
        with self._lock:
            self._callers.pop(request, None)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 (socketserver's signature)
        """Say nothing of a caller that went away in the middle."""


class _Request(BaseHTTPRequestHandler):
    ask: Callable[[], HealthReport]
    server: _Server
    server_version = "announcer"
    sys_version = ""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is http.server's)
        """Log nothing: monitors ask every few seconds."""

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer."""
        if self.server.is_for_this_machine and not _is_loopback(_host(self.headers.get("Host", ""))):
            # a page in a browser of this machine may lead its own name here
            self._write(HTTPStatus.MISDIRECTED_REQUEST, "text/plain; charset=utf-8", b"another host is meant\n")
            return
        pages = {"/healthz": self._health, "/metrics": self._metrics}
        page = pages.get(self.path.partition("?")[0])
        if page is None:
            self._write(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"/healthz or /metrics\n")
            return
        try:
            page(self.ask())
        except AnnouncerError as error:
            self._write_json(HTTPStatus.SERVICE_UNAVAILABLE, {"ok": False, "why": str(error)})

    def _health(self, report: HealthReport) -> None:
        overview = report.overview
        answer = {
            "ok": report.is_alive,
            "round_age_seconds": round(report.age.total_seconds(), 1),
            "seen_at": overview.at.isoformat(timespec="seconds") if overview else None,
            "person_needed": bool(report.reasons) if overview or report.reasons else None,
            "reasons": [reason_json(reason) for reason in report.reasons],
        }
        self._write_json(HTTPStatus.OK if report.is_alive else HTTPStatus.SERVICE_UNAVAILABLE, answer)

    def _metrics(self, report: HealthReport) -> None:
        self._write(HTTPStatus.OK, CONTENT_TYPE, metrics(report))

    def _write_json(self, status: HTTPStatus, answer: Mapping[str, object]) -> None:
        self._write(status, "application/json; charset=utf-8", (json.dumps(answer) + "\n").encode())

    def _write(self, status: HTTPStatus, content_type: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", content_type)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def _host(header: str) -> str:
    """Return the host of a `Host` header, without its port; `localhost` where there is none."""
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.partition(":")[0].lower() or "localhost"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
