"""A small HTTP server for tests that takes notices."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Hook:
    """What the server was posted, and the status it answers with."""

    status: int = 204
    posted: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""


@contextmanager
def webhook(hook: Hook) -> Iterator[Hook]:
    """Take notices for as long as the block runs."""

    class Request(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Take one."""
            hook.posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(hook.status)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is http.server's)
            """Log nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Request) as server:
        hook.url = f"http://127.0.0.1:{server.server_port}/hook/canarySecretPath"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield hook
        finally:
            server.shutdown()
            thread.join()
