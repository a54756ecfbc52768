"""A fake X on 127.0.0.1: the wire format of its API, its rules, and every way in which it can go wrong.

In one process with the client::

    with FakeX() as x:
        client = ...(base_url=x.url, keys of tests.fakex_world.SECRETS, account of tests.fakex_world.USERNAME)
        x.arm("create", "timeout-after", "none", "duplicate-403")   # the next three creates
        x.arm("me", "401", lasting=True)                            # every read of the account
        x.world.read_lag = 2.0; x.world.duplicate_rule = False      # and all else of fakex_world.World
        x.world.posts, x.world.calls, x.world.violations            # what it saw; violations must stay empty

From another process::

    python -m tests.fakex [--port 0]     # from the repository's root; prints {"port": 41233}, ends with its stdin
    POST /_control  {"reset": true, "duplicate_rule": false, "read_lag": 2, "clock_offset": 3600,
                     "arm": {"create": ["500-after", "none"]}, "lasting": {"me": "401"}}
    GET  /_control  {"posts": [{"id", "text", "alt_texts"…}], "calls": [["create", "500-after"]…],
                     "media": {id: alt text}, "violations": []}

Routes are named upload, describe, create, timeline, delete, me and token; faults are in `fakex_faults.NAMES`.
`kill-before` and `kill-after` send SIGKILL to the process in the request's X-Client-Pid header, before or after the
fake has done what was asked. Requests are checked against X's OpenAPI description, signatures against RFC 5849.
"""

import argparse
import dataclasses
import email.utils
import json
import sys
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NoReturn, Self
from urllib.parse import parse_qsl, urlsplit

from tests.fakex_faults import BREAKS, GARBLES, NAMES, REPLIES, Broken, Fault
from tests.fakex_oauth import authorisation_fields, complaint
from tests.fakex_wire import Wire, multipart_fields
from tests.fakex_world import UNAUTHORISED, Answer, World, problem

ROUTES = {
    ("POST", "/2/tweets"): "create",
    ("POST", "/2/media/upload"): "upload",
    ("POST", "/2/media/metadata"): "describe",
    ("GET", "/2/users/me"): "me",
    ("GET", "/2/users/{id}/tweets"): "timeline",
    ("DELETE", "/2/tweets/{id}"): "delete",
    ("POST", "/2/oauth2/token"): "token",
}


