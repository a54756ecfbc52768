"""Serve the review page: a socket, a bound on everything that a stranger may use up, an end in order."""

import socket
from pathlib import Path

import uvicorn

from announcer.errors import ConfigurationError
from announcer.services.people.signing_in import SigningIn
from announcer.services.review.drawing_process import DrawingProcess
from announcer.services.review.drawing_work import DrawingWork
from announcer.system.clock import Clock
from announcer.web.review_app import review_app
from announcer.wiring.site_drawing import site_drawing
from announcer.wiring.site_pool import SitePool

MOST_CONNECTIONS = 500
LARGEST_HEADERS = 32 * 1024
BACKLOG = 256
KEPT_SECONDS = 30
GRACE_SECONDS = 10


class ReviewServer:
    """The review page of a site, ready to be served.

    Args:
        folder: The site's.
        host: Where it listens, in place of what the settings say.
        port: The same; 0 takes any that is free.
        clock: The machine's unless one is given.
        drawing: What draws cards; a process of its own unless it is given.

    Raises:
        ConfigurationError: the settings are wrong, or the port cannot be had.
        StoreError: the store cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        *,
        host: str = "",
        port: int | None = None,
        clock: Clock | None = None,
        drawing: DrawingWork | None = None,
    ) -> None:
        self.pool = SitePool(folder, clock=clock)
        review = self.pool.settings.review
        self._host = host or review.host
        self._drawing = drawing or site_drawing(folder, self.pool.settings)
        self._socket = _bound(self._host, review.port if port is None else port)
        self.port: int = self._socket.getsockname()[1]
        with self.pool.queue() as queue:
            self._first_run = SigningIn(store=queue.store).first_run_link()
        self._server = self._made()

    @property
    def address(self) -> str:
        """Where people open it."""
        shown = f"[{self._host}]" if ":" in self._host else self._host
        return self.pool.settings.review.public_address or f"http://{shown}:{self.port}"

    @property
    def first_run_address(self) -> str:
        """The link that makes the first administrator; empty where there are people already."""
        return f"{self.address}/welcome/{self._first_run}" if self._first_run else ""

    def run(self) -> None:
        """Serve until SIGTERM, SIGINT or `stop`."""
        try:
            self._server.run(sockets=[self._socket])
        finally:
            if isinstance(self._drawing, DrawingProcess):
                self._drawing.end()

    def stop(self) -> None:
        """End serving; may be called from another thread."""
        self._server.should_exit = True

    def _made(self) -> uvicorn.Server:
        config = uvicorn.Config(
            review_app(self.pool, port=self.port, drawing=self._drawing),
            loop="asyncio",
            http="h11",
            ws="none",
            log_config=None,
            access_log=False,  # addresses of pages hold tokens; what people do stands in the history
            proxy_headers=False,
            server_header=False,
            limit_concurrency=MOST_CONNECTIONS,
            backlog=BACKLOG,
            timeout_keep_alive=KEPT_SECONDS,
            timeout_graceful_shutdown=GRACE_SECONDS,
            h11_max_incomplete_event_size=LARGEST_HEADERS,
        )
        return uvicorn.Server(config)


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        problem = f"review.port: {host}:{port}: {error.strerror or error}"
        raise ConfigurationError([problem], hint="choose a free port with --port, or in [review]") from None
    return listening
