"""How the daemon is, for machines: `/healthz` and Prometheus' `/metrics`, on a port of this machine."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from announcer.daemon.metrics import CONTENT_TYPE, HealthReport, metrics
from announcer.errors import AnnouncerError

REQUEST_SECONDS = 10
"""How long one caller may keep a thread."""


@contextmanager
def serve(address: str, port: int, report: Callable[[], HealthReport]) -> Iterator[int]:
    """Answer on that port for as long as the block runs; yield the port, which the system chooses where it is 0.

    Raises:
        OSError: the port cannot be had.
    """

    class Request(_Request):
        ask = staticmethod(report)

    server = ThreadingHTTPServer((address, port), Request)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), name="health", daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


class _Request(BaseHTTPRequestHandler):
    ask: Callable[[], HealthReport]
    timeout = REQUEST_SECONDS
    server_version = "announcer"
    sys_version = ""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is http.server's)
        """Log nothing: monitors ask every few seconds."""

    def do_GET(self) -> None:
        """Answer."""
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
        answer = {
            "ok": report.is_alive,
            "round_age_seconds": round(report.age.total_seconds(), 1),
            "person_needed": report.overview.person_needed,
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
        self.wfile.write(content)
