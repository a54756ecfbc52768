"""How the daemon is, for machines: `/healthz` and Prometheus' `/metrics`, on a port of this machine."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Overview
from announcer.errors import AnnouncerError

SECONDS = 10
"""How long one caller may keep a thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthReport:
    """How the daemon is: `age` is how long ago posting last went round, `overview` how the queue stands."""

    age: timedelta
    stall_after: timedelta
    rounds: int
    failures: Mapping[str, int]
    overview: Overview

    @property
    def well(self) -> bool:
        """Whether posting goes round."""
        return self.age <= self.stall_after


def metrics(vitals: HealthReport) -> str:
    """Return the figures in Prometheus' text format, version 0.0.4."""
    return "".join(f"{line}\n" for line in _lines(vitals))


def _lines(vitals: HealthReport) -> Iterator[str]:
    yield from _kind("announcer_announcements", "gauge", "Announcements by state.")
    for state in State:
        yield f'announcer_announcements{{state="{state.value}"}} {vitals.overview.counts.get(state, 0)}'
    yield from _single("announcer_held", "gauge", "Announcements that a person keeps back.", vitals.overview.held)
    paused = len(vitals.overview.paused)
    yield from _single("announcer_paused_accounts", "gauge", "Accounts that wait for a person.", paused)
    yield from _kind("announcer_budget_used", "gauge", "What is used up: posts, or millionths of the currency.")
    for used in vitals.overview.used:
        labels = (
            f'channel="{used.channel}",account="{used.account}",window="{used.window}",unit="{used.unit.value}"'
        )
        yield f"announcer_budget_used{{{labels}}} {used.used}"
    age = vitals.age.total_seconds()
    yield from _single("announcer_round_age_seconds", "gauge", "Seconds since posting last went round.", age)
    yield from _single("announcer_rounds_total", "counter", "How often posting went round.", vitals.rounds)
    yield from _kind("announcer_failures_total", "counter", "How often a duty failed.")
    for duty, number in sorted(vitals.failures.items()):
        yield f'announcer_failures_total{{duty="{duty}"}} {number}'


def _kind(name: str, kind: str, words: str) -> Iterator[str]:
    yield f"# HELP {name} {words}"
    yield f"# TYPE {name} {kind}"


def _single(name: str, kind: str, words: str, value: float) -> Iterator[str]:
    yield from _kind(name, kind, words)
    yield f"{name} {value}"


@contextmanager
def serve(address: str, port: int, vitals: Callable[[], HealthReport]) -> Iterator[int]:
    """Answer on that port for as long as the block runs; yield the port, which the system chooses where it is 0.

    Raises:
        OSError: the port cannot be had.
    """

    class Request(_Request):
        ask = staticmethod(vitals)

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
    timeout = SECONDS
    server_version = "announcer"
    sys_version = ""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is http.server's)
        """Keep quiet: monitors ask every few seconds."""

    def do_GET(self) -> None:
        """Answer."""
        pages = {"/healthz": self._health, "/metrics": self._metrics}
        page = pages.get(self.path.partition("?")[0])
        if page is None:
            self._write(HTTPStatus.NOT_FOUND, "text/plain", "/healthz or /metrics\n")
            return
        try:
            page(self.ask())
        except AnnouncerError as error:
            self._write(HTTPStatus.SERVICE_UNAVAILABLE, "application/json", _json({"ok": False, "why": str(error)}))

    def _health(self, vitals: HealthReport) -> None:
        status = HTTPStatus.OK if vitals.well else HTTPStatus.SERVICE_UNAVAILABLE
        answer = {
            "ok": vitals.well,
            "round_age_seconds": round(vitals.age.total_seconds(), 1),
            "person_needed": vitals.overview.person_needed,
        }
        self._write(status, "application/json", _json(answer))

    def _metrics(self, vitals: HealthReport) -> None:
        self._write(HTTPStatus.OK, "text/plain; version=0.0.4", metrics(vitals))

    def _write(self, status: HTTPStatus, kind: str, body: str) -> None:
        content = body.encode()
        self.send_response(status)
        self.send_header("content-type", f"{kind}; charset=utf-8")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _json(answer: Mapping[str, object]) -> str:
    return json.dumps(answer) + "\n"