class FakeX:
    """The server; a context manager. `url` is its address, `world` what it remembers."""

    def __init__(self, *, port: int = 0, wire: Wire | None = None) -> None:
        self.world = World()
        self.wire = wire or Wire.best()
        self._armed: dict[str, deque[Fault]] = defaultdict(deque)
        self._lasting: dict[str, Fault] = {}
        handler = type("Request", (_Request,), {"fake": self})
        self._server = _Server(("127.0.0.1", port), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self._server.server_port

    @property
    def url(self) -> str:
        """The address in place of https://api.x.com."""
        return f"http://127.0.0.1:{self.port}"

    def arm(self, route: str, *faults: Fault, lasting: bool = False) -> None:
        """Let the next requests of a route go wrong, one fault each; `lasting`: all that come after them."""
        for fault in faults:
            assert not isinstance(fault, str) or fault in NAMES, fault
        assert route in ROUTES.values(), route
        if lasting:
            (self._lasting[route],) = faults
        else:
            self._armed[route].extend(faults)

    def disarm(self) -> None:
        """Let nothing go wrong any more."""
        self._armed.clear()
        self._lasting.clear()

    def next_fault(self, route: str) -> Fault:
        """Take the fault that the next request of a route meets."""
        return self._armed[route].popleft() if self._armed[route] else self._lasting.get(route, "none")

    def control(self, orders: dict[str, Any]) -> None:
        """Do what came in by `POST /_control`."""
        if orders.pop("reset", False):
            self.world = World()
            self.disarm()
        for route, faults in orders.pop("arm", {}).items():
            self.arm(route, *faults)
        for route, fault in orders.pop("lasting", {}).items():
            self.arm(route, fault, lasting=True)
        for name, value in orders.items():
            setattr(self.world, name, value)

    def report(self) -> dict[str, Any]:
        """Return what `GET /_control` tells."""
        world = self.world
        with world.lock:
            return {
                "posts": [dataclasses.asdict(post) for post in world.posts],
                "calls": list(world.calls),
                "media": dict(world.media),
                "violations": list(world.violations),
            }

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing where the client has gone; that is what many tests are about."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Request(BaseHTTPRequestHandler):
    fake: FakeX
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is http.server's)
        """Keep quiet."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        """Return the Date header by the fake's clock, which may be wrong."""
        return email.utils.formatdate(self.fake.world.now() if timestamp is None else timestamp, usegmt=True)

    def do_GET(self) -> None:
        """Answer a GET."""
        self._answer()

    def do_POST(self) -> None:
        """Answer a POST."""
        self._answer()

    def do_DELETE(self) -> None:
        """Answer a DELETE."""
        self._answer()

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        if self.path == "/_control":
            if self.command == "POST":
                self.fake.control(json.loads(body))
            self._write(Answer(status=200, body=self.fake.report()))
            return
        with suppress(Broken):
            self._write(self._reply(body))

    def _reply(self, body: bytes) -> Answer:
        template, path_id = _template(urlsplit(self.path).path)
        route = ROUTES.get((self.command, template), "")
        if not route:
            return problem(404, "Not Found")
        world = self.fake.world
        fault = self.fake.next_fault(route)
        with world.lock:
            world.calls.append((route, fault if isinstance(fault, str) else "reply"))
        with world.lock:
            wrong = self._wire_faults(route, template, body)
            world.violations.extend(f"{route}: {each}" for each in wrong)
        if (refused := self._before(fault)) is not None:
            return refused
        with world.lock:
            refused = self._refusal(route, wrong, body)
            answer = refused or self._done(route, path_id, body)
        return self._after(fault, answer)

    def _before(self, fault: Fault) -> Answer | None:
        """Return the reply of a fault that comes before anything is done, or break the connection."""
        if not isinstance(fault, str):
            return None if fault.get("after") else _given(fault)
        if fault in REPLIES:
            return REPLIES[fault](self.fake.world.now())
        if not fault.endswith("-before"):
            return None
        success = Answer(status=201 if self.path == "/2/tweets" else 200, body={"data": {"id": "1", "text": "?"}})
        return self._garbled(fault.removesuffix("-before"), success)

    def _after(self, fault: Fault, answer: Answer) -> Answer:
        """Return the reply when all is done, or break the connection."""
        if not isinstance(fault, str):
            return _given(fault)
        return answer if fault == "none" else self._garbled(fault.removesuffix("-after"), answer)

    def _garbled(self, name: str, answer: Answer) -> Answer:
        if name in BREAKS:
            self._break(name, answer)
        return GARBLES[name](answer)

    def _break(self, name: str, answer: Answer) -> NoReturn:
        self.close_connection = True
        with suppress(OSError):
            BREAKS[name](self, answer)
        raise Broken

    def _refusal(self, route: str, wrong: list[str], body: bytes) -> Answer | None:
        if wrong:
            return problem(400, "; ".join(wrong), title="Invalid Request")
        if route == "token":
            return None
        if trouble := self._authorisation_trouble(body):
            return _unauthorised(trouble)
        return None

    def _wire_faults(self, route: str, template: str, body: bytes) -> list[str]:
        if route == "token":
            return (
                [] if self._content_type().startswith("application/x-www-form-urlencoded") else ["token: no form"]
            )
        return self.fake.wire.request_faults(
            self.command, template, query=urlsplit(self.path).query, content_type=self._content_type(), body=body
        )

    def _authorisation_trouble(self, body: bytes) -> str:
        world, header = self.fake.world, self.headers.get("authorization", "")
        if header.startswith("Bearer "):
            return "" if header.removeprefix("Bearer ") in world.access_tokens else "unknown token"
        form = body.decode() if self._content_type().startswith("application/x-www-form-urlencoded") else ""
        url = f"http://{self.headers['host']}{self.path}"
        trouble = complaint(
            method=self.command,
            url=url,
            header=header,
            form=form,
            secrets=world.secrets,
            now=world.now(),
            seen=world.nonces,
        )
        world.nonces.add(authorisation_fields(header).get("oauth_nonce", ""))
        return trouble

    def _done(self, route: str, path_id: str, body: bytes) -> Answer:
        world, query = self.fake.world, dict(parse_qsl(urlsplit(self.path).query))
        actions: dict[str, Callable[[], Answer]] = {
            "create": lambda: world.create(json.loads(body)),
            "upload": lambda: world.upload(multipart_fields(self._content_type(), body)),
            "describe": lambda: world.describe(json.loads(body)),
            "timeline": lambda: world.timeline(query),
            "delete": lambda: world.delete(path_id),
            "token": lambda: world.token(dict(parse_qsl(body.decode()))),
            "me": world.me,
        }
        return actions[route]()

    def _content_type(self) -> str:
        return self.headers.get("content-type") or ""

    def _write(self, answer: Answer) -> None:
        body = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
        with suppress(OSError):
            self.send_response(answer.status)
            for name, value in {"content-type": "application/json", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)


def _given(fault: Mapping[str, Any]) -> Answer:
    return Answer(status=fault["status"], body=fault.get("body", b""), headers=fault.get("headers", {}))


def _unauthorised(trouble: str) -> Answer:
    if trouble == "Timestamp out of bounds.":
        return Answer(status=401, body={"errors": [{"code": 135, "message": trouble}]})
    return UNAUTHORISED


def _template(path: str) -> tuple[str, str]:
    """Return a path with its id replaced by `{id}`, and the id."""
    parts = path.split("/")
    for number, part in enumerate(parts):
        if part.isdecimal() and number > 1 and len(part) > 1:
            return "/".join([*parts[:number], "{id}", *parts[number + 1 :]]), part
    return path, ""


def main() -> None:
    """Serve until standard input ends; the first line of output tells the port."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    with FakeX(port=parser.parse_args().port) as fake:
        sys.stdout.write(json.dumps({"port": fake.port}) + "\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
